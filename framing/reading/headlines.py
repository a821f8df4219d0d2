"""Who speaks in a headline of the form فلان: …, and when the head is no speaker."""

from __future__ import annotations

from framing.reading.cues import word_lists
from framing.reading.words import words_of

_LONGEST = 9  # words


def speaker_before_colon(
    text: str, start: int, colon: int, *, title: bool = True
) -> tuple[int, int] | None:
    """Return the span of the speaker named before a colon, or nothing.

    Places of a dateline (عدن: …) and notices (بالصور: …) are no speakers. Only what follows
    the last slash or double dot is looked at.

    Examples
    --------
    >>> speaker_before_colon("الوزير: لن نعود", 0, 6)
    (0, 6)
    >>> speaker_before_colon("عدن: هدوء حذر", 0, 3) is None
    True
    """
    for sign in ("/", "..", "|"):
        cut = text.rfind(sign, start, colon)
        if cut >= 0:
            start = cut + len(sign)
    while start < colon and not text[start].isalnum():
        start += 1
    end = colon
    while end > start and text[end - 1].isspace():
        end -= 1
    words = words_of(text, start, end)
    lists = word_lists()
    if not 0 < len(words) <= _LONGEST or words[0] in lists["notice"]:
        return None
    if all(word.removeprefix("و") in lists["place"] for word in words):
        return None
    return start, end
