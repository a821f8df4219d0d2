"""Automata, kept between runs in a file named after what they are made of."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

import framing
from framing.cache import cache_folder
from framing.lexicon.entry import Form, Neighbor
from framing.lexicon.inflect import Pattern, patterns
from framing.outputs import whole_file
from framing.reading.automaton import Automaton, build_automaton, from_arrays, to_arrays
from framing.reading.trie import build_trie
from framing.text.spelling import WORD_RULES

Entry = Form | Neighbor


def kept_automaton(
    entries: Sequence[Entry], spellings: Sequence[frozenset[str]], spelling: frozenset[str]
) -> Automaton:
    """Return the automaton of some entries: the one kept from an earlier run, or a new one.

    Parameters
    ----------
    entries : sequence of Form and Neighbor
        Their places are the numbers in hits.
    spellings : sequence of frozenset of str
        The spelling rules of each entry's lexicon.
    spelling : frozenset of str
        The rules that all of them share.
    """
    file = automaton_file(entries, spellings, spelling)
    if file is not None and file.is_file():
        try:
            with np.load(file, allow_pickle=False) as kept:
                return from_arrays(dict(kept), spelling)
        except (OSError, ValueError, KeyError):
            pass  # a damaged file is made anew
    with _collector_paused():
        automaton = build_automaton(build_trie(_shapes(entries, spellings), spelling), spelling)
    if file is not None:
        _keep(file, to_arrays(automaton))
    return automaton


def automaton_file(
    entries: Sequence[Entry], spellings: Sequence[frozenset[str]], spelling: frozenset[str]
) -> Path | None:
    """Return where the automaton of some entries is kept, or None where none can be."""
    folder = cache_folder()
    if folder is None:
        return None
    return folder / f"automaton-{_content_key(entries, spellings, spelling)}.npz"


def shapes_of(entry: Entry, spelling: frozenset[str]) -> Iterable[Pattern]:
    """Return every written shape of an entry."""
    kind = "phrase" if entry.kind == "except" else entry.kind
    return patterns(entry.form, kind, entry.clitics, spelling, entry.endings)


def shape_key(entry: Entry, rules: str) -> tuple[str, ...]:
    """Return what decides an entry's written shapes; ``rules`` names the word rules that are on."""
    return entry.form, entry.kind, entry.clitics, entry.endings, rules


def _shapes(
    entries: Sequence[Entry], spellings: Sequence[frozenset[str]]
) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    for number, (entry, spelling) in enumerate(zip(entries, spellings, strict=True)):
        for pattern in shapes_of(entry, spelling):
            yield number, pattern.words, pattern.prefixes


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


def _content_key(
    entries: Sequence[Entry], spellings: Sequence[frozenset[str]], spelling: frozenset[str]
) -> str:
    """Hash what the automaton is made of: the entries, the rules and the code that expands them."""
    digest = hashlib.sha256()
    home = Path(framing.__file__).parent
    for folder in ("lexicon", "text", "reading"):
        for source in sorted((home / folder).glob("*.py")):
            digest.update(source.read_bytes())
    digest.update(repr(sorted(spelling)).encode())
    for entry, its in zip(entries, spellings, strict=True):
        key = shape_key(entry, " ".join(sorted(its & WORD_RULES)))
        digest.update(repr(key).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
