"""What articles are about: their words, names, numbers and places, weighted by rarity."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.intake.counting import Counts

_SPAN = 15  # days before and after in which rarity is counted
_NOW = 2  # days before and after that are an event's own
_SUDDEN = 0.7  # exponent: how much suddenness weighs beside rarity
_FEW = 500  # articles in that span; with fewer, rarity is counted over the whole corpus
_BACKGROUND = 30  # articles about other things that are added where there are few
_COMMONEST = 0.1  # share of articles; a commoner word says nothing about an event
_KEPT = 80  # terms of an article, the weightiest
_SLICE = 250_000  # postings weighed at once


@dataclass(frozen=True)
class Terms:
    """The weighted terms of articles, in the order of their days.

    Parameters
    ----------
    order : int array
        The position of each article in the input; articles without a date come last.
    days : int array
        The day of each, in that order.
    starts, terms, weights, places
        The terms of each, by number, their weights, of unit length, and the best place each
        stands in: a sparse matrix by rows.
    number_starts, numbers
        The numbers each begins with, in the same order.
    names : list of str
        The commonest written shape of each term.
    """

    order: NDArray[np.int64]
    days: NDArray[np.int64]
    starts: NDArray[np.int64]
    terms: NDArray[np.int32]
    weights: NDArray[np.float32]
    places: NDArray[np.uint8]
    number_starts: NDArray[np.int64]
    numbers: NDArray[np.int64]
    names: list[str]


def weigh_terms(counts: Counts) -> Terms:
    """Put articles in the order of their days and weigh their terms."""
    order = np.argsort(counts.days, kind="stable")
    days = counts.days[order]
    starts, rows = _reordered(counts.starts, order)
    number_starts, number_rows = _reordered(counts.number_starts, order)
    terms, places = counts.terms[rows], counts.places[rows]
    weights = np.log1p(counts.values[rows])
    weights *= _rarity(starts, terms, days, len(counts.names))
    kept = _heaviest(starts, weights)
    starts = np.concatenate([[0], np.cumsum(kept)])[starts]
    weights = _unit(weights[kept], starts)
    return Terms(
        order, days, starts, terms[kept], weights, places[kept],
        number_starts, counts.numbers[number_rows], counts.names,
    )  # fmt: skip


def _reordered(
    starts: NDArray[np.int64], order: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where rows begin in another order, and where each of their entries stood."""
    sizes = np.diff(starts)[order]
    begins = np.concatenate([[0], np.cumsum(sizes)])
    return begins, np.arange(begins[-1]) + np.repeat(starts[order] - begins[:-1], sizes)


def by_term(
    starts: NDArray[np.int64], terms: NDArray[np.int32], n_terms: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Return the same matrix by columns: where each term's articles begin, which, and the order."""
    docs = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(terms, kind="stable")
    begins = np.concatenate([[0], np.cumsum(np.bincount(terms, minlength=n_terms))])
    return begins.astype(np.int64), docs[order], order


def _rarity(
    starts: NDArray[np.int64], terms: NDArray[np.int32], days: NDArray[np.int64], n_terms: int
) -> NDArray[np.float32]:
    """Weigh every article's terms: how rare each is around the day, and how sudden.

    A word that is rare and stands in articles of these very days belongs to an event; one that
    is rare and stands in a few articles every day belongs to a subject.
    """
    term_starts, docs, order = by_term(starts, terms, n_terms)
    near, n_near = _counted(days, term_starts, docs, _SPAN)
    now, n_now = _counted(days, term_starts, docs, _NOW)
    sizes = np.diff(term_starts).astype(np.int32)
    everywhere = np.repeat(sizes, sizes)
    out = np.empty(len(docs), np.float32)
    for first in range(0, len(docs), _SLICE):
        part = slice(first, first + _SLICE)
        here = docs[part]
        is_few = n_near[here] < _FEW
        count = np.where(is_few, everywhere[part], near[part]).astype(np.float32)
        total = np.where(is_few, len(days), n_near[here]).astype(np.float32)
        out[order[part]] = _weighed(count, total, now[part], n_now[here].astype(np.float32))
    return out


def _weighed(
    count: NDArray[np.float32],
    total: NDArray[np.float32],
    now: NDArray[np.int32],
    n_now: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Weigh terms by the articles that have them, of all, and of those of the same days."""
    rarity = np.log((_BACKGROUND + total) / (1 + count))
    expected = (count - 1) * n_now / total  # other articles with the term, by chance
    sudden = np.log((now - np.float32(0.5)) / (expected + np.float32(0.5)))
    rarity *= np.clip(np.float32(0.3) + sudden, 0.1, 2.0) ** _SUDDEN
    # In a small corpus all articles may be about one event.
    rarity[(count > np.maximum(_COMMONEST * total, _BACKGROUND)) | (count < 2)] = 0.0
    weighed: NDArray[np.float32] = np.maximum(rarity, 0.0)
    return weighed


def _counted(
    days: NDArray[np.int64], term_starts: NDArray[np.int64], docs: NDArray[np.int32], span: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Count for each posting the articles with its term, for each article all, within a span."""
    from framing.intake.storykernels import rarities

    near = np.empty(len(docs), np.int32)
    rarities(days, term_starts, docs, span, near)
    return near, articles_near(days, span)


def articles_near(days: NDArray[np.int64], span: int) -> NDArray[np.int64]:
    """Count the articles within ``span`` days of each, itself among them.

    Examples
    --------
    >>> articles_near(np.array([1, 1, 3, 9]), 2).tolist()
    [3, 3, 3, 1]
    """
    return np.searchsorted(days, days + span, "right") - np.searchsorted(days, days - span)


def _heaviest(starts: NDArray[np.int64], values: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Tell each article's weightiest terms; none has no weight."""
    kept = values > 0
    for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if end - begin > _KEPT:
            part = values[begin:end]
            kept[begin:end] &= part >= np.partition(part, -_KEPT)[-_KEPT]
    return kept


def _unit(values: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    lengths = np.sqrt(np.add.reduceat(np.append(values**2, np.float32(0)), starts[:-1]))
    lengths[np.diff(starts) == 0] = 1.0
    unit: NDArray[np.float32] = values / np.repeat(np.maximum(lengths, 1e-12), np.diff(starts))
    return unit
