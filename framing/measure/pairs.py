"""Two outlets on one label, and on all labels of a concept: differences and their chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.measure.clusters import Sums
from framing.measure.intervals import correlations, effective_sizes, wilson
from framing.measure.kernels import chance_beyond, squared_distance, total_chances
from framing.measure.nulls import MANY_ARTICLES, SETTLED, draw_totals, jensen_shannon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FEW_ARTICLES = 5  # with fewer on a side no p-value could fall below .05
FEW_DOUBT = 2.0  # the null's correlation is raised by this over the number of articles
RARE = 5  # labels with fewer mentions in both outlets together are merged


def differences(sums: Sums, a: Ints, b: Ints) -> dict[str, Floats]:
    """Compare the shares of cells ``a`` with those of cells ``b``, pair by pair.

    Returns
    -------
    dict
        ``difference``, and its 95% interval by the method of variance estimates recovery from
        the two Wilson intervals (Newcombe's, with effective numbers of mentions).

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    size = effective_sizes(sums)
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


def label_correlations(a: Sums, b: Sums) -> tuple[Floats, Floats]:
    """Return, label by label, the correlation within articles that the null gives each outlet.

    The largest of the outlet's own, that of both pooled, and the one that explains the outlet's
    spread around the common share; a little more where articles are few (simulations ask for it).
    """
    pooled = correlations(a + b)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (a.y + b.y) / (a.n + b.n)
    return _at_least(a, share, pooled), _at_least(b, share, pooled)


def _at_least(sums: Sums, share: Floats, pooled: Floats) -> Floats:
    found = np.maximum(correlations(sums), pooled)
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = sums.yy - 2 * share * sums.ym + share**2 * sums.mm
        design = squares / sums.n / (share * (1 - share))
        spread = (design - 1) / (sums.mm / sums.n - 1)
    found = np.fmax(found, np.where(np.isfinite(spread), spread, 0.0))
    return np.clip(found * (1 + FEW_DOUBT / np.maximum(sums.n_articles, 1)), 0.0, 0.98)


def exact_p_value(
    y: tuple[float, float], mentions: tuple[Ints, Ints], correlation: tuple[float, float]
) -> float:
    """Return the probability that two outlets with one share lie as far apart on a label.

    Both totals are sums of beta-binomial articles with the common share, each article's own
    number of mentions and the given correlations; how far apart is the Jensen–Shannon distance.
    What a parametric bootstrap would draw is summed exactly.
    """
    n = (int(mentions[0].sum()), int(mentions[1].sum()))
    share = (y[0] + y[1]) / sum(n)
    if not 0 < share < 1:
        return np.nan
    chances = [
        total_chances(m, share, rho, MANY_ARTICLES)
        for m, rho in zip(mentions, correlation, strict=True)
    ]
    observed = squared_distance(y[0], n[0], y[1], n[1])
    return float(chance_beyond(chances[0], chances[1], observed - 1e-12))


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


def null_correlations(a: Sums, b: Sums) -> tuple[float, float]:
    """Average ``label_correlations`` over the labels of a concept, by their variances."""
    total = a.y + b.y
    weight = total * (total.sum() - total)
    of_a, of_b = label_correlations(a, b)
    return float(np.average(of_a, weights=weight)), float(np.average(of_b, weights=weight))


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


def chance_distances(
    totals: tuple[Floats, Floats],
    merged: Floats,
    mentions: tuple[Ints, Ints],
    correlation: tuple[float, float],
    resamples: int,
    seed: int,
) -> tuple[float, float]:
    """Return the mean distance of two outlets that do not differ, and the p-value of ours.

    A parametric bootstrap: both outlets draw from Dirichlet–multinomials with common shares,
    each article's own number of mentions and the given correlations. The p-value is that of
    the merged labels: exact for two of them, empty for fewer. A tenth of the draws settles one
    above .1.
    """
    a, b = totals
    shares = (a + b) / (a + b).sum()
    n_merged = merged.shape[1]
    observed = float(jensen_shannon(a @ merged, b @ merged)) - 1e-9
    first = min(resamples, max(resamples // 10, 99))
    drawn = [draw_totals(seed + i, shares, mentions[i], correlation[i], first) for i in (0, 1)]
    mean = float(jensen_shannon(*drawn).mean())
    if n_merged == 2:
        one = (float(a @ merged[:, 0]), float(b @ merged[:, 0]))
        return mean, exact_p_value(one, mentions, correlation)
    beyond = int((jensen_shannon(drawn[0] @ merged, drawn[1] @ merged) >= observed).sum())
    p_value = (1 + beyond) / (1 + first)
    if p_value <= SETTLED and resamples > first and n_merged > 2:
        rest, shares = resamples - first, shares @ merged
        drawn = [
            draw_totals(seed + 2 + i, shares, mentions[i], correlation[i], rest) for i in (0, 1)
        ]
        beyond += int((jensen_shannon(*drawn) >= observed).sum())
        p_value = (1 + beyond) / (1 + resamples)
    return mean, p_value if n_merged > 2 else np.nan
