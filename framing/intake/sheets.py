"""Spreadsheets and Parquet files as records."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from framing.intake.columns import HEADER_REACH, known_names
from framing.intake.record import Note, Part, Reject
from framing.intake.rows import Item, Row, rows_of
from framing.intake.streams import DAMAGED, MEMBER_LIMIT, TooMuchError, whole

_SHEET_LIMIT = 150_000_000  # bytes that a spreadsheet may unpack to
_BATCH = 500


def read_parquet(part: Part, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield the rows of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(part.path or held(part))
    except (pa.ArrowException, OSError, TooMuchError, *DAMAGED) as error:
        yield Reject(part.name, None, f"a damaged Parquet file: {error}")
        return
    with file:
        names = [name for name in file.schema_arrow.names if not name.startswith("__index_level")]
        yield from rows_of(part, names, _parquet_rows(part, file, names), mapping)


def _parquet_rows(part: Part, file: Any, names: list[str]) -> Iterator[Row]:
    import pyarrow as pa

    number = 0
    try:
        for batch in file.iter_batches(_BATCH, columns=names):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield number + 1, Reject(part.name, number + 1, f"a damaged Parquet file: {error}")


def held(part: Part) -> BinaryIO:
    """Hold a member of an archive in memory, where it can be read in any order."""
    return io.BytesIO(whole(part, MEMBER_LIMIT))


def read_sheets(part: Part, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield the rows of every sheet of an XLSX file; a formula gives its last value."""
    try:
        with part.path.open("rb") if part.path else held(part) as stream:
            yield from _unsafe(part, stream) or _book(part, stream, mapping)
    except (TooMuchError, *DAMAGED, *_NO_BOOK) as error:
        yield Reject(part.name, None, f"a damaged spreadsheet: {error}")


def _book(part: Part, stream: BinaryIO, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    from openpyxl import load_workbook

    book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            yield from _sheet(part, sheet, mapping)
    finally:
        book.close()


_NO_BOOK = (zipfile.BadZipFile, OSError, KeyError, ValueError, TypeError, AttributeError)


def _unsafe(part: Part, stream: BinaryIO) -> list[Item]:
    """Refuse a spreadsheet that unpacks to too much or declares XML entities."""
    with zipfile.ZipFile(stream) as archive:
        if sum(info.file_size for info in archive.infolist()) > _SHEET_LIMIT:
            reason = f"unpacks to more than {_SHEET_LIMIT // 1_000_000} MB; save it as CSV"
            return [Reject(part.name, None, reason)]
        for info in archive.infolist():
            with archive.open(info) as member:
                if b"<!DOCTYPE" in member.read(2000):
                    return [Reject(part.name, None, "declares XML entities", info.filename)]
    stream.seek(0)
    return []


def _sheet(part: Part, sheet: Any, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    if not hasattr(sheet, "iter_rows"):  # a sheet that is only a chart
        return
    sheet.reset_dimensions()  # what a file says of its own size may be wrong
    if getattr(sheet, "sheet_state", "visible") != "visible":
        yield Note("hidden sheets read", str(sheet.title))
    rows = _sheet_rows(part, sheet)
    above = list(itertools.islice(rows, HEADER_REACH))
    at = _header_in(above)
    if at is None:
        return
    if at:
        yield Note("not read", f"{at} rows above the header")
    header = above[at]
    rows = itertools.chain(above[at + 1 :], rows)
    names = [str(cell).strip() for cell in header[1].values() if cell is not None]  # type: ignore[union-attr]
    cells = {column: str(cell).strip() for column, cell in header[1].items() if cell is not None}  # type: ignore[union-attr]
    named = (
        (number, row if isinstance(row, Reject) else _renamed(row, cells)) for number, row in rows
    )
    yield from rows_of(part, names, named, mapping)


def _header_in(rows: list[Row]) -> int | None:
    """Tell which of the first rows names the columns: the first one, unless none of it is known."""
    named = [
        (at, known_names(str(cell) for cell in row.values() if cell is not None))
        for at, (_, row) in enumerate(rows)
        if not isinstance(row, Reject)
    ]
    if not named:
        return None
    if named[0][1]:
        return named[0][0]
    return next((at for at, known in named if known > 1), named[0][0])


def _renamed(row: Mapping[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    return {cells[column]: value for column, value in row.items() if column in cells}


def _sheet_rows(part: Part, sheet: Any) -> Iterator[Row]:
    """Yield rows with their cells by position, empty ones aside."""
    number = 0
    try:
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            if any(cell is not None for cell in row):
                yield number, {str(column): cell for column, cell in enumerate(row)}
    except (*_NO_BOOK, SyntaxError) as error:
        yield number + 1, Reject(part.name, number + 1, f"a damaged spreadsheet: {error}")
