"""Each kind of file as a stream of records."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from framing.errors import InputError, closest
from framing.intake.columns import match_columns
from framing.intake.record import TEXT_LIMIT, Record, Reject
from framing.intake.sources import Part

TABLES_OF_TEXT = {".csv": ",", ".tsv": "\t"}


def read_part(part: Part, mapping: Mapping[str, str] | None = None) -> Iterator[Record | Reject]:
    """Yield the articles of one file as its source has them.

    Parameters
    ----------
    part : Part
        The file, with what a table beside it says of it.
    mapping : mapping, optional
        Column names, as in ``match_columns``.
    """
    ending = part.path.suffix.lower()
    if ending in TABLES_OF_TEXT:
        yield from _delimited(part, TABLES_OF_TEXT[ending], mapping)
    elif ending == ".jsonl":
        yield from _json_lines(part, mapping)
    elif ending == ".parquet":
        yield from _parquet(part, mapping)
    elif ending in {".txt", ".text"}:
        yield _plain(part)
    else:
        yield Reject(part.name, None, "the ending names no known format", part.path.suffix)


def _plain(part: Part) -> Record | Reject:
    try:
        text = part.path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Reject(part.name, None, "not UTF-8", str(error))
    fields = {"article_id": part.path.stem, **part.fields, "text": text}
    return Record(part.name, None, fields, whole=True)


def _delimited(
    part: Part, separator: str, mapping: Mapping[str, str] | None
) -> Iterator[Record | Reject]:
    csv.field_size_limit(TEXT_LIMIT)
    try:
        with part.path.open(encoding="utf-8-sig", newline="") as handle:
            reader = csv.DictReader(handle, delimiter=separator)
            yield from rows_of(part.name, list(reader.fieldnames or []), _numbered(reader), mapping)
    except UnicodeDecodeError as error:
        yield Reject(part.name, None, "not UTF-8", str(error))
    except csv.Error as error:
        yield Reject(part.name, None, f"not a table: {error}")


def _numbered(reader: csv.DictReader[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    before = 1
    for row in reader:
        yield before + 1, row
        before = reader.line_num


def _json_lines(part: Part, mapping: Mapping[str, str] | None) -> Iterator[Record | Reject]:
    rows: list[tuple[int, dict[str, Any]]] = []
    names: dict[str, None] = {}
    try:
        with part.path.open(encoding="utf-8-sig", newline="\n") as handle:
            for number, line in enumerate(handle, start=1):
                if line.strip():
                    row = json.loads(line)
                    names.update(dict.fromkeys(row))
                    rows.append((number, row))
    except UnicodeDecodeError as error:
        yield Reject(part.name, None, "not UTF-8", str(error))
    except (json.JSONDecodeError, TypeError) as error:
        yield Reject(part.name, number, f"not a JSON object: {error}", line)
    yield from rows_of(part.name, list(names), rows, mapping)


def _parquet(part: Part, mapping: Mapping[str, str] | None) -> Iterator[Record | Reject]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(part.path)
    except (pa.ArrowException, OSError) as error:
        yield Reject(part.name, None, "not a Parquet file", str(error))
        return
    rows = (row for batch in file.iter_batches(2000) for row in batch.to_pylist())
    names = [name for name in file.schema_arrow.names if not name.startswith("__index_level")]
    yield from rows_of(part.name, names, enumerate(rows, start=1), mapping)


def rows_of(
    name: str,
    columns: list[str],
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    mapping: Mapping[str, str] | None,
) -> Iterator[Record | Reject]:
    """Yield the rows of a table as records, its columns under the contract's names."""
    found = match_columns(columns, mapping, place=name)
    if "text" not in found and "title" not in found:
        raise InputError(
            f"no column holds the text (there are: {', '.join(columns) or 'none'})",
            place=name,
            remedy=f"Name it: --map text=COLUMN.{closest('text', columns)}",
        )
    theirs = {column: ours for ours, column in found.items()}
    for number, row in rows:
        fields = {theirs.get(c, c): as_text(row[c]) for c in columns if row.get(c) is not None}
        fields.setdefault("article_id", f"{name.rsplit('/', 1)[-1].rsplit('.', 1)[0]}-{number}")
        yield Record(name, number, fields)


def as_text(value: Any) -> str:
    """Turn any value of a table into text: dates in ISO, lists and mappings as JSON.

    Examples
    --------
    >>> as_text(["أ", 1])
    '["أ", 1]'
    """
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value != value:
        return ""
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
