"""Rows of comparisons between outlets: all labels of a concept together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.between import ABSENT, FEW, Pair
from framing.measure.chance import (
    Side,
    Spread,
    common_shares,
    drawn_p_value,
    spread_p_value,
    worth_p_values,
)
from framing.measure.clusters import Sums
from framing.measure.counts import Counts
from framing.measure.families import LEAST, with_q_values
from framing.measure.intervals import correlation_weights, correlations, effective_sizes
from framing.measure.lengths import bias_and_freedom
from framing.measure.nulls import jensen_shannon, seed_of
from framing.measure.pairs import FEW_ARTICLES, merge_rare
from framing.measure.share_tables import MIXED_TARGETS, with_strata
from framing.measure.threads import on_threads
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

ONE_LABEL = "no two labels often enough for a p-value"


@dataclass(frozen=True)
class Outlet:
    """One outlet on one unit: sums, correlations and worth of its labels, and its articles."""

    sums: Sums
    rho: Floats
    size: Floats
    mentions: Ints
    used: Ints  # mentions of each article × label

    def spread(self, merged: Floats, by_variance: Floats) -> Spread:
        """Return the shares of merged labels and how they spread over articles."""
        factor, freedom = bias_and_freedom(self.sums.powers(), self.rho)
        share, n = self.sums.y / self.sums.n, self.mentions.sum()
        residual = (self.used - self.mentions[:, None] * share) @ merged
        unbiased = np.average(factor, weights=by_variance)
        covariance = unbiased * residual.T @ residual / n**2
        return Spread(share @ merged, covariance, float(np.average(freedom, weights=by_variance)))


def distances_table(
    counts: Counts,
    sums: Sums,
    pairs: Sequence[Pair],
    family: Sequence[Any] | None,
    resamples: int,
    seed: int,
) -> pd.DataFrame:
    """Make the ``comparisons`` table of chosen pairs."""
    outlets = _outlets(counts, sums, pairs)
    rows = on_threads(lambda pair: _compared(counts, outlets, pair, resamples, seed), pairs)
    table = with_q_values(as_table(rows, "comparisons"), family)
    return with_strata(table, counts, [pair.unit for pair in pairs])


def _outlets(counts: Counts, sums: Sums, pairs: Sequence[Pair]) -> dict[tuple[int, int], Outlet]:
    """Gather what each outlet brings to its pairs, by unit and outlet."""
    rho = correlations(sums)
    size = effective_sizes(sums, rho)
    row_group = counts.row_group
    found: dict[tuple[int, int], Outlet] = {}
    for pair in pairs:
        for outlet, cells in ((pair.a, pair.cells_a), (pair.b, pair.cells_b)):
            if (pair.unit, outlet) in found:
                continue
            group = pair.unit * len(counts.outlets) + outlet
            first, last = np.searchsorted(row_group, [group, group + 1])
            entries = slice(*np.searchsorted(counts.entry_row, [first, last]))
            used = np.zeros((last - first, len(cells)), dtype=np.int64)
            first_slot = int(sums.slot[cells[0]])
            place = (counts.entry_row[entries] - first, counts.entry_slot[entries] - first_slot)
            used[place] = counts.entry_mentions[entries]
            found[pair.unit, outlet] = Outlet(
                sums.take(cells), rho[cells], size[cells], counts.row_mentions[first:last], used
            )
    return found


def _compared(
    counts: Counts,
    outlets: dict[tuple[int, int], Outlet],
    pair: Pair,
    resamples: int,
    seed: int,
) -> dict[str, Any]:
    names = [counts.outlets[pair.a], counts.outlets[pair.b]]
    concept = counts.concepts[pair.unit]
    row: dict[str, Any] = {"concept": concept, "outlet_a": names[0], "outlet_b": names[1]}
    a, b = outlets[pair.unit, pair.a], outlets[pair.unit, pair.b]
    fewest = min(len(a.mentions), len(b.mentions))
    if fewest == 0:
        return row | {"note": ABSENT}
    row["divergence"] = float(jensen_shannon(a.sums.y, b.sums.y))
    if counts.mixed[pair.unit]:
        return row | {"note": MIXED_TARGETS}
    if fewest < FEW_ARTICLES:
        return row | {"note": FEW}
    if ((a.sums.y + b.sums.y) > 0).sum() < 2:
        return row | {"note": ONE_LABEL}
    own_seed = seed_of(seed, *counts.strata[pair.unit], concept, *names)
    return row | _chance(a, b, resamples, own_seed)


def _chance(a: Outlet, b: Outlet, resamples: int, seed: int) -> dict[str, Any]:
    """Return what chance alone gives: mean distance, p-value and note."""
    total = a.sums.y + b.sums.y
    merged, n_rare = merge_rare(total)
    by_variance = total * (total.sum() - total)
    worth = [1 / np.asarray(np.average(1 / s.size, weights=by_variance)) for s in (a, b)]
    shares = common_shares(a.sums, b.sums, worth[0], worth[1])
    sides = (_side(a, shares, by_variance), _side(b, shares, by_variance))
    null, p_value = drawn_p_value((a.sums.y, b.sums.y), merged, shares, sides, resamples, seed)
    if merged.shape[1] < 2:
        return {"divergence_null": null, "p_value": np.nan, "note": ONE_LABEL}
    own = [side.spread(merged, by_variance) for side in (a, b)]
    squares = ((own[0].shares - own[1].shares) ** 2 / (shares @ merged)).sum()
    of_worth = float(worth_p_values(squares, merged.shape[1], worth[0], worth[1]))
    return {
        "divergence_null": null,
        "p_value": max(p_value, spread_p_value(own[0], own[1]), of_worth, LEAST),
        "note": f"{n_rare} rare labels merged for the p-value" if n_rare else "",
    }


def _side(outlet: Outlet, shares: Floats, by_variance: Floats) -> Side:
    weights = correlation_weights(outlet.sums, shares)
    return Side(outlet.mentions, np.average(weights, axis=0, weights=by_variance))
