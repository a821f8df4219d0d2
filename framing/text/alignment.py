"""Where each character of a normalized text comes from, and the way back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.spans import Span


@dataclass(frozen=True, eq=False)
class Alignment:
    """Normalized ↔ source offsets, many to one and one to many.

    Attributes
    ----------
    starts, ends : int64 arrays, one entry a normalized character
        The source span that the character was read from, ignored marks after it included. The
        characters of one ligature share its span.
    n_source : int
        Length of the source in code points.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    n_source: int

    def to_source(self, start: int, end: int) -> Span:
        """Return the smallest source span that holds normalized characters ``start:end``.

        An empty span lies where its next character begins.

        Raises
        ------
        IndexError
            When the span does not lie in the normalized text.
        """
        n = len(self.starts)
        if not 0 <= start <= end <= n:
            raise IndexError(f"span {start}:{end} does not lie in a text of {n} characters")
        if start == end:
            at = int(self.starts[start]) if start < n else self.n_source
            return Span(at, at)
        return Span(int(self.starts[start]), int(self.ends[end - 1]))

    def to_normalized(self, start: int, end: int) -> Span:
        """Return the span of normalized characters read from source characters ``start:end``.

        Empty where the source span holds ignored characters only and none of their letters.

        Raises
        ------
        IndexError
            When the span does not lie in the source.
        """
        if not 0 <= start <= end <= self.n_source:
            raise IndexError(f"span {start}:{end} does not lie in a text of {self.n_source}")
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return Span(first, max(first, last))
