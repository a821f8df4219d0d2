"""Phrases that hand a clause to its source: بحسب المصدر، وفقاً للوزارة، على حد قوله."""

from __future__ import annotations

from framing.reading.cues import Cue, governors, word_lists
from framing.reading.words import fold, words_of

_REACH = 70  # characters after the phrase's first word that are looked at


def match_governor(text: str, start: int, end: int, limit: int) -> Cue | None:
    """Return the governing phrase that begins with the word ``text[start:end]``, or nothing.

    The phrase must name something that speaks: وفق الخطة and حسب الطلب govern nothing.

    Examples
    --------
    >>> match_governor("وفقاً لبيان الوزارة", 0, 5, 19).cue
    'وفقا ل'
    >>> match_governor("وفقاً للخطة", 0, 5, 11) is None
    True
    """
    first = fold(text[start:end])
    known = governors()
    if first not in known:
        first = first[1:]
    following = words_of(text, end, min(limit, end + _REACH))
    for rest, cue in known.get(first, ()):
        n = len(rest)
        if tuple(following[:n]) == rest:
            if _speaks(cue, following[n:], text, end, limit):
                return cue
        elif rest[-1:] == ("ل",) and tuple(following[: n - 1]) == rest[:-1]:
            tail = following[n - 1 :]
            if tail and tail[0].startswith("ل") and _speaks(cue, tail, text, end, limit):
                return cue
    return None


def _speaks(cue: Cue, words: list[str], text: str, end: int, limit: int) -> bool:
    if cue.needs == "clause":
        return bool(words)
    if not words:
        return False
    lists = word_lists()
    word = words[0]
    bare = word.removeprefix("لل") if word.startswith("لل") else word.removeprefix("ل")
    stems = {word, bare, "ال" + bare}
    if stems & lists["not_source"]:
        return False
    if cue.needs == "person" or stems & lists["source"]:
        return True
    return _between_pauses(text, end, limit)


def _between_pauses(text: str, end: int, limit: int) -> bool:
    """Tell whether the phrase stands between commas, as a name in passing does."""
    tail = text[end : min(limit, end + 40)]
    cut = min((at for at in (tail.find("،"), tail.find(".")) if at >= 0), default=-1)
    before = text[max(0, end - 24) : end].rstrip()
    opened = before[: before.rfind(" ") if " " in before else 0].rstrip().endswith(("،", ","))
    return opened and cut > 0 and len(tail[:cut].split()) <= 4
