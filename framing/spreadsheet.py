"""XLSX files: tables for people, written the same every time."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from framing.errors import InputError

CELL_LIMIT = 32_767  # characters in one cell
ROW_LIMIT = 1_048_576  # rows of one sheet, its header among them

_FIXED = datetime.datetime(2000, 1, 1)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ANOTHER = "Write Parquet, JSONL or CSV instead."


def write_sheet(
    columns: list[str], rows: Iterable[list[Any]], path: Path, *, place: str = ""
) -> None:
    """Write one sheet; formulas as text, nothing cut, timestamps fixed.

    Parameters
    ----------
    columns : list of str
        The header.
    rows : iterable of list
        Texts, figures, booleans; None for an empty cell.
    path : Path
        The file.
    place : str, optional
        How messages name it.

    Raises
    ------
    InputError
        When a cell or the number of rows does not fit the format.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = _FIXED
    sheet = book.active
    sheet.title = "table"
    for number, row in enumerate([list(columns), *rows], start=1):
        if number > ROW_LIMIT:
            raise InputError(
                f"a sheet holds {ROW_LIMIT} rows and the table has more",
                place=place or str(path),
                remedy=_ANOTHER,
            )
        for at, (value, column) in enumerate(zip(row, columns, strict=True), start=1):
            if value is None:
                continue
            cell = sheet.cell(number, at)
            if isinstance(value, str):
                where = f"{place or path}, row {number}, column {column!r}"
                cell.value, cell.data_type = checked_text(value, where), "s"
            else:
                cell.value = value
    held = io.BytesIO()
    book.save(held)
    book.close()
    write_fixed(held, path)


def checked_text(value: str, place: str) -> str:
    """Return a text that one cell can hold.

    Raises
    ------
    InputError
        When it is too long, or has a character that the format forbids.
    """
    if len(value) > CELL_LIMIT:
        raise InputError(
            f"a text of {len(value)} characters does not fit an XLSX cell ({CELL_LIMIT})",
            place=place,
            remedy=_ANOTHER,
        )
    found = _FORBIDDEN.search(value)
    if found:
        raise InputError(
            f"an XLSX cell cannot hold the character U+{ord(found.group()):04X}",
            place=place,
            remedy=_ANOTHER,
        )
    return value


def write_fixed(held: io.BytesIO, path: Path) -> None:
    """Copy a workbook with every timestamp fixed, so that the same table gives the same bytes."""
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = stamp.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", data)
            entry = zipfile.ZipInfo(info.filename, _FIXED.timetuple()[:6])
            new.writestr(entry, data, zipfile.ZIP_DEFLATED)


def read_sheet(path: Path) -> tuple[list[str], list[list[str]]]:
    """Read the first sheet as texts, header first.

    Returns
    -------
    columns : list of str
    rows : list of list of str
        Whole figures without a decimal point, so that an id that a spreadsheet took for a
        number comes back without ``.0``.
    """
    from openpyxl import load_workbook

    with path.open("rb") as stream:
        book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        except IndexError as error:
            raise ValueError("it has no sheet") from error
        finally:
            book.close()
    if not rows:
        raise ValueError("its first sheet is empty")
    columns = rows[0]
    while columns and not columns[-1]:
        columns.pop()
    width = len(columns)
    padded = ([*row, *[""] * width][:width] for row in rows[1:])
    return columns, [row for row in padded if any(row)]


def cell_text(cell: Any) -> str:
    """Return what a cell shows, as text.

    Examples
    --------
    >>> cell_text(7.0), cell_text(datetime.datetime(2024, 12, 8)), cell_text(None)
    ('7', '2024-12-08', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime):
        return cell.isoformat().removesuffix("T00:00:00")
    return str(cell)
