"""Classes of characters: what the automaton tells apart."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.text.spelling import HAMZA_MARKS, classify

OTHER, SPACE, NEWLINE, QUOTE, STOP, MARK, HAMZA, CONTROL, COMPOSITE = range(9)
OTHER_LETTER, OTHER_DIGIT, FIRST_LETTER = 9, 10, 11
_FIXED = {"other": OTHER, "space": SPACE, "newline": NEWLINE, "quote": QUOTE, "stop": STOP}
_IGNORED = {"mark_on_letter": MARK, "hamza": HAMZA, "control": CONTROL}


def class_table(
    class_of: dict[str, int], spelling: frozenset[str]
) -> tuple[NDArray[np.uint8], dict[int, list[int]]]:
    """Return the class of every code point, and of each letter of those read as several.

    Parameters
    ----------
    class_of : dict
        The class of each folded letter and digit that the forms use.
    spelling : frozenset of str
        The rules that are on.
    """
    kinds, letters, codes = _characters(spelling)
    table = np.full(0x110000, OTHER, np.uint8)
    ligatures: dict[int, list[int]] = {}
    table[: len(kinds)] = kinds
    for code, read in zip(codes, letters, strict=True):
        is_digit = kinds[code] == OTHER_DIGIT
        other = OTHER_DIGIT if is_digit else OTHER_LETTER
        if len(read) == 1:
            table[code] = class_of.get(read, other)
        else:
            table[code] = COMPOSITE
            ligatures[code] = [class_of.get(x, OTHER_LETTER) for x in read]
    for code in map(ord, HAMZA_MARKS):
        table[code] = HAMZA
    return table, ligatures


@lru_cache(maxsize=4)
def _characters(spelling: frozenset[str]) -> tuple[NDArray[np.uint8], list[str], list[int]]:
    """Classify every assigned character once: its kind, and how letters are read.

    Letters of scripts that no rule touches are not looked at one by one.
    """
    top = 0x20000
    kinds = np.full(0x110000, OTHER, np.uint8)
    letters: list[str] = []
    codes: list[int] = []
    for code in range(top):
        char = chr(code)
        category = unicodedata.category(char)
        if category in {"Cn", "Co", "Cs"}:
            continue
        if code >= 0x3400 and category == "Lo" and not unicodedata.decomposition(char):
            kinds[code] = OTHER_LETTER  # no rule touches these scripts
            continue
        kind, read = classify.__wrapped__(char, spelling)
        if kind in {"letter", "digit"}:
            kinds[code] = OTHER_LETTER if kind == "letter" else OTHER_DIGIT
            letters.append(read)
            codes.append(code)
        else:
            kinds[code] = _FIXED[kind] if kind in _FIXED else _IGNORED[kind]
    for code in range(0x20000, 0x33480):  # ideographs
        if unicodedata.category(chr(code)) == "Lo":
            kinds[code] = OTHER_LETTER
    kinds[0xE0001:0xE0080] = CONTROL if "controls" in spelling else OTHER
    kinds[0xE0100:0xE01F0] = MARK if "tashkeel" in spelling else OTHER_LETTER
    return kinds, letters, codes
