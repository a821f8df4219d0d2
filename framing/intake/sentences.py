"""Sentences of a text, with their places."""

from __future__ import annotations

import re

from framing.spans import Span

# A sentence ends at a stop with a space after it, at an Arabic question mark, or at the end of
# its line. A stop after one letter (د. أ.) or between figures is none.
_END = re.compile(r"(?<!\b\w)[.!؟?…]+[\"»”’)\]]*(?=\s|$)|[\r\n]+")


def sentences_of(text: str, start: int = 0) -> list[Span]:
    """Split a text into sentences.

    Parameters
    ----------
    text : str
        The text.
    start : int, default 0
        Where to begin, in code points.

    Returns
    -------
    list of Span
        In order; blanks around sentences belong to none.

    Examples
    --------
    >>> text = "قال د. سامي إن النسبة 3.5 بالمئة. ثم مضى"
    >>> [span.of(text) for span in sentences_of(text)]
    ['قال د. سامي إن النسبة 3.5 بالمئة.', 'ثم مضى']
    """
    found: list[Span] = []
    at = start
    for end in [*(match.end() for match in _END.finditer(text, start)), len(text)]:
        piece = text[at:end]
        left = at + len(piece) - len(piece.lstrip())
        right = at + len(piece.rstrip())
        if right > left:
            found.append(Span(left, right))
        at = end
    return found
