"""Who speaks: each stretch of speech and the one speaker its sentence names.

Rules answer only where exactly one candidate stands; all else is ``unattributed``. A verb
without a subject of its own (وأضاف أن) goes on with the speaker before it, if verb and speaker
agree in gender and number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.reading.antecedents import SEVERAL, UNSURE, Antecedents
from framing.reading.cues import word_lists
from framing.reading.eventkinds import ACT, CUE, PARTICIPLE
from framing.reading.honorifics import stands_for
from framing.reading.leading import opens_clause
from framing.reading.nametokens import are_several
from framing.reading.nobody import is_nobody
from framing.reading.speakers import UNKNOWN, Speaker, Speakers
from framing.reading.speech import Speech
from framing.reading.topics import topic_before
from framing.reading.topicwords import goes_on, names_subject_matter
from framing.reading.words import word_after

_FARTHEST = 700  # characters back to the speaker that a verb without subject goes on with
_NAMED_HERE = ("subject", "subject before", "governor", "main verb", "topic", "noun", "headline")
_STOP = re.compile(r"[.\n؟!]")
_SENTENCE = 4  # words of a sentence that tells of something else
_TITLE = 24  # characters before brackets in which God is named
_SCRIPTURE = re.compile(r"(?<!\w)(?:الله|تعالى|سبحانه|وجل)(?!\w)")
_TOO_NEAR = 8  # characters in which no clause stands


class Attribution(Speakers):
    """Speakers of one text's speech, found when asked for."""

    def __init__(self, text: str, speech: Sequence[Speech]) -> None:
        super().__init__(text, speech)
        self._known: dict[int, Speaker] = {}
        self._named: dict[int, Speaker | None] = {}  # what the sentences themselves name
        self._antecedents = Antecedents(text)

    def speaker_of(self, number: int) -> Speaker:
        """Return the speaker of a stretch of speech.

        Examples
        --------
        >>> from framing.reading.voice import read_voices
        >>> text = "قال سامر نادر إن الطريق مغلق. وأضاف أن الجسر سليم."
        >>> who = Attribution(text, read_voices(text).speech)
        >>> [(text[s.start : s.end], s.rule) for s in map(who.speaker_of, range(2))]
        [('سامر نادر', 'subject'), ('سامر نادر', 'carried')]
        """
        waiting = [number]
        while waiting:
            at = waiting[-1]
            found = self._known.get(at) or self._read(at)
            if isinstance(found, int):
                waiting.append(found)
            else:
                self._known[at] = found
                waiting.pop()
        return self._known[number]

    def _read(self, at: int) -> Speaker | int:
        """Return the speaker of a stretch, or the number of the one to be read before it."""
        if self._is_nobody_s(self.speech[at]):
            return UNKNOWN
        around = self._around(at)
        if around >= 0:
            return self._known.get(around, around)
        if at not in self._named:
            self._named[at] = self.own(self.speech[at])
        own = self._named[at]
        if own is None:
            before = self._before(at)
            own = self._topic(at, before)
            called = self._honored(at)
            if called and (own is None or not self._is_person(own)):
                if before >= 0 and before not in self._known:
                    return before
                last = self._known[before].start if before >= 0 else -1
                own = self._stands_for(at, called, last)
            if own is None and before >= 0 and before not in self._known:
                return before
            own = own or self._carried(at, before)
        return self._told_before(own, at) if own.rule in _NAMED_HERE else own

    def _is_nobody_s(self, piece: Speech) -> bool:
        """Tell whether words are a slogan's or of scripture, whoever says them."""
        if piece.rule != "bracket":
            return piece.rule == "slogan"
        return bool(_SCRIPTURE.search(self.text, max(0, piece.start - _TITLE), piece.start))

    def _told_before(self, own: Speaker, at: int) -> Speaker | int:
        """Return whom an office stands for, where the text has told."""
        called = self._antecedents.stands_for(own.start, own.end)
        before = self._before(at) if called in (SEVERAL, UNSURE) else -1
        if before >= 0:
            if before not in self._known:
                return before
            called = self._antecedents.stands_for(own.start, own.end, self._known[before].start)
        if called is None or called == UNSURE:
            return own
        if called == SEVERAL:
            return UNKNOWN
        return Speaker(called.start, called.end, "told before", called.named)

    def _around(self, number: int) -> int:
        """Return the number of the reported clause that this goes on with or stands in, or -1."""
        piece = self.speech[number]
        if piece.rule == "continued" and piece.cue is not None:
            first = self.given_by[piece.cue.start]
            return first if first < number else -1
        if piece.voice == "quoted" and piece.cue is not None:
            for at in range(number - 1, max(-1, number - 12), -1):
                other = self.speech[at]
                same = other.cue is not None and other.cue.start == piece.cue.start
                if same and other.voice == "reported" and piece.end <= other.end:
                    return at
        return -1

    def _before(self, number: int) -> int:
        """Return the number of the speech whose speaker one without its own goes on with."""
        piece = self.speech[number]
        if piece.main is not None and piece.main.start >= piece.sentence:
            at = self.speech_of(piece.main)
            if 0 <= at < number:
                return at
        for at in range(number - 1, max(-1, number - 6), -1):
            other = self.speech[at]
            if other.cue is None or other.rule in ("governed", "headline"):
                continue
            if self._is_nobody_s(other):
                continue
            if other.cue.start == (piece.cue.start if piece.cue else -1):
                return at  # marks within the same reported clause
            if piece.start - other.end > _FARTHEST:
                break
            return at
        return -1

    def _carried(self, number: int, before: int) -> Speaker:
        if before < 0 or not self._goes_on(self.speech[number]):
            return UNKNOWN
        known = self._known[before]
        if known.start < 0:
            return UNKNOWN
        piece = self.speech[number]
        mine = _gender(piece)
        if piece.cue is not None and self._tells(self.speech[before].end, piece.cue.start, mine):
            return UNKNOWN
        its = _gender(self.speech[before])
        plural = mine == "p" and not known.named  # قال سكان … وأضافوا
        several = are_several(word_after(self.text, known.start - 1))
        if (
            mine == "m"
            and several
            and not known.named
            and piece.cue
            and piece.cue.entry.kind == CUE
        ):
            return UNKNOWN  # قال شهود …. وقال
        leans = piece.main is not None and self.speech_of(piece.main) == before
        if mine and its and mine != its and not plural and not leans:
            return UNKNOWN
        return Speaker(known.start, known.end, "carried", known.named)

    def _tells(self, start: int, end: int, gender: str) -> bool:
        """Tell whether a sentence of the outlet's own, on somebody else, lies between."""
        sentences = _STOP.split(self.text[max(start, end - _FARTHEST) : end])
        return any(
            len(sentence.split()) >= _SENTENCE and not goes_on(sentence, gender)
            for sentence in sentences[1:-1]
        )

    def _topic(self, number: int, before: int) -> Speaker | None:
        """Return the subject of a clause that stands between the speech before and this one."""
        piece = self.speech[number]
        mine = _gender(piece)
        if piece.cue is None or not (self._goes_on(piece) or mine == "p"):
            return None
        low = self.speech[before].end if before >= 0 else 0
        if piece.cue.start - low < _TOO_NEAR:
            return None
        leans = piece.cue.entry.kind == PARTICIPLE
        topic = topic_before(self.text, low, piece.cue.start, mine, leans=leans)
        if topic is None:
            return None
        name = topic.name
        if is_nobody(self.text, name):
            return None
        if name.rule != "office" and not self._goes_on(piece):
            return None
        return Speaker(name.start, name.end, "topic", name.named)

    def _honored(self, number: int) -> str:
        """Return the honorific that stands for who speaks: وقال معاليه."""
        piece = self.speech[number]
        for cue in (piece.cue, piece.main):
            if cue is not None and cue.entry.kind in (CUE, ACT) and cue.start >= piece.sentence:
                word = word_after(self.text, cue.end)
                if word in word_lists()["pronoun"]:
                    return word
        return ""

    def _is_person(self, who: Speaker) -> bool:
        return len(self.text[who.start : who.end].split()) > 1 and who.rule == "topic"

    def _stands_for(self, number: int, honorific: str, last: int) -> Speaker | None:
        cue = self.speech[number].cue
        assert cue is not None
        name = stands_for(self.text, honorific, cue.start, last)
        return Speaker(name.start, name.end, "told before", True) if name else None

    def _goes_on(self, piece: Speech) -> bool:
        """Tell whether a word of saying may go on with the subject before it."""
        if piece.cue is None or opens_clause(self.text, piece.cue, piece.sentence):
            return True
        return names_subject_matter(self.text, piece.sentence, piece.cue.start)


def _gender(piece: Speech) -> str:
    for anchor in (piece.cue, piece.main):
        if anchor is not None and anchor.entry.gender:
            return anchor.entry.gender
    return ""
