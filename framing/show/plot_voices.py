"""Draw in whose voice each label stands: the outlet's own, reported, or quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.show.canvas import bare_axes, directed, label_axis, new_axes, sides, style
from framing.show.colors import INK, MUTED, PAPER
from framing.show.names import Names
from framing.show.numbers import count, percent
from framing.show.rows import rows_of
from framing.show.words import say
from framing.tables import VOICES

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.27
WIDTH = 6.5
NAMES = 0.36  # of the bars' width, for the labels' names
FILLS = {"own": ("#2f4b6e", ""), "reported": ("#9db4cf", ""), "quoted": ("#ffffff", "////")}


def plot_voices(
    shares: pd.DataFrame,
    concept: str,
    *,
    names: Names | None = None,
    outlet: str = "",
    language: str = "ar",
) -> Axes:
    """Draw each label's mentions by voice, as parts of a whole, with their numbers.

    A label that stands mostly in quotations is other people's word; one in the outlet's own
    voice is its choice. The rules of voice err at times: read the mentions.

    Parameters
    ----------
    shares : DataFrame
        ``label_shares`` split by ``voice``, over all three voices.
    concept : str
        Which concept to draw.
    names : Names, optional
        For the words of the chart; ids by default.
    outlet : str, optional
        One outlet's mentions only.
    language : {"ar", "en"}
        Arabic charts run from right to left.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    table = shares[shares["concept"] == concept]
    table = table[table["outlet"] == outlet] if outlet else table
    totals: dict[str, dict[str, int]] = {}
    for row in rows_of(table):
        by_voice = totals.setdefault(row.label, dict.fromkeys(VOICES, 0))
        by_voice[row.voice] += int(row.n_mentions)
    labels = sorted(totals, key=lambda label: (-sum(totals[label].values()), label))
    labels = [label for label in labels if sum(totals[label].values())]
    with style():
        axes = new_axes(WIDTH, ROW * (len(labels) + 2) + 0.2)
        for place, label in enumerate(labels):
            _row(axes, place, names.label(concept, label), totals[label], language)
        _legend(axes, names, language)
        left, right = -NAMES, 1.12
        axes.set_xlim((right, left) if language == "ar" else (left, right))
        axes.set_ylim(len(labels) - 0.4, -1.5)
        bare_axes(axes)
        subject = names.concept(concept)
        label_axis(axes, say("chart_voices_axis", language, concept=subject), language)
    return axes


def _row(axes: Axes, y: int, name: str, by_voice: dict[str, int], language: str) -> None:
    from matplotlib.patches import Rectangle

    start, end = sides(language)
    whole = sum(by_voice.values())
    axes.text(-0.02, y, directed(name, language), ha=end, va="center", fontsize=8.5)
    at = 0.0
    for voice in VOICES:
        share = by_voice[voice] / whole
        fill, hatch = FILLS[voice]
        axes.add_patch(
            Rectangle(
                (at, y - 0.34),
                share,
                0.68,
                facecolor=fill,
                hatch=hatch,
                edgecolor="#2f4b6e",
                lw=0.5,
            )
        )
        if share > 0.07:
            axes.text(
                at + share / 2,
                y,
                percent(share),
                ha="center",
                va="center",
                fontsize=7,
                color=PAPER if voice == "own" else INK,
                bbox={"facecolor": fill, "edgecolor": "none", "pad": 1.0} if hatch else None,
            )
        at += share
    axes.text(1.02, y, count(whole), ha=start, va="center", fontsize=7.5, color=MUTED)


def _legend(axes: Axes, names: Names, language: str) -> None:
    from matplotlib.patches import Rectangle

    start, _ = sides(language)
    for number, voice in enumerate(VOICES):
        fill, hatch = FILLS[voice]
        x = number * 0.3
        axes.add_patch(
            Rectangle(
                (x, -1.25), 0.035, 0.5, facecolor=fill, hatch=hatch, edgecolor="#2f4b6e", lw=0.5
            )
        )
        name = directed(names.voice(voice), language)
        axes.text(x + 0.045, -1.0, name, ha=start, va="center", fontsize=8)
