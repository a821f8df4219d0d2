"""Tables to files and back: the ending of the file decides the format.

CSV, TSV, JSONL and Parquet come back equal, every character and id kept; XLSX is for people.
The same table always gives the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import InputError, TableError
from framing.outputs import whole_file
from framing.tables import TABLES, as_table, check_table

if TYPE_CHECKING:
    import pandas as pd

ENDINGS = (".csv", ".tsv", ".jsonl", ".parquet", ".xlsx")

_SEPARATORS = {".csv": ",", ".tsv": "\t"}
_BOM = "\ufeff"
_FIELD_LIMIT = 100_000_000
_TO_QUOTE = re.compile(r'["\r\n]')
_FORMULA = re.compile(r"'*[=+\-@]")
_SHORT = 100  # characters

# Tables that other tools fill in part: what is missing there is empty. Of every other table a
# missing column means that the file is not what it is taken for.
_PARTIAL = ("articles", "article_index", "rejects")


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

    Examples
    --------
    >>> import tempfile
    >>> rejects = as_table([{"source": "00012", "reason": "=1+1"}], "rejects")
    >>> file = write_table(rejects, Path(tempfile.mkdtemp()) / "rejects.csv")
    >>> read_table(file, "rejects").equals(rejects)
    True
    """
    path = Path(path)
    ending = check_ending(path)
    table = table.copy(deep=False)
    table.attrs = {}
    with whole_file(path) as partial:
        if ending in _SEPARATORS:
            _write_text(table, partial, _SEPARATORS[ending], path, for_excel=for_excel)
        elif ending == ".jsonl":
            _write_jsonl(table, partial, path)
        elif ending == ".parquet":
            _write_parquet(table, partial, path)
        else:
            from framing.spreadsheet import write_sheet

            cells = (list(row) for row in _plain_rows(table))
            write_sheet([str(c) for c in table.columns], cells, partial, place=path.name)
    return path


def check_ending(path: Path) -> str:
    """Return the ending of a file's name in lower case.

    Raises
    ------
    InputError
        When it names no format.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(
            f"the ending {path.suffix!r} names no format",
            place=str(path),
            remedy=f"End the name in one of {', '.join(ENDINGS)}.",
        )
    return ending


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
    TableError
        When a column is missing or holds values of the wrong kind.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError("there is no such file", place=str(path), remedy="Check the path.")
    reader = _readers().get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"the ending {path.suffix!r} names no format",
            place=str(path),
            remedy=f"Give a file that ends in one of {', '.join(ENDINGS)}.",
        )
    try:
        rows = reader(path, name)
    except (ValueError, OSError, csv.Error, KeyError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"cannot be read as a {path.suffix} file: {error}",
            place=str(path),
            remedy="Write it anew with framing, or save it as UTF-8 CSV.",
        ) from error
    try:
        if name not in _PARTIAL:
            check_table(rows, name)
        return as_table(rows, name)
    except TableError as error:
        raise TableError(error.problem, place=str(path), remedy=error.remedy) from error


def _readers() -> dict[str, Callable[[Path, str], pd.DataFrame]]:
    return {
        ".csv": _read_text,
        ".tsv": _read_text,
        ".jsonl": _read_jsonl,
        ".parquet": _read_parquet,
        ".xlsx": _read_xlsx,
    }


def _read_parquet(path: Path, name: str) -> pd.DataFrame:
    import pandas as pd

    return pd.read_parquet(path)


def _read_text(path: Path, name: str) -> pd.DataFrame:
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open(encoding="utf-8", newline="") as handle:
        start = handle.read(1)
        is_for_excel = start == _BOM
        handle.seek(3 if is_for_excel else 0)
        reader = csv.reader(handle, delimiter=_SEPARATORS[path.suffix.lower()], strict=True)
        columns = next(reader, None)
        if columns is None:
            raise ValueError("it is empty")
        rows = list(_full_rows(reader, len(columns)))
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    if is_for_excel:
        cells = [tuple(map(_unescaped, column)) for column in cells]
    return _from_text(dict(zip(columns, cells, strict=True)), name)


def _full_rows(reader: Any, width: int) -> Iterator[list[str]]:
    for row in reader:
        if len(row) != width:
            if not row:
                continue
            raise ValueError(
                f"line {reader.line_num} has {len(row)} cells, where the header has {width}"
            )
        yield row


def _read_jsonl(path: Path, name: str) -> pd.DataFrame:
    import pandas as pd

    rows: list[dict[str, Any]] = []
    with path.open(encoding="utf-8-sig", newline="\n") as handle:
        for number, line in enumerate(handle, start=1):
            if line.strip():
                rows.append(_row_of(line, number))
    names = dict.fromkeys(name for row in rows for name in row)
    if not rows:
        return as_table(None, name)
    return pd.DataFrame({column: [row.get(column) for row in rows] for column in names})


def _row_of(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"line {number} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise ValueError(f"line {number} is no JSON object: {line.strip()[:80]!r}")
    return row


def _read_xlsx(path: Path, name: str) -> pd.DataFrame:
    from framing.spreadsheet import read_sheet

    columns, rows = read_sheet(path)
    cells = list(zip(*rows, strict=True)) if rows else [()] * len(columns)
    return _from_text(dict(zip(columns, cells, strict=True)), name)


def _from_text(columns: dict[str, tuple[str, ...]], name: str) -> pd.DataFrame:
    """Turn columns of texts into values: empty figures to None, flags to booleans."""
    import pandas as pd

    kinds = TABLES[name]
    made: dict[str, Any] = {}
    for column, cells in columns.items():
        kind = kinds.get(column, "text")
        if kind == "flag":
            made[column] = [_flag(cell, column) for cell in cells]
        elif kind == "text":
            made[column] = pd.Series(cells, dtype="str")
        else:
            made[column] = pd.Series([cell if cell != "" else None for cell in cells], dtype=object)
    return pd.DataFrame(made)


def _flag(cell: str, column: str) -> bool:
    value = {"true": True, "1": True, "false": False, "0": False, "": False}.get(cell.lower())
    if value is None:
        raise ValueError(f"column {column!r} should hold True or False, not {cell!r}")
    return value


def _write_text(
    table: pd.DataFrame, path: Path, separator: str, target: Path, *, for_excel: bool
) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        if for_excel:
            handle.write(_BOM)
        header = _texts(map(str, table.columns), separator, escape=False)
        handle.write(separator.join(header) + "\n")
        columns = (_plain(table.iloc[:, at]) for at in range(table.shape[1]))
        texts = [_texts(cells, separator, escape=for_excel) for cells in columns]
        for number, row in enumerate(zip(*texts, strict=True), start=2):
            line = separator.join(row) or ('""' if len(row) == 1 else "")  # no empty line
            try:
                handle.write(line + "\n")
            except UnicodeEncodeError as error:
                raise _not_unicode(target, number, list(row)) from error


def _texts(cells: Iterable[Any], separator: str, *, escape: bool) -> Iterator[str]:
    r"""Yield cells as CSV has them; unlike the standard writer, a lone \r is quoted too.

    Examples
    --------
    >>> ",".join(_texts(['a"b', None, 1.5, "=1"], ",", escape=True))
    '"a""b",,1.5,\'=1'
    """
    known: dict[str, str] = {}  # most columns repeat a few short texts
    for cell in cells:
        if not isinstance(cell, str):
            yield "" if cell is None else _quoted(repr(cell), separator)
            continue
        text = known.get(cell)
        if text is None:
            text = _quoted(_escaped(cell) if escape else cell, separator)
            if len(cell) < _SHORT:
                known[cell] = text
        yield text


def _quoted(text: str, separator: str) -> str:
    if separator in text or _TO_QUOTE.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text


def _write_jsonl(table: pd.DataFrame, path: Path, target: Path) -> None:
    columns = [str(column) for column in table.columns]
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        for number, row in enumerate(_plain_rows(table), start=1):
            line = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str)
            try:
                handle.write(line + "\n")
            except UnicodeEncodeError as error:
                raise _not_unicode(target, number, row) from error


def _write_parquet(table: pd.DataFrame, path: Path, target: Path) -> None:
    try:
        table.to_parquet(path, index=False, compression="zstd")
    except UnicodeEncodeError as error:
        raise _not_unicode(target, 0, []) from error


def _not_unicode(target: Path, number: int, row: list[Any]) -> InputError:
    bad = [value for value in row if isinstance(value, str) and re.search("[\ud800-\udfff]", value)]
    shown = f": {ascii(bad[0][:60])}" if bad else ""
    return InputError(
        f"a text holds a lone surrogate, which is no character{shown}",
        place=f"{target.name}, line {number}" if number else target.name,
        remedy="Read the articles with framing, which rejects such texts.",
    )


def _plain_rows(table: pd.DataFrame) -> Iterator[list[Any]]:
    """Yield rows of plain values: dates in ISO, what is unknown as None."""
    columns = [_plain(table.iloc[:, at]) for at in range(table.shape[1])]
    return map(list, zip(*columns, strict=True)) if columns else iter(())


def _plain(values: pd.Series) -> list[Any]:
    if values.dtype.kind == "M":
        return [None if day != day else _iso(day) for day in values.dt.to_pydatetime()]
    if values.dtype.kind == "f":
        return [None if value != value else value for value in values.tolist()]
    cells: list[Any] = values.tolist()
    if values.dtype == object:
        cells = [_of_object(cell) for cell in cells]
    return cells


def _of_object(cell: Any) -> Any:
    if isinstance(cell, (list, tuple, dict)):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return None if cell is None or cell != cell else cell


def _iso(moment: Any) -> str:
    text = str(moment.isoformat())
    return text.removesuffix("T00:00:00")


def _escaped(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Cells that begin with apostrophes and then such a sign get one more, so that taking one
    away always gives back what was there.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if re.match(r"'+[=+\-@]", cell) else cell
