"""States as arrays: whole rows for those where ways part, links for the rest."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.reading.states import States

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
    for kind, row in enumerate(states.usual):
        for c, (target, flags) in row.items():
            usual[kind, c] = new[target] | flags
    rows = usual[[states.kinds[n] for n in rowed]]
    for place, n in enumerate(rowed):
        for c, (target, flags) in states.rows[n].items():
            rows[place, c] = new[target] | flags
    links = np.array([_link(states, n, new) for n in order[len(rowed) :]], np.int64)
    hamza = new[[states.hamza[n] for n in order]].astype(np.int32)
    return Packed(rows, links, usual, hamza, order, int(new[0]))


def _link(states: States, number: int, new: NDArray[np.int64]) -> int:
    kind = states.kinds[number] << KIND_SHIFT
    for c, (target, flags) in states.rows[number].items():
        return c << CLASS_SHIFT | kind | int(new[target]) | flags
    return 255 << CLASS_SHIFT | kind  # no class has this number: all steps are the usual ones


def _walked(states: States, rowed: set[int]) -> list[int]:
    """Return the links in the order in which a text walks them."""
    walked: list[int] = []
    met = set(rowed)
    for first in sorted(rowed):
        for begin, _ in states.rows[first].values():
            here = begin
            while here not in met:
                met.add(here)
                walked.append(here)
                here = next((target for target, _ in states.rows[here].values()), here)
    walked.extend(n for n in range(len(states.rows)) if n not in met)
    return walked
