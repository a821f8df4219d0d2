"""Distance words around a name: ما يسمى، ما يعرف بـ، المزعوم.

The phrases are rows of ``lexicons/voice/hedges.csv``; ``place`` tells whether a row stands before
the name it distances or after it. In a row, ``…`` is one to three words of whoever names it so:
ما تصفه … ب.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache

from framing.bundled import bundled_path
from framing.reading.words import fold, spelled_like, words_of

_REACH, _AFTER = 60, 30  # characters before and after a name that are looked at
_GAP = "…"
_LONGEST_GAP = 3  # words
# The first word of a phrase with what is written together with it: مما يسمى, بمن تصفهم.
_FIRST = {
    **dict.fromkeys(("مما", "بما", "لما", "عما", "وما", "فيما"), "ما"),
    **dict.fromkeys(("ممن", "بمن", "لمن", "عمن", "ومن"), "من"),
}


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
    following = words_of(text, end, min(len(text), end + _AFTER))
    return any(tuple(following[: len(row)]) == row for row in _phrases()["after"])


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    """Return a pattern without which no hedge stands in a text: the longest word of each phrase.

    Letters that may be written otherwise are left out at the beginning of words, so that the
    pattern begins with letters that are quick to look for.
    """
    phrases = [set(phrase) - {_GAP} for rows in _phrases().values() for phrase in rows]
    words = {max(phrase, key=len) for phrase in phrases}
    stems = {word.lstrip("ايهك") or word for word in words}
    shortest = (stem for stem in stems if not any(other in stem for other in stems - {stem}))
    return re.compile("|".join(spelled_like(stem) for stem in sorted(shortest)))


def _ends_with_hedge(words: list[str], at: int) -> bool:
    """Tell whether a hedge ends right before word ``at``."""
    for phrase in _phrases()["before"]:
        attached = phrase[-1] == "ب"
        body = phrase[:-1] if attached else phrase
        if attached and at < len(words) and not words[at].startswith("ب"):
            continue
        if body[-1] == _GAP:
            ends = range(at - 1, max(-1, at - 1 - _LONGEST_GAP), -1)
            if any(_stands(words, body[:-1], end) for end in ends):
                return True
        elif _stands(words, body, at):
            return True
    return False


def _stands(words: list[str], body: tuple[str, ...], end: int) -> bool:
    """Tell whether a phrase's words end right before word ``end``."""
    start = end - len(body)
    if start < 0:
        return False
    first = words[start]
    return tuple(words[start + 1 : end]) == body[1:] and body[0] in (first, _FIRST.get(first))
