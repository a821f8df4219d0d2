"""Two outlets on one label, and on all labels of a concept: differences and their chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.measure.clusters import Sums
from framing.measure.intervals import correlations, effective_sizes, wilson
from framing.measure.nulls import SETTLED, draw_totals, jensen_shannon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FEW_ARTICLES = 5  # with fewer on a side no p-value could fall below .05
RARE = 5  # labels with fewer mentions in both outlets together are merged


def differences(sums: Sums, a: Ints, b: Ints) -> dict[str, Floats]:
    """Compare the shares of cells ``a`` with those of cells ``b``, pair by pair.

    Returns
    -------
    dict
        ``difference``, its 95% interval by the method of variance estimates recovery from the
        two Wilson intervals (Newcombe's, with effective numbers of mentions), and the
        ``p_value`` of ``score_tests``.

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    """
    rho = correlations(sums)
    size = effective_sizes(sums, rho)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.y / sums.n
        low, high = wilson(share, size)
        gap = share[a] - share[b]
        below = np.hypot(share[a] - low[a], high[b] - share[b])
        above = np.hypot(high[a] - share[a], share[b] - low[b])
        p_value = two_sided(score_tests(sums.take(a), sums.take(b), rho[a], rho[b]))
    few = np.minimum(sums.n_articles[a], sums.n_articles[b]) < FEW_ARTICLES
    return {
        "difference": gap,
        "ci_low": np.maximum(gap - below, -1.0),
        "ci_high": np.minimum(gap + above, 1.0),
        "p_value": np.where(few, np.nan, p_value),
    }


def score_tests(a: Sums, b: Sums, rho_a: Floats, rho_b: Floats) -> Floats:
    """Return z of the hypothesis that two outlets share one share, cell by cell.

    The variance of either share is taken around the common share: the larger of the
    beta-binomial one and the linearized one over articles, times ``1 + 11 / k²`` for ``k``
    articles, which makes five of five articles as likely as a coin's five heads. The common
    share weights each outlet by its effective number of mentions. Empty where the label is in
    all mentions of both or in none.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        worth_a = a.n / (1 + (a.mm / a.n - 1) * rho_a)
        worth_b = b.n / (1 + (b.mm / b.n - 1) * rho_b)
        common = (a.y / a.n * worth_a + b.y / b.n * worth_b) / (worth_a + worth_b)
        variance = _null_variance(a, common, worth_a) + _null_variance(b, common, worth_b)
        z: Floats = (a.y / a.n - b.y / b.n) / np.sqrt(variance)
        return np.where((common > 0) & (common < 1), z, np.nan)


def _null_variance(sums: Sums, common: Floats, worth: Floats) -> Floats:
    squares = sums.yy - 2 * common * sums.ym + common**2 * sums.mm
    variance = np.maximum(common * (1 - common) / worth, squares / sums.n**2)
    corrected: Floats = variance * (1 + 11 / sums.n_articles**2)
    return corrected


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


def null_correlations(a: Sums, b: Sums, rho_a: Floats, rho_b: Floats) -> tuple[float, float]:
    """Return the correlation within articles that the null gives each outlet.

    The largest of the outlet's own, that of both pooled, and the one that explains the outlet's
    spread around the common shares; each averaged over labels by their variances.
    """
    total = a.y + b.y
    weight = total * (total.sum() - total)
    pooled = float(np.average(correlations(a + b), weights=weight))
    share = total / total.sum()
    found = []
    for sums, rho in ((a, rho_a), (b, rho_b)):
        n, length = sums.n[0], sums.mm[0] / sums.n[0]
        squares = (sums.yy - 2 * share * sums.ym + share**2 * sums.mm).sum()
        design = squares / n / (share * (1 - share)).sum()
        spread = (design - 1) / (length - 1) if length > 1 else 0.0
        found.append(max(float(np.average(rho, weights=weight)), pooled, float(spread)))
    return found[0], found[1]


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
    the merged labels, empty for fewer than two. A tenth of the draws settles one above .1.
    """
    a, b = totals
    shares = (a + b) / (a + b).sum()
    few = merged.shape[1] < 2
    observed = float(jensen_shannon(a @ merged, b @ merged)) - 1e-9
    first = min(resamples, max(resamples // 10, 99))
    drawn = [draw_totals(seed + i, shares, mentions[i], correlation[i], first) for i in (0, 1)]
    mean = float(jensen_shannon(*drawn).mean())
    beyond = int((jensen_shannon(drawn[0] @ merged, drawn[1] @ merged) >= observed).sum())
    p_value = (1 + beyond) / (1 + first)
    if p_value <= SETTLED and resamples > first and not few:
        rest, shares = resamples - first, shares @ merged
        drawn = [
            draw_totals(seed + 2 + i, shares, mentions[i], correlation[i], rest) for i in (0, 1)
        ]
        beyond += int((jensen_shannon(*drawn) >= observed).sum())
        p_value = (1 + beyond) / (1 + resamples)
    return mean, np.nan if few else p_value
