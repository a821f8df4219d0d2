"""The inner loop: compiled, over raw UTF-8, one step a character."""

from __future__ import annotations

import numpy as np

from framing.cache import compiled
from framing.reading.automaton import (
    BREAK,
    COMPOSITE,
    CONTROL,
    EMIT,
    FIRST_LETTER,
    NEWLINE,
    OTHER_DIGIT,
    OTHER_LETTER,
    QUOTE,
    STATE,
    STOP,
    WORD,
)

_RING = 64  # beginnings of the last words: no form is longer
_FLAGS = EMIT | WORD | BREAK


@compiled(inline="always")
def decode(data, i):  # type: ignore[no-untyped-def]
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
def letters_of(code, class_, ligatures, ligature_at):  # type: ignore[no-untyped-def]
    """Return how many letters a character is read as."""
    if class_ == COMPOSITE:
        k = np.searchsorted(ligatures, code)
        return ligature_at[k + 1] - ligature_at[k]
    return 1 if class_ >= OTHER_LETTER else 0


@compiled()
def family(code):  # type: ignore[no-untyped-def]
    """Tell kinds of marks apart, so that a bracket does not close a quotation mark."""
    if code == 0x28 or code == 0x29 or code == 0xFD3E or code == 0xFD3F:
        return 1
    if code == 0x5B or code == 0x5D:
        return 2
    if code == 0x7B or code == 0x7D:
        return 3
    return 0


@compiled()
def span_end(data, i, j, stop, first, classes):  # type: ignore[no-untyped-def]
    """Return where a span that ends before byte ``i`` really ends.

    Control characters after the last letter are left out; marks opened since byte ``first``
    that are closed right here are taken in.
    """
    opened = np.zeros(8, np.int8)
    n_open = 0
    at = first
    before_letter = False
    while at < i:
        code, size = decode(data, at)
        class_ = classes[code]
        if class_ == QUOTE:
            after = classes[decode(data, at + size)[0]] if at + size < i else 0
            if before_letter and after < COMPOSITE and n_open > 0:
                n_open -= 1  # after a letter and before none: it closes
            elif (not before_letter or after >= COMPOSITE) and n_open < 8:
                opened[n_open] = family(code)
                n_open += 1
        before_letter = class_ >= COMPOSITE or (before_letter and 5 <= class_ <= CONTROL)
        at += size
    end_i, end_j = i, j
    while end_i > first:  # step back over control characters
        k = end_i - 1
        while data[k] & 0xC0 == 0x80:
            k -= 1
        if classes[decode(data, k)[0]] != CONTROL:
            break
        end_i, end_j = k, end_j - 1
    at, n = i, j
    while n_open > 0 and at < stop:
        code, size = decode(data, at)
        if classes[code] != QUOTE or family(code) != opened[n_open - 1]:
            break
        n_open -= 1
        at += size
        n += 1
        end_j = n
    return end_j


@compiled()
def span_start(data, i, j, stop, spare, classes, ligatures, ligature_at):  # type: ignore[no-untyped-def]
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
        if classes[code] >= COMPOSITE or classes[code] < 5:
            break
        i += size
        j += 1
    return i, j


@compiled()
def count_letters(data, i, stop, classes, ligatures, ligature_at):  # type: ignore[no-untyped-def]
    """Return how many letters stand from byte ``i`` to byte ``stop``."""
    n = 0
    while i < stop:
        code, size = decode(data, i)
        n += letters_of(code, classes[code], ligatures, ligature_at)
        i += size
    return n


@compiled()
def scan_range(  # type: ignore[no-untyped-def]
    data, offsets, body_starts, first, last, hits, classes, steps, ends_at, ends,
    ligatures, ligature_at, ligature_classes,
):  # fmt: skip
    """Scan articles ``first`` to ``last``; return the hits written and the article reached.

    An article whose hits do not fit is not begun: the caller goes on there with more room.
    """
    n_hits = 0
    word_i = np.zeros(_RING, np.int64)
    word_j = np.zeros(_RING, np.int64)
    for article in range(first, last):
        kept = n_hits
        i, stop = offsets[article], offsets[article + 1]
        j, words, sentence, state, last_newline = 0, 0, 0, 0, -2
        body = body_starts[article]
        while i <= stop:
            if i < stop:
                code, size = decode(data, i)
                class_ = classes[code]
            else:
                size, class_ = 1, 0  # the end of the text is a boundary
            parts = 1
            k = 0
            if j == body and j > 0 and i < stop:
                parts, k = 2, 0  # a boundary before the body's first character
            if class_ == COMPOSITE:
                k = np.searchsorted(ligatures, code)
                parts += ligature_at[k + 1] - ligature_at[k] - 1
            for part in range(parts):
                now = class_
                if parts > 1:
                    boundary = j == body and j > 0 and i < stop
                    if boundary and part == 0:
                        now = 0
                        sentence += 1
                    elif class_ == COMPOSITE:
                        now = ligature_classes[ligature_at[k] + part - (1 if boundary else 0)]
                step = steps[state, now]
                if step & _FLAGS:
                    if step & EMIT:
                        for row in range(ends_at[state], ends_at[state + 1]):
                            if n_hits == hits.shape[0]:
                                return kept, article
                            n_words = ends[row, 2]
                            slot = (words - n_words) & (_RING - 1)
                            from_i, from_j = word_i[slot], word_j[slot]
                            spare = (
                                count_letters(data, from_i, i, classes, ligatures, ligature_at)
                                - ends[row, 1]
                            )
                            if spare > 0:
                                from_i, from_j = span_start(
                                    data, from_i, from_j, i, spare, classes, ligatures,
                                    ligature_at,
                                )  # fmt: skip
                            hits[n_hits, 0] = article
                            hits[n_hits, 1] = ends[row, 0]
                            hits[n_hits, 2] = from_j
                            hits[n_hits, 3] = span_end(data, i, j, stop, from_i, classes)
                            hits[n_hits, 4] = words - n_words
                            hits[n_hits, 5] = words
                            hits[n_hits, 6] = sentence
                            n_hits += 1
                    if step & WORD:
                        word_i[words & (_RING - 1)] = i
                        word_j[words & (_RING - 1)] = j
                        words += 1
                    if step & BREAK:
                        if now == STOP:
                            after = classes[decode(data, i + size)[0]] if i + size < stop else 0
                            sentence += after < OTHER_LETTER
                        elif now == NEWLINE:
                            sentence += j == last_newline + 1
                            last_newline = j
                state = step & STATE
            i += size
            j += 1
    return n_hits, last


assert FIRST_LETTER > OTHER_DIGIT > OTHER_LETTER > COMPOSITE  # the classes of parts of words
