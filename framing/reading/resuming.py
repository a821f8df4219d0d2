"""Does the outlet take up its sentence after a comma, or what was said go on past a stop."""

from __future__ import annotations

from framing.reading.cues import Entry
from framing.reading.eventkinds import COLON, CUE, MARK, NOUN, PAUSE, STOP, THAT
from framing.reading.saying import PREPOSITIONS
from framing.reading.sentence import Sentence
from framing.reading.words import word_after

# How the outlet goes on after a comma and a space, whoever was speaking.
_GOES_ON = (
    "جاء ذلك", "وجاء ذلك", "جاء هذا", "يأتي ذلك", "ويأتي ذلك", "يأتي هذا", "تبين أن", "وهو الاسم",
    "في المقابل", "وفي المقابل", "في غضون ذلك", "ولم يتسن", "لكن لم يتسن", "يذكر أن", "ويذكر أن",
    "كما لم تقدم", "كما لم يقدم", "كما لم تحدد", "كما لم يحدد", "كما لم تكشف", "كما لم يكشف",
    "كما سمته ", "كما سماه ", "كما أسمته ", "كما أسماه ", "كما سماها ", "في خطوة ", "في قرار ",
)  # fmt: skip
_REPLIES = frozenset({"ثم", "وهذا", "وهو", "لكن", "ولكن"})  # to what is doubted
_TURNING = frozenset({CUE, COLON, MARK})
_QUESTION = "؟?"


def resumes(state: Sentence, end: int) -> bool:
    """Tell whether the outlet resumes after the comma that ends at ``end``, in a report.

    It does where it tells how a report was told (…، جاء ذلك خلال) or what was not told (…، كما لم
    تحدد), where the report stood in passing (فلان، الذي قال إن …، في …), or in doubt (…، وهذا وهم).
    """
    doubted = _is_doubted(state)
    if not (state.report_aside or doubted):
        return state.text.startswith(_GOES_ON, end + 1)
    following = word_after(state.text, end)
    if state.report_aside and following in PREPOSITIONS:
        return True
    return doubted and (following in _REPLIES or state.text.startswith("في حين", end + 1))


def _is_doubted(state: Sentence) -> bool:
    """Tell whether the verb of the open report doubts it: زعم أن."""
    cue = state.report_cue.entry.cue if state.report_cue is not None else None
    return cue is not None and cue.stance == "doubts"


def asks_on(state: Sentence, number: int) -> bool:
    """Tell whether what a colon opened goes on with another question: أين؟ ومتى."""
    if state.report < 0 or state.report_rule != "colon":
        return False
    if state.text[state.starts[number]] not in _QUESTION:
        return False
    following = number + 1
    while following < state.last and state.kinds[following] not in _TURNING:
        apart = state.starts[following] - state.ends[number] > 1  # ؟!
        if state.kinds[following] == STOP and apart:
            return state.text[state.starts[following]] in _QUESTION
        following += 1
    return False


def is_of_source(state: Sentence, entry: Entry, number: int) -> bool:
    """Tell whether a verb only says who speaks: ذكرت الوكالة عن مصدر، رفض كشف اسمه، أن."""
    if entry.linked or state.cue is None or state.cue.entry.kind != CUE:
        return False
    following = number + 1
    while following < state.last and state.kinds[following] in (PAUSE, NOUN):
        following += 1
    return following < state.last and state.kinds[following] == THAT
