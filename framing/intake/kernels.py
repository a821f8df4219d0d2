"""The inner loops of finding copies, compiled: hashing words, shingles, overlaps."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled


@compiled(inline="always")
def mixed(value: Any) -> Any:
    """Spread the bits of a 64-bit number (the finalizer of SplitMix64)."""
    value ^= value >> np.uint64(30)
    value *= np.uint64(0xBF58476D1CE4E5B9)
    value ^= value >> np.uint64(27)
    value *= np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled()
def hash_words(
    data: Any, offsets: Any, skips: Any, first: int, last: int, table: Any, out: Any, counts: Any
) -> int:
    """Hash the words of texts first..last, after ``skips`` code points; return how many."""
    used = 0
    for article in range(first, last):
        at, end, left, before = offsets[article], offsets[article + 1], skips[article], used
        value, has_letters = np.uint64(0), False
        while at < end:
            byte = np.int64(data[at])
            if byte < 0x80:
                code = byte
                size = 1
            elif byte < 0xE0:
                code = (byte & 0x1F) << 6 | (data[at + 1] & 0x3F)
                size = 2
            elif byte < 0xF0:
                code = (byte & 0x0F) << 12 | (data[at + 1] & 0x3F) << 6 | (data[at + 2] & 0x3F)
                size = 3
            else:
                code = np.int64(0)
                size = 4
            at += size
            if left > 0:
                left -= 1
                continue
            letter = table[code]
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


@compiled()
def shingle(words: Any, size: int, out: Any) -> int:
    """Hash every run of ``size`` words, in order; return how many runs there are."""
    n = max(len(words) - size + 1, 0)
    for at in range(n):
        value = np.uint64(0)
        for step in range(size):
            value = value * np.uint64(0x9E3779B97F4A7C15) + words[at + step]
        out[at] = mixed(value)
    return n


@compiled()
def shingle_all(words: Any, starts: Any, size: int, first: int, last: int, out: Any) -> None:
    """Write the shingles of texts first..last where their words stand; what is left over is 0."""
    for article in range(first, last):
        begin, end = starts[article], starts[article + 1]
        n = shingle(words[begin:end], size, out[begin:end])
        out[begin + n : end] = 0


@compiled()
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


@compiled()
def mark_seen(shingles: Any, starts: Any, counts: Any, once: Any, twice: Any) -> int:
    """Mark shingles seen in one text and in more, by 26 bits of their hash.

    Returns the number that were seen before, an upper bound for what ``keep_shared`` keeps.
    """
    again = 0
    for article in range(len(counts)):
        begin = starts[article]
        for at in range(begin, begin + counts[article]):
            slot = shingles[at] >> np.uint64(38)
            if once[slot]:
                twice[slot] = True
                again += 1
            once[slot] = True
    return again


@compiled()
def keep_shared(
    shingles: Any, starts: Any, counts: Any, twice: Any, bound: Any, keys: Any, owners: Any
) -> int:
    """Write the shingles that more than one text may have, below ``bound``, with their texts."""
    used = 0
    for article in range(len(counts)):
        begin = starts[article]
        for at in range(begin, begin + counts[article]):
            value = shingles[at]
            if value <= bound and twice[value >> np.uint64(38)]:
                if used < len(keys):
                    keys[used] = value
                    owners[used] = article
                used += 1
    return used


@compiled()
def candidates(
    group_starts: Any, owners: Any, by_owner: Any, owner_starts: Any, group_of: Any,
    first: int, last: int, sizes: Any, most: int, least: int, share: float, n: int, out: Any,
) -> int:  # fmt: skip
    """Write pairs of texts (the earlier first) that have enough shingles in common.

    ``most`` bounds how many texts may have a shingle for it to count, ``least`` and ``share``
    how many must be in common at least: of the smaller text's.
    """
    counts = np.zeros(n, np.int32)
    touched = np.empty(n, np.int32)
    used = 0
    for article in range(first, last):
        n_touched = 0
        for at in range(owner_starts[article], owner_starts[article + 1]):
            group = group_of[by_owner[at]]
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
            smaller = min(sizes[article], sizes[other])
            if counts[other] >= least and counts[other] >= share * smaller:
                if used < len(out):
                    out[used, 0] = other
                    out[used, 1] = article
                used += 1
            counts[other] = 0
    return used


@compiled()
def overlaps(shingles: Any, starts: Any, counts: Any, pairs: Any, first: int, last: int, out: Any) -> None:  # fmt: skip  # noqa: E501
    """Count the shingles that the texts of each pair have in common, exactly."""
    for pair in range(first, last):
        a, b = pairs[pair, 0], pairs[pair, 1]
        left, right = starts[a], starts[b]
        left_end, right_end = left + counts[a], right + counts[b]
        common = 0
        while left < left_end and right < right_end:
            if shingles[left] == shingles[right]:
                common += 1
                left += 1
                right += 1
            elif shingles[left] < shingles[right]:
                left += 1
            else:
                right += 1
        out[pair] = common


@compiled()
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
            found = low + np.searchsorted(shingles[low:high], value)
            if value != 0 and found < high and shingles[found] == value:
                out[pair] = True
                break


@compiled()
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
                found = low + np.searchsorted(shingles[low:high], value)
                if found < high and shingles[found] == value:
                    until = min(at + size, end)
                    covered += until - max(at, reached)
                    reached = until
                    break
        out[article] = covered / (end - begin)


@compiled()
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
                byte = np.int64(data[at])
                if byte < 0x80:
                    code = byte
                elif byte < 0xE0:
                    code = (byte & 0x1F) << 6 | (data[at + 1] & 0x3F)
                    size = 2
                elif byte < 0xF0:
                    code = (byte & 0x0F) << 12 | (data[at + 1] & 0x3F) << 6 | (data[at + 2] & 0x3F)
                    size = 3
                else:
                    code = np.int64(0)
                    size = 4
                letter = table[code]
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


@compiled()
def rarities(days: Any, term_starts: Any, docs: Any, span: int, out: Any) -> None:
    """Count for each posting the texts with its term within ``span`` days of its text."""
    for term in range(len(term_starts) - 1):
        begin, end = term_starts[term], term_starts[term + 1]
        low, high = begin, begin
        for at in range(begin, end):
            day = days[docs[at]]
            while days[docs[low]] < day - span:
                low += 1
            while high < end and days[docs[high]] <= day + span:
                high += 1
            out[at] = high - low


@compiled()
def similarities(
    days: Any, doc_starts: Any, terms: Any, weights: Any, term_starts: Any, docs: Any,
    posted: Any, within: int, need: Any, least: float, first: int, last: int, out: Any,
    values: Any,
) -> int:  # fmt: skip
    """Write pairs of texts at most ``within`` days apart, and their cosines by what they need.

    Only those that are at least ``least`` are written.

    Texts are in the order of days. ``posted`` are the weights in the order of the postings.
    """
    sums = np.zeros(last, np.float64)
    touched = np.empty(last, np.int64)
    used = 0
    for doc in range(first, last):
        n_touched = 0
        for at in range(doc_starts[doc], doc_starts[doc + 1]):
            term, weight = terms[at], weights[at]
            if weight == 0.0:
                continue
            begin, end = term_starts[term], term_starts[term + 1]
            place = begin + np.searchsorted(docs[begin:end], doc) - 1
            while place >= begin and days[docs[place]] >= days[doc] - within:
                other = docs[place]
                if posted[place] > 0.0:
                    if sums[other] == 0.0:
                        touched[n_touched] = other
                        n_touched += 1
                    sums[other] += weight * posted[place]
                place -= 1
        for at in range(n_touched):
            other = touched[at]
            value = sums[other] / max(need[doc], need[other])
            if value >= least:
                if used < len(values):
                    out[used, 0], out[used, 1], values[used] = other, doc, value
                used += 1
            sums[other] = 0.0
    return used
