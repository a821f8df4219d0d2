"""The words of a subject, cut where it ends: the first step to the name in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from framing.reading.cues import word_lists
from framing.reading.words import LETTER, fold

_TOKEN = re.compile(rf"[{LETTER}A-Za-z0-9\u00c0-\u024f.]+")
_POINTING = frozenset({"هذا", "هذه", "ذلك", "تلك", "هؤلاء", "ذات", "نفس", "عينه"})
_SEVERAL = ("ون", "ين", "ات", "اء", "مصادر", "سكان", "شهود", "اهالي", "نقاد")
_QUOTES = frozenset("\"“”„«»‹›'‘’")


class Token(NamedTuple):
    """One word: its place, folded, with what stands between it and the one before."""

    start: int
    end: int
    word: str
    gap: str
    spelled: str


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words of a stretch of text.

    Examples
    --------
    >>> [token.word for token in tokens("د. سامر نادر", 0, 12)]
    ['د', 'سامر', 'نادر']
    """
    found_tokens: list[Token] = []
    before = start
    for found in _TOKEN.finditer(text, start, end):
        word, at = found[0], found.start()
        if word[-1] == ".":
            word = word.rstrip(".")
        if word:
            found_tokens.append(Token(at, at + len(word), fold(word), text[before:at], word))
            before = at + len(word)
    return found_tokens


def listed(token: Token, name: str) -> bool:
    """Tell whether a word stands in a list of ``lexicons/voice/words.csv``."""
    if name == "boundary":
        if token.spelled in ("علي", "إمام"):
            return False  # not على nor أمام, where they are spelled apart
        if token.spelled.endswith(("اً", "ًا")):
            return True  # an adverb: مطولاً
    return token.word in word_lists()[name]


def listed_any(token: Token, names: tuple[str, ...]) -> bool:
    """Tell whether a word stands in one of some lists of ``lexicons/voice/words.csv``."""
    if "boundary" in names and listed(token, "boundary"):
        return True
    return token.word in _together(names)


@lru_cache(maxsize=64)
def _together(names: tuple[str, ...]) -> frozenset[str]:
    lists = word_lists()
    return frozenset().union(*(lists[name] for name in names if name != "boundary"))


def are_several(word: str) -> bool:
    """Tell whether a word is for several people or sources without a name: شهود، مصادر."""
    return word in word_lists()["anonymous"] and word.endswith(_SEVERAL)


def without_honorifics(tokens: list[Token]) -> list[Token]:
    """Leave out the honorifics before a name or office: معالي، فضيلة."""
    at = 0
    while at < len(tokens) and listed(tokens[at], "honorific"):
        at += 1
    return tokens[at:]


def without_asides(tokens: list[Token]) -> list[Token]:
    """Leave out what stands before the subject: a day, or the outlet that was told."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if (
            token.word == "ل"
            or (token.word in ("لـ", "ل") or (following and token.word == "ل" and following.gap))
            or listed(token, "carrier")
        ):
            at = skip_marked(tokens, at + 1)
        elif token.word == "قبل" and following:
            at += 2  # قبل أيام
        elif token.spelled.endswith(("اً", "ًا")) and following:
            at += 1  # أولاً
        elif listed(token, "adverb") or (following and _points(token, following)):
            at += 1
        else:
            break
    return tokens[at:]


def _points(token: Token, following: Token) -> bool:
    """Tell whether a word only points to the next: تلك المصادر، كشف هذا ل."""
    if token.word in ("هذا", "ذلك") and following.word in ("ل", "لـ"):
        return True
    return token.word in _POINTING and following.word.startswith("ال") and not following.gap.strip()


def skip_marked(tokens: list[Token], at: int) -> int:
    """Skip a name in marks, or else one word."""
    if at < len(tokens) and set(tokens[at].gap) & _QUOTES:
        at += 1
        while at < len(tokens) and not set(tokens[at].gap) & _QUOTES:
            at += 1
        return at
    return min(at + 1, len(tokens))


def segments(tokens: list[Token]) -> list[list[Token]]:
    """Cut the tokens at commas and dashes; each segment ends at its first preposition."""
    segments: list[list[Token]] = [[]]
    closed, inside = False, False
    for number, token in enumerate(tokens):
        if _QUOTES & set(token.gap):
            inside = not inside and number + 1 < len(tokens) and _is_marked(tokens, number)
        if inside and number and not closed and not set(token.gap) & set("،,()؛:"):
            segments[-1].append(token)  # «البلد اليوم»
            continue
        if number and set(token.gap) & set("،,-–—()؛:"):
            segments.append([])
            closed = False
        if (
            closed
            or (listed(token, "boundary") and not keeps(tokens, number))
            or listed(token, "carrier")
            or (token.word == "ل" and segments[-1])
            or (token.word == "ب" and 0 < number == len(tokens) - 1)
        ):
            closed = True
        else:
            segments[-1].append(token)
    return segments


def _is_marked(tokens: list[Token], number: int) -> bool:
    """Tell whether the word opens a short name in marks, that a later word follows."""
    later = tokens[number + 1 : number + 4]
    return any(_QUOTES & set(token.gap) for token in later)


def keeps(tokens: list[Token], number: int) -> bool:
    """Tell whether a preposition belongs to what it follows: المتحدث باسم، عدد من."""
    if number == 0:
        return False
    quantity = tokens[number].word == "من" and listed(tokens[number - 1], "quantity")
    return quantity or tokens[number].word == "باسم"
