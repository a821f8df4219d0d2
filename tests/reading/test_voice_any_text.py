"""Any text, however broken its marks, is read in linear time, without gap or overlap."""

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.reading import words
from framing.reading.article import ArticleReading
from framing.reading.marks import Mark, pair_marks
from framing.reading.regions import find_regions
from framing.reading.words import WORD

PIECES = st.sampled_from(
    [
        *"\"“”«»„‟‹›‘’'`.،:؟!\n()-…؛/",
        *(" ", "  ", "   ", "\u200f", "\u00a0", "''", "ـ", "ﻻ", "\x00", "😀", "7", "5:20"),
        *("قال", "وقال ", "أن ", "إنّ ", "أنه ", "الوزير ", "لكن ", "بحسب ", "وفقاً ", "داعش "),
        *("كما أعلن ", "رابط الخبر بصحيفة ", "سمات ", "مقالات ذات صلة", "ما يسمى ", "حيث "),
        *("pic.twitter.com/x", "مشيراً إلى "),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=80).map("".join) | st.text(max_size=120)


@given(TEXTS, st.integers(0, 150), TEXTS)
@settings(max_examples=400, deadline=None)
def test_voices_and_regions_cover_every_character_once(text, body_start, title):
    article = ArticleReading(text, title, min(body_start, len(text)))
    for parts in (article.reading.voices(len(text)), article.regions):
        ends = [0, *(part[1] for part in parts)]
        assert [part[0] for part in parts] == ends[:-1]
        assert ends[-1] == len(text)


@given(TEXTS)
@settings(max_examples=400, deadline=None)
def test_stretches_of_one_voice_never_overlap(text):
    article = ArticleReading(text)
    for voice in ("reported", "quoted"):
        pieces = [p for p in article.reading.speech if p.voice == voice]
        assert all(a.end <= b.start for a, b in zip(pieces, pieces[1:], strict=False))
        assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    for _, speaker in article.speech():
        assert (speaker.start, speaker.end) == (-1, -1) or speaker.start < speaker.end


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_every_place_can_be_asked_about(text):
    article = ArticleReading(text)
    for place in range(0, len(text), 7):
        article.region_at(place), article.voice_at(place), article.speaker_at(place)
        article.is_scare_quoted(place, place + 3)
        article.is_hedged(place, min(place + 3, len(text)))


@given(st.lists(st.sampled_from("\"“”«»'‹› اب.،"), max_size=60).map("".join))
def test_pairs_nest_and_never_cross(text):
    marks = [Mark(n, n + 1, ord(c)) for n, c in enumerate(text) if c in "\"“”«»'‹›"]
    pairs = pair_marks(text, marks, len(text))
    for one in pairs:
        for other in pairs:
            crossing = one.start < other.start < one.end < other.end
            assert not crossing or not (one.closed and other.closed)


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "قال إن «",
        "وقال ",
        "بحسب الوزير ",
        "«داعش» ",
        "، قال ",
        "مشيراً ",
        "أن ",
        "لكن ",
        "حسب ",
        "قوله إن داعش ",
        "عدن: «نعم نعم» ",
        "“كلمة ثم ذلك ",
        "* من أنت؟\n- بائع.\n",
        "بحسب الوزير، ذلك «نعم نعم نعم» ",
    ],
)
def test_steps_grow_with_length_as_it_grows(piece):
    short, long = piece * (4_000 // len(piece)), piece * (16_000 // len(piece))
    assert steps(long) < 6 * steps(short)  # 4 where they are in proportion, else 16


def test_steps_grow_with_the_length_of_a_title():
    short, long = "عدن: " * 400, "عدن: " * 1_600
    assert steps(long, len(long)) < 6 * steps(short, len(short))


def test_long_marks_around_many_names_are_counted_once():
    def names(n):
        article = ArticleReading("«" + "الدواعش " * n + "»")
        return counted(lambda: [article.is_scare_quoted(at, at + 7) for at in range(1, 8 * n, 8)])

    assert names(2_000) < 6 * names(500)


@pytest.mark.parametrize(
    "piece",
    [
        "عدن: «نعم نعم» ",
        "قال إن «",
        "، قال ",
        "بحسب الوزير ",
        "“كلمة ثم ذلك ",
        "الوزير: وصف ",
        "آل نعم ",
    ],
)
def test_words_are_looked_for_in_no_more_text_for_each_letter_of_a_longer_text(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line that reads to the end of the text, from everywhere, hides from a count of lines."""
    looked_at = {n: Looking.at(piece * (n // len(piece)), monkeypatch) for n in (2_000, 16_000)}
    assert looked_at[16_000] < 12 * max(2_000, looked_at[2_000])


class Looking:
    """The pattern of words, which counts the characters that it is asked to look at."""

    def __init__(self) -> None:
        self.n = 0

    @classmethod
    def at(cls, text: str, monkeypatch: pytest.MonkeyPatch) -> int:
        looking = cls()
        monkeypatch.setattr(words, "WORD", looking)
        list(ArticleReading(text, "", 0).speech())
        monkeypatch.undo()
        return looking.n

    def findall(self, text: str, start: int = 0, end: int = sys.maxsize) -> list[str]:
        self.n += max(0, min(end, len(text)) - start)
        return WORD.findall(text, start, end)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return WORD.search(text, start, end)


def steps(text: str, body_start: int = 0) -> int:
    """Return how many lines are run to read a text; seconds are for the benchmarks."""

    def read() -> None:
        list(ArticleReading(text, text[:body_start], body_start).speech())

    read()  # word lists are loaded
    return counted(read)


def counted(work) -> int:
    n = 0

    def line(frame, event, arg):
        nonlocal n
        n += 1
        return line

    before = sys.gettrace()
    sys.settrace(line)
    try:
        work()
    finally:
        sys.settrace(before)
    return n


def test_a_text_of_nothing_is_read():
    assert find_regions("") == []
    assert ArticleReading("").reading.voices(0) == []
