"""Draw how often each outlet chose each label: one panel a label, one row an outlet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.show.canvas import bare_axes, directed, label_axis, new_axes, style
from framing.show.colors import INK, MUTED, PAPER, RULE, label_colors
from framing.show.names import Names
from framing.show.numbers import NONE, count, known, percent
from framing.show.rows import rows_of
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.165  # inches a row
MOST = 6  # panels side by side; more go below
SHOWN = 6  # labels of a chart, unless more are asked for
GAP = 0.36  # inches between panels: room for "100%"
LETTER = 0.08  # inches that a letter of a panel's head takes
HEAD_LINES = 4  # of a label's name at most
NAMES = 1.5  # inches for the outlets' names
WIDTH = 6.5  # inches, the text width of a page
BASELINE = 0.19  # rows from a bar's middle to the base line of its text
GROUND = "#f1f3f6"


def plot_label_shares(
    shares: pd.DataFrame,
    concept: str,
    *,
    names: Names | None = None,
    outlets: Sequence[str] = (),
    language: str = "ar",
    grey: bool = False,
    axis: str = "",
    counts: bool = False,
    most: int = SHOWN,
) -> Axes:
    """Draw the shares of one concept's labels, outlet by outlet, with intervals.

    Every label, the most frequent first, has a panel of its own from 0 to 100%, so that each
    share is read from a common base line; a line over the bar is the 95% interval, absent where
    none can be given. The chart shows naming, not why it was chosen nor whether it was apt.

    Parameters
    ----------
    shares : DataFrame
        A ``label_shares`` table.
    concept : str
        Which concept to draw.
    names : Names, optional
        For the words of the chart; ids by default.
    outlets : sequence of str
        The rows and their order; by default those of the table, highest share of the
        most common label first.
    language : {"ar", "en"}
        Arabic charts run from right to left.
    grey : bool, default False
        Greys instead of colors.
    axis : str, optional
        What the shares are shares of; the outlet's own mentions of the concept by default.
    counts : bool, default False
        Write numbers of mentions instead of shares, as where a few articles are described.
    most : int, default 6
        How many labels to draw, the most frequent.

    Returns
    -------
    Axes
    """
    names = names or Names(language)
    table = shares[shares["concept"] == concept]
    order = names.labels_of(concept) or list(dict.fromkeys(table["label"]))
    labels = labels_by_frequency(table, order)[:most]
    rows = [*outlets] or outlets_by_main_label(table)
    colors = label_colors(order, grey=grey)
    cells = {(r.outlet, r.label): r for r in rows_of(table)}
    with style():
        blocks = max(1, -(-len(labels) // MOST))
        across = max(1, -(-len(labels) // blocks))
        # Few panels do not grow beyond a quarter of the page, so that charts of a report compare.
        step = (WIDTH - NAMES) / max(across, 4)
        unit = step - GAP
        heads = [_wrapped(names.label(concept, label), int(step / LETTER)) for label in labels]
        head = 1.3 + 0.75 * max((len(lines) for lines in heads), default=1)
        axes = new_axes(WIDTH, ROW * (len(rows) + head) * blocks + 0.25)
        for number, label in enumerate(labels):
            left = (number % across) * step / unit
            top = (number // across) * (len(rows) + head)
            _panel(axes, left, top, len(rows), middle=across <= 4)
            _panel_head(axes, left, top, heads[number], colors[label], language)
            for place, outlet in enumerate(rows):
                row = cells.get((outlet, label))
                _cell(axes, left, top + place, row, colors[label], language, counts)
        for block in range(blocks):
            _row_names(axes, rows, table, block * (len(rows) + head), names)
        low, high = -NAMES / unit, (WIDTH - NAMES) / unit
        axes.set_ylim(blocks * (len(rows) + head) - head + 0.2, -head)
        axes.set_xlim((high, low) if language == "ar" else (low, high))
        bare_axes(axes)
        key = "chart_count_axis" if counts else "chart_share_axis"
        subject = names.concept(concept)
        text = axis or say(key, language, concept=subject, voices=names.voice("own"))
        label_axis(axes, text, language)
    return axes


def labels_by_frequency(shares: pd.DataFrame, order: Sequence[str] = ()) -> list[str]:
    """Return the labels that occur, the most frequent first, ties in the lexicon's order."""
    totals = {
        str(label): int(n) for label, n in shares.groupby("label")["n_mentions"].sum().items()
    }
    known_order = [*order, *sorted(set(totals) - set(order))]
    found = [label for label in known_order if totals.get(label, 0) > 0]
    return sorted(found, key=lambda label: -totals[label])


def outlets_by_main_label(shares: pd.DataFrame) -> list[str]:
    """Order outlets by their share of the label that is most common over all."""
    labels = labels_by_frequency(shares)
    outlets = sorted(set(shares["outlet"]))
    if not labels:
        return outlets
    main = shares[shares["label"] == labels[0]]
    of_main = dict(zip(main["outlet"], main["share"], strict=True))
    return sorted(outlets, key=lambda o: (-_or(of_main.get(o), -1.0), o))


def _panel(axes: Axes, left: float, top: float, n_rows: int, *, middle: bool) -> None:
    for tick in (0, 0.5, 1):
        axes.vlines(left + tick, top - 0.5, top + n_rows - 0.4, color=RULE, lw=0.4, zorder=0)
        axes.text(
            left + tick,
            top + n_rows - 0.2,
            percent(tick) if middle or tick != 0.5 else "",
            ha="center",
            va="top",
            fontsize=6,
            color=MUTED,
        )


def _wrapped(text: str, width: int) -> list[str]:
    """Break a label's name into lines; one that is far too long ends in an ellipsis.

    Examples
    --------
    >>> _wrapped("Riyadh government, government in exile", 14)
    ['Riyadh', 'government,', 'government in', 'exile']
    """
    from textwrap import wrap

    return wrap(text, width, max_lines=HEAD_LINES, placeholder=" …", break_long_words=False) or [
        text
    ]


def _panel_head(
    axes: Axes, left: float, top: float, lines: Sequence[str], color: str, language: str
) -> None:
    axes.add_patch(_box(left, top - 0.93, 1.0, 0.14, color))
    axes.text(
        left,
        top - 1.12,
        "\n".join(directed(line, language) for line in lines),
        ha="right" if language == "ar" else "left",
        va="bottom",
        fontsize=8.5,
        fontweight="bold",
        linespacing=1.1,
    )


def _cell(
    axes: Axes, left: float, y: float, row: Any, color: str, language: str, counts: bool
) -> None:
    share = getattr(row, "share", None)
    axes.add_patch(_box(left, y - 0.3, 1.0, 0.6, GROUND))
    end, text = left, NONE
    if share is not None and known(share):
        axes.add_patch(_box(left, y - 0.3, share, 0.6, color))
        end, text = left + share, percent(share)
        if counts:
            text = count(row.n_mentions)
        if known(row.ci_low) and known(row.ci_high):
            _whisker(axes, left + row.ci_low, left + row.ci_high, y)
            end = max(end, left + row.ci_high)
    axes.text(
        end + 0.05,
        y + BASELINE,
        text,
        ha="right" if language == "ar" else "left",
        va="baseline",
        fontsize=7,
        zorder=5,
    )


def _whisker(axes: Axes, low: float, high: float, y: float) -> None:
    axes.plot([low, high], [y, y], color=PAPER, lw=2.6, zorder=3)
    axes.plot([low, high], [y, y], color=INK, lw=1.0, zorder=4)


def _row_names(
    axes: Axes, rows: Sequence[str], table: pd.DataFrame, top: float, names: Names
) -> None:
    totals = table.groupby("outlet")["n_concept"].max()
    for place, outlet in enumerate(rows):
        text = f"{names.outlet(outlet)} ({count(totals.get(outlet, 0))})"
        axes.text(
            -0.08,
            top + place + BASELINE,
            directed(text, names.language),
            ha="left" if names.language == "ar" else "right",
            va="baseline",
            fontsize=8.5,
        )


def _box(x: float, y: float, width: float, height: float, color: str) -> Any:
    from matplotlib.patches import Rectangle

    return Rectangle((x, y), width, height, facecolor=color, edgecolor="none", zorder=2)


def _or(value: float | None, other: float) -> float:
    return float(value) if value is not None and known(value) else other
