"""News agencies that a text credits: in its byline, its dateline or its last line."""

from __future__ import annotations

import re

# Agency → the ways it is credited. Some are everyday words too (بنا، واس), so that they count
# only where a credit stands.
AGENCIES: dict[str, tuple[str, ...]] = {
    "reuters": ("رويترز", "reuters"),
    "afp": ("أ ف ب", "أ.ف.ب", "أ.ف.ب.", "ا ف ب", "ا.ف.ب", "أف ب", "فرانس برس", "فرانس بريس", "afp"),
    "dpa": ("د ب أ", "د.ب.أ", "د.ب.أ.", "د ب ا", "د.ب.ا", "dpa"),
    "ap": ("أ ب", "أ.ب", "أسوشيتد برس", "اسوشيتد برس", "أسوشييتد برس", "اسوشيتدبرس", "ap"),
    "epa": ("إ ب أ", "إ.ب.أ", "epa"),
    "anadolu": ("الأناضول", "الاناضول", "anadolu"),
    "sana": ("سانا", "sana"),
    "spa": ("واس", "spa"),
    "saba": ("سبأ", "سبأنت", "saba"),
    "wam": ("وام", "wam"),
    "mena": ("أ ش أ", "أ.ش.أ", "ا ش ا"),
    "kuna": ("كونا", "kuna"),
    "qna": ("قنا", "qna"),
    "bna": ("بنا", "bna"),
    "petra": ("بترا", "petra"),
    "wafa": ("وفا", "wafa"),
    "irna": ("إرنا", "ارنا"),
    "xinhua": ("شينخوا", "xinhua"),
    "tass": ("تاس", "tass"),
    "sputnik": ("سبوتنيك", "sputnik"),
    "agencies": ("وكالات", "الوكالات", "agencies"),
}

_FOLDS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ـ": None, "\xa0": " "})
_SEPARATOR = r"[\s]*[-–—/،,:()«»\"\[\]|؛;*]"
_HEAD, _TAIL = 90, 60  # characters
_CLEAR_LENGTH = 5  # letters from which on a name is nobody's surname


def _folded(text: str) -> str:
    return re.sub("[\u064b-\u0652\u200b-\u200f]", "", text.casefold()).translate(_FOLDS)


_NAMES = {_folded(name): agency for agency, names in AGENCIES.items() for name in names}
_ANY = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
_BETWEEN = rf"(?:^|{_SEPARATOR})\s*(?:وكاله\s+)?({_ANY})(?=\s*(?:{_SEPARATOR}|\n|$))"
# Between separators: «الرياض - واس:», «(رويترز)», «واس - الرياض»; or at the end of a short first
# line: «الرياض 25 شوال 1436 هـ واس».
_DATELINE = re.compile(rf"{_BETWEEN}|^[^\n]{{0,80}}\s({_ANY})\s*\n")
_BYLINE = re.compile(_BETWEEN)
_ALONE = re.compile(rf"(?:^|[\s(\[-])({_ANY})[\s)\].]*$")
_CLEAR = re.compile(
    "(?<!\\w)("
    + "|".join(re.escape(name) for name in _NAMES if len(name) >= _CLEAR_LENGTH)
    + ")(?!\\w)"
)


# An agency that is not in the table, where a byline or bracket says that it is one.
_OTHER = re.compile(r"(?:^|[(\[])\s*وكالة\s+((?!أنباء|الأنباء)\w+)(?:\s+للأنباء)?\s*(?:$|[)\]])")


def agency_of(body: str, author: str = "") -> str:
    r"""Return the agency that an article credits, or ``""``.

    A credit stands in the byline, in the dateline or at the end; an agency that is quoted in
    the text (نقلت رويترز عن …) is no credit.

    Parameters
    ----------
    body : str
        The article without its title.
    author : str, optional
        Its byline.

    Examples
    --------
    >>> agency_of("عدن - رويترز: قال مسؤول إن المعارك توقفت.")
    'reuters'
    >>> agency_of("نقلت رويترز عن مسؤول قوله إن المعارك توقفت.")
    ''
    >>> agency_of("توقفت المعارك.\n\n(أ ف ب)")
    'afp'
    """
    byline = _folded(author)
    found = _BYLINE.search(byline) or _CLEAR.search(byline) if byline else None
    if found is None:
        found = _DATELINE.search(_folded(body[:_HEAD].lstrip()))
    if found is None:
        last = body[-_TAIL:].rstrip().rpartition("\n")[2]
        found = _ALONE.search(_folded(last)) if _is_credit_line(last) else None
    if found:
        return _NAMES[next(filter(None, found.groups()))]
    other = _OTHER.search(author) or _OTHER.search(body[:_HEAD])
    return other.group(1).strip() if other else ""


def _is_credit_line(line: str) -> bool:
    """Tell a last line that is a credit and no sentence: short, or closed by a bracket."""
    line = line.strip()
    return len(line) <= 25 or line.endswith((")", "]"))
