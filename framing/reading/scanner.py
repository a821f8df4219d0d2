"""The inner loop: compiled, over raw UTF-8, one step a character."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled, inlined, within_compiled
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
    STOP,
)
from framing.reading.letters import (
    Array,
    count_letters,
    decode,
    first_vowel,
    place_of,
    span_end,
    span_start,
)
from framing.reading.packing import BREAK, CLASS_SHIFT, EMIT, KIND_SHIFT, RING, WORD

_ZERO: Any = np.int64(0)  # a plain 0 has a type of its own, and what it meets is compiled twice
_FLAGS = EMIT | WORD | BREAK
_STATE = BREAK - 1
_STEP = (1 << KIND_SHIFT) - 1


@within_compiled
def span_of(
    data: Array, i: int, j: int, stop: int, from_i: int, from_j: int, letters: int,
    classes: Array, ligatures: Array, ligature_at: Array,
) -> tuple[int, int, int]:  # fmt: skip
    """Return the exact span and the first vowel of a form that ends before byte ``i``."""
    spare = count_letters(data, from_i, i, classes, ligatures, ligature_at) - letters
    if spare > 0:
        from_i, from_j = span_start(data, from_i, from_j, i, spare, classes, ligatures, ligature_at)
    vowel = first_vowel(data, from_i, i, classes)
    return from_j, span_end(data, i, j, stop, from_i, classes), vowel


@inlined
def write_hits(
    data: Array, i: int, j: int, stop: int, state: int, words: int, word_i: Array, word_j: Array,
    hits: Array, n_hits: int, ends_at: Array, ends: Array, bare: Array, classes: Array,
    ligatures: Array, ligature_at: Array, article: int, sentence: int,
) -> int:  # fmt: skip
    """Write what ends before byte ``i``; return the count of hits, or -1 for want of room."""
    for row in range(ends_at[state], ends_at[state + 1]):
        if n_hits == hits.shape[0]:
            return -1
        form, letters, n_words = ends[row, 0], ends[row, 1], ends[row, 2]
        hits[n_hits, 0] = article
        hits[n_hits, 1] = form
        hits[n_hits, 4] = words - n_words
        hits[n_hits, 5] = words
        hits[n_hits, 6] = sentence
        if bare[form]:
            hits[n_hits, 2] = hits[n_hits, 3] = hits[n_hits, 7] = 0
        else:
            slot = (words - n_words) & (RING - 1)
            hits[n_hits, 2], hits[n_hits, 3], hits[n_hits, 7] = span_of(
                data,
                i,
                j,
                stop,
                word_i[slot],
                word_j[slot],
                letters,
                classes,
                ligatures,
                ligature_at,
            )
        n_hits += 1
    return n_hits


@within_compiled
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


@within_compiled
def ends_sentence(
    data: Array, after: int, j: int, stop: int, now: int, newline: int, classes: Array
) -> bool:
    """Tell whether a full stop, or a line break right after another, ends a sentence."""
    if now == NEWLINE:
        return j == newline + 1
    return after >= stop or classes[decode(data, after)[0]] < COMPOSITE


@within_compiled
def scan_article(
    data: Array, i: int, stop: int, body: int, start: int, article: int, hits: Array, n_hits: int,
    word_i: Array, word_j: Array, classes: Array, flat: Array, width: int, links: Array,
    usual: Array, hamza: Array, ends_at: Array, ends: Array, ligatures: Array, ligature_at: Array,
    ligature_classes: Array, bare: Array,
) -> int:  # fmt: skip
    """Scan bytes ``i`` to ``stop``; return the count of hits, or -1 for want of room."""
    n_rows = flat.shape[0] // width
    j, words, sentence, state, newline = _ZERO, _ZERO, _ZERO, start, _ZERO - 2
    while i <= stop:
        code, size, class_, k = 0, 1, OTHER, 0  # the end of the text is a boundary
        if i < stop:
            code, size = decode(data, i)
            class_ = classes[code]
        part, n_parts = 0, 1
        if class_ == COMPOSITE:
            k = place_of(code, ligatures)
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
                        ends, bare, classes, ligatures, ligature_at, article, sentence,
                    )  # fmt: skip
                    if n_hits < 0:
                        return -1
                if step & WORD:
                    word_i[words & (RING - 1)] = i
                    word_j[words & (RING - 1)] = j
                    words += 1
                if now in (STOP, NEWLINE):
                    sentence += ends_sentence(data, i + size, j, stop, now, newline, classes)
                    newline = j if now == NEWLINE else newline
            state = step & _STATE
            sentence += p < 0
        i += size
        j += 1
    return n_hits


@compiled
def scan_range(
    data: Array, offsets: Array, body_starts: Array, first: int, last: int, hits: Array,
    word_i: Array, word_j: Array, start: int, classes: Array, flat: Array, width: int,
    links: Array, usual: Array, hamza: Array, ends_at: Array, ends: Array, ligatures: Array,
    ligature_at: Array, ligature_classes: Array, bare: Array,
) -> tuple[int, int]:  # fmt: skip
    """Scan articles ``first`` to ``last``; return the hits written and the article reached.

    An article whose hits do not fit is not begun: the caller goes on there with more room.
    """
    n_hits = _ZERO
    for article in range(first, last):
        found = scan_article(
            data, offsets[article], offsets[article + 1], body_starts[article], start, article,
            hits, n_hits, word_i, word_j, classes, flat, width, links, usual, hamza, ends_at, ends,
            ligatures, ligature_at, ligature_classes, bare,
        )  # fmt: skip
        if found < 0:
            return n_hits, article
        for h in range(n_hits, found):
            if not bare[hits[h, 1]]:
                n_hits = found  # neighbors alone are not kept
                break
    return n_hits, last


assert FIRST_LETTER > OTHER_DIGIT > OTHER_LETTER > COMPOSITE  # the classes of parts of words
