"""The numbers that articles begin with: two reports of one event tell the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.intake.stems import folded

if TYPE_CHECKING:
    import pandas as pd

_BEGINNING = 350  # code points of the body
_WORDS = {
    "اثنان": "2", "اثنين": "2", "اثنتان": "2", "اثنتين": "2", "شخصان": "2", "شخصين": "2",
    "ثلاث": "3", "ثلاثه": "3", "اربع": "4", "اربعه": "4", "خمس": "5", "خمسه": "5", "ست": "6",
    "سته": "6", "سبع": "7", "سبعه": "7", "ثمان": "8", "ثماني": "8", "ثمانيه": "8", "تسع": "9",
    "تسعه": "9", "عشر": "10", "عشره": "10", "عشرون": "20", "عشرين": "20", "ثلاثون": "30",
    "ثلاثين": "30", "اربعون": "40", "اربعين": "40", "خمسون": "50", "خمسين": "50",
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:[.,٫]\d+)?|\w+")
_YEAR = re.compile(r"(?:19|20)\d\d|14[0-4]\d")


def numbers_in(text: str) -> set[str]:
    """Return the numbers in a text, in figures or small ones in words; years are left out.

    Examples
    --------
    >>> sorted(numbers_in("قتل ثلاثة وأصيب ٣٫٥ ألف في 2015"))
    ['3', '3.5']
    """
    found = set()
    for token in _NUMBER.findall(text):
        if token[0].isdecimal():
            whole, _, part = token.replace("٫", ".").replace(",", ".").partition(".")
            number = str(int(whole)) + (f".{int(part)}" if part else "")
            if not _YEAR.fullmatch(number):
                found.add(number)
        else:
            number = _WORDS.get(folded(token), "")
            found |= {number} if number else set()
    return found


def numbers_of(articles: pd.DataFrame) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return how many numbers each article begins with, and which: hashed, sorted."""
    sizes, found = [], []
    for text, start in zip(articles["text"], articles["body_start"], strict=True):
        numbers = sorted(hash_of(one) for one in numbers_in(text[: int(start) + _BEGINNING]))
        sizes.append(len(numbers))
        found += numbers
    return np.array(sizes, np.int64), np.array(found, np.int64)


def hash_of(number: str) -> int:
    """Return a whole number for a number as it is written.

    Examples
    --------
    >>> hash_of("12"), hash_of("3.5") == hash_of("35")
    (12, False)
    """
    whole, _, part = number.partition(".")
    return (int(whole) % 10**9) + (int(f"1{part}"[:9]) << 32 if part else 0)
