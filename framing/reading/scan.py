"""Walk an automaton over UTF-8 text and write down every form that ends."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.reading.automaton import Automaton
from framing.reading.packing import RING

HIT = ("article", "form", "start", "end", "first_word", "last_word", "sentence", "vowel")


def scan_texts(
    texts: Any,
    body_starts: NDArray[np.int64],
    automaton: Automaton,
    bare: NDArray[np.bool_] | None = None,
) -> NDArray[Any]:
    """Find every shape of every form in every text.

    Parameters
    ----------
    texts : sequence of str, or Arrow array
        The articles' texts, untouched.
    body_starts : int array
        Where each body begins, in code points: no form runs across it.
    automaton : Automaton
        What to look for.
    bare : bool array, optional
        Forms of which only the place among the words is wanted (neighbors): their hits have no
        span and no vowel, and an article that holds nothing else has no hits.

    Returns
    -------
    int32 array, hits × 8
        Columns as in ``HIT``: article and form by number, the span in code points without
        proclitics and with a closed mark, the first word and the one after the last (counted
        through the article), the sentence, and the vowel written on the first letter (1 damma,
        2 fatha, 3 kasra, 0 none). Ordered by article, then by end.
    """
    data, offsets = utf8_buffers(texts)
    starts = np.require(body_starts, np.int64, ["C", "W"])  # read-only ones compile anew
    if bare is None:
        bare = np.zeros(int(automaton.ends[:, 0].max(initial=0)) + 1, np.bool_)
    bounds = _shares(offsets, _workers(offsets))
    walk, flat = _scanner(), automaton.rows.reshape(-1)

    def work(bound: tuple[int, int]) -> NDArray[Any]:
        capacity = 1024 + (offsets[bound[1]] - offsets[bound[0]]) // 100
        parts, first = [], bound[0]
        rings = np.zeros((2, RING), np.int64)
        while first < bound[1]:
            hits = np.empty((capacity, len(HIT)), np.int32)
            n, reached = walk(
                data, offsets, starts, first, bound[1], hits, *rings, automaton.start,
                automaton.classes, flat, automaton.rows.shape[1], automaton.links, automaton.usual,
                automaton.hamza, automaton.ends_at, automaton.ends, automaton.ligatures,
                automaton.ligature_at, automaton.ligature_classes, bare,
            )  # fmt: skip
            parts.append(hits[:n])
            capacity = capacity * 4 if reached == first else capacity
            first = reached
        return np.concatenate(parts) if parts else np.empty((0, len(HIT)), np.int32)

    if len(bounds) == 1:
        return work(bounds[0])
    with ThreadPoolExecutor(len(bounds)) as pool:
        return np.concatenate(list(pool.map(work, bounds)))


def utf8_buffers(texts: Any) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return the bytes of all texts and where each begins, without a copy where Arrow has them.

    Parameters
    ----------
    texts : sequence of str, Series, or Arrow array

    Returns
    -------
    (bytes, offsets)
        Text ``i`` is ``bytes[offsets[i]:offsets[i + 1]]``.
    """
    import pyarrow as pa

    array = pa.array(texts, type=pa.large_string()) if not isinstance(texts, pa.Array) else texts
    array = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    array = array.cast(pa.large_string())
    _, where, data = array.buffers()
    offsets = np.frombuffer(where, np.int64)[array.offset : array.offset + len(array) + 1]
    whole = np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)
    return whole, offsets


def _workers(offsets: NDArray[np.int64]) -> int:
    size = int(offsets[-1] - offsets[0]) if len(offsets) else 0
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, min(allowed or 1, size // 1_000_000))


def _shares(offsets: NDArray[np.int64], workers: int) -> list[tuple[int, int]]:
    """Cut the articles into ``workers`` runs of about as many bytes each."""
    last = len(offsets) - 1
    goals = offsets[0] + (offsets[-1] - offsets[0]) * np.arange(1, workers) // workers
    cuts = [0, *np.searchsorted(offsets, goals).tolist(), last]
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False)]


@lru_cache(maxsize=1)
def _scanner() -> Any:
    from framing.reading.scanner import scan_range

    return scan_range
