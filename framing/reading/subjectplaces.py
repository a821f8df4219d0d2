"""Where the subject of a verb of saying, or the source in a phrase, is looked for."""

from __future__ import annotations

import re

from framing.reading.cues import entries, word_lists
from framing.reading.eventkinds import CUE
from framing.reading.issuers import past_statement
from framing.reading.naming import Name, find_name
from framing.reading.nobody import is_one_person
from framing.reading.speech import Anchor
from framing.reading.subjects import (
    after_lam,
    after_marks,
    clause_end,
    next_word_end,
    without_particle,
)
from framing.reading.words import fold, words_of

_LONGEST_RANKED = 14  # words from a rank to a verb
FARTHEST = 700  # characters from speech to what names its speaker
_LEARNED = frozenset({"علم", "علمت"})
# The agency before it carries the words: وذكرت الشبكة نقلا عن فلان أن.
_CARRIED_FROM = re.compile(r"\sنقلا[ًا]?\s+عن\s+(?!\w*(?:وكال|صحيف|قنا|شبك|إذاع|موقع|وسائل|مراسل))")
_FROM = (re.compile(r"(?<!\w)عن\s"), re.compile(r"(?<!\w)من\s"))


def subject_place(text: str, cue: Anchor, end: int) -> tuple[int, int] | None:
    """Return where the subject after a verb is named; nothing where nobody can be.

    Examples
    --------
    >>> from framing.reading.cues import entries
    >>> text = "ونقل الموقع عن المدير قوله"
    >>> start, end = subject_place(text, Anchor(0, 4, entries()["ونقل"]), len(text) - 5)
    >>> text[start:end]
    'المدير'
    """
    known, start = cue.entry.cue, cue.end
    if known is not None and known.cue in ("نقل", "علم"):
        found = _FROM[known.cue == "علم"].search(text, start, end)
        if found is None:
            return None
        start = found.end()
    elif known is not None and known.needs == "in":
        start = next_word_end(text, start)
    elif known is not None and known.cue in ("أبلغ", "أخبر"):
        start = after_marks(text, start, end)  # who was told
    stop = without_particle(text, start, end)
    source = _CARRIED_FROM.search(text, start, stop)
    return source.end() if source else past_statement(text, start, stop), stop


def source_place(text: str, cue: Anchor, speech: int) -> tuple[int, int] | None:
    """Return where the source is named in a phrase that governs speech from ``speech``.

    Examples
    --------
    >>> from framing.reading.sources import match_governor
    >>> from framing.reading.cues import Entry
    >>> text = "وفقاً لبيان الوزارة"
    >>> entry = Entry(0, match_governor(text, 0, 5, len(text)), False, False, "")
    >>> start, end = source_place(text, Anchor(0, 5, entry), 0)
    >>> text[start:end]
    'بيان الوزارة'
    """
    assert cue.entry.cue is not None
    start, end = cue.end, clause_end(text, cue.end)
    if cue.end < speech < cue.end + FARTHEST:
        end = min(end, without_particle(text, cue.end, speech))
    words = cue.entry.cue.cue.split()
    skip = len(words) - 1 - (words[-1] == "ل") - (words[0] == "على")  # written together, or before
    for _ in range(skip):
        start = next_word_end(text, start)
    if cue.entry.cue.needs == "clause":
        past = next_word_end(text, start)
        if fold(text[start:past].strip()) in _LEARNED:  # حسبما علمت الصحيفة من فلان
            told = _FROM[True].search(text, start, end)
            return (told.end(), end) if told else None
        start = past
    elif words[-1] == "ل":
        start = after_lam(text, start)
    return start, end


def ranked_before(text: str, start: int, cue: Anchor) -> Name | None:
    """Return a person before a verb, with rank and office.

    Examples
    --------
    >>> text = "العقيد سامر نادر مدير الدفاع المدني قال"
    >>> name = ranked_before(text, 0, Anchor(36, 39, entries()["قال"]))
    >>> text[name.start : name.end]
    'سامر نادر'
    """
    if cue.entry.kind != CUE or cue.entry.linked:
        return None
    words = words_of(text, start, cue.start)
    ranked = 1 < len(words) <= _LONGEST_RANKED and words[0] in word_lists()["title_word"]
    if not ranked or any(word in entries() for word in words):
        return None
    name = find_name(text, start, cue.start)
    return name if name is not None and is_one_person(name) else None
