"""Half-open spans of code points, ``[start, end)``, as used in every table."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A piece of a text: ``text[start:end]``, counted in code points.

    Examples
    --------
    >>> span = Span(2, 5)
    >>> span.of("شهداء")
    'داء'
    >>> span.overlaps(Span(5, 6))
    False
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the piece of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end
