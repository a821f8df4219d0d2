"""Speech without quotation marks or particle: in brackets, or told by the order of a sentence."""

from __future__ import annotations

import re

from framing.reading.eventkinds import CUE
from framing.reading.sentence import Sentence
from framing.reading.speech import Anchor
from framing.reading.speechmarks import is_name
from framing.reading.subjects import next_word_end
from framing.reading.words import word_after, word_before, words_of

_RECITED = re.compile(
    r" (?:الله|(?:الله )?(?:تعالى|عز وجل|سبحانه(?: وتعالى)?))(?: في\w{0,4})?\s{0,2}:?\s{0,2}\("
)
_SUBJECT = 60  # characters after قال in which nothing but its subject stands
_OPENS = frozenset({"يجب", "لن", "لا", "ليس", "هناك", "ان", "نحن", "لم", "سوف"})  # words of speech
_AT_ONCE = frozenset({"لقد", "اننا", "انني", "ما", "ستكون", "سيكون", "نريد"})
_MUST = frozenset({"يجب", "لن", "سوف", "لقد", "اننا", "نحن"})
_SPEAKING = frozenset({"قال", "أضاف", "تابع", "أردف", "استطرد"})
_SHORTEST = 12  # characters to the next particle, sign or verb, when something is said before
_BRACKET = 800  # characters that stand in brackets, at most
_ENOUGH, _FEW = 8, 5  # words that were said, at least; words of a subject, at most


def recites(state: Sentence, end: int) -> bool:
    """Tell whether a verse in brackets follows a verb: قال الله تعالى (…)."""
    return _RECITED.match(state.text, end) is not None


def read_bracket(state: Sentence, start: int) -> None:
    """Read brackets that stand for quotation marks: قال: (…)، قال إن (…)، قوله (…).

    Only right after what announces speech, and not around a name or a gloss: قال (أمس) إن.
    """
    text = state.text
    recited = _RECITED.match(text, start)
    if recited is not None:
        start = recited.end() - 1
    while text[start : start + 1] in (" ", "\u00a0"):
        start += 1
    if text[start : start + 1] != "(":
        return
    start += text.startswith("((", start)
    end = text.find(")", start, min(state.end, start + _BRACKET))
    if end < 0 or "(" in text[start + 1 : end]:
        return
    words = words_of(text, start + 1, min(end, start + _SUBJECT))
    announced = state.report >= 0
    if len(words) < (2 if announced else 4) or is_name(words, word_before(text, start)):
        return
    cue = state.report_cue if announced else state.cue
    state.add(start + 1, end, "quoted", cue, "bracket", state.main)
    state.swallow = end
    state.quoted = end + 1
    if announced and state.report_rule == "colon":
        state.report = -1
        state.clause = end + 1
    elif not announced:
        state.hear(start)
        state.heard, state.main, state.cue, state.clause = cue, cue, None, end + 1


def read_unmarked(state: Sentence, cue: Anchor, end: int) -> None:
    """Read قال فلان، … and …، قال فلان. in a sentence where nothing else was said.

    In the first order what follows the comma was said, in the second what stands before it.
    """
    text = state.text
    if cue.entry.kind != CUE or cue.entry.cue is None or state.quoted >= 0:
        return
    if cue.entry.cue.cue != "قال":
        return
    begins = cue.entry.linked or state.opens_sentence(cue.start)
    comma = _past_title(text, text.find("،", cue.end, min(end, cue.end + _SUBJECT)), end)
    said = words_of(text, comma, end) if comma > 0 else []
    if begins and (len(said) > _ENOUGH or (len(said) > _FEW and said[0] in _OPENS)):
        state.add(comma + 1, end, "reported", cue, "comma")
    elif comma < 0 and end - cue.end < _SUBJECT and not cue.entry.linked:
        subject = text[cue.end : end]
        after_pause = state.pause >= 0 and state.blank(state.pause, cue.start)
        if after_pause and ":" not in subject and 0 < len(subject.split()) <= _FEW:
            state.govern(state.clause, cue.start, cue, "inverted")


def said_at_once(state: Sentence, number: int) -> int:
    """Return where speech begins after a verb and few words for who speaks, or -1.

    وأضاف الوزير لن نعود …: no particle, colon or mark tells it, but no object begins so.
    """
    cue = state.words[state.items[number]].cue
    start, place = state.starts[number], state.ends[number]
    if cue is None or cue.cue not in _SPEAKING:
        return -1
    limit = state.starts[number + 1] if number + 1 < state.last else state.end
    if not state.opens_sentence(start):
        first = word_after(state.text, place)
        joined = state.words[state.items[number]].linked and state.after_pause(start)
        return place if joined and first in _MUST else -1  # …، وقال يجب أن
    if limit - place < _SHORTEST:
        return -1
    for n in range(_FEW - 1):
        word = word_after(state.text, place)
        following = next_word_end(state.text, place)
        if following > limit or not word:
            return -1
        if word in _OPENS or word in _AT_ONCE:
            return -1 if (word == "ما" and not n) or not _denies(state, word, following) else place
        known = n == 0 or word.startswith("ال") or word in state.lists["given_name"]
        if not known:
            return -1
        place = following
    return -1


def _denies(state: Sentence, word: str, end: int) -> bool:
    """Tell whether لا is no part of a foreign name: لا نريد, not لا فيغا."""
    return word != "لا" or word_after(state.text, end).startswith(("ي", "ت", "ن", "ا"))


def _past_title(text: str, comma: int, end: int) -> int:
    """Return the comma after a speaker's title that stands between commas: قال فلان، المدير، …."""
    if comma < 0:
        return comma
    second = text.find("،", comma + 1, min(end, comma + 1 + _SUBJECT))
    title = words_of(text, comma, second) if second > 0 else []
    return second if 0 < len(title) <= _FEW and title[0].startswith("ال") else comma
