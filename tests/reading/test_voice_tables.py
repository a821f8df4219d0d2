"""Every row of lexicons/voice does what it says: its hit is read as marked, its miss is not."""

import pytest

from framing.reading.article import ArticleReading
from framing.reading.cues import voice_rows, word_lists
from framing.reading.regions import find_regions
from framing.reading.words import fold
from tests.reading.voice_cases import read, runs, unmarked


def sentences(table: str, column: str) -> list[tuple[dict[str, str], str]]:
    return [(row, s) for row in voice_rows(table) for s in row[column].split(" || ") if s]


def ids(value: object) -> str:
    return value["id"] if isinstance(value, dict) else ""


@pytest.mark.parametrize("table", ["cues", "hedges", "furniture"])
def test_ids_are_unique_and_sorted(table):
    found = [row["id"] for row in voice_rows(table)]
    assert found == sorted(set(found))


@pytest.mark.parametrize("table", ["cues", "hedges", "furniture"])
def test_every_row_has_a_hit(table):
    assert [row["id"] for row in voice_rows(table) if not row["hit"]] == []


@pytest.mark.parametrize(("row", "sentence"), sentences("cues", "hit"), ids=ids)
def test_a_cue_gives_the_words_marked_in_its_hit(row, sentence):
    text, expected = unmarked(sentence)
    voices, _ = read(text)
    assert runs(text, voices) == runs(text, expected)


@pytest.mark.parametrize(("row", "sentence"), sentences("cues", "miss"), ids=ids)
def test_a_miss_holds_no_speech(row, sentence):
    assert ArticleReading(sentence).reading.speech == []


@pytest.mark.parametrize(("row", "sentence"), sentences("hedges", "hit"), ids=ids)
def test_a_hedge_holds_the_marked_name_at_a_distance(row, sentence):
    text, start, end = _marked_name(sentence)
    assert ArticleReading(text).is_hedged(start, end)


@pytest.mark.parametrize(("row", "sentence"), sentences("hedges", "miss"), ids=ids)
def test_a_miss_is_not_hedged(row, sentence):
    text, start, end = _marked_name(sentence)
    assert not ArticleReading(text).is_hedged(start, end)


@pytest.mark.parametrize(("row", "page"), sentences("furniture", "hit"), ids=ids)
def test_furniture_is_found_where_marked(row, page):
    text, expected = unmarked(page.replace("⏎", "\n"))
    assert _furniture(text) == _marked_letters(text, expected)


@pytest.mark.parametrize(("row", "page"), sentences("furniture", "miss"), ids=ids)
def test_prose_with_the_same_words_is_no_furniture(row, page):
    assert _furniture(page) == ""


def test_word_lists_are_sorted_and_hold_each_word_once():
    rows = [(row["list"], row["word"]) for row in voice_rows("words")]
    assert rows == sorted(set(rows))
    assert all(fold(word) in word_lists()[name] for name, word in rows)


def _marked_name(sentence: str) -> tuple[str, int, int]:
    start = sentence.index("⟦")
    end = sentence.index("⟧") - 1
    return sentence.replace("⟦", "").replace("⟧", ""), start, end


def _furniture(text: str) -> str:
    regions = [r for r in find_regions(text) if r.name in ("boilerplate", "caption")]
    return "".join(c for r in regions for c in text[r.start : r.end] if c.isalnum())


def _marked_letters(text: str, expected: list[str]) -> str:
    return "".join(
        char
        for char, voice in zip(text, expected, strict=True)
        if voice != "own" and char.isalnum()
    )
