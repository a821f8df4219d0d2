"""Intervals for a share of mentions that cluster in articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.measure.clusters import Sums
from framing.measure.kernels import posterior_means, posterior_weights
from framing.measure.lengths import effective_mentions

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Z95 = 1.959963984540054
_SHARES, _CORRELATIONS = 12, 24
_NODES = (np.arange(12) + 0.5) / 12
NODES = _NODES**3  # correlations that a posterior is weighed on; denser near 0


def correlations(sums: Sums) -> Floats:
    """Estimate how alike the mentions of one article are, per label and outlet.

    The larger of two estimates. One is the posterior mean of the intra-article correlation ``ρ``
    of a beta-binomial model, under Jeffreys' prior for the share, integrated on a grid (in the
    arcsine scale of the share, as wide as full correlation would need). The prior of ``ρ`` is
    ``ρ^(a-1)``: where the label or its rivals stand in few articles, the articles cannot tell
    how alike their mentions are, so the prior leans to alike (``a = 2`` up to two articles);
    where they can, it gives way (``a = .15`` from eight on). The other asks no model, and sees
    two sorts of articles, which look to the model like many of a middling sort: how seldom two
    mentions of one article differ, less a standard error. Tuned by simulation: see
    docs/simulations.md.

    Returns
    -------
    array
        One figure from 0 to 1 per cell.

    References
    ----------
    Fleiss and Cuzick (1979), doi:10.1177/014662167900300410.
    """
    if not len(sums.n):
        return np.zeros(0)
    node = (np.arange(_CORRELATIONS) + 0.5) / _CORRELATIONS
    rho = node**3  # denser near 0, where a little changes much
    log_prior = (_prior_exponent(sums)[:, None] - 1) * np.log(rho) + 2 * np.log(node)
    means: Floats = posterior_means(
        sums.tail_y, sums.tail_rest, sums.tail_m, _share_grid(sums), rho, log_prior
    )
    return np.maximum(means, _agreement(sums))


def _agreement(sums: Sums) -> Floats:
    """Return Fleiss and Cuzick's estimate less a standard error (that of mentions not alike)."""
    m = np.arange(sums.tail_m.shape[1] + 1)
    pairs, doubt = sums.over_articles(np.maximum(m - 1, 0), 2 - 2 / np.maximum(m, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.y / sums.n
        alike = 1 - sums.mixed / (pairs * share * (1 - share))
        low = np.clip(alike - np.sqrt(doubt) / pairs, 0, 1)
    return np.where(np.isfinite(alike), low, 0.0)


def correlation_weights(sums: Sums, share: Floats) -> Floats:
    """Weigh the correlations ``NODES`` by their posterior where the share is given.

    Returns
    -------
    array
        Cells × nodes; each row sums to 1.
    """
    log_prior = (_prior_exponent(sums)[:, None] - 1) * np.log(NODES) + 2 * np.log(_NODES)
    inside = np.clip(share, 1e-9, 1 - 1e-9)
    weights: Floats = posterior_weights(
        sums.tail_y, sums.tail_rest, sums.tail_m, inside, NODES, log_prior
    )
    return weights


def _prior_exponent(sums: Sums) -> Floats:
    seen = np.minimum(sums.tail_y[:, 0], sums.tail_rest[:, 0])
    exponent: Floats = np.clip((3 / np.maximum(seen, 1)) ** 2, 0.15, 2.0)
    return exponent


def _share_grid(sums: Sums) -> Floats:
    """Spread grid shares over where the posterior can be, evenly in arcsine of the root."""
    center = np.arcsin(np.sqrt((sums.y + 0.5) / (sums.n + 1)))
    reach = 3 * 0.5 / np.sqrt(np.maximum(sums.n**2 / np.maximum(sums.mm, 1), 1))
    low, high = np.maximum(center - reach, 0), np.minimum(center + reach, np.pi / 2)
    inner = (np.arange(_SHARES) + 0.5) / _SHARES
    grid: Floats = np.sin(low[:, None] + (high - low)[:, None] * inner) ** 2
    return grid


def effective_sizes(sums: Sums, rho: Floats | None = None) -> Floats:
    """Return how many independent mentions each cell's mentions are worth.

    ``effective_mentions`` of the label's share, with ``ρ`` of ``correlations`` unless given;
    empty for fewer than two articles.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        p = sums.y / sums.n
    return effective_mentions(
        sums.powers(),
        sums.n_articles,
        sums.squares(p),
        p * (1 - p),
        correlations(sums) if rho is None else rho,
    )


def wilson(share: Floats, size: Floats, z: float = Z95) -> tuple[Floats, Floats]:
    """Return the score interval for a share of ``size`` independent trials.

    Examples
    --------
    >>> low, high = wilson(np.array([0.5]), np.array([100.0]))
    >>> float(low[0].round(4)), float(high[0].round(4))
    (0.4038, 0.5962)
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = z**2 / size
        center = (share + weight / 2) / (1 + weight)
        reach = z / (1 + weight) * np.sqrt(share * (1 - share) / size + weight / (4 * size))
    low = np.where(share <= 0, np.minimum(0.0, center), np.maximum(center - reach, 0.0))
    high = np.where(share >= 1, np.maximum(1.0, center), np.minimum(center + reach, 1.0))
    return low, high
