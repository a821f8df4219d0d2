"""What is known while a sentence is read: who is about to speak, and what is being said."""

from __future__ import annotations

from framing.reading.cues import RELATIVES, word_lists
from framing.reading.eventkinds import ACTING, CUE, GOVERNOR, MARK, PARTICIPLE
from framing.reading.events import Events, known_words
from framing.reading.marks import Mark, Pair
from framing.reading.speech import Anchor, Speech
from framing.reading.subjects import past_opening
from framing.reading.words import fold, word_after, words_of

_TRIMMED_BEFORE = frozenset(" \u00a0\n\t:،,؛;-–—.")
_TRIMMED_AFTER = frozenset(" \u00a0\n\t،,؛-–—.:")
_CLOSING = frozenset('”»"')
_SUBJECT = 60  # characters between a verb and what was said that may name somebody
_ASIDE = 40  # characters between a comma and the verb of a relative clause
_FAR = 40  # characters; a longer gap is not looked into


class Sentence:
    """The state of the walk over one text, and the speech and names found so far.

    Places are code points, -1 where there is none. ``cue`` is a word of saying that waits for
    what was said; ``main`` the verb that participles lean on; ``report`` where the reported
    clause that is open begins; ``clause`` where the clause begins that a governing phrase would
    take; ``swallow`` until where words are part of such a phrase.
    """

    def __init__(self, text: str, events: Events) -> None:
        self.text = text
        self.starts, self.ends, self.kinds, self.items = events
        self.words = known_words()
        self.lists = word_lists()
        self.speech: list[Speech] = []
        self.names: list[Pair] = []
        self.subjects: set[str] = set()  # words by which the body names who speaks
        self.open_quote: Anchor | None = None  # a quotation its paragraph left open
        self.open_colon: Anchor | None = None  # a colon that ended its paragraph
        self.heard: Anchor | None = None  # the last word of saying that gave a clause
        self.pairs: dict[int, Pair] = {}
        self.stops: list[int] = []  # numbers of the events that end the paragraph's sentences
        self.begin_paragraph(0, 0, 0, 0, title=False)

    def begin_paragraph(self, first: int, last: int, start: int, end: int, *, title: bool) -> None:
        """Forget the sentence before; the events ``first`` to ``last`` come next."""
        self.first, self.last, self.start, self.end, self.title = first, last, start, end, title
        self.swallow = start
        self.before = (start, start)  # the sentence before, from its last clause
        self.begin(start)

    def begin(self, start: int) -> None:
        """Begin a sentence."""
        self.sentence = self.clause = start
        self.cue: Anchor | None = None
        self.main: Anchor | None = None
        self.report = self.contrast = self.as_at = self.pause = self.quoted = -1
        self.report_rule, self.report_marked = "", False
        self.report_aside = False
        self.report_cue: Anchor | None = None
        self.report_main: Anchor | None = None
        self.governor: Anchor | None = None
        self.continues: Anchor | None = None

    def marks(self) -> list[Mark]:
        """Return the paragraph's quotation marks."""
        marks: list[Mark] = []
        number = self.first - 1
        for _ in range(self.kinds[self.first : self.last].count(MARK)):
            number = self.kinds.index(MARK, number + 1)
            marks.append(Mark(self.starts[number], self.ends[number], self.items[number]))
        return marks

    # -- speech ------------------------------------------------------------------------------

    def open(self, start: int, rule: str, *, marked: bool = False) -> None:
        """Open a reported clause that the waiting word of saying gives."""
        self.report, self.report_rule, self.report_marked = start, rule, marked
        self.hear(start)
        self.report_cue, self.report_main = self.cue, self.main
        if self.cue is not None and self.cue.entry.kind == ACTING:
            self.report_cue = self.cue._replace(entry=self.cue.entry._replace(kind=PARTICIPLE))
        self.report_aside = False
        if self.cue is not None and self.cue.entry.kind in (CUE, GOVERNOR):
            self.main = self.cue
            self.report_aside = self._is_aside(self.cue.start)
        self.heard = self.cue
        self.cue = self.governor = None

    def _is_aside(self, start: int) -> bool:
        """Tell whether a verb stands in a relative clause after a comma: ، الذين يقولون."""
        if self.pause <= self.sentence or start - self.pause > _ASIDE:
            return False
        return word_after(self.text, self.pause) in RELATIVES

    def close(self, end: int) -> None:
        """Close the reported clause, if one is open."""
        if self.report >= 0:
            cue, main = self.report_cue, self.report_main
            self.add(self.report, end, "reported", cue, self.report_rule, main)
            self.report = -1
            self.clause = end

    def add(
        self,
        start: int,
        end: int,
        voice: str,
        cue: Anchor | None,
        rule: str,
        main: Anchor | None = None,
    ) -> None:
        """Write down a stretch of speech, without the space and signs at its ends."""
        text = self.text
        while start < end and text[start] in _TRIMMED_BEFORE:
            start += 1
        while end > start and text[end - 1] in _TRIMMED_AFTER:
            end -= 1
        if (
            voice == "reported"
            and text[end - 1 : end] in _CLOSING
            and text[end - 2 : end - 1] == "."
        ):
            end -= 2  # إن الباب «مغلق.»: the sentence's end stands within
        if not any(map(str.isalnum, text[start:end])) or (
            voice == "reported" and self._only_quoted(start, end)
        ):
            return
        self.speech.append(Speech(start, end, voice, rule, cue, main, self.sentence))

    def _only_quoted(self, start: int, end: int) -> bool:
        """Tell whether a reported clause is nothing but one quotation and its marks."""
        last = self.speech[-1] if self.speech else None
        if last is None or last.voice != "quoted" or last.start < start:
            return False
        return last.start - start <= 2 and end - last.end <= 2

    def govern(self, start: int, end: int, anchor: Anchor, rule: str = "governed") -> None:
        """Give a clause to the source of a governing phrase."""
        start = past_opening(self.text, start, end)
        start += len("كما ") if self.text.startswith("كما ", start) else 0
        self.add(start, end, "reported", anchor, rule)
        self.heard = anchor
        self.governor = None
        self.clause = anchor.end

    def hear(self, end: int) -> None:
        """Remember the words between a verb of saying and what was said: they name somebody."""
        cue = self.cue
        verb = not self.title and cue is not None and cue.entry.kind == CUE
        if verb and cue is not None:
            self.subjects.update(words_of(self.text, cue.end, min(end, cue.end + _SUBJECT)))

    # -- places ------------------------------------------------------------------------------

    def blank(self, start: int, end: int, signs: str = "") -> bool:
        """Tell whether nothing but space (and some signs) stands between two places."""
        return end - start < _FAR and not self.text[start:end].strip(" \u00a0\t\r\n" + signs)

    def begins_clause(self, start: int) -> bool:
        """Tell whether a word stands first in its clause, adverbs aside."""
        return self._openers(max(self.sentence, self.pause, self.quoted, self.clause), start)

    def opens_sentence(self, start: int) -> bool:
        """Tell whether a word stands first in its sentence, adverbs aside."""
        return self._openers(self.sentence, start)

    def _openers(self, start: int, end: int) -> bool:
        if end - start >= _FAR:
            return False
        words = self.text[start:end].split()
        return len(words) < 5 and all(fold(word) in self.lists["opener"] for word in words)

    def after_pause(self, start: int) -> bool:
        """Tell whether a comma or a quotation ends right before a place."""
        return self.quoted >= start - 3 or (self.pause >= 0 and self.blank(self.pause, start))
