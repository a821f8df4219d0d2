"""Lists of different lengths in two arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


class Lists(NamedTuple):
    """List ``n`` is ``flat[at[n]:at[n + 1]]``."""

    at: Numbers
    flat: Numbers

    @classmethod
    def of(cls, lists: Sequence[Iterable[int]]) -> Lists:
        """Pack lists.

        Examples
        --------
        >>> Lists.of([[7], [], [8, 9]]).at.tolist()
        [0, 1, 1, 3]
        """
        flat = np.fromiter(chain.from_iterable(lists), np.int64)
        sizes = np.fromiter((sum(1 for _ in x) for x in lists), np.int64, len(lists))
        return cls(np.concatenate([[0], np.cumsum(sizes)]), flat)

    @classmethod
    def grouped(cls, owners: Numbers, values: Numbers, n: int) -> Lists:
        """Make ``n`` lists of values that stand by owner.

        Examples
        --------
        >>> Lists.grouped(np.array([0, 2, 2]), np.array([7, 8, 9]), 3).at.tolist()
        [0, 1, 1, 3]
        """
        return cls(np.searchsorted(owners, np.arange(n + 1)), values)

    def taken(self, chosen: Numbers) -> tuple[Numbers, Numbers]:
        """Return the values of chosen lists, each with the place of its list among the chosen.

        Examples
        --------
        >>> owners, values = Lists.of([[7], [], [8, 9]]).taken(np.array([2, 0]))
        >>> owners.tolist(), values.tolist()
        ([0, 0, 1], [8, 9, 7])
        """
        sizes = self.at[chosen + 1] - self.at[chosen]
        owners = np.repeat(np.arange(len(chosen)), sizes)
        places = np.arange(len(owners)) + np.repeat(
            self.at[chosen] - np.cumsum(sizes) + sizes, sizes
        )
        return owners, self.flat[places]
