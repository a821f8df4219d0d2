"""The trie's nodes as arrays: where each letter, each gap and each hamza mark leads from them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from framing.reading.ragged import Lists, Numbers
from framing.reading.trie import FINAL, GAP, Trie
from framing.text.spelling import seated

_READ_AS_FINAL = ("ة", "ه")
_GAP, _FINAL = -1, -2


class Nodes(NamedTuple):
    """What a trie says, by node.

    Attributes
    ----------
    edges : Lists
        By node: numbers of edges, for ``classes`` and ``targets``.
    classes, targets : arrays
        The class of an edge's letter, and a node that it leads to; several where it ends a
        proclitic.
    past_gap : array
        The node past the gap that may follow, or -1.
    outputs : Lists
        By node: numbers of rows of ``ends``.
    ends : array of (form, letters, words)
    unsteady : bool array
        Whether a hamza mark leads elsewhere than to the node itself.
    past_hamza : Lists
        By node: where a hamza mark leads.
    """

    edges: Lists
    classes: Numbers
    targets: Numbers
    past_gap: Numbers
    outputs: Lists
    ends: Numbers
    unsteady: NDArray[np.bool_]
    past_hamza: Lists


def lay_out(trie: Trie, class_of: Mapping[str, int], spelling: frozenset[str]) -> Nodes:
    """Write a trie into arrays."""
    n_nodes = len(trie.children)
    code_of = {**class_of, GAP: _GAP, FINAL: _FINAL}
    sizes = np.fromiter(map(len, trie.children), np.int64, n_nodes)
    total = int(sizes.sum())
    letters = chain.from_iterable(trie.children)
    codes = np.fromiter(map(code_of.__getitem__, letters), np.int64, total)
    following = chain.from_iterable(map(dict.values, trie.children))
    sources, targets = np.repeat(np.arange(n_nodes), sizes), np.fromiter(following, np.int64, total)
    past_gap = np.full(n_nodes, -1)
    past_gap[sources[codes == _GAP]] = targets[codes == _GAP]
    steps = _with_roots(trie, *_with_finals(sources, codes, targets, class_of))
    edges = Lists.grouped(steps[0], np.arange(len(steps[0])), n_nodes)
    ends_of = [trie.outputs.get(node, ()) for node in range(n_nodes)]
    ends = np.array([end for of in ends_of for end in of], np.int64).reshape(-1, 3)
    n_ends = np.cumsum([0, *map(len, ends_of)])
    outputs = Lists(n_ends, np.arange(len(ends)))
    return Nodes(edges, *steps[1:], past_gap, outputs, ends, *_hamza(trie, spelling))


def _with_finals(
    sources: Numbers, codes: Numbers, targets: Numbers, class_of: Mapping[str, int]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the edges over letters; a last letter that is read as either is two edges."""
    plain, final = codes >= 0, codes == _FINAL
    last = [np.full(int(final.sum()), class_of[letter]) for letter in _READ_AS_FINAL if final.any()]
    return (
        np.concatenate([sources[plain], *(sources[final] for _ in last)]),
        np.concatenate([codes[plain], *last]),
        np.concatenate([targets[plain], *(targets[final] for _ in last)]),
    )


def _with_roots(
    trie: Trie, sources: Numbers, codes: Numbers, targets: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Add edges to the roots that open where a proclitic ends; all by source."""
    opening = np.flatnonzero(np.isin(targets, list(trie.opens)))
    owners, roots = Lists.of([trie.opens[int(targets[at])] for at in opening]).taken(
        np.arange(len(opening))
    )
    sources = np.concatenate([sources, sources[opening[owners]]])
    order = np.argsort(sources, kind="stable")
    codes, targets = (
        np.concatenate([codes, codes[opening[owners]]]),
        np.concatenate([targets, roots]),
    )
    return sources[order], codes[order], targets[order]


def _hamza(trie: Trie, spelling: frozenset[str]) -> tuple[NDArray[np.bool_], Lists]:
    """Return which nodes a hamza mark leads away from or on, and where it leads."""
    stays = {x: x != "" and seated(x, spelling) == x for x in set(trie.letter)}
    moved = [not stays[x] or n in trie.opens for n, x in enumerate(trie.letter)]
    lists = [
        _past_hamza(trie, node, stays[trie.letter[node]]) if its else (node,)
        for node, its in enumerate(moved)
    ]
    return np.array(moved), Lists.of(lists)


def _past_hamza(trie: Trie, node: int, stays: bool) -> set[int]:
    """Return the nodes that remain; a root is opened again by its proclitic, if that stays."""
    remain = {node} if stays else trie.hamza.get(node, set())
    return remain.union(*(trie.opens.get(found, ()) for found in remain))
