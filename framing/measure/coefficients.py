"""Coefficients of agreement between coders, for one set of units or many resamples of it.

Each takes ``weights``: one row a resample, one column a unit, how often the unit is in it. A
single row of ones gives the coefficient itself. Where a coefficient is not defined (nothing to
compare, or only one value in use) it is empty.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from framing.measure.codings import MISSING, Codings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Scale = Literal["nominal", "ordinal", "interval", "ratio"]
SCALES = ("nominal", "ordinal", "interval", "ratio")
Coefficient = Callable[["Floats"], "Floats"]
_CHUNK = 4_000_000  # weights × cells that are in memory at one time


def krippendorff_alpha(codings: Codings, scale: Scale = "nominal") -> Coefficient:
    """Return Krippendorff's alpha as a function of unit weights.

    ``1 - D_o / D_e``, the observed over the expected disagreement of pairable values; any number
    of coders, missing values left out, units with fewer than two values without a say.

    References
    ----------
    Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability",
    https://repository.upenn.edu/asc_papers/43. Hayes and Krippendorff (2007),
    doi:10.1080/19312450709336664.

    Examples
    --------
    >>> matrix = np.array([[0, 0], [1, 1], [0, 1]])
    >>> one = Codings("c", ["1", "2", "3"], ["a", "b"], ["no", "yes"], matrix)
    >>> krippendorff_alpha(one)(np.ones((1, 3))).round(4).tolist()
    [0.4444]
    """
    n_values = len(codings.values)
    cells = _coincidences(codings.matrix, n_values)
    numbers = np.zeros(n_values) if scale == "nominal" else codings.numbers()

    def alpha(weights: Floats) -> Floats:
        seen = (cells.T @ weights.T).T.reshape(-1, n_values, n_values)
        totals = seen.sum(axis=2)
        distance = _distances(totals, numbers, scale)
        n = totals.sum(axis=1)
        observed = (seen * distance).sum(axis=(1, 2))
        expected = np.einsum("bi,bij,bj->b", totals, distance, totals)
        with np.errstate(divide="ignore", invalid="ignore"):
            result: Floats = 1 - (n - 1) * observed / expected
        return np.where(expected > 0, result, np.nan)

    return _in_chunks(alpha, n_values**2)


def percent_agreement(codings: Codings) -> Coefficient:
    """Return the share of coder pairs that agree on a unit, averaged over units."""
    agreed, paired = _pair_shares(codings)

    def percent(weights: Floats) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            result: Floats = (weights @ agreed) / (weights @ paired)
        return result

    return percent


def fleiss_kappa(codings: Codings) -> Coefficient:
    """Return Fleiss' kappa: agreement beyond that of coders who share one distribution.

    Units with fewer than two values have no say; units may have different numbers of values, as
    in Fleiss, Levin and Paik (2003).

    References
    ----------
    Fleiss (1971), doi:10.1037/h0031619.
    """
    agreed, paired = _pair_shares(codings)
    counts = _value_counts(codings) * paired[:, None]

    def kappa(weights: Floats) -> Floats:
        totals = weights @ counts
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = (weights @ agreed) / (weights @ paired)
            expected = ((totals / totals.sum(axis=1, keepdims=True)) ** 2).sum(axis=1)
            result: Floats = (observed - expected) / (1 - expected)
        return np.where(expected < 1 - 1e-12, result, np.nan)

    return kappa


def cohen_kappa(codings: Codings) -> Coefficient:
    """Return Cohen's kappa of two coders; of more, the mean over their pairs (Light's kappa).

    Pairs count by how many units they share, so that two coders who met once do not weigh as
    much as two who coded everything.

    References
    ----------
    Cohen (1960), doi:10.1177/001316446002000104. Light (1971), doi:10.1037/h0031643.
    """
    pairs = [_one_pair(codings, a, b) for a, b in combinations(range(len(codings.coders)), 2)]

    def kappa(weights: Floats) -> Floats:
        total, n = np.zeros(len(weights)), np.zeros(len(weights))
        for pair in pairs:
            value, shared = pair(weights)
            known = ~np.isnan(value)
            total += np.where(known, value * shared, 0)
            n += np.where(known, shared, 0)
        with np.errstate(invalid="ignore"):
            mean: Floats = total / n
        return mean

    return kappa


def _one_pair(codings: Codings, a: int, b: int) -> Callable[[Floats], tuple[Floats, Floats]]:
    first, second = codings.matrix[:, a], codings.matrix[:, b]
    both = (first != MISSING) & (second != MISSING)
    one_hot = np.eye(len(codings.values))
    rows, columns = one_hot[first] * both[:, None], one_hot[second] * both[:, None]
    same = (both & (first == second)).astype(np.float64)

    def kappa(weights: Floats) -> tuple[Floats, Floats]:
        n = weights @ both
        with np.errstate(divide="ignore", invalid="ignore"):
            observed = (weights @ same) / n
            expected = ((weights @ rows) * (weights @ columns)).sum(axis=1) / n**2
            result = (observed - expected) / (1 - expected)
        return np.where(expected < 1 - 1e-12, result, np.nan), n

    return kappa


def _coincidences(matrix: NDArray[np.int64], n_values: int) -> Any:
    """Return a sparse array, units × pairs of values: how often a unit's coders gave that pair.

    Each ordered pair of coders counts 1 / (values of the unit - 1).
    """
    from scipy.sparse import coo_array

    per_unit = (matrix != MISSING).sum(axis=1)
    units, cells, weights = [], [], []
    for a in range(matrix.shape[1]):
        for b in range(matrix.shape[1]):
            both = np.flatnonzero((matrix[:, a] != MISSING) & (matrix[:, b] != MISSING))
            if a != b and both.size:
                units.append(both)
                cells.append(matrix[both, a] * n_values + matrix[both, b])
                weights.append(1 / (per_unit[both] - 1))
    if not units:
        return coo_array((len(matrix), n_values**2)).tocsr()
    places = (np.concatenate(units), np.concatenate(cells))
    shape = (len(matrix), n_values**2)
    return coo_array((np.concatenate(weights), places), shape=shape).tocsr()


def _distances(totals: Floats, numbers: Floats, scale: Scale) -> Floats:
    """Return squared differences between values, one matrix for each row of totals."""
    n_values = totals.shape[1]
    if scale == "nominal":
        return (1 - np.eye(n_values))[None]
    if scale == "ordinal":
        middle = totals.cumsum(axis=1) - totals / 2
        squared: Floats = (middle[:, :, None] - middle[:, None, :]) ** 2
        return squared
    difference = numbers[:, None] - numbers[None, :]
    if scale == "ratio":
        total = numbers[:, None] + numbers[None, :]
        difference = np.divide(difference, total, where=total != 0, out=np.zeros_like(difference))
    plain: Floats = difference[None] ** 2
    return plain


def _value_counts(codings: Codings) -> Floats:
    counts = [(codings.matrix == place).sum(axis=1) for place in range(len(codings.values))]
    return np.array(counts, dtype=np.float64).T


def _pair_shares(codings: Codings) -> tuple[Floats, Floats]:
    """Return each unit's share of agreeing pairs (0 without a pair), and 1 where it has any."""
    counts = _value_counts(codings)
    n = counts.sum(axis=1)
    paired = (n >= 2).astype(np.float64)
    pairs = np.where(n >= 2, n * (n - 1), 1)
    return (counts * (counts - 1)).sum(axis=1) / pairs * paired, paired


def _in_chunks(coefficient: Coefficient, n_cells: int) -> Coefficient:
    def chunked(weights: Floats) -> Floats:
        step = max(1, _CHUNK // max(n_cells, 1))
        parts = [coefficient(weights[i : i + step]) for i in range(0, len(weights), step)]
        return np.concatenate(parts) if parts else np.zeros(0)

    return chunked
