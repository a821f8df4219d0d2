"""Quotation marks as the walk comes to them: speech, or a name at a distance."""

from __future__ import annotations

from bisect import bisect_left

from framing.reading.eventkinds import CUE, MARK
from framing.reading.marks import Pair
from framing.reading.sentence import Sentence
from framing.reading.setting import following_cue, setting_of
from framing.reading.speech import Anchor
from framing.reading.speechmarks import speech_rule, stands_off
from framing.reading.unmarked import read_unmarked


class Quotes(Sentence):
    """Reads one pair of marks after another."""

    def read_marks(self, number: int, pair: Pair) -> int:
        """Read a pair of marks as speech or as a name; return the next event's number."""
        past = bisect_left(self.starts, pair.inner_end, number + 1, self.last)
        rule = ""
        if pair.start >= self.swallow:
            rule = speech_rule(self.text, pair, setting_of(self, pair, past))
        if rule == "partial" and self._strays(number, past - 1, pair):
            rule = ""  # a sentence ends inside: stray marks were paired, not a phrase
        if not rule:
            self.names.append(pair)
            return number + 1
        cue = self.report_cue if self.report >= 0 else (self.cue or self.continues)
        if rule == "inverted":
            cue = following_cue(self, pair, past)
        elif rule == "act":
            cue = self.main
        elif rule in ("joined", "partial") and cue is None:
            cue = self.main or self.heard
        elif rule == "colon" and cue is None:
            rule = "headline"
        self.add(pair.inner_start, pair.inner_end, "quoted", cue, rule, self.main)
        if rule != "partial" or self.report >= 0:
            self._settle(pair, cue)
        inner = (self.pairs.get(self.starts[n]) for n in range(number + 1, past))
        self.names.extend(other for other in inner if other is not None)
        return past + 1 if pair.closed else past

    def _strays(self, first: int, last: int, pair: Pair) -> bool:
        """Tell whether a sentence ends among the events within marks that may not be a pair."""
        at = bisect_left(self.stops, first)
        if at >= len(self.stops) or self.stops[at] >= last:
            return False
        alone = self.kinds.index(MARK, first + 1) >= last if pair.closed else False
        return not (alone and stands_off(self.text, pair))

    def _settle(self, pair: Pair, cue: Anchor | None) -> None:
        self.hear(pair.start)
        self.quoted, self.governor = pair.end, None
        if not pair.closed:
            self.open_quote = cue
        if self.report < 0:
            if self.cue is not None and self.cue.entry.kind == CUE:
                self.main = self.cue
            self.heard, self.cue, self.clause = cue, None, pair.end
        tail = self.text[max(pair.inner_start, pair.inner_end - 4) : pair.inner_end].rstrip()
        if tail.endswith((".", "!", "?", "؟")) and self.text[pair.end : pair.end + 1] not in "،,":
            self.stop(pair.end, pair.end)

    def _governed_from(self) -> int:
        """Return where the clause begins that a source at its end governs.

        What a verb told before فيما is the outlet's: أعلنت الوزارة وصول مئة، فيما غرق عشرة، بحسب.
        """
        turned = self.cue is not None and self.contrast > self.cue.end
        if not turned or not self.text.startswith("فيما ", self.contrast):
            return self.clause
        return self.contrast + len("فيما ")

    def stop(self, start: int, end: int) -> None:
        """End a sentence: close what is open, and give a clause to the source that waits."""
        n_speech = len(self.speech)
        self.close(start)
        if self.governor is not None:
            self.govern(self._governed_from(), self.governor.start, self.governor)
        elif self.cue is not None and len(self.speech) == n_speech:
            read_unmarked(self, self.cue, start)
        before = (self.clause, start)
        self.begin(end)
        self.before = before
