"""A text as matching reads it, with the steps taken and the way back to the source."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass

import numpy as np

from framing.text.alignment import Alignment
from framing.text.spelling import DEFAULT_SPELLING, HAMZA_MARKS, WORD_RULES, classify, seated


@dataclass(frozen=True)
class Step:
    """One spelling rule that changed the text, and how many characters it changed."""

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
                letters[-1] = seated(letters[-1], spelling)
            _stretch(starts, ends, at)
        else:
            letters.extend(read)
            starts.extend([at] * len(read))
            ends.extend([at + 1] * len(read))
            kinds.extend([kind] * len(read))
        if read != char and kind != "hamza":
            acted[_rule_of(char, kind)] += 1
    if "ta_marbuta" in spelling:
        acted["ta_marbuta"] += _fold_word_ends(letters, kinds)
    steps = tuple(Step(rule, n) for rule, n in sorted(acted.items()) if n)
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


def _rule_of(char: str, kind: str) -> str:
    """Name the rule that changed a character."""
    if kind == "mark_on_letter":
        return "tatweel" if char == "ـ" else "tashkeel"
    if kind in {"control", "space", "newline", "digit"}:
        return {"control": "controls", "space": "spaces", "newline": "line_breaks"}.get(
            kind, "digits"
        )
    if unicodedata.normalize("NFKC", char) != char:
        return "presentation"
    for rule, chars in _CHARACTERS.items():
        if char in chars:
            return rule
    return "case" if char.lower() != char else "tashkeel"


_CHARACTERS = {
    "alef_seats": "أإآٱ",
    "hamza_seats": "ؤئ",
    "alef_maqsura": "ى",
    "persian": "کڪیہھەۃ",
}

assert set(_CHARACTERS) <= DEFAULT_SPELLING | {"hamza_seats"} - WORD_RULES
assert len(HAMZA_MARKS) == 2
