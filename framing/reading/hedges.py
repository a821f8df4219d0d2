"""Distance words around a name: ما يسمى، ما يعرف بـ، المزعوم.

The phrases are rows of ``lexicons/voice/hedges.csv``; ``place`` tells whether a row stands before
the name it distances or after it.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from framing.bundled import bundled_path
from framing.reading.words import fold, spelled_like, words_of

_REACH, _AFTER = 50, 30  # characters before and after a name that are looked at


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, list[tuple[str, ...]]] = {"before": [], "after": []}
    with open(bundled_path("lexicons/voice") / "hedges.csv", encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            table[row["place"]].append(tuple(map(fold, row["form"].split())))
    return {
        place: tuple(sorted(rows, key=lambda words: -len(words))) for place, rows in table.items()
    }


def is_hedged(text: str, start: int, end: int) -> bool:
    """Tell whether the name ``text[start:end]`` is held at a distance.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The name's span.

    Returns
    -------
    bool
        True when a hedge stands right before it, right after it, or at its own beginning.

    Examples
    --------
    >>> text = "سيطر ما يسمى بتنظيم الوادي على الحي"
    >>> is_hedged(text, 15, 26)
    True
    >>> is_hedged(text, 31, 35)
    False
    """
    low = max(0, start - _REACH)
    if not _hint().search(text, low, end + _AFTER):
        return False
    low = max(low, *(text.rfind(sign, low, start) + 1 for sign in "\n.؟!:"))
    before = words_of(text, low, end)
    n_inside = len(words_of(text, start, end))
    cut = len(before) - n_inside
    if any(_ends_with_hedge(before, at) for at in range(cut, max(-1, cut - 3), -1)):
        return True
    following = words_of(text, end, min(len(text), end + _AFTER))[:1]
    return bool(following) and (following[0],) in _phrases()["after"]


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    """Return a pattern without which no hedge stands in a text: the longest word of each phrase.

    Letters that may be written otherwise are left out at the beginning of words, so that the
    pattern begins with letters that are quick to look for.
    """
    words = {max(phrase, key=len) for rows in _phrases().values() for phrase in rows}
    stems = {word.lstrip("ايهك") or word for word in words}
    shortest = (stem for stem in stems if not any(other in stem for other in stems - {stem}))
    return re.compile("|".join(spelled_like(stem) for stem in sorted(shortest)))


def _ends_with_hedge(words: list[str], at: int) -> bool:
    """Tell whether a hedge ends right before word ``at`` and only bridge nouns follow it."""
    for phrase in _phrases()["before"]:
        attached = phrase[-1] == "ب"
        body = phrase[:-1] if attached else phrase
        n = len(body)
        if at < n or tuple(words[at - n : at]) != body:
            continue
        if attached and at < len(words) and not words[at].startswith("ب"):
            continue
        return True
    return False
