"""Who the sentence of a stretch of speech itself names: its subject, source or headline."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from framing.reading.cues import RELATIVES, entries, word_lists
from framing.reading.eventkinds import ACT, CUE, GOVERNOR, NOUN, PARTICIPLE
from framing.reading.headlines import LONGEST_HEAD, speaker_before_colon
from framing.reading.issuers import credited_before, issuer_before, past_statement
from framing.reading.leading import (
    can_speak,
    is_impersonal,
    is_object,
    is_own_word,
    leading_subject,
    opens_clause,
    related_subject,
    starts_paragraph,
)
from framing.reading.naming import Name, find_name, has_subject
from framing.reading.nobody import is_god, is_nobody, is_one_person
from framing.reading.speech import Anchor, Speech
from framing.reading.subjectplaces import FARTHEST, ranked_before, source_place, subject_place
from framing.reading.subjects import SUBJECT, clause_end, next_word_end, without_particle
from framing.reading.whom import has_object, is_place_alone, is_whom, word_right_before
from framing.reading.words import word_after, words_of

_FARTHEST_FROM = 4_000  # characters from a noun back to نقلاً عن فلان; sentences may lack stops


class Speaker(NamedTuple):
    """Who speaks, where the text names them, and the rule that told."""

    start: int
    end: int
    rule: str
    named: bool


_BEFORE_NOUN = frozenset({"الي", "عن", "علي", "في", "بعد", "قبل"})  # إلى وصف كذا
_FROM_HIM = re.compile(r"(?<!\w)[وف]?[يتن]?نقل(?:ت|وا)?\s[^.\n،]{0,60}?عن(?:ه|ها|هم)(?!\w)")
_NEAR = 40  # characters in which nothing but a subject stands
_PRESENT = re.compile(r"ي\w{2,}")
# What passes on another's words: نقلت الوكالة عن فلان قوله.
_PASSED_ON = re.compile(r"(?<!\w)[وف]?(?:[يتن]?نقل(?:ت|وا|ا|اً)?|[يت]?رو[تى]|حكى|ورد|جاء)(?!\w)")
UNKNOWN = Speaker(-1, -1, "unattributed", False)


class Speakers:
    """The speakers that the sentences of one text's speech name.

    Rules answer only where exactly one candidate stands.
    """

    def __init__(self, text: str, speech: Sequence[Speech]) -> None:
        self.text = text
        self.speech = speech
        self.given_by: dict[int, int] = {}  # place of a cue → the first speech that it gives
        for number, piece in enumerate(speech):
            if piece.cue is not None:
                self.given_by.setdefault(piece.cue.start, number)
        self._cues = sorted(self.given_by)
        self._starts = [piece.start for piece in speech]

    def own(self, piece: Speech) -> Speaker | None:
        """Return the speaker that the sentence itself names; None when it leans on another."""
        cue = piece.cue
        if piece.rule == "headline":
            return self._head(piece)
        if piece.rule == "statement":
            name = issuer_before(self.text, piece.start)
            return _found(name, "subject") if name and can_speak(name) else UNKNOWN
        if cue is None:
            return UNKNOWN
        kind = cue.entry.kind
        if kind == GOVERNOR:
            return self._governor(piece, cue)
        if kind in (CUE, ACT):
            return self._verb(piece, cue)
        if kind in (PARTICIPLE, NOUN):
            return self._leaning(piece, cue)
        return UNKNOWN

    def _head(self, piece: Speech) -> Speaker:
        low = max(piece.sentence, piece.start - FARTHEST)
        colon = self.text.rfind(":", low, piece.start)
        everyone = set(words_of(self.text, max(low, colon - LONGEST_HEAD), max(low, colon)))
        head = speaker_before_colon(self.text, piece.sentence, colon, everyone)
        if head is None:
            return UNKNOWN
        first = word_after(self.text, head[0])
        if first.startswith("ل") and first[1:] in entries():
            head = next_word_end(self.text, head[0]), head[1]  # ليقول فلان: …
        name = find_name(self.text, *head)
        if name is None or (name.words[0].startswith("و") and not can_speak(name)):
            return UNKNOWN  # واستكمل التقرير:
        return _found(name, "headline")

    def _governor(self, piece: Speech, cue: Anchor) -> Speaker | None:
        text = self.text
        place = source_place(text, cue, piece.start)
        if place is None:
            return UNKNOWN
        start, end = place
        name = find_name(text, past_statement(text, start, end), end)
        if name is not None and is_own_word(name.words[0]):
            return None  # بحسب تعبيره
        if name is not None and _after_lam(name.words[0]) in word_lists()["no_speaker"]:
            return UNKNOWN
        if name is not None and is_nobody(text, name):
            return UNKNOWN
        return _found(name, "governor") if name else UNKNOWN

    def _verb(self, piece: Speech, cue: Anchor) -> Speaker | None:
        """Return the subject: after the verb, or before it (كان فلان قال)."""
        text = self.text
        end = piece.start if piece.start > cue.end else clause_end(text, cue.end)
        end = min(end, cue.end + SUBJECT)
        related = related_subject(text, piece.sentence, cue)
        if related is not None:
            if is_impersonal(text, cue, cue.start):
                return UNKNOWN  # فلان الذي يعتقد أنه
            return _found(related, "relative")
        if starts_paragraph(text, cue) or (cue.entry.cue and cue.entry.cue.cue == "قيل"):
            return UNKNOWN  # ذكر أن: nobody says it
        preceding = word_right_before(text, piece.sentence, cue.start)
        if preceding in _BEFORE_NOUN:
            return UNKNOWN  # إلى وصف كذا بأنه: a noun
        if preceding == "فقد":  # أما فلان فقد برر كذا
            return self._subject_before(piece, cue)
        if is_impersonal(text, cue, piece.sentence):
            return UNKNOWN
        place = subject_place(text, cue, end)
        if place is None:
            return UNKNOWN
        start, stop = place
        name = find_name(text, start, stop)
        if name is not None and name.words[0].startswith("لل"):
            name = find_name(text, name.end, stop)  # قال للمدير: whom it was told
        return self._after_verb(piece, cue, name, (start, stop))

    def _after_verb(
        self, piece: Speech, cue: Anchor, name: Name | None, place: tuple[int, int]
    ) -> Speaker | None:
        """Return the subject of a verb, of which a name after it may be the object."""
        text, (start, stop) = self.text, place
        takes_object = cue.entry.kind == ACT or (cue.entry.cue is not None and cue.entry.cue.object)
        sure = name is not None and is_one_person(name) and not has_object(text, start, name)
        if takes_object and name is not None and not (sure and len(name.words) < 3):
            short = find_name(text, start, stop, bare=True)
            if not sure or (short is not None and short.start == name.start):
                name = short
        action = word_after(text, start) in word_lists()["action"]  # أكد ضرورة …, not سعادة فلان
        action = action and (name is None or name.rule != "title")
        if name is not None and name.words[0] in word_lists()["pronoun"]:
            return None  # وقال معاليه
        if name is not None and is_nobody(text, name):
            placed = cue.entry.cue is not None and cue.entry.cue.needs == "in"
            other = placed and not name.words[0].startswith("ال")  # جاء في وثائق كذا, not في النص
            return UNKNOWN if other else self._subject_before(piece, cue)
        if name is not None and is_god(name) and takes_object:  # ودعا الله
            return self._subject_before(piece, cue)
        if action or (name is not None and is_object(name, cue, takes=takes_object)):
            return self._subject_before(piece, cue) if takes_object else None
        if name is not None and cue.entry.gender and is_place_alone(text, name, cue):
            return self._subject_before(piece, cue)
        if name is not None and name.rule in ("name", "office") and not sure:
            before = self._headline_subject(piece, cue)
            if before is not None:
                return before
        if name is not None:
            return _found(name, "subject")
        if has_subject(text, start, stop):
            return UNKNOWN  # somebody is named, but not one person
        return self._subject_before(piece, cue)

    def _headline_subject(self, piece: Speech, cue: Anchor) -> Speaker | None:
        """Return the subject before a verb that has its object after it: فلان يهدد الحكومة:."""
        text = self.text
        if piece.rule != "colon" or opens_clause(text, cue, piece.sentence):
            return None
        return self._subject_before(piece, cue)

    def _subject_before(self, piece: Speech, cue: Anchor) -> Speaker | None:
        text = self.text
        start = max(piece.sentence, cue.start - SUBJECT)
        if word_right_before(text, start, cue.start) in RELATIVES:
            return UNKNOWN  # تركيا التي تخشى أن: not the subject of her sentence
        at = bisect_left(self._cues, cue.start)
        if at and self._cues[at - 1] >= start:  # the sentence has spoken before
            start = max(start, self._end_before(cue.start))
        name = leading_subject(text, start, cue) or ranked_before(text, start, cue)
        if name is None or _is_clause(name):
            return None
        if is_nobody(text, name) or (cue.entry.gender == "p" and is_one_person(name)):
            return UNKNOWN
        return _found(name, "subject before")

    def _end_before(self, position: int) -> int:
        """Return where the last speech ends that ends before a position."""
        last = bisect_left(self._starts, position)
        ends = [piece.end for piece in self.speech[max(0, last - 4) : last]]
        return max((end for end in ends if end <= position), default=0)

    def _leaning(self, piece: Speech, cue: Anchor) -> Speaker | None:
        """Return the subject of the verb that a participle or noun of saying leans on."""
        text = self.text
        if cue.entry.kind == NOUN:
            low = max(piece.sentence, cue.start - _FARTHEST_FROM)
            if _FROM_HIM.search(text, max(low, cue.start - SUBJECT), cue.start):
                return UNKNOWN  # ونقلت الصحيفة عنه قوله
            at = text.rfind(" عن ", low, cue.start)
            if at >= 0 and _PASSED_ON.search(text, low, at + 1):
                name = find_name(text, at + 4, cue.start)
                return _found(name, "from") if name else UNKNOWN
            credited = credited_before(text, max(low, cue.start - SUBJECT), cue.start)
            if credited is not None:
                return _found(credited, "from")
            subject = without_particle(text, cue.end, min(piece.start, cue.end + FARTHEST))
            if not cue.entry.marked or subject - cue.end > 3:  # وصفه كثيرون بأنه
                name = find_name(text, cue.end, subject)
                return _found(name, "noun") if name and can_speak(name) else UNKNOWN
        main = piece.main
        if main is None and cue.entry.kind == NOUN:
            return self._before_noun(piece.sentence, cue)
        if main is None or main.start < piece.sentence or self.speech_of(main) >= 0:
            return None
        if not opens_clause(text, main, piece.sentence, strict=True):
            before = self._subject_before(piece, main)  # فلان، …، حذّر السكان
            if before is not None:
                return before
        name = find_name(text, main.end, min(cue.start, main.end + SUBJECT), bare=True)
        if name is not None and is_whom(text, name, main):
            return None
        if name is not None and not is_nobody(text, name):
            return _found(name, "main verb")
        return self._subject_before(piece, main)

    def _before_noun(self, start: int, cue: Anchor) -> Speaker | None:
        """Return who stands between a verb of saying and its noun: وأضاف فلان بقوله."""
        text = self.text
        first = next_word_end(text, start)
        entry = entries().get(word_after(text, start))
        if entry is None or entry.kind != CUE or cue.start - first > _NEAR:
            return None
        name = find_name(text, first, cue.start)
        if name is not None and not is_nobody(text, name):
            return _found(name, "main verb")
        return UNKNOWN if has_subject(text, first, cue.start) else None

    def speech_of(self, anchor: Anchor) -> int:
        """Return the number of the first speech that a word of saying gives, or -1."""
        return self.given_by.get(anchor.start, -1)


def _is_clause(name: Name) -> bool:
    """Tell whether words before a verb begin with another: [وفيما] يخص كذا، قال."""
    lists = word_lists()
    known = any(name.words[0] in lists[of] for of in ("given_name", "place", "office"))
    return bool(_PRESENT.fullmatch(name.words[0])) and not known and name.rule in ("office", "name")


def _after_lam(word: str) -> str:
    return "ال" + word[2:] if word.startswith("لل") else word


def _found(name: Name, rule: str) -> Speaker:
    if is_god(name):
        return UNKNOWN  # scripture
    if not any(char.isalpha() for char in name.words[0]):
        return UNKNOWN  # قال 63٪ من السكان
    return Speaker(name.start, name.end, rule, name.named)
