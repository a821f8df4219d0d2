"""The phrases that name a source: بحسب الوزارة، وفقاً لما نقلته الوكالة، على حد قوله."""

from __future__ import annotations

from framing.reading.cues import PRONOUNS, Cue, Entry, entries, governors, word_lists
from framing.reading.eventkinds import ACT, CUE
from framing.reading.leading import is_own_word
from framing.reading.words import fold, words_of

_SOME = frozenset({"عده", "بعض", "احد", "احدي"})
_THESE = frozenset({"تلك", "هذه", "هذا", "ذلك"})
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
        elif n and tuple(following[: n - 1]) == rest[:-1] and _owned(following[n - 1 : n], rest):
            return cue
        elif rest[-1:] == ("ل",) and tuple(following[: n - 1]) == rest[:-1]:
            tail = following[n - 1 :]
            if tail and tail[0].startswith("ل") and _speaks(cue, tail, text, end, limit):
                return cue
    return None


def _owned(word: list[str], rest: tuple[str, ...]) -> bool:
    """Tell whether a phrase ends with its speaker's pronoun: على حد تعبيرها."""
    return bool(word) and word[0].startswith(rest[-1]) and word[0][len(rest[-1]) :] in PRONOUNS


def _speaks(cue: Cue, words: list[str], text: str, end: int, limit: int) -> bool:
    if cue.needs == "clause":
        return any(_is_said(word) for word in words[:3])
    if not words or (words[0] == "موقع" and text.startswith("على", end - 8)):
        return False  # على حسب موقع الخيمة
    if is_own_word(words[0]):
        return True  # وفق تعبيرها
    lists = word_lists()
    word = words[0]
    if len(words) > 1 and word in _THESE:
        word = words[1]  # وحسب تلك التقارير
    if len(words) > 1 and word.removeprefix("ل") in _SOME:
        word = words[1]  # وفقاً لعدة مصادر
    bare = word.removeprefix("لل") if word.startswith("لل") else word.removeprefix("ل")
    stems = {word, bare, "ال" + bare}
    if stems & lists["not_source"]:
        return False
    if cue.needs == "person" or any(
        not stems.isdisjoint(lists[name]) for name in ("source", "given_name", "title_word")
    ):
        return True
    return _between_pauses(text, end, limit) or _leads_in(text, end, limit)


def _is_said(word: str) -> bool:
    """Tell whether a word after ما can be a verb of saying: ما ذكر، ما نقلته، ما نشر."""
    known, published = entries(), word_lists()["published"]
    stems = (word, word[:-1], word[:-2]) if word.endswith(PRONOUNS) else (word,)
    return any(stem in published or (stem in known and _says(known[stem])) for stem in stems)


def _says(entry: Entry) -> bool:
    """Tell whether a verb says something whatever follows it: تقضي does not."""
    needs = entry.cue.needs if entry.cue is not None else ""
    return entry.kind in (CUE, ACT) and needs not in ("by", "at once")


def _leads_in(text: str, end: int, limit: int) -> bool:
    """Tell whether the phrase begins its paragraph, with a name and a comma: وفق السراحنة، …."""
    before = text.rfind("\n", max(0, end - 12), end) + 1
    if before == 0 and end > 12:
        return False
    tail = text[end : min(limit, end + 40)]
    cut = tail.find("،")
    return not text[before:end].strip().count(" ") and cut > 0 and len(tail[:cut].split()) < 3


def _between_pauses(text: str, end: int, limit: int) -> bool:
    """Tell whether the phrase stands between commas, as a name in passing does."""
    tail = text[end : min(limit, end + 40)]
    cut = min((at for at in (tail.find("،"), tail.find(".")) if at >= 0), default=-1)
    before = text[max(0, end - 24) : end].rstrip()
    opened = before[: before.rfind(" ") if " " in before else 0].rstrip().endswith(("،", ","))
    return opened and cut > 0 and len(tail[:cut].split()) <= 4
