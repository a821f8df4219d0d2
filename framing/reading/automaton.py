"""One automaton for folding, clitics, boundaries and forms, as tables for the scanner.

The trie of all shapes is made deterministic by subset construction over classes of characters:
characters that spelling ignores keep the state, boundaries open new words and step over the gaps
inside forms, letters and digits walk. A state is a set of trie nodes and one of three modes:
between words, inside letters, inside digits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.reading.trie import GAP, Trie, step_hamza, step_letter
from framing.text.spelling import HAMZA_MARKS, classify

OTHER, SPACE, NEWLINE, QUOTE, STOP, MARK, HAMZA, CONTROL, COMPOSITE = range(9)
OTHER_LETTER, OTHER_DIGIT, FIRST_LETTER = 9, 10, 11
_FIXED = {"other": OTHER, "space": SPACE, "newline": NEWLINE, "quote": QUOTE, "stop": STOP}
_IGNORED = {"mark_on_letter": MARK, "hamza": HAMZA, "control": CONTROL}

EMIT, WORD, BREAK = 1 << 30, 1 << 29, 1 << 28  # flags above the number of the next state
STATE = BREAK - 1

BETWEEN, LETTERS, DIGITS = range(3)


@dataclass(frozen=True)
class Automaton:
    """Tables that ``framing.reading.scan`` walks.

    Attributes
    ----------
    classes : uint8 array, one per code point
        The class of each character.
    steps : int32 array, states × classes
        The next state, with flags: a form may end here, a word begins, a sentence ends.
    ends_at, ends : int32 arrays
        The outputs of state ``s`` are rows ``ends_at[s]:ends_at[s + 1]`` of ``ends``: form
        number, letters, words.
    ligatures, ligature_at, ligature_classes : arrays
        Code points read as several letters (sorted), and the classes of those letters.
    spelling : frozenset of str
        The spelling rules that are on.
    """

    classes: NDArray[np.uint8]
    steps: NDArray[np.int32]
    ends_at: NDArray[np.int32]
    ends: NDArray[np.int32]
    ligatures: NDArray[np.int32]
    ligature_at: NDArray[np.int32]
    ligature_classes: NDArray[np.int32]
    spelling: frozenset[str]

    @property
    def n_states(self) -> int:
        """How many states there are."""
        return int(self.steps.shape[0])


def build_automaton(trie: Trie, spelling: frozenset[str]) -> Automaton:
    """Make a trie deterministic.

    Parameters
    ----------
    trie : Trie
        All shapes of all forms that share these spelling rules.
    spelling : frozenset of str
        The rules that are on.

    Returns
    -------
    Automaton
        Whose first state is "between words".
    """
    used = sorted({x for x in trie.letter if len(x) == 1 and x != GAP and x != "~"} | _finals(trie))
    class_of = {letter: FIRST_LETTER + n for n, letter in enumerate(used)}
    steps, outputs = _determinize(trie, class_of, spelling)
    ends_at = np.zeros(len(outputs) + 1, np.int32)
    np.cumsum([len(ends) for ends in outputs], out=ends_at[1:])
    ends = np.array([end for ends in outputs for end in ends], np.int32).reshape(-1, 3)
    classes, ligatures = _class_table(class_of, spelling)
    codes = sorted(ligatures)
    at = np.zeros(len(codes) + 1, np.int32)
    np.cumsum([len(ligatures[code]) for code in codes], out=at[1:])
    flat = [c for code in codes for c in ligatures[code]]
    return Automaton(
        classes, steps, ends_at, ends, np.array(codes, np.int32), at,
        np.array(flat, np.int32), spelling,
    )  # fmt: skip


def _finals(trie: Trie) -> set[str]:
    return {"ه", "ة"} if "~" in trie.letter else set()


class _States:
    """Numbers for (nodes, mode), handed out in the order in which they are met."""

    def __init__(self, trie: Trie) -> None:
        self.trie = trie
        self.numbers: dict[tuple[frozenset[int], int], int] = {}
        self.queue: list[tuple[frozenset[int], int]] = []
        self.outputs: list[list[tuple[int, int, int]]] = []
        self.start = frozenset({0, *trie.opens.get(0, ())})

    def number(self, nodes: frozenset[int], mode: int) -> int:
        key = (nodes, mode)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.queue)
            self.queue.append(key)
            ends = self.trie.outputs
            here = {end for n in nodes for end in ends.get(n, ())} if mode != BETWEEN else set()
            self.outputs.append(sorted(here))
        return found


def _determinize(
    trie: Trie, class_of: dict[str, int], spelling: frozenset[str]
) -> tuple[NDArray[np.int32], list[list[tuple[int, int, int]]]]:
    states = _States(trie)
    size = len(trie.children)
    n_classes = FIRST_LETTER + len(class_of)
    digits = {class_of[x] for x in class_of if classify(x, spelling)[0] == "digit"}
    states.number(states.start, BETWEEN)
    no_letters, no_digits = (states.number(frozenset(), mode) for mode in (LETTERS, DIGITS))
    fallback = np.full(n_classes, no_letters, np.int32)
    fallback[[OTHER_DIGIT, *digits]] = no_digits
    rows: list[NDArray[np.int32]] = []
    for nodes, mode in states.queue:  # grows while it is walked
        row = fallback.copy()
        emit = EMIT if states.outputs[len(rows)] else 0
        gaps, broken = _gaps(trie, nodes, size, mode)
        _fill_boundaries(row, states, gaps, broken, emit)
        row[[MARK, CONTROL, COMPOSITE]] = row[HAMZA] = len(rows)
        if mode == LETTERS:
            row[HAMZA] = states.number(frozenset(step_hamza(trie, nodes, spelling)), LETTERS)
        fresh = states.start | gaps
        for is_digit, new_mode in ((False, LETTERS), (True, DIGITS)):
            begins = mode != new_mode
            base = _plain_nodes(fresh if begins else nodes, size)
            flags = (WORD | emit) if begins else 0
            other = OTHER_DIGIT if is_digit else OTHER_LETTER
            row[other] |= flags
            row[[n for n in class_of.values() if (n in digits) == is_digit]] |= flags
            for letter in _edges(trie, base):
                number = class_of[letter]
                if (number in digits) == is_digit:
                    reached = frozenset(step_letter(trie, base, letter))
                    row[number] = states.number(reached, new_mode) | flags
        rows.append(row)
    return np.stack(rows), states.outputs


def _edges(trie: Trie, nodes: Iterable[int]) -> set[str]:
    edges = {edge for node in nodes for edge in trie.children[node]}
    if "~" in edges:
        edges |= {"ه", "ة"}
    return edges - {GAP, "~"}


def _plain_nodes(nodes: Iterable[int], size: int) -> frozenset[int]:
    """Leave gaps behind: a node inside a gap stands ``size`` or ``2 * size`` above itself."""
    return frozenset(node % size for node in nodes)


def _gaps(
    trie: Trie, nodes: frozenset[int], size: int, mode: int
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the nodes after a gap without, and with, a line break in it."""
    if mode == BETWEEN:
        stay = frozenset(n for n in nodes if n >= size)
        return stay, frozenset(n + size for n in stay if n < 2 * size)
    after = [trie.children[n][GAP] for n in nodes if GAP in trie.children[n]]
    return frozenset(n + size for n in after), frozenset(n + 2 * size for n in after)


def _fill_boundaries(
    row: NDArray[np.int32], states: _States, gaps: frozenset[int], broken: frozenset[int], emit: int
) -> None:
    row[[SPACE, QUOTE]] = states.number(states.start | gaps, BETWEEN) | emit
    row[NEWLINE] = states.number(states.start | broken, BETWEEN) | emit | BREAK
    row[OTHER] = states.number(states.start, BETWEEN) | emit
    row[STOP] = row[OTHER] | BREAK


def _class_table(
    class_of: dict[str, int], spelling: frozenset[str]
) -> tuple[NDArray[np.uint8], dict[int, list[int]]]:
    kinds, letters, codes = _characters(spelling)
    table = np.full(0x110000, OTHER, np.uint8)
    ligatures: dict[int, list[int]] = {}
    table[: len(kinds)] = kinds
    for code, read in zip(codes, letters, strict=True):
        is_digit = kinds[code] == OTHER_DIGIT
        other = OTHER_DIGIT if is_digit else OTHER_LETTER
        if len(read) == 1:
            table[code] = class_of.get(read, other)
        else:
            table[code] = COMPOSITE
            ligatures[code] = [class_of.get(x, OTHER_LETTER) for x in read]
    for code in map(ord, HAMZA_MARKS):
        table[code] = HAMZA
    return table, ligatures


@lru_cache(maxsize=4)
def _characters(spelling: frozenset[str]) -> tuple[NDArray[np.uint8], list[str], list[int]]:
    """Classify every assigned character once: its kind, and how letters are read.

    Letters of scripts that no rule touches are not looked at one by one.
    """
    top = 0x20000
    kinds = np.full(0x110000, OTHER, np.uint8)
    letters: list[str] = []
    codes: list[int] = []
    for code in range(top):
        char = chr(code)
        category = unicodedata.category(char)
        if category in {"Cn", "Co", "Cs"}:
            continue
        kind, read = classify.__wrapped__(char, spelling)
        if kind in {"letter", "digit"}:
            kinds[code] = OTHER_LETTER if kind == "letter" else OTHER_DIGIT
            letters.append(read)
            codes.append(code)
        else:
            kinds[code] = _FIXED[kind] if kind in _FIXED else _IGNORED[kind]
    kinds[0x20000:0x3FFFE] = OTHER_LETTER  # ideographs
    kinds[0xE0001:0xE0080] = CONTROL if "controls" in spelling else OTHER
    kinds[0xE0100:0xE01F0] = MARK if "tashkeel" in spelling else OTHER_LETTER
    return kinds, letters, codes


def to_arrays(automaton: Automaton) -> dict[str, Any]:
    """Return the tables by name, for keeping them in a file."""
    return {name: getattr(automaton, name) for name in _ARRAYS}


def from_arrays(arrays: Any, spelling: frozenset[str]) -> Automaton:
    """Make an automaton from tables kept by ``to_arrays``."""
    return Automaton(**{name: arrays[name] for name in _ARRAYS}, spelling=spelling)


_ARRAYS = (
    "classes", "steps", "ends_at", "ends", "ligatures", "ligature_at", "ligature_classes",
)  # fmt: skip
