"""Whom a definite office stands for: المسؤول is the مسؤول محلي, or the name, told before.

An office is followed back only to what the text calls by the same word. One such person, or else
one fuller name of a body or source, is whom it stands for; the one who spoke last goes first;
several are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from framing.reading.apposition import SPEAKS_FOR, name_after_place
from framing.reading.cues import word_lists
from framing.reading.nameruns import after_title, bare_name, could_be_name, is_verb, titled_name
from framing.reading.nametokens import Token, listed, segments, tokens, without_honorifics
from framing.reading.naming import name_ending
from framing.reading.offices import is_body, name_in, office_length
from framing.reading.subjects import clause_end
from framing.reading.words import fold

_FARTHEST = 6_000  # characters back to whom an office stands for
_LONGEST = 9  # words of an office that can stand for somebody
_SPELLED = {"ا": "[اأإآ]", "ه": "[هة]", "ي": "[يى]"}
# What no name follows: المسؤول إن.
_AFTER = r"(?!\w)(?!\s+[أإا]ن(?:ه|ها)?(?!\w))"
_BEGINS = frozenset({"", "ال", "لل", "ب", "ل", "ك", "بال", "كال"})
_REACH = 90  # characters after an office in which its name may stand
_OWNER = 24  # characters before an office in which whose it is may stand
_BEFORE = 60  # characters before an office in which its name may stand
_CALLED = ("office", "source", "speaking_office", "anonymous", "role_word", "title_word")
# Parties and sources that are called by the one word as by their name.
_SHORT = frozenset(
    ["الحزب", "الحركه", "الجماعه", "التنظيم", "الجبهه", "المصادر", "التقارير", "الشهود", "السكان"]
)
_MARKS = frozenset('"“”«»')
_FIRST = re.compile(r"\w+")
_SAME = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها", "عينه", "المذكور", "المذكوره", "الاخير"})


class Called(NamedTuple):
    """Somebody whom the text calls by an office: where, and by what other words of it."""

    start: int
    end: int
    person: bool
    named: bool
    words: frozenset[str]


SEVERAL = Called(-1, -1, False, False, frozenset())  # nobody, unless one of them spoke last
UNSURE = SEVERAL._replace(end=0)  # the office itself, unless one of them spoke last


class Antecedents:
    """All those whom one text calls by an office, found when asked for.

    Examples
    --------
    >>> text = "التقى الوزير سامر نادر الوفد. وقال الوزير إن الطريق مفتوحة."
    >>> found = Antecedents(text).stands_for(35, 41)
    >>> text[found.start : found.end]
    'سامر نادر'
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._called: dict[str, _Places] = {}

    def stands_for(self, start: int, end: int, last: int = -1) -> Called | None:
        """Return whom the office ``text[start:end]`` stands for; nothing where for itself.

        Where several are called so it is the one named at ``last``, or else ``SEVERAL`` or
        ``UNSURE``.
        """
        words = _office(self.text, start, end)
        if not words:
            return None
        head = words[0].word
        definite = head.startswith("ال")
        asked = frozenset(token.word for token in words[1:])
        found = [
            called
            for at, called in self._called_by(head[2:] if definite else head, start)
            if at > start - _FARTHEST and _fits(head, asked, called)
        ]
        if head in _SHORT:
            found = [called for called in found if called.person]
        return _one(self.text, found, last, definite=definite, exact=asked)

    def _called_by(self, bare: str, end: int) -> list[tuple[int, Called]]:
        """Return who is called by an office before ``end``, and where, in order."""
        if bare not in self._called:
            self._called[bare] = _Places(_pattern(bare).finditer(self.text), [])
        known = self._called[bare]
        while known.reached < end:
            place = next(known.places, None)
            known.reached = len(self.text) if place is None else place.start()
            at = -1 if place is None else _office_start(self.text, place.start())
            called = _called(self.text, at) if at >= 0 else None
            if called is not None:
                known.found.append((known.reached, called))
        return [pair for pair in known.found if pair[0] < end]


@dataclass
class _Places:
    """Where an office stands: those looked at already, and those to come."""

    places: Iterator[re.Match[str]]
    found: list[tuple[int, Called]]
    reached: int = 0


def _office(text: str, start: int, end: int) -> list[Token]:
    """Return the words of a definite office: المسؤول، الوزير الضيف، وزير الداخلية."""
    first = _FIRST.match(text, start, end)
    if first is None or not _heads(fold(first[0])):
        return []
    words = without_honorifics(tokens(text, start, end))
    while len(words) > 1 and words[-1].word in _SAME:
        words.pop()
    if not words or (len(words) > 1 and words[1].word == "بن"):
        return []  # مساعد بن سامر: a name
    head = words[0].word
    if not _heads(head):
        return []
    definite = any(word.word.startswith("ال") for word in words)
    return words if definite and len(words) <= _LONGEST else []


@lru_cache(maxsize=4096)
def _heads(word: str) -> bool:
    """Tell whether a word, with the article or without, is one for an office."""
    lists = word_lists()
    if word in lists["honorific"]:
        return True
    bare = word.removeprefix("ال")
    return len(bare) > 2 and any(
        bare in lists[name] or "ال" + bare in lists[name] for name in _CALLED
    )


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
    spoke = [called for called in persons or found if called.start <= last < called.end]
    spoke = spoke if candidates else []
    if spoke:
        return spoke[0]
    if not candidates:
        return None
    return SEVERAL if persons and definite else UNSURE


def _fits(head: str, asked: frozenset[str], called: Called) -> bool:
    """Tell whether an office may be that of somebody: المتحدث باسم قوات كذا, and باسم كذا."""
    if asked <= called.words:
        return True
    return called.person and head in SPEAKS_FOR and bool((asked & called.words) - {"باسم"})


def _distinct(text: str, found: list[Called]) -> list[Called]:
    """Return the first place of each; a surname is that of the full name before it."""
    kept: dict[str, Called] = {}
    for called in found:
        words = [token.word for token in tokens(text, called.start, called.end)] or [""]
        kept.setdefault(words[-1] if called.person else " ".join(words), called)
    return list(kept.values())


@lru_cache(maxsize=512)
def _pattern(bare: str) -> re.Pattern[str]:
    """Return a pattern that begins with a letter as it is, so that it is quickly sought."""
    return re.compile("".join(_SPELLED.get(letter, letter) for letter in bare) + _AFTER)


def _office_start(text: str, start: int) -> int:
    """Return where the word begins that has its stem at ``start``; -1 where it is another."""
    before = text[max(0, start - 4) : start]
    lead = before[max((n + 1 for n, char in enumerate(before) if not char.isalnum()), default=0) :]
    if lead.removeprefix("و").removeprefix("ف") not in _BEGINS:
        return -1
    return start - (2 if lead.endswith(("ال", "لل")) else 0)


def _called(text: str, start: int) -> Called | None:
    """Return who is called by the office at a place."""
    words = tokens(text, start, min(start + _REACH, clause_end(text, start)))
    parts = segments(words)
    head = parts[0]
    if not head:
        return None
    n, _ = office_length(head)
    office = frozenset(token.word for token in head[1:n])
    name = name_in(head) or titled_name(head) or (bare_name(head[1:]) if n == 1 else [])
    name = name or _between_commas(parts) or name_after_place(head, words)
    if not name and _names_one(head[0]) and could_be_name(head[n:], alone=True):
        name = head[n:]  # المتحدث باسم كذا نيدور كالف، …
    anonymous = listed(head[0], "anonymous")
    if name and _is_another_s(text, start):
        return None
    before = None if name or anonymous else name_ending(text, max(0, start - _BEFORE), start)
    if before is not None:
        return Called(before.start, before.end, True, True, office)
    if name and not anonymous:
        return Called(name[0].start, name[-1].end, True, True, office)
    if n > 1 and head[0].word.startswith("ال"):
        return Called(head[0].start, 0, False, True, office)  # stands for itself
    told = any(token.word.startswith("ال") or listed(token, "place") for token in head[1:n])
    marked = any(set(token.gap) & _MARKS for token in head[1:n])
    if n > 1 and not marked and not _goes_astray(head[1]) and (told or anonymous):
        named = not listed(head[0], "anonymous")
        return Called(head[0].start, head[n - 1].end, False, named, office)
    return None


def _is_another_s(text: str, start: int) -> bool:
    """Tell whether an office is that of the one named after it: [رئيس] اللجنة سامر نادر."""
    if text[start : start + 2] != "ال" or text[start - 1 : start] != " ":
        return False
    before = tokens(text, max(0, start - _OWNER), start)
    return bool(before) and before[-1].end == start - 1 and _is_owner(before[-1])


def _is_owner(token: Token) -> bool:
    return not token.word.startswith("ال") and (
        listed(token, "office") or listed(token, "speaking_office")
    )


def _goes_astray(token: Token) -> bool:
    """Tell whether a word after an office is no part of it: بيان نشرته."""
    return is_verb(token) or token.word.endswith(("ته", "تها", "وا", "هم")) or token.word[0] in "بل"


def _names_one(token: Token) -> bool:
    """Tell whether an office is one person's."""
    return listed(token, "speaking_office") and not is_body(token)


def _between_commas(parts: list[list[Token]]) -> list[Token]:
    """Return the name between commas after an office: مدير المتحف، سامر نادر، ...."""
    if len(parts) < 2 or not parts[1]:
        return []
    name = titled_name(parts[1]) or bare_name(parts[1]) or after_title(parts[1])
    if not name and _names_one(parts[0][0]) and could_be_name(parts[1], alone=True):
        return parts[1]
    return name if name and name[-1] is parts[1][-1] else []
