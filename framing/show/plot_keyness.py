"""Draw the terms that set two corpora apart: one side's beside the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.show.canvas import bare_axes, directed, label_axis, new_axes, sides, style
from framing.show.colors import INK, MUTED, RULE
from framing.show.names import Names
from framing.show.numbers import bare, decimal, isolated, known
from framing.show.rows import rows_of
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.19
WIDTH = 6.5
TARGET, REFERENCE = "#1f4e85", "#b06a1b"  # told apart by any eye, and by side


def plot_keyness(
    keyness: pd.DataFrame, *, names: Names | None = None, n: int = 15, language: str = "ar"
) -> Axes:
    """Draw the terms most typical of target and reference, by log-odds, with intervals.

    A term is typical of a side, not owned by it: both rates stand beside each bar, per 1,000
    words. Terms whose q-value is 0.05 or more are drawn open.

    Parameters
    ----------
    keyness : DataFrame
        A ``keyness`` table of one target and one reference.
    names : Names, optional
        For the outlets' names; ids by default.
    n : int, default 15
        Terms on each side.
    language : {"ar", "en"}
        Of the chart's own words. Arabic charts run from right to left.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    table = keyness[keyness["log_odds"].notna()]
    order = ["z", "term"]
    of_target = table[table["z"] > 0].sort_values(order, ascending=[False, True]).head(n)
    of_reference = table[table["z"] < 0].sort_values(order, ascending=[True, True]).head(n)
    ends = [_far_end(row) for row in (*rows_of(of_target), *rows_of(of_reference))]
    edge = max(ends, default=1.0)
    with style():
        n_rows = max(len(of_target), len(of_reference), 1)
        axes = new_axes(WIDTH, ROW * (n_rows + 2.2) + 0.3)
        for sign, rows, color in ((1, of_target, TARGET), (-1, of_reference, REFERENCE)):
            for place, row in enumerate(rows_of(rows)):
                _term(axes, place, row, sign, edge, color, language)
            outlet = rows["target" if sign > 0 else "reference"]
            name = names.outlet(str(outlet.iloc[0])) if len(outlet) else ""
            axes.text(
                sign * 0.05 * edge,
                -1.0,
                directed(name, language),
                ha=_away(sign, language),
                va="center",
                fontsize=9,
                fontweight="bold",
                color=color,
            )
        axes.vlines(0, -1.4, n_rows - 0.4, color=RULE, lw=0.8)
        limit = edge * 1.75
        axes.set_xlim((limit, -limit) if language == "ar" else (-limit, limit))
        axes.set_ylim(n_rows - 0.2, -1.6)
        bare_axes(axes)
        label_axis(axes, say("chart_keyness_axis", language), language)
    return axes


def _term(axes: Axes, y: int, row: Any, sign: int, edge: float, color: str, language: str) -> None:
    from matplotlib.patches import Rectangle

    clear = known(row.q_value) and row.q_value < 0.05
    axes.add_patch(
        Rectangle(
            (0, y - 0.3),
            row.log_odds,
            0.6,
            facecolor=color if clear else "none",
            edgecolor=color,
            lw=0.7,
        )
    )
    if known(row.ci_low):
        axes.plot([row.ci_low, row.ci_high], [y, y], color=INK, lw=0.8, zorder=3)
    rates = isolated(
        f"{bare(decimal(row.rate_target, 1))} : {bare(decimal(row.rate_reference, 1))}"
    )
    axes.text(
        sign * (_far_end(row) + 0.04 * edge),
        y,
        directed(f"{row.term}  {rates}", language),
        ha=_away(sign, language),
        va="center",
        fontsize=7.5,
        color=INK if clear else MUTED,
    )


def _far_end(row: Any) -> float:
    """Return how far from the middle a term's bar and interval reach."""
    far = row.ci_high if row.log_odds > 0 else row.ci_low
    return float(max(abs(row.log_odds), abs(far) if known(far) else 0.0))


def _away(sign: int, language: str) -> str:
    """Return the alignment of a text that runs away from the middle."""
    start, end = sides(language)
    return start if sign > 0 else end
