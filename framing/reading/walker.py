"""The state machine of the voice rules: one walk over a text's events, sentence by sentence."""

from __future__ import annotations

from framing.reading.assaid import read_as_said
from framing.reading.colons import Colons
from framing.reading.cutting import (
    cut,
    goes_on,
    inference,
    is_background,
    is_contrast,
    is_reserve,
    is_withheld,
)
from framing.reading.eventkinds import (
    ACT,
    ACTING,
    AS,
    BREAK,
    COLON,
    CONTRAST,
    CUE,
    GOVERNOR,
    MARK,
    NOUN,
    PARTICIPLE,
    PAUSE,
    STOP,
    THAT,
)
from framing.reading.governing import read_governor
from framing.reading.marks import Mark, Pair, pair_marks
from framing.reading.resuming import asks_on, is_of_source, resumes
from framing.reading.saying import (
    cue_of,
    is_cue,
    is_in_passing,
    is_own_noun,
    is_subjunctive,
    takes,
)
from framing.reading.speech import Anchor
from framing.reading.unmarked import read_bracket, recites, said_at_once
from framing.reading.words import word_after, words_of

_SUBJECT = 60  # characters after a verb that speaks, which may name who does
_CALLING = ("اً", "ًا", "يا", "لا", "با", "دا")  # how a participle ends that goes on with speech
_COUNTING = frozenset({"عاداً", "عادًا", "عادّاً"})  # no return: عاد


class Walker(Colons):
    """Walks over the events of one text and gathers speech and names in marks."""

    def walk(self, first: int, last: int, start: int, end: int, *, title: bool) -> None:
        """Read the events ``first`` to ``last``, which stand in ``text[start:end]``."""
        for number in range(first, last):
            if self.kinds[number] == BREAK:
                self._paragraph(first, number, start, self.starts[number], title)
                first, start = number + 1, self.ends[number]
        self._paragraph(first, last, start, end, title)

    def _paragraph(self, first: int, last: int, start: int, end: int, title: bool) -> None:
        if start >= end:
            return
        self.begin_paragraph(first, last, start, end, title=title)
        marks = self.marks()
        pairs = pair_marks(self.text, marks, end) if marks else []
        self.pairs = {pair.start: pair for pair in pairs}
        self.stops = [n for n in range(first, last) if self.kinds[n] == STOP] if pairs else []
        self._take_over(marks, pairs)
        number = first
        while number < last:
            number = self._step(number)
        self.stop(end, end)

    def _take_over(self, marks: list[Mark], pairs: list[Pair]) -> None:
        """Go on with what the paragraph before left open: a quotation, or a colon."""
        quote, colon = self.open_quote, self.open_colon
        self.open_quote = self.open_colon = None
        if quote is not None and marks and (not pairs or pairs[0].start > marks[0].start):
            self.add(self.start, marks[0].start, "quoted", quote, "continued")
            self.swallow = self.clause = marks[0].end
        elif quote is not None:
            self.continues = quote
        elif colon is not None:
            self.cue = colon
            if not pairs or not self.blank(self.start, pairs[0].start):
                self.open(self.start, "colon")

    def _step(self, number: int) -> int:
        """Handle one event and return the number of the next."""
        kind, start = self.kinds[number], self.starts[number]
        if kind == MARK:
            pair = self.pairs.get(start)
            return self.read_marks(number, pair) if pair is not None else number + 1
        if start < self.swallow:
            return number + 1
        if kind == STOP:
            if not asks_on(self, number):
                self.stop(start, self.ends[number])
        elif kind == PAUSE:
            self._pause(number)
        elif kind == COLON:
            self.read_colon(number)
        elif kind in (CUE, PARTICIPLE, NOUN):
            self._cue(number, kind)
        elif kind == THAT:
            self._that(number)
        elif kind in (ACT, ACTING):
            self._act(number, kind)
        elif kind == CONTRAST:
            self._contrast(number)
        elif kind == GOVERNOR:
            read_governor(self, number)
        elif kind == AS:
            self.as_at = start
        return number + 1

    def _pause(self, number: int) -> None:
        start, end = self.starts[number], self.ends[number]
        self.pause = end
        if self.report >= 0 and resumes(self, end):
            self.close(start)
        dots = self.title and self.text[start] == "." and self.report < 0
        if (
            dots
            and self.cue is not None
            and self.cue.entry.kind == CUE
            and start - self.cue.end < 2
        ):
            self.open(end, "colon")  # الحراس يؤكدون..

    # -- words -------------------------------------------------------------------------------

    def _cue(self, number: int, kind: int) -> None:
        start, end = self.starts[number], self.ends[number]
        entry = self.words[self.items[number]]
        if not is_cue(self, entry, start, end):
            return
        if self.report >= 0 and kind == CUE and recites(self, end):
            read_bracket(self, end)
            return
        if self.report >= 0:
            at = inference(self, start) if kind == NOUN else cut(self, entry, number)
            if at < 0:
                return
            self.close(at)
        if kind == NOUN and self.cue is not None and not is_own_noun(self, entry, start):
            return
        if kind == PARTICIPLE and self.cue is not None and self.cue.entry.kind == CUE:
            self.main = self.cue
        if is_in_passing(self, entry, number):
            return
        self.cue = Anchor(start, end, entry)
        read_bracket(self, end)
        said = said_at_once(self, number) if kind == CUE else -1
        if said >= 0:
            self.open(said, "at once")
            return
        if self.text[start - 7 : start] == "على ما ":
            self.as_at = start - 7
        if 0 < start - self.as_at < 8 and self.as_at > self.sentence + 3:
            read_as_said(self, number)

    def _act(self, number: int, kind: int) -> None:
        start, end = self.starts[number], self.ends[number]
        entry = self.words[self.items[number]]
        doubtful = cue_of(entry).needs == "initial" and not entry.linked
        if doubtful and not self.begins_clause(start):
            return  # لم يتم طلب الشهادة: a noun
        if self.report >= 0:
            at = cut(self, entry, number)
            if at < 0 or not (entry.linked or kind == ACTING or at < start):
                return
            self.close(at)
        elif kind == ACT and (not self.begins_clause(start) or is_of_source(self, entry, number)):
            return
        anchor = Anchor(start, end, entry)
        # طالب بأن، داعياً إلى أن: what it asks for is reported
        counting = self.text[start:end] in _COUNTING
        asks = counting or bool(cue_of(entry).preposition or cue_of(entry).subjunctive)
        if kind == ACT:
            if not self.title and cue_of(entry).speech:
                self.subjects.update(words_of(self.text, end, min(end + _SUBJECT, self.end)))
            self.main = anchor
            self.cue = anchor if asks else None
        elif asks and (self.after_pause(start) or self.text[end - 2 : end] in _CALLING):
            if self.cue is not None and self.cue.entry.kind == CUE:
                self.main = self.cue
            self.cue = anchor
            if counting:
                self.open(end, "at once")  # عاداً الحادث دليلاً على …

    def _contrast(self, number: int) -> None:
        start, end = self.starts[number], self.ends[number]
        if self.report < 0 and self.cue is not None and self.text[start:end] == "ألا":
            if cue_of(self.cue.entry).subjunctive and is_subjunctive(word_after(self.text, end)):
                self.open(end, "that")  # داعياً الله ألا ينساهم
        elif self.report >= 0 and is_withheld(self, start, end):
            self.close(start - 3 if self.text[start - 3 : start] == "من " else start)
        elif self.report >= 0 and is_background(self, start, end):
            self.close(start)
        elif is_contrast(self, start, end):
            if self.text[start - 3 : start] == "في ":
                start -= 4 if self.text[start - 4 : start - 3] == "و" else 3
            self.contrast = start
            if self.report >= 0 and is_reserve(self.text, start, end):
                self.close(start)
            if self.report < 0 and self.cue is None and not goes_on(self, start, end):
                self.clause = end

    def _that(self, number: int) -> None:
        start, end = self.starts[number], self.ends[number]
        marked = self.words[self.items[number]].marked
        if self.report >= 0:
            if self.text[start - 4 : start] in ("غير ", "بيد ") and not marked:
                self.close(start - 4)  # the outlet's objection
        elif self.governor is not None and self.governor.start - self.clause < 3:
            self.cue = self.governor
            self.open(end, "governed", marked=marked)
        elif takes(self, start, end, marked=marked):
            self.open(end, "that", marked=marked)
            read_bracket(self, end)
        elif self._remarks(start):
            self.cue, self.clause = None, end  # يذكر أن …، وفق المصدر
        elif self.heard is not None and self._goes_on(start):
            self.cue = self.heard
            self.open(end, "continued", marked=marked)

    def _remarks(self, start: int) -> bool:
        """Tell whether a word of saying and its particle only lead in a sentence: يذكر أن."""
        cue = self.cue
        if cue is None or self.report >= 0 or start - cue.end > 2 or cue.entry.kind != CUE:
            return False
        return self.opens_sentence(cue.start)

    def _goes_on(self, start: int) -> bool:
        """Tell whether a sentence that begins with وأنّ goes on with the report before it."""
        return self.text[start : start + 2] == "وأ" and self.blank(self.sentence, start)
