"""One pass over the texts that finds everything the voice rules look at, in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.reading.cues import entries
from framing.reading.eventkinds import HASH_PRIME, HASH_START, WORD
from framing.reading.events import Events, known_words

MARKS = "\"“”„‟«»‹›‘’‚‛'`´〝〞＂{}"


def find_events(texts: Any, rows: Sequence[int] | NDArray[Any] | None = None) -> list[Events]:
    """Find the events of some texts.

    Parameters
    ----------
    texts : sequence of str, or Arrow array
        The articles' texts, untouched.
    rows : sequence of int, optional
        The ones to read; all by default.

    Returns
    -------
    list of Events
        One for each of ``rows``.

    Examples
    --------
    >>> find_events(["قال: نعم."])[0].end
    [3, 4, 9]
    """
    from framing.reading.eventscan import COLUMNS, scan_events
    from framing.reading.scan import utf8_buffers

    data, offsets = utf8_buffers(texts)
    chosen = np.arange(len(offsets) - 1) if rows is None else np.asarray(rows, np.int64)
    tables = _tables()
    room = 1024 + int((offsets[chosen + 1] - offsets[chosen]).sum()) // 24
    while True:
        out = np.empty((room, COLUMNS), np.int32)
        n = scan_events(data, offsets, chosen, *tables, out)
        if n <= room:
            return _by_article(out[:n], chosen)
        room = n


def _by_article(found: NDArray[np.int32], rows: NDArray[Any]) -> list[Events]:
    kinds = np.array([entry.kind for entry in known_words()], np.int32)
    is_word = found[:, 3] == WORD
    found[is_word, 3] = kinds[found[is_word, 4]]
    # Rows may come in any order and more than once: runs of equal numbers are cut apart.
    changes = np.flatnonzero(np.diff(found[:, 0])) + 1
    bounds = [0, *changes.tolist(), len(found)] if len(found) else [0]
    columns = [found[:, k].tolist() for k in range(1, 5)]
    by_row: dict[int, Events] = {}
    for a, b in zip(bounds, bounds[1:], strict=False):
        by_row[int(found[a, 0])] = Events(*(column[a:b] for column in columns))
    empty = Events([], [], [], [])
    return [by_row.get(int(row), empty) for row in rows]


@lru_cache(maxsize=1)
def _tables() -> tuple[NDArray[Any], ...]:
    """Return character classes, the letters they are read as, and the hashed words."""
    from framing.reading import eventscan as scan
    from framing.text.spelling import classify

    classes = np.zeros(65536, np.uint8)
    letters = np.zeros(65536, np.uint16)
    more = np.zeros(65536, np.uint16)
    for low, high in ((0x600, 0x700), (0x750, 0x780), (0x8A0, 0x900), (0xFB50, 0xFE00),
                      (0xFE70, 0xFF00), (0x200B, 0x2010)):  # fmt: skip
        for code in range(low, high):
            kind, read = classify(chr(code))
            if kind == "letter" and 0 < len(read) < 3:
                classes[code] = scan.LETTER
                letters[code], more[code] = _pair(read)
            elif kind in ("mark_on_letter", "hamza", "control"):
                classes[code] = scan.SILENT
            elif kind == "digit":
                classes[code] = scan.DIGIT
    for chars, class_ in (
        ("0123456789", scan.DIGIT), (" \t\r\u00a0\u2002\u2003\u2009\u202f\u3000", scan.SPACE),
        ("\n\x0b\x0c\x85\u2028\u2029", scan.NEWLINE), (".…", scan.DOT), ("!?؟", scan.BANG),
        (",،;؛", scan.COMMA), (":", scan.TWO_DOTS), (MARKS, scan.QUOTE),
    ):  # fmt: skip
        classes[[ord(char) for char in chars]] = class_
    return (classes, letters, more, *_hashed(letters, more))


def _pair(read: str) -> tuple[int, int]:
    read = read.replace("ة", "ه")
    return ord(read[0]), ord(read[1]) if len(read) > 1 else 0


def _hashed(letters: NDArray[Any], more: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Put the known words into an open hash table, four times as large as they need."""
    words = list(entries())
    size = 1 << (4 * len(words)).bit_length()
    keys, items = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    for number, word in enumerate(words):
        value = HASH_START
        for char in word:
            code = int(letters[ord(char)])
            value = ((value ^ code) * HASH_PRIME) & 0xFFFFFFFFFFFFFFFF
        at = value & (size - 1)
        while keys[at]:
            at = (at + 1) & (size - 1)
        keys[at], items[at] = value, number
    return keys, items
