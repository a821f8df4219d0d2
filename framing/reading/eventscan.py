"""The inner loop of event finding: compiled, over raw UTF-8, one step a character."""

from __future__ import annotations

import numpy as np

from framing.cache import compiled, within_compiled
from framing.reading.eventkinds import BREAK, COLON, HASH_PRIME, HASH_START, MARK, PAUSE, STOP, WORD
from framing.reading.letters import decode

OTHER, LETTER, SILENT, SPACE, NEWLINE, DOT, BANG, COMMA, TWO_DOTS, QUOTE, DIGIT = range(11)
COLUMNS = 5  # article, start, end, kind, item

_START, _PRIME = np.uint64(HASH_START), np.uint64(HASH_PRIME)


@within_compiled
def grown(value, code):  # type: ignore[no-untyped-def]
    """Return the hash of a word one letter longer (FNV-1a over code points)."""
    return (value ^ np.uint64(code)) * _PRIME


@within_compiled
def look_up(value, keys, items):  # type: ignore[no-untyped-def]
    """Return the item stored under a hash, or -1."""
    mask = np.uint64(len(keys) - 1)
    at = np.int64(value & mask)
    while keys[at] != 0:
        if keys[at] == value:
            return items[at]
        at = (at + 1) & np.int64(mask)
    return np.int32(-1)


@within_compiled
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


@within_compiled
def class_at(data, i, stop, classes):  # type: ignore[no-untyped-def]
    """Return the class of the character at byte ``i``, its code point and its size."""
    if i >= stop:
        return np.uint8(NEWLINE), np.int32(0), 0
    code, size = decode(data, i)
    return (classes[code] if code < 65536 else np.uint8(OTHER)), code, size


@within_compiled
def read_word(data, i, stop, classes, letters, more):  # type: ignore[no-untyped-def]
    """Return the hash of the word at byte ``i``, its letters, its characters and its end."""
    value, n_letters, n = _START, 0, 0
    class_, code, size = class_at(data, i, stop, classes)
    while class_ in (LETTER, SILENT):
        if class_ == LETTER:
            value = grown(value, letters[code])
            n_letters += 1
            if more[code] != 0:
                value = grown(value, more[code])
                n_letters += 1
        i += size
        n += 1
        class_, code, size = class_at(data, i, stop, classes)
    return value, n_letters, n, i


@within_compiled
def read_stops(data, i, stop, classes, previous, word_length):  # type: ignore[no-untyped-def]
    """Return the kind of the dots and signs at byte ``i``, how many they are and their end."""
    n_dots, bang, n = 0, False, 0
    class_, code, size = class_at(data, i, stop, classes)
    while i < stop and class_ in (DOT, BANG):
        n_dots += 2 if code == 0x2026 else 1
        bang = bang or class_ == BANG
        i += size
        n += 1
        class_, code, size = class_at(data, i, stop, classes)
    after_next = np.uint8(OTHER)
    if i < stop:
        after_next, _, _ = class_at(data, i + size, stop, classes)
    return stop_kind(n_dots, bang, previous, class_, after_next, word_length), n, i


@within_compiled
def read_space(data, i, stop, classes):  # type: ignore[no-untyped-def]
    """Return whether the space at byte ``i`` parts paragraphs, its characters and its end."""
    n, newline = 0, False
    class_, _, size = class_at(data, i, stop, classes)
    while i < stop and class_ in (SPACE, NEWLINE):
        newline = newline or class_ == NEWLINE
        i += size
        n += 1
        class_, _, size = class_at(data, i, stop, classes)
    return newline or n >= 3, n, i


@within_compiled
def kind_of_sign(class_):  # type: ignore[no-untyped-def]
    """Return the kind of a single sign, or -1 where it is no event."""
    if class_ == QUOTE:
        return MARK
    if class_ == COMMA:
        return PAUSE
    return COLON if class_ == TWO_DOTS else -1


@compiled
def scan_events(data, offsets, rows, classes, letters, more, keys, items, out):  # type: ignore[no-untyped-def]
    """Write the events of the named articles to ``out``; return how many there are.

    Counting goes on when ``out`` is full, so that the caller can come back with more room.
    """
    n, room = 0, out.shape[0]
    for row in rows:
        i, stop, j = offsets[row], offsets[row + 1], 0
        previous, word_length = np.uint8(OTHER), np.int64(0)
        while i < stop:
            class_, code, size = class_at(data, i, stop, classes)
            start, item, kind, n_chars = j, 0, -1, 1
            if class_ == LETTER:
                value, word_length, n_chars, i = read_word(data, i, stop, classes, letters, more)
                item = look_up(value, keys, items)
                kind = WORD if item >= 0 else -1
            elif class_ in (DOT, BANG):
                kind, n_chars, i = read_stops(data, i, stop, classes, previous, word_length)
                class_ = np.uint8(DOT)
            elif class_ in (SPACE, NEWLINE):
                parts, n_chars, i = read_space(data, i, stop, classes)
                kind = BREAK if parts else -1
                class_ = np.uint8(SPACE)
            else:
                kind = kind_of_sign(class_)
                i += size
                if kind == MARK:
                    item = code
                    if (code == 0x27 or code == 0x60) and i < stop and data[i] == code:
                        i, n_chars, item = i + 1, 2, 0x22  # doubled, it is a double mark
            previous = class_
            j += n_chars
            if kind >= 0:
                if n < room:
                    out[n, 0], out[n, 1], out[n, 2] = row, start, j
                    out[n, 3], out[n, 4] = kind, item
                n += 1
    return n
