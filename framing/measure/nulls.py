"""Totals of labels as they would come out if two outlets did not differ."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MANY_ARTICLES = 64  # from here on, one draw with the same mean, variance and range will do


def generator(seed: int, *key: str) -> np.random.Generator:
    """Return a generator that depends on the seed and on what is compared, on nothing else.

    So a comparison's p-value is the same whatever else is in the table, in any order, on any
    number of threads.
    """
    return np.random.default_rng([seed, zlib.crc32("\x1f".join(key).encode())])


def draw_totals(
    rng: np.random.Generator, shares: Floats, mentions: Ints, correlation: float, draws: int
) -> Floats:
    """Draw an outlet's total of each label under a Dirichlet–multinomial.

    Parameters
    ----------
    rng : Generator
        Where chance comes from.
    shares : array
        The labels' shares, which sum to 1.
    mentions : array
        Each article's own number of mentions.
    correlation : float
        How alike the mentions of one article are, from 0 to 1.
    draws : int
        How many totals.

    Returns
    -------
    array
        ``draws`` × labels.
    """
    if len(mentions) > MANY_ARTICLES:
        n = mentions.sum()
        design = 1 + ((mentions**2).sum() / n - 1) * correlation
        correlation = (design - 1) / max(n - 1, 1)
        mentions = np.array([n])
    single = mentions == 1
    total = rng.multinomial(int(single.sum()), shares, size=draws).astype(np.float64)
    several = mentions[~single]
    if several.size == 0:
        return total
    if correlation < 1e-6:
        return total + rng.multinomial(int(several.sum()), shares, size=draws)
    weights = rng.standard_gamma(
        np.maximum(shares * (1 - correlation) / correlation, 1e-12),
        size=(draws, several.size, shares.size),
    )
    weights += 1e-300
    weights /= weights.sum(axis=2, keepdims=True)
    total += rng.multinomial(several[None, :], weights).sum(axis=1)
    return total


def jensen_shannon(a: Floats, b: Floats) -> Floats:
    """Return the Jensen–Shannon distance (base 2) between totals of labels, row by row.

    Examples
    --------
    >>> jensen_shannon(np.array([[1.0, 0.0], [2.0, 2.0]]), np.array([[0.0, 3.0], [1.0, 1.0]]))
    array([1., 0.])
    """
    p = a / a.sum(axis=-1, keepdims=True)
    q = b / b.sum(axis=-1, keepdims=True)
    middle = (p + q) / 2
    squared = (_plogp(p) + _plogp(q)) / 2 - _plogp(middle)
    distance: Floats = np.sqrt(np.clip(squared.sum(axis=-1), 0.0, 1.0))
    return distance


def _plogp(p: Floats) -> Floats:
    safe: Floats = p * np.log2(np.where(p > 0, p, 1.0))
    return safe
