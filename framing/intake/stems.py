"""Stems of words: one for all the shapes of a name or noun, found without a dictionary."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.intake.encodings import COMMON_WORDS
from framing.intake.words import BOUNDARY, IGNORED, letter_table
from framing.spans import Span

_WORD = re.compile(r"[^\W_][\w\u0610-\u061a\u064b-\u065f\u0670\u0640]*")
_PREFIX = re.compile(r"^(?:[وف]?[بك]?ال(?=\w{2})|[وف]?لل(?=\w{2})|[وفبلك]{1,2}(?=\w{4}))")
_SUFFIX = re.compile(r"(?<=\w{3})(?:تهما|هما|تها|تهم|هم|ها|نا|ات|ان|ون|ين|يه|وا|تين|تان|ه|ي|ا)$")


def light_stem(word: str) -> str:
    """Take the usual clitics and endings off a folded word.

    Rough on purpose: it only has to give the same result for the shapes of one name or noun.

    Examples
    --------
    >>> light_stem("والمدينه"), light_stem("مدينه"), light_stem("للمدينه")
    ('مدين', 'مدين', 'مدين')
    """
    if word.isdigit():
        return word
    return _SUFFIX.sub("", _PREFIX.sub("", word))


def stems_in(text: str, span: Span) -> list[tuple[str, Span]]:
    """Return the stems of the words in a piece of a text, with their places.

    Examples
    --------
    >>> [stem for stem, _ in stems_in("دخل المدينة", Span(0, 11))]
    ['دخل', 'مدين']
    """
    found = []
    for word in _WORD.finditer(text, span.start, span.end):
        stem = light_stem(folded(word.group()))
        if len(stem) > 1:
            found.append((stem, Span(word.start(), word.end())))
    return found


def folded(word: str) -> str:
    """Fold a word by the usual rules of spelling.

    Examples
    --------
    >>> folded("أربعةٌ")
    'اربعه'
    """
    return word.translate(_folds())


def is_common(stem_or_word: str) -> bool:
    """Tell a word, folded, that every text has.

    Examples
    --------
    >>> is_common("من"), is_common("مدين")
    (True, False)
    """
    return stem_or_word in _common()


@lru_cache(maxsize=1)
def _folds() -> dict[int, str | None]:
    table = letter_table()
    return {code: _folded(int(table[code])) for code in range(len(table))}


def _folded(letter: int) -> str | None:
    return None if letter in (BOUNDARY, IGNORED) else chr(letter)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(map(folded, COMMON_WORDS))


class Stems:
    """Numbers for stems, and a common written shape of each (``names``)."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._by_hash: dict[int, int] = {}
        self._most: list[int] = []
        self.names: list[str] = []

    def numbered(
        self, words: NDArray[np.uint64], shapes: list[str], often: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        """Return the number of each word's stem; single letters and common words have none (-1)."""
        out = np.empty(len(words), np.int32)
        for at, (word, shape, n) in enumerate(
            zip(words.tolist(), shapes, often.tolist(), strict=True)
        ):
            number = self._by_hash.get(word)
            if number is None:
                number = self._by_hash[word] = self._number(shape)
            if number >= 0 and n > self._most[number]:
                self._most[number], self.names[number] = n, shape
            out[at] = number
        return out

    def _number(self, shape: str) -> int:
        word = folded(shape)
        stem = light_stem(word)
        if len(stem) < 2 or is_common(word):
            return -1
        number = self._numbers.setdefault(stem, len(self.names))
        if number == len(self.names):
            self.names.append(shape)
            self._most.append(0)
        return number
