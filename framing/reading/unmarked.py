"""Speech that neither particle nor marks announce, told by the order of a sentence."""

from __future__ import annotations

from framing.reading.sentence import Sentence
from framing.reading.speech import Anchor

_SUBJECT = 60  # characters after قال in which nothing but its subject stands
_ENOUGH, _FEW = 8, 5  # words that were said, at least; words of a subject, at most


def read_unmarked(state: Sentence, cue: Anchor, end: int) -> None:
    """Read قال فلان، … and …، قال فلان. in a sentence where nothing else was said.

    In the first order what follows the comma was said, in the second what stands before it.
    """
    text = state.text
    if cue.entry.cue is None or cue.entry.cue.cue != "قال" or state.quoted >= 0:
        return
    comma = text.find("،", cue.end, min(end, cue.end + _SUBJECT))
    if comma > 0 and len(text[comma:end].split()) > _ENOUGH:
        state.add(comma + 1, end, "reported", cue, "comma")
    elif comma < 0 and end - cue.end < _SUBJECT and not cue.entry.linked:
        subject = text[cue.end : end]
        after_pause = state.pause >= 0 and state.blank(state.pause, cue.start)
        if after_pause and ":" not in subject and 0 < len(subject.split()) <= _FEW:
            state.govern(state.clause, cue.start, cue, "inverted")
