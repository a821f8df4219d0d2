"""Title, lead, body, and what is not the article's prose: captions and page furniture.

Nothing is deleted: a region says how a stretch of the text is to be counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from framing.reading.words import fold, words_of


class Region(NamedTuple):
    """A stretch of the text and its kind; the regions of a text leave no gap."""

    start: int
    end: int
    name: str


# A line that holds only this (a few words may follow) heads a list of links or an appeal:
# everything after it is furniture, to the end or to the next real paragraph.
_HEADINGS = re.compile(
    r"^\W*(مقالات ذات صله|مقالات متعلقه|مواضيع ذات صله|مواضيع متعلقه|اخبار ذات صله|اخبار متعلقه"
    r"|روابط ذات صله|موضوعات ذات صله|موضوعات متعلقه|اقرا ايضا|اقرا ايضا في|المزيد حول هذه القصه"
    r"|المزيد من"
    r"|اقرا المزيد|شاهد ايضا|قد يعجبك|قد يهمك|الاكثر قراءه|التعليقات|اضف تعليق|مواد ذات صله|ذات صله"
    r"|انشر|شارك"
    r"|شارك الموضوع|شارك المقال|تبرع|الوسوم|الكلمات المفتاحيه|كلمات مفتاحيه|وسوم|×)\b"
)
# A line of its own that is furniture wherever it stands.
_LINES = re.compile(
    r"^\W*(tag icon\b.*|//\s*انتهي\s*//.*|انتهي|\d{1,2}:\d\d\s*(ت م|جمت|غرينتش)?|طباعه|ارسال|مشاركه"
    r"|تابع\w* .{0,80} (علي|عبر)\s*:?.{0,60}|رابط الخبر .*|المزيد|التفاصيل|share|tweet|print"
    r"|اضغط هنا.*|ادعم .{0,30})\W*$",
    re.IGNORECASE,
)
_CAPTIONS = re.compile(
    r"مصدر الصوره|camera icon|صوره ارشيفيه|\((ا ?ف ?ب|رويترز|ا ?ب|الاناضول|غيتي|getty)\)\W*$"
    r"|-\s*\d{1,2} \w+( \w+)? \d{4}\s*-\s*\([^)]*\)\W*$|pic\.twitter\.com",
    re.IGNORECASE,
)
# From here to the end of its line nothing is the article's.
_TAIL = re.compile(
    r"(?:\.{3}|…)\s*المزيد\s*$|(?:^|(?<=[.؟!»”\"\s]))(?:رابط الخبر بصحيفة|سمات )(?=\S)[^.]*$"
    r"|\s//\s*انتهى\s*//.*$"
)
_DATE = re.compile(
    r"^\W*(?:(?:السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه)\W*)?"
    r"\d{1,2}\W+\w+(?: \w+)?\W+\d{4}"
    r"(?:\W+\d{1,2}:\d\d)?\W*(?:هـ?|م)?\W*$"
)
_DATELINE = re.compile(
    r"^\s*(?:[\w\u0640،, ]{2,40}\d{1,2} \w+(?: \w+)? \d{4} ?هـ? (?:ال)?موافق .{5,40}(?:واس|وام)\s*$"
    r"|[^\n.:]{2,60}\((?:CNN|رويترز|أ ?ف ?ب|ا ?ف ?ب|د ?ب ?أ|وام|واس|كونا|الأناضول)\)\s*[-–—:]{0,2}"
    r"|[^\n.:()،]{2,40}[-–—] ?(?:رويترز|أ ف ب|د ب أ|وكالات|سبق|متابعة|متابعات|واس)\s*[-–—:]+)"
)
_SENTENCE = re.compile(r"[.!؟?:»”\"…]\s*$")


def find_regions(text: str, title: str = "", body_start: int = 0, author: str = "") -> list[Region]:
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

    Returns
    -------
    list of Region
        In order, from 0 to ``len(text)``.

    Examples
    --------
    >>> [r.name for r in find_regions("عنوان\n\nمتن أول.\nمتن ثان.", "عنوان", 7)]
    ['title', 'lead', 'body']
    """
    if not text:
        return []
    regions = [Region(0, body_start, "title")] if body_start > 0 else []
    reader = _Lines(title, author)
    for start, end in _lines(text, max(0, body_start)):
        for piece in reader.read(text, start, end):
            if piece.end > piece.start:
                _append(regions, piece)
    return regions


def _append(regions: list[Region], piece: Region) -> None:
    if regions and regions[-1].name == piece.name:
        regions[-1] = Region(regions[-1].start, piece.end, piece.name)
    else:
        regions.append(piece)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end


class _Lines:
    """Name the regions of one line after another; knows what came before."""

    def __init__(self, title: str, author: str) -> None:
        self.title = words_of(title)
        self.author = words_of(author)
        self.n_prose = 0
        self.tail = False

    def read(self, text: str, start: int, end: int) -> list[Region]:
        """Return the pieces of the line ``text[start:end]``."""
        line = text[start:end]
        if not line.strip():
            return [Region(start, end, self._prose() if not self.tail else "boilerplate")]
        name = self._line_name(line)
        if name:
            return [Region(start, end, name)]
        head = self._head_length(line)
        tail = _TAIL.search(line, head)
        cut = start + tail.start() if tail else end
        pieces = [Region(start, start + head, "boilerplate")]
        prose = self._prose()
        if text[start + head : cut].strip():
            self.n_prose += 1
        return [*pieces, Region(start + head, cut, prose), Region(cut, end, "boilerplate")]

    def _prose(self) -> str:
        return "body" if self.n_prose else "lead"

    def _line_name(self, line: str) -> str:
        """Return the region of a line that is not prose at all, or nothing."""
        folded = fold(line).strip()
        words = words_of(line)
        if self.tail:
            if len(words) > 25 and _SENTENCE.search(line):
                self.tail = False
            else:
                return "boilerplate"
        if _HEADINGS.match(folded) and len(words) <= 8:
            self.tail = True
            return "boilerplate"
        if self._repeats_title(words) or _LINES.match(folded) or _DATE.match(folded):
            return "boilerplate"
        if _CAPTIONS.search(folded) and len(words) <= 60:
            return "caption"
        if not self.n_prose and self._is_byline(line, words):
            return "boilerplate"
        return ""

    def _repeats_title(self, words: list[str]) -> bool:
        n = len(self.title)
        if n < 3 or len(words) < 3:
            return False
        longer = words[:n] == self.title and len(words) <= n + 6
        return longer or (len(words) >= 0.6 * n and words == self.title[: len(words)])

    def _is_byline(self, line: str, words: list[str]) -> bool:
        """Tell a byline, section or dateline of its own before the first paragraph."""
        if self.author and words == self.author:
            return True
        if len(words) > 14 or re.search(r"[.؟!]\s*$", line):
            return False
        if _DATELINE.match(line) and len(words) <= 14:
            return True
        return len(words) <= 8 and (bool(re.search(r"[-–—(|/]", line)) or len(words) <= 4)

    def _head_length(self, line: str) -> int:
        """Return how much of a prose line's beginning is its dateline or byline."""
        if self.n_prose:
            return 0
        found = _DATELINE.match(line)
        if found:
            return found.end()
        colon = line.find(":", 0, 90)
        if colon > 0 and self.author and words_of(line[:colon]) == self.author:
            return colon + 1
        return 0
