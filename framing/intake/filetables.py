"""A table whose rows name text files: their outlets, dates and ids stand in it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from framing.intake.columns import guesses, match_columns
from framing.intake.delimited import Layout, layout_of, rows_in
from framing.intake.record import Note, Part, Reject
from framing.intake.streams import DAMAGED

TABLE_ENDINGS = (".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class FileTable:
    """What a table says of each file, by the path it gives, relative to its own folder."""

    name: str
    part_name: str
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    items: list[Reject | Note] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        part: Part,
        exists: Callable[[str], bool],
        mapping: Mapping[str, str] | None = None,
    ) -> FileTable | None:
        """Read a table of files, or return None when the part is not one.

        Parameters
        ----------
        part : Part
            A CSV or TSV file.
        exists : callable
            Tells whether a file that a row names is there, and inside the table's folder.
        mapping : mapping, optional
            Column names, as in ``match_columns``; only those the table has are heeded.
        """
        try:
            layout = layout_of(part)
        except (UnicodeError, csv.Error, *DAMAGED):
            return None
        if layout is None:
            return None
        fits = {ours: name for ours, name in (mapping or {}).items() if name in layout.names}
        found = match_columns(layout.names, fits, place=part.name)
        if "file" not in found or "text" in found:
            return None
        table = cls(PurePosixPath(part.name.replace("\\", "/")).name, part.name)
        table.items.extend(guesses(found))
        for item in table._rows(part, layout, found, exists):
            table.items.append(item)
        return table

    def _rows(
        self,
        part: Part,
        layout: Layout,
        found: Mapping[str, str],
        exists: Callable[[str], bool],
    ) -> Iterator[Reject]:
        theirs = {name: ours for ours, name in found.items()}
        for line, row in rows_in(part, layout):
            if isinstance(row, Reject):
                yield row
                continue
            fields = {theirs.get(name, name): value for name, value in row.items()}
            written = fields.pop("file", "").strip().replace("\\", "/")
            name = str(PurePosixPath(written)) if written else ""
            reason = _cannot_hold(name, exists)
            if not reason and name in self.rows:
                reason = "names the same file as a row before"
            if reason:
                yield Reject(part.name, line, reason, written)
            else:
                self.rows[name] = {key: value for key, value in fields.items() if value}


def _cannot_hold(name: str, exists: Callable[[str], bool]) -> str:
    if not name:
        return "names no file"
    if name.startswith("/") or ".." in name.split("/") or ":" in name.split("/")[0]:
        return "names a file outside its folder"
    return "" if exists(name) else "names a file that is not there"
