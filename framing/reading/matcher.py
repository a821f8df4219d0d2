"""Lexicons → what finding needs: one automaton for each set of spelling rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from framing.lexicon.company import VOWELS, Condition, parse_company
from framing.lexicon.entry import Form, Lexicon
from framing.reading.automaton import Automaton
from framing.reading.kept import Entry, automaton_file, kept_automaton, shape_key
from framing.text.spelling import WORD_RULES

BEFORE, AFTER, NEAR, ARTICLE, WRITTEN = range(5)
_WHERE = {"before": BEFORE, "after": AFTER, "near": NEAR, "article": ARTICLE}
_NOTHING = (-1, 0, 0)


@dataclass(frozen=True)
class Matcher:
    """All forms of some lexicons that share their spelling rules.

    Attributes
    ----------
    entries : list of Form and Neighbor
        What the numbers in hits stand for.
    concept : int32 array
        Number of the concept of each entry; -1 for neighbors.
    concepts : list of (lexicon, concept)
    blocks : bool array
        Entries of kind ``except``.
    lists_at, lists : int32 arrays
        Which neighbor lists (and concepts that somebody asks for) an entry belongs to.
    rules_at, rules : int32 arrays
        Conditions of each entry: list (or vowel), where, words, 1 where it forbids, and list,
        where and words of what undoes it (-1 where nothing does).
    n_lists : int
    spellings : list of frozenset of str
        The spelling rules of each entry's lexicon.
    spelling : frozenset of str
        Those that all of them share.
    """

    entries: list[Entry]
    concept: NDArray[np.int32]
    concepts: list[tuple[str, str]]
    blocks: NDArray[np.bool_]
    lists_at: NDArray[np.int32]
    lists: NDArray[np.int32]
    rules_at: NDArray[np.int32]
    rules: NDArray[np.int32]
    n_lists: int
    spellings: list[frozenset[str]]
    spelling: frozenset[str]

    @cached_property
    def automaton(self) -> Automaton:
        """What finds the entries in texts; made, or fetched, when it is first asked for."""
        return kept_automaton(*self.parts)

    @property
    def is_missing(self) -> bool:
        """Whether the automaton is neither at hand nor kept, though it could be kept."""
        if "automaton" in vars(self):
            return False
        file = automaton_file(*self.parts)
        return file is not None and not file.is_file()

    @property
    def parts(self) -> tuple[list[Entry], list[frozenset[str]], frozenset[str]]:
        """What the automaton is made of."""
        return self.entries, self.spellings, self.spelling


def build_matchers(lexicons: Sequence[Lexicon]) -> list[Matcher]:
    """Put lexicons with equal spelling rules together and make a matcher for each group.

    An entry that several lexicons share (a concept included from another) stands once.

    Returns
    -------
    list of Matcher
        Almost always one.
    """
    return _built(tuple(lexicons))


@lru_cache(maxsize=4)
def _built(lexicons: tuple[Lexicon, ...]) -> list[Matcher]:
    groups: dict[frozenset[str], list[Lexicon]] = {}
    for lexicon in lexicons:
        groups.setdefault(lexicon.spelling - WORD_RULES, []).append(lexicon)
    return [_build(group, spelling) for spelling, group in groups.items()]


@dataclass
class _Gathered:
    """Entries numbered once, with the names they use."""

    entries: list[Entry] = field(default_factory=list)
    spellings: list[frozenset[str]] = field(default_factory=list)
    concepts: list[tuple[str, str]] = field(default_factory=list)  # home lexicon, concept
    homes: list[dict[str, str]] = field(default_factory=list)  # list name → home lexicon
    known: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, form: Form, lexicon: Lexicon, homes: dict[str, str]) -> None:
        """Give a form its number, unless another lexicon has brought it."""
        key = (form.lexicon, form.id)
        if key not in self.known:
            self.known.add(key)
            self.entries.append(form)
            self.spellings.append(lexicon.spelling)
            self.homes.append(homes)
            rows = (row.lexicon for row in lexicon.concepts if row.concept == form.concept)
            self.concepts.append((next(rows, form.lexicon), form.concept))


def _build(lexicons: Sequence[Lexicon], spelling: frozenset[str]) -> Matcher:
    found = _Gathered()
    for lexicon in lexicons:
        homes = {row.list: row.lexicon for row in lexicon.neighbors}
        for form in lexicon.forms:
            found.add(form, lexicon, homes)
    concepts = list(dict.fromkeys(found.concepts))
    number = {concept: n for n, concept in enumerate(concepts)}
    lists: dict[tuple[str, str], int] = {}
    rules = [list(_rules(form, homes, lists, concepts))
             for form, homes in zip(found.entries, found.homes, strict=True)
             if isinstance(form, Form)]  # fmt: skip
    belongs = [
        [(lists[concept],)] if concept in lists and form.kind != "except" else []
        for form, concept in zip(found.entries, found.concepts, strict=True)
    ]
    _add_neighbors(found, belongs, lexicons, lists)
    n_neighbors = len(found.entries) - len(rules)
    lists_at, flat_lists = _packed(belongs, 1)
    rules_at, flat_rules = _packed([*rules, *([] for _ in range(n_neighbors))], 7)
    of_forms = [number[key] for key in found.concepts]
    return Matcher(
        entries=found.entries,
        concept=np.array([*of_forms, *[-1] * n_neighbors], np.int32),
        concepts=concepts,
        blocks=np.array([e.kind == "except" for e in found.entries], np.bool_),
        lists_at=lists_at,
        lists=flat_lists.reshape(-1),
        rules_at=rules_at,
        rules=flat_rules,
        n_lists=len(lists),
        spellings=found.spellings,
        spelling=spelling,
    )


def _add_neighbors(
    found: _Gathered,
    belongs: list[list[tuple[int]]],
    lexicons: Sequence[Lexicon],
    lists: dict[tuple[str, str], int],
) -> None:
    """Give numbers to the neighbors that some form asks for; a word of several lists has one."""
    numbers: dict[tuple[str, ...], int] = {}
    met: set[tuple[object, ...]] = set()
    for lexicon in lexicons:
        rules = " ".join(sorted(lexicon.spelling & WORD_RULES))
        for row in lexicon.neighbors:
            asked = lists.get((row.lexicon, f"list:{row.list}"))
            key = shape_key(row, rules)
            if asked is None or (asked, key) in met:
                continue
            met.add((asked, key))  # several lexicons may take the same list
            if key not in numbers:
                numbers[key] = len(found.entries)
                found.entries.append(row)
                found.spellings.append(lexicon.spelling)
                belongs.append([])
            belongs[numbers[key]].append((asked,))


def _rules(
    entry: Form,
    homes: dict[str, str],
    lists: dict[tuple[str, str], int],
    concepts: list[tuple[str, str]],
) -> Iterator[tuple[int, ...]]:
    for forbids, cell in ((0, entry.requires), (1, entry.forbids)):
        for condition in parse_company(cell):
            if condition.where == "written":
                yield 1 + VOWELS.index(condition.list), WRITTEN, 0, forbids, *_NOTHING
                continue
            undone_by = _NOTHING
            if condition.unless is not None:
                (name,) = _named(condition.unless, entry, homes, concepts)
                undone_by = _asked(condition.unless, lists, name)
            for name in _named(condition, entry, homes, concepts):
                yield *_asked(condition, lists, name), forbids, *undone_by


def _asked(
    condition: Condition, lists: dict[tuple[str, str], int], name: tuple[str, str]
) -> tuple[int, int, int]:
    return lists.setdefault(name, len(lists)), _WHERE[condition.where], condition.words


def _named(
    condition: Condition, entry: Form, homes: dict[str, str], concepts: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the keys of the list, or of the concept wherever it is at home."""
    if condition.is_concept:
        return [key for key in concepts if key[1] == condition.list]
    return [(homes.get(condition.list, entry.lexicon), f"list:{condition.list}")]


def _packed(
    rows: Sequence[Sequence[tuple[int, ...]]], width: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    at = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(row) for row in rows], out=at[1:])
    return at, np.array([x for row in rows for x in row], np.int32).reshape(-1, width)
