"""Whom a verb is about, who does not speak by it: وانتقد الحكومة، اتهم المدير نظيره."""

from __future__ import annotations

from framing.reading.cues import word_lists
from framing.reading.nameruns import TITLED
from framing.reading.naming import Name
from framing.reading.speech import Anchor
from framing.reading.words import fold, word_after, words_of

_NEEDS_OBJECT = frozenset({"أدان", "انتقد", "استنكر", "شجب", "اتهم", "هاجم", "طالب", "حث", "شكر"})
_LONGEST_WORD = 24  # characters
_PAUSES = frozenset("،,؛")


def word_right_before(text: str, start: int, end: int) -> str:
    """Return the word right before a verb, folded; nothing after a pause.

    Examples
    --------
    >>> word_right_before("دفعه إلى وصف", 0, 9)
    'الي'
    """
    lead = text[max(start, end - _LONGEST_WORD) : end]
    words = lead.split()
    return fold(words[-1]) if words and lead[-1:].isspace() else ""


def is_whom(text: str, name: Name, main: Anchor) -> bool:
    """Tell whether a noun alone after a verb that needs an object is that: وأدان الهجوم في كذا.

    Examples
    --------
    >>> from framing.reading.cues import entries
    >>> from framing.reading.naming import find_name
    >>> text = "وانتقد الحكومة بشدة"
    >>> verb = Anchor(0, 6, entries()["وانتقد"])
    >>> is_whom(text, find_name(text, 6, 14, bare=True), verb)
    True
    """
    verb = main.entry.cue.cue if main.entry.cue is not None else ""
    if name.rule not in ("office", "name") or verb not in _NEEDS_OBJECT:
        return False
    following = word_after(text, name.end)
    alone = following in word_lists()["boundary"] or following.startswith("ب")
    alone = alone or following == "علنا"
    return alone or text[name.end : name.end + 1] in _PAUSES


def has_object(text: str, start: int, name: Name) -> bool:
    """Tell whether whom a verb is about stands before a name: اتهم المدير [نظيره] سامر نادر.

    Examples
    --------
    >>> from framing.reading.naming import find_name
    >>> text = "الوزير العام للوادي نظيره سامر نادر"
    >>> has_object(text, 0, find_name(text, text.index("سامر"), len(text)))
    True
    """
    words = words_of(text, start, name.start)[1:]
    return any(word.startswith("نظير") or word in TITLED for word in words)


def is_place_alone(text: str, name: Name, verb: Anchor) -> bool:
    """Tell whether a land alone after a verb is whom it is about: عندما اتهم [أنقرة] بأنها.

    Examples
    --------
    >>> from framing.reading.cues import entries
    >>> from framing.reading.naming import find_name
    >>> text = "اتهم أنقرة بأنها"
    >>> is_place_alone(text, find_name(text, 5, 10), Anchor(0, 4, entries()["اتهم"]))
    True
    """
    place = len(name.words) == 1 and name.words[0] in word_lists()["place"]
    return place and verb.entry.gender == "m" and is_whom(text, name, verb)
