"""All written shapes of all forms in one trie, with what may stand before each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from framing.text.spelling import classify, fold_word, seated

GAP = " "  # the edge between two words of a form
FINAL = "~"  # the edge of a last letter that is read as ة or ه alike


@dataclass
class Trie:
    """Nodes by number: 0 reads proclitics, the others read forms.

    Attributes
    ----------
    children : list of dict
        Edges: a folded letter, ``GAP`` or ``FINAL`` to the next node.
    letter : list
        The edge that a node was reached by.
    outputs : dict of int to list of (form, letters, words)
        What ends at a node: the form's number, how many letters and words it has.
    hamza : dict of int to set of int
        For a node reached by a bare seat: the nodes reached when a hamza mark follows.
    opens : dict of int to list of int
        For a node that ends a proclitic: the roots of the forms that may follow it.
    """

    children: list[dict[str, int]] = field(default_factory=lambda: [{}])
    letter: list[str] = field(default_factory=lambda: [""])
    outputs: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    hamza: dict[int, set[int]] = field(default_factory=dict)
    opens: dict[int, list[int]] = field(default_factory=dict)

    def child(self, node: int, letter: str) -> int:
        """Return the node after ``letter``, made when it is missing."""
        found = self.children[node].get(letter)
        if found is None:
            found = self.children[node][letter] = self.new(letter)
        return found

    def new(self, letter: str) -> int:
        """Add a node and return its number."""
        self.children.append({})
        self.letter.append(letter)
        return len(self.children) - 1


def build_trie(
    shapes: Iterable[tuple[int, Sequence[str], Sequence[str]]], spelling: frozenset[str]
) -> Trie:
    """Put shapes of forms into a trie.

    Parameters
    ----------
    shapes : iterable of (form, words, prefixes)
        The form's number, the words of one written shape, and the proclitics (``""`` for none)
        that may stand before it.
    spelling : frozenset of str
        The spelling rules that are on.

    Returns
    -------
    Trie
        Forms with the same proclitics share a root.
    """
    trie = Trie()
    roots: dict[frozenset[str], int] = {}
    for form, words, prefixes in _merged(shapes):
        if prefixes not in roots:
            roots[prefixes] = trie.new("")
            _open(trie, prefixes, roots[prefixes], spelling)
        _insert(trie, roots[prefixes], form, words, spelling)
    return trie


def split_words(words: Sequence[str], spelling: frozenset[str]) -> list[str]:
    """Cut words where letters meet digits, as the scanner does: م16 is two.

    Examples
    --------
    >>> from framing.text.spelling import DEFAULT_SPELLING
    >>> split_words(["إف16"], DEFAULT_SPELLING)
    ['إف', '16']
    """
    return [part for word in words for part in _parts(word, spelling)]


@lru_cache(maxsize=1 << 16)
def _parts(word: str, spelling: frozenset[str]) -> tuple[str, ...]:
    cut: list[str] = []
    last = ""
    for char in word:
        kind: str = classify(char, spelling)[0]
        kind = last if kind in {"mark_on_letter", "control", "hamza"} and last else kind
        if last == kind:
            cut[-1] += char
        else:
            cut.append(char)
        last = kind
    return tuple(cut)


def _merged(
    shapes: Iterable[tuple[int, Sequence[str], Sequence[str]]],
) -> list[tuple[int, tuple[str, ...], frozenset[str]]]:
    """Join shapes of one form that differ only in what may stand before them."""
    before: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for form, words, prefixes in shapes:
        before.setdefault((form, tuple(words)), set()).update(prefixes)
    return [(form, words, frozenset(prefixes)) for (form, words), prefixes in before.items()]


def _open(trie: Trie, prefixes: frozenset[str], root: int, spelling: frozenset[str]) -> None:
    for prefix in sorted(prefixes):
        node = 0
        for char in prefix:
            node = trie.child(node, classify(char, spelling)[1])
        trie.opens.setdefault(node, []).append(root)


def _insert(
    trie: Trie, root: int, form: int, words: Sequence[str], spelling: frozenset[str]
) -> None:
    parts = split_words(words, spelling)
    children = trie.children
    node, letters = root, 0
    for number, word in enumerate(parts):
        node = trie.child(node, GAP) if number else node
        edges = _edges(word, spelling)
        for edge, seats in edges:
            before = node
            known = children[before].get(edge)
            if known is None:
                known = children[before][edge] = trie.new(edge)
            node = known
            for seat in seats:  # ئ may be written ي and a hamza mark
                trie.hamza.setdefault(trie.child(before, seat), set()).add(node)
        letters += len(edges)
    ends = trie.outputs.setdefault(node, [])
    if (form, letters, len(parts)) not in ends:
        ends.append((form, letters, len(parts)))


@lru_cache(maxsize=1 << 16)
def _edges(word: str, spelling: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the edges that a word walks, each with the bare seats that may stand for it."""
    folded = fold_word(word, spelling)
    open_end = folded[-1:] in ("ه", "ة") and "ta_marbuta" in spelling
    edges = [*folded[:-1], FINAL if open_end else folded[-1]] if folded else []
    return tuple(
        (edge, _seats_of(letter, spelling)) for edge, letter in zip(edges, folded, strict=True)
    )


@lru_cache(maxsize=256)
def _seats_of(letter: str, spelling: frozenset[str]) -> str:
    return "".join(seat for seat in "اوي" if seat != letter == seated(seat, spelling))
