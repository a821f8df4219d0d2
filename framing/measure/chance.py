"""How probable it is that two outlets which do not differ lie as far apart.

Three answers, of which the largest counts. One draws both outlets from a model with common
shares, and averages over what the articles leave open of how alike the mentions of one article
are. One takes the spread between articles as it is, so that it holds where the model does not (a
share that depends on the article's length). One takes what the mentions are worth, as the
intervals do, so that it holds where few long articles carry another label than the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from framing.measure.clusters import Sums
from framing.measure.intervals import NODES
from framing.measure.kernels import chance_beyond, mixed_chances, squared_distance
from framing.measure.lengths import bias_and_freedom
from framing.measure.nulls import MANY_ARTICLES, SETTLED, draw_totals, jensen_shannon

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


class Side(NamedTuple):
    """One outlet under the null: its articles' mentions, and weights of the correlations."""

    mentions: Ints
    weights: Floats


class Spread(NamedTuple):
    """One outlet's shares of all labels, how they spread over articles, and how surely."""

    shares: Floats
    covariance: Floats
    freedom: float


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

    Variances are linearized around each outlet's own share and unbiased for lengths; degrees of
    freedom are Satterthwaite's. Where no article differs from its outlet's share, there is no
    spread and p is 0.

    References
    ----------
    Satterthwaite (1946), doi:10.2307/3002019. Imbens and Kolesár (2016),
    doi:10.1162/REST_a_00552.
    """
    from scipy.special import stdtr

    with np.errstate(divide="ignore", invalid="ignore"):
        gap = a.y / a.n - b.y / b.n
        (of_a, freedom_a), (of_b, freedom_b) = _variances(a, rho_a), _variances(b, rho_b)
        total = of_a + of_b
        freedom = total**2 / (of_a**2 / freedom_a + of_b**2 / freedom_b)
        p_values: Floats = 2 * stdtr(freedom, -np.abs(gap) / np.sqrt(total))
    return np.where(total > 1e-15, p_values, 0.0)


def _variances(sums: Sums, rho: Floats) -> tuple[Floats, Floats]:
    """Return the variance of each share over articles, and its degrees of freedom."""
    factor, freedom = bias_and_freedom(sums.powers(), rho)
    return factor * sums.squares(sums.y / sums.n) / sums.n**2, freedom


def worth_p_values(squares: Floats, n_labels: int, size_a: Floats, size_b: Floats) -> Floats:
    """Return the p-values of chi-squared, with what the mentions of each outlet are worth.

    Variances are those of common shares. An outlet that lacks its few long articles by chance
    has a share far off and, around that share, little spread; here, as in Wilson's interval, it
    does not gain by that.

    Parameters
    ----------
    squares : array
        The squared differences of the labels' shares, each over the label's common share, summed
        over all labels.
    n_labels : int
        How many labels, 2 for a label and its rest.
    size_a, size_b : array
        Effective numbers of mentions.

    References
    ----------
    Rao and Scott (1992), doi:10.2307/2532311.
    """
    from scipy.special import chdtrc

    with np.errstate(divide="ignore", invalid="ignore"):
        p_values: Floats = chdtrc(n_labels - 1, squares / (1 / size_a + 1 / size_b))
    return p_values


def spread_p_value(a: Spread, b: Spread) -> float:
    """Return the p-value of all labels together, with the spread between articles.

    The squared differences, each over the label's mean share, are summed and judged by F with as
    many degrees of freedom as their covariance has (Box): of two labels, Student's t.

    References
    ----------
    Box (1954), doi:10.1214/aoms/1177728786.
    """
    from scipy.special import fdtrc

    root = np.sqrt((a.shares + b.shares) / 2)
    one, other = (side.covariance / np.outer(root, root) for side in (a, b))
    both = one + other
    trace = float(np.trace(both))
    if trace < 1e-15:
        return 0.0
    within = np.trace(one) ** 2 / a.freedom + np.trace(other) ** 2 / b.freedom
    statistic = (((a.shares - b.shares) / root) ** 2).sum() / trace
    return float(fdtrc(trace**2 / (both**2).sum(), trace**2 / within, statistic))
