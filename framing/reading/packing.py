"""States as arrays: whole rows for those where ways part, links for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.reading.states import TARGET, States

CLASS_SHIFT, KIND_SHIFT = 40, 32  # within a link


class Packed(NamedTuple):
    """The arrays of an automaton that hold its steps (see ``Automaton``).

    ``order`` gives, for each new number of a state, its number in ``States``.
    """

    rows: NDArray[np.int32]
    links: NDArray[np.int64]
    usual: NDArray[np.int32]
    hamza: NDArray[np.int32]
    order: list[int]
    start: int


def pack(states: States) -> Packed:
    """Give the states new numbers and write their steps into arrays."""
    n_classes = 1 + max(max(row) for row in states.usual)
    rowed = [n for n, row in enumerate(states.rows) if len(row) > 1 or n < len(states.usual)]
    order = rowed + _walked(states, set(rowed))
    new = np.zeros(len(order), np.int64)
    new[order] = np.arange(len(order))
    usual = np.zeros((len(states.usual), n_classes), np.int32)
    _write(usual, states.usual, new)
    rows = usual[[states.kinds[n] for n in rowed]]
    _write(rows, [states.rows[n] for n in rowed], new)
    links = np.array([_link(states, n, new) for n in order[len(rowed) :]], np.int64)
    hamza = new[[states.hamza[n] for n in order]].astype(np.int32)
    return Packed(rows, links, usual, hamza, order, int(new[0]))


def _write(
    rows: NDArray[np.int32], steps: Sequence[dict[int, int]], new: NDArray[np.int64]
) -> None:
    """Write steps into rows, with the new numbers of the states they lead to."""
    n_steps = [len(row) for row in steps]
    total = sum(n_steps)
    places = np.repeat(np.arange(len(steps)), n_steps)
    classes = np.fromiter((c for row in steps for c in row), np.int64, total)
    values = np.fromiter((step for row in steps for step in row.values()), np.int64, total)
    rows[places, classes] = new[values & TARGET] | (values & ~TARGET)


def _link(states: States, number: int, new: NDArray[np.int64]) -> int:
    kind = states.kinds[number] << KIND_SHIFT
    for c, step in states.rows[number].items():
        return c << CLASS_SHIFT | kind | int(new[step & TARGET]) | (step & ~TARGET)
    return 255 << CLASS_SHIFT | kind  # no class has this number: all steps are the usual ones


def _walked(states: States, rowed: set[int]) -> list[int]:
    """Return the links in the order in which a text walks them."""
    walked: list[int] = []
    met = set(rowed)
    for first in sorted(rowed):
        for begin in states.rows[first].values():
            here = begin & TARGET
            while here not in met:
                met.add(here)
                walked.append(here)
                here = next((step & TARGET for step in states.rows[here].values()), here)
    walked.extend(n for n in range(len(states.rows)) if n not in met)
    return walked
