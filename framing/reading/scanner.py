"""The inner loop: compiled, over raw UTF-8, one step a character."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled
from framing.reading.classes import (
    COMPOSITE,
    CONTROL,
    FIRST_LETTER,
    HAMZA,
    MARK,
    NEWLINE,
    OTHER,
    OTHER_DIGIT,
    OTHER_LETTER,
    QUOTE,
    STOP,
)
from framing.reading.packing import CLASS_SHIFT, KIND_SHIFT
from framing.reading.states import BREAK, EMIT, WORD

Array = Any  # numba compiles for the types it is given

_RING = 64  # beginnings of the last words: no form is longer
_FLAGS = EMIT | WORD | BREAK
_STATE = BREAK - 1
_STEP = (1 << KIND_SHIFT) - 1


@compiled(inline="always")
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


@compiled()
def letters_of(code: int, class_: int, ligatures: Array, ligature_at: Array) -> Any:
    """Return how many letters a character is read as."""
    if class_ == COMPOSITE:
        k = np.searchsorted(ligatures, code)
        return ligature_at[k + 1] - ligature_at[k]
    return 1 if class_ >= OTHER_LETTER else 0


@compiled()
def family(code: int) -> int:
    """Tell kinds of marks apart, so that a bracket does not close a quotation mark."""
    if code == 0x28 or code == 0x29 or code == 0xFD3E or code == 0xFD3F:
        return 1
    if code == 0x5B or code == 0x5D:
        return 2
    if code == 0x7B or code == 0x7D:
        return 3
    return 0


@compiled()
def open_marks(data: Array, first: int, i: int, classes: Array, opened: Array) -> int:
    """Write the families of the marks opened and not closed in a span; return how many."""
    n_open = 0
    after_letter = False
    while first < i:
        code, size = decode(data, first)
        class_ = classes[code]
        if class_ == QUOTE:
            after = classes[decode(data, first + size)[0]] if first + size < i else OTHER
            if after_letter and after < COMPOSITE and n_open > 0:
                n_open -= 1  # after a letter and before none: it closes
            elif (not after_letter or after >= COMPOSITE) and n_open < len(opened):
                opened[n_open] = family(code)
                n_open += 1
        after_letter = class_ >= COMPOSITE or (after_letter and MARK <= class_ <= CONTROL)
        first += size
    return n_open


@compiled()
def span_end(data: Array, i: int, j: int, stop: int, first: int, classes: Array) -> int:
    """Return where a span that ends before byte ``i`` really ends.

    Control characters after the last letter are left out; marks opened since byte ``first``
    that are closed right here are taken in.
    """
    opened = np.zeros(8, np.int8)
    n_open = open_marks(data, first, i, classes, opened)
    end_i, end_j = i, j
    while end_i > first:  # step back over control characters
        k = end_i - 1
        while data[k] & 0xC0 == 0x80:
            k -= 1
        if classes[decode(data, k)[0]] != CONTROL:
            break
        end_i, end_j = k, end_j - 1
    while n_open > 0 and i < stop:
        code, size = decode(data, i)
        if classes[code] != QUOTE or family(code) != opened[n_open - 1]:
            break
        n_open -= 1
        i += size
        j += 1
        end_j = j
    return end_j


@compiled()
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


@compiled()
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


@compiled()
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


@compiled()
def write_hits(
    data: Array,
    i: int,
    j: int,
    stop: int,
    state: int,
    words: int,
    word_i: Array,
    word_j: Array,
    hits: Array,
    n_hits: int,
    ends_at: Array,
    ends: Array,
    classes: Array,
    ligatures: Array,
    ligature_at: Array,
    article: int,
    sentence: int,
) -> int:
    """Write what ends before byte ``i``; return the count of hits, or -1 for want of room."""
    for row in range(ends_at[state], ends_at[state + 1]):
        if n_hits == hits.shape[0]:
            return -1
        slot = (words - ends[row, 2]) & (_RING - 1)
        from_i, from_j = word_i[slot], word_j[slot]
        spare = count_letters(data, from_i, i, classes, ligatures, ligature_at) - ends[row, 1]
        if spare > 0:
            from_i, from_j = span_start(
                data, from_i, from_j, i, spare, classes, ligatures, ligature_at
            )
        hits[n_hits, 0] = article
        hits[n_hits, 1] = ends[row, 0]
        hits[n_hits, 2] = from_j
        hits[n_hits, 3] = span_end(data, i, j, stop, from_i, classes)
        hits[n_hits, 4] = words - ends[row, 2]
        hits[n_hits, 5] = words
        hits[n_hits, 6] = sentence
        hits[n_hits, 7] = first_vowel(data, from_i, i, classes)
        n_hits += 1
    return n_hits


@compiled(inline="always")
def next_step(
    state: int, now: int, flat: Array, width: int, n_rows: int, links: Array, usual: Array
) -> Any:
    """Return the step of a state by a class: from its row, its link, or its kind."""
    if state < n_rows:
        return flat[state * width + now]
    link = links[state - n_rows]
    if link >> CLASS_SHIFT == now:
        return np.int32(link & _STEP)
    return usual[(link >> KIND_SHIFT) & 255, now]


@compiled()
def ends_sentence(
    data: Array, after: int, j: int, stop: int, now: int, newline: int, classes: Array
) -> bool:
    """Tell whether a full stop, or a line break right after another, ends a sentence."""
    if now == NEWLINE:
        return j == newline + 1
    return after >= stop or classes[decode(data, after)[0]] < OTHER_LETTER


@compiled()
def scan_article(
    data: Array, i: int, stop: int, body: int, start: int, article: int, hits: Array, n_hits: int,
    word_i: Array, word_j: Array, classes: Array, rows: Array, links: Array, usual: Array,
    hamza: Array, ends_at: Array, ends: Array, ligatures: Array, ligature_at: Array,
    ligature_classes: Array,
) -> int:  # fmt: skip
    """Scan bytes ``i`` to ``stop``; return the count of hits, or -1 for want of room."""
    n_rows, width, flat = rows.shape[0], rows.shape[1], rows.reshape(-1)
    j, words, sentence, state, newline = 0, 0, 0, start, -2
    while i <= stop:
        code, size, class_, k = 0, 1, OTHER, 0  # the end of the text is a boundary
        if i < stop:
            code, size = decode(data, i)
            class_ = classes[code]
        part, n_parts = 0, 1
        if class_ == COMPOSITE:
            k = int(np.searchsorted(ligatures, code))
            n_parts = ligature_at[k + 1] - ligature_at[k]
        if j == body and j > 0 and i < stop:
            part = -1  # a boundary stands before the body
        for p in range(part, n_parts):
            now = class_
            if p < 0:
                now = OTHER
            elif class_ == COMPOSITE:
                now = ligature_classes[ligature_at[k] + p]
            elif MARK <= class_ <= CONTROL:
                state = hamza[state] if class_ == HAMZA else state
                continue
            step = next_step(state, now, flat, width, n_rows, links, usual)
            if step & _FLAGS:
                if step & EMIT:
                    n_hits = write_hits(
                        data, i, j, stop, state, words, word_i, word_j, hits, n_hits, ends_at,
                        ends, classes, ligatures, ligature_at, article, sentence,
                    )  # fmt: skip
                    if n_hits < 0:
                        return -1
                if step & WORD:
                    word_i[words & (_RING - 1)] = i
                    word_j[words & (_RING - 1)] = j
                    words += 1
                if now in (STOP, NEWLINE):
                    sentence += ends_sentence(data, i + size, j, stop, now, newline, classes)
                    newline = j if now == NEWLINE else newline
            state = step & _STATE
            sentence += p < 0
        i += size
        j += 1
    return n_hits


@compiled()
def scan_range(
    data: Array, offsets: Array, body_starts: Array, first: int, last: int, hits: Array,
    start: int, classes: Array, rows: Array, links: Array, usual: Array, hamza: Array,
    ends_at: Array, ends: Array, ligatures: Array, ligature_at: Array, ligature_classes: Array,
) -> tuple[int, int]:  # fmt: skip
    """Scan articles ``first`` to ``last``; return the hits written and the article reached.

    An article whose hits do not fit is not begun: the caller goes on there with more room.
    """
    n_hits = 0
    word_i, word_j = np.zeros(_RING, np.int64), np.zeros(_RING, np.int64)
    for article in range(first, last):
        found = scan_article(
            data, offsets[article], offsets[article + 1], body_starts[article], start, article,
            hits, n_hits, word_i, word_j, classes, rows, links, usual, hamza, ends_at, ends,
            ligatures, ligature_at, ligature_classes,
        )  # fmt: skip
        if found < 0:
            return n_hits, article
        n_hits = found
    return n_hits, last


assert FIRST_LETTER > OTHER_DIGIT > OTHER_LETTER > COMPOSITE  # the classes of parts of words
