"""Coding sheets for spreadsheets: drop-down lists, the questions above, a codebook page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.coding.answers import Answer
from framing.coding.codebook import Codebook
from framing.coding.codes import CodebookError, Item
from framing.spreadsheet import cell_text, checked_text, write_fixed

if TYPE_CHECKING:
    import pandas as pd

_LEAD = ("unit_id", "coder", "text")
_WIDTHS = {"unit_id": 16, "coder": 10, "text": 90}
_QUESTIONS = 2  # the row that has them
_REMARK = "remark"


def write(
    units: pd.DataFrame, codebook: Codebook, path: Path, coder: str, language: str
) -> dict[str, str]:
    """Write a workbook of three pages: coding, codebook, lists."""
    from openpyxl import Workbook

    book = Workbook()
    coding = book.active
    coding.title = "coding"
    _fill_coding(coding, units, codebook, coder, language)
    _fill_codebook(book.create_sheet("codebook"), codebook, language)
    _fill_lists(book.create_sheet("lists"), coding, codebook, language, len(units))
    if language == "ar":
        for sheet in book.worksheets:
            sheet.sheet_view.rightToLeft = True
    held = io.BytesIO()
    book.save(held)
    book.close()
    write_fixed(held, path)
    return {}


def read(path: Path, codebook: Codebook, coder: str) -> Iterator[Answer]:
    """Yield the answers of the page ``coding``, or of the first page where none has that name."""
    from openpyxl import load_workbook

    with path.open("rb") as stream:
        try:
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except (KeyError, ValueError, OSError) as error:
            raise CodebookError(
                f"cannot be read as a workbook: {error}",
                place=str(path),
                remedy="Save it as .xlsx.",
            ) from error
        try:
            sheet = book["coding"] if "coding" in book.sheetnames else book.worksheets[0]
            sheet.reset_dimensions()
            rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        finally:
            book.close()
    yield from answers_of(rows, codebook, coder, str(path))


def answers_of(
    rows: list[list[str]], codebook: Codebook, coder: str, place: str
) -> Iterator[Answer]:
    """Yield the answers of a table whose header has ``unit_id`` and the items."""
    header = [name.strip() for name in rows[0]] if rows else []
    items = [name for name in header if name not in {*_LEAD, _REMARK, ""}]
    if "unit_id" not in header or not items:
        raise CodebookError(
            f"its header has no unit_id, or no item ({', '.join(filter(None, header))})",
            place=f"{place}, row 1",
            remedy="Keep the first row as it was.",
        )
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, row, strict=False))
        unit = cells.get("unit_id", "").strip()
        if not unit and number == _QUESTIONS:
            continue
        who = cells.get("coder", "").strip() or coder
        for item in items:
            where = f"{place}, row {number}, column {item!r}"
            yield Answer(unit, who, item, cells.get(item) or "", where)


def _fill_coding(
    sheet: Any, units: pd.DataFrame, codebook: Codebook, coder: str, language: str
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    columns = [*_LEAD, *(item.id for item in codebook.items), _REMARK]
    questions = ["", "", "", *(item.text(language) for item in codebook.items), ""]
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row, values in ((1, columns), (_QUESTIONS, questions)):
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value or None)
            cell.alignment = wrapped
            cell.font = Font(bold=row == _QUESTIONS, size=8 if row == 1 else 11)
    for row, (unit, text) in enumerate(
        zip(units["unit_id"], units["text"], strict=True), start=_QUESTIONS + 1
    ):
        for column, value in enumerate((unit, coder, text), start=1):
            place = f"unit {unit!r}, column {columns[column - 1]!r}"
            cell = sheet.cell(row, column)
            cell.value, cell.data_type = checked_text(value, place), "s"
            cell.number_format = "@"
            cell.alignment = wrapped
    for column, name in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 20)
    sheet.freeze_panes = "D3"


def _fill_codebook(sheet: Any, codebook: Codebook, language: str) -> None:
    from openpyxl.styles import Alignment, Font

    texts = codebook.texts
    lines = [
        [texts.get(f"title_{language}", codebook.name)],
        [f"{codebook.name} {codebook.version} {codebook.content_hash[:12]}"],
        *([line] for line in texts.get(f"instructions_{language}", "").split("\n") if line),
        [],
    ]
    heads = {
        "ar": ["الرمز", "الاسم", "التعريف", "مثال", "مثال مضاد", "السؤال", "القيم"],
        "en": ["code", "name", "definition", "example", "counter-example", "question", "values"],
    }
    lines.append(heads[language])
    for code in codebook.codes:
        told = [code.id, code.text("name", language), code.text("definition", language)]
        told += [code.example, code.counter_example]
        for item in code.items:
            lines.append([*told, item.text(language), " · ".join(_shown(item, language))])
            told = [""] * len(told)
    for row, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(row, column, value or None)
            cell.alignment = Alignment(wrap_text=len(line) > 1, vertical="top")
            cell.font = Font(bold=row == 1 or line == heads[language])
    for letter, width in zip("ABCDEFG", (14, 22, 45, 45, 45, 60, 40), strict=True):
        sheet.column_dimensions[letter].width = width


def _fill_lists(sheet: Any, coding: Any, codebook: Codebook, language: str, n_units: int) -> None:
    """Fill one column of values per item, and tie the coding page's cells to it."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, item in enumerate(codebook.items):
        shown = _shown(item, language)
        letter = get_column_letter(number + 1)
        for row, value in enumerate([item.id, *shown], start=1):
            sheet.cell(row, number + 1, value)
        source = f"lists!${letter}$2:${letter}${len(shown) + 1}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True)
        rule.showErrorMessage = True
        rule.error = " / ".join(shown)[:225]
        coding.add_data_validation(rule)
        column = get_column_letter(len(_LEAD) + number + 1)
        rule.add(f"{column}{_QUESTIONS + 1}:{column}{_QUESTIONS + n_units}")
    sheet.sheet_state = "hidden"


def _shown(item: Item, language: str) -> list[str]:
    return [value.ar if language == "ar" else value.en for value in item.values]
