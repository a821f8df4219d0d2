"""Coding sheets go out and come back equal, in every format."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from openpyxl import load_workbook

from framing.coding.codebook import load_codebook
from framing.coding.codes import CodebookError
from framing.coding.inception import LAYER
from framing.coding.sheets import read_sheets, write_sheet
from framing.errors import InputError

BOOK = load_codebook("conflict-frames")
TEXTS = [
    "وصلت القافلة إلى المدينة.\nوقال شاهد: «لم نرَ أحداً».",
    '=HYPERLINK(1) نصّ يبدأ كصيغة، و"علامات" ; فواصل, وتاب\tهنا',
    "سطر ﷺ وُجِّه 😊 إلى [قوسين] | شرطة_ سفلية -> سهم *",
]
UNITS = pd.DataFrame({"unit_id": ["u-1", "0007", "u_3"], "text": TEXTS})


def answered(path: Path, column: str, row: int, value: str) -> None:
    book = load_workbook(path)
    sheet = book["coding"]
    header = [cell.value for cell in sheet[1]]
    sheet.cell(row, header.index(column) + 1, value)
    book.save(path)


def test_a_workbook_answered_in_arabic_comes_back_as_ids(tmp_path: Path) -> None:
    path = tmp_path / "hind.xlsx"
    write_sheet(UNITS, BOOK, path, coder="هند")
    answered(path, "problem", 3, "معاناة المدنيين")
    answered(path, "victimhood", 4, "لا")
    assert read_sheets(path, BOOK).values.tolist() == [
        ["u-1", "هند", "problem", "suffering"],
        ["0007", "هند", "victimhood", "no"],
    ]


def test_a_workbook_holds_the_texts_the_questions_and_drop_down_lists(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    write_sheet(UNITS, BOOK, path)
    sheet = load_workbook(path)["coding"]
    assert [sheet.cell(row, 3).value for row in (3, 4, 5)] == TEXTS
    assert sheet.cell(2, 4).value == "ما المشكلة كما يعرضها النص في المقام الأول؟"
    assert sheet.sheet_view.rightToLeft
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules["D3:D5"] == "lists!$A$2:$A$8"
    lists = load_workbook(path)["lists"]
    assert [lists.cell(row, 1).value for row in (1, 2, 8)] == [
        "problem",
        "الأمن والإرهاب",
        "لا شيء",
    ]


def test_the_same_sheet_gives_the_same_bytes(tmp_path: Path) -> None:
    write_sheet(UNITS, BOOK, tmp_path / "a.xlsx")
    write_sheet(UNITS, BOOK, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_workbook_edited_in_libreoffice_comes_back_equal(
    tmp_path: Path, edit: Callable[..., None]
) -> None:
    source, target = tmp_path / "out.xlsx", tmp_path / "back.xlsx"
    write_sheet(UNITS, BOOK, source, coder="سلمى")
    edits = {"D3": "الأمن والإرهاب", "F5": "تمجيد طرف واحد", "H4": "نعم"}
    edit(source, target, "Calc MS Excel 2007 XML", "coding", edits)
    assert read_sheets(target, BOOK, units=UNITS).values.tolist() == [
        ["u-1", "سلمى", "problem", "security"],
        ["0007", "سلمى", "victimhood", "yes"],
        ["u_3", "سلمى", "judgment", "praises_one"],
    ]
    sheet = load_workbook(target)["coding"]
    assert [sheet.cell(row, 3).value for row in (3, 4, 5)] == TEXTS
    rules = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    assert "D3:D5" in rules


def test_a_csv_sheet_edited_in_libreoffice_comes_back_equal(
    tmp_path: Path, edit: Callable[..., None]
) -> None:
    source, target = tmp_path / "out.csv", tmp_path / "back.csv"
    write_sheet(UNITS, BOOK, source, coder="سلمى")
    edit(source, target, "Text - txt - csv (StarCalc)", "-", {"D2": "الأمن والإرهاب"})
    answers = read_sheets(target, BOOK)
    assert answers.values.tolist() == [["u-1", "سلمى", "problem", "security"]]
    assert TEXTS[0] in target.read_text(encoding="utf-8-sig")


def test_csv_with_semicolons_and_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_text("unit_id;coder;text;problem\nu-1;a;نص;security\n", encoding="utf-16")
    assert read_sheets(path, BOOK).values.tolist() == [["u-1", "a", "problem", "security"]]


def test_csv_guards_what_a_spreadsheet_would_compute(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(UNITS, BOOK, path, coder="-a")
    content = path.read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in content
    path.write_text(content.replace("'-a,", "'-a,", 1).replace(",,,,,,,", ",power,,,,,,", 1))
    assert read_sheets(path, BOOK)["coder"].tolist() == ["-a"]


def test_doccano_labels_come_back_and_unlabelled_texts_are_not_coded(tmp_path: Path) -> None:
    path = tmp_path / "omar.jsonl"
    written = write_sheet(UNITS, BOOK, path)
    assert [file.name for file in written] == ["omar.jsonl", "omar.labels.json"]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == TEXTS
    rows[0]["label"] = ["problem=suffering", "victimhood"]
    rows[1]["label"] = ["(none)"]
    path.write_text("\n".join(json.dumps(row) for row in rows))
    assert read_sheets(path, BOOK).values.tolist() == [
        ["u-1", "omar", "problem", "suffering"],
        ["u-1", "omar", "victimhood", "yes"],
        ["u-1", "omar", "human_face", "no"],
        ["0007", "omar", "victimhood", "no"],
        ["0007", "omar", "human_face", "no"],
    ]


def test_label_studio_annotations_come_back_under_who_made_them(tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    write_sheet(UNITS, BOOK, path)
    tasks = json.loads(path.read_text(encoding="utf-8"))
    assert tasks[2]["data"]["text"] == TEXTS[2]
    choice = {"from_name": "remedy", "to_name": "text", "type": "choices"}
    tasks[2]["annotations"] = [
        {"completed_by": by, "result": [{**choice, "value": {"choices": [shown]}}]}
        for by, shown in (({"email": "a@x.org"}, "force"), (7, "إغاثة"), (8, "المحاسبة أو القضاء"))
    ]
    tasks[2]["annotations"][1]["was_cancelled"] = True
    path.write_text(json.dumps(tasks), encoding="utf-8")
    assert read_sheets(path, BOOK).values.tolist() == [
        ["u_3", "a@x.org", "remedy", "force"],
        ["u_3", "8", "remedy", "justice"],
    ]


def test_the_label_studio_configuration_is_xml_with_every_item(tmp_path: Path) -> None:
    write_sheet(UNITS, BOOK, tmp_path / "tasks.json")
    root = ElementTree.fromstring((tmp_path / "tasks.config.xml").read_text(encoding="utf-8"))
    assert [node.get("name") for node in root.iter("Choices")] == [item.id for item in BOOK.items]


def test_inception_offsets_count_utf_16_units_and_answers_come_back(tmp_path: Path) -> None:
    path = tmp_path / "lina.tsv"
    write_sheet(UNITS, BOOK, path)
    lines = path.read_text(encoding="utf-8").split("\n")
    names = lines[1].split("|")[1:]
    assert lines[1].startswith(f"#T_SP={LAYER}|")
    assert names == sorted([*(item.id for item in BOOK.items), "unit_id"])
    text = "\n".join(" ".join(text.split()) for text in TEXTS).encode("utf-16-le")
    for line in lines:
        cells = line.split("\t")
        if len(cells) > 3:
            start, end = (int(part) * 2 for part in cells[1].split("-"))
            token = cells[2].replace("\\", "")
            assert text[start:end].decode("utf-16-le") in {token, "->", "\\"} or token in "->"
    place = 3 + names.index("remedy")
    edited = []
    for line in lines:
        cells = line.split("\t")
        if cells[0].startswith("3-"):
            cells[place] = "outside\\_action[3]"
        edited.append("\t".join(cells))
    path.write_text("\n".join(edited), encoding="utf-8")
    assert read_sheets(path, BOOK).values.tolist() == [["u_3", "lina", "remedy", "outside_action"]]


def test_questions_of_several_make_feature_names_without_periods(tmp_path: Path) -> None:
    book = load_codebook("generic-frames")
    write_sheet(UNITS, book, tmp_path / "a.tsv")
    layer = json.loads((tmp_path / "a.layer.json").read_text(encoding="utf-8"))[0]
    assert "conflict__reproach" in {feature["name"] for feature in layer["features"]}
    tags = {f["name"]: f["tag_set"] for f in layer["features"]}["conflict__reproach"]["tags"]
    assert [tag["tag_name"] for tag in tags] == ["yes", "no"]


def test_a_value_that_is_none_names_file_row_and_column(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(UNITS, BOOK, path, coder="a")
    answered(path, "remedy", 5, "ربما")
    with pytest.raises(CodebookError, match=r"a\.xlsx, row 5, column 'remedy': 'ربما' is no value"):
        read_sheets(path, BOOK)


def test_a_unit_that_was_not_drawn_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(UNITS, BOOK, path, coder="a")
    answered(path, "remedy", 3, "none")
    with pytest.raises(CodebookError, match="unit 'u-1' was not drawn"):
        read_sheets(path, BOOK, units=UNITS.iloc[1:])


def test_one_coder_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_sheet(UNITS, BOOK, path, coder="a")
    answered(path, "remedy", 3, "none")
    with pytest.raises(CodebookError, match="coder 'a' answered 'remedy' of unit 'u-1' twice"):
        read_sheets([path, path], BOOK)


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'\.ods' names no format.*\.xlsx, \.csv"):
        write_sheet(UNITS, BOOK, tmp_path / "a.ods")


def test_a_text_too_long_for_a_cell_is_refused_with_its_unit(tmp_path: Path) -> None:
    long = pd.DataFrame({"unit_id": ["u"], "text": ["ن" * 40_000]})
    with pytest.raises(InputError, match="unit 'u'"):
        write_sheet(long, BOOK, tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()
