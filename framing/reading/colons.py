"""What a colon opens: speech that a verb announced, or a headline of the form فلان: …."""

from __future__ import annotations

from framing.reading.eventkinds import ACTING, MARK, THAT
from framing.reading.headlines import in_first_person, speaker_before_colon
from framing.reading.quotes import Quotes
from framing.reading.unmarked import read_bracket
from framing.reading.words import words_of

_SUBHEAD = 90  # characters; a longer paragraph is no headline
_LONGEST_NAME = 120  # characters in which a name in marks stands, and words after it
_NAME = 3  # words; a name in marks has fewer
_FAR_COLON = 200
_BULLETS = "*-–—•"
_NO_SPEECH = frozenset("0123456789/")  # after a colon: an hour, a score, an address


class Colons(Quotes):
    """Reads colons, one after another."""

    def read_colon(self, number: int) -> None:
        """Open what a colon announces, if it announces speech."""
        text, start, end = self.text, self.starts[number], self.ends[number]
        if (
            self.report >= 0
            or text[end : end + 1] in _NO_SPEECH
            or text[start - 1 : start].isdigit()
        ):
            return
        if self.blank(end, self.end):
            speaks = self.cue is not None and self.cue.entry.cue and self.cue.entry.cue.speech
            self.open_colon = self.cue if speaks else None
            return
        if number + 1 < self.last and self.blank(end, self.starts[number + 1]):
            following = self.kinds[number + 1]
            if following == THAT and self.cue is not None:
                return
            if following == MARK and not self._names(number + 1):
                return
        if self.cue is not None and self.cue.entry.kind != ACTING:
            if start - self.cue.end < _FAR_COLON:
                self.open(end, "colon")
                read_bracket(self, end)
        elif self._may_head(end) and speaker_before_colon(
            text, self.sentence, start, self.subjects
        ):
            self.open(end, "headline")

    def _names(self, number: int) -> bool:
        """Tell whether marks after a colon hold a name that the headline goes on from."""
        pair = self.pairs.get(self.starts[number])
        if pair is None or not pair.closed or self.cue is not None:
            return False
        if pair.inner_end - pair.inner_start > _LONGEST_NAME:
            return False
        words = words_of(self.text, pair.inner_start, pair.inner_end)
        after = words_of(self.text, pair.end, min(self.end, pair.end + _LONGEST_NAME))
        return 0 < len(words) < _NAME and len(after) > _NAME

    def _may_head(self, end: int) -> bool:
        """Tell whether فلان: … can stand here: in a title, a short line, or in the first person."""
        whole = self.start == self.sentence == 0  # a post, or a paragraph without its article
        if self.title or whole or self.end - self.start < _SUBHEAD:
            return True
        first = self.blank(self.start, self.sentence, _BULLETS)
        return first and in_first_person(words_of(self.text, end, end + 40))
