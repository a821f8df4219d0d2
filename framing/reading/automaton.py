"""One automaton for folding, clitics, boundaries and forms, as tables for the scanner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.reading.classes import FIRST_LETTER, OTHER_DIGIT, OTHER_LETTER, class_table
from framing.reading.nodes import lay_out
from framing.reading.packing import pack
from framing.reading.states import BETWEEN, DIGITS, LETTERS, determinize
from framing.reading.trie import FINAL, GAP, Trie
from framing.text.spelling import classify


@dataclass(frozen=True)
class Automaton:
    """Tables that ``framing.reading.scanner`` walks.

    States that have several steps of their own come first and have a whole row. The others, the
    inside of words that few forms share, are links of chains: one step of their own, beside
    which the steps usual for their kind hold. Links stand in the order in which they are
    walked, so that a form is read from one place in memory.

    Attributes
    ----------
    classes : uint8 array, one per code point
        The class of each character.
    rows : int32 array, states with a row × classes
        The next state, with flags: a form may end here, a word begins, a sentence ends.
    links : int64 array
        The class of the one step of a link (bits 40 up), its kind (32 up) and that step.
    usual : int32 array, kinds × classes
        The steps of links, by kind.
    hamza : int32 array
        Where a hamza mark leads from each state.
    ends_at, ends : int32 arrays
        The outputs of state ``s`` are rows ``ends_at[s]:ends_at[s + 1]`` of ``ends``: form
        number, letters, words.
    ligatures, ligature_at, ligature_classes : arrays
        Code points read as several letters (sorted), and the classes of those letters.
    start : int
        The state at the beginning of a text.
    spelling : frozenset of str
        The spelling rules that are on.
    """

    classes: NDArray[np.uint8]
    rows: NDArray[np.int32]
    links: NDArray[np.int64]
    usual: NDArray[np.int32]
    hamza: NDArray[np.int32]
    ends_at: NDArray[np.int32]
    ends: NDArray[np.int32]
    ligatures: NDArray[np.int32]
    ligature_at: NDArray[np.int32]
    ligature_classes: NDArray[np.int32]
    start: int
    spelling: frozenset[str]

    @property
    def n_states(self) -> int:
        """How many states there are."""
        return len(self.ends_at) - 1


def build_automaton(trie: Trie, spelling: frozenset[str]) -> Automaton:
    """Make a trie deterministic.

    Parameters
    ----------
    trie : Trie
        All shapes of all forms that share these spelling rules.
    spelling : frozenset of str
        The rules that are on.
    """
    used = sorted({x for x in trie.letter if x not in ("", GAP, FINAL)} | _finals(trie))
    class_of = {letter: FIRST_LETTER + n for n, letter in enumerate(used)}
    mode_of = np.full(FIRST_LETTER + len(used), BETWEEN)
    mode_of[[OTHER_LETTER, OTHER_DIGIT]] = LETTERS, DIGITS
    for letter, class_ in class_of.items():
        mode_of[class_] = DIGITS if classify(letter, spelling)[0] == "digit" else LETTERS
    roots = np.array([0, *trie.opens.get(0, ())])
    packed = pack(determinize(lay_out(trie, class_of, spelling), roots, mode_of), mode_of)
    classes, ligatures = class_table(class_of, spelling)
    codes = sorted(ligatures)
    at = np.zeros(len(codes) + 1, np.int32)
    np.cumsum([len(ligatures[code]) for code in codes], out=at[1:])
    flat = [c for code in codes for c in ligatures[code]]
    return Automaton(
        classes, *packed[:-1], np.array(codes, np.int32), at, np.array(flat, np.int32),
        packed.start, spelling,
    )  # fmt: skip


def _finals(trie: Trie) -> set[str]:
    return {"ه", "ة"} if FINAL in trie.letter else set()


_ARRAYS = (
    "classes", "rows", "links", "usual", "hamza", "ends_at", "ends", "ligatures", "ligature_at",
    "ligature_classes",
)  # fmt: skip


def to_arrays(automaton: Automaton) -> dict[str, Any]:
    """Return the tables by name, for keeping them in a file."""
    arrays = {name: getattr(automaton, name) for name in _ARRAYS}
    return {**arrays, "start": np.array(automaton.start)}


def from_arrays(arrays: Any, spelling: frozenset[str]) -> Automaton:
    """Make an automaton from tables kept by ``to_arrays``."""
    tables = {name: arrays[name] for name in _ARRAYS}
    return Automaton(**tables, start=int(arrays["start"]), spelling=spelling)
