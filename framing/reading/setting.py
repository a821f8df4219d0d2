"""What stands around a pair of marks, for the rule that tells speech from names."""

from __future__ import annotations

from framing.reading.eventkinds import CUE, PAUSE
from framing.reading.marks import Pair
from framing.reading.sentence import Sentence
from framing.reading.speech import Anchor
from framing.reading.speechmarks import Setting

_DASHES = "-–—"


def setting_of(state: Sentence, pair: Pair, past: int) -> Setting:
    """Return what stands around the marks; ``past`` is the first event after their inside."""
    start = pair.start
    opens = state.report >= 0 and state.blank(state.report, start, '"“”«»')
    lead = state.text[max(state.sentence, start - 3) : start].rstrip()
    first = state.blank(state.start, start, _DASHES)
    return Setting(
        opens=opens,
        marked=state.report_marked,
        inside=state.report >= 0 and not opens,
        colon=lead.endswith(":"),
        cue=state.cue is not None and state.report < 0,
        near=state.cue is not None and state.blank(state.cue.end, start, "،,:" + _DASHES),
        comma=lead.endswith(("،", ",")),
        followed=following_cue(state, pair, past) is not None,
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
