"""Invented outlets whose long articles use another label than the short ones."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import NamedTuple

import numpy as np

from tests.simulation.worlds import LONGEST, Cell, Drawn

TIMES = 4  # how many times as long the long sort is, before the longest are cut
SORTS = ((0.5, 0.1, 0.9), (0.2, 0.05, 0.95), (0.1, 0.05, 0.95), (0.1, 0.4, 0.95))
MOST_UNEQUAL = ("lognormal 1", "lognormal 1.5", "Pareto 1.5")


class Sorts(NamedTuple):
    """One design: articles of two sorts, of which the ``long`` ones have the label more often.

    ``short_share`` and ``long_share`` are the label's in each sort, around which articles
    differ by ``correlation``. ``mentions`` are lognormal (median 2, and the standard deviation
    of the logarithm) or of Pareto's law (with its exponent); both up to 60.
    """

    long: float
    short_share: float
    long_share: float
    articles: int
    mentions: str
    correlation: float

    @property
    def share(self) -> float:
        """The share of all mentions that a corpus without end would show."""
        short = (1 - self.long) * mean_length(self.mentions, 1)
        long = self.long * mean_length(self.mentions, TIMES)
        return (short * self.short_share + long * self.long_share) / (short + long)

    def seed(self, *more: int) -> list[int]:
        """What chance in this design starts from."""
        family, size = self.mentions.split()
        parts = (self.long, self.short_share, self.articles, float(size), self.correlation)
        return [*(int(1000 * part) for part in parts), len(family), *more]

    def described(self) -> dict[str, object]:
        """The columns of a table that say which design a row is of."""
        shares = f"{self.short_share:g} / {self.long_share:g}"
        return {
            "share": round(self.share, 3),
            "of sorts": shares,
            "long": self.long * self.articles,
            "articles": self.articles,
            "mentions": self.mentions,
            "correlation": self.correlation,
        }


def _lengths(mentions: str, place: np.ndarray, times: np.ndarray | int) -> np.ndarray:
    """How many mentions articles have that stand at a place from 0 to 1 in the order of length."""
    from scipy.special import ndtri

    family, size = mentions.split()
    if family == "lognormal":
        length = 2 * np.exp(float(size) * ndtri(place))
    else:
        length = (1 - place) ** (-1 / float(size))
    return np.clip(np.ceil(length * times - 1e-9), 1, LONGEST).astype(np.int64)


@cache
def mean_length(mentions: str, times: int) -> float:
    """The mean number of mentions of one sort."""
    return float(_lengths(mentions, (np.arange(200_000) + 0.5) / 200_000, times).mean())


def _articles(
    rng: np.random.Generator, cell: Sorts, draws: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """How many mentions articles have, the label's share in their sort, and the odds of that."""
    size = (draws, cell.articles)
    long = rng.random(size) < cell.long
    m = _lengths(cell.mentions, rng.random(size), np.where(long, TIMES, 1))
    p = np.where(long, cell.long_share, cell.short_share)
    return m, p, (1 - cell.correlation) / cell.correlation


def draw_sorts(rng: np.random.Generator, cell: Sorts, draws: int) -> Drawn:
    """Draw one outlet many times."""
    m, p, odds = _articles(rng, cell, draws)
    label = rng.binomial(m, rng.beta(p * odds, (1 - p) * odds))
    return Drawn(m, np.stack([label, m - label], axis=-1))


def several_sorts(
    rng: np.random.Generator, shares: tuple[float, ...], cell: Sorts, draws: int
) -> Drawn:
    """The same with several labels; what is not of the first is parted as ``shares`` are."""
    m, first, odds = _articles(rng, cell, draws)
    rest = np.array(shares[1:]) / sum(shares[1:])
    p = np.concatenate([first[..., None], (1 - first)[..., None] * rest], axis=-1)
    weights = rng.standard_gamma(p * odds) + 1e-300
    return Drawn(m, rng.multinomial(m, weights / weights.sum(axis=-1, keepdims=True)))


def sorted_outlets(lengths: tuple[str, ...] = MOST_UNEQUAL) -> list[Sorts]:
    """Every design, those with hardly an article of the long sort among them."""
    parts = product((20, 40, 100), lengths, SORTS, (0.3, 0.8))
    return [Sorts(*sort, k, length, rho) for k, length, sort, rho in parts]


def sorted_pairs() -> list[tuple[Sorts, Sorts | Cell]]:
    """Such an outlet beside one of the same share with 300 articles of one sort, or its like."""
    outlets = sorted_outlets(MOST_UNEQUAL[:2])
    beside = [(a, Cell(round(a.share, 4), 300, (1, 10), 0.3)) for a in outlets]
    return [*beside, *((a, a) for a in outlets if a.articles == 40)]


def sorted_several() -> list[tuple[tuple[float, ...], Sorts, Cell]]:
    """Such an outlet beside one of the same shares of three labels."""
    found = []
    for a in sorted_outlets(MOST_UNEQUAL[:1]):
        shares = tuple(round(x, 3) for x in (a.share, 0.7 * (1 - a.share), 0.3 * (1 - a.share)))
        found.append((shares, a, Cell(0, 300, (1, 10), 0.3)))
    return found
