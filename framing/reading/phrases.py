"""Whether a few words in marks are a piece of somebody's speech or the name of something."""

from __future__ import annotations

from framing.reading.cues import word_lists

_SHORT = 5  # letters; fewer may be a place's name: شقرة
_THEIR = ("ها", "هم", "نا")
_ITSELF = frozenset({"نفسه", "نفسها", "ذاته", "ذاتها"})
_TO_DO = ("لت", "لم", "لا", "بت", "با")  # proclitic and the beginning of a verbal noun


def is_phrase(words: list[str], raw: str) -> bool:
    """Tell whether a few words read like speech: what is said of something, not what it is called.

    Function words, proclitics within the marks («للدفاع عن الناس»), verbs in the plural, an
    indefinite noun with its adjective («ضربات قاسية»), and lone indefinite words that end like
    an adjective or an adverb («إرهابياً»).

    Parameters
    ----------
    words : list of str
        Folded.
    raw : str
        What the marks hold.

    Examples
    --------
    >>> is_phrase(["بالتعاون", "مع", "الغرباء"], "بالتعاون مع الغرباء")
    True
    >>> is_phrase(["ضحيه", "اخري", "للحرب"], "ضحية أخرى للحرب")
    True
    >>> is_phrase(["درع", "الوادي"], "درع الوادي"), is_phrase(["صعده"], "صعدة")
    (False, False)
    """
    lists = word_lists()
    first, last = words[0], words[-1]
    if any(first in lists[name] for name in ("name_head", "place", "kinship")):
        return False
    if lists["function_word"] & set(words) or _leans(first) or is_verdict(words):
        return True
    if first.startswith("ال") and all(word.startswith("و") for word in words[1:]):
        return False  # a list: «الطالب ووالده والمدرسة»
    if len(words) > 1 and (last in _ITSELF or any(map(_owned, words))):
        return True
    if any(
        after.startswith("لل") and not before.startswith("ال")
        for before, after in zip(words, words[1:], strict=False)
    ):
        return True  # مجالاً للعمل
    if any(word.startswith("ال") for word in words):
        return False
    if len(words) == 1:
        return _lone(first, raw)
    if raw.rstrip(" .،").endswith(("ة", "اً", "ًا")):
        return True
    if len(words) == 2 and all(len(word) > 3 and word.endswith("ا") for word in words):
        return lists["place"].isdisjoint(words)  # مسؤولا سياسيا
    joined = len(last) > _SHORT and all(word.startswith("و") for word in words[1:])
    return joined or last in lists["adjective"]


def is_leaning(words: list[str]) -> bool:
    """Tell whether words lean on what stands outside: «بالتعاون معهم»، «إسهامهم في العمل».

    Examples
    --------
    >>> is_leaning(["اسهامهم", "في", "العمل"]), is_leaning(["موعد", "مع", "السعاده"])
    (True, False)
    """
    return _leans(words[0]) or _owned(words[0])


def _owned(word: str) -> bool:
    """Tell whether a word ends with the pronoun of whom it is said: حالاتها، إسهامهم."""
    return len(word) > 5 and word.endswith(_THEIR) and not word.startswith("ال")


def is_verdict(words: list[str]) -> bool:
    """Tell whether one or two words judge something: «العدوان الغاشم»، «المزعومة».

    Examples
    --------
    >>> is_verdict(["العدوان", "الغاشم"]), is_verdict(["المقاومه", "الشعبيه"])
    (True, False)
    """
    if len(words) > 2 or not all(word.startswith("ال") for word in words):
        return False
    return words[-1][2:].removesuffix("ه") in word_lists()["verdict"]


def _leans(word: str) -> bool:
    """Tell whether a word begins with a proclitic: بالتعاون، للدفاع، لمحاربة."""
    if len(word) < 6 or word in word_lists()["place"]:
        return False
    return word.startswith(("بال", "لل")) or (word.startswith(_TO_DO) and word.endswith("ه"))


def _lone(word: str, raw: str) -> bool:
    """Tell whether one word without article is no name: إرهابياً، مذبحة، يحذروا."""
    bare = raw.strip()
    if "ً" in bare or "ٌ" in bare or "ٍ" in bare:
        return True
    if len(word) < _SHORT:
        return False
    return word.endswith(("وا", "يا")) or bare.endswith("ة")
