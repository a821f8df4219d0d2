"""Subset construction: the trie of all shapes, made deterministic.

Characters that spelling ignores keep the state, boundaries open new words and step over the gaps
inside forms, letters and digits walk. A state is a set of trie nodes and one of three modes:
between words, inside letters, inside digits. A node inside a gap stands ``size`` above itself,
and ``2 * size`` once a line break was met there; the roots, from which every word may begin, are
in every state between words and are left out there.

Inside a form of several words every word may also begin another form, so that most states are a
state met from the start, its base, and a few nodes more. Such a state's steps are its base's, but
for what the few nodes add.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
TARGET = BREAK - 1  # the bits of a step that number the next state

Output = tuple[int, int, int]  # form number, letters, words


class States:
    """Numbers for (nodes, mode), handed out in the order in which they are met.

    Attributes
    ----------
    rows : list of dict
        Each state's own steps: class → next state with flags; what it lacks is in ``usual``.
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
        digits = {x for x in class_of if classify(x, spelling)[0] == "digit"}
        self.is_digit = {x: x in digits for x in class_of}
        self.numbers: dict[tuple[frozenset[int], int], int] = {}
        self.queue: list[tuple[frozenset[int], int]] = []
        self.bases: dict[int, int] = {}  # state → the state whose steps it shares
        self.inside: dict[int, dict[int, int]] = {}  # of a base: class → next state in a word
        self.gapped = {node for node, edges in enumerate(trie.children) if GAP in edges}
        self.ending = set(trie.outputs)
        steady = {x: x != "" and seated(x, spelling) == x for x in set(trie.letter)}
        self.unsteady = {node for node, letter in enumerate(trie.letter) if not steady[letter]}
        self.unsteady |= set(trie.opens)  # a hamza mark may lead elsewhere
        self.rows: list[dict[int, int]] = []
        self.hamza: list[int] = []
        self.kinds: list[int] = []
        self.outputs: list[list[Output]] = []
        roots = frozenset({0, *trie.opens.get(0, ())})
        begun = self._reached(roots)  # where each letter leads from the start
        self.begun = {letter: frozenset(nodes) for letter, nodes in begun.items()}
        self.usual = self._usual()

    def number(self, nodes: frozenset[int], mode: int) -> int:
        """Return the number of a state, new when it was not met before."""
        key = (nodes, mode)
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.queue)
            self.queue.append(key)
            here: list[Output] = []
            if mode != BETWEEN and not nodes.isdisjoint(self.ending):
                ends = self.trie.outputs
                here = sorted({end for node in nodes if node in ends for end in ends[node]})
            self.outputs.append(here)
            self.kinds.append(mode + 2 if here else mode)
        return found

    def over(self, base: frozenset[int], more: Iterable[int], mode: int) -> int:
        """Return the number of a state inside a word: a base met from the start, and more."""
        if not base:
            return self.number(frozenset(more), mode)
        below = self.number(base, mode)  # first, so that its steps are known first
        found = self.number(base.union(more), mode)
        if found > below:
            self.bases.setdefault(found, below)
        return found

    def walk(self) -> None:
        """Work through all states; new ones join the queue as they are met."""
        for nodes, mode in self.queue:
            here = len(self.rows)
            if mode == LETTERS and len(nodes) == 1 and self._link(next(iter(nodes)), here):
                continue
            steps = self._within(here, nodes, mode) if mode != BETWEEN else {}
            if mode == BETWEEN or not nodes.isdisjoint(self.gapped):
                steps = self._with_gaps(here, nodes, mode, steps)
            self.rows.append(steps)
            self.hamza.append(self._hamza(here, nodes, mode))

    def _hamza(self, here: int, nodes: frozenset[int], mode: int) -> int:
        if mode != LETTERS or nodes.isdisjoint(self.unsteady):
            return here
        return self.number(frozenset(step_hamza(self.trie, nodes, self.spelling)), mode)

    def _link(self, node: int, here: int) -> bool:
        """Work through a state of one node with plain edges, as most are, in short."""
        trie = self.trie
        edges = trie.children[node]
        if GAP in edges or FINAL in edges or node in self.unsteady:
            return False
        row: dict[int, int] = {}
        for letter, child in edges.items():
            reached = frozenset((child, *trie.opens[child]) if child in trie.opens else (child,))
            row[self.class_of[letter]] = self.number(reached, LETTERS)
        self.inside[here] = row
        self.rows.append(row)
        self.hamza.append(here)
        return True

    def _usual(self) -> list[dict[int, int]]:
        start = self.number(frozenset(), BETWEEN)
        dead = {m: self.number(frozenset(), m) for m in (LETTERS, DIGITS)}
        usual = []
        for kind in range(5):
            mode, emit = (kind - 2, EMIT) if kind > DIGITS else (kind, 0)
            row = dict.fromkeys((OTHER, SPACE, QUOTE), start | emit)
            row |= dict.fromkeys((STOP, NEWLINE), start | emit | BREAK)
            letter = dead[LETTERS] | (0 if mode == LETTERS else WORD | emit)
            digit = dead[DIGITS] | (0 if mode == DIGITS else WORD | emit)
            row |= {OTHER_LETTER: letter, OTHER_DIGIT: digit}
            row |= {c: digit if self.is_digit[x] else letter for x, c in self.class_of.items()}
            row |= self._begun(self.begun, mode, emit)
            usual.append(row)
        return usual

    def _with_gaps(
        self, here: int, nodes: frozenset[int], mode: int, steps: dict[int, int]
    ) -> dict[int, int]:
        """Add to the steps inside a word those over the edges between words of a form."""
        ends = bool(self.outputs[here])
        emit = EMIT if ends else 0
        gaps, broken = self._gaps(nodes, mode)
        row: dict[int, int] = {}
        if gaps:
            row[SPACE] = row[QUOTE] = self.number(gaps, BETWEEN) | emit
        if broken:
            row[NEWLINE] = self.number(broken, BETWEEN) | emit | BREAK
        if gaps:
            row |= self._begun(self._reached(gaps), mode, emit)
        usual = self.usual[mode + 2 if ends else mode]
        return {c: step for c, step in row.items() if usual.get(c) != step} | steps

    def _reached(self, nodes: frozenset[int]) -> dict[str, set[int]]:
        """Return where each letter leads from nodes before a word."""
        reached = step_letters(self.trie, [node % self.size for node in nodes])
        return dict(sorted(reached.items()))

    def _begun(self, reached: Mapping[str, Iterable[int]], mode: int, emit: int) -> dict[int, int]:
        """Return the steps by which a word begins: between words, or where digits meet letters."""
        steps = {}
        nothing: frozenset[int] = frozenset()
        for letter, nodes in reached.items():
            new_mode = DIGITS if self.is_digit[letter] else LETTERS
            if new_mode != mode:
                number = self.over(self.begun.get(letter, nothing), nodes, new_mode)
                steps[self.class_of[letter]] = number | WORD | emit
        return steps

    def _within(self, here: int, nodes: frozenset[int], mode: int) -> dict[int, int]:
        """Return the next state, by class, of the steps that go on inside a word."""
        base = self.bases.get(here)
        more = nodes if base is None else nodes - self.queue[base][0]
        reached = step_letters(self.trie, more)
        if base is not None and not reached:
            self.inside[here] = self.inside[base]
            return self.inside[base]
        steps: dict[int, int] = {} if base is None else dict(self.inside[base])
        nothing: frozenset[int] = frozenset()
        for letter, found in sorted(reached.items()):
            if self.is_digit[letter] == (mode == DIGITS):
                class_ = self.class_of[letter]
                shared = steps.get(class_)
                below = nothing if shared is None else self.queue[shared][0]
                steps[class_] = self.over(below, found, mode)
        self.inside[here] = steps
        return steps

    def _gaps(self, nodes: frozenset[int], mode: int) -> tuple[frozenset[int], frozenset[int]]:
        """Return the nodes after a gap without, and with, a line break in it."""
        size = self.size
        if mode == BETWEEN:
            return nodes, frozenset(node + size for node in nodes if node < 2 * size)
        after = [self.trie.children[node][GAP] for node in nodes & self.gapped]
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
