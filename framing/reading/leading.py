"""A subject that stands before its verb of saying: لكن مصادر طبية قالت، موسكو تؤكد."""

from __future__ import annotations

from framing.reading.cues import entries, word_lists
from framing.reading.eventkinds import CUE
from framing.reading.naming import Name, find_name
from framing.reading.speech import Anchor
from framing.reading.subjects import next_word_end
from framing.reading.words import word_after, words_of

_LEADS = frozenset({"كان", "كانت", "لكن", "ولكن", "الا", "بينما", "فيما", "غير", "بيد"})
_BETWEEN = frozenset({"قد", "لم", "لا", "لن", "سوف", "سبق"})
_WHO = ("place", "given_name", "office", "speaking_office", "title_word", "role_word", "source")
_NOBODY = ("boundary", "adverb", "starter", "opener", "no_subject")
_LONGEST = 4  # words before a verb that nothing else leads to


def leading_subject(text: str, start: int, cue: Anchor) -> Name | None:
    """Return the name in the words from ``start`` to a verb, where they can be its subject.

    Parameters
    ----------
    text : str
        The article.
    start : int
        Where the sentence, or what is left of it, begins.
    cue : Anchor
        The verb.

    Examples
    --------
    >>> from framing.reading.cues import entries
    >>> text = "الحكومة تؤكد أن الأسعار ثابتة"
    >>> name = leading_subject(text, 0, Anchor(8, 12, entries()["تؤكد"]))
    >>> text[name.start : name.end]
    'الحكومة'
    """
    lists = word_lists()
    comma = text.rfind("،", start, cue.start) + 1
    if comma and _leads(words_of(text, comma, cue.start)):
        start = comma  # …، لكن مصادر طبية قالت
    words = words_of(text, start, cue.start)
    if not _leads(words) and not _may_lead(words, cue):
        return None
    while start < cue.start and word_after(text, start).removeprefix("و") in lists["starter"]:
        start = next_word_end(text, start)
    end = cue.start
    first = word_after(text, start)
    if first in lists["no_subject"] or first in entries():
        return None  # لكنه يشكك في الأمر قائلاً: another verb
    if words[-1] in _BETWEEN:
        end = start + len(text[start:end].rstrip().rsplit(None, 1)[0])
    return find_name(text, start, end)


def _leads(words: list[str]) -> bool:
    return any(word.removeprefix("و") in _LEADS for word in words[:3])


def _may_lead(words: list[str], cue: Anchor) -> bool:
    """Tell whether a few words before a verb can be its subject: موسكو تؤكد أن."""
    if not 0 < len(words) <= _LONGEST or cue.entry.linked or cue.entry.kind != CUE:
        return False
    first, lists = words[0], word_lists()
    if first.isdigit() or any(first in lists[name] for name in _NOBODY):
        return False
    if len(words) == 1 or first.startswith("ال"):
        return not first.startswith(("و", "ف")) or first in lists["place"]
    return any(first in lists[name] for name in _WHO)
