"""Whose words: a text split into the outlet's own, reported and quoted stretches.

The rules are those of the coding manual. A state machine walks over the events of a text once,
a sentence at a time; quotation marks are paired a paragraph at a time. Time grows with the
length of the text, whatever its marks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from framing.reading.events import Events
from framing.reading.speech import Reading
from framing.reading.verbatim import find_verbatim
from framing.reading.walker import Walker


def read_voices(
    text: str,
    body_start: int = 0,
    skip: Sequence[tuple[int, int]] = (),
    events: Events | None = None,
) -> Reading:
    """Find every stretch of a text that is not in the outlet's own voice.

    Parameters
    ----------
    text : str
        The article.
    body_start : int
        Where its body begins; the title is read by itself.
    skip : sequence of (start, end)
        Page furniture, in order: read as nobody's words.
    events : Events, optional
        The text's events, when they have been found for many texts at once.

    Returns
    -------
    Reading
        Reported and quoted stretches in order of their beginnings, and marks around names.

    Examples
    --------
    >>> text = "قال الوزير إن المعبر «مغلق حتى إشعار آخر»."
    >>> [(s.voice, text[s.start : s.end]) for s in read_voices(text).speech]
    [('reported', 'المعبر «مغلق حتى إشعار آخر»'), ('quoted', 'مغلق حتى إشعار آخر')]
    """
    found = _events_of(text) if events is None else events
    walker = Walker(text, found)
    printed = [
        piece
        for start, end in _kept(len(text), body_start, skip)
        if start >= body_start
        for piece in find_verbatim(text, start, end)
    ]
    for piece in printed:
        walker.add(piece.start, piece.end, "quoted", None, piece.rule)
    kept = _kept(len(text), body_start, sorted([*skip, *((p.start, p.end) for p in printed)]))
    # The title comes last: the body tells who of those it names can speak.
    for start, end in sorted(kept, key=lambda piece: piece[1] <= body_start):
        first = bisect_left(found.start, start)
        last = bisect_left(found.start, end)
        walker.walk(first, last, start, end, title=end <= body_start)
    walker.speech.sort(key=lambda piece: (piece.start, -piece.end))
    walker.names.sort()
    return Reading(walker.speech, walker.names)


def _events_of(text: str) -> Events:
    from framing.reading.eventfinder import find_events

    return find_events([text])[0]


def _kept(n: int, body_start: int, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches to read: the title, then what lies between the furniture."""
    kept = []
    position = 0
    cuts = [(body_start, body_start)] if 0 < body_start <= n else []
    for start, end in [*cuts, *skip, (n, n)]:
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    return kept
