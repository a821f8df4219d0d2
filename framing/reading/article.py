"""One article's regions, voices and speakers, asked about as many spans as needed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from framing.reading.attribution import Attribution
from framing.reading.events import Events
from framing.reading.furniture import NOTHING, Learned
from framing.reading.hedges import is_hedged
from framing.reading.marks import Pair
from framing.reading.regions import Region, find_regions
from framing.reading.speakers import Speaker
from framing.reading.speech import Reading, Speech
from framing.reading.voice import read_voices

FURNITURE = frozenset({"boilerplate", "caption"})
_DEEPEST = 8  # pairs of marks around a place that are looked at
_ROOM = 2  # words beside a name within its marks


class Page(NamedTuple):
    """All that one article's reading needs; see ``ArticleReading``."""

    text: str
    title: str
    body_start: int
    author: str
    learned: Learned
    events: Events


class ArticleReading:
    """One article, read.

    Parameters
    ----------
    text, title, body_start, author
        As in the contract's ``articles``.
    learned : Learned
        What the outlet's articles repeat.
    events : Events, optional
        The text's events, when they have been found for many texts at once.

    Examples
    --------
    >>> article = ArticleReading("قال سامر نادر إن جماعة «القمة» انسحبت.")
    >>> article.voice_at(20), article.speaker_at(20), article.is_scare_quoted(23, 27)
    ('reported', 'سامر نادر', True)
    """

    def __init__(
        self,
        text: str,
        title: str = "",
        body_start: int = 0,
        author: str = "",
        learned: Learned = NOTHING,
        events: Events | None = None,
    ) -> None:
        self.text = text
        self.regions: list[Region] = find_regions(text, title, body_start, author, learned)
        furniture = [(r.start, r.end) for r in self.regions if r.name in FURNITURE]
        self.reading: Reading = read_voices(text, body_start, furniture, events)
        self.attribution = Attribution(text, self.reading.speech)
        self._n_words: dict[int, int] = {}
        self._region_starts = [region.start for region in self.regions]
        self._quoted = self._numbers("quoted")
        self._reported = self._numbers("reported")

    def _numbers(self, voice: str) -> tuple[list[int], list[int]]:
        """Return the numbers and the beginnings of the stretches in one voice."""
        speech = self.reading.speech
        numbers = [n for n, piece in enumerate(speech) if piece.voice == voice]
        return numbers, [speech[n].start for n in numbers]

    def region_at(self, position: int) -> str:
        """Return the name of the region that holds a position."""
        number = bisect_right(self._region_starts, position) - 1
        return self.regions[number].name if number >= 0 else "body"

    def voice_at(self, position: int) -> str:
        """Return whose words stand at a position: own, reported or quoted."""
        number = self._speech_at(position)
        return self.reading.speech[number].voice if number >= 0 else "own"

    def speaker_at(self, position: int) -> str:
        """Return the words that name who speaks at a position, or nothing."""
        number = self._speech_at(position)
        return self.name_of(self.attribution.speaker_of(number)) if number >= 0 else ""

    def name_of(self, speaker: Speaker) -> str:
        """Return the words that name a speaker, or nothing."""
        return self.text[speaker.start : speaker.end] if speaker.start >= 0 else ""

    def _speech_at(self, position: int) -> int:
        """Return the number of the innermost speech that holds a position, or -1."""
        for numbers, starts in (self._quoted, self._reported):
            at = bisect_right(starts, position) - 1
            if at >= 0 and position < self.reading.speech[numbers[at]].end:
                return numbers[at]
        return -1

    def is_scare_quoted(self, start: int, end: int) -> bool:
        """Tell whether marks without speech enclose the span, or a part of it."""
        names = self.reading.names
        last = bisect_left(names, end, key=lambda pair: pair.start)
        room = len(self.text[start:end].split()) + _ROOM
        for pair in names[max(0, last - _DEEPEST) : last]:
            if pair.closed and start < pair.end:
                if start <= pair.start and pair.end <= end:
                    return True
                if self._n_words_in(pair) <= room:
                    return True
        return False

    def _n_words_in(self, pair: Pair) -> int:
        """Return how many words marks hold; long ones are asked about many times."""
        known = self._n_words.get(pair.start)
        if known is None:
            known = len(self.text[pair.inner_start : pair.inner_end].split())
            self._n_words[pair.start] = known
        return known

    def is_hedged(self, start: int, end: int) -> bool:
        """Tell whether the span is held at a distance: ما يسمى, المزعوم."""
        return is_hedged(self.text, start, end)

    def speech(self) -> Iterator[tuple[Speech, Speaker]]:
        """Yield every stretch of speech with its speaker."""
        for number, piece in enumerate(self.reading.speech):
            yield piece, self.attribution.speaker_of(number)
