"""One pass over a text that finds everything the voice rules look at, in order."""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.reading.cues import Entry, entries, governors
from framing.reading.words import LETTER, fold

WORD, BREAK, STOP, PAUSE, COLON, MARK = range(6)

MARKS = "\"“”„‟«»‹›‘’‚‛'`´〝〞＂"


class Event(NamedTuple):
    """A place in the text that may change the voice."""

    start: int
    end: int
    kind: int
    entry: Entry | None


_TOKEN = re.compile(
    rf"(?P<word>[{LETTER}]+)"
    r"|(?P<line>\n|[^\S\n]{3,})"
    r"|(?P<stop>[.!?؟…]+)"
    r"|(?P<pause>[,،;؛])"
    r"|(?P<colon>:)"
    r"|(?P<mark>''|``|,,|[" + re.escape(MARKS) + "])"
)
_KINDS = {"word": WORD, "line": BREAK, "stop": STOP, "pause": PAUSE, "colon": COLON, "mark": MARK}
_seen: dict[str, Entry | None] = {}
_SEEN_AT_MOST = 300_000


def find_events(text: str, start: int = 0, end: int | None = None) -> list[Event]:
    """Return the events of ``text[start:end]`` in order.

    Examples
    --------
    >>> [text_event.kind for text_event in find_events("قال: نعم.")]
    [0, 4, 2]
    """
    if len(_seen) > _SEEN_AT_MOST:
        _seen.clear()
    events: list[Event] = []
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        name = found.lastgroup
        if name == "word":
            word = found[0]
            try:
                entry = _seen[word]
            except KeyError:
                entry = _seen[word] = _entry_of(word)
            if entry is not None:
                events.append(Event(found.start(), found.end(), WORD, entry))
        elif name == "stop":
            events.append(Event(found.start(), found.end(), _stop_kind(text, found), None))
        else:
            events.append(Event(found.start(), found.end(), _KINDS[name or ""], None))
    return events


def _entry_of(word: str) -> Entry | None:
    folded = fold(word)
    known = entries().get(folded)
    if known is not None:
        return known
    bare = folded[1:] if folded[:1] in "وف" else folded
    if bare in governors():
        return Entry(6, None, bare != folded, False)
    return None


def _stop_kind(text: str, found: re.Match[str]) -> int:
    """Tell a sentence's end from a pause: dots inside a word, after an initial, or doubled."""
    dots = found[0]
    if "." not in dots or any(mark in dots for mark in "!?؟"):
        return STOP if dots != "…" else PAUSE
    if len(dots) > 1:
        return PAUSE
    after = text[found.end() : found.end() + 2]
    if after[:1] in {"،", ","}:
        return PAUSE
    before = re.search(rf"[{LETTER}0-9]*$", text[max(0, found.start() - 12) : found.start()])
    word = before[0] if before else ""
    if after[:1].isalpha():
        return STOP if len(word) > 2 and after[1:].isalpha() else PAUSE
    if after[:1].isdigit() and word[-1:].isdigit():
        return PAUSE
    return PAUSE if len(word) == 1 and word.isalpha() else STOP
