"""States as the scanner's arrays: whole rows for those where ways part, links for the rest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.reading.classes import NEWLINE, OTHER, QUOTE, SPACE, STOP
from framing.reading.ragged import Numbers
from framing.reading.statenumbers import NONE
from framing.reading.states import BETWEEN, DEAD, DIGITS, LETTERS, START, States, Steps

N_KINDS = 5  # the three modes, and letters and digits where a form may end
EMIT, WORD, BREAK = 1 << 30, 1 << 29, 1 << 28  # flags of a step
TARGET = BREAK - 1  # the bits of a step that number the next state
CLASS_SHIFT, KIND_SHIFT = 40, 32  # within a link
_NO_CLASS = 255
RING = 64  # beginnings of the last words that the scan keeps: no form is longer


class Packed(NamedTuple):
    """The arrays of an automaton that hold its steps and outputs (see ``Automaton``)."""

    rows: NDArray[np.int32]
    links: NDArray[np.int64]
    usual: NDArray[np.int32]
    hamza: NDArray[np.int32]
    ends_at: NDArray[np.int32]
    ends: NDArray[np.int32]
    start: int


def pack(states: States, mode_of: Numbers) -> Packed:
    """Give the states new numbers and write their steps into arrays."""
    n_states = len(states.modes)
    n_ends = np.bincount(states.owners, minlength=n_states)
    kinds = states.modes + 2 * (n_ends > 0)
    usual = _usual(states, mode_of)
    steps = _all_steps(states, mode_of, usual[kinds], np.where(n_ends, EMIT, 0))
    own = steps != usual[kinds]
    rowed = own.sum(axis=1) > 1
    rowed[: 1 + len(DEAD)] = True
    class_ = np.where(own.any(axis=1), own.argmax(axis=1), _NO_CLASS)
    only = np.take_along_axis(steps, own.argmax(axis=1)[:, None], axis=1)[:, 0]
    only[class_ == _NO_CLASS] = START
    order = np.append(np.flatnonzero(rowed), _walked(rowed, steps, own, only & TARGET))
    new = np.empty(n_states, np.int32)
    new[order] = np.arange(n_states)
    linked = order[int(rowed.sum()) :]
    step = new[only[linked] & TARGET] | only[linked] & ~TARGET
    return Packed(
        rows=_renumbered(steps[rowed], new),
        links=class_[linked] << CLASS_SHIFT | kinds[linked] << KIND_SHIFT | step,
        usual=_renumbered(usual, new),
        hamza=new[states.hamza[order]],
        ends_at=np.append(0, np.cumsum(n_ends[order])).astype(np.int32),
        ends=states.ends[np.argsort(new[states.owners], kind="stable")].astype(np.int32),
        start=int(new[START]),
    )


def _usual(states: States, mode_of: Numbers) -> Steps:
    """Return the steps of every state of a kind, unless it has its own."""
    usual = np.zeros((N_KINDS, len(mode_of)), np.int32)
    letters, digits = mode_of == LETTERS, mode_of == DIGITS
    for kind in range(N_KINDS):
        mode, emit = (kind - 2, EMIT) if kind > DIGITS else (kind, 0)
        row = usual[kind]
        row[[OTHER, SPACE, QUOTE]] = START | emit
        row[[STOP, NEWLINE]] = START | emit | BREAK
        row[letters] = DEAD[LETTERS] | (0 if mode == LETTERS else WORD | emit)
        row[digits] = DEAD[DIGITS] | (0 if mode == DIGITS else WORD | emit)
        begun = (states.steps[START] != NONE) & (mode_of != mode)
        row[begun] = states.steps[START, begun] | WORD | emit
    return usual


def _all_steps(states: States, mode_of: Numbers, usual: Steps, emit: Numbers) -> Steps:
    """Return every step of every state, with flags."""
    steps = usual.copy()
    gapped = np.flatnonzero(states.gap != NONE)
    gap, flags = states.gap[gapped], emit[gapped]
    steps[gapped, SPACE] = steps[gapped, QUOTE] = gap | flags
    steps[gapped, NEWLINE] = states.broken[gapped] | flags | BREAK
    begun = states.steps[gap]  # as a word begins, or digits meet letters
    place, class_ = np.nonzero((begun != NONE) & (mode_of != states.modes[gapped, None]))
    steps[gapped[place], class_] = begun[place, class_] | WORD | flags[place]
    inside = (states.steps != NONE) & (states.modes[:, None] != BETWEEN)
    np.copyto(steps, states.steps, where=inside)
    return steps


def _renumbered(steps: Steps, new: NDArray[np.int32]) -> Steps:
    renumbered: Steps = new[steps & TARGET] | steps & ~np.int32(TARGET)
    return renumbered


def _walked(
    rowed: NDArray[np.bool_], steps: Steps, own: NDArray[np.bool_], only: NDArray[np.int32]
) -> list[int]:
    """Return the links in the order in which a text walks them."""
    begins = np.unique(steps[rowed][own[rowed]] & TARGET).tolist()
    following, met = only.tolist(), rowed.tolist()
    walked: list[int] = []
    for here in begins:
        while not met[here]:
            met[here] = True
            walked.append(here)
            here = following[here]
    walked.extend(number for number, its in enumerate(met) if not its)
    return walked
