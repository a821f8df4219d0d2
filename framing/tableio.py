"""Tables to files and back: the ending of the file decides the format.

CSV, TSV, JSONL and Parquet come back equal, every character and id kept; XLSX is for people.
The same table always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import InputError
from framing.outputs import whole_file
from framing.tables import TABLES, as_table

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".csv", ".tsv", ".jsonl", ".parquet", ".xlsx")

CELL_LIMIT = 32_767  # characters in one XLSX cell


def write_table(table: pd.DataFrame, path: str | Path, *, for_excel: bool = False) -> Path:
    """Write a table whole or not at all.

    Parameters
    ----------
    table : DataFrame
        Any of the contract's tables.
    path : path
        Its ending decides the format: .csv, .tsv, .jsonl, .parquet or .xlsx.
    for_excel : bool, default False
        For CSV and TSV: begin with a BOM and put an apostrophe before cells that begin with
        ``= + - @``, so that a spreadsheet shows them as text. Reading takes both away again.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InputError
        When the ending is unknown, or a cell does not fit the format.
    """
    path = Path(path)
    writer = _writers().get(path.suffix.lower())
    if writer is None:
        raise InputError(
            f"the ending {path.suffix!r} names no format",
            place=str(path),
            remedy=f"End the name in one of {', '.join(ENDINGS)}.",
        )
    with whole_file(path) as partial:
        writer(_escaped(table) if for_excel else table, partial)
        if for_excel and path.suffix.lower() in {".csv", ".tsv"}:
            partial.write_bytes(b"\xef\xbb\xbf" + partial.read_bytes())
    return path


def read_table(path: str | Path, name: str) -> pd.DataFrame:
    """Read a table of the contract back from CSV, TSV, JSONL, Parquet or XLSX.

    Parameters
    ----------
    path : path
        A file that ``write_table`` could have written.
    name : str
        Which table it is: a key of ``framing.tables.TABLES``.

    Returns
    -------
    DataFrame
        Typed as the contract says; extra columns as they were read.

    Raises
    ------
    InputError
        When there is no such file, or it is not what its ending says.
    """
    import pandas as pd

    path = Path(path)
    if not path.is_file():
        raise InputError("there is no such file", place=str(path), remedy="Check the path.")
    try:
        rows = _read(path, name)
    except (UnicodeDecodeError, ValueError, OSError) as error:
        raise InputError(
            f"cannot be read as a {path.suffix or 'table'} file: {error}",
            place=str(path),
            remedy="Write it anew with framing, or save it as UTF-8 CSV.",
        ) from error
    table = as_table(rows, name)
    for column, kind in TABLES[name].items():
        if kind == "text" and path.suffix.lower() in {".csv", ".tsv"}:
            table[column] = table[column].str.replace(r"^'(?=[=+\-@])", "", regex=True)
    return table if isinstance(table, pd.DataFrame) else pd.DataFrame(table)


def _read(path: Path, name: str) -> pd.DataFrame:
    import pandas as pd

    ending = path.suffix.lower()
    if ending == ".parquet":
        return pd.read_parquet(path)
    if ending == ".jsonl":
        return pd.read_json(path, lines=True, dtype=False, convert_dates=False)
    if ending == ".xlsx":
        table = pd.read_excel(path, dtype=object, keep_default_na=False)
    elif ending in {".csv", ".tsv"}:
        separator = "\t" if ending == ".tsv" else ","
        table = pd.read_csv(
            path, sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    else:
        raise ValueError(f"the ending {ending!r} names no format")
    return _from_text(table, name)


def _from_text(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Turn a table of texts into values: empty figures to NaN, flags to booleans."""
    for column, kind in TABLES[name].items():
        if column not in table.columns or kind == "text":
            continue
        values = table[column].astype(str)
        if kind == "flag":
            table[column] = values.str.lower().isin({"true", "1"})
        else:
            table[column] = values.where(values != "", None)
    return table


def _writers() -> dict[str, Callable[[pd.DataFrame, Path], None]]:
    return {
        ".csv": lambda table, path: _write_text(table, path, ","),
        ".tsv": lambda table, path: _write_text(table, path, "\t"),
        ".jsonl": _write_jsonl,
        ".parquet": lambda table, path: table.to_parquet(path, index=False, compression="zstd"),
        ".xlsx": _write_xlsx,
    }


def _write_text(table: pd.DataFrame, path: Path, separator: str) -> None:
    table.to_csv(path, sep=separator, index=False, encoding="utf-8", lineterminator="\n")


def _write_jsonl(table: pd.DataFrame, path: Path) -> None:
    dates = {c: _iso(table[c]) for c in table.columns if table[c].dtype.kind == "M"}
    plain = table.assign(**dates)
    plain.to_json(path, orient="records", lines=True, force_ascii=False, double_precision=15)


def _iso(values: pd.Series) -> pd.Series:
    return values.dt.strftime("%Y-%m-%d").astype(object).where(values.notna(), None)


def _write_xlsx(table: pd.DataFrame, path: Path) -> None:
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    fixed = datetime.datetime(2000, 1, 1)
    book.properties.created = book.properties.modified = fixed
    sheet = book.active
    sheet.append(list(table.columns))
    dates = {c: _iso(table[c]) for c in table.columns if table[c].dtype.kind == "M"}
    for number, row in enumerate(table.assign(**dates).itertuples(index=False), start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            _fill(cell, value, f"{path.name}, row {number}, column {table.columns[column - 1]!r}")
    book.save(path)


def _fill(cell: object, value: object, place: str) -> None:
    import re

    if isinstance(value, str):
        if len(value) > CELL_LIMIT:
            raise InputError(
                f"a text of {len(value)} characters does not fit an XLSX cell ({CELL_LIMIT})",
                place=place,
                remedy="Write Parquet, JSONL or CSV instead.",
            )
        if re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", value):
            raise InputError(
                "an XLSX cell cannot hold control characters",
                place=place,
                remedy="Write Parquet, JSONL or CSV instead.",
            )
        cell.value, cell.data_type = value, "s"  # type: ignore[attr-defined]
    elif value is not None and value == value:
        cell.value = value.item() if hasattr(value, "item") else value  # type: ignore[attr-defined]


def _escaped(table: pd.DataFrame) -> pd.DataFrame:
    texts = {
        c: table[c].str.replace(r"^(?=[=+\-@])", "'", regex=True)
        for c in table.columns
        if table[c].dtype == "str"
    }
    return table.assign(**texts)
