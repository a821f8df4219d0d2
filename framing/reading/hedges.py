"""Distance words around a name: ما يسمى، ما يعرف بـ، المزعوم.

The phrases are rows of ``lexicons/voice/hedges.csv``; ``place`` tells whether a row stands before
the name it distances or after it. In a row, ``…`` is one to three words of whoever names it so:
ما تصفه … ب.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.reading.cues import voice_rows
from framing.reading.words import DROPPED, fold, spelled_like, words_of

_REACH, _AFTER = 60, 30  # characters before and after a name that are looked at
_GAP = "…"
_LONGEST_GAP = 3  # words
# The first word of a phrase with what is written together with it: مما يسمى, بمن تصفهم.
_FIRST = {
    **dict.fromkeys(("مما", "بما", "لما", "عما", "وما", "فيما"), "ما"),
    **dict.fromkeys(("ممن", "بمن", "لمن", "عمن", "ومن"), "من"),
}


class Hedge(NamedTuple):
    """A phrase that distances a name: its words, and what stands between them and the name."""

    words: tuple[str, ...]
    attached: bool  # ب is written together with the name
    gap: bool  # whoever names it so stands between


@lru_cache(maxsize=1)
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    table: dict[str, list[tuple[str, ...]]] = {"before": [], "after": []}
    for row in voice_rows("hedges"):
        table[row["place"]].append(tuple(map(fold, row["form"].split())))
    return table


@lru_cache(maxsize=1)
def _before() -> dict[str, list[Hedge]]:
    """Return the phrases that stand before a name, by the last of their words."""
    table: dict[str, list[Hedge]] = {}
    for phrase in _phrases()["before"]:
        attached = phrase[-1] == "ب"
        words = phrase[:-1] if attached else phrase
        gap = words[-1] == _GAP
        words = words[:-1] if gap else words
        table.setdefault(words[-1], []).append(Hedge(words, attached, gap))
    return table


@lru_cache(maxsize=1)
def _after() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases that stand after a name, by the first of their words."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in _phrases()["after"]:
        table.setdefault(phrase[0], []).append(phrase)
    return table


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
    known = _after().get(following[0], ()) if following else ()
    return any(tuple(following[: len(row)]) == row for row in known)


@lru_cache(maxsize=1)
def _hint() -> re.Pattern[str]:
    """Return a pattern without which no hedge stands in a text: few stems that serve all rows."""
    rows = [set(row) for rows in _phrases().values() for row in rows]
    stems: list[str] = []
    while rows:
        counts = Counter(stem for row in rows for stem in set(_stems(row)))
        best = max(counts, key=lambda stem: (counts[stem], stem))
        stems.append(best)
        rows = [row for row in rows if not any(best in word for word in row)]
    return re.compile(_spelled_like_any(stems))


def _spelled_like_any(stems: Iterable[str]) -> str:
    """Return a pattern that finds any of some words, looking at each letter once."""
    by_first: dict[str, set[str]] = {}
    for stem in stems:
        by_first.setdefault(stem[0], set()).add(stem[1:])
    branches = []
    for letter, rest in sorted(by_first.items()):
        branch = spelled_like(letter)
        if "" not in rest:
            branch += f"[{DROPPED}]*" + _spelled_like_any(rest)
        branches.append(branch)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _stems(words: set[str]) -> Iterator[str]:
    """Yield every three letters in a row, that begin with none of the commonest."""
    for word in words:
        for at in range(len(word) - 2):
            if word[at] not in "ايلمونتهك" and word[:3] not in ("علي", "حسب"):
                yield word[at : at + 3]


def _ends_with_hedge(words: list[str], at: int) -> bool:
    """Tell whether a hedge ends right before word ``at``."""
    attached = at < len(words) and words[at].startswith("ب")
    for end in range(at, max(0, at - 1 - _LONGEST_GAP), -1):
        for hedge in _before().get(words[end - 1], ()):
            if hedge.gap == (end < at) and (attached or not hedge.attached):
                start = end - len(hedge.words)
                if start >= 0 and _same(words[start:end], hedge.words):
                    return True
    return False


def _same(words: list[str], phrase: tuple[str, ...]) -> bool:
    return tuple(words[1:]) == phrase[1:] and phrase[0] in (words[0], _FIRST.get(words[0]))
