"""The inner loop of event finding: compiled, over raw UTF-8, one step a character."""

from __future__ import annotations

import numpy as np

from framing.cache import compiled
from framing.reading.eventkinds import BREAK, COLON, MARK, PAUSE, STOP, WORD
from framing.reading.letters import decode

OTHER, LETTER, SILENT, SPACE, NEWLINE, DOT, BANG, COMMA, TWO_DOTS, QUOTE, DIGIT = range(11)
COLUMNS = 5  # article, start, end, kind, item

FIRST = np.uint64(14695981039346656037)
PRIME = np.uint64(1099511628211)


@compiled(inline="always")
def grown(value, code):  # type: ignore[no-untyped-def]
    """Return the hash of a word one letter longer (FNV-1a over code points)."""
    return (value ^ np.uint64(code)) * np.uint64(1099511628211)


@compiled()
def look_up(value, keys, items):  # type: ignore[no-untyped-def]
    """Return the item stored under a hash, or -1."""
    mask = np.uint64(len(keys) - 1)
    at = np.int64(value & mask)
    while keys[at] != 0:
        if keys[at] == value:
            return items[at]
        at = (at + 1) & np.int64(mask)
    return np.int32(-1)


@compiled()
def stop_kind(n_dots, has_bang, before, after, after_next, word_length):  # type: ignore[no-untyped-def]
    """Tell a sentence's end from a pause: dots in a word, after an initial, or doubled."""
    if has_bang:
        return STOP
    if n_dots != 1:
        return PAUSE
    if after == COMMA:
        return PAUSE
    if after == LETTER:
        return STOP if word_length > 2 and after_next == LETTER else PAUSE
    if after == DIGIT and before == DIGIT:
        return PAUSE
    return PAUSE if before == LETTER and word_length == 1 else STOP


@compiled()
def class_at(data, i, stop, classes):  # type: ignore[no-untyped-def]
    """Return the class of the character at byte ``i`` and the byte after it."""
    if i >= stop:
        return np.uint8(NEWLINE), i
    code, size = decode(data, i)
    return (classes[code] if code < 65536 else np.uint8(OTHER)), i + size


@compiled()
def scan_events(data, offsets, rows, classes, letters, more, keys, items, out):  # type: ignore[no-untyped-def]
    """Write the events of the named articles to ``out``; return how many there are.

    Counting goes on when ``out`` is full, so that the caller can come back with more room.
    """
    n = 0
    room = out.shape[0]
    for row in rows:
        i, stop, j = offsets[row], offsets[row + 1], 0
        previous, word_length = OTHER, 0
        while i < stop:
            code, size = decode(data, i)
            class_ = classes[code] if code < 65536 else OTHER
            start, item, kind = j, 0, -1
            if class_ == LETTER:
                value = np.uint64(14695981039346656037)
                word_length = 0
                while class_ in (LETTER, SILENT):
                    if class_ == LETTER:
                        value = grown(value, letters[code])
                        word_length += 1
                        if more[code] != 0:
                            value = grown(value, more[code])
                            word_length += 1
                    i += size
                    j += 1
                    if i >= stop:
                        break
                    code, size = decode(data, i)
                    class_ = classes[code] if code < 65536 else OTHER
                previous = LETTER
                item = look_up(value, keys, items)
                if item < 0:
                    continue
                kind = WORD
            elif class_ in (DOT, BANG):
                n_dots, bang = 0, False
                while class_ in (DOT, BANG):
                    n_dots += 2 if code == 0x2026 else 1
                    bang = bang or class_ == BANG
                    i += size
                    j += 1
                    class_ = NEWLINE
                    if i < stop:
                        code, size = decode(data, i)
                        class_ = classes[code] if code < 65536 else OTHER
                after_next = OTHER
                if i < stop:
                    after_next, _ = class_at(data, i + size, stop, classes)
                kind = stop_kind(n_dots, bang, previous, class_, after_next, word_length)
                previous = DOT
            elif class_ in (SPACE, NEWLINE):
                n_spaces, newline = 0, False
                while class_ in (SPACE, NEWLINE):
                    n_spaces += 1
                    newline = newline or class_ == NEWLINE
                    i += size
                    j += 1
                    if i >= stop:
                        break
                    code, size = decode(data, i)
                    class_ = classes[code] if code < 65536 else OTHER
                previous = SPACE
                if not newline and n_spaces < 3:
                    continue
                kind = BREAK
            else:
                first = code
                i += size
                j += 1
                previous = class_
                if class_ == QUOTE:
                    kind, item = MARK, code
                    if (code in (0x27, 0x60)) and i < stop and data[i] == first:
                        i, j, item = i + 1, j + 1, 0x22
                elif class_ == COMMA:
                    kind = PAUSE
                elif class_ == TWO_DOTS:
                    kind = COLON
                else:
                    continue
            if n < room:
                out[n, 0], out[n, 1], out[n, 2], out[n, 3], out[n, 4] = row, start, j, kind, item
            n += 1
    return n
