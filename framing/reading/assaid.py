"""The clause that …، كما قال الوزير gives to who said it."""

from __future__ import annotations

from framing.reading.eventkinds import CONTRAST, PAUSE, STOP
from framing.reading.governing import phrase_end
from framing.reading.saying import PREPOSITIONS
from framing.reading.sentence import Sentence
from framing.reading.words import fold

_LONG_SUBJECT = 80  # characters


def read_as_said(state: Sentence, number: int) -> None:
    """Give the clause before to its source: …، كما قال الوزير."""
    after = phrase_end(state, number)
    end = state.starts[after] if after < state.last else state.end
    kind = state.kinds[after] if after < state.last else STOP
    cue = state.cue
    if cue is None or kind not in (STOP, PAUSE, CONTRAST) or end - cue.end > _LONG_SUBJECT:
        return
    subject = [fold(word) for word in state.text[cue.end : end].split()]
    adverbs = state.lists["adverb"]
    if PREPOSITIONS & set(subject) or not subject or subject[0] in adverbs:
        return
    few = len(subject) < 5 and not _takes_object(state, subject)
    if few or _is_named(state, subject):
        state.cue = None
        state.govern(state.clause, state.as_at, cue, "as said")
        state.clause = end


def _takes_object(state: Sentence, subject: list[str]) -> bool:
    """Tell whether a thing announced follows who announced it: كما أعلن الوزير فتح الطريق."""
    names = state.lists["given_name"]
    return subject[0].startswith("ال") and any(
        after.startswith("ال") and word not in names and not word.startswith(("ال", "ل", "ب"))
        for word, after in zip(subject[1:], subject[2:], strict=False)
    )


def _is_named(state: Sentence, subject: list[str]) -> bool:
    """Tell whether many words are one office and a name: وزير النقل سامر نادر اليوم."""
    lists = state.lists
    office = any(subject[0] in lists[name] for name in ("speaking_office", "office", "title_word"))
    return len(subject) < 10 and office and not lists["given_name"].isdisjoint(subject)
