"""Totals of labels as they would come out if two outlets did not differ."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from framing.measure.intervals import NODES
from framing.measure.kernels import urn_totals

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

SETTLED = 0.1  # a p-value above this after a tenth of the draws needs no more of them
MANY_ARTICLES = 40  # above this, one draw with the sum's mean, covariance and range will do


def seed_of(seed: int, *key: object) -> int:
    """Return a seed that depends on the given one and on what is compared, on nothing else.

    So a comparison's p-value is the same whatever else is in the table, in any order, on any
    number of threads.

    Examples
    --------
    >>> seed_of(1, "sdf", "north") == seed_of(1, "sdf", "south")
    False
    """
    text = "\x1f".join(map(str, (seed, *key))).encode()
    return zlib.crc32(text) << 31 | zlib.crc32(text[::-1]) >> 1


def draw_totals(seed: int, shares: Floats, mentions: Ints, weights: Floats, draws: int) -> Floats:
    """Draw an outlet's total of each label under a Dirichlet–multinomial.

    Parameters
    ----------
    seed : int
        Where chance comes from.
    shares : array
        The labels' shares, which sum to 1.
    mentions : array
        Each article's own number of mentions.
    weights : array
        How probable each of ``NODES`` is as the correlation of the mentions of one article:
        each draw has one of them.
    draws : int
        How many totals.

    Returns
    -------
    array
        ``draws`` × labels.

    Notes
    -----
    An outlet of many articles and mentions is drawn as one Dirichlet–multinomial that has the
    mean, the covariance and the range of the sum.

    References
    ----------
    Mosimann (1962), doi:10.1093/biomet/49.1-2.65.

    Examples
    --------
    >>> weights = np.full(12, 1 / 12)
    >>> draw_totals(1, np.array([0.5, 0.5]), np.array([2, 3]), weights, 4).sum(axis=1)
    array([5., 5., 5., 5.])
    """
    n = int(mentions.sum())
    rng = np.random.default_rng(seed)
    correlation = NODES[rng.choice(len(NODES), draws, p=weights / weights.sum())]
    if len(mentions) > MANY_ARTICLES:
        design = 1 + ((mentions**2).sum() / n - 1) * correlation
        return _one_draw(rng, shares, n, np.maximum((design - 1) / (n - 1), 1e-9))
    totals: Floats = urn_totals(
        np.asarray(mentions, dtype=np.int64),
        np.cumsum(shares),
        (1 - correlation) / correlation,
        draws,
        seed,
    )
    return totals


def _one_draw(rng: np.random.Generator, shares: Floats, n: int, correlation: Floats) -> Floats:
    concentration = np.maximum(shares * ((1 - correlation) / correlation)[:, None], 1e-12)
    weights = rng.standard_gamma(concentration) + 1e-300
    weights /= weights.sum(axis=1, keepdims=True)
    if (n * shares).min() > 100:  # rounding to whole mentions would change nothing
        return weights * n
    return rng.multinomial(n, weights).astype(np.float64)


def jensen_shannon(a: Floats, b: Floats) -> Floats:
    """Return the Jensen–Shannon distance (base 2) between totals of labels, row by row.

    References
    ----------
    Lin (1991), doi:10.1109/18.61115. Endres and Schindelin (2003), doi:10.1109/TIT.2003.813506.

    Examples
    --------
    >>> jensen_shannon(np.array([[1.0, 0.0], [2.0, 2.0]]), np.array([[0.0, 3.0], [1.0, 1.0]]))
    array([1., 0.])
    """
    p = a / a.sum(axis=-1, keepdims=True)
    q = b / b.sum(axis=-1, keepdims=True)
    squared = (_plogp(p) + _plogp(q)) / 2 - _plogp((p + q) / 2)
    distance: Floats = np.sqrt(np.clip(squared.sum(axis=-1), 0.0, 1.0))
    return distance


def _plogp(p: Floats) -> Floats:
    safe: Floats = p * np.log2(np.where(p > 0, p, 1.0))
    return safe
