"""Is this word a word of saying here, and what does it take."""

from __future__ import annotations

import re

from framing.reading.cues import RELATIVES, Cue, Entry
from framing.reading.eventkinds import ACT, ACTING, COLON, CUE, MARK, NOUN, PARTICIPLE, THAT
from framing.reading.sentence import Sentence
from framing.reading.words import fold, word_after, word_before, words_of

PREPOSITIONS = frozenset({"الي", "علي", "من", "عن", "في"})
_MEANWHILE = frozenset({"وهو", "وهي", "وهم"})
_IF = frozenset({"لم", "وجد", "وجدت", "امكن", "شاء", "لزم"})  # after إن: if
_LETTERS = frozenset({"سي", "بي", "تي", "اف", "ام", "ار", "دي", "جي", "كيو"})  # of foreign names
_WHERE = frozenset({"في", "خلال", "ضمن", "عقب", "بعد", "عبر", "مع", "من", "وفي", "اثناء"})
_IN = frozenset({"في", "فيه", "فيها", "به", "بها", "علي", "عنه"})
_IN_WHICH = frozenset({"فيها", "فيه", "خلالها", "خلاله", "ان"})
_LONGEST_GAP = 300  # characters between a cue and its particle
_LONGEST_NOUN_GAP = 90
_LONGEST_OWNED_GAP = 25  # after a noun with its pronoun: قوله إن
_THAT_SOON = re.compile(r" ب?[أا]نّ?(?:ه|ها|هم)? ")
_NOT_SO = frozenset({"يكن", "تكن", "ليس", "ليست"})  # لم يكن مستغرباً أن
_BY_WHICH = re.compile(r"[^،.\n]{2,80} ب[أا]ن(?:ه|ها|هم) ")
_NEVER_PAST = frozenset({"لا", "ولا", "لن", "ولن", "لم", "ولم"})
AT_ONCE = 12  # characters in which nothing but a preposition stands
_REACHES = frozenset({"يبلغ", "تبلغ"})
_RULING = re.compile(r"[^،.\n]{0,80} ب[أا]نّ?(?:ه|ها|هم)? ")
_THAT_WORDS = frozenset({"ان", "انه", "انها", "انهم"})
_PRAYED = frozenset({"الله", "المولي", "تعالي", "وجل", "وعلا", "القدير", "العظيم"})
SOON = 100  # characters between a word of saying and what announces the speech
_PASSING = 40  # characters between a word of saying and one in its subject
_NOUNS_IN_YA = ("يعال", "يوم", "يمن", "يهو", "يون", "يول", "ينا", "يوس", "ياس", "يحي", "ياف", "ينب")


def is_cue(state: Sentence, entry: Entry, start: int, end: int) -> bool:
    """Tell whether a word that can be one of saying is one here."""
    cue = cue_of(entry)
    text = state.text
    if cue.cue.startswith("ا") and text[start + entry.linked] == "أ":
        return False  # أعتقد: the writer speaks, which is the outlet's own voice
    if not entry.linked and text[start] == "ا" and word_before(text, start) in _NEVER_PAST:
        return False  # ولا اعتقد: the writer, too
    if cue.needs == "thought" and word_before(text, start) == "ومن":
        return False  # ومن يعتقد أن … واهم: whoever thinks so
    if cue.cue == "سأل" and entry.kind == CUE and "أ" not in text[start:end]:
        return False  # سالت is not سألت
    if entry.kind == NOUN:
        return _is_noun_of_saying(state, entry, start, end)
    if entry.kind == PARTICIPLE:
        return word_before(text, start) not in _NOT_SO and not _is_adjective(state, start, end)
    if entry.kind != CUE:
        return True
    if not entry.linked:
        before = word_before(text, start)
        if before == "كما" and cue.object and state.as_at > state.sentence + 3:
            return False  # …، كما يصفها: a name is theirs, not a clause
        described = cue.object  # ما وصفته بـ«…»، بما وصفته
        if before in state.lists["not_before_cue"] and not (described and before == "بما"):
            noun = described and cue.cue in cue.noun.split()
            # إلى وصف الجسر بأنه …; but دون ذكر: a noun; مما يشير إلى: an inference
            return noun and _BY_WHICH.match(text, end, end + SOON) is not None
        if before == "ما" and not described and not text.endswith("على ما ", 0, start):
            return False
    if cue.needs == "initial":
        preposition = text[start:end] in ("بين", "وبين") and word_after(text, end) not in _IN_WHICH
        if state.begins_clause(start):
            return not (preposition and state.pause > state.sentence)
        return entry.linked and state.report >= 0 and word_after(text, end) in _THAT_WORDS
    if cue.needs == "source":
        return _has_source(state, start, end)
    if cue.cue == "أبلغ" and fold(text[start:end]).removeprefix("و") in _REACHES:
        return _THAT_SOON.search(text, end, end + SOON) is not None  # يبلغ عدد السكان ألفاً
    if cue.needs == "by":
        return _RULING.match(text, end, end + SOON) is not None  # قضت المحكمة بأن
    if cue.needs == "at once":
        return word_after(text, end) in _THAT_WORDS  # يتردد أن
    if cue.needs == "in":
        return word_after(text, end) in _IN
    if cue.needs == "from":
        taken = text.find(" من " if cue.cue == "علم" else " عن ", end, end + 90) > 0
        who = cue.cue == "نقل" or word_after(text, end) in state.lists["source"]
        return taken or (who and _THAT_SOON.search(text, end, end + 60) is not None)
    return True


def _is_noun_of_saying(state: Sentence, entry: Entry, start: int, end: int) -> bool:
    before = word_before(state.text, start)
    if fold(state.text[start:end]) == "القول":  # من الصعب القول إن: the writer speaks
        return before == "الي" or not word_after(state.text, end).startswith("ان")
    considering = before == "علي" and cue_of(entry).cue == "اعتبر"  # على اعتبار أن
    return not considering and before not in state.lists["remark"]


def _has_source(state: Sentence, start: int, end: int) -> bool:
    """Tell whether who shows or fears something can say it: أثبتت الدراسات، يخشى مراقبون."""
    around = {word_after(state.text, end), word_before(state.text, start)}
    return any(around & state.lists[name] for name in ("source", "speaking_office", "given_name"))


def _is_adjective(state: Sentence, start: int, end: int) -> bool:
    """Tell whether a participle says what kind the noun before it is: أسئلة معلقة."""
    noun = word_before(state.text, start)
    indefinite = noun.endswith(("ه", "ات")) and not noun.startswith(("ال", "وال"))
    feminine = fold(state.text[start:end]).endswith("ه")
    return feminine and indefinite and not state.after_pause(start) and state.cue is None


def is_in_passing(state: Sentence, entry: Entry, number: int) -> bool:
    """Tell whether a word of saying is none but in passing.

    It says who was met (قال سكان تحدثت إليهم الوكالة إن) or what somebody did meanwhile (قال
    المدير وهو يشير إلى اللوحة إن); or what looks like a participle is a thing (بنى مجمعاً).
    """
    if entry.kind == PARTICIPLE:
        thing = fold(state.text[state.starts[number] : state.ends[number]])
        if thing not in state.lists["thing"] or announces(state, number):
            return False
        return not is_taking(state, entry, state.ends[number])
    if state.cue is None or entry.kind != CUE or entry.linked:
        return False
    start = state.starts[number]
    if word_before(state.text, start) in _MEANWHILE:
        return not announces(state, number)
    if word_before(state.text, start) in RELATIVES and state.pause < state.cue.end:
        return not announces(state, number, AT_ONCE)  # نفى فلان الذي اعتبر من الأغنياء أن
    met = cue_of(entry).cue == "تحدث"
    return met and start - state.cue.end < _PASSING and state.pause < state.cue.end


def is_own_noun(state: Sentence, entry: Entry, start: int) -> bool:
    """Tell whether a noun of saying after a verb of saying gives the clause: نقلت عنه قوله إن.

    Where it only tells when or where (شدد في تصريحاته على أن), the verb does.
    """
    return entry.marked and word_before(state.text, start) not in _WHERE


def takes(state: Sentence, start: int, end: int, *, marked: bool) -> bool:
    """Tell whether a particle opens what the waiting cue says, not some other clause.

    A particle with a pronoun (``marked``) may stand before a verb; a bare أن before one is أنْ.
    """
    anchor = state.cue
    if anchor is None:
        return False
    cue, gap = cue_of(anchor.entry), start - anchor.end
    if cue.told and cue.cue == "سأل" and state.text[start] == "إ":
        return False  # سأله إن كان
    longest = _LONGEST_GAP
    if anchor.entry.kind == NOUN:
        longest = _LONGEST_OWNED_GAP if anchor.entry.marked else _LONGEST_NOUN_GAP
        longest -= 30 if state.pause > anchor.start else 0
        if anchor.entry.marked and cue.cue == "قال" and state.text[start] == "إ":
            longest = _LONGEST_GAP  # قوله خلال لقائه الوزير، نادر الحلو، إن
    if gap > longest:
        return False
    remarked = fold(state.text[anchor.start : anchor.end]) in state.lists["remark"]
    if gap < 3:
        return not remarked
    if remarked and state.text[anchor.end : anchor.end + 2] == " ل":
        return False  # تبين للحاضرين أن
    before = word_before(state.text, start).removeprefix("و")
    following = word_after(state.text, end)
    if not marked and (following in _IF or _spelled_out(state.text, start, following)):
        return False
    if before == "ذلك" and state.pause >= start - 1 and state.text[start] != "ف":
        before = ""  # قال المدير ردا على ذلك، إن
    if anchor.entry.kind in (ACT, ACTING) and before not in cue.preposition:
        asked = state.text[start : start + 1] == "ب" and "ب" in cue.preposition
        if following == "لا":
            following = word_after(state.text, state.text.find("لا", end) + 2)
        prayed = before in _PRAYED and following[:1] in ("ي", "ت")  # سائلاً الله أن يمنّ
        return asked or prayed or is_subjunctive(following)
    if before in PREPOSITIONS and not _is_ali(state, start, before):
        if before not in cue.preposition or _is_condition(state, start, before, following):
            return False
    elif before in state.lists["before_that"]:
        return False
    return marked or cue.subjunctive or not is_subjunctive(following)


def _is_ali(state: Sentence, start: int, before: str) -> bool:
    """Tell whether what looks like a preposition is a name: قال محمد علي إنه."""
    if before != "علي" or not state.text.endswith("علي ", 0, start):
        return False
    return word_before(state.text, start - 4) in state.lists["given_name"]


def _is_condition(state: Sentence, start: int, before: str, following: str) -> bool:
    """Tell whether what follows a comma is a condition: شدد على العمل، على أن يبدأ غداً."""
    apart = before == "علي" and following[:1] in ("ي", "ت")
    return apart and state.after_pause(start - len("على "))


def _spelled_out(text: str, start: int, following: str) -> bool:
    """Tell whether a particle is a letter of an abbreviation: سي إن إن."""
    dotted = "." in (text[start - 1 : start], text[start + 2 : start + 3].strip())
    before = words_of(text, max(0, start - 9), start)
    letters = before[:-1] if before[-1:] == ["ان"] else before
    spaced = text[start - 2 : start - 1].isalnum() and not _LETTERS.isdisjoint(letters[-1:])
    return spaced or (dotted and text[start + 3 : start + 4].isalpha()) or following in _LETTERS


def is_subjunctive(word: str) -> bool:
    """Tell whether a word after أنْ is a verb in the present, not a name.

    Examples
    --------
    >>> is_subjunctive("يكون"), is_subjunctive("اليمن"), is_subjunctive("يوسف")
    (True, False, False)
    """
    return word.startswith("ي") and len(word) > 2 and not word.startswith(_NOUNS_IN_YA)


def announces(state: Sentence, number: int, soon: int = SOON) -> bool:
    """Tell whether what was said follows a word of saying soon: a particle, colon or mark."""
    following = number + 1
    if following >= state.last or state.kinds[following] not in (THAT, COLON, MARK):
        return False
    return state.starts[following] - state.ends[number] < soon


def is_taking(state: Sentence, entry: Entry, end: int) -> bool:
    """Tell whether a participle is followed by what opens its complement."""
    following = word_after(state.text, end)
    if following in _THAT_WORDS or following.startswith("بان"):
        return True
    prepositions = cue_of(entry).preposition
    if cue_of(entry).object and following.startswith("ب"):
        return False  # متهمة بالسرقة: of whom it is said
    return following in prepositions or ("ب" in prepositions and following.startswith("ب"))


def cue_of(entry: Entry) -> Cue:
    """Return the row of a word of saying; every one has its row."""
    assert entry.cue is not None
    return entry.cue
