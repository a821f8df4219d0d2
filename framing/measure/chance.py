"""How probable it is that two outlets which do not differ lie as far apart.

Two answers, of which the larger counts. One draws both outlets from a model with common shares,
and averages over what the articles leave open of how alike the mentions of one article are. The
other takes the spread between articles as it is, so that it holds where the model does not (a
share that depends on the article's length).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.measure.clusters import Sums
from framing.measure.intervals import NODES
from framing.measure.kernels import chance_beyond, mixed_chances, squared_distance
from framing.measure.nulls import MANY_ARTICLES, SETTLED, draw_totals, jensen_shannon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

LEAST = float(np.nextafter(0, 1))  # a p-value is never 0


class Side(NamedTuple):
    """One outlet under the null: its articles' mentions, and weights of the correlations."""

    mentions: Ints
    weights: Floats


def common_shares(a: Sums, b: Sums, size_a: Floats, size_b: Floats) -> Floats:
    """Return the share of each label if both outlets have the same, by effective mentions."""
    with np.errstate(divide="ignore", invalid="ignore"):
        share: Floats = (size_a * a.y / a.n + size_b * b.y / b.n) / (size_a + size_b)
    return share


def exact_p_value(y: tuple[float, float], share: float, a: Side, b: Side) -> float:
    """Return the probability that two outlets with one share lie as far apart on a label.

    Both totals are sums of beta-binomial articles with the common share, each article's own
    number of mentions and correlations as their posterior weighs them; how far apart is the
    Jensen–Shannon distance. What a parametric bootstrap would draw is summed exactly.
    """
    n = (int(a.mentions.sum()), int(b.mentions.sum()))
    if not 0 < y[0] + y[1] < sum(n):
        return np.nan
    chances = [
        mixed_chances(side.mentions, share, NODES, side.weights, MANY_ARTICLES) for side in (a, b)
    ]
    observed = squared_distance(y[0], n[0], y[1], n[1])
    return float(chance_beyond(chances[0], chances[1], observed - 1e-12))


def drawn_p_value(
    totals: tuple[Floats, Floats],
    merged: Floats,
    shares: Floats,
    sides: tuple[Side, Side],
    resamples: int,
    seed: int,
) -> tuple[float, float]:
    """Return the mean distance of two outlets that do not differ, and the p-value of ours.

    A parametric bootstrap: both outlets draw from Dirichlet–multinomials with common shares,
    each article's own number of mentions and correlations as their posterior weighs them. The
    p-value is that of the merged labels: exact for two of them, empty for fewer. A tenth of
    the draws settles one above .1.
    """
    n_merged = merged.shape[1]
    observed = float(jensen_shannon(totals[0] @ merged, totals[1] @ merged)) - 1e-9
    first = min(resamples, max(resamples // 10, 99))
    drawn = [draw_totals(seed + i, shares, *sides[i], first) for i in (0, 1)]
    mean = float(jensen_shannon(*drawn).mean())
    if n_merged == 2:
        one = (float(totals[0] @ merged[:, 0]), float(totals[1] @ merged[:, 0]))
        return mean, exact_p_value(one, float(shares @ merged[:, 0]), *sides)
    beyond = int((jensen_shannon(drawn[0] @ merged, drawn[1] @ merged) >= observed).sum())
    p_value = (1 + beyond) / (1 + first)
    if p_value <= SETTLED and resamples > first and n_merged > 2:
        rest, shares = resamples - first, shares @ merged
        drawn = [draw_totals(seed + 2 + i, shares, *sides[i], rest) for i in (0, 1)]
        beyond += int((jensen_shannon(*drawn) >= observed).sum())
        p_value = (1 + beyond) / (1 + resamples)
    return mean, p_value if n_merged > 2 else np.nan


def spread_p_values(a: Sums, b: Sums, rho_a: Floats, rho_b: Floats) -> Floats:
    """Return, label by label, the p-value of Student's t with the spread between articles.

    Variances are linearized around each outlet's own share; degrees of freedom are
    Satterthwaite's, an outlet's being the number of equally informative articles less one.
    Where no article differs from its outlet's share, there is no spread and p is 0.

    References
    ----------
    Satterthwaite (1946), doi:10.2307/3002019.
    """
    from scipy.special import stdtr

    with np.errstate(divide="ignore", invalid="ignore"):
        gap = a.y / a.n - b.y / b.n
        of_a, of_b = _variances(a), _variances(b)
        total = of_a + of_b
        freedom = total**2 / (of_a**2 / freedoms(a, rho_a) + of_b**2 / freedoms(b, rho_b))
        p_values: Floats = 2 * stdtr(freedom, -np.abs(gap) / np.sqrt(total))
    return np.where(total > 1e-15, p_values, 0.0)


def freedoms(sums: Sums, rho: Floats) -> Floats:
    """Return the degrees of freedom of each cell's variance between articles.

    An article of ``m`` mentions has a variance of ``m + m(m - 1)ρ``; articles count as many as
    would if all had the same.
    """
    r = np.arange(sums.tail_m.shape[1])
    cubes, fourths = (sums.tail_m @ ((r + 1) ** k - r**k) for k in (3, 4))
    one = (1 - rho) * sums.n + rho * sums.mm
    squares = (1 - rho) ** 2 * sums.mm + 2 * rho * (1 - rho) * cubes + rho**2 * fourths
    with np.errstate(divide="ignore", invalid="ignore"):
        freedom: Floats = np.maximum(one**2 / squares - 1, 1.0)
    return freedom


def _variances(sums: Sums) -> Floats:
    """Return the linearized variance of each share, over articles."""
    share, k = sums.y / sums.n, sums.n_articles
    squares = np.maximum(sums.yy - 2 * share * sums.ym + share**2 * sums.mm, 0.0)
    variance: Floats = k / (k - 1) * squares / sums.n**2
    return variance


def spread_p_value(
    shares: tuple[Floats, Floats],
    spreads: tuple[Floats, Floats],
    freedom: tuple[float, float],
) -> float:
    """Return the p-value of all labels together, with the spread between articles.

    ``spreads`` are the covariances of both outlets' shares. The squared differences, each over
    the label's mean share, are summed and judged by F with as many degrees of freedom as their
    covariance has (Box): of two labels, Student's t.

    References
    ----------
    Box (1954), doi:10.1214/aoms/1177728786.
    """
    from scipy.special import fdtrc

    root = np.sqrt((shares[0] + shares[1]) / 2)
    one, other = (spread / np.outer(root, root) for spread in spreads)
    both = one + other
    trace = float(np.trace(both))
    if trace < 1e-15:
        return 0.0
    within = np.trace(one) ** 2 / freedom[0] + np.trace(other) ** 2 / freedom[1]
    statistic = (((shares[0] - shares[1]) / root) ** 2).sum() / trace
    return float(fdtrc(trace**2 / (both**2).sum(), trace**2 / within, statistic))
