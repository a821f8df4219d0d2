"""Words that stand where a subject may and name nobody: things, possessions, verbs, adverbs."""

from __future__ import annotations

import re

from framing.reading.cues import entries, word_lists
from framing.reading.leading import WHO
from framing.reading.naming import Name
from framing.reading.words import fold

# A noun with its pronoun; ه that is spelled so is no ending of the feminine.
_OWNED = re.compile(r"(\w{3,}?)(?:ه|ها|هم|هما|هن)")
_FIRST_WORD = re.compile(r"\w+")
_SOME = frozenset({"بعض", "جميع", "كل", "معظم", "اغلب", "احد", "احدا"})
_OPENING = frozenset('«“"')
_BEING = frozenset({"كونك", "كونه", "كونها", "كونهم", "كوننا", "كوني"})
_GOD = frozenset({"الله", "تعالي", "سبحانه", "رب", "جل", "المولي", "الباري"})
_NO_NOUN = frozenset({"او", "لك", "له", "لها", "مره", "تاره", "كل", "مثال"})
_KIN = frozenset(["زوج", "زوجت", "والد", "والدت", "شقيق", "شقيقت", "نجل", "محامي", "صديق", "زميل"])


def is_nobody(text: str, name: Name) -> bool:
    """Tell whether words that stand where a subject may are a thing: تعازيه، ببيانه، النص.

    Examples
    --------
    >>> from framing.reading.naming import find_name
    >>> [is_nobody(text, find_name(text, 0, len(text))) for text in ("عزائه", "زوجته", "القاعة")]
    [True, False, False]
    """
    first, lists = name.words[0], word_lists()
    if first in lists["no_speaker"] or first in lists["action"] or first in _BEING:
        return True
    if first.startswith("ل") and first[1:] in lists["office"] and first not in lists["office"]:
        return True  # … النائب الأول لرئيس كذا
    if name.rule not in ("office", "name") or any(first in lists[known] for known in WHO):
        return False
    if name.start and text[name.start - 1] in _OPENING:
        return False  # «فورد» ذكرت, whatever the word is elsewhere
    if _is_no_noun(name):
        return True
    spelled = _FIRST_WORD.match(text, name.start)
    owned = _OWNED.fullmatch(spelled[0]) if spelled else None
    if owned is None or first in lists["pronoun"]:
        return first.startswith("بال") and len(first) > 5
    stem = fold(owned[1])
    if stem in _SOME:
        return True
    stems = {stem, "ال" + stem, stem.removesuffix("ت") + "ه", stem.removesuffix("و") + "ي"}
    return not any(stems & lists[known] for known in (*WHO, "anonymous")) and stem not in _KIN


def is_god(name: Name) -> bool:
    """Tell whether a name is God's: whom one prays to, or who speaks in scripture."""
    return name.words[0] in _GOD or name.words[:2] == ("عز", "وجل")


def is_one_person(name: Name) -> bool:
    """Tell whether a name is a single person's.

    Examples
    --------
    >>> from framing.reading.naming import find_name
    >>> [is_one_person(find_name(text, 0, len(text))) for text in ("سامر نادر", "السكان")]
    [True, False]
    """
    return name.rule != "office" and name.words[0] in word_lists()["given_name"]


def _is_no_noun(name: Name) -> bool:
    """Tell whether an unlisted first word is a verb, adverb or adjective: يطلب، بمرارة، كباراً."""
    first, lists = name.words[0], word_lists()
    if any(first in lists[known] for known in (*WHO, "anonymous", "pronoun")):
        return False
    if first in entries() or first in _NO_NOUN:
        return True
    if len(name.words) == 1 and first.startswith("ب") and first.endswith("ه"):
        return True
    if len(name.words) == 1 and first.startswith("ال") and first.endswith("يه") and len(first) > 6:
        return True  # (الوكالة) الألمانية
    if name.rule != "office" or len(first) < 4:
        return False
    return first.startswith(("ي", "ب", "و")) or first.endswith("ا")
