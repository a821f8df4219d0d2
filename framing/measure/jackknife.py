"""Jackknife intervals for coefficients of agreement, which hold with few units too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_BLOCKS = 400  # at most so many groups of clusters are left out in turn
MAX_UNDEFINED = 0.05  # of what an interval is made from; beyond that there is none
_STEP = 64  # left-out groups that are in memory at one time


def jackknife_interval(
    statistic: Callable[[Floats], Floats],
    clusters: Ints,
    *,
    lowest: float = -1.0,
    level: float = 0.95,
) -> tuple[float, float]:
    """Return an interval for a statistic of weighted units that lies between a bound and 1.

    Each cluster is left out in turn. The spread of what remains gives the variance on Fisher's
    scale (``atanh``), where the statistic is nearly symmetric; the largest deviation is counted
    once more, because few units show too little spread; t has one degree of freedom less than
    clusters.

    Parameters
    ----------
    statistic : callable
        Takes weights, one row a resample and one column a unit; gives one figure a row.
    clusters : array of int
        The cluster of each unit, 0 to k - 1. Units that are drawn alone each have their own.
    lowest : float
        The statistic's lower bound: -1 for coefficients beyond chance, 0 for shares.
    level : float

    Returns
    -------
    (low, high)
        Empty where the statistic is 1 or does not vary, or is undefined for over 5% of the
        clusters left out.

    References
    ----------
    Efron and Stein (1981), doi:10.1214/aos/1176345462. Gwet (2008),
    doi:10.1348/000711006X126600, for jackknife variances of chance-corrected coefficients.

    Examples
    --------
    >>> agreed = np.array([1.0] * 16 + [0.0] * 4)
    >>> share = lambda weights: weights @ agreed / weights.sum(axis=1)
    >>> [round(end, 2) for end in jackknife_interval(share, np.arange(20), lowest=0)]
    [0.52, 0.94]
    """
    from scipy.stats import t

    k = int(clusters.max()) + 1 if clusters.size else 0
    if k < 3:
        return np.nan, np.nan
    estimate = float(statistic(np.ones((1, len(clusters))))[0])
    left = left_out(statistic, clusters)
    known = left[~np.isnan(left)]
    if len(known) < (1 - MAX_UNDEFINED) * len(left) or not lowest < estimate < 1:
        return np.nan, np.nan
    away = known - known.mean()
    n = len(known)
    error = np.sqrt((n - 1) / n * (away**2).sum() + (away**2).max())
    if error < 1e-12:
        return np.nan, np.nan
    half = (1 - lowest) / 2
    scaled = (estimate - lowest) / half - 1  # from -1 to 1
    reach = t.ppf((1 + level) / 2, n - 1) * error / half / (1 - scaled**2)
    low, high = np.tanh(np.arctanh(scaled) + np.array([-reach, reach]))
    return float(lowest + (low + 1) * half), float(lowest + (high + 1) * half)


def left_out(statistic: Callable[[Floats], Floats], clusters: Ints) -> Floats:
    """Return the statistic without each cluster, or, of many, without each block of them."""
    k = int(clusters.max()) + 1
    n = min(k, _BLOCKS)
    block = np.random.default_rng(0).permutation(k) % n
    parts = []
    for start in range(0, n, _STEP):
        out = np.arange(start, min(start + _STEP, n))
        parts.append(statistic((block[clusters] != out[:, None]).astype(np.float64)))
    return np.concatenate(parts)
