"""What stands around a pair of marks, for the rule that tells speech from names."""

from __future__ import annotations

import re

from framing.reading.eventkinds import ACT, COLON, CUE, PAUSE, THAT
from framing.reading.marks import Pair
from framing.reading.sentence import Sentence
from framing.reading.speech import Anchor
from framing.reading.speechmarks import Setting
from framing.reading.words import fold, word_after, word_before, words_of

_DASHES = "-–—"
_TO_COME = 80  # characters between marks and the particle whose speaker they hold
_OBJECT_GAP = 12  # characters in which a preposition and its spaces stand
_ACT_GAP = 60  # characters between a verb that speaks and the marks
_SIGN = 24  # characters in which كتب عليها stands
_WRITTEN = re.compile(r"(?:ك[ُ]?تب\w{0,2}|مكتوب\w{0,2}) عليه(?:ا|م|ما)?:? ?$")
_IN_THESE_WORDS = frozenset({"هكذا", "بهذه", "بهذا", "بتلك"})


def setting_of(state: Sentence, pair: Pair, past: int) -> Setting:
    """Return what stands around the marks; ``past`` is the first event after their inside."""
    start = pair.start
    opens = state.report >= 0 and state.blank(state.report, start, '"“”«»')
    lead = state.text[max(state.sentence, start - 3) : start].rstrip()
    comma = lead.endswith(("،", ","))
    first = state.blank(state.start, start, _DASHES)
    waiting = state.cue is not None and state.report < 0 and state.cue.entry.kind != ACT
    near = state.cue is not None and state.blank(state.cue.end, start, "،,:" + _DASHES)
    near = near or (waiting and _after_name(state, start))
    return Setting(
        opens=opens,
        marked=state.report_marked,
        inside=state.report >= 0 and not opens,
        colon=lead.endswith(":"),
        cue=waiting,
        near=near,
        subject=waiting and (near or not comma) and _particle_follows(state, pair, past),
        object=state.report < 0 and _object(state, start),
        described=waiting and _described(state, pair),
        spoken=_has_spoken(state),
        listed=_listed(state, start),
        act=_acts(state, start),
        joined=state.heard is not None and _joined(state, start),
        comma=comma,
        followed=following_cue(state, pair, past) is not None or _in_these_words(state, pair),
        leads=state.blank(state.sentence, start, _DASHES),
        written=_WRITTEN.search(state.text, max(0, start - _SIGN), start) is not None,
        ahead=state.text[pair.end : pair.end + 3].lstrip()[:1],
        first=first,
        continued=first and state.continues is not None,
    )


def following_cue(state: Sentence, pair: Pair, past: int) -> Anchor | None:
    """Return the word of saying that comes right after the marks, or nothing."""
    number = past + 1 if pair.closed else past
    if number < state.last and state.kinds[number] == PAUSE:
        number += 1
    if number >= state.last or state.kinds[number] != CUE:
        return None
    start, entry = state.starts[number], state.words[state.items[number]]
    if entry.linked or not state.blank(pair.end, start, "،,"):
        return None
    return Anchor(start, state.ends[number], entry)


def _particle_follows(state: Sentence, pair: Pair, past: int) -> bool:
    """Tell whether a particle comes next after the marks: قالت «القناة» الأولى إن."""
    number = past + 1 if pair.closed else past
    while number < state.last and state.kinds[number] in (PAUSE, COLON):
        number += 1  # قال «المرصد»، اليوم: إن
    if number >= state.last or state.kinds[number] != THAT:
        return False
    start = state.starts[number]
    if start - pair.end > 2 and word_before(state.text, start) in state.lists["before_that"]:
        return False  # قبل أن
    return start - pair.end < _TO_COME


def _described(state: Sentence, pair: Pair) -> bool:
    """Tell whether the marks say what somebody was called: وصفه بـ«…»، وصفه «بالظالم»."""
    cue, start = state.cue, pair.start
    if cue is None or cue.entry.cue is None or not cue.entry.cue.object:
        return False
    if start - cue.end > _TO_COME:
        return False
    lead = state.text[max(cue.end, start - 4) : start].rstrip("ـ ")
    if lead.endswith(" ب"):
        return True
    first = word_after(state.text, pair.inner_start)
    return first.startswith("ب") and len(first) > 3 and first not in state.lists["place"]


def _has_spoken(state: Sentence) -> bool:
    """Tell whether the sentence has had a word of saying before: …، في محاولة «لكسب الوقت»."""
    main = state.main
    spoken = main is not None and main.start >= state.sentence
    return spoken or state.quoted > state.sentence


def _listed(state: Sentence, start: int) -> bool:
    """Tell whether the marks go on with a list of names: «الأرض»، و«الريح»."""
    end = state.names[-1].end if state.names else -1
    between = state.text[end:start]
    return 0 <= start - end < _OBJECT_GAP and not between.strip(" ،,ـو") and not between.isspace()


def _after_name(state: Sentence, start: int) -> bool:
    """Tell whether the marks come right after a name in marks: صرح لإذاعة «الساحل» «سنعود»."""
    end = state.names[-1].end if state.names else start
    return 0 < start - end < 3 and not state.text[end:start].strip()


def _joined(state: Sentence, start: int) -> bool:
    """Tell whether و alone stands between a quotation and the marks."""
    if state.quoted < 0 or start - state.quoted > _OBJECT_GAP:
        return False
    return state.text[state.quoted : start].strip(" ،,ـ") == "و"


def _object(state: Sentence, start: int) -> bool:
    """Tell whether the marks hold what the word takes by its preposition: حذر من «…»."""
    cue = state.cue
    if cue is None or cue.entry.cue is None or not cue.entry.cue.preposition:
        return False
    if start - cue.end > (_ACT_GAP if cue.entry.cue.subjunctive else _OBJECT_GAP):
        return False
    between = state.text[cue.end : start].rstrip("ـ ").split()
    asking = cue.entry.cue.subjunctive and between[-1:] != ["في"]  # طالب السكان بـ«…»
    near = len(between) == 1 or asking
    return near and bool(between) and fold(between[-1]) in cue.entry.cue.preposition


def _acts(state: Sentence, start: int) -> bool:
    """Tell whether a verb that speaks opened the clause that the marks stand in."""
    main = state.main
    if main is None or main.entry.kind != ACT or main.start < max(state.sentence, state.pause):
        return False
    speaks = main.entry.cue is not None and main.entry.cue.speech
    return speaks and start - main.end < _ACT_GAP and state.report < 0 and state.cue in (None, main)


def _in_these_words(state: Sentence, pair: Pair) -> bool:
    """Tell whether the outlet says after the marks that somebody spoke so: «…»، هكذا لخص."""
    tail = state.text[pair.end : pair.end + 3].lstrip()
    if tail[:1] not in ("،", ","):
        return False
    words = words_of(state.text, pair.end, pair.end + 20)
    return words[:1] != [] and (words[0] in _IN_THESE_WORDS or words[:2] == ["هذا", "ما"])
