"""A lexicon's files as plain rows: what conversion works on, and what writes them in order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.files import COLUMNS, read_parts
from framing.lexicon.layout import ORDER
from framing.outputs import whole_file, whole_folder

Record = dict[str, str]

_OPTIONAL = {
    "labels": ("valid_from", "valid_to"),
    "forms": ("clitics", "requires", "forbids", "usage", "endings"),
    "lists": ("note", "clitics", "endings"),
    "concepts": (),
}


@dataclass(slots=True)
class Draft:
    """A lexicon's card as written, and its tables as records.

    ``notes`` collects what could not be kept on the way here; ``headers`` has the columns of
    the tables where they were read from a lexicon.
    """

    name: str
    card: str
    tables: dict[str, list[Record]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    headers: dict[str, list[str]] = field(default_factory=dict)


def read_folder(folder: Path) -> Draft:
    """Read a lexicon folder as it is, judging nothing."""
    parts = read_parts(folder)
    card = (folder / "card.toml").read_text(encoding="utf-8-sig")
    tables = {name: [dict(record) for _, record in parts.records(name)] for name in parts.tables}
    headers = {name: table.header for name, table in parts.tables.items()}
    notes = [
        f"{name}.csv: {beyond_note(rows)}"
        for name, t in parts.tables.items()
        if (rows := t.beyond())
    ]
    return Draft(parts.name, card, tables, notes, headers)


def beyond_note(rows: list[int]) -> str:
    """Say that rows have cells in no column.

    Examples
    --------
    >>> beyond_note([4, 9])
    'cells beyond the last column of 2 rows (such as row 4)'
    """
    return f"cells beyond the last column of {len(rows)} rows (such as row {rows[0]})"


def write_folder(draft: Draft, folder: Path) -> None:
    """Write a lexicon folder, whole or not at all: UTF-8, LF, sorted, one row a line.

    Raises
    ------
    LexiconError
        When something stands at the path already.
    """
    if folder.exists():
        raise LexiconError(
            "stands there already",
            place=str(folder),
            remedy="Name a new folder; a lexicon is never overwritten.",
        )
    with whole_folder(folder) as partial:
        (partial / "card.toml").write_text(draft.card, encoding="utf-8", newline="\n")
        for name, records in draft.tables.items():
            path = partial / f"{name}.csv"
            path.write_text(
                csv_text(name, records, draft.headers.get(name, ())), encoding="utf-8", newline="\n"
            )


def tidy(folder: Path) -> list[Path]:
    """Sort and rewrite a lexicon's CSV files where they are not in order; return the changed.

    Columns that are no lexicon's are kept, after the others.
    """
    parts = read_parts(folder)
    changed = []
    for name, table in parts.tables.items():
        path = folder / f"{name}.csv"
        text = csv_text(name, [record for _, record in table.records()], table.header)
        if path.read_bytes() != text.encode("utf-8"):
            with whole_file(path) as partial:
                partial.write_text(text, encoding="utf-8", newline="\n")
            changed.append(path)
    return changed


def csv_text(name: str, records: Iterable[Record], header: Iterable[str] = ()) -> str:
    r"""Return one table as the text of its CSV file, sorted.

    Optional columns that are empty everywhere are left out unless ``header`` has them.

    Examples
    --------
    >>> csv_text("lists", [{"list": "b", "form": "x", "kind": "exact"}, {"list": "a"}])
    'list,form,kind\na,,\nb,x,exact\n'
    """
    records, header = list(records), list(header)
    filled = {column for record in records for column, value in record.items() if value}
    kept = [c for c in COLUMNS[name] if c in filled or (not header and c not in _OPTIONAL[name])]
    columns = [c for c in COLUMNS[name] if c in header or c in kept]
    columns += [c for c in header if c and c not in columns]
    rows = sorted(records, key=lambda r: tuple(r.get(c, "") for c in ORDER[name]))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({c: " ".join(v.split()) for c, v in row.items()} for row in rows)
    return out.getvalue()


def new_card(name: str, source: str) -> str:
    """Return the card of a lexicon that comes from another tool's dictionary.

    Examples
    --------
    >>> import tomllib
    >>> tomllib.loads(new_card("peace", "peace.yml"))["version"]
    '0.1.0'
    """
    gap = f"Converted from {source}: no row has been proved by sentences yet."
    lines = [
        f"name = {json.dumps(name)}",
        'version = "0.1.0"',
        'licence = ""',
        'description_en = ""',
        'description_ar = ""',
        'row_definition = "One row is one form: a spelling that carries one label of one concept."',
        f"known_gaps = [{json.dumps(gap, ensure_ascii=False)}]",
    ]
    return "\n".join(lines) + "\n"
