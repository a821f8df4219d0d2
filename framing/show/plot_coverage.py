"""Draw who covered what: events against outlets, one dot for the articles of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.show.canvas import bare_axes, directed, label_axis, new_axes, sides, style
from framing.show.colors import INK, MUTED, PAPER, RULE
from framing.show.names import Names
from framing.show.numbers import count
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.24
WIDTH = 6.5
NAMES = 2.1  # inches for the events' names


def plot_story_coverage(
    index: pd.DataFrame,
    *,
    names: Names | None = None,
    titles: Mapping[str, str] | None = None,
    outlets: Sequence[str] = (),
    n: int = 20,
    language: str = "ar",
) -> Axes:
    """Draw the events that most outlets covered, and how many articles each gave them.

    An empty place says that no article of the outlet was put with the event: it may have been
    silent, or the corpus may lack what it wrote.

    Parameters
    ----------
    index : DataFrame
        An ``article_index`` whose ``story_id`` is filled.
    names : Names, optional
        For the outlets' names; ids by default.
    titles : mapping, optional
        Story to a short text; its first day by default.
    outlets : sequence of str
        The columns and their order; those with most articles first by default.
    n : int, default 20
        How many events.
    language : {"ar", "en"}
        Arabic charts run from right to left.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    table = index[index["story_id"] != ""]
    totals = table["outlet"].value_counts()
    columns = [*outlets] or sorted(map(str, totals.index), key=lambda o: (-totals[o], o))
    cells = {
        (str(story), str(outlet)): len(rows)
        for (story, outlet), rows in table.groupby(["story_id", "outlet"])
    }
    stories = _stories(table, n)
    start, end = sides(language)
    side = (WIDTH - NAMES) / max(len(columns), 1)
    with style():
        axes = new_axes(WIDTH, ROW * (len(stories) + 4))
        for x, outlet in enumerate(columns):
            axes.vlines(x, -0.6, len(stories) - 0.5, color=RULE, lw=0.5, zorder=0)
            axes.text(
                x,
                -0.8,
                directed(names.outlet(outlet), language),
                ha="center",
                va="bottom",
                fontsize=7.5,
                rotation=0 if side > 0.75 else 90,
            )
        for y, story in enumerate(stories):
            text = (titles or {}).get(story) or _first_day(table, story)
            axes.text(-0.6, y, directed(text, language), ha=end, va="center", fontsize=8)
            for x, outlet in enumerate(columns):
                _dot(axes, x, y, cells.get((story, outlet), 0))
        left, right = -0.6 - NAMES / side, len(columns) - 0.3
        axes.set_xlim((right, left) if language == "ar" else (left, right))
        axes.set_ylim(len(stories) - 0.3, -3.6)
        bare_axes(axes)
        label_axis(axes, say("chart_coverage_axis", language), language)
    return axes


def _stories(table: pd.DataFrame, n: int) -> list[str]:
    grouped = table.groupby("story_id").agg(
        o=("outlet", "nunique"), n=("outlet", "size"), d=("published", "min")
    )
    ranked = sorted((-row.o, -row.n, str(story)) for story, row in grouped.iterrows())[:n]
    days = grouped["d"]
    return sorted((story for *_, story in ranked), key=lambda s: (str(days[s]), s))


def _first_day(table: pd.DataFrame, story: str) -> str:
    day = table.loc[table["story_id"] == story, "published"].min()
    return f"\u2066{day:%Y-%m-%d}\u2069" if day == day else story


def _dot(axes: Axes, x: int, y: int, n: int) -> None:
    if not n:
        return
    axes.plot([x], [y], marker="o", ms=9, color=INK if n > 1 else MUTED, zorder=2)
    if n > 1:
        axes.text(x, y, count(n), ha="center", va="center", fontsize=6, color=PAPER, zorder=3)
