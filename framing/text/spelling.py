"""Spelling rules: which written differences do not make another word.

Each rule is named, documented and can be switched off by a lexicon's card, because spelling
can itself be the object of study. The rules act on single code points; the three that need a
whole word (``country``, ``democratic``, ``militia``) are applied where a lexicon's forms are
expanded.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

import pyarabic.araby as araby

Kind = Literal[
    "letter", "digit", "mark_on_letter", "hamza", "control", "space", "newline", "quote", "stop",
    "other",
]  # fmt: skip

RULES: dict[str, str] = {
    "tashkeel": "Vowel signs, the superscript alef and every other combining mark are ignored.",
    "tatweel": "The lengthening stroke ـ is ignored.",
    "presentation": "Presentation forms and ligatures are read as their letters: ﻻ is لا.",
    "alef_seats": "أ إ آ ٱ are read as ا.",
    "hamza_seats": "ؤ and ئ are read as ء. Off unless a card switches it on.",
    "alef_maqsura": "ى is read as ي.",
    "ta_marbuta": "ة and ه are equal at the end of a word.",
    "persian": "ک ی ہ ھ ە are read as ك ي ه.",
    "country": "سوريا, سورية and سوريه are one word.",
    "democratic": "ديموقراطي is read as ديمقراطي, with every ending.",
    "militia": "ميليشيا, مليشيا, ميليشيات and مليشيات are one word.",
    "digits": "Arabic-Indic and Persian digits are read as 0 to 9.",
    "controls": "Zero-width and bidirectional control characters are ignored.",
    "case": "Latin and other cased letters are read in lower case.",
    "spaces": "No-break spaces, tabs and the underscore of hashtags separate words like a space.",
    "line_breaks": "A single line break inside a form is a space; a blank line is not.",
    "inner_marks": "Quotation marks and brackets between the words of a form are ignored.",
}

OFF_BY_DEFAULT = frozenset({"hamza_seats"})
DEFAULT_SPELLING = frozenset(RULES) - OFF_BY_DEFAULT
WORD_RULES = frozenset({"country", "democratic", "militia"})

HAMZA_MARKS = araby.HAMZA_ABOVE + araby.HAMZA_BELOW
_ALEF_SEATS = araby.ALEF_HAMZA_ABOVE + araby.ALEF_HAMZA_BELOW + araby.ALEF_MADDA + "\u0671"
_HAMZA_SEATS = araby.WAW_HAMZA + araby.YEH_HAMZA
_PERSIAN = {"ک": "ك", "ڪ": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۃ": "ة"}
_QUOTES = "\"'`´″′"
_STOPS = ".!?؟…。"
_NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u08e2")


@lru_cache(maxsize=65_536)
def classify(char: str, spelling: frozenset[str] = DEFAULT_SPELLING) -> tuple[Kind, str]:
    """Say what one character is for matching, and the letters it is read as.

    Parameters
    ----------
    char : str
        One code point.
    spelling : frozenset of str
        The rules that are on: keys of ``RULES``.

    Returns
    -------
    (kind, letters)
        ``kind`` is letter or digit (parts of words), mark_on_letter, hamza or control (never a
        boundary), space, newline or quote (allowed inside a form), stop or other (not allowed
        there). ``letters`` is what a letter or digit is read as, one or more characters, and
        ``""`` for everything else.

    Examples
    --------
    >>> classify("أ"), classify("ﻻ"), classify("٣")
    (('letter', 'ا'), ('letter', 'لا'), ('digit', '3'))
    >>> classify("َ")[0], classify("»")[0], classify("،")[0]
    ('mark_on_letter', 'quote', 'other')
    """
    category = unicodedata.category(char)
    if char in HAMZA_MARKS:
        return "hamza", ""
    if category in {"Mn", "Me"}:
        return ("mark_on_letter", "") if "tashkeel" in spelling else ("letter", char)
    if char == araby.TATWEEL:
        return ("mark_on_letter", "") if "tatweel" in spelling else ("letter", char)
    if category == "Cf" and char not in _NUMBER_SIGNS:
        return ("control" if "controls" in spelling else "other"), ""
    if category == "Nd":
        return "digit", str(unicodedata.decimal(char)) if "digits" in spelling else char
    if category[0] in "LN" or category == "Mc":
        return _letter(char, spelling)
    return _boundary(char, category, spelling), ""


def fold_word(word: str, spelling: frozenset[str] = DEFAULT_SPELLING) -> str:
    """Return a word as it is read under the rules: equal spellings give equal strings.

    The end of a word counts: there ة is read as ه. A hamza mark after its seat is read with it.

    Examples
    --------
    >>> fold_word("الشُّهَداء") == fold_word("الشهداء")
    True
    >>> fold_word("سورية") == fold_word("سوريه"), fold_word("مؤيد") == fold_word("مو\u0654يد")
    (True, True)
    """
    letters: list[str] = []
    for char in word:
        kind, read = classify(char, spelling)
        if kind == "hamza" and letters:
            letters[-1] = seated(letters[-1], spelling)
        letters.extend(read)
    if letters and letters[-1] == araby.TEH_MARBUTA and "ta_marbuta" in spelling:
        letters[-1] = araby.HEH
    return "".join(letters)


def seated(letter: str, spelling: frozenset[str] = DEFAULT_SPELLING) -> str:
    """Return the letter that ``letter`` followed by a hamza mark is read as.

    Examples
    --------
    >>> seated("و"), seated("ا"), seated("ب")
    ('ؤ', 'ا', 'ب')
    """
    whole = unicodedata.normalize("NFC", letter + araby.HAMZA_ABOVE)
    return classify(whole, spelling)[1] if len(whole) == 1 else letter


def _letter(char: str, spelling: frozenset[str]) -> tuple[Kind, str]:
    if "presentation" in spelling:
        whole = unicodedata.normalize("NFKC", char)
        if whole != char:
            return _several(whole, spelling)
    if char in _ALEF_SEATS and "alef_seats" in spelling:
        return "letter", araby.ALEF
    if char in _HAMZA_SEATS and "hamza_seats" in spelling:
        return "letter", araby.HAMZA
    if char == araby.ALEF_MAKSURA and "alef_maqsura" in spelling:
        return "letter", araby.YEH
    if char in _PERSIAN and "persian" in spelling:
        return "letter", _PERSIAN[char]
    if char == "ی" and "alef_maqsura" in spelling:
        return "letter", araby.YEH
    return "letter", _plain(char, spelling)


def _several(whole: str, spelling: frozenset[str]) -> tuple[Kind, str]:
    """Read a ligature as its letters; one that holds a space (ﷺ) stands apart from words."""
    parts = [classify(part, spelling) for part in whole]
    if any(kind in {"space", "other", "quote", "stop", "newline"} for kind, _ in parts):
        return ("mark_on_letter" if len(whole.strip()) == 1 else "other"), ""
    kind: Kind = "digit" if all(kind == "digit" for kind, _ in parts) else "letter"
    return kind, "".join(read for _, read in parts)


def _plain(char: str, spelling: frozenset[str]) -> str:
    """Read a letter of another script without its accents and case, as the rules say."""
    if "\u0600" <= char <= "\u08ff" or "\uac00" <= char <= "\ud7a3":
        return char
    if "tashkeel" in spelling:
        base = unicodedata.normalize("NFD", char)[0]
        char = base if unicodedata.category(base)[0] == "L" else char
    lower = char.lower()
    return lower if "case" in spelling and len(lower) == 1 else char


def _boundary(char: str, category: str, spelling: frozenset[str]) -> Kind:
    if char == " ":
        return "space"
    if category == "Zs" or char in "\t\r_":
        return "space" if "spaces" in spelling else "other"
    if char in "\n\x0b\x0c\x85\u2028":
        return "newline" if "line_breaks" in spelling else "other"
    if category in {"Pi", "Pf", "Ps", "Pe"} or char in _QUOTES:
        return "quote" if "inner_marks" in spelling else "other"
    return "stop" if char in _STOPS else "other"
