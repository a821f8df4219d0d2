"""The shortest span that names who speaks, in the words after a verb of saying."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.reading.cues import word_lists
from framing.reading.words import LETTER, fold

_TOKEN = re.compile(rf"[{LETTER}A-Za-z0-9\u00c0-\u024f.]+")
_LONGEST_NAME = 6  # words
_LONGEST_OFFICE = 9
# After these a name is that of a place or body: مركز الملك سلمان.
_NAMED_AFTER = frozenset(
    {"الملك", "الامام", "بن", "ال", "مدينه", "شارع", "جامعه", "الامير", "طريق"}
)
_QUOTES = frozenset("\"“”„«»‹›'‘’")


class Name(NamedTuple):
    """A span that names somebody; ``named`` is False for sources without a name."""

    start: int
    end: int
    rule: str
    named: bool
    words: tuple[str, ...]


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    gap: str  # what stands between it and the token before
    spelled: str


def find_name(text: str, start: int, end: int, *, bare: bool = False) -> Name | None:
    """Return the span that names the speaker in ``text[start:end]``, or nothing.

    A person's name is preferred to the office; two names joined by و are no one speaker.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The subject's place: from the verb to where the speech or the sentence goes on.
    bare : bool, default False
        Whether more than the subject follows the verb there: then no name is looked for
        far from its beginning.

    Examples
    --------
    >>> text = "المتحدث باسم الوزارة، سامر نادر، في بيان"
    >>> name = find_name(text, 0, len(text))
    >>> text[name.start : name.end], name.rule
    ('سامر نادر', 'apposition')
    """
    tokens = _tokens(text, start, end)
    tokens = _without_asides(tokens)
    if not tokens or _is(tokens[0], "boundary"):
        return None
    segments = _segments(tokens)
    head = segments[0]
    later = [] if bare else tokens
    for rule, found in (
        ("name", _leading_name(head) if not bare else _bare_name(head)),
        ("title", _after_title(head)),
        ("apposition", _apposition(segments) if not bare else []),
        ("office and name", _trailing_name(head) if not bare else []),
        ("office and name", _last_name(later) if _heads_office(head) else []),
    ):
        if found:
            if _joined(found, tokens):
                return None
            return _name(text, found, rule, named=True)
    office = _office(head)
    if bare and office and office[0].word.startswith("ال"):
        office = _definite(office)
    elif bare and len(office) > 2:
        office, name_ = _construct(office)
        if name_:
            return _name(text, name_, "office and name", named=True)
    elif bare and office and not _is(office[0], "office"):
        return None
    if not office:
        return None
    anonymous = _is(office[0], "anonymous") or _is(office[0], "pronoun")
    return _name(text, office, "office", named=not anonymous)


def _tokens(text: str, start: int, end: int) -> list[_Token]:
    tokens: list[_Token] = []
    before = start
    for found in _TOKEN.finditer(text, start, end):
        word = found[0].rstrip(".")
        if word:
            start = found.start()
            gap = text[before:start]
            tokens.append(_Token(start, start + len(word), fold(word), gap, word))
            before = found.start() + len(word)
    return tokens


def _is(token: _Token, name: str) -> bool:
    if token.spelled == "علي" and name == "boundary":
        return False  # the name, where على is spelled apart from it
    return token.word in word_lists()[name]


def _without_asides(tokens: list[_Token]) -> list[_Token]:
    """Leave out what stands before the subject: a day, or the outlet that was told."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            token.word == "ل"
            or (token.word in ("لـ", "ل") or (following and token.word == "ل" and following.gap))
            or _is(token, "carrier")
        ):
            at = _skip_marked(tokens, at + 1)
        elif _is(token, "adverb"):
            at += 1
        else:
            break
    return tokens[at:]


def _skip_marked(tokens: list[_Token], at: int) -> int:
    """Skip a name in marks, or else one word."""
    if at < len(tokens) and set(tokens[at].gap) & _QUOTES:
        at += 1
        while at < len(tokens) and not set(tokens[at].gap) & _QUOTES:
            at += 1
        return at
    return min(at + 1, len(tokens))


def _segments(tokens: list[_Token]) -> list[list[_Token]]:
    """Cut the tokens at commas and dashes; each segment ends at its first preposition."""
    segments: list[list[_Token]] = [[]]
    closed = False
    for number, token in enumerate(tokens):
        if number and set(token.gap) & set("،,-–—()؛:"):
            segments.append([])
            closed = False
        if (
            closed
            or (_is(token, "boundary") and not _keeps(tokens, number))
            or _is(token, "carrier")
            or (token.word == "ل" and segments[-1])
        ):
            closed = True
        else:
            segments[-1].append(token)
    return segments


def _keeps(tokens: list[_Token], number: int) -> bool:
    """Tell whether a preposition belongs to an office: المتحدث باسم، القائم على."""
    return tokens[number].word == "باسم" and number > 0


def _after_title(head: list[_Token]) -> list[_Token]:
    """Return the name after the last title: العقيد سامر نادر."""
    for at in range(len(head) - 1, -1, -1):
        rank = _is(head[at], "title_word")
        if (rank or _is(head[at], "role_word")) and at + 1 < len(head):
            if not rank and head[at + 1].word.startswith("ال"):
                continue  # an adjective: الخبير العسكري
            name = _name_run(head[at + 1 :])
            if name:
                return name
    return []


def _apposition(segments: list[list[_Token]]) -> list[_Token]:
    """Return the name that stands by itself between commas after an office."""
    if not segments[0] or not _is(segments[0][0], "office"):
        return []
    for segment in segments[1:4]:
        if not segment:
            continue
        at = 0
        while at < len(segment) and (
            _is(segment[at], "title_word") or _is(segment[at], "honorific")
        ):
            at += 1
        name = _name_run(segment[at:])
        if name and len(name) == len(segment) - at and (len(name) > 1 or at):
            return name
    return []


def _leading_name(head: list[_Token]) -> list[_Token]:
    """Return the name that the subject begins with: سامر نادر المتحدث باسم …."""
    if not head or any(
        _is(head[0], name) for name in ("office", "honorific", "title_word", "role_word")
    ):
        return []
    name = _name_run(head)
    later = next((n for n, token in enumerate(head) if n > 1 and _is(token, "given_name")), 0)
    if later and not _is(head[0], "given_name") and head[1].word.startswith("ال"):
        return []  # an office that is not listed, and a name after it
    if name and name[0].word.startswith("ال"):  # a surname, or an office that is not listed
        return _definite(name) if len(name) > 1 or len(head) == 1 else []
    return name


def _trailing_name(head: list[_Token]) -> list[_Token]:
    """Return the name at the end of an office: المتحدث باسم الوزارة سامر نادر."""
    for at in range(1, len(head)):
        token, before = head[at], head[at - 1]
        is_given = _is(token, "given_name") or (
            at + 1 < len(head) and head[at + 1].word in ("بن", "ال")
        )
        if not is_given or before.word in _NAMED_AFTER:
            continue
        if _is(before, "office") and not before.word.startswith("ال"):
            continue
        name = _name_run(head[at:])
        if len(name) > 1 or (name and at == len(head) - 1):
            return name
    return _foreign(head)


def _foreign(head: list[_Token]) -> list[_Token]:
    """Return two indefinite words after a definite one at the end of a long office."""
    if len(head) < 6 or not head[-3].word.startswith("ال"):
        return []
    name = _name_run(head[-2:])
    if len(name) < 2 or any(token.word.startswith(("ال", "و")) for token in name):
        return []
    return name


def _heads_office(head: list[_Token]) -> bool:
    return _is(head[0], "office") or _is(head[0], "role_word") or _is(head[0], "title_word")


def _last_name(tokens: list[_Token]) -> list[_Token]:
    """Return the name that ends a long office: عضو اللجنة في المجلس سامر نادر."""
    for at in range(len(tokens) - 1, 0, -1):
        token = tokens[at]
        if _is(token, "title_word") or _is(token, "given_name"):
            start = at + 1 if _is(token, "title_word") else at
            while start - 1 > 0 and _is(tokens[start - 1], "given_name") and start == at:
                start, at = start - 1, at - 1
            before = tokens[start - 1].word
            name = _name_run(tokens[start:])
            ends = start + len(name) >= len(tokens) or bool(tokens[start + len(name)].gap.strip())
            if len(name) > 1 and before not in _NAMED_AFTER and (ends or _is(token, "title_word")):
                return name
    last = tokens[-2:]
    is_pair = len(last) == 2 and last[1].word.startswith("ال") and last[1].word.endswith("ي")
    if is_pair and len(tokens) > 4 and not last[0].word.startswith(("ال", "ل", "ب", "و")):
        name = _name_run(last)
        return name if len(name) == 2 and not _is(last[0], "boundary") else []
    return []


def _bare_name(head: list[_Token]) -> list[_Token]:
    """Return the name right after a verb, when an object of the verb follows."""
    if not head or not (_is(head[0], "given_name") or head[0].word.startswith("عبد")):
        return []
    name = [head[0]]
    for token in head[1:_LONGEST_NAME]:
        surname = token.word.startswith("ال") and token.word.endswith("ي")
        if not (_is(token, "given_name") or surname or token.word in ("بن", "ال", "ولد", "ابو")):
            break
        name.append(token)
        if surname:
            break
    return name


def _name_run(tokens: list[_Token]) -> list[_Token]:
    """Return the tokens at the beginning that can be one person's name."""
    run: list[_Token] = []
    for token in tokens[:_LONGEST_NAME]:
        if _is(token, "boundary") or _is(token, "carrier") or token.word == "ل":
            break
        if run and token.word.startswith("و") and token.word[1:] in word_lists()["given_name"]:
            break
        if _is(token, "office") or _is(token, "adverb") or _is(token, "honorific"):
            break
        of_family = bool(run) and run[-1].word == "ال"  # آل الشيخ
        if not of_family and (_is(token, "title_word") or _is(token, "role_word")):
            break
        if token.word.startswith(("لل", "بال")) or (run and token.gap.strip()):
            break
        if run and token.word.startswith("ال") and run[-1].word.startswith("ال") and len(run) > 1:
            break
        run.append(token)
    while run and run[-1].word in ("بن", "ال", "ابو", "عبد", "بنت"):
        run.pop()
    return run


def _construct(office: list[_Token]) -> tuple[list[_Token], list[_Token]]:
    """Cut وزير الداخلية اليمني سامر النادري … into the office and the name after it."""
    n = 1
    while n < len(office) and not office[n].word.startswith("ال"):
        n += 1
    while n < len(office) and office[n].word.startswith("ال"):
        n += 1
    pair = office[n : n + 2]
    surname = len(pair) == 2 and pair[1].word.startswith("ال") and pair[1].word.endswith("ي")
    return office[:n], pair if surname and not pair[0].word.startswith(("ل", "ب")) else []


def _definite(office: list[_Token]) -> list[_Token]:
    """Return the definite noun and its adjectives: المتحدث العسكري."""
    n = 1
    while n < len(office) and office[n].word.startswith("ال"):
        n += 1
    return office[:n]


def _office(head: list[_Token]) -> list[_Token]:
    office = head[:_LONGEST_OFFICE]
    while office and (_is(office[-1], "adverb") or office[-1].word == "باسم"):
        office = office[:-1]
    return office


def _joined(found: list[_Token], tokens: list[_Token]) -> bool:
    """Tell whether another name is joined right after this one."""
    after = next((token for token in tokens if token.start >= found[-1].end), None)
    if after is None or not after.word.startswith("و") or after.gap.strip():
        return False
    return (
        after.word[1:] in word_lists()["given_name"] or after.word[1:] in word_lists()["title_word"]
    )


def _name(text: str, tokens: list[_Token], rule: str, *, named: bool) -> Name:
    end = tokens[-1].end
    # A mark opened inside the name is closed with it.
    inside = text[tokens[0].start : end]
    if end < len(text) and text[end] in '”»"' and sum(mark in inside for mark in '“«"') > 0:
        end += 1
    return Name(tokens[0].start, end, rule, named, tuple(token.word for token in tokens))
