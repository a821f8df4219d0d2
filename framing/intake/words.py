"""The words of many texts as numbers: equal spellings give equal hashes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from framing.text.spelling import classify

if TYPE_CHECKING:
    import pandas as pd

Made = TypeVar("Made")

# What a code point is in a word: nothing (a boundary), ignored, or the letter it is read as.
BOUNDARY, IGNORED = 0, 1
_CHUNK = 1_000  # articles worked through at once
_RANGES = (range(0x3000), range(0xFB00, 0x10000))


@lru_cache(maxsize=1)
def letter_table() -> NDArray[np.int32]:
    """Return for every code point of the first plane what it is in a word.

    Letters beyond the ranges that Arabic and Latin use are themselves. A ligature of several
    letters is read as the first of them: two texts that both have it stay equal.
    """
    table = np.arange(0x10000, dtype=np.int32)
    for codes in _RANGES:
        for code in codes:
            kind, letters = ("other", "") if 0xD800 <= code < 0xE000 else classify(chr(code))
            if kind in {"mark_on_letter", "hamza", "control"}:
                table[code] = IGNORED
            elif kind in {"letter", "digit"} and letters:
                table[code] = (
                    ord(letters[0].replace("ة", "ه")) if ord(letters[0]) < 0x10000 else code
                )
            else:
                table[code] = BOUNDARY
    return table


def utf8_of(texts: pd.Series) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return a column's UTF-8 bytes and where each text begins in them."""
    import pyarrow as pa

    array = pa.array(texts, type=pa.large_string())
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    _, offsets, data = array.buffers()
    starts = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    held = np.frombuffer(data, np.uint8) if data is not None else np.zeros(0, np.uint8)
    return held, starts


def word_hashes(
    texts: pd.Series, body_starts: Sequence[int] | NDArray[np.int64] | None = None
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hash every word of every text, folded by the usual rules of spelling.

    Parameters
    ----------
    texts : Series of str
        The texts.
    body_starts : sequence of int, optional
        Code points to leave out at the beginning of each.

    Returns
    -------
    hashes : uint64 array
        One a word, text after text.
    starts : int64 array
        Where each text's words begin in it; one more entry than texts.

    Examples
    --------
    >>> import pandas as pd
    >>> hashes, starts = word_hashes(pd.Series(["قُتِلَ ثلاثة", "قتل ثلاثه!"], dtype="str"))
    >>> starts.tolist(), bool((hashes[:2] == hashes[2:]).all())
    ([0, 2, 4], True)
    """
    from framing.intake.wordkernels import hash_words

    data, offsets = utf8_of(texts)
    n = len(offsets) - 1
    skips = np.zeros(n, np.int64) if body_starts is None else np.asarray(body_starts, np.int64)
    table = letter_table()

    def work(first: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        last = min(first + _CHUNK, n)
        capacity = int(offsets[last] - offsets[first]) // 2 + 1
        hashes, counts = np.empty(capacity, np.uint64), np.empty(last - first, np.int64)
        used = hash_words(data, offsets, skips, first, last, table, hashes, counts)
        return hashes[:used].copy(), counts

    made = in_threads(work, range(0, n, _CHUNK))
    hashes = np.concatenate([part for part, _ in made] or [np.zeros(0, np.uint64)])
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.concatenate([counts for _, counts in made] or [starts[:0]]), out=starts[1:])
    return hashes, starts


def joined(parts: Sequence[tuple[NDArray[Any], ...]], *kinds: type) -> list[NDArray[Any]]:
    """Join the first arrays of all parts, the second ones, and so on; of no part, empty ones.

    Examples
    --------
    >>> joined([(np.array([1, 2]),), (np.array([3]),)], np.int64)[0].tolist()
    [1, 2, 3]
    """
    return [
        np.concatenate([np.zeros(0, kind), *(part[at] for part in parts)])
        for at, kind in enumerate(kinds)
    ]


def in_threads(work: Callable[[int], Made], firsts: range) -> list[Made]:
    """Do pieces of work on every core; compiled functions leave the interpreter free."""
    workers = min(os.cpu_count() or 1, len(firsts))
    if workers <= 1:
        return [work(first) for first in firsts]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, firsts))


def chunks(n: int, size: int = _CHUNK) -> range:
    """Return where pieces of ``size`` begin among ``n``."""
    return range(0, n, size)


def bounds(first: int, n: int, size: int = _CHUNK) -> tuple[int, int]:
    """Return a piece's first and the one after its last."""
    return first, min(first + size, n)
