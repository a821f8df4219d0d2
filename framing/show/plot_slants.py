"""Draw each outlet's slant toward a concept, with its interval: a forest plot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.show.canvas import directed, label_axis, new_axes, style
from framing.show.colors import INK, MUTED, RULE
from framing.show.names import Names
from framing.show.numbers import count, decimal, known
from framing.show.rows import rows_of
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.175  # inches a row
WIDTH = 6.5
HALF = 3.2  # inches: two charts side by side
NAMES, VALUES = 1.4, 0.42  # inches for the outlets' names and for the figures
BASELINE = 0.17


def plot_slants(
    slants: pd.DataFrame,
    concept: str,
    *,
    names: Names | None = None,
    outlets: Sequence[str] = (),
    language: str = "ar",
    target: str = "",
    width: float = WIDTH,
) -> Axes:
    """Draw the mean stance of each outlet's labels for one concept, with 95% intervals.

    The scale runs from -1 (the labels chosen delegitimize) to 1 (they legitimize). Stances are
    ordinal judgments written in the lexicon, each with its reason; the shares of labels are the
    firmer figure, and a slant says nothing of truth or intent.

    Parameters
    ----------
    slants : DataFrame
        A ``slants`` table.
    concept : str
        Which concept to draw.
    names : Names, optional
        For the words of the chart; ids by default.
    outlets : sequence of str
        The rows and their order; by default by slant.
    language : {"ar", "en"}
        Arabic charts run from right to left: legitimizing is at the left.
    target : str, optional
        Draw the rows of one target, for concepts that are said of somebody.
    width : float, default 6.5
        In inches.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    table = slants[slants["concept"] == concept]
    if target:
        table = table[table["target"] == target]
    ranked = table.sort_values(["slant", "outlet"], ascending=[False, True], na_position="last")
    rows = {row.outlet: row for row in rows_of(ranked)}
    with style():
        axes = new_axes(width, ROW * (len(rows) + 1.6) + 0.3)
        _ground(axes, len(rows), language, width)
        key = "chart_slant_axis" if width > HALF else "chart_slant_short"
        text = say(key, language, concept=names.concept(concept))
        label_axis(axes, text, language, width)
        gap = 0.18 / (width - NAMES - VALUES)  # between the axis and the words beside it
        for place, outlet in enumerate([*outlets] or list(rows)):
            row = rows.get(outlet)
            text = f"{names.outlet(outlet)} ({count(row.n_mentions if row else 0)})"
            axes.text(
                -1 - gap,
                place + BASELINE,
                directed(text, language),
                ha="left" if language == "ar" else "right",
                va="baseline",
                fontsize=8.5,
            )
            _point(axes, place, row, language, 1 + gap)
    return axes


def _point(axes: Axes, y: float, row: Any, language: str, edge: float) -> None:
    slant = getattr(row, "slant", None)
    if slant is None or not known(slant):
        text, color = directed(say("chart_empty", language), language), MUTED
    else:
        low, high = row.ci_low, row.ci_high
        if known(low) and known(high):
            axes.plot([low, high], [y, y], color=INK, lw=1.1, zorder=3)
        axes.plot([slant], [y], marker="o", ms=5, color=INK, zorder=4)
        text, color = decimal(slant, plus=True), INK
    axes.text(
        edge,
        y + BASELINE,
        text,
        ha="right" if language == "ar" else "left",
        va="baseline",
        fontsize=7.5,
        color=color,
    )


def _ground(axes: Axes, n_rows: int, language: str, width: float) -> None:
    axes.set_ylim(n_rows + 0.1, -1.3)
    unit = (width - NAMES - VALUES) / 2
    left, right = -1 - NAMES / unit, 1 + VALUES / unit
    axes.set_xlim((right, left) if language == "ar" else (left, right))
    for tick in (-1, -0.5, 0, 0.5, 1):
        strong = tick == 0
        axes.vlines(
            tick,
            -0.6,
            n_rows - 0.4,
            color=MUTED if strong else RULE,
            lw=0.9 if strong else 0.5,
            zorder=0,
        )
        axes.text(
            tick, n_rows - 0.2, decimal(tick, 1), ha="center", va="top", fontsize=6.5, color=MUTED
        )
    arabic = language == "ar"
    for place, key, side in ((-1, "low", "right"), (1, "high", "left")):
        at = {"right": "left", "left": "right"}[side] if not arabic else side
        axes.text(
            place,
            -0.75,
            directed(say(f"chart_slant_{key}", language), language),
            ha=at,
            va="bottom",
            fontsize=7.5,
            color=MUTED,
        )
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
