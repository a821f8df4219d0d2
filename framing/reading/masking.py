"""Hiding who wrote a text: outlet names, datelines, bylines, agency credits.

For coders who should not know the outlet, and for classifiers that should learn an outlet's
words and not its signature.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from framing.intake.agencies import AGENCIES
from framing.reading.prose import prose_of
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

MASK = "▮"
_CLEAR = 5  # letters from which on an agency's name is nobody else's

_MARKS = "[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f]*"
_LIKE = dict.fromkeys("اأإآٱ", "[اأإآٱ]")
_LIKE |= dict.fromkeys("يى", "[يى]") | dict.fromkeys("هة", "[هة]")
# Before the first sentence: a place, agencies or papers in brackets or between dashes, and a
# dash or colon after them.
_WORD = r"[^\W\d_][^\s.!؟?:«»“”()\[\]،,–—-]*"
_BETWEEN = r"[ \t،,/]+"
_PLACE = rf"{_WORD}(?:{_BETWEEN}{_WORD}){{0,2}}"
_DATELINE = re.compile(
    rf"\A\s*(?:{_PLACE}\s*[(\[«“\"][^()\n]{{2,40}}[)\]»”\"]\s*[-–—:]"
    rf"|{_PLACE}\s*[-–—/:،]\s*{_PLACE}\s*(?:[-–—،]\s*{_PLACE}\s*)?(?:[:–—]|\s-)"
    rf"|{_WORD}(?:{_BETWEEN}{_WORD})?\s*(?:[:–—]|\s-))\s*(?=\S)"
)
# A paper that names itself: «قال لـ“الرياض”».
_TOLD = re.compile(r"(?<!\w)(?:ل|لـ)\s?[«“”\"'‘][^«»“”\"'\n]{2,25}[»”“\"'’]")


def mask_articles(
    articles: pd.DataFrame,
    names: Mapping[str, Sequence[str]] | None = None,
    *,
    datelines: bool = True,
) -> list[str]:
    """Return each article's title and prose with its signature hidden.

    Page furniture (bylines, section lines, what the outlet repeats) is left out, the dateline
    at the head of the first paragraph cut, names of outlets, agencies and the article's author
    replaced by ``▮``. An outlet whose name is an everyday word (المدينة) loses the word, too: a
    mask errs on the safe side.

    Parameters
    ----------
    articles : DataFrame
        The ``articles`` table.
    names : mapping from outlet to its names, optional
        As they are written in the text, in any script; the outlet's id always counts as one.
    datelines : bool, default True
        Whether to cut datelines.

    Returns
    -------
    list of str
        One text per article, in order.

    Examples
    --------
    >>> articles = as_table([{"outlet": "safarjal", "author": "هند سالم",
    ...     "text": "عدن (رويترز) – قالت هند سالم للسفرجل إن المعارك توقفت."}], "articles")
    >>> mask_articles(articles, {"safarjal": ["السفرجل"]})
    ['قالت ▮ ▮ إن المعارك توقفت.']
    """
    table = as_table(articles, "articles")
    everywhere = signature_pattern(table["outlet"], names)
    masked = []
    rows = zip(prose_of(table), table["text"], table["title"], table["author"], strict=True)
    for prose, whole, title, author in rows:
        text = prose or whole  # a line too short to be told from furniture is better than none
        text = cut_dateline(text, title) if datelines else text
        masked.append(mask_names(text, everywhere, author))
    return masked


def signature_pattern(
    outlets: Iterable[str], names: Mapping[str, Sequence[str]] | None = None
) -> re.Pattern[str] | None:
    """Compile what names an outlet or an agency.

    Parameters
    ----------
    outlets : iterable of str
        Ids; each counts as a name.
    names : mapping from outlet to its names, optional

    Examples
    --------
    >>> signature_pattern(["zarour"]).sub(MASK, "zarour، نقلاً عن رويترز")
    '▮، نقلاً عن ▮'
    """
    known = {*outlets, *(names or {})} - {""}
    spelled = {name for group in (names or {}).values() for name in group}
    return name_pattern(frozenset(known | spelled) | _agency_names())


def mask_names(text: str, pattern: re.Pattern[str] | None, author: str = "") -> str:
    """Replace what a pattern finds, the author's name, and «لـ“name”» by ``▮``.

    Examples
    --------
    >>> mask_names("وقال لـ«النهار» إنه باق", None)
    'وقال ▮ إنه باق'
    """
    text = _TOLD.sub(MASK, text)
    if pattern is not None:
        text = pattern.sub(MASK, text)
    return text.replace(author.strip(), MASK) if len(author.split()) > 1 else text


@lru_cache(maxsize=512)
def name_pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """Compile names into one pattern that takes their spellings and proclitics.

    Examples
    --------
    >>> pattern = name_pattern(frozenset({"السفرجل"}))
    >>> pattern.findall("كتبت السَّفرجل، ونقل عن «السفرجل» وللسفرجل")
    ['السَّفرجل', 'السفرجل', 'وللسفرجل']
    """
    shapes = {shape for name in names if name.strip() for shape in _shapes(name.strip())}
    if not shapes:
        return None
    ordered = sorted(shapes, key=lambda shape: (-len(shape), shape))
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ordered)})(?![^\W_])", re.IGNORECASE)


def cut_dateline(text: str, title: str = "") -> str:
    """Return prose without the dateline at the head of its first paragraph after the title.

    Examples
    --------
    >>> cut_dateline("صنعاء – أعلنت السلطات هدنة.")
    'أعلنت السلطات هدنة.'
    """
    lines = text.split("\n")
    first = 1 if title and len(lines) > 1 and lines[0].strip() == title.strip() else 0
    lines[first] = _DATELINE.sub("", lines[first], count=1)
    return "\n".join(lines)


def _shapes(name: str) -> Iterable[str]:
    words = name.split()
    rest = [_spelled(word) for word in words[1:]]
    first = words[0]
    article = first.startswith("ال") and len(first) > 4
    if not any("\u0600" <= letter <= "\u06ff" for letter in first):
        yield r"\W{0,2}".join([re.escape(word) for word in words])
        return
    stem = _spelled(first)
    yield r"[\s\W]{1,3}".join([f"[وف]?[بلك]?{_MARKS}{stem}", *rest])
    if article:
        yield r"[\s\W]{1,3}".join([f"[وف]?لل{_MARKS}{_spelled(first[2:])}", *rest])


def _spelled(word: str) -> str:
    return "".join(_LIKE.get(letter, re.escape(letter)) + _MARKS for letter in word)


@lru_cache(maxsize=1)
def _agency_names() -> frozenset[str]:
    listed = (name for group in AGENCIES.values() for name in group)
    return frozenset(name for name in listed if len(name) >= _CLEAR and "." not in name)
