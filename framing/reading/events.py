"""What the voice rules look at in a text: words of saying, stops, marks, in order."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from framing.reading.cues import Entry, entries


class Events(NamedTuple):
    """The events of one text, column by column, in order."""

    start: list[int]
    end: list[int]
    kind: list[int]  # as in eventkinds; a word has the kind of its entry
    item: list[int]  # a word's number in ``known_words()``, a mark's code point


@lru_cache(maxsize=1)
def known_words() -> tuple[Entry, ...]:
    """Return what every known word is to the voice rules, by number."""
    return tuple(entries().values())
