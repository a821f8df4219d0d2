"""Draw how far apart the outlets' naming is, pair by pair: an ordered heatmap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.show.canvas import directed, label_axis, new_axes, style
from framing.show.colors import INK, MUTED, RULE
from framing.show.names import Names
from framing.show.numbers import bare, decimal, known
from framing.show.rows import rows_of
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

WIDTH = 6.5
ROW = 0.275  # inches: two lines of figures
NAMES = 1.45  # inches for the outlets' names
BLUES, GREYS = ["#d9e6f2", "#7fa8cf", "#1f4e85"], ["#e6e6e6", "#9c9c9c", "#3d3d3d"]
LEVEL = 0.05  # of the q-values that are marked


def plot_comparisons(
    comparisons: pd.DataFrame,
    concept: str,
    *,
    names: Names | None = None,
    outlets: Sequence[str] = (),
    language: str = "ar",
    grey: bool = False,
) -> Axes:
    """Draw the divergence of every two outlets for one concept, beside what chance makes.

    A cell holds the Jensen–Shannon distance of the two outlets' label shares (0 to 1) and, small
    below it, its mean when the two do not differ. It is filled, darker for more, only where the
    q-value is under 0.05; an open cell is a pair whose difference chance can make.

    Parameters
    ----------
    comparisons : DataFrame
        A ``comparisons`` table.
    concept : str
        Which concept to draw.
    names : Names, optional
        For the words of the chart; ids by default.
    outlets : sequence of str
        The order of rows; by default neighbors in naming stand beside each other.
    language : {"ar", "en"}
        Arabic charts run from right to left.
    grey : bool, default False
        Greys instead of blues.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    table = comparisons[comparisons["concept"] == concept]
    pairs = _pairs(table)
    rows = [*outlets] or ordered_by_nearness(table)
    n = len(rows)
    side = min(0.62, (WIDTH - NAMES) / max(n - 1, 1))
    with style():
        axes = new_axes(NAMES + side * max(n - 1, 1) + 0.6, ROW * max(n, 2) + 0.3)
        for place, outlet in enumerate(rows):
            _names(axes, place, names.outlet(outlet), n, language)
            for other in range(place):
                _pair(axes, other, place, pairs.get(frozenset((outlet, rows[other]))), grey)
        axes.set_ylim(n - 0.4, -0.6)
        left, right = -0.55 - NAMES / side, max(n - 1, 1) + 0.9
        axes.set_xlim((right, left) if language == "ar" else (left, right))
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines["bottom"].set_visible(False)
        label_axis(axes, say("chart_divergence_axis", language), language)
    return axes


def ordered_by_nearness(table: pd.DataFrame) -> list[str]:
    """Order outlets so that those that name alike stand beside each other.

    Average-linkage clustering of the divergences with the leaves ordered; alphabetically where
    a divergence is missing.
    """
    import numpy as np
    from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    from scipy.spatial.distance import squareform

    outlets = sorted({*table["outlet_a"], *table["outlet_b"]})
    pairs = _pairs(table)
    if len(outlets) < 3:
        return outlets
    known_ones = [row.divergence for row in pairs.values() if known(row.divergence)]
    middle = float(np.mean(known_ones)) if known_ones else 0.5
    distances = np.zeros((len(outlets), len(outlets)))
    for i, a in enumerate(outlets):
        for j, b in enumerate(outlets[:i]):
            row = pairs.get(frozenset((a, b)))
            value = row.divergence if row is not None and known(row.divergence) else middle
            distances[i, j] = distances[j, i] = value
    flat = squareform(distances)
    order = leaves_list(optimal_leaf_ordering(linkage(flat, "average"), flat))
    ordered = [outlets[i] for i in order]
    return ordered if ordered[0] < ordered[-1] else ordered[::-1]


def _pairs(table: pd.DataFrame) -> dict[frozenset[str], Any]:
    return {frozenset((r.outlet_a, r.outlet_b)): r for r in rows_of(table)}


def _names(axes: Axes, place: int, text: str, n: int, language: str) -> None:
    at_start = "left" if language == "ar" else "right"
    at_end = "right" if language == "ar" else "left"
    if place:
        axes.text(-0.6, place, directed(text, language), ha=at_start, va="center", fontsize=8.5)
    if place < n - 1:
        # The column's name stands on the diagonal, at the head of its cells.
        axes.text(
            place - 0.42,
            place,
            directed(text, language),
            ha=at_end,
            va="center",
            fontsize=7.5,
            color=MUTED,
        )


def _pair(axes: Axes, x: int, y: int, row: Any, grey: bool) -> None:
    from matplotlib.patches import Rectangle

    value = row.divergence if row is not None else float("nan")
    clear = row is not None and known(row.q_value) and row.q_value < LEVEL
    fill, ink = _fill(value, grey) if clear and known(value) else ("none", INK)
    axes.add_patch(
        Rectangle(
            (x - 0.47, y - 0.46),
            0.94,
            0.92,
            facecolor=fill,
            edgecolor="none" if clear else RULE,
            lw=0.6,
        )
    )
    axes.text(
        x,
        y - 0.13,
        bare(decimal(value)),
        ha="center",
        va="center",
        fontsize=7.5,
        color=ink if known(value) else MUTED,
        fontweight="bold" if clear else "normal",
    )
    if row is not None and known(row.divergence_null):
        axes.text(
            x,
            y + 0.27,
            bare(decimal(row.divergence_null)),
            ha="center",
            va="center",
            fontsize=5.5,
            color=ink if clear else MUTED,
        )


def _fill(value: float, grey: bool) -> tuple[str, str]:
    """Return one hue, darker for more, and an ink that stands on it."""
    from matplotlib.colors import LinearSegmentedColormap, to_hex

    scale = LinearSegmentedColormap.from_list("distance", GREYS if grey else BLUES)
    return to_hex(scale(min(max(value, 0.0), 1.0))), "#ffffff" if value > 0.55 else INK
