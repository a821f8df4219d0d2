"""Subset construction: the trie of all shapes, made deterministic.

Characters that spelling ignores keep the state, boundaries open new words and step over the gaps
inside forms, letters and digits walk. A state is a set of trie nodes and one of three modes:
between words, inside letters, inside digits. A node inside a gap stands ``size`` above itself,
and ``2 * size`` once a line break was met there; the roots, from which every word may begin, are
in every state between words and are left out there.

Inside a form of several words every word may also begin another form, so that most states are a
state met from the start, its base, and a few nodes past a gap. Such a state is kept as its base's
number and those nodes, and its steps are its base's, but for what the nodes add. All nodes beside
a base are past a gap and no node of a base is, so that no set of nodes has two numbers.

All states that are met at one distance from the start are worked through at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from framing.reading.nodes import Nodes
from framing.reading.ragged import Lists, Numbers
from framing.reading.statenumbers import NONE, StateNumbers

BETWEEN, LETTERS, DIGITS = range(3)  # modes
START, DEAD = 0, {LETTERS: 1, DIGITS: 2}  # states without nodes

Steps = NDArray[np.int32]  # states × classes


@dataclass(frozen=True)
class States:
    """What follows each state, by number; state 0 is "between words".

    Attributes
    ----------
    modes : int array
    steps : int32 array, states × classes
        The next state inside a word, or as a word begins; -1 where no form goes on.
    gap, broken : int arrays
        The state between words that comes after a space, after a line break; -1 for the start.
    hamza : int array
        Where a hamza mark leads.
    owners, ends : arrays
        The outputs, by state: what ends there as (form, letters, words).
    """

    modes: Numbers
    steps: Steps
    gap: Numbers
    broken: Numbers
    hamza: Numbers
    owners: Numbers
    ends: Numbers


def determinize(nodes: Nodes, roots: Numbers, mode_of: Numbers) -> States:
    """Make a trie deterministic.

    Parameters
    ----------
    nodes : Nodes
        All shapes of all forms.
    roots : array
        The nodes from which every word may begin.
    mode_of : array
        The mode that each class of characters is read in; ``BETWEEN`` for none.
    """
    work = _Work(nodes, roots, mode_of)
    while work.done < len(work.known):
        work.next_level()
    return work.states()


class _Work:
    """States that are known, and what follows those that are done."""

    def __init__(self, nodes: Nodes, roots: Numbers, mode_of: Numbers) -> None:
        self.nodes, self.roots, self.mode_of = nodes, roots, mode_of
        self.size = len(nodes.past_gap)
        self.known = StateNumbers(3 * self.size, [BETWEEN, LETTERS, DIGITS])
        self.done = 0
        self.steps: Steps = np.full((1 << 10, len(mode_of)), NONE, np.int32)
        self.gap, self.broken, self.hamza = (np.zeros(0, np.int64) for _ in range(3))

    def next_level(self) -> None:
        """Work out what follows the states that are known and not done."""
        states = np.arange(self.done, len(self.known))
        while len(self.steps) < len(self.known):
            self.steps = np.concatenate([self.steps, np.full_like(self.steps, NONE)])
        owners, nodes = self.known.nodes.taken(states)
        self._walk(states, owners, nodes % self.size)
        self._step_over_gaps(states, owners, nodes)
        self._step_over_hamza(states, owners, nodes)
        self.done = len(self.gap)

    def _walk(self, states: Numbers, owners: Numbers, nodes: Numbers) -> None:
        """Take the steps inside a word, and between words those by which one begins."""
        if not self.done:  # the start is the first of all states
            owners, nodes = np.zeros(len(self.roots), np.int64), self.roots
        modes, bases = self.known.modes[states], self.known.bases[states]
        based = np.flatnonzero(bases != NONE)
        self.steps[states[based]] = self.steps[bases[based]]
        by_node, edges = self.nodes.edges.taken(nodes)
        owners, classes = owners[by_node], self.nodes.classes[edges]
        read = (modes[owners] == BETWEEN) | (modes[owners] == self.mode_of[classes])
        owners, classes, targets = owners[read], classes[read], self.nodes.targets[edges[read]]
        groups, of_group, targets = _distinct(owners * len(self.mode_of) + classes, targets)
        owners, classes = np.divmod(groups, len(self.mode_of))
        begins = modes[owners] == BETWEEN
        below = np.where(begins, self.steps[START, classes], self.steps[states[owners], classes])
        found = Lists.grouped(of_group, targets, len(groups))
        self.steps[states[owners], classes] = self.known.number(below, found, self.mode_of[classes])

    def _step_over_gaps(self, states: Numbers, owners: Numbers, nodes: Numbers) -> None:
        """Leave words where a gap may follow, and step over line breaks between words."""
        modes, bases = self.known.modes[states], self.known.bases[states]
        between, size = modes == BETWEEN, self.size
        past = self.nodes.past_gap[nodes % size]
        leaves = ~between[owners] & (past != NONE)
        gap = np.where(between, states, NONE)
        broken = np.where(between, START, NONE)
        based = np.flatnonzero(bases != NONE)
        gap[based], broken[based] = self.gap[bases[based]], self.broken[bases[based]]
        leaving = np.unique(owners[leaves])
        sharing = leaving[gap[leaving] != NONE]
        by_place, shared = self.known.nodes.taken(gap[sharing])
        met = between[owners] & (nodes < 2 * size)
        for step, least, added_owners, added in (
            (gap, size, np.zeros(0, np.int64), np.zeros(0, np.int64)),
            (broken, 2 * size, owners[met], nodes[met] % size),
        ):
            groups, of_group, values = _distinct(
                np.concatenate([owners[leaves], sharing[by_place], added_owners]),
                np.concatenate([past[leaves], shared % size, added]),
            )
            found = Lists.grouped(of_group, values + least, len(groups))
            nothing = np.full(len(groups), NONE)
            step[groups] = self.known.number(nothing, found, np.full(len(groups), BETWEEN))
        gap[(gap == START) & between] = NONE
        self.gap, self.broken = np.append(self.gap, gap), np.append(self.broken, broken)

    def _step_over_hamza(self, states: Numbers, owners: Numbers, nodes: Numbers) -> None:
        modes, bases = self.known.modes[states], self.known.bases[states]
        below = np.where(bases == NONE, NONE, np.append(self.hamza, NONE)[bases])
        moves = below != bases
        moves[owners[(nodes < self.size) & self.nodes.unsteady[nodes % self.size]]] = True
        moving = np.flatnonzero(moves & (modes == LETTERS))
        below = np.where(below == DEAD[LETTERS], NONE, below)[moving]
        by_state, nodes = self.known.nodes.taken(states[moving])
        by_node, nodes = self.nodes.past_hamza.taken(nodes)
        groups, of_group, values = _distinct(by_state[by_node], nodes)
        found = Lists.grouped(groups[of_group], values, len(moving))
        hamza = states.copy()
        hamza[moving] = self.known.number(below, found, np.full(len(moving), LETTERS))
        self.hamza = np.append(self.hamza, hamza)

    def states(self) -> States:
        """Return all states, with what ends at each."""
        inside = np.flatnonzero(self.known.modes != BETWEEN)
        bases = self.known.bases[inside]
        based = np.flatnonzero(bases != NONE)
        owners, nodes = self.known.nodes.taken(inside)
        by_base, shared = self.known.nodes.taken(bases[based])
        owners, nodes = np.append(owners, based[by_base]), np.append(nodes, shared)
        by_node, outputs = self.nodes.outputs.taken(nodes)
        ends = self.nodes.ends[outputs]
        table = np.unique(np.column_stack([inside[owners[by_node]], ends]), axis=0)
        steps = self.steps[: self.done]
        return States(
            self.known.modes, steps, self.gap, self.broken, self.hamza, table[:, 0], table[:, 1:]
        )


def _distinct(owners: Numbers, values: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Sort values by owner, each once: the owners, the place among these of each value, values."""
    order = np.lexsort((values, owners))
    owners, values = owners[order], values[order]
    first = np.ones(len(owners), np.bool_)
    first[1:] = (owners[1:] != owners[:-1]) | (values[1:] != values[:-1])
    groups, of_group = np.unique(owners[first], return_inverse=True)
    return groups, of_group, values[first]
