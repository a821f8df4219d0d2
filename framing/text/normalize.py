"""A text as matching reads it, with the steps taken and the way back to the source."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from framing.text.alignment import Alignment
from framing.text.spelling import DEFAULT_SPELLING, WORD_RULES, classify, seated


@dataclass(frozen=True)
class Step:
    """One spelling rule that acted, and how many of the characters changed it acted on."""

    rule: str
    n_characters: int


@dataclass(frozen=True, eq=False)
class Normalized:
    """What ``normalize`` returns.

    Attributes
    ----------
    text : str
        The text as matching reads it.
    steps : tuple of Step
        The rules that acted, by name. Normalizing the source with these rules alone gives the
        same text.
    alignment : Alignment
        Offsets both ways.
    """

    text: str
    steps: tuple[Step, ...]
    alignment: Alignment


def normalize(text: str, spelling: frozenset[str] = DEFAULT_SPELLING) -> Normalized:
    """Read a text under spelling rules, keeping its offsets.

    Letters and digits are folded, ignored characters left out, white space of every kind
    turned into a space or a line feed; all else stays. Rules that need a lexicon's words
    (``country``, ``democratic``, ``militia``) do nothing here.

    Parameters
    ----------
    text : str
        Any text at all.
    spelling : frozenset of str
        The rules that are on: keys of ``framing.text.spelling.RULES``.

    Returns
    -------
    Normalized

    Examples
    --------
    >>> done = normalize("الشُّهَداءُ ﻻ")
    >>> done.text, [(step.rule, step.n_characters) for step in done.steps]
    ('الشهداء لا', [('presentation', 1), ('tashkeel', 4)])
    >>> done.alignment.to_source(0, 7)
    Span(start=0, end=11)
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[str] = []
    acted: Counter[str] = Counter()
    for at, char in enumerate(text):
        kind, read = _read(char, spelling)
        if kind in {"mark_on_letter", "control", "hamza"}:
            if kind == "hamza" and letters and kinds[-1] == "letter":
                acted[_SEAT_RULES.get(letters[-1], "")] += 1
                letters[-1] = seated(letters[-1], spelling)
            _stretch(starts, ends, at)
        else:
            letters.extend(read)
            starts.extend([at] * len(read))
            ends.extend([at + 1] * len(read))
            kinds.extend([kind] * len(read))
        if read != char and kind != "hamza":
            acted.update(_rules_of(char, spelling))
    if "ta_marbuta" in spelling:
        acted["ta_marbuta"] += _fold_word_ends(letters, kinds)
    steps = tuple(Step(rule, n) for rule, n in sorted(acted.items()) if n and rule in spelling)
    alignment = Alignment(np.array(starts, np.int64), np.array(ends, np.int64), len(text))
    return Normalized("".join(letters), steps, alignment)


def _read(char: str, spelling: frozenset[str]) -> tuple[str, str]:
    kind, read = classify(char, spelling)
    if kind == "space":
        return kind, " "
    if kind == "newline":
        return kind, "\n"
    return kind, read if kind in {"letter", "digit"} else char if kind in _KEPT else ""


_KEPT = frozenset({"quote", "stop", "other"})


def _stretch(starts: list[int], ends: list[int], at: int) -> None:
    """Let an ignored character belong to the one before it, a ligature's letters alike."""
    if not ends or ends[-1] != at:
        return
    first = starts[-1]
    for place in range(len(ends) - 1, -1, -1):
        if starts[place] != first:
            break
        ends[place] = at + 1


def _fold_word_ends(letters: list[str], kinds: list[str]) -> int:
    changed = 0
    for place, letter in enumerate(letters):
        ends_word = place + 1 == len(letters) or kinds[place + 1] != "letter"
        if letter == "ة" and ends_word:
            letters[place] = "ه"
            changed += 1
    return changed


@lru_cache(maxsize=4096)
def _rules_of(char: str, spelling: frozenset[str]) -> tuple[str, ...]:
    """Name the rules that a character's reading depends on."""
    none: frozenset[str] = frozenset()
    now, plain = _read(char, spelling), _read(char, none)
    return tuple(
        rule
        for rule in sorted(spelling - WORD_RULES)
        if _read(char, spelling - {rule})[1] != now[1] or _read(char, none | {rule})[1] != plain[1]
    )


_SEAT_RULES = {"ا": "alef_seats", "و": "hamza_seats", "ي": "hamza_seats"}
