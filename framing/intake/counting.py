"""The terms of articles, counted by where they stand: batch by batch, without keeping texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.intake.numbers import numbers_of
from framing.intake.stems import Stems
from framing.intake.words import bounds, chunks, in_threads, joined, letter_table, utf8_of

if TYPE_CHECKING:
    import pandas as pd

    Masks = pd.DataFrame | Callable[[pd.DataFrame], pd.DataFrame | None] | None

BODY_WORDS = 200  # of each body; an event is told at the beginning
LEAD_WORDS = 50
BODY, LEAD, TITLE = 0, 1, 2  # where a term stands, its best place
_WEIGHTS = np.array([1.0, 1.5, 2.0], np.float32)  # of a word in each of these places

_UNDATED = 10_000_000  # a day far away


@dataclass(frozen=True)
class Counts:
    """What terms articles have: a sparse matrix by rows, in the order of the input.

    Parameters
    ----------
    days : int array
        The day of each article; one without a date has a day of its own, far from all others.
    starts, terms, values, places
        Where each article's terms begin, their numbers, how much each was said, and the best
        place it stands in.
    number_starts, numbers
        The numbers that each begins with, sorted, and where each article's begin.
    names : list of str
        The commonest written shape of each term.
    """

    days: NDArray[np.int64]
    starts: NDArray[np.int64]
    terms: NDArray[np.int32]
    values: NDArray[np.float32]
    places: NDArray[np.uint8]
    number_starts: NDArray[np.int64]
    numbers: NDArray[np.int64]
    names: list[str]


def count_terms(batches: Iterable[pd.DataFrame], masks: Masks = None) -> Counts:
    """Count the terms of articles.

    Parameters
    ----------
    batches : iterable of DataFrame
        ``articles`` tables; none is kept.
    masks : DataFrame or callable, optional
        ``article_id, start, end``: spans whose words are left out; or what finds them in a
        batch.
    """
    stems = Stems()
    parts, days, numbers = [], [np.zeros(0, np.int64)], []
    for batch in batches:
        days.append(_days(batch))
        numbers.append(numbers_of(batch))
        found = masks(batch) if callable(masks) else masks
        parts += _counted(batch, found, stems)
    sizes, terms, values, places = joined(parts, np.int64, np.int32, np.float32, np.uint8)
    number_sizes, told = joined(numbers, np.int64, np.int64)
    starts, number_starts = (np.concatenate([[0], np.cumsum(n)]) for n in (sizes, number_sizes))
    known = np.concatenate(days)
    undated = known == _UNDATED
    known[undated] += 1_000 * np.arange(int(undated.sum()))
    return Counts(known, starts, terms, values, places, number_starts, told, stems.names)


def _days(articles: pd.DataFrame) -> NDArray[np.int64]:
    import pandas as pd

    published = pd.to_datetime(articles["published"])
    days = published.to_numpy().astype("datetime64[D]").astype(np.int64)
    days[published.isna().to_numpy()] = _UNDATED
    return days


def _counted(
    articles: pd.DataFrame, masks: pd.DataFrame | None, stems: Stems
) -> list[tuple[NDArray[Any], ...]]:
    """Return sizes, terms, values and places of a batch, chunk by chunk."""
    from framing.intake.wordkernels import locate_words

    data, offsets = utf8_of(articles["text"])
    n = len(articles)
    skips = articles["body_start"].to_numpy(np.int64)
    spans, span_starts = _spans(articles, masks)
    table = letter_table()

    def located(first: int) -> tuple[NDArray[Any], ...]:
        _, last = bounds(first, n)
        room = int(offsets[last] - offsets[first]) // 2 + 1 + (last - first)
        hashes, begins = np.empty(room, np.uint64), np.empty(room, np.int64)
        ends, titles = np.empty(room, np.int64), np.empty(room, np.bool_)
        counts = np.empty(last - first, np.int64)
        used = locate_words(
            data, offsets, skips, first, last, table, spans, span_starts, BODY_WORDS,
            hashes, begins, ends, titles, counts,
        )  # fmt: skip
        words, at, numbers, often = np.unique(
            hashes[:used], return_index=True, return_inverse=True, return_counts=True
        )
        return words, begins[at], ends[at], often, numbers, _places(titles[:used], counts), counts

    parts = []
    # Stems are numbered here, one chunk after the other: their numbers never depend on threads.
    for words, begins, ends, often, numbers, places, counts in in_threads(located, chunks(n)):
        shapes = [
            bytes(data[begin:end]).decode("utf-8")
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ]
        parts.append(_summed(stems.numbered(words, shapes, often)[numbers], places, counts))
    return parts


def _places(titles: NDArray[np.bool_], counts: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Tell where words stand: in the title, in the first paragraph or so, in the rest."""
    place = np.arange(len(titles)) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.where(titles, TITLE, np.where(place < LEAD_WORDS, LEAD, BODY)).astype(np.uint8)


def _summed(
    terms: NDArray[np.int32], places: NDArray[np.uint8], counts: NDArray[np.int64]
) -> tuple[NDArray[Any], ...]:
    """Add up what each article says of each term."""
    docs = np.repeat(np.arange(len(counts)), counts)
    known = terms >= 0
    key = (docs[known] << 32) | terms[known]
    kept, where = np.unique(key, return_inverse=True)
    sums = np.bincount(where, weights=_WEIGHTS[places[known]], minlength=len(kept))
    best = np.zeros(len(kept), np.uint8)
    np.maximum.at(best, where, places[known])
    sizes = np.bincount(kept >> 32, minlength=len(counts))
    return sizes, (kept & 0xFFFFFFFF).astype(np.int32), sums.astype(np.float32), best


def _spans(
    articles: pd.DataFrame, masks: pd.DataFrame | None
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if masks is None or not len(masks):
        return np.zeros((0, 2), np.int64), np.zeros(len(articles) + 1, np.int64)
    import pandas as pd

    at = pd.Series(np.arange(len(articles)), index=articles["article_id"])
    rows = at.reindex(masks["article_id"]).to_numpy()
    table = pd.DataFrame({"row": rows, "start": masks["start"], "end": masks["end"]}).dropna()
    table = table.astype(np.int64).sort_values(["row", "start", "end"])
    starts = np.searchsorted(table["row"].to_numpy(), np.arange(len(articles) + 1))
    return table[["start", "end"]].to_numpy(np.int64).copy(), starts
