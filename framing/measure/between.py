"""Rows of label differences between outlets, over all their articles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.measure.chance import (
    Side,
    common_shares,
    exact_p_value,
    spread_p_values,
    worth_p_values,
)
from framing.measure.clusters import Sums, sum_cells
from framing.measure.counts import Counts, only_rows
from framing.measure.families import LEAST, with_q_values
from framing.measure.intervals import correlation_weights, correlations, effective_sizes
from framing.measure.pairs import FEW_ARTICLES, differences
from framing.measure.share_tables import MIXED_TARGETS, with_strata
from framing.measure.threads import on_threads
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

ABSENT = "no mention on a side"
FEW = f"fewer than {FEW_ARTICLES} articles on a side: no p-value"
FIGURES = ["difference", "ci_low", "ci_high", "p_value"]
_TOGETHER = 32  # p-values that one thread works out at a time


class Pair(NamedTuple):
    """Two outlets on one unit: the cells of each, label by label."""

    unit: int
    a: int
    b: int
    cells_a: Ints
    cells_b: Ints


def every_group(counts: Counts) -> Ints:
    """Return the group of every outlet in every unit, with mentions or without."""
    return np.arange(len(counts.concepts) * len(counts.outlets))


def outlet_pairs(
    counts: Counts, sums: Sums, chosen: Sequence[tuple[int, int]] | None = None
) -> list[Pair]:
    """Return every two outlets (or those chosen) of every unit.

    In a split table, only outlets with mentions. ``sums`` are of ``every_group``.
    """
    n = len(counts.outlets)
    start = np.searchsorted(sums.group, np.arange(len(counts.concepts) * n + 1))
    cells = [np.arange(start[g], start[g + 1]) for g in range(len(start) - 1)]
    pairs = list(combinations(range(n), 2)) if chosen is None else list(chosen)
    found = []
    for unit in range(len(counts.concepts)):
        first = unit * n
        present = [not counts.by or sums.n[start[first + o]] > 0 for o in range(n)]
        found += [
            Pair(unit, a, b, cells[first + a], cells[first + b])
            for a, b in pairs
            if present[a] and present[b]
        ]
    return found


def cells_of(pairs: Sequence[Pair]) -> tuple[Ints, Ints, Ints]:
    """Return the unit and the two cells of every label of every pair, one after the other."""
    none = [np.zeros(0, dtype=np.int64)]
    a = np.concatenate([pair.cells_a for pair in pairs] or none)
    b = np.concatenate([pair.cells_b for pair in pairs] or none)
    unit = np.repeat([pair.unit for pair in pairs], [len(pair.cells_a) for pair in pairs])
    return unit.astype(np.int64), a, b


def differences_table(
    counts: Counts, sums: Sums, pairs: Sequence[Pair], family: Sequence[Any] | None
) -> pd.DataFrame:
    """Make the ``label_differences`` table of chosen pairs."""
    unit, a, b = cells_of(pairs)
    outlet = sums.group % max(len(counts.outlets), 1)
    figures = figures_of(counts, sums, a, b)
    mixed = counts.mixed[unit]
    figures["p_value"][mixed] = np.nan
    columns = {
        "concept": counts.concepts[unit],
        "label": counts.labels[sums.slot[a]],
        "outlet_a": counts.outlets[outlet[a]],
        "outlet_b": counts.outlets[outlet[b]],
        **figures,
        "note": _notes(sums, a, b, mixed),
    }
    table = with_q_values(as_table(columns, "label_differences"), family)
    return with_strata(table, counts, unit)


def figures_of(counts: Counts, sums: Sums, a: Ints, b: Ints) -> dict[str, Floats]:
    """Return difference, interval and p-value of each pair of cells."""
    rho = correlations(sums)
    size = effective_sizes(sums, rho)
    figures = differences(sums, size, a, b)
    figures["p_value"] = label_p_values(counts, sums, (rho, size), a, b)
    return figures


def label_p_values(
    counts: Counts, sums: Sums, worth: tuple[Floats, Floats], a: Ints, b: Ints
) -> Floats:
    """Return the p-value of each pair of cells; empty where a side has too few articles.

    ``worth`` holds each cell's correlation within articles and effective number of mentions.
    """
    rho, size = worth
    one, other = sums.take(a), sums.take(b)
    share = common_shares(one, other, size[a], size[b])
    weights = (correlation_weights(one, share), correlation_weights(other, share))
    with np.errstate(divide="ignore", invalid="ignore"):
        squares = (one.y / one.n - other.y / other.n) ** 2 / (share * (1 - share))
    of_worth = worth_p_values(squares, 2, size[a], size[b])
    of_articles = np.maximum(spread_p_values(one, other, rho[a], rho[b]), of_worth)
    few = np.minimum(one.n_articles, other.n_articles) < FEW_ARTICLES
    row_group = counts.row_group
    start = np.searchsorted(row_group, sums.group)
    end = np.searchsorted(row_group, sums.group, side="right")

    def of_some(first: int) -> list[float]:
        found = []
        for i in range(first, min(first + _TOGETHER, len(a))):
            sides = [
                Side(counts.row_mentions[start[c[i]] : end[c[i]]], w[i])
                for c, w in ((a, weights[0]), (b, weights[1]))
            ]
            y = (one.y[i], other.y[i])
            found.append(np.nan if few[i] else exact_p_value(y, share[i], *sides))
        return found

    found = on_threads(of_some, range(0, len(a), _TOGETHER))
    of_model = np.array([p for some in found for p in some], dtype=np.float64)
    return np.where(
        np.isnan(of_model), np.nan, np.maximum(np.maximum(of_model, of_articles), LEAST)
    )


def claimed_figures(counts: Counts, claims: pd.DataFrame) -> dict[str, Floats]:
    """Measure only some rows of a ``label_differences`` table again.

    Parameters
    ----------
    counts : Counts
        Of one concept, perhaps with articles left out.
    claims : DataFrame
        Rows of ``label_differences``, strata first.

    Returns
    -------
    dict
        ``difference``, ``ci_low``, ``ci_high``, ``p_value``, one figure a row; empty where
        nothing of the label or the outlet is left.
    """
    n, n_labels = len(counts.outlets), max(len(counts.labels), 1)
    unit_of = {s: u for u, s in enumerate(counts.strata)}
    outlet_of = {o: i for i, o in enumerate(counts.outlets)}
    slots = zip(counts.slot_unit, counts.labels, strict=True)
    slot_of = {key: i for i, key in enumerate(slots)}
    strata = claims[list(counts.by)].itertuples(index=False, name=None)
    if not counts.by:
        strata = iter([()] * len(claims))
    unit = np.array([unit_of.get(tuple(s), -1) for s in strata], dtype=np.int64)
    slot = np.array([slot_of.get(key, -1) for key in zip(unit, claims["label"], strict=True)])
    sides = [
        np.array([outlet_of.get(o, -1) for o in claims[c]], dtype=np.int64)
        for c in ("outlet_a", "outlet_b")
    ]
    there = np.flatnonzero((unit >= 0) & (slot >= 0) & (sides[0] >= 0) & (sides[1] >= 0))
    figures = {name: np.full(len(claims), np.nan) for name in FIGURES}
    if there.size:
        groups = [unit[there] * n + side[there] for side in sides]
        chosen = np.unique(np.concatenate(groups))
        counts = only_rows(counts, np.isin(counts.row_group, chosen))
        sums = sum_cells(counts, chosen)
        key = sums.group * n_labels + sums.slot
        order = np.argsort(key)
        wanted = [g * n_labels + slot[there] for g in groups]
        a, b = (order[np.searchsorted(key[order], cells)] for cells in wanted)
        found = figures_of(counts, sums, a, b)
        for name in FIGURES:
            figures[name][there] = found[name]
    return figures


def _notes(sums: Sums, a: Ints, b: Ints, mixed: Any) -> Any:
    notes = np.full(len(a), "", dtype=object)
    total, n = sums.y[a] + sums.y[b], sums.n[a] + sums.n[b]
    fewest = np.minimum(sums.n_articles[a], sums.n_articles[b])
    notes[total == 0] = "in neither outlet"
    notes[total == n] = "the only label of both outlets"
    notes[mixed] = MIXED_TARGETS
    notes[fewest < FEW_ARTICLES] = FEW
    notes[fewest == 0] = ABSENT
    return notes
