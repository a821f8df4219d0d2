"""What articles are about: their words, names, numbers and places, weighted by rarity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.intake.encodings import COMMON_WORDS
from framing.intake.words import BOUNDARY, IGNORED, bounds, chunks, letter_table, utf8_of
from framing.spans import Span

if TYPE_CHECKING:
    import pandas as pd

BODY_WORDS = 200  # of each body; an event is told at the beginning
TITLE_WEIGHT = 2.0
LEAD_WEIGHT, LEAD_WORDS = 1.5, 50

_SPAN = 15  # days before and after in which rarity is counted
_NOW = 2  # days before and after that are an event's own
_SUDDEN = 0.7  # exponent: how much suddenness weighs beside rarity
_FEW = 500  # articles in that span; with fewer, rarity is counted over the whole corpus
_BACKGROUND = 30  # articles about other things that are added where there are few
_COMMONEST = 0.1  # share of articles; a commoner word says nothing about an event
_KEPT = 80  # terms of an article, the weightiest

_WORD = re.compile(r"[^\W_][\w\u0610-\u061a\u064b-\u065f\u0670\u0640]*")
_PREFIX = re.compile(r"^(?:[وف]?[بك]?ال(?=\w{2})|[وف]?لل(?=\w{2})|[وفبلك]{1,2}(?=\w{4}))")
_SUFFIX = re.compile(r"(?<=\w{3})(?:تهما|هما|تها|تهم|هم|ها|نا|ات|ان|ون|ين|يه|وا|تين|تان|ه|ي|ا)$")


@dataclass(frozen=True)
class Terms:
    """The weighted terms of articles, in the order of their days.

    Parameters
    ----------
    order : int array
        The position of each article in the table; articles without a date come last.
    days : int array
        The day of each, in that order.
    starts, terms, weights
        The terms of each and their weights, of unit length: a sparse matrix by rows.
    names : list of str
        The commonest written shape of each term.
    """

    order: NDArray[np.int64]
    days: NDArray[np.int64]
    starts: NDArray[np.int64]
    terms: NDArray[np.int32]
    weights: NDArray[np.float32]
    names: list[str]


def weigh_terms(articles: pd.DataFrame, masks: pd.DataFrame | None = None) -> Terms:
    """Find the terms of articles and weigh them.

    Parameters
    ----------
    articles : DataFrame
        The ``articles`` table.
    masks : DataFrame, optional
        ``article_id, start, end``: spans whose words are left out.
    """
    days = _days(articles)
    order = np.argsort(days, kind="stable")
    articles, days = articles.iloc[order], days[order]
    stems = Stems()
    starts, terms, values = _counted_terms(articles, masks, stems)
    weights = np.log1p(values) * _rarity(starts, terms, days, len(stems))
    starts, terms, weights = _heaviest(starts, terms, weights)
    return Terms(order, days, starts, terms, _unit(weights, starts), stems.names)


def _days(articles: pd.DataFrame) -> NDArray[np.int64]:
    import pandas as pd

    published = pd.to_datetime(articles["published"])
    days = published.to_numpy().astype("datetime64[D]").astype(np.int64)
    # Without a date nothing is near: each such article gets a day of its own, far away.
    unknown = published.isna().to_numpy()
    days[unknown] = 10_000_000 + 1_000 * np.arange(int(unknown.sum()))
    return days


def _counted_terms(
    articles: pd.DataFrame, masks: pd.DataFrame | None, stems: Stems
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """Add up the terms of each article, by where they stand: a sparse matrix by rows."""
    from framing.intake.kernels import locate_words

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
        shapes = [bytes(data[begins[i] : ends[i]]).decode("utf-8") for i in at]
        numbered = stems.numbered(words, shapes, often)
        return _summed(numbered[numbers], _places(titles[:used], counts), counts)

    parts = [located(first) for first in chunks(n)]
    sizes = np.concatenate([part[2] for part in parts] or [np.zeros(0, np.int64)])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    terms = np.concatenate([part[0] for part in parts] or [np.zeros(0, np.int32)])
    return starts, terms, np.concatenate([part[1] for part in parts] or [np.zeros(0, np.float32)])


def _places(titles: NDArray[np.bool_], counts: NDArray[np.int64]) -> NDArray[np.float32]:
    """Weigh words by where they stand: title, first paragraph or so, the rest."""
    place = np.arange(len(titles)) - np.repeat(np.cumsum(counts) - counts, counts)
    weight = np.where(titles, TITLE_WEIGHT, np.where(place < LEAD_WORDS, LEAD_WEIGHT, 1.0))
    return weight.astype(np.float32)


def _summed(
    terms: NDArray[np.int32], weight: NDArray[np.float32], counts: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int64]]:
    """Add up the weights of each article's terms, those without a stem (-1) left out."""
    docs = np.repeat(np.arange(len(counts)), counts)
    known = terms >= 0
    key = (docs[known] << 32) | terms[known]
    kept, where = np.unique(key, return_inverse=True)
    sums = np.bincount(where, weights=weight[known], minlength=len(kept)).astype(np.float32)
    sizes = np.bincount(kept >> 32, minlength=len(counts))
    return (kept & 0xFFFFFFFF).astype(np.int32), sums, sizes.astype(np.int64)


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


def stems_in(text: str, span: Span) -> list[tuple[str, Span]]:
    """Return the stems of the words in a piece of a text, with their places.

    Examples
    --------
    >>> [stem for stem, _ in stems_in("دخل المدينة", Span(0, 11))]
    ['دخل', 'مدين']
    """
    found = []
    for word in _WORD.finditer(text, span.start, span.end):
        stem = light_stem(word.group().translate(_folds()))
        if len(stem) > 1:
            found.append((stem, Span(word.start(), word.end())))
    return found


@lru_cache(maxsize=1)
def _folds() -> dict[int, str | None]:
    table = letter_table()
    return {code: _folded(int(table[code])) for code in range(len(table))}


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(word.translate(_folds()) for word in COMMON_WORDS)


class Stems:
    """Numbers for stems, and a common written shape of each (``names``)."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._by_hash: dict[int, int] = {}
        self._most: list[int] = []
        self.names: list[str] = []

    def __len__(self) -> int:
        return len(self.names)

    def numbered(
        self, words: NDArray[np.uint64], shapes: list[str], often: NDArray[np.int64]
    ) -> NDArray[np.int32]:
        """Return the number of each word's stem; single letters and digits have none (-1)."""
        out = np.empty(len(words), np.int32)
        for at, (word, shape, n) in enumerate(
            zip(words.tolist(), shapes, often.tolist(), strict=True)
        ):
            number = self._by_hash.get(word)
            if number is None:
                number = self._by_hash[word] = self._number(shape)
            if number >= 0 and n > self._most[number]:
                self._most[number], self.names[number] = n, shape
            out[at] = number
        return out

    def _number(self, shape: str) -> int:
        folded = shape.translate(_folds())
        stem = light_stem(folded)
        if len(stem) < 2 or folded in _common():
            return -1
        number = self._numbers.setdefault(stem, len(self.names))
        if number == len(self.names):
            self.names.append(shape)
            self._most.append(0)
        return number


def _folded(letter: int) -> str | None:
    return None if letter in (BOUNDARY, IGNORED) else chr(letter)


def light_stem(word: str) -> str:
    """Take the usual clitics and endings off a folded word.

    Rough on purpose: it only has to give the same result for the shapes of one name or noun.

    Examples
    --------
    >>> light_stem("والمدينه"), light_stem("مدينه"), light_stem("للمدينه")
    ('مدين', 'مدين', 'مدين')
    """
    if word.isdigit():
        return word
    return _SUFFIX.sub("", _PREFIX.sub("", word))


def by_term(
    starts: NDArray[np.int64], terms: NDArray[np.int32], n_terms: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]]:
    """Return the same matrix by columns: where each term's articles begin, which, and the order."""
    docs = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
    order = np.argsort(terms, kind="stable")
    begins = np.searchsorted(terms[order], np.arange(n_terms + 1)).astype(np.int64)
    return begins, docs[order], order.astype(np.int64)


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
    is_few = n_near[docs] < _FEW
    overall = np.repeat(np.diff(term_starts), np.diff(term_starts))
    count = np.where(is_few, overall, near).astype(np.float32)
    total = np.where(is_few, len(days), n_near[docs]).astype(np.float32)
    rarity = np.log((_BACKGROUND + total) / (1 + count))
    expected = (count - 1) * n_now[docs] / total  # other articles with the term, by chance
    sudden = np.log((now - 0.5) / (expected + 0.5))
    rarity *= np.clip(0.3 + sudden, 0.1, 2.0) ** _SUDDEN
    # In a small corpus all articles may be about one event.
    common = count > np.maximum(_COMMONEST * total, _BACKGROUND)
    rarity[common | (count < 2)] = 0.0
    out = np.empty(len(docs), np.float32)
    out[order] = np.maximum(rarity, 0.0)
    return out


def _counted(
    days: NDArray[np.int64], term_starts: NDArray[np.int64], docs: NDArray[np.int32], span: int
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Count for each posting the articles with its term, for each article all, within a span."""
    from framing.intake.kernels import rarities

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


def _heaviest(
    starts: NDArray[np.int64], terms: NDArray[np.int32], values: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float32]]:
    """Keep each article's weightiest terms, and none of no weight."""
    kept = values > 0
    for begin, end in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True):
        if end - begin > _KEPT:
            part = values[begin:end]
            kept[begin:end] &= part >= np.partition(part, -_KEPT)[-_KEPT]
    starts = np.concatenate([[0], np.cumsum(kept)])[starts]
    return starts, terms[kept], values[kept]


def _unit(values: NDArray[np.float32], starts: NDArray[np.int64]) -> NDArray[np.float32]:
    lengths = np.sqrt(np.add.reduceat(np.append(values**2, np.float32(0)), starts[:-1]))
    lengths[np.diff(starts) == 0] = 1.0
    unit: NDArray[np.float32] = values / np.repeat(np.maximum(lengths, 1e-12), np.diff(starts))
    return unit
