"""What single words tell about the subject of a clause: nouns, objects, gender, beginnings."""

from __future__ import annotations

from framing.reading.cues import word_lists
from framing.reading.nametokens import Token, listed, listed_any, tokens

_OPENING = 60  # characters of a sentence that tell whether it goes on with its subject
_LONGEST_MATTER = 120  # characters
_ON = frozenset({"عن", "حول", "بشان", "بخصوص", "عما"})
_PREPOSITIONS = frozenset({"في", "من", "الي", "علي", "عن", "لما", "بما", "بان", "ان"})
_NO_VERB = ("office", "source", "anonymous", "given_name", "title_word", "role_word", "place") + (
    "boundary", "no_subject", "notice", "quantity", "honorific", "adverb", "opener",
)  # fmt: skip
_PAUSES = frozenset("،,;؛:")
INTO = frozenset(
    {"لكن", "ولكن", "كان", "كانت", "قد", "وقد", "فقد", "لقد", "ولقد", "لم", "ولم", "لا", "ولا"}
    | {"لن", "ولن"}
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


def goes_on(sentence: str, gender: str) -> bool:
    """Tell whether a sentence goes on with the subject before it: وتطرق إلى الخطة.

    Its first word is a verb of that gender, joined by و, and a preposition follows.

    Examples
    --------
    >>> [goes_on(said, "m") for said in ("وتطرق إلى الخطة", "وتطرقت إلى الخطة", "ووصل الوفد")]
    [True, False, False]
    """
    words = tokens(sentence[:_OPENING], 0, min(len(sentence), _OPENING))
    if len(words) < 2 or not words[0].word.startswith("و") or words[1].gap.strip():
        return False
    verb = words[0]._replace(word=words[0].word[1:], spelled=words[0].spelled[1:])
    if len(verb.word) < 3 or verb.word.startswith("ال") or verb.word.endswith("ه"):
        return False
    if listed_any(words[0], _NO_VERB) or listed_any(verb, _NO_VERB) or is_noun(verb):
        return False
    told = "f" if verb.word.endswith("ت") else gender_of(verb.word)
    if gender and told not in ("", gender):
        return False
    return words[1].word in _PREPOSITIONS or words[1].word.startswith(("لل", "بال"))


def names_subject_matter(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with what is spoken of: وعن الأسعار [قال].

    Examples
    --------
    >>> [names_subject_matter(said, 0, len(said)) for said in ("وعن الأسعار ", "في المدينة ")]
    [True, False]
    """
    if end - start > _LONGEST_MATTER:
        return False
    words = [token.word for token in tokens(text, start, end)]
    return len(words) > 1 and words[0].lstrip("وف") in _ON and text[end - 1] == " "


def begins_clause(words: list[Token], number: int) -> bool:
    """Tell whether a word begins its clause: after a pause, joined by و, or after قد."""
    token, before = words[number], words[number - 1].word
    if token.word.startswith(("و", "ف")) or _PAUSES & set(token.gap):
        return True
    return before in INTO or before in word_lists()["starter"]
