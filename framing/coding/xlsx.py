"""Coding sheets for spreadsheets: drop-down lists, the questions above, a codebook page."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.coding.answers import REMARK, Answer
from framing.coding.codebook import Codebook
from framing.coding.codes import CodebookError, Item
from framing.spreadsheet import cell_text, checked_text, write_fixed

if TYPE_CHECKING:
    import pandas as pd

_LEAD = ("unit_id", "coder", "text")
_WIDTHS = {"unit_id": 16, "coder": 10, "text": 90}
_QUESTIONS = 2  # the row that has them
# What the format cannot hold is shown as a mark: the sheet is for reading, the key has the text.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


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
    rows, merged = _sheet(path)
    _check_merged(merged, rows[0] if rows else [], path)
    yield from answers_of(rows, codebook, coder, str(path))


def _sheet(path: Path) -> tuple[list[list[str]], list[Any]]:
    """Return the cells of a workbook's page as texts, and the ranges that were merged."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of lists and styles that Excel has and openpyxl has not
        try:
            book = load_workbook(path, data_only=True, keep_links=False)
        except (KeyError, ValueError, OSError, BadZipFile) as error:
            raise CodebookError(
                f"cannot be read as a workbook: {error}",
                place=str(path),
                remedy="Save it as .xlsx, without a password.",
            ) from error
    sheet = book["coding"] if "coding" in book.sheetnames else book.worksheets[0]
    rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    merged = list(sheet.merged_cells.ranges)
    book.close()
    return rows, merged


def _check_merged(merged: list[Any], header: list[str], path: Path) -> None:
    """Raise where cells of answers are merged: one of them would get all, the others nothing."""
    for cells in sorted(merged, key=lambda one: (one.min_row, one.min_col)):
        if cells.max_row > _QUESTIONS and any(header[cells.min_col - 1 : cells.max_col]):
            raise CodebookError(
                f"cells {cells.coord} are merged, so that it cannot be told whose answer it is",
                place=str(path),
                remedy="Unmerge them and answer each row.",
            )


def answers_of(
    rows: list[list[str]], codebook: Codebook, coder: str, place: str
) -> Iterator[Answer]:
    """Yield the answers of a table whose header has ``unit_id`` and the items."""
    header = [name.strip() for name in rows[0]] if rows else []
    items = [name for name in header if name not in {*_LEAD, ""}]
    _check_header(header, items, place)
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, row, strict=False))
        unit = cells.get("unit_id", "").strip()
        if number == _QUESTIONS and _asks(cells, codebook):
            continue
        who = cells.get("coder", "").strip() or coder
        for item in items:
            where = f"{place}, row {number}, column {item!r}"
            yield Answer(unit, who, item, cells.get(item) or "", where, cells.get("text", ""))


def _asks(cells: dict[str, str], codebook: Codebook) -> bool:
    """Tell the row of questions from a unit whose id was lost."""
    told = {item.id: (item.ar, item.en) for item in codebook.items}
    shown = [(name, cell.strip()) for name, cell in cells.items() if cell.strip()]
    return all(cell in told.get(name, ()) for name, cell in shown)


def _check_header(header: list[str], items: list[str], place: str) -> None:
    twice = next((name for name in items if header.count(name) > 1), None)
    if twice is None and "unit_id" in header and any(name != REMARK for name in items):
        return
    shown = ", ".join(filter(None, header))
    raise CodebookError(
        f"its header has {twice!r} twice"
        if twice
        else f"its header has no unit_id, or no item ({shown})",
        place=f"{place}, row 1",
        remedy="Keep the first row as it was.",
    )


def _fill_coding(
    sheet: Any, units: pd.DataFrame, codebook: Codebook, coder: str, language: str
) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    columns = [*_LEAD, *(item.id for item in codebook.items), REMARK]
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
            shown = checked_text(_FORBIDDEN.sub("\ufffd", value), place)
            cell.value, cell.data_type = shown, "s"
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
