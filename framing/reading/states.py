"""Subset construction: the trie of all shapes, made deterministic.

Characters that spelling ignores keep the state, boundaries open new words and step over the gaps
inside forms, letters and digits walk. A state is a set of trie nodes and one of three modes:
between words, inside letters, inside digits. A node inside a gap stands ``size`` above itself,
and ``2 * size`` once a line break was met there.
"""

from __future__ import annotations

from framing.reading.classes import (
    FIRST_LETTER,
    NEWLINE,
    OTHER,
    OTHER_DIGIT,
    OTHER_LETTER,
    QUOTE,
    SPACE,
    STOP,
)
from framing.reading.trie import FINAL, GAP, Trie, step_hamza, step_letters
from framing.text.spelling import classify, seated

BETWEEN, LETTERS, DIGITS, LETTERS_END, DIGITS_END = range(5)  # kinds; the last two have outputs
EMIT, WORD, BREAK = 1 << 30, 1 << 29, 1 << 28  # flags of a step

Output = tuple[int, int, int]  # form number, letters, words


class States:
    """Numbers for (nodes, mode), handed out in the order in which they are met.

    Attributes
    ----------
    rows : list of dict
        Each state's own steps: class → (next state, flags); what it lacks is in ``usual``.
    hamza : list of int
        Where a hamza mark leads from each state.
    kinds : list of int
    outputs : list of list of Output
    usual : list of dict
        The steps of every state of a kind, unless it has its own.
    """

    def __init__(self, trie: Trie, class_of: dict[str, int], spelling: frozenset[str]) -> None:
        self.trie, self.class_of, self.spelling = trie, class_of, spelling
        self.size = len(trie.children)
        self.start = frozenset({0, *trie.opens.get(0, ())})
        digits = {x for x in class_of if classify(x, spelling)[0] == "digit"}
        self.is_digit = {x: x in digits for x in class_of}
        self.numbers: dict[tuple[frozenset[int], int], int] = {}
        self.queue: list[tuple[frozenset[int], int]] = []
        self.rows: list[dict[int, tuple[int, int]]] = []
        self.hamza: list[int] = []
        self.kinds: list[int] = []
        self.outputs: list[list[Output]] = []
        self.begun: dict[str, frozenset[int]] = {}  # where each letter leads from the start
        self.begun = self._reached(self.start)
        self.usual = self._usual()

    def number(self, nodes: frozenset[int], mode: int) -> int:
        """Return the number of a state, new when it was not met before."""
        key = (nodes, mode)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.queue)
            self.queue.append(key)
            ends = self.trie.outputs
            here = [end for n in nodes if n in ends for end in ends[n]] if mode != BETWEEN else []
            self.outputs.append(sorted(set(here)))
            self.kinds.append(mode + 2 if here else mode)
        return found

    def walk(self) -> None:
        """Work through all states; new ones join the queue as they are met."""
        for nodes, mode in self.queue:
            here = len(self.rows)
            if mode == LETTERS and len(nodes) == 1 and self._link(next(iter(nodes)), here):
                continue
            self.rows.append(self._row(nodes, mode, bool(self.outputs[here])))
            kept = step_hamza(self.trie, nodes, self.spelling) if mode == LETTERS else nodes
            self.hamza.append(self.number(frozenset(kept), mode))

    def _link(self, node: int, here: int) -> bool:
        """Work through a state of one node with plain edges, as most are, in short."""
        trie = self.trie
        edges = trie.children[node]
        if GAP in edges or FINAL in edges or node in trie.hamza or not trie.letter[node]:
            return False
        if seated(trie.letter[node], self.spelling) != trie.letter[node]:
            return False
        row: dict[int, tuple[int, int]] = {}
        for letter, child in edges.items():
            reached = frozenset((child, *trie.opens[child]) if child in trie.opens else (child,))
            row[self.class_of[letter]] = (self.number(reached, LETTERS), 0)
        self.rows.append(row)
        self.hamza.append(here if node not in trie.opens else self.number(
            frozenset((node, *trie.opens[node])), LETTERS))  # fmt: skip
        return True

    def _usual(self) -> list[dict[int, tuple[int, int]]]:
        start = self.number(self.start, BETWEEN)
        dead = {m: self.number(frozenset(), m) for m in (LETTERS, DIGITS)}
        usual = []
        for kind in range(5):
            mode, emit = (kind - 2, EMIT) if kind > DIGITS else (kind, 0)
            row = dict.fromkeys((OTHER, SPACE, QUOTE), (start, emit))
            row |= dict.fromkeys((STOP, NEWLINE), (start, emit | BREAK))
            letter = (dead[LETTERS], 0 if mode == LETTERS else WORD | emit)
            digit = (dead[DIGITS], 0 if mode == DIGITS else WORD | emit)
            row |= {OTHER_LETTER: letter, OTHER_DIGIT: digit}
            row |= {c: digit if self.is_digit[x] else letter for x, c in self.class_of.items()}
            row |= self._begun(self.begun, mode, emit)
            usual.append(row)
        return usual

    def _row(self, nodes: frozenset[int], mode: int, ends: bool) -> dict[int, tuple[int, int]]:
        emit = EMIT if ends else 0
        gaps, broken = self._gaps(nodes, mode)
        row: dict[int, tuple[int, int]] = {}
        if gaps:
            row[SPACE] = row[QUOTE] = (self.number(self.start | gaps, BETWEEN), emit)
        if broken:
            row[NEWLINE] = (self.number(self.start | broken, BETWEEN), emit | BREAK)
        if gaps:
            row |= self._begun(self._reached(gaps), mode, emit)
        if mode != BETWEEN:
            row |= self._within(nodes, mode)
        usual = self.usual[mode + 2 if ends else mode]
        return {c: step for c, step in row.items() if usual.get(c) != step}

    def _reached(self, nodes: frozenset[int]) -> dict[str, frozenset[int]]:
        """Return where each letter leads from nodes before a word, and from the start with them."""
        reached = step_letters(self.trie, [node % self.size for node in nodes])
        nothing: frozenset[int] = frozenset()
        return {x: self.begun.get(x, nothing) | found for x, found in sorted(reached.items())}

    def _begun(
        self, reached: dict[str, frozenset[int]], mode: int, emit: int
    ) -> dict[int, tuple[int, int]]:
        """Return the steps by which a word begins: between words, or where digits meet letters."""
        steps = {}
        for letter, nodes in reached.items():
            new_mode = DIGITS if self.is_digit[letter] else LETTERS
            if new_mode != mode:
                steps[self.class_of[letter]] = (self.number(nodes, new_mode), WORD | emit)
        return steps

    def _within(self, nodes: frozenset[int], mode: int) -> dict[int, tuple[int, int]]:
        """Return the steps that go on inside a word."""
        steps = {}
        for letter, reached in sorted(step_letters(self.trie, nodes).items()):
            if self.is_digit[letter] == (mode == DIGITS):
                steps[self.class_of[letter]] = (self.number(frozenset(reached), mode), 0)
        return steps

    def _gaps(self, nodes: frozenset[int], mode: int) -> tuple[frozenset[int], frozenset[int]]:
        """Return the nodes after a gap without, and with, a line break in it."""
        size = self.size
        if mode == BETWEEN:
            stay = frozenset(n for n in nodes if n >= size)
            return stay, frozenset(n + size for n in stay if n < 2 * size)
        after = [self.trie.children[n][GAP] for n in nodes if GAP in self.trie.children[n]]
        return frozenset(n + size for n in after), frozenset(n + 2 * size for n in after)


def determinize(trie: Trie, class_of: dict[str, int], spelling: frozenset[str]) -> States:
    """Make a trie deterministic.

    Parameters
    ----------
    trie : Trie
        All shapes of all forms.
    class_of : dict
        The class of each folded letter and digit that occurs in them.
    spelling : frozenset of str
        The rules that are on.

    Returns
    -------
    States
        State 0 is "between words".
    """
    states = States(trie, class_of, spelling)
    states.walk()
    assert min(class_of.values(), default=FIRST_LETTER) >= FIRST_LETTER
    return states
