"""Charts for notebooks and papers: each takes a table and returns matplotlib axes.

Every function takes ``language`` (``"ar"`` from right to left, or ``"en"``) and ``names``, made
with ``chart_names``. The figures belong to pyplot, so a notebook shows them by itself; save one
with ``save_svg(axes, path)``, which gives the same bytes every time.

Examples
--------
>>> import matplotlib
>>> matplotlib.use("agg")
>>> import pandas as pd
>>> shares = pd.DataFrame({"outlet": ["north", "south"], "concept": "sdf", "label": "militia",
...     "n_mentions": [3, 1], "n_concept": [4, 4], "n_articles": [2, 2], "share": [0.75, 0.25],
...     "ci_low": float("nan"), "ci_high": float("nan"), "note": ""})
>>> axes = plot_label_shares(shares, "sdf", language="en")
>>> axes.get_xlabel()
'share of each label among the outlet’s mentions of “sdf” (own voice); line: 95% interval'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

from framing.show import canvas
from framing.show.names import Names
from framing.show.plot_comparisons import plot_comparisons as _comparisons
from framing.show.plot_coverage import plot_story_coverage as _story_coverage
from framing.show.plot_keyness import plot_keyness as _keyness
from framing.show.plot_shares import plot_label_shares as _label_shares
from framing.show.plot_slants import plot_slants as _slants
from framing.show.plot_sources import plot_sources as _sources
from framing.show.plot_time import plot_label_over_time as _label_over_time
from framing.show.plot_voices import plot_voices as _voices
from framing.show.results import OutletName

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "chart_names",
    "plot_comparisons",
    "plot_keyness",
    "plot_label_over_time",
    "plot_label_shares",
    "plot_slants",
    "plot_sources",
    "plot_story_coverage",
    "plot_voices",
    "save_svg",
]

Given = ParamSpec("Given")


def _shown(draw: Callable[Given, Axes]) -> Callable[Given, Axes]:
    """Draw in a figure of pyplot, which a notebook shows."""

    @wraps(draw)
    def drawn(*args: Given.args, **kwargs: Given.kwargs) -> Axes:
        with canvas.pyplot_figures():
            return draw(*args, **kwargs)

    return drawn


plot_label_shares = _shown(_label_shares)
plot_slants = _shown(_slants)
plot_comparisons = _shown(_comparisons)
plot_voices = _shown(_voices)
plot_label_over_time = _shown(_label_over_time)
plot_keyness = _shown(_keyness)
plot_sources = _shown(_sources)
plot_story_coverage = _shown(_story_coverage)


def chart_names(
    *lexicons: Any,
    outlets: Mapping[str, str] | None = None,
    concepts: Mapping[str, str] | None = None,
    language: str = "ar",
) -> Names:
    """Return the words of charts: glosses of lexicons, and names of outlets and concepts.

    Parameters
    ----------
    *lexicons : Lexicon
        Whose glosses are used; the first one wins.
    outlets : mapping, optional
        Outlet to its name.
    concepts : mapping, optional
        Concept to a short name, where the gloss is long.
    language : {"ar", "en"}
        Of the glosses.

    Examples
    --------
    >>> chart_names(outlets={"okaz": "عكاظ"}).outlet("okaz")
    'عكاظ'
    """
    return Names(
        language,
        lexicons,
        {outlet: OutletName(outlet, name, name) for outlet, name in (outlets or {}).items()},
        {concept: {"ar": name, "en": name} for concept, name in (concepts or {}).items()},
    )


def save_svg(axes: Axes, path: str | Path, *, title: str = "", description: str = "") -> Path:
    """Write a chart as SVG, the same bytes every time.

    Parameters
    ----------
    axes : Axes
        What a ``plot_`` function returned.
    path : path
        The file.
    title, description : str
        For people who hear the chart.
    """
    return canvas.save_svg(axes, Path(path), title=title, description=description)
