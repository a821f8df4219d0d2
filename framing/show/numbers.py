"""Figures as a reader sees them: percentages, intervals, counted nouns and dates.

Digits are 0–9 in both languages, so that a figure in the report is the figure in the table.
Each figure is wrapped in a left-to-right isolate (U+2066 … U+2069), which keeps its sign, its
point and its percent sign in place inside Arabic; ``bare`` takes the isolates away.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

OPEN, CLOSE = "\u2066", "\u2069"
NONE = "–"

# one, two, two after a preposition, three to ten, eleven to ninety-nine, a hundred and more
_NOUNS = {
    "article": ("مادة واحدة", "مادتان", "مادتين", "مواد", "مادة", "مادة"),
    "mention": ("موضع واحد", "موضعان", "موضعين", "مواضع", "موضعًا", "موضع"),
    "outlet": ("وسيلة واحدة", "وسيلتان", "وسيلتين", "وسائل", "وسيلة", "وسيلة"),
    "story": ("حدث واحد", "حدثان", "حدثين", "أحداث", "حدثًا", "حدث"),
    "row": ("صف واحد", "صفان", "صفين", "صفوف", "صفًا", "صف"),
    "word": ("كلمة واحدة", "كلمتان", "كلمتين", "كلمات", "كلمة", "كلمة"),
    "form": ("صيغة واحدة", "صيغتان", "صيغتين", "صيغ", "صيغة", "صيغة"),
    "line": ("سطر واحد", "سطران", "سطرين", "أسطر", "سطرًا", "سطر"),
    "pair": ("زوج واحد", "زوجان", "زوجين", "أزواج", "زوجًا", "زوج"),
    "difference": ("فرق واحد", "فرقان", "فرقين", "فروق", "فرقًا", "فرق"),
    "way": ("طريقة واحدة", "طريقتان", "طريقتين", "طرائق", "طريقة", "طريقة"),
}

_ENGLISH = {"story": "stories"}

_MONTHS_AR = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
_MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def isolated(figure: str) -> str:
    """Wrap a figure so that it reads left to right wherever it stands."""
    return f"{OPEN}{figure}{CLOSE}"


def bare(text: str) -> str:
    """Take the direction marks out of a text.

    Examples
    --------
    >>> bare(percent(0.5))
    '50%'
    """
    return text.translate({0x2066: None, 0x2067: None, 0x2068: None, 0x2069: None})


def known(value: object) -> bool:
    """Tell whether a figure is there: neither missing nor not-a-number."""
    return (
        value is not None
        and value == value
        and not (isinstance(value, float) and math.isinf(value))
    )


def count(value: float) -> str:
    """Return a whole number with thousands marked, ``2,549``, or a dash when it is empty.

    Examples
    --------
    >>> bare(count(2549))
    '2,549'
    """
    return isolated(f"{int(value):,}") if known(value) else NONE


def percent(share: float) -> str:
    """Return a share of one as a whole percentage, or a dash when it is empty.

    Examples
    --------
    >>> bare(percent(0.625)), percent(float("nan"))
    ('63%', '–')
    """
    return isolated(f"{_percentage(share)}%") if known(share) else NONE


def percent_range(low: float, high: float) -> str:
    """Return an interval of shares such as ``48–74%``, or nothing when it is empty.

    Examples
    --------
    >>> bare(percent_range(0.48, 0.744))
    '48–74%'
    >>> bare(percent_range(-0.1, 0.2))
    '−10…20%'
    """
    if not (known(low) and known(high)):
        return ""
    first, last = _percentage(low), _percentage(high)
    return isolated(f"{_signed(first)}{_dash(first)}{_signed(last)}%")


def points(difference: float, *, plus: bool = True) -> str:
    """Return a difference of shares in percentage points, with its sign.

    Examples
    --------
    >>> bare(points(-0.314)), bare(points(0.314))
    ('−31', '+31')
    """
    if not known(difference):
        return NONE
    return isolated(_signed(_percentage(difference), plus=plus))


def points_range(low: float, high: float) -> str:
    """Return an interval of percentage points such as ``12–40``, or nothing when it is empty.

    Examples
    --------
    >>> bare(points_range(-0.05, 0.4))
    '−5…40'
    """
    return percent_range(low, high).replace("%", "")


def decimal(value: float, places: int = 2, *, plus: bool = False) -> str:
    """Return a number with a fixed count of decimals and a true minus sign.

    Examples
    --------
    >>> bare(decimal(-0.4)), bare(decimal(0.4, plus=True))
    ('−0.40', '+0.40')
    """
    if not known(value):
        return NONE
    text = f"{abs(value):.{places}f}"
    negative = value < 0 and float(text) != 0
    return isolated(("−" if negative else "+" if plus and float(text) else "") + text)


def decimal_range(low: float, high: float, places: int = 2) -> str:
    """Return an interval such as ``−0.40…0.10``, or nothing when it is empty."""
    if not (known(low) and known(high)):
        return ""
    first, last = bare(decimal(low, places)), bare(decimal(high, places))
    return isolated(f"{first}{'…' if '−' in first + last else '–'}{last}")


def probability(p: float) -> str:
    """Return a p- or q-value: three decimals, ``<0.001`` below.

    Examples
    --------
    >>> bare(probability(0.0204)), bare(probability(0.00002))
    ('0.020', '<0.001')
    """
    if not known(p):
        return NONE
    return isolated("<0.001" if p < 0.001 else f"{p:.3f}")


def counted(n: int, noun: str, language: str, *, after_preposition: bool = False) -> str:
    """Return a number with its noun, as grammar asks.

    Parameters
    ----------
    n : int
        How many.
    noun : str
        ``article``, ``mention``, ``outlet``, ``story``, ``row``, ``word``, ``form`` …
    language : {"ar", "en"}
        Of the noun.
    after_preposition : bool, default False
        Arabic duals end in ـين after one.

    Examples
    --------
    >>> [bare(counted(n, "article", "ar")) for n in (1, 2, 3, 11, 100, 2549)]
    ['مادة واحدة', 'مادتان', '3 مواد', '11 مادة', '100 مادة', '2,549 مادة']
    >>> bare(counted(1, "story", "en")), bare(counted(4, "story", "en"))
    ('1 story', '4 stories')
    """
    if language == "en":
        return f"{count(n)} {noun if n == 1 else _ENGLISH.get(noun, noun + 's')}"
    one, two, two_after, few, many, hundreds = _NOUNS[noun]
    if n in (1, 2):
        return one if n == 1 else two_after if after_preposition else two
    rest = n % 100
    word = few if 3 <= rest <= 10 else many if rest >= 11 else hundreds
    return f"{count(n)} {few if n == 0 else word}"


def day(value: date | None, language: str) -> str:
    """Return a date in words, ``13 يوليو 2015``, or nothing for an unknown one.

    Examples
    --------
    >>> import datetime
    >>> bare(day(datetime.date(2015, 7, 13), "en"))
    '13 July 2015'
    """
    if value is None or value != value:
        return ""
    months = _MONTHS_AR if language == "ar" else _MONTHS_EN
    return f"{isolated(str(value.day))} {months[value.month - 1]} {isolated(str(value.year))}"


def month(year_and_month: str, language: str) -> str:
    """Return a month in words, ``يوليو 2015``, from ``2015-07``.

    Examples
    --------
    >>> bare(month("2015-07", "en"))
    'July 2015'
    """
    year, _, number = year_and_month.partition("-")
    if not number.isdigit() or not 1 <= int(number) <= 12:
        return year_and_month
    months = _MONTHS_AR if language == "ar" else _MONTHS_EN
    return f"{months[int(number) - 1]} {isolated(year)}"


def _percentage(share: float) -> int:
    # A half goes up, as readers who check by hand expect: 5 of 8 is 63%.
    return int(math.copysign(math.floor(abs(share) * 100 + 0.5 + 1e-9), share))


def _signed(value: int, *, plus: bool = False) -> str:
    sign = "−" if value < 0 else "+" if plus and value > 0 else ""
    return f"{sign}{abs(value)}"


def _dash(first: int) -> str:
    return "…" if first < 0 else "–"
