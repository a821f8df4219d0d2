"""Whom a definite office stands for: المسؤول is the مسؤول محلي, or the name, told before.

An office is followed back only to what the text calls by the same word. One such person, or else
one fuller name of a body or source, is whom it stands for; the one who spoke last goes first;
several are nobody.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from framing.reading.cues import word_lists
from framing.reading.nameruns import bare_name, is_verb, titled_name
from framing.reading.nametokens import Token, listed, segments, tokens
from framing.reading.naming import name_ending
from framing.reading.offices import name_in, office_length
from framing.reading.subjects import SUBJECT, clause_end
from framing.reading.words import spelled_like

_FARTHEST = 6_000  # characters back to whom an office stands for
_MOST = 24  # places that are looked at
_LONGEST = 4  # words of an office that can stand for somebody
_BEFORE = 60  # characters before an office in which its name may stand
_CALLED = ("office", "source", "speaking_office", "anonymous", "role_word", "title_word")
_SAME = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "المذكور", "المذكوره", "الاخير"})


class Called(NamedTuple):
    """Somebody whom the text calls by an office: where, and by what other words of it."""

    start: int
    end: int
    person: bool
    named: bool
    words: frozenset[str]


def stands_for(text: str, start: int, end: int, last: int = -1) -> Called | None:
    """Return whom the office ``text[start:end]`` stands for, or nothing where it stands by itself.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        Where the office is named.
    last : int, default -1
        Where who spoke last is named; -1 when nobody is.

    Returns
    -------
    Called or None
        With an empty span where several are called so.

    Examples
    --------
    >>> text = "التقى الوزير سامر نادر الوفد. وقال الوزير إن الطريق مفتوحة."
    >>> found = stands_for(text, 35, 41)
    >>> text[found.start : found.end]
    'سامر نادر'
    """
    words = _office(text, start, end)
    if not words:
        return None
    head = words[0].word
    definite = head.startswith("ال")
    bare = head[2:] if definite else head
    asked = frozenset(token.word for token in words[1:])
    found = _called_before(text, bare, start, construct=not definite)
    fitting = [called for called in found if asked <= called.words or not asked]
    return _one(text, fitting, last, definite=definite, exact=asked)


def calls(text: str, start: int, end: int) -> bool:
    """Tell whether a span is an office that can stand for somebody named before.

    Examples
    --------
    >>> calls("الوزير", 0, 6), calls("سامر نادر", 0, 9)
    (True, False)
    """
    return bool(_office(text, start, end))


def _office(text: str, start: int, end: int) -> list[Token]:
    """Return the words of a definite office: المسؤول، الوزير الضيف، وزير الداخلية."""
    words = [token for token in tokens(text, start, end) if not listed(token, "honorific")]
    while len(words) > 1 and words[-1].word in _SAME:
        words.pop()
    if not words:
        return []
    head = words[0].word
    bare = head.removeprefix("ال")
    lists = word_lists()
    if len(bare) < 3 or not any({bare, "ال" + bare} & lists[name] for name in _CALLED):
        return []
    definite = head.startswith("ال") or (len(words) > 1 and words[1].word.startswith("ال"))
    return words if definite and len(words) <= _LONGEST else []


def _one(
    text: str, found: list[Called], last: int, *, definite: bool, exact: frozenset[str]
) -> Called | None:
    persons = _distinct(text, [called for called in found if called.person])
    if not definite:
        same = [called for called in persons if called.words == exact]
        persons = same or persons
    candidates = persons or (_distinct(text, found) if definite and not exact else [])
    if len(candidates) == 1:
        return candidates[0] if candidates[0].end else None
    spoke = [called for called in candidates if called.start <= last < called.end]
    if spoke:
        return spoke[0]
    return Called(-1, -1, False, False, frozenset()) if persons and definite else None


def _distinct(text: str, found: list[Called]) -> list[Called]:
    """Return the first place of each; a surname is that of the full name before it."""
    kept: dict[str, Called] = {}
    for called in found:
        words = [token.word for token in tokens(text, called.start, called.end)] or [""]
        kept.setdefault(words[-1] if called.person else " ".join(words), called)
    return list(kept.values())


def _called_before(text: str, bare: str, end: int, *, construct: bool) -> list[Called]:
    low = max(0, end - _FARTHEST)
    found: list[Called] = []
    for number, place in enumerate(_pattern(bare).finditer(text, low, end)):
        if number >= _MOST:
            break
        if place.end() < end:
            called = _called(text, place.start("office"), min(end, place.end() + SUBJECT))
            if called is not None and not (construct and not called.person):
                found.append(called)
    return found


@lru_cache(maxsize=512)
def _pattern(bare: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)[وفبلك]?(?P<office>(?:ال|لل|)(?:{spelled_like(bare)}))(?!\w)")


def _called(text: str, start: int, end: int) -> Called | None:
    """Return who is called by the office at a place."""
    words = tokens(text, start, min(end, clause_end(text, start)))
    parts = segments(words)
    head = parts[0]
    if not head:
        return None
    n, _ = office_length(head)
    office = frozenset(token.word for token in head[1:n])
    name = name_in(head) or titled_name(head) or (bare_name(head[1:]) if n == 1 else [])
    name = name or _between_commas(parts)
    anonymous = listed(head[0], "anonymous") or listed(head[0], "source")
    before = None if name or anonymous else name_ending(text, max(0, start - _BEFORE), start)
    if before is not None:
        return Called(before.start, before.end, True, True, office)
    if name and not listed(head[0], "anonymous"):
        return Called(name[0].start, name[-1].end, True, True, office)
    if n > 1 and head[0].word.startswith("ال"):
        return Called(head[0].start, 0, False, True, office)  # stands for itself
    if n > 1 and not _goes_astray(head[1]):
        named = not listed(head[0], "anonymous")
        return Called(head[0].start, head[n - 1].end, False, named, office)
    return None


def _goes_astray(token: Token) -> bool:
    """Tell whether a word after an office is no part of it: بيان نشرته."""
    return is_verb(token) or token.word.endswith(("ته", "تها", "وا", "هم")) or token.word[0] in "بل"


def _between_commas(parts: list[list[Token]]) -> list[Token]:
    """Return the name between commas after an office: مدير المتحف، سامر نادر، ...."""
    if len(parts) < 2 or not parts[1]:
        return []
    name = titled_name(parts[1]) or bare_name(parts[1])
    return name if name and name[-1] is parts[1][-1] else []
