"""The inner loops that copies and stories share, compiled: words by their letters, sorted runs."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled, within_compiled


@within_compiled
def mixed(value: Any) -> Any:
    """Spread the bits of a 64-bit number (the finalizer of SplitMix64)."""
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@within_compiled
def letter_at(data: Any, at: Any, table: Any) -> Any:
    """Return what the letter at a byte is read as, and how many bytes it has."""
    byte = np.int64(data[at])
    if byte < 0x80:
        return table[byte], 1
    if byte < 0xE0:
        return table[(byte & 0x1F) << 6 | (data[at + 1] & 0x3F)], 2
    if byte < 0xF0:
        code = (byte & 0x0F) << 12 | (data[at + 1] & 0x3F) << 6 | (data[at + 2] & 0x3F)
        return table[code], 3
    return table[0], 4


@compiled
def hash_words(
    data: Any, offsets: Any, skips: Any, first: int, last: int, table: Any, out: Any, counts: Any
) -> int:
    """Hash the words of texts first..last, after ``skips`` code points; return how many."""
    used = 0
    for article in range(first, last):
        at, end, left, before = offsets[article], offsets[article + 1], skips[article], used
        value, has_letters = np.uint64(0), False
        while at < end:
            letter, size = letter_at(data, at, table)
            at += size
            if left > 0:
                left -= 1
                continue
            if letter > 1:
                value = (value ^ np.uint64(letter)) * np.uint64(0x100000001B3)
                value ^= value >> np.uint64(29)
                has_letters = True
            elif letter == 0 and has_letters:
                out[used] = mixed(value)
                used += 1
                value, has_letters = np.uint64(0), False
        if has_letters:
            out[used] = mixed(value)
            used += 1
        counts[article - first] = used - before
    return used


@compiled
def locate_words(
    data: Any, offsets: Any, skips: Any, first: int, last: int, table: Any, masks: Any,
    mask_starts: Any, most: int, hashes: Any, begins: Any, ends: Any, in_title: Any, counts: Any,
) -> int:  # fmt: skip
    """Hash the words of texts with the bytes they stand at, masked spans left out.

    ``masks`` holds spans in code points, ordered; ``most`` is how many words of a body count.
    """
    used = 0
    for article in range(first, last):
        at, end, before, point, body = offsets[article], offsets[article + 1], used, 0, 0
        mask, last_mask = mask_starts[article], mask_starts[article + 1]
        value, begin = np.uint64(0), np.int64(-1)
        while at <= end and body < most:
            letter, size = np.int32(0), 1
            if at < end:
                letter, size = letter_at(data, at, table)
                while mask < last_mask and masks[mask, 1] <= point:
                    mask += 1
                if mask < last_mask and masks[mask, 0] <= point:
                    letter = np.int32(0)
            if letter > 1:
                value = (value ^ np.uint64(letter)) * np.uint64(0x100000001B3)
                value ^= value >> np.uint64(29)
                begin = at if begin < 0 else begin
            elif letter == 0 and begin >= 0:
                hashes[used], begins[used], ends[used] = mixed(value), begin, at
                in_title[used] = point <= skips[article]
                body += point > skips[article]
                used += 1
                value, begin = np.uint64(0), np.int64(-1)
            at += size
            point += 1
        counts[article - first] = used - before
    return used


@within_compiled
def n_common(values: Any, at: Any, end: Any, there: Any, stop: Any) -> int:
    """Count the values that two sorted runs of an array have in common."""
    common = 0
    while at < end and there < stop:
        if values[at] == values[there]:
            common += 1
            at += 1
            there += 1
        elif values[at] < values[there]:
            at += 1
        else:
            there += 1
    return common
