"""The inner loops of finding copies, compiled: shingles and what texts share of them."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled, within_compiled
from framing.intake.wordkernels import mixed, n_common


@compiled
def shingle(words: Any, size: int, out: Any) -> int:
    """Hash every run of ``size`` words, in order; return how many runs there are."""
    n = max(len(words) - size + 1, 0)
    for at in range(n):
        value = np.uint64(0)
        for step in range(size):
            value = value * np.uint64(0x9E3779B97F4A7C15) + words[at + step]
        out[at] = mixed(value)
    return n


@compiled
def shingle_all(
    words: Any, starts: Any, size: int, first: int, last: int, out: Any, identities: Any
) -> None:
    """Write the shingles of texts first..last where their words stand; what is left over is 0.

    ``identities`` gets a hash of all words of each.
    """
    for article in range(first, last):
        begin, end = starts[article], starts[article + 1]
        n = shingle(words[begin:end], size, out[begin:end])
        out[begin + n : end] = 0
        value = np.uint64(0)
        for at in range(begin, end):
            value = mixed(value * np.uint64(0x9E3779B97F4A7C15) + words[at])
        identities[article] = value


@compiled
def sort_each(shingles: Any, starts: Any, first: int, last: int, counts: Any) -> None:
    """Sort each text's shingles and keep one of each at its beginning."""
    for article in range(first, last):
        begin, end = starts[article], starts[article + 1]
        part = np.sort(shingles[begin:end])
        used = 0
        for at in range(len(part)):
            if part[at] != 0 and (used == 0 or part[at] != shingles[begin + used - 1]):
                shingles[begin + used] = part[at]
                used += 1
        counts[article] = used


@within_compiled
def slot_of(value: Any) -> Any:
    """Return the byte and the bit of 26 bits of a hash."""
    slot = value >> np.uint64(38)
    return slot >> np.uint64(3), np.uint8(1) << np.uint8(slot & np.uint64(7))


@compiled
def mark_seen(shingles: Any, starts: Any, counts: Any, once: Any, twice: Any) -> None:
    """Mark shingles seen in one text and in more, by 26 bits of their hash."""
    for article in range(len(counts)):
        begin = starts[article]
        for at in range(begin, begin + counts[article]):
            byte, bit = slot_of(shingles[at])
            if once[byte] & bit:
                twice[byte] |= bit
            once[byte] |= bit


@compiled
def keep_shared(
    shingles: Any, starts: Any, counts: Any, twice: Any, bound: Any, keys: Any, owners: Any
) -> int:
    """Write the shingles that more than one text may have, below ``bound``, with their texts."""
    used = 0
    for article in range(len(counts)):
        begin = starts[article]
        for at in range(begin, begin + counts[article]):
            value = shingles[at]
            byte, bit = slot_of(value)
            if value <= bound and twice[byte] & bit:
                if used < len(keys):
                    keys[used] = value
                    owners[used] = article
                used += 1
    return used


@compiled
def candidates(
    group_starts: Any, owners: Any, owner_starts: Any, group_of: Any, first: int, last: int,
    most: int, least: int, n: int, out: Any,
) -> int:  # fmt: skip
    """Write pairs of texts (the earlier first) that have enough shingles in common.

    ``most`` bounds how many texts may have a shingle for it to count, ``least`` is how many
    must be in common.
    """
    counts = np.zeros(n, np.int32)
    touched = np.empty(n, np.int32)
    used = 0
    for article in range(first, last):
        n_touched = 0
        for at in range(owner_starts[article], owner_starts[article + 1]):
            group = group_of[at]
            begin, end = group_starts[group], group_starts[group + 1]
            if end - begin > most:
                continue
            for place in range(begin, end):
                other = owners[place]
                if other >= article:
                    break
                if counts[other] == 0:
                    touched[n_touched] = other
                    n_touched += 1
                counts[other] += 1
        for at in range(n_touched):
            other = touched[at]
            if counts[other] >= least:
                if used < len(out):
                    out[used, 0] = other
                    out[used, 1] = article
                used += 1
            counts[other] = 0
    return used


@compiled
def overlaps(shingles: Any, starts: Any, counts: Any, pairs: Any, first: int, last: int, out: Any) -> None:  # fmt: skip  # noqa: E501
    """Count the shingles that the texts of each pair have in common, exactly."""
    for pair in range(first, last):
        a, b = pairs[pair, 0], pairs[pair, 1]
        ends = starts[a] + counts[a], starts[b] + counts[b]
        out[pair] = n_common(shingles, starts[a], ends[0], starts[b], ends[1])


@within_compiled
def stands_in(shingles: Any, low: Any, high: Any, value: Any) -> bool:
    """Tell whether a sorted run of shingles holds one."""
    found = low + np.searchsorted(shingles[low:high], value)
    return bool(found < high and shingles[found] == value)


@compiled
def leads_shared(
    ordered: Any, shingles: Any, starts: Any, counts: Any, pairs: Any, reach: int,
    first: int, last: int, out: Any,
) -> None:  # fmt: skip
    """Tell for each pair whether the beginning of the smaller text stands in the larger."""
    for pair in range(first, last):
        small, large = pairs[pair, 0], pairs[pair, 1]
        if counts[small] > counts[large]:
            small, large = large, small
        low, high = starts[large], starts[large] + counts[large]
        out[pair] = False
        for at in range(starts[small], min(starts[small] + reach, starts[small + 1])):
            value = ordered[at]
            if value != 0 and stands_in(shingles, low, high, value):
                out[pair] = True
                break


@compiled
def cover(
    ordered: Any, shingles: Any, starts: Any, counts: Any, other_starts: Any, others: Any,
    size: int, first: int, last: int, out: Any,
) -> None:  # fmt: skip
    """Write for each text the share of its words that stand in shingles others have too."""
    for article in range(first, last):
        begin, end = starts[article], starts[article + 1]
        if other_starts[article] == other_starts[article + 1]:
            continue
        covered, reached = 0, begin
        for at in range(begin, end):
            value = ordered[at]
            if value == 0:
                continue
            for place in range(other_starts[article], other_starts[article + 1]):
                other = others[place]
                low, high = starts[other], starts[other] + counts[other]
                if stands_in(shingles, low, high, value):
                    until = min(at + size, end)
                    covered += until - max(at, reached)
                    reached = until
                    break
        out[article] = covered / (end - begin)
