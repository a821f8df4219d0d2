"""Work on as many threads as there are processors; the result does not depend on how many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

FEW = 8  # below this many, starting threads costs more than it saves


def on_threads(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Return ``work`` of every item, in their order.

    Each item must bring its own seed, so that threads share no chance. ``FRAMING_THREADS``
    says how many; one per processor by default.

    Examples
    --------
    >>> on_threads(str, range(3))
    ['0', '1', '2']
    """
    listed = list(items)
    threads = int(os.environ.get("FRAMING_THREADS") or os.cpu_count() or 1)
    if len(listed) < FEW or threads < 2:
        return [work(item) for item in listed]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, listed))
