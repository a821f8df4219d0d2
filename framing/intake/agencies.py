"""News agencies that a text credits: in its byline, its dateline or its last line."""

from __future__ import annotations

import re

# Agency → the ways it is credited. Some are everyday words too (بنا، واس، معا), so that they
# count only where a credit stands. Letters apart stand for any spacing and dots (أ ف ب، أ.ف.ب.).
AGENCIES: dict[str, tuple[str, ...]] = {
    "reuters": ("رويترز", "reuters"),
    "afp": ("أ ف ب", "أف ب", "فرانس برس", "فرانس بريس", "afp"),
    "dpa": ("د ب أ", "الألمانية", "dpa"),
    "ap": ("أ ب", "أسوشيتد برس", "أسوشييتد برس", "أسوشيتدبرس", "أسوشييتدبرس", "أسوشيتد بريس", "ap"),
    "upi": ("ي ب أ", "يو بي آي", "يو بي أي", "upi"),
    "epa": ("إ ب أ", "epa"),
    "efe": ("إفي", "efe"),
    "bloomberg": ("بلومبرغ", "بلومبيرغ", "bloomberg"),
    "xinhua": ("شينخوا", "xinhua"),
    "tass": ("تاس", "إيتار تاس", "tass"),
    "sputnik": ("سبوتنيك", "sputnik"),
    "anadolu": ("الأناضول", "anadolu"),
    "sana": ("سانا", "sana"),
    "spa": ("واس", "spa"),
    "saba": ("سبأ", "سبأنت", "saba"),
    "wam": ("وام", "wam"),
    "kuna": ("كونا", "kuna"),
    "qna": ("قنا", "qna"),
    "bna": ("بنا", "bna"),
    "ona": ("العمانية", "ona"),
    "mena": ("أ ش أ", "أنباء الشرق الأوسط", "mena"),
    "petra": ("بترا", "petra"),
    "wafa": ("وفا", "wafa"),
    "maan": ("معا", "maan"),
    "nna": ("الوطنية للإعلام", "nna"),
    "ina": ("واع", "ina"),
    "irna": ("إرنا", "irna"),
    "tasnim": ("تسنيم", "tasnim"),
    "suna": ("سونا", "suna"),
    "map": ("و م ع", "map"),
    "aps": ("واج", "aps"),
    "tap": ("وات", "tap"),
    "agencies": ("وكالات", "الوكالات", "agencies"),
}

_FOLDS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ـ": None, "\xa0": " "})
_SEPARATOR = r"[\s]*[-–—/،,:()«»\"\[\]|؛;*]"
_HEAD, _TAIL = 90, 60  # characters
_CLEAR_LENGTH = 5  # letters from which on a name is nobody's surname
_ADJECTIVES = {"الألمانية", "العمانية"}  # credits only where one stands


def _folded(text: str) -> str:
    text = re.sub(r"(?<=\s)ـ+(?=\s)", "-", text)  # a tatweel that serves as a dash
    return re.sub("[\u064b-\u0652\u200b-\u200f]", "", text.casefold()).translate(_FOLDS)


def _key(name: str) -> str:
    return re.sub(r"[\s.]", "", _folded(name))


def _pattern(name: str) -> str:
    """Return a pattern for a name; letters that stand apart may have dots or spaces between."""
    letters = _folded(name).split()
    if max(map(len, letters)) > 1:
        return r"\s+".join(map(re.escape, letters))
    return r"(?:\s*\.\s*|\s+)".join(letters) + r"\.?"


_NAMES = {_key(name): agency for agency, names in AGENCIES.items() for name in names}
_ANY = "|".join(
    sorted((_pattern(name) for names in AGENCIES.values() for name in names), key=len, reverse=True)
)
_BETWEEN = (
    rf"(?:^|{_SEPARATOR})\s*(?:وكال[هة]\s+(?:ال)?(?:انباء\s+)?)?({_ANY})"
    rf"(?=\s*(?:{_SEPARATOR}|\n|$))"
)
# Between separators: «الرياض - واس:», «(رويترز)», «واس - الرياض»; or at the end of a short first
# line: «الرياض 25 شوال 1436 هـ واس».
_DATELINE = re.compile(rf"{_BETWEEN}|^[^\n]{{0,80}}\s({_ANY})\s*\n")
_BYLINE = re.compile(_BETWEEN)
_ALONE = re.compile(rf"(?:^|[\s(\[-])({_ANY})[\s)\].]*$")
_CLEAR = re.compile(
    "(?<!\\w)("
    + "|".join(
        _pattern(name)
        for names in AGENCIES.values()
        for name in names
        if len(_key(name)) >= _CLEAR_LENGTH and name not in _ADJECTIVES
    )
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
        return _NAMES[_key(next(filter(None, found.groups())))]
    other = _OTHER.search(author) or _OTHER.search(body[:_HEAD])
    return other.group(1).strip() if other else ""


def _is_credit_line(line: str) -> bool:
    """Tell a last line that is a credit and no sentence: short, or closed by a bracket."""
    line = line.strip()
    return len(line) <= 25 or line.endswith((")", "]"))
