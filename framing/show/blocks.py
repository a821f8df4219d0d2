"""The pieces a report is built of, the same for PDF and page: plain dicts, ready for JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.show.names import Names
from framing.show.numbers import counted
from framing.show.results import Results
from framing.show.words import phrases, say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Block = dict[str, Any]


@dataclass(frozen=True)
class Context:
    """Results, and the language they are told in."""

    results: Results
    names: Names
    language: str

    def say(self, key: str, **values: Any) -> str:
        """Return a phrase in the report's language."""
        return say(key, self.language, **values)

    def has(self, key: str) -> bool:
        """Tell whether there is such a phrase."""
        return key in phrases(self.language)

    def counted(self, n: int, noun: str, *, after: bool = False) -> str:
        """Return a number with its noun; ``after`` a preposition."""
        return counted(int(n), noun, self.language, after_preposition=after)

    def voices(self) -> str:
        """Return whose words are counted, such as ``own voice``."""
        named = [self.names.voice(voice) for voice in self.results.voices]
        return self.say("voices_join").join(named)

    def color_name(self, concept: str, label: str) -> str:
        """Return the name by which the page knows a label's color."""
        labels = self.names.labels_of(concept)
        place = labels.index(label) if label in labels else len(labels)
        return f"k{self.results.concepts.index(concept)}-{place}"

    def join(self, items: Sequence[str]) -> str:
        """Join the items of a list with the language's comma."""
        return self.say("list_join").join(items)

    def named(self, concept: str, target: str = "") -> str:
        """Return a concept's name, with the party it is said of."""
        name = self.names.concept(concept)
        if not target:
            return name
        return self.say("of_target", concept=name, target=self.names.target(target))

    def subject(self, concept: str, target: str = "") -> str:
        """Return a concept's name, with the party it is said of, to begin a line with."""
        name = self.named(concept, target)
        return name[:1].upper() + name[1:]


@dataclass(frozen=True)
class Chart:
    """A chart to be drawn: its file's stem, how to draw it, and what it says in words."""

    stem: str
    draw: Callable[[], Axes]
    alt: str
    caption: str


def heading(text: str, anchor: str, level: int = 1, *, listed: bool = True) -> Block:
    """Return a heading; ``anchor`` is what the contents point to, where it is listed there."""
    return {
        "kind": "heading",
        "text": text,
        "anchor": anchor,
        "level": level,
        "listed": listed,
    }


def paragraph(text: str, role: str = "") -> Block:
    """Return a paragraph; ``role`` is empty, ``answer`` or ``note``."""
    return {"kind": "paragraph", "text": text, "role": role}


def bullets(items: Sequence[str], *, language: str = "") -> Block:
    """Return a list; ``language`` is that of its items, where it is not the report's."""
    return {"kind": "bullets", "items": list(items), "language": language}


def language_of(texts: Sequence[str]) -> str:
    """Return the language that most letters of some texts are of.

    Examples
    --------
    >>> language_of(["The acronym قسد."]), language_of(["قوات سوريا (SDF)"])
    ('en', 'ar')
    """
    joined = " ".join(texts)
    arabic = sum("\u0620" <= letter <= "\u064a" for letter in joined)
    latin = sum(letter.isascii() and letter.isalpha() for letter in joined)
    return "ar" if arabic > latin else "en"


def figure(chart: Chart, **more: Any) -> Block:
    """Return a figure that shows a chart; ``more`` tells the page how to draw its own."""
    return {
        "kind": "figure",
        "stem": chart.stem,
        "alt": chart.alt,
        "caption": chart.caption,
        **more,
    }


def table(
    caption: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    figures: Sequence[int] = (),
    file: str = "",
    widths: Sequence[float] = (),
    whole: bool = False,
) -> Block:
    """Return a table.

    Parameters
    ----------
    caption : str
        Its title.
    head, rows : sequences of str
        The cells as they are read.
    figures : sequence of int
        Which columns hold figures, to be set at the end of their cell.
    file : str, optional
        The CSV that holds the table in full.
    widths : sequence of float, optional
        Shares of the width for each column; 0 lets a column fit its text.
    whole : bool, default False
        Do not break it across pages: it is read as one.
    """
    return {
        "kind": "table",
        "caption": caption,
        "head": list(head),
        "rows": [list(row) for row in rows],
        "figures": list(figures),
        "file": file,
        "widths": list(widths) or [0.0] * len(head),
        "whole": whole,
    }


def evidence(heading_text: str, lines: Sequence[Mapping[str, Any]], more: str = "") -> Block:
    """Return lines in context under one heading."""
    return {"kind": "evidence", "heading": heading_text, "lines": list(lines), "more": more}
