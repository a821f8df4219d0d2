"""Bias-corrected and accelerated bootstrap intervals over units or clusters of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from framing.measure.jackknife import MAX_UNDEFINED, left_out

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_STEP = 256  # resamples that are in memory at one time


def bca_interval(
    statistic: Callable[[Floats], Floats],
    clusters: Ints,
    *,
    resamples: int = 2000,
    seed: int = 0,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return a BCa interval for a statistic of weighted units.

    Parameters
    ----------
    statistic : callable
        Takes weights, one row a resample and one column a unit; gives one figure a row.
    clusters : array of int
        The cluster of each unit, 0 to k - 1: whole clusters are drawn. Units that are drawn
        alone each have their own.
    resamples : int
    seed : int
    level : float

    Returns
    -------
    (low, high)
        Empty where the statistic does not vary, or is undefined in over 5% of the resamples.

    References
    ----------
    Efron (1987), doi:10.1080/01621459.1987.10478410.

    Examples
    --------
    >>> x = np.arange(40.0)
    >>> low, high = bca_interval(lambda w: w @ x / w.sum(axis=1), np.arange(40), seed=1)
    >>> 15 < low < 17 and 22 < high < 24
    True
    """
    from scipy.stats import norm

    k = int(clusters.max()) + 1 if clusters.size else 0
    if k < 2:
        return np.nan, np.nan
    estimate = statistic(np.ones((1, len(clusters))))[0]
    drawn = _drawn(statistic, clusters, k, resamples, seed)
    known = np.sort(drawn[~np.isnan(drawn)])
    if len(known) < (1 - MAX_UNDEFINED) * resamples or known[-1] - known[0] < 1e-12:
        return np.nan, np.nan
    below = (known < estimate - 1e-12).mean() + (np.abs(known - estimate) <= 1e-12).mean() / 2
    shift = norm.ppf(np.clip(below, 0.5 / resamples, 1 - 0.5 / resamples))
    skew = _acceleration(left_out(statistic, clusters))
    tails = norm.ppf([(1 - level) / 2, (1 + level) / 2])
    places = norm.cdf(shift + (shift + tails) / (1 - skew * (shift + tails)))
    low, high = np.quantile(known, places)
    return float(low), float(high)


def _drawn(
    statistic: Callable[[Floats], Floats], clusters: Ints, k: int, resamples: int, seed: int
) -> Floats:
    rng = np.random.default_rng(seed)
    parts = []
    for start in range(0, resamples, _STEP):
        n = min(_STEP, resamples - start)
        weights = rng.multinomial(k, np.full(k, 1 / k), n).astype(np.float64)
        parts.append(statistic(weights[:, clusters]))
    return np.concatenate(parts)


def _acceleration(left: Floats) -> float:
    """Return the skew of a statistic from its values with each cluster left out."""
    away = np.nanmean(left) - left[~np.isnan(left)]
    spread = (away**2).sum() ** 1.5
    return float((away**3).sum() / (6 * spread)) if spread > 0 else 0.0
