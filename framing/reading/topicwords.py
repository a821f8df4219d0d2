"""What single words tell about the subject of a clause: nouns, objects, gender, beginnings."""

from __future__ import annotations

from framing.reading.cues import word_lists
from framing.reading.nametokens import Token, listed, listed_any

_PAUSES = frozenset("،,;؛:")
INTO = frozenset(
    [
        "لكن",
        "ولكن",
        "كان",
        "كانت",
        "قد",
        "وقد",
        "فقد",
        "لقد",
        "ولقد",
        "لم",
        "ولم",
        "لا",
        "ولا",
        "لن",
        "ولن",
    ]
)


def is_noun(token: Token) -> bool:
    """Tell whether a word looks like a noun of action, not a verb: إجهاض، ارتفاع."""
    word = token.word
    if token.spelled.lstrip("وف").startswith("إ") or word in word_lists()["action"]:
        return True
    long = 7 if word.startswith("است") else 6
    return word.startswith("ا") and len(word) >= long and word[-2] == "ا"


def is_object(token: Token, gender: str) -> bool:
    """Tell whether a word after a verb of some gender is its object, or begins a phrase.

    Examples
    --------
    >>> from framing.reading.nametokens import tokens
    >>> [is_object(token, "m") for token in tokens("الاجتماع نادر", 0, 13)]
    [True, False]
    """
    lists = ("boundary", "no_subject", "adverb", "quantity")
    if token.word.startswith(("ال", "ب", "ل")) or token.word.endswith(("ها", "هم")):
        return True
    if token.word.endswith("ه") and not (gender == "f" and token.spelled.endswith("ة")):
        return True
    return listed_any(token, lists)


def ends_subject(token: Token) -> bool:
    """Tell whether the subject has ended before a word: a pause, or a preposition.

    Examples
    --------
    >>> from framing.reading.nametokens import tokens
    >>> [ends_subject(token) for token in tokens("نادر عن", 0, 7)]
    [False, True]
    """
    return bool(token.gap.strip()) or listed(token, "boundary")


def gender_of(word: str) -> str:
    """Return the gender that a verb's form tells: m, f, p for several, or nothing.

    Examples
    --------
    >>> [gender_of(word) for word in ("وصل", "وصلت", "وصلوا", "تقدم")]
    ['m', 'f', 'p', '']
    """
    bare = word[1:] if word.startswith(("و", "ف")) and len(word) > 4 else word
    if bare.endswith("وا"):
        return "p"
    if bare.startswith("ت"):
        return ""  # تقدم: he advanced, or she advances
    return "f" if bare.endswith("ت") else "m"


def begins_clause(words: list[Token], number: int) -> bool:
    """Tell whether a word begins its clause: after a pause, joined by و, or after قد."""
    token, before = words[number], words[number - 1].word
    if token.word.startswith(("و", "ف")) or _PAUSES & set(token.gap):
        return True
    return before in INTO or before in word_lists()["starter"]
