"""How likely two articles are about one event."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from framing.intake.counting import LEAD, TITLE
from framing.intake.terms import Terms, articles_near, by_term
from framing.intake.words import bounds, chunks, in_threads

# The more articles there are within the days of an event, the more alike must two be: this much
# for one, and this much more for every tenfold number of them.
_ALIKE, _ALIKE_TENFOLD = 0.12, 0.1
_LEAST_ALIKE = 0.35  # of that; what is less alike counts as not alike
_REACH = 12  # days before and after in which an article's twins are looked for
_LEAST_TWIN, _MOST_TWIN = 0.3, 2.1  # alike by less says nothing, by more no more than that
_LEAST = 0.15  # likelihood; what is less likely counts as 0

# A logistic regression on pairs that were read and judged (tests/gold/story_pairs.csv, `tuning`).
_CONSTANT = -1.1
_BY_LIKENESS = 1.5  # of its logarithm
_BY_TWIN = -2.2
_BY_LEAD, _BY_TITLE = 3.8, 2.1
_BY_NUMBERS = 1.5
_BY_MISSING = -1.35
_BY_DAYS = -1.1  # over the whole of the days that two may be apart
# The fewer articles there are within the days, the likelier two that are alike at all are about
# one event: with as many as this, the odds are double what they are among thousands.
_FEW = 100


def likely_pairs(terms: Terms, within: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return pairs of articles near in time, and how likely both are about one event.

    What speaks for it: that they are alike (the cosine of their terms, divided by what is to
    be expected of a pair when so many articles are written in the same days); that each tells
    what the other's title and first paragraph do, and the same numbers; that they are near in
    time. What speaks against it: that the weightiest word of a title, often a name, is not in
    the other; and that one of them has a twin more than a few days away, because greetings,
    appointments, closing prices and weather are written in the same words day by day.

    Returns
    -------
    pairs : int array, pairs × 2
        Positions in the order of ``terms``, the earlier first.
    values : float array
        Between 0 and 1; pairs below .15 are left out.
    """
    pairs, alike, twins = _alike_pairs(terms, within)
    twin = np.maximum(twins[pairs[:, 0]], twins[pairs[:, 1]])
    gap = (terms.days[pairs[:, 1]] - terms.days[pairs[:, 0]]) / max(within, 1)
    near = articles_near(terms.days, within)[pairs].max(axis=1)
    lead, title = _told(terms, pairs, LEAD)[0], _told(terms, pairs, TITLE)
    score = (
        _CONSTANT
        + np.log1p(_FEW / near)
        + _BY_LIKENESS * np.log(alike + 0.1)
        + _BY_TWIN * np.where(twin >= _LEAST_TWIN, np.minimum(twin, _MOST_TWIN), 0.0)
        + _BY_LEAD * lead.min(axis=1)
        + _BY_TITLE * title[0].max(axis=1)
        + _BY_MISSING * title[1].max(axis=1)
        + _BY_NUMBERS * _numbers_shared(terms, pairs)
        + _BY_DAYS * gap
    )
    values = (1 / (1 + np.exp(-score))).astype(np.float32)
    kept = values >= _LEAST
    return pairs[kept], values[kept]


def _alike_pairs(
    terms: Terms, within: int
) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.float32]]:
    """Return pairs within the days, how alike they are, and how alike each one's likest twin."""
    from framing.intake.storykernels import similarities

    n = len(terms.days)
    need = _ALIKE + _ALIKE_TENFOLD * np.log10(articles_near(terms.days, within))
    term_starts, docs, order = by_term(terms.starts, terms.terms, len(terms.names))
    posted = terms.weights[order]

    def work(first: int) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.float32]]:
        room = 50_000
        while True:
            out, values = np.empty((room, 2), np.int32), np.empty(room, np.float32)
            twins = np.zeros(n, np.float32)
            used = similarities(
                terms.days, terms.starts, terms.terms, terms.weights, term_starts, docs, posted,
                within, max(_REACH, within), need, _LEAST_ALIKE, *bounds(first, n, 2_000),
                out, values, twins,
            )  # fmt: skip
            if used <= room:
                return out[:used].copy(), values[:used].copy(), twins
            room = used

    parts = in_threads(work, chunks(max(n, 1), 2_000))
    twins = np.max([part[2] for part in parts], axis=0)
    return (
        np.concatenate([part[0] for part in parts]),
        np.concatenate([part[1] for part in parts]),
        twins,
    )


def _told(
    terms: Terms, pairs: NDArray[np.int32], place: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the share of either one's title, or title and lead, that the other tells too.

    And how heavy the heaviest term is that it does not tell.
    """
    from framing.intake.storykernels import told_of_leads

    told, missing = np.empty((len(pairs), 2), np.float32), np.empty((len(pairs), 2), np.float32)

    def work(first: int) -> None:
        told_of_leads(
            terms.starts, terms.terms, terms.weights, terms.places, place, pairs,
            *bounds(first, len(pairs), 20_000), told, missing,
        )  # fmt: skip

    in_threads(work, chunks(len(pairs), 20_000))
    return told, missing


def _numbers_shared(terms: Terms, pairs: NDArray[np.int32]) -> NDArray[np.float32]:
    from framing.intake.storykernels import numbers_shared

    out = np.empty(len(pairs), np.float32)

    def work(first: int) -> None:
        part = bounds(first, len(pairs), 20_000)
        numbers_shared(terms.number_starts, terms.numbers, pairs, *part, out)

    in_threads(work, chunks(len(pairs), 20_000))
    return out
