"""Draw how a label's share changes over time, outlet by outlet, with uncertainty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.canvas import directed, label_axis, new_axes, sides, style
from framing.show.colors import INK, MUTED, RULE, label_colors
from framing.show.names import Names
from framing.show.numbers import count, known, percent
from framing.show.rows import rows_of
from framing.show.words import say

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.62  # inches an outlet
WIDTH = 6.5
NAMES = 1.45  # inches for the outlets' names
GAP = 0.35  # between rows, in units of a row's height


def plot_label_over_time(
    shares: pd.DataFrame,
    concept: str,
    label: str,
    *,
    names: Names | None = None,
    outlets: Sequence[str] = (),
    events: Mapping[str, str] | None = None,
    language: str = "ar",
) -> Axes:
    """Draw one label's share in each period, one row an outlet, with 95% intervals as a band.

    Periods without a mention of the concept leave a gap: nothing is drawn across them.

    Parameters
    ----------
    shares : DataFrame
        ``label_shares`` split by ``day``, ``week``, ``month`` or ``year``, whose values are
        ISO dates, or begin as one.
    concept, label : str
        What to draw.
    names : Names, optional
        For the words of the chart; ids by default.
    outlets : sequence of str
        The rows and their order; those of the table by default.
    events : mapping, optional
        ISO date to a short text, marked by a line: what was happening.
    language : {"ar", "en"}
        In Arabic time runs from right to left.

    Returns
    -------
    Axes
    """
    import pandas as pd

    names = names or Names(language)
    column = next(c for c in ("day", "week", "month", "period", "year") if c in shares.columns)
    table = shares[(shares["concept"] == concept) & (shares["label"] == label)]
    table = table.assign(at=pd.to_datetime(table[column].astype(str)))
    rows = [*outlets] or sorted(set(table["outlet"]))
    color = label_colors(names.labels_of(concept) or [label]).get(label, INK)
    with style():
        axes = new_axes(WIDTH, ROW * (len(rows) + 0.6) + 0.3)
        first, last = table["at"].min(), table["at"].max()
        span = max((last - first).days, 1)
        steps = table["at"].drop_duplicates().sort_values().diff().dt.days
        step = float(steps.median()) if steps.notna().any() else 1.0
        for place, outlet in enumerate(rows):
            base = place * (1 + GAP)
            _ground(axes, base, span, language)
            of_outlet = table[table["outlet"] == outlet].sort_values("at")
            _series(axes, of_outlet, base, first, step, color)
            whole = int(of_outlet["n_concept"].sum())
            text = directed(f"{names.outlet(outlet)} ({count(whole)})", language)
            end = sides(language)[1]
            axes.text(-0.02 * span, base + 0.5, text, ha=end, va="center", fontsize=8.5)
        bottom = len(rows) * (1 + GAP) - GAP
        _events(axes, events or {}, first, span, bottom, language)
        _days(axes, first, span, bottom, language)
        left, right = -NAMES / (WIDTH - NAMES) * span, span * 1.06
        axes.set_xlim((right, left) if language == "ar" else (left, right))
        axes.set_ylim(bottom + 0.35, -0.75)
        axes.set_xticks([])
        axes.set_yticks([])
        axes.spines["bottom"].set_visible(False)
        told = say(
            "chart_time_axis",
            language,
            concept=names.concept(concept),
            label=names.label(concept, label),
        )
        label_axis(axes, told, language)
    return axes


def _ground(axes: Axes, base: float, span: int, language: str) -> None:
    for share in (0, 0.5, 1):
        y = base + 1 - share
        axes.hlines(y, 0, span, color=RULE, lw=0.5, zorder=0)
        if share != 0.5:
            axes.text(
                span * 1.01,
                y,
                percent(share),
                ha=sides(language)[0],
                va="center",
                fontsize=6,
                color=MUTED,
            )


def _series(
    axes: Axes, table: pd.DataFrame, base: float, first: Any, step: float, color: str
) -> None:
    """Draw points and bands, broken where a period has no share."""
    run: list[tuple[float, float, float, float]] = []

    def finish() -> None:
        if run:
            x, y, low, high = zip(*run, strict=True)
            axes.fill_between(x, low, high, color=color, alpha=0.25, lw=0, zorder=2)
            axes.plot(x, y, color=color, lw=1.4, marker="o", ms=2.8, zorder=3)
        run.clear()

    for row in rows_of(table):
        x = float((row.at - first).days)
        if run and x - run[-1][0] > 1.5 * step:
            finish()
        if not known(row.share):
            finish()
            continue
        low = row.ci_low if known(row.ci_low) else row.share
        high = row.ci_high if known(row.ci_high) else row.share
        run.append((x, base + 1 - row.share, base + 1 - low, base + 1 - high))
        if not known(row.ci_low):
            axes.plot([x], [base + 1 - row.share], marker="o", ms=5, mfc="none", mec=color, mew=0.8)
    finish()


def _events(
    axes: Axes, events: Mapping[str, str], first: Any, span: int, bottom: float, language: str
) -> None:
    import pandas as pd

    for day, text in sorted(events.items()):
        x = float((pd.Timestamp(day) - first).days)
        if 0 <= x <= span:
            axes.vlines(x, -0.15, bottom, color=MUTED, lw=0.8, ls=(0, (3, 2)), zorder=1)
            axes.text(
                x, -0.2, directed(text, language), ha="center", va="bottom", fontsize=7, color=MUTED
            )


def _days(axes: Axes, first: Any, span: int, bottom: float, language: str) -> None:
    import pandas as pd

    for part in (0.0, 0.5, 1.0):
        day = first + pd.Timedelta(days=round(span * part))
        text = f"\u2066{day:%Y-%m-%d}\u2069"
        axes.text(span * part, bottom + 0.1, text, ha="center", va="top", fontsize=6.5, color=MUTED)
