"""What comes back from coders: one clear message for each slip, and nothing lost in silence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from framing.cli import main
from framing.coding.codebook import load_codebook
from framing.coding.codes import CodebookError
from framing.coding.key import with_key
from framing.coding.sheets import read_remarks, read_sheets, write_sheet

BOOK = load_codebook("conflict-frames")
TEXTS = [f"وصلت القافلة رقم {n} إلى البلدة مساء أمس." for n in range(6)]
DRAWN = pd.DataFrame({"unit_id": [f"zarour-{n}" for n in range(6)], "text": TEXTS})
SHOWN = DRAWN.assign(unit_id=[f"u-{n}" for n in range(6)])
KEY = with_key(DRAWN, SHOWN)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A blinded workbook in which every victimhood is answered."""
    path = tmp_path / "sheet-hind.xlsx"
    write_sheet(SHOWN, BOOK, path, coder="hind")
    edited(path, lambda page: [put(page, row, "victimhood", "نعم") for row in range(3, 9)])
    return path


def edited(path: Path, change: Callable[[Any], Any]) -> None:
    book = load_workbook(path)
    change(book["coding"])
    book.save(path)


def put(page: Any, row: int, column: str, value: str | None) -> None:
    header = [cell.value for cell in page[1]]
    page.cell(row, header.index(column) + 1).value = value


def read(path: Path) -> pd.DataFrame:
    return read_sheets(path, BOOK, units=KEY)


def test_blinded_answers_come_back_under_the_units_own_ids(sheet: Path) -> None:
    assert read(sheet)["unit_id"].tolist() == DRAWN["unit_id"].tolist()


def test_all_slips_are_counted_in_one_message(sheet: Path) -> None:
    edited(sheet, lambda page: [put(page, row, "remedy", "ربما") for row in (3, 5, 6)])
    with pytest.raises(CodebookError, match=r"row 3.*'ربما'.*2 more to correct: .*row 5.*row 6"):
        read(sheet)


def test_a_nearly_right_answer_is_shown_the_right_one(sheet: Path) -> None:
    edited(sheet, lambda page: put(page, 4, "problem", "معاناة المدنين"))
    with pytest.raises(CodebookError, match="Closest: 'معاناة المدنيين'"):
        read(sheet)


def test_a_text_that_was_changed_is_refused(sheet: Path) -> None:
    edited(sheet, lambda page: put(page, 5, "text", "نص آخر"))
    with pytest.raises(CodebookError, match=r"row 5.*text beside unit 'u-2' is not the one"):
        read(sheet)


def test_texts_sorted_without_their_answers_are_refused(sheet: Path) -> None:
    def reverse(page: Any) -> None:
        for row, text in zip(range(3, 9), reversed(TEXTS), strict=True):
            put(page, row, "text", text)

    edited(sheet, reverse)
    with pytest.raises(CodebookError, match=r"\(6 such\).*sorted without the others"):
        read(sheet)


def test_merged_cells_of_answers_are_refused(sheet: Path) -> None:
    edited(sheet, lambda page: page.merge_cells("H4:H6"))
    with pytest.raises(CodebookError, match="cells H4:H6 are merged"):
        read(sheet)


def test_a_unit_copied_to_another_row_names_both_rows(sheet: Path) -> None:
    edited(sheet, lambda page: page.append([cell.value for cell in page[3]]))
    with pytest.raises(CodebookError, match=r"row 9.*'zarour-0' twice, first at .*row 3"):
        read(sheet)


def test_an_answer_whose_unit_was_deleted_is_not_dropped(sheet: Path) -> None:
    edited(sheet, lambda page: put(page, 4, "unit_id", None))
    with pytest.raises(CodebookError, match=r"row 4.*the answer 'نعم' has no unit"):
        read(sheet)


def test_empty_cells_and_white_space_are_no_answers(sheet: Path) -> None:
    edited(sheet, lambda page: [put(page, 3, "victimhood", "  "), put(page, 4, "cause", "\u00a0")])
    assert len(read(sheet)) == 5


def test_marks_of_direction_and_tatweel_do_not_matter(sheet: Path) -> None:
    edited(sheet, lambda page: put(page, 3, "victimhood", "\u200fنعـم "))
    assert read(sheet)["value"].tolist() == ["yes"] * 6


def test_arabic_digits_are_the_values_they_show(tmp_path: Path) -> None:
    toml = tmp_path / "tone.toml"
    source = Path(load_codebook.__code__.co_filename).parent / "codebooks" / "mention-check.toml"
    text = source.read_text(encoding="utf-8")
    head, _, rest = text.partition("[[codes]]")
    first = rest.partition("[[codes]]")[0]
    scale = 'scale = "ordinal"\nvalues = [{id = "1"}, {id = "2"}, {id = "3"}]\n'
    lines = [line for line in first.splitlines() if not line.startswith(("scale", "values"))]
    toml.write_text(f"{head}[[codes]]\n" + "\n".join(lines) + f"\n{scale}", encoding="utf-8")
    book = load_codebook(toml)
    path = tmp_path / "a.csv"
    item = book.items[0].id
    path.write_text(f"unit_id,coder,text,{item}\nu-1,a,نص,٣\nu-2,a,نص,2.0\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="'2.0' is no value"):
        read_sheets(path, book)
    path.write_text(f"unit_id,coder,text,{item}\nu-1,a,نص,٣\n", encoding="utf-8")
    assert read_sheets(path, book)["value"].tolist() == ["3"]


def test_excels_csv_with_semicolons_and_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet-omar.csv"
    write_sheet(SHOWN, BOOK, path, coder="omar")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    rows[1][rows[0].index("human_face")] = "لا"
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    assert read(path).values.tolist() == [["zarour-0", "omar", "human_face", "no"]]


def test_csv_in_the_windows_code_page_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("unit_id,coder,text,victimhood\nu-0,a,نص,نعم\n", encoding="cp1256")
    with pytest.raises(CodebookError, match="is not UTF-8.*Save it as CSV in UTF-8"):
        read(path)


def test_a_header_without_units_is_refused(sheet: Path) -> None:
    edited(sheet, lambda page: page.delete_cols(1))
    with pytest.raises(CodebookError, match="row 1: its header has no unit_id"):
        read(sheet)


def test_a_column_of_the_coders_own_is_refused_by_name(sheet: Path) -> None:
    def add(page: Any) -> None:
        page.cell(1, 12).value, page.cell(3, 12).value = "ملاحظات", "نص ناقص"

    edited(sheet, add)
    with pytest.raises(CodebookError, match="'ملاحظات' is not in codebook.*under 'remark'"):
        read(sheet)


def test_remarks_are_kept(sheet: Path) -> None:
    edited(sheet, lambda page: put(page, 3, "remark", "النص ناقص"))
    assert read_remarks(sheet, BOOK, units=KEY).values.tolist() == [
        ["zarour-0", "hind", "النص ناقص"]
    ]


def test_a_sheet_that_nobody_filled_is_named(sheet: Path, tmp_path: Path) -> None:
    empty = tmp_path / "sheet-omar.xlsx"
    write_sheet(SHOWN, BOOK, empty, coder="omar")
    with pytest.raises(CodebookError, match=r"sheet-omar\.xlsx: nobody answered anything"):
        read_sheets([sheet, empty], BOOK, units=KEY)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.xlsx", b"a,b", "cannot be read as a workbook"),
        ("a.csv", b"", "its header has no unit_id"),
        ("a.jsonl", b"\xff\xfe\x00", "is not UTF-8"),
        ("a.jsonl", '{"text":"ن","label":[[0,1,"x"]]}'.encode(), "one of text classification"),
        ("a.json", b"{}", "is no list of tasks"),
        ("a.json", b'[{"text":"x","victimhood":"yes"}]', "not JSON-MIN"),
        ("a.tsv", b"#FORMAT=WebAnno TSV 3.3\n", "it has no layer"),
    ],
)
def test_files_that_are_no_sheets_are_refused(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CodebookError, match=message):
        read(tmp_path / name)


def test_several_label_studio_annotators_keep_their_own_names(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    write_sheet(SHOWN, BOOK, path, coder="hind")
    tasks = json.loads(path.read_text(encoding="utf-8"))
    choice = {"from_name": "remedy", "type": "choices", "value": {"choices": ["force"]}}
    tasks[0]["annotations"] = [{"completed_by": who, "result": [choice]} for who in (3, 4)]
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert read(path)["coder"].tolist() == ["3", "4"]


def test_a_character_that_a_workbook_cannot_hold_is_shown_as_a_mark(tmp_path: Path) -> None:
    units = pd.DataFrame({"unit_id": ["u"], "text": ["نص\x1a آخر"]})
    path = tmp_path / "a.xlsx"
    write_sheet(units, BOOK, path, coder="a")
    edited(path, lambda page: put(page, 3, "victimhood", "نعم"))
    assert len(read_sheets(path, BOOK, units=units)) == 1


def test_the_command_tells_what_is_left_and_whose_name_may_be_a_slip(
    sheet: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(sheet, lambda page: put(page, 3, "coder", "hnd"))
    key = tmp_path / "units.csv"
    KEY.assign(article_id="", outlet="zarour", published="", unit="article", start=0, end=0).assign(
        stratum="zarour", probability=1.0
    ).to_csv(key, index=False)
    words = [str(sheet), "--codebook", "conflict-frames", "--units", str(key)]
    assert main(["agreement", *words, "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "hind: 5 of 6 units; not answered: problem in 5" in said
    assert "is 'hnd' another coder than 'hind'?" in said
    assert (tmp_path / "out" / "remarks.csv").exists()


@pytest.mark.parametrize("coders", [["a", "a"], ["../a"], [""]])
def test_names_that_cannot_be_files_are_refused(tmp_path: Path, coders: list[str]) -> None:
    corpus = tmp_path / "c.csv"
    corpus.write_text("article_id,outlet,text\na,x,وصلت القافلة إلى البلدة\n", encoding="utf-8")
    words = [str(corpus), "--out", str(tmp_path / "d"), "-n", "1", "--coders", *coders]
    assert main(["sample", *words]) == 2
    assert not (tmp_path / "d").exists()
