"""Phrases that hand a clause to its source: بحسب المصدر، وفقاً للوزارة، كما قال الوزير."""

from __future__ import annotations

from framing.reading.cues import PRONOUNS, Entry, entries
from framing.reading.eventkinds import (
    ACT,
    ACTING,
    COLON,
    CONTRAST,
    CUE,
    GOVERNOR,
    PARTICIPLE,
    PAUSE,
    STOP,
    THAT,
)
from framing.reading.leading import is_own_word
from framing.reading.saying import PREPOSITIONS
from framing.reading.sentence import Sentence
from framing.reading.sources import match_governor
from framing.reading.speech import Anchor
from framing.reading.subjects import next_word_end
from framing.reading.words import fold, word_after, word_before, words_of

_LONGEST = 40  # events in a phrase
_SETTING = 80  # characters of a phrase before a sentence's clause: في المدينة التي هدأت أمس، …
_REACH = 90  # characters in which a title stands
_LONG_MARKS = 60  # characters; a name in marks has fewer
_OWN_WORD = 30  # characters after وفق and على حد in which تعبيره stands
_REST = 25  # characters after a phrase that can be a clause of their own
_FRONTED = frozenset(
    {"في", "من", "علي", "بعد", "قبل", "خلال", "عقب", "منذ", "مع", "الي", "اثر", "وسط", "امس"}
    | {"قباله", "امام", "قرب", "داخل", "ضمن"}
)  # fmt: skip
_BEGUN = frozenset(
    {"بات", "باتت", "كان", "كانت", "اصبح", "اصبحت", "التي", "الذي", "الذين", "انه", "انها"}
)  # fmt: skip
_ENDS = frozenset({STOP, PAUSE, COLON, THAT, CONTRAST})
_LINKS = frozenset({"ان", "انه", "انها", "فان", "فانه", "فانها", "الذي", "التي", "الذين", "بان"})
_ANSWERS = frozenset({"فقد", "فان", "فانه", "فانها"})  # what follows a phrase that leads
_THOUGHTS = frozenset({"اعتقد", "خشي", "تخوف", "رجح"})  # where a source tells them, all is its own
_OPENED = 30  # characters from the beginning of a clause to its verb
_OPENING = frozenset('«“"')
_TURNS = frozenset({CUE, PARTICIPLE, ACT, ACTING, CONTRAST})


def read_governor(state: Sentence, number: int) -> None:
    """Give a clause to its source: the one before the phrase, after it, or around it."""
    start, end = state.starts[number], state.ends[number]
    cue = match_governor(state.text, start, end, state.end)
    if cue is None:
        return
    for lead in ("على ", "وذلك "):
        if state.text.endswith(lead, 0, start):
            start -= len(lead)
    anchor = Anchor(start, end, Entry(GOVERNOR, cue, False, False, ""))
    after = phrase_end(state, number)
    kind = state.kinds[after] if after < state.last else STOP
    at = state.starts[after] if after < state.last else state.end
    if state.report >= 0:
        own = kind == STOP and any(map(is_own_word, words_of(state.text, end, end + _OWN_WORD)[:2]))
        if not own and not state.after_pause(start):
            return
        if kind == STOP or (kind == PAUSE and _is_day(state, after)):
            _end_report(state, start, anchor)  # قال إن …، بحسب تعبيره.
            state.swallow = at
        elif kind == THAT and state.words[state.items[number]].linked:
            state.close(start)  # …، وبحسب المرصد فإن …
            state.governor = anchor
            state.clause = start
        return
    joined = state.words[state.items[number]].linked and state.cue is None
    if joined or state.opens_sentence(start):
        _govern_on(state, anchor, after, kind, at)
    elif state.cue is not None:
        state.governor = anchor  # settled when the sentence ends, or what was said is found
    else:
        passing = state.pause >= 0 and state.blank(state.pause, start)
        inside = _name_end(state, end, at, _takes_clause(anchor))
        following = state.text[inside : inside + 3].strip()[:1] if inside >= 0 else ""
        if following not in _OPENING and not _leads_on(word_after(state.text, inside)):
            inside = -1  # more of the name: بحسب مراسل راديو الوادي
        if inside < 0 or word_before(state.text, start) not in _BEGUN:
            state.govern(_clause_start(state, number), start, anchor)
        if inside >= 0:
            state.cue = anchor
            state.open(inside, "governed")
            at = inside
        elif kind == PAUSE and _resumes(state, after, passing):
            state.cue = anchor
            state.open(state.ends[after], "governed")
    if kind != THAT:
        state.swallow = at


def _end_report(state: Sentence, start: int, anchor: Anchor) -> None:
    """End a report at its source; what somebody only thinks is the source's as a whole."""
    cue = state.report_cue
    thought = cue is not None and cue.entry.cue is not None and cue.entry.cue.cue in _THOUGHTS
    if thought and cue is not None and cue.start - state.clause < _OPENED:
        state.report = -1
        state.govern(state.clause, start, anchor)  # ويعتقد أن …، وفق التقرير
    else:
        state.close(start)


def _is_day(state: Sentence, after: int) -> bool:
    """Tell whether only a day follows a phrase: …، بحسب الصحيفة، اليوم السبت."""
    rest = words_of(state.text, state.ends[after], state.ends[after] + _REST)
    following = after + 1
    last = following >= state.last or state.kinds[following] == STOP
    return last and 0 < len(rest) < 4 and (rest[0] == "يوم" or rest[0] in state.lists["adverb"])


def _govern_on(state: Sentence, anchor: Anchor, after: int, kind: int, at: int) -> None:
    """Give what follows to the source: بحسب المصدر، …; or the sentence before, if alone."""
    if kind == THAT:
        state.governor = anchor
        state.clause = anchor.start
        return
    answered = kind == PAUSE and word_after(state.text, at) in _ANSWERS
    inside = _name_end(state, anchor.end, at, answered or _takes_clause(anchor))
    if inside >= 0 or kind in (PAUSE, COLON):
        state.cue = anchor
        state.open(inside if inside >= 0 else _after_particle(state, after), "governed")
    elif state.before[1] > state.before[0]:
        state.govern(*state.before, anchor)


def _clause_start(state: Sentence, number: int) -> int:
    """Return where the clause before a phrase begins: past where and when it was, and a comma."""
    text, at = state.text, state.clause
    first = word_after(text, at).removeprefix("و")
    if first in state.lists["remark"]:
        that = text.find(" أن ", at, min(at + _SETTING, state.starts[number]))
        return that + 4 if that >= 0 else at  # جدير بالذكر أن …، وفق المصدر
    if first not in _FRONTED:
        return at
    comma = text.find("،", at, min(at + _SETTING, state.starts[number]))
    rest = text[comma + 1 : state.starts[number]].split() if comma >= 0 else []
    return comma + 1 if len(rest) > 3 else at


def _name_end(state: Sentence, start: int, limit: int, clause: bool) -> int:
    """Return where the source that a phrase names ends, if a clause goes on after it, else -1.

    There is no comma to tell it, so that the shape of words has to: وفق المرصد قتل عشرة.
    """
    text, lists = state.text, state.lists
    if clause or limit - start < _REST:
        return -1
    place, n, head = start, 0, ""
    definite = word_after(text, start) in lists["place"]
    while place < limit:
        following = next_word_end(text, place)
        word = fold(text[place:following].strip())
        article = word.lstrip("ل").startswith("ال") or word.startswith("لل")
        named = word in lists["given_name"] or word.endswith(("يه", "يين", "»", '"', "”"))
        if n > (0 if definite else 1) and not (article or named):
            break
        if n and (word in lists["boundary"] or word.startswith("و")):
            break
        place, n, definite, head = following, n + 1, definite or article, head or word
    first = word_after(text, place)
    proper = definite or head in lists["given_name"]
    if first.endswith(PRONOUNS) and not proper and not _leads_on(first):
        return -1  # بحسب دراسة أجراها المعهد
    if place + _REST > limit or first in PREPOSITIONS or first in _LINKS or first in entries():
        return -1
    return place if first[:1] not in ("و", "ف") else -1


def _resumes(state: Sentence, after: int, passing: bool) -> bool:
    """Tell whether the clause goes on after the phrase: …، بحسب المصدر، …."""
    end, following = state.ends[after], after + 1
    turns = following < state.last and state.kinds[following] in _TURNS
    if turns and state.starts[following] - end < 5:
        return state.text.startswith("إلا", state.starts[following])  # رغم …، إلا أن …
    if _is_title(state, after):
        return False
    rest = state.text[end : min(state.end, end + 8)].lstrip()
    if rest.startswith(("وهو ", "وهي ", "وهم ", "والتي ", "والتى ", "والذي ")):
        return False  # بحسب معهد الساحل، وهو مركز أبحاث
    return bool(rest) and (passing or not rest.startswith(("و", "ف", "ا", "م")))


def _is_title(state: Sentence, after: int) -> bool:
    """Tell whether what is left is who the source is: حسبما أفاد فلان، المسؤول في المركز."""
    end, following = state.ends[after], after + 1
    if following < state.last and state.kinds[following] != STOP:
        return False
    stop = state.starts[following] if following < state.last else state.end
    words = words_of(state.text, end, min(stop, end + _REACH))
    offices = state.lists["speaking_office"] | state.lists["role_word"]
    return 0 < len(words) < 10 and bool({words[0], words[0].removeprefix("ال")} & offices)


def phrase_end(state: Sentence, number: int) -> int:
    """Return the number of the event that ends a governing phrase."""
    limit = min(state.last, number + _LONGEST)
    number += 1
    while number < limit and state.kinds[number] not in _ENDS:
        pair = state.pairs.get(state.starts[number])
        if pair is not None and pair.inner_end - pair.inner_start > _LONG_MARKS:
            break  # a quotation, no name
        number += 1
    return number


def _leads_on(word: str) -> bool:
    """Tell whether a word after a name can only go on with the clause: لوجودها، بدوره."""
    return len(word) > 4 and word.startswith(("ل", "ب")) and word.endswith(PRONOUNS)


def _takes_clause(anchor: Anchor) -> bool:
    """Tell whether a phrase holds a verb of its own: بحسب ما ذكر المرصد."""
    return anchor.entry.cue is not None and anchor.entry.cue.needs == "clause"


def _after_particle(state: Sentence, number: int) -> int:
    """Return where speech begins after a pause: past a particle that stands right there."""
    end = state.ends[number]
    particle = number + 1 < state.last and state.kinds[number + 1] == THAT
    if particle and state.blank(end, state.starts[number + 1]):
        return state.ends[number + 1]
    return end
