"""Title, lead, body, and what is not the article's prose: captions and page furniture.

Nothing is deleted: a region says how a stretch of the text is to be counted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from framing.reading.furniture import (
    DATELINE,
    NOTHING,
    Learned,
    by_first_word,
    cut_signs,
    is_caption,
    is_caption_head,
    is_stamp,
    line_key,
    phrases,
)
from framing.reading.words import fold, fold_line, words_of

_SHORT = 200  # characters; a longer line is prose, but for its ends
_LONG_CAPTION = 60  # words
_LONG_LINK = 25
_SHORT_PROSE = 6  # words of a line that ends with a full stop
_HEAD_WORDS = 10
_BYLINES = 4  # lines; more of them are a list
_ENDS = re.compile(r"[.!؟?:»”\"…]\s*$")
_STOPS = '.؟!?»”"…)'
_STOP_INSIDE = re.compile(r"[.؟!]\s+\S+\s+\S")
_MORE = re.compile(r"(?:\.{3}|…)\s*المزيد\s*$")


class Region(NamedTuple):
    """A stretch of the text and its kind; the regions of a text leave no gap."""

    start: int
    end: int
    name: str


def find_regions(
    text: str,
    title: str = "",
    body_start: int = 0,
    author: str = "",
    learned: Learned = NOTHING,
) -> list[Region]:
    r"""Split a text into regions without gap or overlap.

    Parameters
    ----------
    text : str
        The article as it stands, furniture included.
    title : str
        Its title; a line of the body that repeats it is furniture.
    body_start : int
        Where the body begins; what comes before is the title.
    author : str
        The byline, when the source gives it apart; repeated in the text it is furniture.
    learned : Learned
        What the outlet's articles repeat.

    Returns
    -------
    list of Region
        In order, from 0 to ``len(text)``.

    Examples
    --------
    >>> [r.name for r in find_regions("عنوان\n\nمتن أول.\nمتن ثان.", "عنوان", 7)]
    ['title', 'lead', 'body']
    """
    body_start = min(max(body_start, 0), len(text))
    reader = _Lines(text, title, author, learned)
    reader.add(0, body_start, "title")
    start = body_start
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        reader.read(start, end)
        start = end
    return reader.regions


class _Lines:
    """Names the regions of one line after another; knows what came before."""

    def __init__(self, text: str, title: str, author: str, learned: Learned) -> None:
        self.text = text
        self.title = words_of(title)
        self.author = words_of(author)
        self.learned = learned
        self.prose = "lead"
        self.n_bylines = 0
        self.links = False  # within a list of links or an appeal
        self.captioned = False  # a caption comes next
        self.regions: list[Region] = []
        self.may_cut = any(sign in text for sign in cut_signs())

    def add(self, start: int, end: int, name: str) -> None:
        """Append a stretch, joined to one of the same name before it."""
        if end <= start:
            return
        if self.regions and self.regions[-1].name == name:
            start = self.regions.pop().start
        self.regions.append(Region(start, end, name))

    def read(self, start: int, end: int) -> None:
        """Name the pieces of the line ``text[start:end]``."""
        line = self.text[start:end]
        bare = line.strip()
        if not bare:
            self.add(start, end, "boilerplate" if self.links else self.prose)
            return
        name = self._name(bare) if len(bare) < _SHORT or self.links else ""
        if name:
            self.add(start, end, name)
            return
        head = self._head(line) if self.prose == "lead" else 0
        if head > 0 and len(line) < _SHORT and self._is_byline(line[head:].strip()):
            head = len(line)
        tail = self._tail(line, head) if self.may_cut or self.learned.ends else len(line)
        self.add(start, start + head, "boilerplate")
        if line[head:tail].strip():
            self.add(start + head, start + tail, self.prose)
            self.prose = "body"
        else:
            self.add(start + head, start + tail, "boilerplate")
        self.add(start + tail, end, "boilerplate")

    def _name(self, line: str) -> str:
        """Return the region of a line that is no prose at all, or nothing."""
        n_words = line.count(" ") + 1
        if self.links:
            if not self._resumes(line, n_words):
                return "boilerplate"
            self.links = False
            if n_words > _LONG_LINK:
                return ""
        folded = fold_line(line.lower())
        if self.captioned:
            self.captioned = False
            if n_words <= _LONG_CAPTION // 2:
                return "caption"
        if is_caption_head(folded):
            self.captioned = True
            return "caption"
        if self._listed(folded) or line_key(line) in self.learned.lines:
            return "boilerplate"
        if is_stamp(folded) or self._repeats_title(line, n_words):
            return "boilerplate"
        if n_words <= _LONG_CAPTION and is_caption(folded):
            return "caption"
        if self.prose == "lead" and self.n_bylines < _BYLINES and self._is_byline(line):
            self.n_bylines += 1
            return "boilerplate"
        return ""

    def _resumes(self, line: str, n_words: int) -> bool:
        """Tell whether a line after a list of links is prose: links end without a full stop."""
        if n_words > _LONG_LINK:
            return bool(_ENDS.search(line))
        shortest = _SHORT_PROSE if self.prose == "lead" else 2 * _SHORT_PROSE
        return n_words >= shortest and line.rstrip('»”"’) ').endswith(".")

    def _listed(self, folded: str) -> bool:
        words = folded.strip(" \t:*-–•|#/.،\u00a0").split()
        first = words[0].rstrip(":") if words else ""
        for place, phrase in by_first_word().get(first, ()):
            n = len(phrase)
            if tuple(word.strip(":،.") for word in words[:n]) != phrase:
                continue
            told = any(word.endswith(":") for word in words[n - 1 : -1])  # الوسوم: كذا
            if place == "heading" and len(words) <= n + 4:
                self.links = self.links or not told
                return True
            if place == "link" and ":" in words[n - 1][-1:] + "".join(words[n : n + 1])[:1]:
                return True  # one link, with its text in the same line
            if place == "line" and len(words) <= (n + 8 if n > 1 else 3):
                return True
        return False

    def _repeats_title(self, line: str, n_words: int) -> bool:
        n = len(self.title)
        if n < 3 or n_words < 3 or n_words > 2 * n + 12:
            return False
        words = words_of(line)
        longer = words[:n] == self.title and len(words) <= n + 6
        return longer or (len(words) >= 0.6 * n and words == self.title[: len(words)])

    def _is_byline(self, line: str) -> bool:
        """Tell a byline, section or dateline of its own before the first paragraph."""
        words = words_of(line)
        if self.author and words == self.author:
            return True
        if len(words) > 14 or ". " in line or line.endswith((".", "؟", "!", ":")):
            return False
        if DATELINE.match(line):
            return True
        return len(words) <= 8 and (any(sign in line for sign in "-–—|/") or len(words) <= 4)

    def _head(self, line: str) -> int:
        """Return how much of the first prose line is its dateline, byline or furniture."""
        start = self._fixed_head(line)
        colon = line.find(":", start, start + 90)
        if colon > 0 and self.author and words_of(line[start:colon]) == self.author:
            return colon + 1
        found = DATELINE.match(line[start : start + 120])
        return start + found.end() if found else start

    def _fixed_head(self, line: str) -> int:
        """Return where a beginning ends that is listed, or that the outlet's articles share."""
        words = line[:150].split()[:_HEAD_WORDS]
        folded = [fold(word.lower()) for word in words] if words else []
        n = next(
            (len(known) for known in phrases()["head"] if tuple(folded[: len(known)]) == known), 0
        )
        if self.learned.beginnings:
            shared = (
                k
                for k in range(len(words), 1, -1)
                if " ".join(words[:k]) in self.learned.beginnings
            )
            n = max(n, next(shared, 0))
        at = 0
        for word in words[:n]:
            at = line.find(word, at) + len(word)
        return at

    def _tail(self, line: str, head: int) -> int:
        """Return where the furniture at the end of a prose line begins."""
        more = _MORE.search(line, max(head, len(line) - 40))
        if more:
            return more.start()
        for sign in cut_signs():
            at = line.rfind(sign, head)
            if at >= head and self._is_cut(line, head, at):
                return at
        return self._shared_end(line, head) if self.learned.ends else len(line)

    def _shared_end(self, line: str, head: int) -> int:
        words = line[-150:].split()
        for n in range(min(_HEAD_WORDS, len(words)), 1, -1):
            if " ".join(words[-n:]) in self.learned.ends:
                at = len(line)
                for word in reversed(words[-n:]):
                    at = line.rfind(word, 0, at)
                return max(head, at)
        return len(line)

    @staticmethod
    def _is_cut(line: str, head: int, at: int) -> bool:
        """Tell whether furniture begins here: after a full stop, and with none of its own."""
        before = line[head:at].rstrip()
        return (not before or before[-1] in _STOPS) and not _STOP_INSIDE.search(line, at + 5)
