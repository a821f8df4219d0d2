"""Draw whose words get space: the speakers an outlet quotes and reports most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.show.canvas import bare_axes, directed, label_axis, new_axes, sides, style
from framing.show.colors import MUTED
from framing.show.names import Names
from framing.show.numbers import count, percent
from framing.show.rows import rows_of
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.2
WIDTH = 6.5
BAR, NAMELESS = "#2f4b6e", "#c4ccd6"


def plot_sources(
    speakers: pd.DataFrame,
    outlet: str,
    *,
    names: Names | None = None,
    n: int = 12,
    language: str = "ar",
) -> Axes:
    """Draw the speakers with most words in an outlet, as shares of all reported and quoted words.

    One person named in two ways stands twice. Words that no rule could attribute are shown, in
    grey, so that the bars and the rest add up.

    Parameters
    ----------
    speakers : DataFrame
        From ``speaker_shares``.
    outlet : str
        Which outlet.
    names : Names, optional
        For the outlet's name; its id by default.
    n : int, default 12
        How many speakers.
    language : {"ar", "en"}
        Arabic charts run from right to left.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    start, end = sides(language)
    table = speakers[speakers["outlet"] == outlet]
    rows = rows_of(table.head(n))
    edge = max((row.share for row in rows), default=1.0)
    with style():
        axes = new_axes(WIDTH, ROW * max(len(rows), 1) + 0.3)
        for place, row in enumerate(rows):
            color = BAR if row.speaker and row.named else NAMELESS
            axes.barh(place, row.share, height=0.62, color=color)
            who = row.speaker or say("nobody_named", language)
            axes.text(-0.02 * edge, place, directed(who, language), ha=end, va="center", fontsize=8)
            told = f"{percent(row.share)} ({count(row.n_words)})"
            axes.text(
                row.share + 0.02 * edge, place, told, ha=start, va="center", fontsize=7, color=MUTED
            )
        left, right = -0.75 * edge, 1.3 * edge
        axes.set_xlim((right, left) if language == "ar" else (left, right))
        axes.set_ylim(max(len(rows), 1) - 0.4, -0.6)
        bare_axes(axes)
        told = say("chart_sources_axis", language, outlet=names.outlet(outlet))
        label_axis(axes, told, language)
    return axes
