"""Coefficients of agreement with their intervals, and the reasons where there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError, closest
from framing.measure.bootstrap import bca_interval
from framing.measure.codings import MISSING, Codings
from framing.measure.coefficients import Coefficient
from framing.measure.jackknife import jackknife_interval

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Between = Callable[[Coefficient, "Ints", float], tuple[float, float]]
INTERVALS = ("jackknife", "bootstrap")
# For an interval that holds: units with the second commonest value, and such with it twice.
MIN_RARE, MIN_SHARED = 5, 2


def interval_of(kind: str, resamples: int, seed: int) -> Between:
    """Return what gives a coefficient's interval: its last argument is the lower bound."""
    if kind not in INTERVALS:
        raise TableError(
            f"{kind!r} is no interval",
            place="interval=",
            remedy=f"Choose from {', '.join(INTERVALS)}.{closest(kind, INTERVALS)}",
        )

    def between(function: Coefficient, clusters: Ints, lowest: float) -> tuple[float, float]:
        if kind == "jackknife":
            return jackknife_interval(function, clusters, lowest=lowest)
        return bca_interval(function, clusters, resamples=resamples, seed=seed)

    return between


def figures_of(
    one: Codings, name: str, function: Coefficient, clusters: Ints, between: Between
) -> dict[str, Any]:
    """Return the estimate, its interval and what there is to say about them."""
    unknown = f"{one.n_unknown} values not permitted" if one.n_unknown else ""
    if not len(one.matrix):
        empty = dict.fromkeys(("estimate", "ci_low", "ci_high"), np.nan)
        return {**empty, "note": _said("no unit has two values", unknown)}
    estimate = float(function(np.ones((1, len(one.matrix))))[0])
    low = high = np.nan
    chance = name != "percent"
    rare, shared = _least_of_pairs(one) if name == "cohen_kappa" else _second_value(one)
    if np.isnan(estimate):
        note = "only one value in use: chance agreement is complete"
    elif chance and (rare < MIN_RARE or shared < MIN_SHARED):
        note = f"second commonest value in {rare} units, twice in {shared}: no interval"
    elif estimate == 1.0:
        low, high, note = _never_disagreed(one, clusters, chance), 1.0, "coders never disagreed"
    else:
        low, high = between(function, clusters, -1.0 if chance else 0.0)
        note = "too few units for an interval" if np.isnan(low) else ""
    return {"estimate": estimate, "ci_low": low, "ci_high": high, "note": _said(note, unknown)}


def _never_disagreed(one: Codings, clusters: Ints, chance: bool) -> float:
    """Return the Clopper–Pearson lower bound of the agreement, set against chance if asked."""
    low = 0.025 ** (1 / (clusters.max() + 1))
    if not chance:
        return float(low)
    counts = np.bincount(one.matrix[one.matrix != MISSING], minlength=len(one.values))
    expected = 1 - ((counts / counts.sum()) ** 2).sum()
    return float(1 - (1 - low) / expected)


def _second_value(one: Codings) -> tuple[int, int]:
    """Return how many units have the second commonest value, once at least and twice at least."""
    n_given = np.array([(one.matrix == place).sum(axis=1) for place in range(len(one.values))])
    once, twice = (n_given > 0).sum(axis=1), (n_given > 1).sum(axis=1)
    if len(one.values) < 2:
        return 0, 0
    second = np.lexsort((twice, once))[-2]
    return int(once[second]), int(twice[second])


def _least_of_pairs(one: Codings) -> tuple[int, int]:
    """Return the same for the pairs of coders that have the fewest, among those with a unit."""
    found = []
    for a, b in combinations(range(len(one.coders)), 2):
        matrix = one.matrix[:, [a, b]]
        matrix = matrix[(matrix != MISSING).all(axis=1)]
        if len(matrix):
            found.append(_second_value(replace(one, matrix=matrix)))
    rare, shared = zip(*found, strict=True) if found else ((0,), (0,))
    return min(rare), min(shared)


def _said(*notes: str) -> str:
    return "; ".join(filter(None, notes))
