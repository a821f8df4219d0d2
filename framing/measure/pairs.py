"""Two outlets on one label, and on all labels of a concept: differences and their chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.measure.clusters import Sums
from framing.measure.intervals import wilson

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FEW_ARTICLES = 5  # with fewer on a side no p-value could fall below .05
RARE = 5  # labels with fewer mentions in both outlets together are merged


def differences(sums: Sums, size: Floats, a: Ints, b: Ints) -> dict[str, Floats]:
    """Compare the shares of cells ``a`` with those of cells ``b``, pair by pair.

    ``size`` gives each cell's effective number of mentions.

    Returns
    -------
    dict
        ``difference``, and its 95% interval by the method of variance estimates recovery from
        the two Wilson intervals (Newcombe's, with effective numbers of mentions).

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.y / sums.n
        low, high = wilson(share, size)
        gap = share[a] - share[b]
        below = np.hypot(share[a] - low[a], high[b] - share[b])
        above = np.hypot(high[a] - share[a], share[b] - low[b])
    return {
        "difference": gap,
        "ci_low": np.maximum(gap - below, -1.0),
        "ci_high": np.minimum(gap + above, 1.0),
    }


def two_sided(z: Floats) -> Floats:
    """Return the two-sided p-value of a standard normal.

    Examples
    --------
    >>> two_sided(np.array([1.959963984540054, 0.0])).round(6).tolist()
    [0.05, 1.0]
    """
    from scipy.special import log_ndtr

    p: Floats = np.minimum(2 * np.exp(log_ndtr(-np.abs(z))), 1.0)
    return p


def merge_rare(total: Floats) -> tuple[Floats, int]:
    """Merge the labels too rare for the null distribution to hold.

    Returns
    -------
    tuple
        A matrix of 0 and 1, labels × merged labels, and how many labels were merged.

    Examples
    --------
    >>> merge_rare(np.array([14.0, 3.0, 0.0, 1.0]))[0] @ [[1], [2]]
    array([[1.],
           [2.],
           [0.],
           [2.]])
    """
    used = total > 0
    rare = used & (total < RARE)
    if rare.sum() == 1:
        rare |= used & (total == total[used & ~rare].min(initial=np.inf))
    kept = np.flatnonzero(used & ~rare)
    columns = np.zeros((total.size, kept.size + bool(rare.any())))
    columns[kept, np.arange(kept.size)] = 1
    columns[rare, -1] = 1
    return columns, int(rare.sum())
