"""Whose words: a text split into the outlet's own, reported and quoted stretches.

The rules are those of the coding manual. A state machine walks over the events of a text once,
a sentence at a time; quotation marks are paired a paragraph at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from framing.reading.cues import (
    AS,
    CONTRAST,
    CUE,
    GOVERNOR,
    NOUN,
    PARTICIPLE,
    THAT,
    Cue,
    governors,
    word_lists,
)
from framing.reading.events import BREAK, COLON, MARK, PAUSE, STOP, WORD, Event, find_events
from framing.reading.marks import Pair, pair_marks
from framing.reading.words import word_after, word_before, words_of


class Speech(NamedTuple):
    """A stretch that is somebody else's words, and the cue that gives them."""

    start: int
    end: int
    voice: str
    cue: Cue | None
    cue_start: int
    cue_end: int
    rule: str


class Reading(NamedTuple):
    """What was found in one text: speech (reported and quoted) and names in marks."""

    speech: list[Speech]
    names: list[Pair]


def read_voices(text: str, body_start: int = 0, skip: Sequence[tuple[int, int]] = ()) -> Reading:
    """Find every stretch of a text that is not in the outlet's own voice.

    Parameters
    ----------
    text : str
        The article.
    body_start : int
        Where its body begins; the title is read by itself.
    skip : sequence of (start, end)
        Page furniture, in order: read as nobody's words.

    Returns
    -------
    Reading
        Reported and quoted stretches in order of their beginnings, and marks around names.

    Examples
    --------
    >>> text = "قال الوزير إن المعبر «مغلق حتى إشعار آخر»."
    >>> [(s.voice, text[s.start:s.end]) for s in read_voices(text).speech]
    [('reported', 'المعبر «مغلق حتى إشعار آخر»'), ('quoted', 'مغلق حتى إشعار آخر')]
    """
    walker = _Walker(text)
    for start, end in _kept(len(text), body_start, skip):
        walker.walk(start, end, title=end <= body_start)
    walker.speech.sort(key=lambda s: (s.start, -s.end))
    return Reading(walker.speech, walker.names)


def _kept(n: int, body_start: int, skip: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches to read: title, then what lies between the furniture."""
    kept = []
    position = 0
    for start, end in [*([(body_start, body_start)] if body_start else []), *skip, (n, n)]:
        if start > position:
            kept.append((position, start))
        position = max(position, end)
    return kept


class _Walker:
    """The state machine over one text's events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.speech: list[Speech] = []
        self.names: list[Pair] = []
        self.lists = word_lists()
        self._new_sentence(0)

    def walk(self, start: int, end: int, *, title: bool) -> None:
        """Read ``text[start:end]``, paragraph by paragraph."""
        events = find_events(self.text, start, end)
        first, position = 0, start
        for number, event in enumerate(events):
            if event.kind == BREAK:
                self._paragraph(events[first:number], position, event.start, title)
                first, position = number + 1, event.end
        self._paragraph(events[first:], position, end, title)

    def _paragraph(self, events: list[Event], start: int, end: int, title: bool) -> None:
        pairs = {p.start: p for p in pair_marks(self.text, _marks(events), end)}
        self.events, self.end, self.title = events, end, title
        self._new_sentence(start)
        self.closes: dict[int, Pair] = {}
        number = 0
        while number < len(events):
            number = self._step(number, events[number], pairs)
        self._stop(end, end)

    def _step(self, number: int, event: Event, pairs: dict[int, Pair]) -> int:
        """Handle one event and return the number of the next."""
        self.number = number
        if event.kind == MARK:
            pair = pairs.get(event.start)
            return self._mark(number, pair) if pair else number + 1
        if event.kind == STOP:
            self._stop(event.start, event.end)
        elif event.kind == COLON:
            self._colon(event)
        elif event.kind == PAUSE:
            self.pause = event.end
            if self.resume:
                self._resume(event.end)
        elif event.entry is not None:
            self._word(event)
        return number + 1

    # -- sentences ---------------------------------------------------------------------------

    def _new_sentence(self, start: int) -> None:
        self.sentence = start
        self.clause = start
        self.cue: Event | None = None
        self.cue_as = False
        self.report = -1
        self.report_rule = ""
        self.contrast = -1
        self.pause = -1
        self.governor: tuple[int, int, Cue, bool] | None = None
        self.resume: Cue | None = None
        self.quoted_until = -1

    def _stop(self, start: int, end: int) -> None:
        self._close_report(start)
        if self.governor is not None:
            self._govern_back()
        self._new_sentence(end)

    def _open_report(self, start: int, rule: str) -> None:
        self.report, self.report_rule = start, rule
        self.governor = None
        self.report_cue = self.cue
        self.cue = None

    def _close_report(self, end: int) -> None:
        if self.report >= 0:
            cue = self.report_cue
            self._add(self.report, end, "reported", cue, self.report_rule)
            self.report = -1
            self.clause = end

    def _add(self, start: int, end: int, voice: str, cue: Event | None, rule: str) -> None:
        text = self.text
        while start < end and text[start] in " \u00a0\n\t:،,-":
            start += 1
        while end > start and text[end - 1] in " \u00a0\n\t،,؛":
            end -= 1
        if end > start:
            entry = cue.entry.cue if cue is not None and cue.entry is not None else None
            at = (cue.start, cue.end) if cue is not None else (-1, -1)
            self.speech.append(Speech(start, end, voice, entry, *at, rule))

    # -- words -------------------------------------------------------------------------------

    def _word(self, event: Event) -> None:
        entry = event.entry
        assert entry is not None
        if entry.kind in (CUE, PARTICIPLE, NOUN):
            self._cue(event, entry.kind)
        elif entry.kind == THAT:
            self._that(event)
        elif entry.kind == CONTRAST:
            if self._is_contrast(event):
                self.contrast = event.start
                if self.resume is None and self.report < 0:
                    self.clause = event.end
        elif entry.kind == GOVERNOR:
            self._governor(event)
        elif entry.kind == AS:
            self.cue_as = True

    def _is_contrast(self, event: Event) -> bool:
        word = self.text[event.start : event.end]
        if word.endswith("حين"):
            return word_before(self.text, event.start) in ("في", "وفي")
        if word.endswith(("إلا", "الا", "غير", "بيد")):
            return word_after(self.text, event.end) in ("ان", "انه", "انها", "انهم")
        return True

    def _cue(self, event: Event, kind: int) -> None:
        assert event.entry is not None and event.entry.cue is not None
        preposition = self.text[event.start : event.end] in ("بين", "وبين")
        if preposition and self.text[self.sentence : event.start].strip():
            return
        if self.report >= 0:
            end = self._new_clause(event, kind)
            if end < 0:
                return
            self._close_report(end)
        if self.cue is not None and kind == PARTICIPLE and self.governor is None:
            self.clause = event.start
        self.cue = event
        after_as = word_before(self.text, event.start) in ("كما", "مثلما", "حسبما")
        self.cue_as = after_as and event.start - self.sentence > 8

    def _new_clause(self, event: Event, kind: int) -> int:
        """Return where a report ends because this cue begins a clause of the outlet's, or -1."""
        entry = event.entry
        assert entry is not None
        between = self.text[self.pause : event.start] if self.pause >= 0 else "x"
        if kind == PARTICIPLE:
            return event.start
        if self.contrast > self.report and event.start - self.contrast < 70:
            return self.contrast
        if kind == CUE and (not between.strip() or self.quoted_until >= event.start - 2):
            return event.start
        if kind == CUE and entry.linked and entry.cue is not None and entry.cue.speech:
            return event.start
        return -1

    def _that(self, event: Event) -> None:
        if self.report >= 0:
            return
        if self.governor is not None and self._initial(self.governor):
            self._open_governed(event.end)
            return
        if self.cue is None or not self._takes(event):
            return
        self._open_report(event.end, "that-clause")

    def _takes(self, event: Event) -> bool:
        """Tell whether the particle opens what the cue says, not some other clause."""
        assert self.cue is not None and self.cue.entry is not None
        cue = self.cue.entry.cue
        assert cue is not None
        if event.start - self.cue.end > 300:
            return False
        before = word_before(self.text, event.start)
        if event.start - self.cue.end > 2 or before in ("الي", "علي", "من", "عن"):
            if before in ("الي", "علي", "من", "عن"):
                if before not in cue.preposition:
                    return False
            elif before.removeprefix("و") in self.lists["before_that"]:
                return False
        if not cue.subjunctive and _is_subjunctive(word_after(self.text, event.end)):
            return False
        return not (self.cue.entry.kind == NOUN and event.start - self.cue.end > 25)

    # -- governors ---------------------------------------------------------------------------

    def _governor(self, event: Event) -> None:
        if self.report >= 0 or self.resume is not None:
            return
        first = words_of(self.text, event.start, event.end)[0]
        first = first[1:] if first[0] in "وف" and first not in governors() else first
        following = words_of(self.text, event.end, min(self.end, event.end + 60))
        for rest, cue in governors().get(first, ()):
            object_words = following[len(rest) :]
            if tuple(following[: len(rest)]) == rest or self._attached(rest, following):
                if self._governs(cue, object_words):
                    initial = not self.text[self.clause : event.start].strip(" ،,\u00a0و-")
                    self.governor = (event.start, event.end, cue, initial)
                return

    def _attached(self, rest: tuple[str, ...], following: list[str]) -> bool:
        """Match a phrase that ends in ل, which is written with the next word."""
        if not rest or len(following) < len(rest) or rest[-1] not in ("ل",):
            return False
        n = len(rest) - 1
        return tuple(following[:n]) == rest[:n] and following[n].startswith("ل")

    def _governs(self, cue: Cue, words: list[str]) -> bool:
        if not words:
            return False
        word = words[0]
        stems = {
            word,
            word.removeprefix("لل"),
            "ال" + word.removeprefix("لل"),
            word.removeprefix("ل"),
        }
        if cue.object == "clause":
            return True
        if stems & self.lists["not_source"]:
            return False
        return cue.object == "person" or bool(stems & self.lists["source"])

    def _initial(self, governor: tuple[int, int, Cue, bool]) -> bool:
        return governor[3]

    def _open_governed(self, start: int) -> None:
        assert self.governor is not None
        at, end, cue, _ = self.governor
        self.cue = Event(at, end, WORD, _entry(cue))
        self._open_report(start, "governed")

    def _govern_back(self) -> None:
        """Hand the clause before the governing phrase to its source."""
        assert self.governor is not None
        at, end, cue, initial = self.governor
        event = Event(at, end, WORD, _entry(cue))
        if initial:
            comma = self.text.find("،", end, self.end)
            if comma > 0:
                self._add(comma + 1, self.end, "reported", event, "governed")
        else:
            self._add(self.clause, at, "reported", event, "governed")
        self.governor = None

    def _resume(self, start: int) -> None:
        self.resume = None

    # -- marks and colons --------------------------------------------------------------------

    def _colon(self, event: Event) -> None:
        text = self.text
        if self.report >= 0 or text[event.end : event.end + 1].isdigit():
            return
        following = self.events[self.number + 1] if self.number + 1 < len(self.events) else None
        gap = text[event.end : following.start].strip() if following is not None else "x"
        if following is not None and not gap and following.kind == MARK:
            return
        entry = following.entry if following is not None and not gap else None
        if entry is not None and entry.kind == THAT and self.cue is not None:
            return
        if self.cue is not None:
            if event.start - self.cue.end < 200:
                self._open_report(event.end, "colon")
        elif self.title and self._is_speaker(self.sentence, event.start):
            self._open_report(event.end, "headline")

    def _is_speaker(self, start: int, end: int) -> bool:
        words = words_of(self.text, start, end)
        if not 0 < len(words) <= 9 or any(word in self.lists["notice"] for word in words):
            return False
        return not all(word.removeprefix("و") in self.lists["place"] for word in words)

    def _mark(self, number: int, pair: Pair) -> int:
        """Read a pair of marks as speech or as a name; return the next event's number."""
        rule = self._speech_rule(pair)
        if not rule:
            self.names.append(pair)
            return number + 1
        if self.governor is not None and self.cue is not None:
            self.governor = None
        cue = self.cue if self.report < 0 else self.report_cue
        self._add(pair.inner_start, pair.inner_end, "quoted", cue, rule)
        number += 1
        while number < len(self.events) and self.events[number].start < pair.inner_end:
            number += 1
        self._nested_names(pair)
        self.quoted_until = pair.end
        if self.report < 0:
            self.cue = None
            self.clause = pair.end
        last = self.text[pair.inner_start : pair.inner_end].rstrip()[-1:]
        if last in ".!?؟" and last and self.text[pair.end : pair.end + 1] not in ("،", ","):
            self._stop(pair.end, pair.end)
        return number + 1 if pair.closed and number < len(self.events) else number

    def _nested_names(self, pair: Pair) -> None:
        for other in self.all_pairs:
            if pair.start < other.start and other.end <= pair.end:
                self.names.append(other)

    all_pairs: Sequence[Pair] = ()

    def _speech_rule(self, pair: Pair) -> str:
        """Return the rule by which marks hold speech, or nothing when they hold a name."""
        text = self.text
        words = words_of(text, pair.inner_start, pair.inner_end)
        n = len(words)
        if n == 0:
            return ""
        before = text[max(self.sentence, pair.start - 3) : pair.start].rstrip()
        colon = before.endswith(":")
        previous = word_before(text, pair.start)
        name = previous in self.lists["name_head"] or self._looks_like_name(words)
        if colon and (n > 1 or self.cue is not None):
            return "colon"
        if self.report >= 0 or self.cue is not None:
            return self._inside_report(pair, words, name)
        if n >= 6 and previous not in self.lists["name_head"]:
            return "long"
        return ""

    def _inside_report(self, pair: Pair, words: list[str], name: bool) -> str:
        text = self.text
        n = len(words)
        gap = text[self.report : pair.start].strip() if self.report >= 0 else "x"
        if not gap:
            particle = words_of(text, max(0, self.report - 8), self.report)[-1:]
            if n == 1:
                return "partial" if particle and len(particle[0]) > 3 else ""
            return "" if name and n < 5 else "that-clause"
        if self.report >= 0:
            return "partial" if n >= 4 or (n >= 2 and not name) else ""
        if n >= 5:
            return "cue"
        assert self.cue is not None
        near = not text[self.cue.end : pair.start].strip(" \u00a0-،,")
        return "cue" if n >= 2 and (near or not name) else ""

    def _looks_like_name(self, words: list[str]) -> bool:
        if words[0] in self.lists["name_head"]:
            return True
        return all(word.startswith("ال") for word in words)


def _marks(events: list[Event]) -> list[Event]:
    return [event for event in events if event.kind == MARK]


def _entry(cue: Cue):  # type: ignore[no-untyped-def]
    from framing.reading.cues import Entry

    return Entry(GOVERNOR, cue, False, False)


_NOUNS_IN_YA = ("يوم", "يمن", "يهو", "يون", "يول", "ينا", "يوس", "ياس", "يحي", "ياف", "ينب", "يد")


def _is_subjunctive(word: str) -> bool:
    return word.startswith("ي") and len(word) > 2 and not word.startswith(_NOUNS_IN_YA)
