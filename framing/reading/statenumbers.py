"""Numbers of states: a base, nodes beside it and a mode have one number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from framing.reading.ragged import Lists, Numbers

NONE = -1

_Keys = NDArray[np.uint64]


class StateNumbers:
    """States by number, handed out in the order in which they are met.

    A state is looked up by a key of 64 bits, the sum of random keys of its parts. That two states
    never share one is checked, not assumed.

    Attributes
    ----------
    bases : int array
        The state that a state stands on, or ``NONE``.
    modes : int array
    nodes : Lists
        The nodes of a state, beside its base's.
    """

    def __init__(self, n_nodes: int, empty: Sequence[int], seed: int = 0) -> None:
        """Begin with states without nodes, one for each mode in ``empty``."""
        generator = np.random.default_rng(seed)
        self._key_of = generator.integers(1 << 64, size=n_nodes, dtype=np.uint64, endpoint=False)
        self._empty = np.array(empty)
        self.bases, self.modes = np.full(len(empty), NONE), self._empty
        self.nodes = Lists.of([()] * len(empty))
        self._keys, self._numbers = np.zeros(0, np.uint64), np.zeros(0, np.int64)  # by key

    def __len__(self) -> int:
        return len(self.bases)

    def number(self, bases: Numbers, nodes: Lists, modes: Numbers) -> Numbers:
        """Return the numbers of states; those not met before get new ones.

        A base without nodes beside it is that state itself.
        """
        sizes = np.diff(nodes.at)
        numbers = np.where(bases == NONE, np.searchsorted(self._empty, modes), bases)
        asked = np.flatnonzero(sizes)
        keys = self._keys_of(bases, nodes, modes)[asked]
        distinct, first, which = np.unique(keys, return_index=True, return_inverse=True)
        places = np.searchsorted(self._keys, distinct)
        met = np.append(self._keys, 0)[places] == distinct
        met &= places < len(self._keys)
        found = np.append(self._numbers, NONE)[places]
        new = np.flatnonzero(~met)
        new = new[np.argsort(first[new])]  # in the order in which they are met
        found[new] = len(self) + np.arange(len(new))
        self._add(asked[first[new]], bases, nodes, modes)
        self._keys = np.insert(self._keys, places[~met], distinct[~met])
        self._numbers = np.insert(self._numbers, places[~met], found[~met])
        numbers[asked] = found[which]
        self._check(asked, numbers, bases, nodes, modes)
        return numbers

    def _keys_of(self, bases: Numbers, nodes: Lists, modes: Numbers) -> _Keys:
        sums = np.append(np.uint64(0), np.cumsum(self._key_of[nodes.flat]))
        return sums[nodes.at[1:]] - sums[nodes.at[:-1]] + _mixed(4 * (bases + 1) + modes)

    def _add(self, chosen: Numbers, bases: Numbers, nodes: Lists, modes: Numbers) -> None:
        self.bases = np.append(self.bases, bases[chosen])
        self.modes = np.append(self.modes, modes[chosen])
        owners, values = nodes.taken(chosen)
        more = Lists.grouped(owners, values, len(chosen))
        at = np.append(self.nodes.at, self.nodes.at[-1] + more.at[1:])
        self.nodes = Lists(at, np.append(self.nodes.flat, values))

    def _check(
        self, asked: Numbers, numbers: Numbers, bases: Numbers, nodes: Lists, modes: Numbers
    ) -> None:
        """Hold what was asked for against what its key found."""
        found = numbers[asked]
        asked_owners, asked_nodes = nodes.taken(asked)
        owners, known = self.nodes.taken(found)
        same = np.array_equal(asked_owners, owners) and np.array_equal(asked_nodes, known)
        same = same and np.array_equal(self.bases[found], bases[asked])
        if not (same and np.array_equal(self.modes[found], modes[asked])):
            raise RuntimeError("two states share a key")


def _mixed(values: Numbers) -> _Keys:
    """Return a well mixed key of each number (splitmix64, doi:10.1145/2714064.2660195)."""
    x = values.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
