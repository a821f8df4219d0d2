"""The state machine of the voice rules: one walk over a text's events, sentence by sentence."""

from __future__ import annotations

from framing.reading.cues import Cue, Entry, word_lists
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
from framing.reading.events import Events, known_words
from framing.reading.governing import match_governor
from framing.reading.headlines import speaker_before_colon
from framing.reading.marks import Mark, Pair, pair_marks
from framing.reading.speech import Anchor, Speech
from framing.reading.speechmarks import Setting, speech_rule
from framing.reading.words import fold, word_after, word_before

_TRIMMED_BEFORE = frozenset(" \u00a0\n\t:،,-–—.")
_TRIMMED_AFTER = frozenset(" \u00a0\n\t،,؛-–—.:")
_PREPOSITIONS = frozenset({"الي", "علي", "من", "عن", "في"})
_LONGEST_GAP = 300  # characters between a cue and its particle
_LONGEST_NOUN_GAP = 60
_NEW_CLAUSE = 70  # characters between a contrast and the cue of its clause


class Walker:
    """Walks over the events of one text and gathers speech and names in marks."""

    def __init__(self, text: str, events: Events) -> None:
        self.text = text
        self.starts, self.ends, self.kinds, self.items = events
        self.words = known_words()
        self.lists = word_lists()
        self.speech: list[Speech] = []
        self.names: list[Pair] = []
        self.open_quote: Anchor | None = None  # a quotation its paragraph left open
        self.open_colon: Anchor | None = None  # a colon that ended its paragraph
        self.heard: Anchor | None = None  # the last word of saying that gave a clause
        self.end = 0
        self.before = (0, 0)  # the sentence before, from its last clause
        self._new_sentence(0)

    # -- paragraphs --------------------------------------------------------------------------

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
        self.first, self.last, self.start, self.end, self.title = first, last, start, end, title
        self.swallow = start
        self.before = (start, start)
        marks = [
            Mark(self.starts[n], self.ends[n], self.items[n])
            for n in range(first, last)
            if self.kinds[n] == MARK
        ]
        pairs = pair_marks(self.text, marks, end)
        self.pairs = {pair.start: pair for pair in pairs}
        self._new_sentence(start)
        self._take_over(marks, pairs)
        number = first
        while number < last:
            number = self._step(number)
        self._stop(end, end)

    def _take_over(self, marks: list[Mark], pairs: list[Pair]) -> None:
        """Go on with what the paragraph before left open: a quotation, or a colon."""
        quote, colon = self.open_quote, self.open_colon
        self.open_quote = self.open_colon = None
        if quote is not None and marks and (not pairs or pairs[0].start > marks[0].start):
            self._add(self.start, marks[0].start, "quoted", quote, "continued")
            self.swallow = self.clause = marks[0].end
        elif quote is not None:
            self.continues = quote
        elif colon is not None:
            self.cue = colon
            if not pairs or self.text[self.start : pairs[0].start].strip():
                self._open_report(self.start, "colon")

    def _step(self, number: int) -> int:
        """Handle one event and return the number of the next."""
        kind, start = self.kinds[number], self.starts[number]
        if kind == MARK:
            pair = self.pairs.get(start)
            return self._mark(number, pair) if pair is not None else number + 1
        if start < self.swallow:
            return number + 1
        if kind == STOP:
            self._stop(start, self.ends[number])
        elif kind == PAUSE:
            self.pause = self.ends[number]
        elif kind == COLON:
            self._colon(number)
        elif kind in (CUE, PARTICIPLE, NOUN):
            self._cue(number, kind)
        elif kind == THAT:
            self._that(number)
        elif kind in (ACT, ACTING):
            self._act(number, kind)
        elif kind == CONTRAST:
            self._contrast(number)
        elif kind == GOVERNOR:
            self._governor(number)
        elif kind == AS:
            self.as_at = start
        return number + 1

    # -- sentences ---------------------------------------------------------------------------

    def _new_sentence(self, start: int) -> None:
        self.sentence = self.clause = start
        self.cue: Anchor | None = None  # a word of saying that waits for what was said
        self.main: Anchor | None = None  # the verb that participles lean on
        self.report = self.contrast = self.as_at = self.pause = self.quoted = -1
        self.report_rule = ""
        self.report_marked = False
        self.report_cue: Anchor | None = None
        self.report_main: Anchor | None = None
        self.governor: Anchor | None = None
        self.continues: Anchor | None = None

    def _stop(self, start: int, end: int) -> None:
        n_speech = len(self.speech)
        self._close_report(start)
        if self.governor is not None:
            self._govern(self.clause, self.governor.start, self.governor)
        elif self.cue is not None and self.speech[n_speech:] == []:
            self._comma_speech(start)
        before = (self.clause, start)
        self._new_sentence(end)
        self.before = before

    def _comma_speech(self, end: int) -> None:
        """Read قال فلان، … without particle or marks: what follows the comma was said."""
        cue = self.cue
        if cue is None or cue.entry.cue is None or cue.entry.cue.cue != "قال":
            return
        comma = self.text.find("،", cue.end, min(end, cue.end + 60))
        if comma > 0 and len(self.text[comma:end].split()) > 8:
            self._add(comma + 1, end, "reported", cue, "comma")

    def _open_report(self, start: int, rule: str, *, marked: bool = False) -> None:
        self.report, self.report_rule, self.report_marked = start, rule, marked
        self.report_cue, self.report_main = self.cue, self.main
        if self.cue is not None and self.cue.entry.kind in (CUE, GOVERNOR):
            self.main = self.cue
        self.heard = self.cue
        self.cue = self.governor = None

    def _close_report(self, end: int) -> None:
        if self.report >= 0:
            cue, main = self.report_cue, self.report_main
            self._add(self.report, end, "reported", cue, self.report_rule, main)
            self.report = -1
            self.clause = end

    def _add(
        self,
        start: int,
        end: int,
        voice: str,
        cue: Anchor | None,
        rule: str,
        main: Anchor | None = None,
    ) -> None:
        text = self.text
        while start < end and text[start] in _TRIMMED_BEFORE:
            start += 1
        while end > start and text[end - 1] in _TRIMMED_AFTER:
            end -= 1
        if end <= start or (voice == "reported" and self._only_quoted(start, end)):
            return
        self.speech.append(Speech(start, end, voice, rule, cue, main, self.sentence))

    def _only_quoted(self, start: int, end: int) -> bool:
        """Tell whether a reported clause is nothing but one quotation and its marks."""
        last = self.speech[-1] if self.speech else None
        if last is None or last.voice != "quoted" or last.start < start:
            return False
        return last.start - start <= 2 and end - last.end <= 2

    # -- words -------------------------------------------------------------------------------

    def _begins_clause(self, start: int) -> bool:
        """Tell whether a word stands first in its clause, adverbs aside."""
        return self._only_openers(max(self.sentence, self.pause, self.quoted, self.clause), start)

    def _opens_sentence(self, start: int) -> bool:
        return self._only_openers(self.sentence, start)

    def _only_openers(self, start: int, end: int) -> bool:
        words = self.text[start:end].split() if end - start < 40 else ["x"]
        return len(words) < 5 and all(fold(word) in self.lists["opener"] for word in words)

    def _cue(self, number: int, kind: int) -> None:
        start, end = self.starts[number], self.ends[number]
        entry = self.words[self.items[number]]
        if not self._is_cue(entry, kind, start, end):
            return
        if self.report >= 0:
            cut = self._cut(entry, kind, start, end)
            if cut < 0:
                return
            self._close_report(cut)
        if kind == NOUN and not entry.marked and self.cue is not None:
            return
        if kind == PARTICIPLE and self.cue is not None and self.cue.entry.kind == CUE:
            self.main = self.cue
        self.cue = Anchor(start, end, entry)
        if 0 < start - self.as_at < 6 and self.as_at > self.sentence + 3:
            self._as_said(number)

    def _as_said(self, number: int) -> None:
        """Give the clause before to its source: …، كما قال الوزير."""
        after = self._phrase_end(number)
        end = self.starts[after] if after < self.last else self.end
        kind = self.kinds[after] if after < self.last else STOP
        subject = self.text[self.ends[number] : end].split()
        if kind in (STOP, PAUSE, CONTRAST) and 0 < len(subject) < 5 and self.cue is not None:
            cue, self.cue = self.cue, None
            if not any(word in _PREPOSITIONS for word in map(fold, subject)):
                self._add(self.clause, self.as_at, "reported", cue, "as said")
                self.heard, self.clause = cue, end

    def _is_cue(self, entry: Entry, kind: int, start: int, end: int) -> bool:
        assert entry.cue is not None
        needs = entry.cue.needs
        if entry.cue.cue.startswith("ا") and self.text[start + entry.linked] == "أ":
            return False  # أعتقد: the writer speaks, which is the outlet's own voice
        if kind == CUE and not entry.linked:
            if word_before(self.text, start) in self.lists["not_before_cue"]:
                return False  # دون ذكر: a noun
        if kind != CUE or not needs:
            return kind != NOUN or word_before(self.text, start) not in self.lists["remark"]
        if needs == "initial":
            preposition = self.text[start:end] in ("بين", "وبين")
            return self._begins_clause(start) and not (preposition and self.pause > self.sentence)
        following = word_after(self.text, end)
        if needs == "in":
            return following in ("في", "فيه", "فيها", "به", "بها", "علي", "عنه")
        if needs != "from":
            return True
        source = " من " if entry.cue.cue == "علم" else " عن "
        return self.text.find(source, end, end + 90) > 0

    def _cut(self, entry: Entry, kind: int, start: int, end: int) -> int:
        """Return where a report ends because this word begins a clause of the outlet's, or -1."""
        adjacent = self.pause >= 0 and not self.text[self.pause : start].strip()
        adjacent = adjacent or self.quoted >= start - 3
        if kind in (PARTICIPLE, ACTING):
            loose = entry.linked or fold(self.text[start:end]).endswith("ه")
            taking = kind == PARTICIPLE and self._is_taking(entry, end)
            return start if taking or (adjacent and not loose) else -1
        if kind == NOUN:
            return -1
        if self.contrast > self.report and start - self.contrast < _NEW_CLAUSE:
            return self.contrast
        if self.as_at > self.report and start - self.as_at < 6:
            return self.as_at
        if adjacent and (entry.linked or kind == CUE):
            return start
        speech = entry.cue is not None and entry.cue.speech
        return start if kind == CUE and entry.linked and speech else -1

    def _is_taking(self, entry: Entry, end: int) -> bool:
        """Tell whether a participle is followed by what opens its complement."""
        following = word_after(self.text, end)
        if following in ("ان", "انه", "انها", "انهم") or following.startswith("بان"):
            return True
        if entry.cue is None:
            return False
        prepositions = entry.cue.preposition
        return following in prepositions or ("ب" in prepositions and following.startswith("ب"))

    def _act(self, number: int, kind: int) -> None:
        start, end = self.starts[number], self.ends[number]
        entry = self.words[self.items[number]]
        if self.report >= 0:
            cut = self._cut(entry, kind, start, end)
            if cut < 0 or not (entry.linked or kind == ACTING or cut < start):
                return
            self._close_report(cut)
        elif kind == ACT and not self._begins_clause(start):
            return
        if kind == ACT:
            self.main, self.cue = Anchor(start, end, entry), None

    def _contrast(self, number: int) -> None:
        start, end = self.starts[number], self.ends[number]
        word = fold(self.text[start:end])
        if word.endswith("حين") and word_before(self.text, start) not in ("في", "وفي"):
            return
        if word.endswith(("الا", "غير", "بيد")):
            if word_after(self.text, end) not in ("ان", "انه", "انها", "انهم"):
                return
        elif word.endswith("اذ") and self.pause != start - 1:
            return
        self.contrast = start
        if self.report < 0 and self.cue is None:
            self.clause = end

    # -- particles, colons -------------------------------------------------------------------

    def _that(self, number: int) -> None:
        start, end = self.starts[number], self.ends[number]
        marked = self.words[self.items[number]].marked
        if self.report >= 0:
            if self.text[start - 4 : start] in ("غير ", "بيد ") and not marked:
                self._close_report(start - 4)  # the outlet's objection
            return
        if self.governor is not None and self.governor.start - self.clause < 3:
            self.cue = self.governor
            self._open_report(end, "governed", marked=marked)
        elif self.cue is not None and self._takes(start, end):
            self._open_report(end, "that", marked=marked)
        elif self._goes_on(start):
            self.cue = self.heard
            self._open_report(end, "continued", marked=marked)

    def _goes_on(self, start: int) -> bool:
        """Tell whether a sentence that begins with وأنّ goes on with the report before it."""
        return (
            self.heard is not None
            and self.text[start : start + 2] == "وأ"
            and not self.text[self.sentence : start].strip()
        )

    def _takes(self, start: int, end: int) -> bool:
        """Tell whether the particle opens what the cue says, not some other clause."""
        anchor = self.cue
        assert anchor is not None and anchor.entry.cue is not None
        cue, gap = anchor.entry.cue, start - anchor.end
        bare_noun = anchor.entry.kind == NOUN
        if gap > (_LONGEST_NOUN_GAP if bare_noun else _LONGEST_GAP):
            return False
        before = word_before(self.text, start).removeprefix("و")
        if gap < 3:
            word = fold(self.text[anchor.start : anchor.end])
            return word not in self.lists["remark"]
        if before in _PREPOSITIONS:
            if before not in cue.preposition:
                return False
        elif before in self.lists["before_that"]:
            return False
        return cue.subjunctive or not is_subjunctive(word_after(self.text, end))

    def _colon(self, number: int) -> None:
        text, end = self.text, self.ends[number]
        if self.report >= 0 or text[end : end + 1].isdigit():
            return
        if not text[end : self.end].strip():
            speaks = self.cue is not None and self.cue.entry.cue and self.cue.entry.cue.speech
            self.open_colon = self.cue if speaks else None
            return
        if number + 1 < self.last and not text[end : self.starts[number + 1]].strip():
            following = self.kinds[number + 1]
            if following == MARK or (following == THAT and self.cue is not None):
                return
        start = self.starts[number]
        if self.cue is not None:
            if start - self.cue.end < 200:
                self._open_report(end, "colon")
        elif self.title or self.end - self.start < 90:
            head = speaker_before_colon(text, self.sentence, start, title=self.title)
            if head is not None:
                self._open_report(end, "headline")

    # -- governors ---------------------------------------------------------------------------

    def _governor(self, number: int) -> None:
        start, end = self.starts[number], self.ends[number]
        if self.report >= 0:
            return
        cue = match_governor(self.text, start, end, self.end)
        if cue is None:
            return
        anchor = Anchor(start, end, _governing(cue))
        after = self._phrase_end(number)
        kind = self.kinds[after] if after < self.last else STOP
        at = self.starts[after] if after < self.last else self.end
        if self._opens_sentence(start):
            self._govern_on(anchor, after, kind, at)
        elif self.cue is not None:
            self.governor = anchor
        else:
            self._govern(self.clause, start, anchor)
            passing = self.pause >= 0 and not self.text[self.pause : start].strip()
            goes_on = kind == PAUSE and not self._turns(after + 1)
            following = self.text[self.ends[after] : self.end].lstrip() if goes_on else ""
            if following and (passing or not following.startswith(("و", "ف", "ا", "م"))):
                self.cue = anchor
                self._open_report(self.ends[after], "governed")
        if kind != THAT:
            self.swallow = at

    def _govern_on(self, anchor: Anchor, after: int, kind: int, at: int) -> None:
        """Give what follows to the source: بحسب المصدر، …; or the sentence before, if alone."""
        if kind == THAT:
            self.governor = anchor
            self.clause = anchor.start
        elif kind == PAUSE:
            self.cue = anchor
            self._open_report(self._after_particle(after), "governed")
        elif len(self.text[anchor.end : at].split()) > 6:
            self.cue = anchor
            self._open_report(self._after_words(anchor.end, 2), "governed")
        elif self.before[1] > self.before[0]:
            self._govern(*self.before, anchor)

    def _after_particle(self, number: int) -> int:
        """Return where speech begins after a pause: past a particle that stands right there."""
        end = self.ends[number]
        if number + 1 < self.last and self.kinds[number + 1] == THAT:
            if not self.text[end : self.starts[number + 1]].strip():
                return self.ends[number + 1]
        return end

    def _after_words(self, position: int, n: int) -> int:
        for _ in range(n):
            while position < self.end and self.text[position].isspace():
                position += 1
            while position < self.end and not self.text[position].isspace():
                position += 1
        return position

    def _phrase_end(self, number: int) -> int:
        """Return the number of the event that ends a governing phrase."""
        number += 1
        while number < self.last and self.kinds[number] not in (STOP, PAUSE, COLON, THAT, CONTRAST):
            number += 1
        return number

    def _turns(self, number: int) -> bool:
        """Tell whether an event right here turns from the clause before it."""
        if number >= self.last or self.starts[number] - self.pause > 4 + self.swallow:
            return False
        near = self.starts[number] - self.ends[number - 1] < 5
        return near and self.kinds[number] in (CUE, PARTICIPLE, ACT, ACTING, CONTRAST)

    def _govern(self, start: int, end: int, anchor: Anchor) -> None:
        self._add(start, end, "reported", anchor, "governed")
        self.heard = anchor
        self.governor = None
        self.clause = anchor.end

    # -- marks -------------------------------------------------------------------------------

    def _mark(self, number: int, pair: Pair) -> int:
        """Read a pair of marks as speech or as a name; return the next event's number."""
        if pair.start < self.swallow:
            self.names.append(pair)
            return number + 1
        rule = speech_rule(self.text, pair, self._setting(number, pair))
        if not rule or (rule == "partial" and self._holds_stop(number, pair)):
            self.names.append(pair)
            return number + 1
        cue = self.report_cue if self.report >= 0 else (self.cue or self.continues)
        self._add(pair.inner_start, pair.inner_end, "quoted", cue, rule, self.main)
        self._settle_quote(pair, cue)
        number += 1
        while number < self.last and self.starts[number] < pair.inner_end:
            inner = self.pairs.get(self.starts[number])
            if inner is not None and self.kinds[number] == MARK:
                self.names.append(inner)
            number += 1
        return number + 1 if pair.closed and number < self.last else number

    def _holds_stop(self, number: int, pair: Pair) -> bool:
        """Tell whether a sentence ends inside: then stray marks were paired, not a phrase."""
        while number < self.last and self.starts[number] < pair.inner_end - 1:
            if self.kinds[number] == STOP:
                return True
            number += 1
        return False

    def _settle_quote(self, pair: Pair, cue: Anchor | None) -> None:
        self.quoted, self.governor = pair.end, None
        if not pair.closed:
            self.open_quote = cue
        if self.report < 0:
            if self.cue is not None and self.cue.entry.kind == CUE:
                self.main = self.cue
            self.heard = cue
            self.cue = None
            self.clause = pair.end
        last = self.text[pair.inner_start : pair.inner_end].rstrip()[-1:]
        if last and last in ".!?؟" and self.text[pair.end : pair.end + 1] not in ("،", ","):
            self._stop(pair.end, pair.end)

    def _setting(self, number: int, pair: Pair) -> Setting:
        text, start = self.text, pair.start
        opens = self.report >= 0 and not text[self.report : start].strip()
        lead = text[max(self.sentence, start - 3) : start].rstrip()
        gap = text[self.cue.end : start].strip(" \u00a0-،,:") if self.cue is not None else "x"
        first = not text[self.start : start].strip(" \u00a0-–—")
        return Setting(
            opens=opens,
            marked=self.report_marked,
            inside=self.report >= 0 and not opens,
            colon=lead.endswith(":"),
            cue=self.cue is not None and self.report < 0,
            near=not gap,
            comma=lead.endswith(("،", ",")),
            followed=self._followed(number, pair),
            ahead=text[pair.end : pair.end + 3].lstrip()[:1],
            first=first,
            continued=first and self.continues is not None,
        )

    def _followed(self, number: int, pair: Pair) -> bool:
        """Tell whether a word of saying comes right after the marks."""
        while number < self.last and self.starts[number] < pair.end:
            number += 1
        if number < self.last and self.kinds[number] == PAUSE:
            number += 1
        if number >= self.last or self.kinds[number] != CUE:
            return False
        gap = self.text[pair.end : self.starts[number]].strip(" \u00a0،,")
        return not gap and not self.words[self.items[number]].linked


def _governing(cue: Cue) -> Entry:
    return Entry(GOVERNOR, cue, False, False, "")


_NOUNS_IN_YA = ("يوم", "يمن", "يهو", "يون", "يول", "ينا", "يوس", "ياس", "يحي", "ياف", "ينب")


def is_subjunctive(word: str) -> bool:
    """Tell whether a word after أنْ is a verb in the present, not a name.

    Examples
    --------
    >>> is_subjunctive("يكون"), is_subjunctive("اليمن"), is_subjunctive("يوسف")
    (True, False, False)
    """
    return word.startswith("ي") and len(word) > 2 and not word.startswith(_NOUNS_IN_YA)
