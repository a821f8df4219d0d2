"""Average linkage over sparse similarities: groups without a number given beforehand."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray


def link(
    n: int, pairs: NDArray[np.int32], values: NDArray[np.float32], least: float
) -> NDArray[np.int64]:
    """Join what is most alike first, as long as the mean similarity stays high enough.

    Parameters
    ----------
    n : int
        How many things there are.
    pairs : int array, pairs × 2
        Things that are alike at all; every other pair counts as 0.
    values : float array
        How alike each pair is.
    least : float
        The mean over all pairs of two groups from which on they are joined.

    Returns
    -------
    int array
        For each thing the first thing of its group.

    Examples
    --------
    >>> pairs = np.array([[0, 1], [1, 2], [3, 4]], np.int32)
    >>> values = np.array([0.9, 0.5, 0.8], np.float32)
    >>> link(5, pairs, values, 0.4).tolist()  # (0.5 + 0) / 2 is too little for 2 to join
    [0, 0, 2, 3, 3]
    """
    sums: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), value in zip(pairs.tolist(), values.tolist(), strict=True):
        sums[a][b] = sums[b][a] = value
    sizes = dict.fromkeys(range(n), 1)
    heap = [
        (-value, a, b, 1, 1)
        for (a, b), value in zip(pairs.tolist(), values.tolist(), strict=True)
        if value >= least
    ]
    heapq.heapify(heap)
    parent = np.arange(n)
    while heap:
        _, a, b, size_a, size_b = heapq.heappop(heap)
        if sizes.get(a) != size_a or sizes.get(b) != size_b:
            continue  # one of the two has been joined to something else since
        if len(sums[a]) < len(sums[b]):
            a, b = b, a
        _merge(a, b, sums, sizes, heap, least)
        parent[b] = a
    return _firsts(parent)


def _merge(
    a: int,
    b: int,
    sums: dict[int, dict[int, float]],
    sizes: dict[int, int],
    heap: list[tuple[float, int, int, int, int]],
    least: float,
) -> None:
    """Make group ``b`` part of group ``a``."""
    of_a = sums[a]
    of_a.pop(b, None)
    for other, value in sums.pop(b).items():
        if other != a:
            of_a[other] = sums[other][a] = of_a.get(other, 0.0) + value
            del sums[other][b]
    sizes[a] += sizes.pop(b)
    for other, value in of_a.items():
        mean = value / (sizes[a] * sizes[other])
        if mean >= least:
            low, high = min(a, other), max(a, other)
            heapq.heappush(heap, (-mean, low, high, sizes[low], sizes[high]))


def _firsts(parent: NDArray[np.int64]) -> NDArray[np.int64]:
    roots = parent.copy()
    while (roots != roots[roots]).any():
        roots = roots[roots]
    first: dict[int, int] = {}
    firsts = [first.setdefault(root, at) for at, root in enumerate(roots.tolist())]
    return np.array(firsts, np.int64)
