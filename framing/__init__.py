"""Measure how news outlets frame the same events, in Arabic first."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__version__ = "0.1.0"

# The taught names and where they live; each module loads on first use, so that
# importing the package stays fast.
_HOMES = {
    "read_articles": "framing.intake.read",
    "index_articles": "framing.intake.index",
    "mark_copies": "framing.intake.copies",
    "find_stories": "framing.intake.stories",
    "load_lexicon": "framing.lexicon.load",
    "find_mentions": "framing.reading.match",
    "find_quotations": "framing.reading.quotations",
    "show_article": "framing.show.highlight",
    "label_shares": "framing.measure.shares",
    "slants": "framing.measure.slants",
    "compare_outlets": "framing.measure.comparisons",
    "label_differences": "framing.measure.comparisons",
    "compare_voices": "framing.measure.contrasts",
    "compare_periods": "framing.measure.contrasts",
    "paired_contrasts": "framing.measure.paired",
    "keyness": "framing.measure.keyness",
    "sensitivity": "framing.measure.sensitivity",
    "Study": "framing.study",
    "Report": "framing.show.report",
}

__all__ = [  # noqa: F822 - resolved by __getattr__
    "FramingError",
    "Report",
    "Study",
    "compare_outlets",
    "compare_periods",
    "compare_voices",
    "find_mentions",
    "find_quotations",
    "find_stories",
    "index_articles",
    "keyness",
    "label_differences",
    "label_shares",
    "load_lexicon",
    "mark_copies",
    "paired_contrasts",
    "read_articles",
    "sensitivity",
    "show_article",
    "slants",
]


def __getattr__(name: str) -> Any:
    if name == "FramingError":
        from framing.errors import FramingError

        return FramingError
    if name in {"plots", "models", "coding"}:
        return import_module(f"framing.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module 'framing' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
