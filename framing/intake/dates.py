"""Dates as outlets write them: ISO, day-first, month names, Arabic digits, Hijri."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache

from framing.intake.months import GREGORIAN, HIJRI, WEEKDAYS

AMBIGUOUS = "ambiguous"
UNKNOWN = "not understood"

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_FOLDS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ـ": None, "ؤ": "و"})
_MARKS = re.compile("[\u064b-\u0652\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_YEARS = range(1800, 2101)
_HIJRI_YEARS = range(1343, 1501)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})(?!\d)")
_MONTH_PARTS = {part for name in (*GREGORIAN, *HIJRI) for part in name.split()}
_FILLERS = {"من", "شهر", "عام", "سنه", "of", "st", "nd", "rd", "th"}
_WORD = re.compile(r"[^\W\d_]+|\d+")


@lru_cache(maxsize=20_000)
def read_date(written: str, *, day_first: bool | None = None) -> tuple[str, str]:
    """Read one date.

    Parameters
    ----------
    written : str
        As the source has it.
    day_first : bool, optional
        What 3/4/2017 means in this source; None when that is not known.

    Returns
    -------
    day : str
        ``YYYY-MM-DD``, or ``""``.
    doubt : str
        Why the day is empty: ``"ambiguous"``, ``"not understood"``, or ``""``.

    Examples
    --------
    >>> read_date("الأحد، ١٥ تشرين الأول/أكتوبر ٢٠١٧")
    ('2017-10-15', '')
    >>> read_date("25 محرم 1439 هـ")
    ('2017-10-15', '')
    >>> read_date("3/4/2017")
    ('', 'ambiguous')
    >>> read_date("الاثنين 3/4/2017")  # it was a Monday only on the third of April
    ('2017-04-03', '')
    """
    text = _plain(written)
    if re.fullmatch(r"\d{10}|\d{13}|\d{10}\.\d+", text):
        return _of_epoch(text)
    weekdays = {WEEKDAYS[word] for word in _WORD.findall(text) if word in WEEKDAYS}
    days = _named(text) or _numeric(text, day_first)
    if len(days) > 1 and weekdays:
        days = {day for day in days if day.weekday() in weekdays} or days
    if len(days) == 1:
        return days.pop().isoformat(), ""
    return "", AMBIGUOUS if days or _two_digit_year(text) else UNKNOWN


def tell_day_first(values: Iterable[str]) -> bool | None:
    """Tell from many dates of one source whether 3/4/2017 is in April, or None.

    Examples
    --------
    >>> tell_day_first(["3/4/2017", "15/4/2017"])
    True
    >>> tell_day_first(["3/4/2017"]) is None
    True
    """
    first = second = False
    for value in values:
        for match in _NUMERIC.finditer(_plain(value)):
            a, b = int(match[1]), int(match[3])
            if len(match[1]) <= 2:
                first, second = first or 12 < a <= 31, second or 12 < b <= 31
    return None if first == second else first


def _plain(written: str) -> str:
    return _MARKS.sub("", written.casefold()).translate(_DIGITS).translate(_FOLDS).strip()


def _of_epoch(text: str) -> tuple[str, str]:
    seconds = float(text) / (1000 if len(text) == 13 else 1)
    moment = datetime.datetime.fromtimestamp(seconds, tz=datetime.UTC)
    return (moment.date().isoformat(), "") if 1990 <= moment.year <= 2100 else ("", UNKNOWN)


def _named(text: str) -> set[datetime.date]:
    """Find dates whose month is a word; both calendars in one line must not disagree."""
    words = _WORD.findall(text)
    found: dict[bool, set[datetime.date]] = {True: set(), False: set()}
    at = 0
    while at < len(words):
        is_hijri, month, length = _month_at(words, at)
        if month:
            day = _day_and_year(words, at, at + length)
            made = _date(day[1], month, day[0], is_hijri=is_hijri) if day else None
            found[is_hijri] |= {made} if made else set()
        at += length
    return found[False] or found[True]


def _month_at(words: list[str], at: int) -> tuple[bool, int, int]:
    """Return the calendar, month and length in words of the month name at a place."""
    for length in (2, 1):
        name = " ".join(words[at : at + length])
        for is_hijri, names in ((False, GREGORIAN), (True, HIJRI)):
            if name in names and len(words) >= at + length:
                return is_hijri, names[name], length
    return False, 0, 1


def _day_and_year(words: list[str], start: int, end: int) -> tuple[int, int] | None:
    """Find the day and year around a month name, passing over a second name of the month."""
    before, after = start - 1, end
    while before >= 0 and not words[before].isdigit() and _is_between(words[before]):
        before -= 1
    while after < len(words) and not words[after].isdigit() and _is_between(words[after]):
        after += 1
    left = words[before] if before >= 0 else ""
    right = words[after] if after < len(words) else ""
    further = words[after + 1] if after + 1 < len(words) else ""
    if _is_day(left) and len(right) == 4 and right.isdigit():
        return int(left), int(right)
    if _is_day(right) and len(further) == 4 and further.isdigit():  # October 15, 2017
        return int(right), int(further)
    if _is_day(right) and len(left) == 4 and left.isdigit():  # 2017 October 15
        return int(right), int(left)
    return None


def _is_between(word: str) -> bool:
    return word in _MONTH_PARTS or word in _FILLERS


def _is_day(word: str) -> bool:
    return word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31


def _numeric(text: str, day_first: bool | None) -> set[datetime.date]:
    """Find every day that the figures of a date can mean."""
    compact = re.fullmatch(r"(\d{4})(\d{2})(\d{2})(?:t?\d{4,6}z?)?", text)
    if compact:
        made = _date(*map(int, compact.groups()))
        return {made} if made else set()
    by_calendar: dict[bool, set[datetime.date]] = {True: set(), False: set()}
    for match in _NUMERIC.finditer(text):
        first, middle, last = match[1], int(match[3]), match[4]
        if len(first) == 4:
            readings = [(int(first), middle, int(last))] if len(last) <= 2 else []
        elif len(first) <= 2 and len(last) == 4:
            year, a = int(last), int(first)
            readings = [(year, middle, a)] if day_first is not False else []
            readings += [(year, a, middle)] if day_first is not True else []
            readings = readings if a != middle else readings[:1]
        else:
            readings = []
        for year, month, day in readings:
            is_hijri = year in _HIJRI_YEARS
            made = _date(year, month, day, is_hijri=is_hijri)
            by_calendar[is_hijri] |= {made} if made else set()
    return by_calendar[False] or by_calendar[True]


def _two_digit_year(text: str) -> bool:
    return any(
        len(match[1]) <= 2 and len(match[4]) <= 2 and int(match[3]) <= 31
        for match in _NUMERIC.finditer(text)
    )


def _date(year: int, month: int, day: int, *, is_hijri: bool = False) -> datetime.date | None:
    try:
        if is_hijri:
            from hijridate import Hijri

            moment = Hijri(year, month, day).to_gregorian()
            return datetime.date(moment.year, moment.month, moment.day)
        return datetime.date(year, month, day) if year in _YEARS else None
    except (ValueError, OverflowError):
        return None
