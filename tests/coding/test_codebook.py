"""Codebooks: what comes with the package is whole, what is wrong is named."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from framing.coding.answers import Answer, as_codings, score_codes, settle_codes
from framing.coding.codebook import Codebook, bundled_codebooks, codebook_from, load_codebook
from framing.coding.codes import CodebookError
from framing.tables import as_table

SMALL = """
name = "small"
version = "1"
[[codes]]
id = "calm"
name_ar = "هدوء"
name_en = "calm"
definition_ar = "يصف النص الهدوء."
definition_en = "The text tells of calm."
example = "هدأت المدينة."
counter_example = "اشتعلت المدينة."
"""


def broken(old: str, new: str) -> Codebook:
    return codebook_from(tomllib.loads(SMALL.replace(old, new)), "small.toml")


@pytest.mark.parametrize("name", bundled_codebooks())
def test_every_bundled_question_and_value_is_in_arabic_and_english(name: str) -> None:
    book = load_codebook(name)
    for item in book.items:
        assert any("\u0621" <= letter <= "\u064a" for letter in item.ar), item.id
        assert item.en.isascii(), item.id
        for value in item.values:
            assert value.ar != value.id, f"{item.id}={value.id}"


@pytest.mark.parametrize("name", bundled_codebooks())
def test_every_bundled_codebook_has_instructions_in_both_languages(name: str) -> None:
    texts = load_codebook(name).texts
    assert texts["instructions_ar"] and texts["instructions_en"]


def test_the_generic_frames_have_the_studys_numbers_of_questions() -> None:
    # Semetko and Valkenburg (2000): 5, 5, 4, 3 and 3 items.
    book = load_codebook("generic-frames")
    assert {code.id: len(code.items) for code in book.codes} == {
        "responsibility": 5,
        "human_interest": 5,
        "conflict": 4,
        "morality": 3,
        "economic": 3,
    }


def test_the_conflict_frames_begin_with_entmans_four_functions() -> None:
    book = load_codebook("conflict-frames")
    assert [code.id for code in book.codes][:4] == ["problem", "cause", "judgment", "remedy"]


def test_a_code_of_one_question_is_one_item_of_yes_and_no() -> None:
    book = broken("", "")
    assert [(item.id, item.values[0].ar) for item in book.items] == [("calm", "نعم")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('version = "1"', "", "key 'version' is missing"),
        ('id = "calm"', 'id = "Calm!"', "'Calm!' is no id"),
        ('example = "هدأت المدينة."', "", "key 'example' is missing or empty"),
        ("[[codes]]", "[[codes]]\nexampel = 'x'", "unknown key 'exampel'.*Closest: 'example'"),
        ("[[codes]]", "[[codes]]\nscale = 'nominl'", "scale 'nominl' is unknown.*'nominal'"),
        ("[[codes]]", "[[codes]]\nquestions = [{id='a'},{id='b'}]", "no rule to join them"),
        ('name = "small"', 'name = "small"\ncolour = 1', "unknown key 'colour'"),
    ],
)
def test_what_is_wrong_in_a_codebook_is_named(old: str, new: str, message: str) -> None:
    with pytest.raises(CodebookError, match=message):
        broken(old, new)


def test_a_code_twice_is_refused() -> None:
    data = tomllib.loads(SMALL)
    with pytest.raises(CodebookError, match="code 'calm' stands twice"):
        codebook_from({**data, "codes": data["codes"] * 2}, "small.toml")


def test_an_unknown_codebook_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(
        CodebookError, match="no codebook 'generic'.*conflict-frames, generic-frames"
    ):
        load_codebook("generic")
    with pytest.raises(CodebookError, match="no codebook"):
        load_codebook(tmp_path / "none.toml")


def test_answers_outside_the_codebook_are_refused() -> None:
    book = broken("", "")
    with pytest.raises(CodebookError, match="a.csv: 'clam' is not in codebook.*Closest: 'calm'"):
        as_codings([Answer("u", "a", "clam", "yes", "a.csv")], book)
    with pytest.raises(CodebookError, match="has no coder"):
        as_codings([Answer("u", "", "calm", "yes", "a.csv")], book)


def test_a_unit_with_an_unanswered_question_gets_no_score() -> None:
    book = load_codebook("generic-frames")
    questions = [item.id for item in book.items if item.code == "economic"]
    rows = [{"unit_id": "u", "coder": "a", "code": q, "value": "yes"} for q in questions]
    assert score_codes(as_table(rows, "codings"), book)["value"].tolist() == ["1"]
    assert len(score_codes(as_table(rows[:2], "codings"), book)) == 0


def test_ties_are_dropped_or_settled_as_asked() -> None:
    rows = [("u", "a", "yes"), ("u", "b", "no"), ("v", "a", "no"), ("v", "b", "no")]
    codings = as_table(
        [{"unit_id": u, "coder": c, "code": "x", "value": v} for u, c, v in rows], "codings"
    )
    assert settle_codes(codings)["unit_id"].tolist() == ["v"]
    assert settle_codes(codings, ties="yes")["value"].tolist() == ["yes", "no"]
