"""The ground every chart stands on: fonts, style, direction, and files that are always the same.

matplotlib 3.11 shapes and orders Arabic by itself. A text's base direction follows its first
strong letter, so texts of an Arabic chart are wrapped in right-to-left isolates here.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.outputs import whole_file
from framing.show.colors import INK, MUTED, PAPER, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FAMILY = ("IBM Plex Sans Arabic", "DejaVu Sans")

_STYLE: Any = {
    "font.family": list(FAMILY),
    "font.size": 9.0,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "axes.facecolor": "none",
    "axes.edgecolor": RULE,
    "axes.labelcolor": MUTED,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.unicode_minus": True,
    "text.color": INK,
    "text.parse_math": False,
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "svg.hashsalt": "framing",
    "svg.fonttype": "path",
}


@contextmanager
def style() -> Iterator[None]:
    """Draw in the report's style, and leave the user's own settings as they were."""
    import matplotlib as mpl

    _add_fonts()
    with mpl.rc_context(_STYLE):
        yield


# Whether figures belong to pyplot, which shows them in a notebook, or to nobody.
_for_pyplot: ContextVar[bool] = ContextVar("for_pyplot", default=False)


@contextmanager
def pyplot_figures() -> Iterator[None]:
    """Give the figures made in the block to pyplot, so that a notebook shows them."""
    from matplotlib import pyplot

    # Loads the backend: inside style() what it sets up for notebooks would be undone again.
    pyplot.draw_if_interactive()  # type: ignore[no-untyped-call]
    token = _for_pyplot.set(True)
    try:
        yield
    finally:
        _for_pyplot.reset(token)


def new_axes(width: float, height: float) -> Axes:
    """Return empty axes that fill a figure of the given size in inches.

    Unless pyplot is to have it, the figure belongs to no window and to no list of open
    figures, so that charts can be drawn by the hundred.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    if _for_pyplot.get():
        from matplotlib import pyplot

        figure = pyplot.figure(figsize=(width, height))
    else:
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
    return figure.add_axes((0.0, 0.0, 1.0, 1.0))


def bare_axes(axes: Axes) -> None:
    """Take ticks and frame away from axes on which everything is drawn by hand."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)


def label_axis(axes: Axes, text: str, language: str, width: float = 6.5) -> None:
    """Say below a chart what it shows, on as many lines as its width in inches asks for."""
    from textwrap import wrap

    n = -(-len(text) // int(17 * width))
    lines = wrap(text, -(-len(text) // n) + 6, break_long_words=False) if n else [""]
    axes.set_xlabel("\n".join(directed(line, language) for line in lines), fontsize=8)


def sides(language: str) -> tuple[str, str]:
    """Return the alignments that mean start and end of a line in a language.

    Examples
    --------
    >>> sides("ar")
    ('right', 'left')
    """
    return ("right", "left") if language == "ar" else ("left", "right")


def directed(text: str, language: str) -> str:
    r"""Wrap a text so that the chart's language, not its first letter, gives its direction.

    Examples
    --------
    >>> directed("CNN بالعربية", "ar") == "\u2067CNN بالعربية\u2069"
    True
    """
    return f"\u2067{text}\u2069" if language == "ar" else text


def svg_bytes(axes: Axes, *, title: str = "", description: str = "") -> bytes:
    """Return the chart of ``axes`` as SVG, the same bytes every time.

    Parameters
    ----------
    axes : Axes
        What a ``plot_`` function returned.
    title, description : str
        For people who hear the chart: put first in the file as ``title`` and ``desc``.
    """
    import matplotlib as mpl

    figure: Figure = axes.get_figure(root=True)  # type: ignore[assignment]
    held = io.BytesIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(
            held,
            format="svg",
            bbox_inches="tight",
            pad_inches=0.04,
            metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
        )
    return _described(held.getvalue().decode("utf-8"), title, description).encode("utf-8")


def save_svg(axes: Axes, path: Path, *, title: str = "", description: str = "") -> Path:
    """Write the chart of ``axes`` to an SVG file, whole or not at all."""
    data = svg_bytes(axes, title=title, description=description)
    with whole_file(path) as partial:
        partial.write_bytes(data)
    return path


@cache
def _add_fonts() -> None:
    from matplotlib import font_manager

    from framing.show.fonts import font_folder

    for face in ("Regular", "Medium", "SemiBold", "Bold"):
        file = font_folder("plex") / f"IBMPlexSansArabic-{face}.ttf"
        font_manager.fontManager.addfont(file)


def _described(svg: str, title: str, description: str) -> str:
    from xml.sax.saxutils import escape

    if not title:
        return svg
    start = svg.index(">", svg.index("<svg")) + 1
    head = svg[: start - 1] + ' role="img">'
    return (
        f"{head}\n <title>{escape(title)}</title>\n <desc>{escape(description)}</desc>{svg[start:]}"
    )
