"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def track(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """Yield ``items``, with a bar on standard error when that is a terminal.

    Parameters
    ----------
    items : iterable
        What is worked through.
    what : str
        A word for the bar, such as ``"reading"``.
    total : int, optional
        How many there are, when ``len(items)`` cannot tell.

    Examples
    --------
    >>> list(track([1, 2], "counting"))
    [1, 2]
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, desc=what, total=total, leave=False)


def stage(what: str) -> None:
    """Say on standard error what is being done now, when that is a terminal.

    Parameters
    ----------
    what : str
        Such as ``"reading articles"``.

    Examples
    --------
    >>> stage("counting")
    """
    if sys.stderr.isatty():
        print(f"… {what}", file=sys.stderr, flush=True)
