"""What the reading of one text finds: stretches of speech, and names in marks."""

from __future__ import annotations

from typing import NamedTuple

from framing.reading.cues import Entry
from framing.reading.marks import Pair


class Anchor(NamedTuple):
    """A word of saying in the text, and what it is to the voice rules."""

    start: int
    end: int
    entry: Entry


class Speech(NamedTuple):
    """A stretch that is somebody else's words, and how it was known to be.

    ``cue`` is the word that gives it; ``main`` the verb of its sentence when ``cue`` is a
    participle or noun that leans on another verb; ``rule`` names the way it was found;
    ``sentence`` is where the sentence of the cue begins.
    """

    start: int
    end: int
    voice: str
    rule: str
    cue: Anchor | None
    main: Anchor | None
    sentence: int


class Reading(NamedTuple):
    """What was found in one text: speech (reported and quoted) and names in marks."""

    speech: list[Speech]
    names: list[Pair]

    def voices(self, length: int) -> list[tuple[int, int, str]]:
        """Return the text's voices, ``(start, end, voice)``, without gap or overlap."""
        points = {0, length}
        for piece in self.speech:
            points |= {piece.start, piece.end}
        order = sorted(points)
        reported = _merged([s for s in self.speech if s.voice == "reported"])
        quoted = _merged([s for s in self.speech if s.voice == "quoted"])
        parts: list[tuple[int, int, str]] = []
        for start, end in zip(order, order[1:], strict=False):
            voice = (
                "quoted"
                if _covered(quoted, start)
                else ("reported" if _covered(reported, start) else "own")
            )
            if parts and parts[-1][2] == voice:
                start = parts.pop()[0]
            parts.append((start, end, voice))
        return parts


def _merged(pieces: list[Speech]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for piece in sorted(pieces, key=lambda s: s.start):
        if merged and piece.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], piece.end))
        else:
            merged.append((piece.start, piece.end))
    return merged


def _covered(spans: list[tuple[int, int]], position: int) -> bool:
    from bisect import bisect_right

    number = bisect_right(spans, (position, 1 << 60)) - 1
    return number >= 0 and spans[number][0] <= position < spans[number][1]
