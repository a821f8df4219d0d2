"""Who speaks in a headline of the form فلان: …, and when the head is no speaker."""

from __future__ import annotations

from collections.abc import Set

from framing.reading.cues import word_lists
from framing.reading.words import words_of

LONGEST_HEAD = 400  # characters, more than nine words have
_SAID = 60  # characters of a headline in which those who speak may name themselves
_LONGEST = 9  # words
_NOBODY: frozenset[str] = frozenset()


def speaker_before_colon(
    text: str, start: int, colon: int, heard: Set[str] = _NOBODY
) -> tuple[int, int] | None:
    """Return the span of the speaker named before a colon, or nothing.

    The head must show that it speaks: an office, a title, a person's name, «… لـ«الصحيفة», or a
    word by which the body names a speaker. Places of a dateline (عدن: …), events (معركة القلعة: …)
    and notices (بالصور: …) are no speakers. Only what follows the last slash or double dot is
    looked at.

    Parameters
    ----------
    text : str
        The article.
    start, colon : int
        Where the headline begins, and its colon.
    heard : set of str
        Folded words by which the body names those who speak.

    Examples
    --------
    >>> speaker_before_colon("الوزير: لن نعود", 0, 6)
    (0, 6)
    >>> speaker_before_colon("عدن: هدوء حذر", 0, 3) is None
    True
    >>> speaker_before_colon("الناظر: لن نعود", 0, 6, {"الناظر"})
    (0, 6)
    """
    low = max(start, colon - LONGEST_HEAD)
    for sign in ("/", "..", "|"):
        cut = text.rfind(sign, low, colon)
        if cut >= 0:
            start = low = cut + len(sign)
    if start < low:
        return None
    while start < colon and not text[start].isalnum():
        start += 1
    end = colon
    while end > start and text[end - 1].isspace():
        end -= 1
    words = words_of(text, start, end)
    lists = word_lists()
    if not 0 < len(words) <= _LONGEST or words[0] in lists["notice"] | lists["boundary"]:
        return None
    said = words_of(text, colon + 1, _line_end(text, colon)) if len(words) < 3 else []
    if all(word.removeprefix("و") in lists["place"] for word in words):
        return (start, end) if any(map(_ours, said[:-1])) else None
    spoken = len(words) < 3 and (in_first_person(said[:6]) or any(map(_ours, said[:-1])))
    return (start, end) if spoken or _speaks(words, heard) else None


def _line_end(text: str, colon: int) -> int:
    """Return until where a headline is looked at for who speaks of themselves."""
    end = text.find("\n", colon, colon + _SAID)
    return end if end >= 0 else colon + _SAID


def in_first_person(words: list[str]) -> bool:
    """Tell whether words begin as somebody speaks of themselves: لن نقبل، سنعود، نحن.

    Examples
    --------
    >>> in_first_person(["لن", "نقبل"]), in_first_person(["سنوات", "عجاف"])
    (True, False)
    """
    if not words:
        return False
    first, following = words[0], words[1] if len(words) > 1 else ""
    if first in ("نحن", "انا", "اننا", "انني", "لسنا"):
        return True
    if first in ("لن", "لا", "لم", "سوف", "قد"):
        return following.startswith(("ن", "ا")) and len(following) > 3 and following[:2] != "ال"
    if first.endswith("نا") and len(first) > 4 and first not in word_lists()["place"]:
        return True  # خرجنا، قواتنا
    if first.startswith("سن") and len(first) > 4:
        return not first.startswith(("سنو", "سنغا", "سنا"))
    return first in word_lists()["we_verb"]


def _ours(word: str) -> bool:
    """Tell whether a word ends with the pronoun of those who speak: تخطرنا، جيشنا."""
    named = word.endswith("ونا") or word.startswith("ال") or word in word_lists()["place"]
    return word.endswith("نا") and len(word) > 4 and not named


def _speaks(words: list[str], heard: Set[str]) -> bool:
    lists = word_lists()
    first = words[0]
    stems = {first, first.removeprefix("ال")}
    if any(stems & lists[name] for name in ("speaking_office", "title_word", "role_word")):
        return True
    if first in lists["given_name"] and len(words) > 1:
        return True
    if any(word in ("ل", "لل") for word in words[1:]):
        return True  # told to an outlet
    known = [word for word in words if word in heard and word not in lists["place"]]
    return len(known) > 1 or (len(words) < 3 and words[-1] in known)
