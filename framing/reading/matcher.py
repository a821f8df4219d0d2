"""Lexicons → what finding needs: one automaton for each set of spelling rules."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import framing
from framing.cache import cache_folder
from framing.lexicon.company import VOWELS, Condition, parse_company
from framing.lexicon.entry import Form, Lexicon, Neighbor
from framing.lexicon.inflect import Pattern, patterns
from framing.outputs import whole_file
from framing.reading.automaton import Automaton, build_automaton, from_arrays, to_arrays
from framing.reading.trie import build_trie
from framing.text.spelling import WORD_RULES

Entry = Form | Neighbor
BEFORE, AFTER, NEAR, ARTICLE, WRITTEN = range(5)
_WHERE = {"before": BEFORE, "after": AFTER, "near": NEAR, "article": ARTICLE}


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
        Conditions of each entry: list (or vowel), where, words, and 1 where it forbids.
    n_lists : int
    automaton : Automaton
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
    automaton: Automaton


def build_matchers(lexicons: Sequence[Lexicon]) -> list[Matcher]:
    """Put lexicons with equal spelling rules together and build a matcher for each group.

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
    homes: list[dict[str, str]] = field(default_factory=list)  # list name → home lexicon
    concepts: list[tuple[str, str]] = field(default_factory=list)  # home lexicon, concept
    known: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, entry: Entry, lexicon: Lexicon, homes: dict[str, str]) -> None:
        key = _key(entry)
        if key not in self.known:
            self.known.add(key)
            self.entries.append(entry)
            self.spellings.append(lexicon.spelling)
            self.homes.append(homes)
            concept = entry.concept if isinstance(entry, Form) else ""
            rows = (row.lexicon for row in lexicon.concepts if row.concept == concept)
            self.concepts.append((next(rows, entry.lexicon), concept))


def _key(entry: Entry) -> tuple[str, ...]:
    if isinstance(entry, Form):
        return ("form", entry.lexicon, entry.id)
    return ("neighbor", entry.lexicon, entry.list, entry.form, entry.kind)


def _build(lexicons: Sequence[Lexicon], spelling: frozenset[str]) -> Matcher:
    found = _Gathered()
    for lexicon in lexicons:
        homes = {row.list: row.lexicon for row in lexicon.neighbors}
        entries: list[Entry] = [*lexicon.forms, *lexicon.neighbors]
        for entry in entries:
            found.add(entry, lexicon, homes)
    concepts = list(dict.fromkeys(key for key in found.concepts if key[1]))
    number = {concept: n for n, concept in enumerate(concepts)}
    lists: dict[tuple[str, str], int] = {}
    rules = [list(_rules(entry, homes, lists, concepts))
             for entry, homes in zip(found.entries, found.homes, strict=True)]  # fmt: skip
    belongs = [
        _belongs(entry, concept, lists)
        for entry, concept in zip(found.entries, found.concepts, strict=True)
    ]
    lists_at, flat_lists = _packed(belongs, 1)
    rules_at, flat_rules = _packed(rules, 4)
    return Matcher(
        entries=found.entries,
        concept=np.array([number.get(key, -1) for key in found.concepts], np.int32),
        concepts=concepts,
        blocks=np.array([e.kind == "except" for e in found.entries], np.bool_),
        lists_at=lists_at,
        lists=flat_lists.reshape(-1),
        rules_at=rules_at,
        rules=flat_rules,
        n_lists=len(lists),
        automaton=_automaton(found, spelling),
    )


def _rules(
    entry: Entry,
    homes: dict[str, str],
    lists: dict[tuple[str, str], int],
    concepts: list[tuple[str, str]],
) -> Iterator[tuple[int, int, int, int]]:
    if isinstance(entry, Neighbor):
        return
    for forbids, cell in ((0, entry.requires), (1, entry.forbids)):
        for condition in parse_company(cell):
            if condition.where == "written":
                yield 1 + VOWELS.index(condition.list), WRITTEN, 0, forbids
                continue
            for name in _named(condition, entry, homes, concepts):
                asked = lists.setdefault(name, len(lists))
                yield asked, _WHERE[condition.where], condition.words, forbids


def _named(
    condition: Condition, entry: Form, homes: dict[str, str], concepts: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the keys of the list, or of the concept wherever it is at home."""
    if condition.is_concept:
        return [key for key in concepts if key[1] == condition.list]
    return [(homes.get(condition.list, entry.lexicon), f"list:{condition.list}")]


def _belongs(
    entry: Entry, concept: tuple[str, str], lists: dict[tuple[str, str], int]
) -> list[tuple[int]]:
    if isinstance(entry, Neighbor):
        key = (entry.lexicon, f"list:{entry.list}")
    elif entry.kind == "except":
        return []
    else:
        key = concept
    return [(lists[key],)] if key in lists else []


def _packed(
    rows: Sequence[Sequence[tuple[int, ...]]], width: int
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    at = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(row) for row in rows], out=at[1:])
    return at, np.array([x for row in rows for x in row], np.int32).reshape(-1, width)


def _shapes(found: _Gathered) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    for number, (entry, spelling) in enumerate(zip(found.entries, found.spellings, strict=True)):
        for pattern in shapes_of(entry, spelling):
            yield number, pattern.words, pattern.prefixes


def shapes_of(entry: Entry, spelling: frozenset[str]) -> Iterable[Pattern]:
    """Return every written shape of an entry."""
    kind = "phrase" if entry.kind == "except" else entry.kind
    return patterns(entry.form, kind, entry.clitics, spelling, entry.endings)


def _automaton(found: _Gathered, spelling: frozenset[str]) -> Automaton:
    folder = cache_folder()
    name = f"automaton-{_content_key(found, spelling)}.npz"
    if folder is not None and (folder / name).is_file():
        try:
            with np.load(folder / name, allow_pickle=False) as kept:
                return from_arrays(dict(kept), spelling)
        except (OSError, ValueError, KeyError):
            pass  # a damaged file is made anew
    with _collector_paused():
        automaton = build_automaton(build_trie(_shapes(found), spelling), spelling)
    if folder is not None:
        _keep(folder / name, to_arrays(automaton))
    return automaton


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking a million small sets that all live on."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _keep(path: Path, arrays: dict[str, Any]) -> None:
    try:
        with whole_file(path) as partial, open(partial, "wb") as handle:
            np.savez(handle, **arrays)
    except OSError:
        pass  # a full disk costs speed, not the result


def _content_key(found: _Gathered, spelling: frozenset[str]) -> str:
    """Hash what the automaton is made of: the entries, the rules and the code that expands them."""
    digest = hashlib.sha256()
    home = Path(framing.__file__).parent
    reading = [f"reading/{n}.py" for n in ("trie", "classes", "states", "packing", "automaton")]
    for part in ("lexicon", "text", *reading):
        path = home / part
        for source in sorted(path.glob("*.py")) if path.is_dir() else [path]:
            digest.update(source.read_bytes())
    digest.update(repr(sorted(spelling)).encode())
    for entry, rules in zip(found.entries, found.spellings, strict=True):
        shape = (entry.form, entry.kind, entry.clitics, entry.endings, sorted(rules & WORD_RULES))
        digest.update(repr(shape).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
