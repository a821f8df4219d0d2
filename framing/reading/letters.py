"""Compiled steps over raw UTF-8: characters, the letters they are read as, a form's exact span."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import within_compiled
from framing.reading.classes import COMPOSITE, CONTROL, MARK, OTHER, OTHER_LETTER, QUOTE

Array = Any  # numba compiles for the types it is given
_FULL = 1 << 21  # seven marks, three bits each


@within_compiled
def decode(data: Array, i: int) -> tuple[Any, int]:
    """Return the code point at byte ``i`` and how many bytes it takes."""
    b = data[i]
    if b < 0x80:
        return np.int32(b), 1
    if b < 0xE0:
        return (np.int32(b & 0x1F) << 6) | np.int32(data[i + 1] & 0x3F), 2
    if b < 0xF0:
        high = (np.int32(b & 0x0F) << 12) | (np.int32(data[i + 1] & 0x3F) << 6)
        return high | np.int32(data[i + 2] & 0x3F), 3
    high = (np.int32(b & 0x07) << 18) | (np.int32(data[i + 1] & 0x3F) << 12)
    return high | (np.int32(data[i + 2] & 0x3F) << 6) | np.int32(data[i + 3] & 0x3F), 4


@within_compiled
def place_of(code: int, ligatures: Array) -> int:
    """Return the place of a code point that is read as several letters."""
    low, high = np.int64(0), ligatures.shape[0]
    while low < high:  # numpy's search takes ten times as long to compile
        middle = (low + high) >> 1
        if ligatures[middle] < code:
            low = middle + 1
        else:
            high = middle
    return int(low)


@within_compiled
def letters_of(code: int, class_: int, ligatures: Array, ligature_at: Array) -> Any:
    """Return how many letters a character is read as."""
    if class_ == COMPOSITE:
        k = place_of(code, ligatures)
        return ligature_at[k + 1] - ligature_at[k]
    return 1 if class_ >= OTHER_LETTER else 0


@within_compiled
def family(code: int) -> int:
    """Tell kinds of marks apart, so that a bracket does not close a quotation mark."""
    if code == 0x28 or code == 0x29 or code == 0xFD3E or code == 0xFD3F:
        return 1
    if code == 0x5B or code == 0x5D:
        return 2
    if code == 0x7B or code == 0x7D:
        return 3
    return 4


@within_compiled
def open_marks(data: Array, first: int, i: int, classes: Array) -> Any:
    """Return the families of the marks opened and not closed in a span, the last one lowest.

    Three bits each, eight marks at most.
    """
    opened = np.int64(0)
    after_letter = False
    while first < i:
        code, size = decode(data, first)
        class_ = classes[code]
        if class_ == QUOTE:
            after = classes[decode(data, first + size)[0]] if first + size < i else OTHER
            if after_letter and after < COMPOSITE and opened > 0:
                opened >>= 3  # after a letter and before none: it closes
            elif (not after_letter or after >= COMPOSITE) and opened < _FULL:
                opened = opened << 3 | family(code)
        after_letter = class_ >= COMPOSITE or (after_letter and MARK <= class_ <= CONTROL)
        first += size
    return opened


@within_compiled
def span_end(data: Array, i: int, j: int, stop: int, first: int, classes: Array) -> int:
    """Return where a span that ends before byte ``i`` really ends.

    Control characters after the last letter are left out; marks opened since byte ``first``
    that are closed right here are taken in.
    """
    opened = open_marks(data, first, i, classes)
    end_i, end_j = i, j
    while end_i > first:  # step back over control characters
        k = end_i - 1
        while data[k] & 0xC0 == 0x80:
            k -= 1
        if classes[decode(data, k)[0]] != CONTROL:
            break
        end_i, end_j = k, end_j - 1
    while opened > 0 and i < stop:
        code, size = decode(data, i)
        if classes[code] != QUOTE or family(code) != opened & 7:
            break
        opened >>= 3
        i += size
        j += 1
        end_j = j
    return end_j


@within_compiled
def span_start(
    data: Array,
    i: int,
    j: int,
    stop: int,
    spare: int,
    classes: Array,
    ligatures: Array,
    ligature_at: Array,
) -> tuple[int, int]:
    """Return the byte and code point after ``spare`` letters of proclitics from byte ``i``."""
    while spare > 0 and i < stop:
        code, size = decode(data, i)
        letters = letters_of(code, classes[code], ligatures, ligature_at)
        if letters > spare:
            break  # a ligature of proclitic and form stays whole, inside the span
        spare -= letters
        i += size
        j += 1
    while i < stop:  # marks on the proclitic belong to it
        code, size = decode(data, i)
        if classes[code] >= COMPOSITE or classes[code] < MARK:
            break
        i += size
        j += 1
    return i, j


@within_compiled
def count_letters(
    data: Array, i: int, stop: int, classes: Array, ligatures: Array, ligature_at: Array
) -> int:
    """Return how many letters stand from byte ``i`` to byte ``stop``."""
    n = 0
    while i < stop:
        code, size = decode(data, i)
        n += letters_of(code, classes[code], ligatures, ligature_at)
        i += size
    return n


@within_compiled
def first_vowel(data: Array, i: int, stop: int, classes: Array) -> int:
    """Return the vowel sign on the letter at byte ``i``: 1 damma, 2 fatha, 3 kasra, 0 none."""
    i += decode(data, i)[1]
    while i < stop:
        code, size = decode(data, i)
        if 0x64E <= code <= 0x650:
            return 2 if code == 0x64E else 1 if code == 0x64F else 3
        if classes[code] < MARK or classes[code] > CONTROL:
            break
        i += size
    return 0
