"""Which lines of a saved page are not the article's prose.

The phrases are rows of ``lexicons/voice/furniture.csv``; what follows a pattern of digits (dates,
datelines) is told here. Where many articles of one outlet are at hand, what they repeat is
learned: a line of at most twelve words that stands in at least five of them and three in a
thousand, and beginnings or ends of two to ten words that at least ten and three in a hundred
share.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from framing.reading.cues import voice_rows
from framing.reading.words import fold

_STAMP = 40  # characters in which a date's digits begin
LINE_ARTICLES, LINE_SHARE, LINE_WORDS = 5, 0.003, 12
ENOUGH = 1000  # articles; of more, a part is looked at
EDGE_ARTICLES, EDGE_SHARE, EDGE_WORDS = 10, 0.03, 10

DATE = re.compile(
    r"^\W*(?:(?:السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه)\W*)?"
    r"\d{1,2}\W+\w+(?: \w+)?\W+\d{4}(?:\W+\d{1,2}:\d\d)?\W*(?:هـ?|م)?\W*$"
)
CLOCK = re.compile(r"^\W*\d{1,2}:\d\d\s*(?:ت م|جمت|غرينتش|ص|م)?\W*$")
DATED_CAPTION = re.compile(
    r"-\s*\d{1,2} \w+( \w+)? \d{4}\s*-\s*\([^)]*\)\W*$"
    r"|[^.؟!\s]\s*\((?:ا ?ف ?ب|رويترز|ا ?ب|اسوشيتد برس|الاناضول|غيتي|getty(?: images)?|afp|ap|"
    r"reuters|سانا|مواقع التواصل(?: الاجتماعي)?|ارشيف(?:يه)?|انترنت|الانترنت)\)\s*$",
    re.IGNORECASE,
)
ARCHIVED = re.compile(r"[-–—:|،,]\s*(?:صوره? )?ارشيف(?:يه)?$")
_PLATFORMS = "تويتر|فيسبوك|تلغرام|تليغرام|واتساب|يوتيوب|انستغرام|انستجرام|جوجل|غوغل|نبض|twitter"
FOLLOW = re.compile(rf"^\W*تابع\w* .{{0,90}}\b(?:علي|عبر)\b.{{0,60}}(?::|{_PLATFORMS})")
_AGENCY = "CNN|رويترز|أ ?\\.?ف ?\\.?ب|ا ?ف ?ب|د ?\\.?ب ?\\.?أ|وام|واس|كونا|الأناضول|بنا|قنا|سبأ"
DATELINE = re.compile(
    r"^\s*(?:[\w\u0640،, ]{2,40}\d{1,2} \w+(?: \w+)? \d{4} ?هـ? (?:ال)?موافق .{5,40}(?:واس|وام)\s*$"
    rf"|[^\n.:]{{2,60}}\((?:{_AGENCY})\)\s*[-–—:]+"
    rf"|[^\n.:()،]{{2,40}}[-–—] ?(?:{_AGENCY}|وكالات|سبق|متابعة|متابعات)"
    r"\s*(?:[-–—]+(?:[^\n.:،]{2,20}:)?|:))"
)


@lru_cache(maxsize=1)
def phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the folded phrases of each place, as words.

    Examples
    --------
    >>> ("مقالات", "ذات", "صله") in phrases()["heading"]
    True
    """
    table: dict[str, list[tuple[str, ...]]] = {}
    for row in voice_rows("furniture"):
        table.setdefault(row["place"], []).append(tuple(fold(row["form"].lower()).split()))
    return {place: tuple(rows) for place, rows in table.items()}


@lru_cache(maxsize=1)
def cut_signs() -> tuple[str, ...]:
    """Return what begins the furniture at the end of a line, as it is written.

    Examples
    --------
    >>> "رابط الخبر بصحيفة" in cut_signs()
    True
    """
    rows = voice_rows("furniture")
    return tuple(row["form"] for row in rows if row["place"] in ("tail", "more"))


@lru_cache(maxsize=1)
def by_first_word() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Return the phrases that begin a line, with their place, by their first word."""
    table: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for place in ("heading", "link", "line"):
        for words in phrases()[place]:
            table.setdefault(words[0], []).append((place, words))
    return {first: tuple(rows) for first, rows in table.items()}


def is_stamp(folded: str) -> bool:
    """Tell whether a folded line is a date, a time or a call to follow.

    Examples
    --------
    >>> is_stamp("الاربعاء، 15 نوفمبر 2017"), is_stamp("وصلت 15 سفينه")
    (True, False)
    """
    if FOLLOW.match(folded):
        return True
    dated = any(digit in folded[:_STAMP] for digit in "0123456789٠١٢٣٤٥٦٧٨٩")
    return dated and bool(DATE.match(folded) or CLOCK.match(folded))


def is_caption(folded: str) -> bool:
    """Tell whether a folded line is a caption, a credit or an embedded post.

    Examples
    --------
    >>> is_caption("سفينه في المرفا مصدر الصوره ميدان")
    True
    """
    if any(phrase in folded for phrase in _caption_phrases()):
        return True
    if folded.endswith(")"):
        return bool(DATED_CAPTION.search(folded))
    return folded.endswith(("ارشيف", "ارشيفيه")) and bool(ARCHIVED.search(folded))


def is_caption_head(folded: str) -> bool:
    """Tell whether a folded line stands alone over a caption or credit.

    Examples
    --------
    >>> is_caption_head("image caption"), is_caption_head("تعليق الحكومه")
    (True, False)
    """
    return tuple(folded.strip(" :،,").split()) in phrases()["caption head"]


@lru_cache(maxsize=1)
def _caption_phrases() -> tuple[str, ...]:
    return tuple(" ".join(words) for words in phrases()["caption"])


@dataclass(frozen=True)
class Learned:
    """What the articles of one outlet repeat."""

    lines: frozenset[str] = field(default_factory=frozenset)
    beginnings: frozenset[str] = field(default_factory=frozenset)
    ends: frozenset[str] = field(default_factory=frozenset)


NOTHING = Learned()


def learn_furniture(texts: Sequence[str], starts: Iterable[int]) -> Learned:
    r"""Learn what the articles of one outlet repeat besides their prose.

    Parameters
    ----------
    texts : sequence of str
        Its articles.
    starts : iterable of int
        Where each body begins.

    Returns
    -------
    Learned
        Empty unless there are enough articles.

    Examples
    --------
    >>> pages = [f"خبر {chr(0x628 + n)} من اليوم.\nتابعونا كل مساء" for n in range(12)]
    >>> learn_furniture(pages, [0] * 12).lines
    frozenset({'تابعونا كل مساء'})
    """
    if len(texts) < LINE_ARTICLES:
        return NOTHING
    step = every(len(texts))
    return learn_sample(texts[::step], list(starts)[::step])


def every(n: int) -> int:
    """Return how far apart the articles stand that are learned from, of an outlet's ``n``.

    Evenly spaced: what is everywhere shows in any sample.
    """
    return n // ENOUGH + 1


def learn_sample(texts: Iterable[str], starts: Iterable[int]) -> Learned:
    """Learn what these articles of one outlet repeat, each of them looked at."""
    lines: Counter[str] = Counter()
    beginnings: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    n = 0
    for text, start in zip(texts, starts, strict=True):
        n += 1
        body = text[start:]
        short = {line.strip() for line in body.split("\n") if len(line) < 100}
        lines.update(line_key(line) for line in short if line)
        first, last = body[:150].split()[:EDGE_WORDS], body[-150:].split()[-EDGE_WORDS:]
        beginnings.update(" ".join(first[:k]) for k in range(2, len(first) + 1))
        ends.update(" ".join(last[-k:]) for k in range(2, len(last) + 1))
    n_lines = max(LINE_ARTICLES, LINE_SHARE * n)
    n_edges = max(EDGE_ARTICLES, EDGE_SHARE * n)
    return Learned(
        frozenset(line for line, k in lines.items() if k >= n_lines and _is_short(line)),
        frozenset(edge for edge, k in beginnings.items() if k >= n_edges),
        frozenset(edge for edge, k in ends.items() if k >= n_edges),
    )


def line_key(line: str) -> str:
    """Return a line with its digits made equal, as learned lines are compared.

    Examples
    --------
    >>> line_key("17:42 ت م")
    '00:00 ت م'
    """
    return _DIGIT.sub("0", line)


_DIGIT = re.compile("[1-9]")


def _is_short(line: str) -> bool:
    return len(line.split()) <= LINE_WORDS
