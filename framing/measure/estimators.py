"""A share from few coded units and many predictions: four estimators and their variances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.measure.drawn import Domain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

METHODS = ("ppi", "design", "hand", "naive")
# One squared residual and a half is added to every stratum: where few positives were drawn the
# spread that is seen is too small (docs/coding.md).
ADDED = 1.5


@dataclass(frozen=True)
class Estimate:
    """A share, its variance and the degrees of freedom behind it; empty shares say why."""

    share: float
    variance: float
    freedom: float
    note: str = ""

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Return the interval, within 0 and 1."""
        from scipy.stats import t

        reach = t.ppf((1 + level) / 2, max(self.freedom, 1)) * np.sqrt(self.variance)
        return max(self.share - reach, 0.0), min(self.share + reach, 1.0)


NOTHING = Estimate(np.nan, np.nan, np.nan)


def naive_share(domain: Domain) -> Estimate:
    """Return the share of units that the classifier flags, as if it never erred."""
    n = len(domain.flagged)
    if not n:
        return NOTHING
    share = float(domain.flagged.mean())
    note = "not corrected: the interval takes the classifier for infallible"
    return Estimate(share, max(share * (1 - share), 1 / n) / n, np.inf, note)


def corrected_share(domain: Domain, power: float | None) -> Estimate:
    """Return the difference estimator: predictions of all units, corrected by the coded ones.

    ``θ = λ f̄ + mean of (y - λ f)``, where ``f̄`` is over every unit of the group and the second
    mean weights each coded unit by its stratum's size over its coded units.

    Parameters
    ----------
    domain : Domain
    power : float or None
        λ. 0 uses the coded units alone, 1 is the design-based difference estimator, None tunes
        λ to the least variance, as prediction-powered inference (PPI++) does.
    """
    weight = (domain.n_stratum / np.maximum(domain.n_coded, 1))[domain.stratum]
    inside = domain.inside * weight
    total = inside.sum()
    if total <= 0:
        return NOTHING
    if power is None:
        power = _tuned(domain, inside / total)
    residual = domain.y - power * domain.f if power else domain.y
    mean = float((inside * residual).sum() / total)
    predicted = power * float(domain.predicted.mean()) if power else 0.0
    spread = domain.inside * (residual - mean) / total
    variance = _variance(domain, spread, 1 / total)
    occupied = np.unique(domain.stratum[domain.inside]).size
    return Estimate(predicted + mean, variance, max(domain.n_inside - occupied, 1))


def _tuned(domain: Domain, weight: Floats) -> float:
    """Return the λ of least variance, from 0 to 1."""
    y = domain.inside * (domain.y - (weight * domain.y).sum())
    f = domain.inside * (domain.f - (weight * domain.f).sum())
    both = of_f = 0.0
    for stratum, (n, size) in enumerate(zip(domain.n_coded, domain.n_stratum, strict=True)):
        rows = domain.stratum == stratum
        if n > 1:
            held = np.cov(y[rows], f[rows])
            both += size**2 * held[0, 1] / n
            of_f += size**2 * held[1, 1] / n
    return float(np.clip(both / of_f, 0, 1)) if of_f > 0 else 0.0


def _variance(domain: Domain, spread: Floats, scale: float) -> float:
    """Return the variance of a stratified total, with a little added for what was not drawn."""
    total = 0.0
    for stratum, (n, size) in enumerate(zip(domain.n_coded, domain.n_stratum, strict=True)):
        rows = domain.stratum == stratum
        if not domain.inside[rows].any():
            continue
        values = spread[rows]
        added = ADDED * scale**2
        squares = ((values - values.mean()) ** 2).sum() + added
        total += size**2 * (1 - n / size) * squares / max(n - 1, 1) / n
    return float(total)
