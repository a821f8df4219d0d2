from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from framing.errors import FramingError, LexiconError
from framing.lexicon.convert import convert_lexicon
from framing.lexicon.load import load_lexicon

Rivers = Callable[..., Path]
LISTS = "list,form,kind,note\nhills,الجبل,phrase,\nhills,تل,noun,\n"


def words(folder: Path) -> dict[tuple[str, str], list[str]]:
    """(concept, label) → listed forms."""
    found: dict[tuple[str, str], list[str]] = {}
    for form in load_lexicon(folder).forms:
        found.setdefault((form.concept, form.label), []).append(form.form)
    return found


def test_a_workbook_holds_everything(rivers: Rivers, tmp_path: Path) -> None:
    folder = rivers("# a comment that stays\n", lists=LISTS)
    assert convert_lexicon(folder, tmp_path / "r.xlsx") == []
    assert convert_lexicon(tmp_path / "r.xlsx", tmp_path / "back" / "rivers") == []
    for path in folder.iterdir():
        assert (tmp_path / "back" / "rivers" / path.name).read_bytes() == path.read_bytes()


def test_a_workbook_is_the_same_bytes_every_time(rivers: Rivers, tmp_path: Path) -> None:
    folder = rivers()
    convert_lexicon(folder, tmp_path / "a.xlsx")
    convert_lexicon(folder, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_dates_and_figures_that_excel_typed_come_back(rivers: Rivers, tmp_path: Path) -> None:
    convert_lexicon(rivers(), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    book["labels"]["E2"].value = 1.0
    book["labels"]["G1"].value = "valid_from"
    book["labels"]["G2"].value = datetime.datetime(2024, 12, 8)
    book.save(tmp_path / "r.xlsx")
    convert_lexicon(tmp_path / "r.xlsx", tmp_path / "back" / "rivers")
    label = load_lexicon(tmp_path / "back" / "rivers").labels[0]
    assert (label.stance, label.valid_from) == (1.0, "2024-12-08")


def test_a_character_that_no_sheet_holds_is_named(rivers: Rivers, tmp_path: Path) -> None:
    folder = rivers()
    path = folder / "labels.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Praises", "Prai\x07ses"), "utf-8")
    with pytest.raises(FramingError, match="sheet 'labels', row 2, column 'reason': .*U\\+0007"):
        convert_lexicon(folder, tmp_path / "r.xlsx")


def test_one_csv_holds_forms_labels_and_concepts(rivers: Rivers, tmp_path: Path) -> None:
    folder = rivers(lists=LISTS)
    notes = convert_lexicon(folder, tmp_path / "r.csv")
    assert notes == ["the card", "lists of neighbors (2 rows)"]
    assert convert_lexicon(tmp_path / "r.csv", tmp_path / "back" / "rivers") == []
    before, after = load_lexicon(folder), load_lexicon(tmp_path / "back" / "rivers")
    assert (before.forms, before.labels) == (after.forms, after.labels)
    assert before.concepts == after.concepts


@pytest.mark.parametrize("ending", ["yml", "dic"])
def test_dictionaries_hold_the_listed_forms_of_each_label(
    rivers: Rivers, tmp_path: Path, ending: str
) -> None:
    folder = rivers()
    notes = convert_lexicon(folder, tmp_path / f"r.{ending}")
    assert "the kind of 1 nouns and verbs: only listed shapes are there (see --expand)" in notes
    convert_lexicon(tmp_path / f"r.{ending}", tmp_path / "back")
    assert words(tmp_path / "back") == words(folder)


def test_quanteda_yaml_looks_as_quanteda_reads_it(rivers: Rivers, tmp_path: Path) -> None:
    convert_lexicon(rivers(), tmp_path / "r.yml")
    assert (tmp_path / "r.yml").read_text(encoding="utf-8") == (
        "river:\n  big:\n  - النهر العظيم\n  small:\n  - جدول\n"
    )


def test_liwc_looks_as_liwc_reads_it(rivers: Rivers, tmp_path: Path) -> None:
    convert_lexicon(rivers(), tmp_path / "r.dic")
    assert (tmp_path / "r.dic").read_text(encoding="utf-8") == (
        "%\n1\triver.big\n2\triver.small\n%\nالنهر العظيم\t1\nجدول\t2\n"
    )


def test_expanding_writes_shapes_with_their_proclitics(rivers: Rivers, tmp_path: Path) -> None:
    convert_lexicon(rivers(), tmp_path / "r.yml", expand=True)
    written = (tmp_path / "r.yml").read_text(encoding="utf-8").split("\n")
    assert {"  - للجدول", "  - وجداول"} & set(written) == {"  - للجدول"}
    assert "  - للنهر العظيم" in written


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        (
            "peace.yml",
            "A CATEGORY: [سلام, هدنة]\nنزاع:\n  - حرب\n",
            {("peace", "a_category"): ["سلام", "هدنة"], ("peace", "label_1"): ["حرب"]},
        ),
        (
            "peace.dic",
            "%\n01\tpeace\n02\twar\n%\n\nسلام\t01\nهدنة مؤقتة\t01\t02\nحرب 02\n",
            {("peace", "peace"): ["سلام", "هدنة مؤقتة"], ("peace", "war"): ["هدنة مؤقتة", "حرب"]},
        ),
        (
            "peace.dic",
            "%\n1\taction\n\t2\tpeace (Words of peace)\n%\nسلام\t2\nفعل\t1\n",
            {("action", "peace"): ["سلام"], ("action", "action"): ["فعل"]},
        ),
        (
            "peace.lc3",
            "+peace\nسلام\nهدنة\n+war\nحرب\n",
            {("peace", "peace"): ["سلام", "هدنة"], ("peace", "war"): ["حرب"]},
        ),
        (
            "peace.lcd",
            '<?xml version="1.0" encoding="UTF-8"?>\n<dictionary style="050805"><cnode name="d">'
            '<cnode name="peace"><pnode name="سلام"/></cnode>'
            '<cnode name="war"><pnode name="حرب"/></cnode></cnode></dictionary>',
            {("peace", "peace"): ["سلام"], ("peace", "war"): ["حرب"]},
        ),
        (
            "peace.cat",
            "PEACE\n\tTALKS\n\t\tهدنة (1)\n\t\tصلح_دائم (1)\n\tسلام (1)\nWAR\n\tحرب (1)\n",
            {
                ("peace", "talks"): ["هدنة", "صلح دائم"],
                ("peace", "peace"): ["سلام"],
                ("war", "war"): ["حرب"],
            },
        ),
        (
            "peace.csv",
            "Category;Word\npeace;سلام\nwar;حرب\n",
            {("peace", "peace"): ["سلام"], ("peace", "war"): ["حرب"]},
        ),
    ],
    ids=["yaml", "liwc", "liwc nested", "lexicoder 3", "lexicoder 2", "wordstat", "csv"],
)
def test_other_tools_dictionaries_become_lexicons(
    tmp_path: Path, name: str, content: str, found: dict[tuple[str, str], list[str]]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    convert_lexicon(tmp_path / name, tmp_path / "out" / "peace")
    assert words(tmp_path / "out" / "peace") == found


def test_wildcards_become_nouns_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text("peace: [سلام*, 'peac*', 'ha?e']\n", encoding="utf-8")
    notes = convert_lexicon(tmp_path / "p.yml", tmp_path / "p")
    assert notes[0].startswith("the wildcards of 3 words (such as سلام*)")
    rows = [(form.form, form.kind, form.note) for form in load_lexicon(tmp_path / "p").forms]
    assert rows == [
        ("سلام", "noun", "was سلام*"),
        ("peac", "phrase", "was peac*"),
        ("hae", "phrase", "was ha?e"),
    ]


def test_what_yaml_would_take_for_truth_or_numbers_stays_a_word(tmp_path: Path) -> None:
    (tmp_path / "p.yml").write_text("answers: [no, 1948, null]\n", encoding="utf-8")
    convert_lexicon(tmp_path / "p.yml", tmp_path / "p")
    assert words(tmp_path / "p") == {("p", "answers"): ["no", "1948", "null"]}


def test_liwc_lines_of_other_kinds_are_told_not_guessed(tmp_path: Path) -> None:
    text = "%\n1\tpeace\n%\nسلام\t1\nkind\t(02 134)125/464\nحرب\t9\n"
    (tmp_path / "p.dic").write_text(text, encoding="utf-8")
    notes = convert_lexicon(tmp_path / "p.dic", tmp_path / "p")
    assert [note.split(":")[0] for note in notes[:2]] == [
        "the line 'kind\\t(02 134)125/464'",
        "the line 'حرب\\t9'",
    ]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("p.yml", "a: [b\n", "cannot be read as YAML"),
        ("p.yml", "- a\n", "has no keys at the top"),
        ("p.dic", "no percent\n", "between no % lines"),
        ("p.lc3", "word\n", "stands before any"),
        ("p.lcd", "<dictionary>", "cannot be read as XML"),
        ("p.cat", "word (1)\n", "has no category"),
        ("p.csv", "a,b\n1,2\n", "has no column 'form'"),
        ("p.xlsx", "not a workbook", "cannot be read as a workbook"),
        ("p.doc", "x", "names no format that can be read"),
        ("p.xls", "x", "Save it as .xlsx"),
        ("p.yml", "a: [سلام]\na: [حرب]\n", "line 2: the key 'a' stands twice"),
        ("p.yml", "a: &x\n  - *x\n", "an alias holds itself"),
        ("p.dic", "%\n1\ta\n1\tb\n%\nسلام\t1\n", "two categories are number 1"),
        ("p.dic", "%\n1\ta\n%\nسلام\t7\n", "no word stands under a category"),
        ("p.cat", "A\n  سلام\n", "no word stands under a category"),
        ("p.lc3", "+a\n", "no word stands under a category"),
        ("p.csv", "form,label,form\nسلام,a,حرب\n", "row 1: the column 'form' stands twice"),
        ("p.csv", "form,label\n", "has a header and no rows"),
    ],
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message):
        convert_lexicon(tmp_path / name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "content", "note"),
    [
        ("p.csv", "form,label\nسلام,a\n,a\nحرب,\n", "2 rows without a word or a category"),
        ("p.csv", "form,label\nسلام,a,x\n", "cells beyond the last column of 1 rows"),
        ("p.cat", "A\n  سلام (1)\n  @R [سلام NEAR حرب] (1)\n", "the rule '@R [سلام NEAR حرب]"),
        ("p.yml", "a: [سلام]\nb:\n", "1 categories without words (such as b)"),
        ("p.yml", "a: [سلام, '*']\n", "1 words of wildcards alone"),
        ("p.yml", "a: [سل.*, '[أا]من']\n", "what the signs of 2 words mean (such as سل.*)"),
    ],
)
def test_what_becomes_no_row_is_told(tmp_path: Path, name: str, content: str, note: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    notes = convert_lexicon(tmp_path / name, tmp_path / "out")
    assert any(told.startswith(note) for told in notes), notes


def test_a_list_of_words_keeps_the_columns_that_a_lexicon_has(tmp_path: Path) -> None:
    text = "sep=;\nالكلمة;الفئة;note\nسلام;a;من كتاب\n"
    (tmp_path / "p.csv").write_text(text, encoding="utf-8-sig")
    convert_lexicon(tmp_path / "p.csv", tmp_path / "p")
    assert [(form.form, form.note) for form in load_lexicon(tmp_path / "p").forms] == [
        ("سلام", "من كتاب")
    ]


def test_a_lexicon_is_never_overwritten(rivers: Rivers, tmp_path: Path) -> None:
    folder = rivers()
    with pytest.raises(LexiconError, match="stands there already"):
        convert_lexicon(folder, folder)
    with pytest.raises(LexiconError, match=r"'\.doc' names no format that can be written"):
        convert_lexicon(folder, tmp_path / "r.doc")
    with pytest.raises(LexiconError, match="only .yml and .dic hold expanded shapes"):
        convert_lexicon(folder, tmp_path / "r.csv", expand=True)
