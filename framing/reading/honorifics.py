"""Whom an honorific stands for: معاليه is the one person called معالي before it."""

from __future__ import annotations

import re

from framing.reading.naming import Name, find_name
from framing.reading.words import fold

_FARTHEST = 2_500  # characters back to the person
_MOST = 16  # titles that are looked at
_REACH = 120  # characters after a title in which the name stands
# Titles are spelled out so that text is sought once as it is, without folding.
_TITLES = {
    "سمو": "سمو|ا?لأمير|ا?لأميرة",
    "معالي": "معالي|وزير|ا?لوزير",
    "سماح": "سماحة|مفتي|ا?لمفتي|ا?لشيخ",
    "فضيل": "فضيلة|ا?لشيخ|ا?لدكتور",
    "سعاد": "سعادة|ا?لسفير|ا?لدكتور|ا?لمهندس",
    "فخام": "فخامة|ا?لرئيس|رئيس",
    "دول": "دولة|رئيس",
    "جلال": "جلالة|ا?لملك",
}


def stands_for(text: str, honorific: str, end: int, last: int = -1) -> Name | None:
    """Return the one person whom the text calls so before ``end``; of several, who spoke last.

    Parameters
    ----------
    text : str
        The article.
    honorific : str
        The word, folded: معاليه.
    end : int
        Where it stands.
    last : int, default -1
        Where the one who spoke last is named.

    Examples
    --------
    >>> text = "استقبل معالي الدكتور سامر نادر الوفد. وقال معاليه إن"
    >>> name = stands_for(text, "معاليه", text.index("معاليه"))
    >>> text[name.start : name.end]
    'سامر نادر'
    """
    stem = next((stem for stem in _TITLES if honorific.startswith(stem)), None)
    if stem is None:
        return None
    pattern = re.compile(rf"(?<!\w)[ولب]?(?:{_TITLES[stem]})(?!\w)")
    found: dict[str, Name] = {}
    past = -1
    places = list(pattern.finditer(text, max(0, end - _FARTHEST), end))
    for place in places[-_MOST:]:
        if place.start() < past:
            continue
        name = find_name(text, place.start(), min(place.end() + _REACH, end), bare=True)
        if name is None or name.rule == "office" or len(name.words) < 2:
            continue
        past = name.end
        found.setdefault(fold(name.words[-1]), name)
        if name.start <= last < name.end:
            return name
    return next(iter(found.values())) if len(found) == 1 else None
