"""Letters that may stand before a word: و ف ب ل ك س, their legal combinations, ال and لل.

A conjunction (و ف) comes first, then a preposition (ب ل ك) or, before a present verb, س or ل;
then ال. ل and ال contract to لل, and the ل of a word that begins with it is not written a
third time: ل + اللجنة is للجنة.
"""

from __future__ import annotations

from functools import cache

CONJUNCTIONS = "وف"
PREPOSITIONS = "بلك"
LETTERS = frozenset("وفبلكس")

# Words whose ال is part of the root, so that ب and ل stand before it unchanged (لالتزام).
_RADICAL = """
التزام التهاب التحاق التحام التماس التفاف التباس التقاء التقاط التواء التجاء التهام التئام التفات
التباسات التزامات التهابات التماسات التفافات
"""
RADICAL_ARTICLE = frozenset(_RADICAL.split())

# A stem this short with a proclitic is too often another word (وزير is no و + زير): 54% of
# such words are for stems of two letters, 8% for three, 1.5% for four.
SHORTEST_STEM = 4


def allowed_letters(clitics: str, automatic: bool) -> frozenset[str]:
    """Return the proclitics that a ``clitics`` cell allows.

    Parameters
    ----------
    clitics : str
        ``"yes"`` (all), ``"no"``, the letters themselves, or ``""``.
    automatic : bool
        What an empty cell means for this word: all or none.

    Examples
    --------
    >>> sorted(allowed_letters("وب", automatic=False))
    ['ب', 'و']
    >>> allowed_letters("", automatic=False)
    frozenset()
    """
    if clitics in ("yes", "no", ""):
        return LETTERS if clitics == "yes" or (not clitics and automatic) else frozenset()
    return frozenset(clitics) & LETTERS


def has_article(word: str) -> bool:
    """Tell whether an unvocalized word begins with the article.

    Examples
    --------
    >>> [has_article(word) for word in ("اللجنة", "التزام", "الم", "ألمانيا")]
    [True, False, False, False]
    """
    return word.startswith("ال") and len(word) > 3 and word not in RADICAL_ARTICLE


def without_article(word: str) -> str:
    """Return the word without its article, or as it is.

    Examples
    --------
    >>> without_article("اللجنة")
    'لجنة'
    """
    return word[2:] if has_article(word) else word


@cache
def noun_prefixes(letters: frozenset[str]) -> tuple[str, ...]:
    """Return what may stand before a word without article, ``""`` first.

    Examples
    --------
    >>> noun_prefixes(frozenset("وب"))
    ('', 'و', 'ب', 'وب')
    """
    return _joined(letters, PREPOSITIONS)


@cache
def article_prefixes(letters: frozenset[str]) -> tuple[str, ...]:
    """Return what may stand before a written ال: all but ل, which contracts with it.

    Examples
    --------
    >>> article_prefixes(frozenset("وبل"))
    ('', 'و', 'ب', 'وب')
    """
    return _joined(letters, "بك")


@cache
def contracted_prefixes(letters: frozenset[str], stem: str) -> tuple[str, ...]:
    """Return ل + ال, with conjunctions, as written before the stem.

    Examples
    --------
    >>> contracted_prefixes(frozenset("ول"), "جيش"), contracted_prefixes(frozenset("ل"), "لجنة")
    (('لل', 'ولل'), ('ل',))
    """
    if "ل" not in letters:
        return ()
    written = "ل" if stem.startswith("ل") else "لل"
    return tuple(c + written for c in ("", *CONJUNCTIONS) if not c or c in letters)


@cache
def verb_prefixes(
    letters: frozenset[str], *, indicative: bool, subjunctive: bool
) -> tuple[str, ...]:
    """Return what may stand before a verb: و ف, س before an indicative, ل before a subjunctive.

    A past verb is neither and takes the conjunctions only.

    Examples
    --------
    >>> verb_prefixes(frozenset("وسل"), indicative=True, subjunctive=False)
    ('', 'و', 'س', 'وس')
    """
    return _joined(letters, ("س" if indicative else "") + ("ل" if subjunctive else ""))


def _joined(letters: frozenset[str], seconds: str) -> tuple[str, ...]:
    return tuple(
        first + second
        for second in ("", *seconds)
        for first in ("", *CONJUNCTIONS)
        if set(first + second) <= letters
    )
