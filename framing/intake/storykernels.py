"""The inner loops of finding stories, compiled: rarity of terms, likeness of articles."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled
from framing.intake.wordkernels import n_common


@compiled
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


@compiled
def similarities(
    days: Any, doc_starts: Any, terms: Any, weights: Any, term_starts: Any, docs: Any,
    posted: Any, within: int, reach: int, need: Any, least: float, first: int, last: int,
    out: Any, values: Any, twins: Any,
) -> int:  # fmt: skip
    """Write pairs of texts at most ``within`` days apart, and their cosines by what they need.

    Only those that are at least ``least`` are written. ``twins`` gets for each text how alike
    it is to any that is more than ``within`` + 1 days away and at most ``reach``.

    Texts are in the order of days. ``posted`` are the weights in the order of the postings.
    """
    sums = np.zeros(last, np.float64)
    touched = np.empty(last, np.int64)
    used = 0
    for doc in range(first, last):
        n_touched = 0
        for at in range(doc_starts[doc], doc_starts[doc + 1]):
            term, weight = terms[at], weights[at]
            begin, end = term_starts[term], term_starts[term + 1]
            place = begin + np.searchsorted(docs[begin:end], doc) - 1
            while place >= begin and days[docs[place]] >= days[doc] - reach:
                other = docs[place]
                if sums[other] == 0.0:
                    touched[n_touched] = other
                    n_touched += 1
                sums[other] += weight * posted[place]
                place -= 1
        for at in range(n_touched):
            other = touched[at]
            value = sums[other] / max(need[doc], need[other])
            gap = days[doc] - days[other]
            if value >= least and gap <= within:
                if used < len(values):
                    out[used, 0], out[used, 1], values[used] = other, doc, value
                used += 1
            elif gap > within + 1:
                twins[doc] = max(twins[doc], value)
                twins[other] = max(twins[other], value)
            sums[other] = 0.0
    return used


@compiled
def told_of_leads(
    doc_starts: Any, terms: Any, weights: Any, places: Any, least_place: int, pairs: Any,
    first: int, last: int, told: Any, missing: Any,
) -> None:  # fmt: skip
    """Write for each pair which share of either one's beginning the other has too.

    The beginning is what stands in a place of at least ``least_place``; the share is one of
    weights. Where a text has no beginning the share is a half. ``missing`` gets the heaviest
    term that the other has not, as a share of the heaviest of all.
    """
    for pair in range(first, last):
        for side in range(2):
            one, other = pairs[pair, side], pairs[pair, 1 - side]
            there, end = doc_starts[other], doc_starts[other + 1]
            total, common, heaviest, absent = 0.0, 0.0, 0.0, 0.0
            for at in range(doc_starts[one], doc_starts[one + 1]):
                if places[at] < least_place:
                    continue
                weight = weights[at]
                total += weight
                heaviest = max(heaviest, weight)
                while there < end and terms[there] < terms[at]:
                    there += 1
                if there < end and terms[there] == terms[at]:
                    common += weight
                else:
                    absent = max(absent, weight)
            told[pair, side] = common / total if total > 0.0 else 0.5
            missing[pair, side] = absent / heaviest if total > 0.0 else 0.5


@compiled
def numbers_shared(starts: Any, numbers: Any, pairs: Any, first: int, last: int, out: Any) -> None:
    """Write for each pair the share of the fewer numbers of the two that both have."""
    for pair in range(first, last):
        at, end = starts[pairs[pair, 0]], starts[pairs[pair, 0] + 1]
        there, stop = starts[pairs[pair, 1]], starts[pairs[pair, 1] + 1]
        fewer = min(end - at, stop - there)
        common = n_common(numbers, at, end, there, stop)
        out[pair] = common / fewer if fewer else 0.0
