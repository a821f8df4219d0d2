"""What a path holds: the files behind folders, and the table that describes text files."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.errors import InputError
from framing.intake.columns import match_columns
from framing.intake.record import Reject

TEXT_ENDINGS = (".txt", ".text")
TABLE_ENDINGS = (".csv", ".tsv")
_NOT_ARTICLES = ("readme", "license", "licence", "citation", "changelog")


@dataclass(frozen=True, slots=True)
class Part:
    """One file to read, and what a table beside it says of it."""

    name: str
    path: Path
    fields: dict[str, str] = field(default_factory=dict)


def expand(path: str | Path, mapping: Mapping[str, str] | None = None) -> Iterator[Part | Reject]:
    """Yield every file behind a path, in an order that never changes.

    Parameters
    ----------
    path : path
        A file, or a folder with all that is under it. Where a table in a folder, or in the
        folder above, has a column of file names and no text, those files take their outlet,
        date and id from it, and the table's own folder holds nothing else to read.
    mapping : mapping, optional
        Column names, as in ``match_columns``.

    Raises
    ------
    InputError
        When there is nothing at ``path``, or a folder has no file to read.
    """
    path = Path(path)
    if path.is_file():
        yield from _file_parts(path, mapping)
    elif path.is_dir():
        parts = list(_folder_parts(path, mapping))
        if not parts:
            raise InputError(
                "the folder holds no file that could be read",
                place=str(path),
                remedy="Give a folder of articles: .txt, .csv, .jsonl or .parquet files.",
            )
        yield from parts
    else:
        raise InputError(
            "there is no such file or folder", place=str(path), remedy="Check the path."
        )


def _file_parts(path: Path, mapping: Mapping[str, str] | None) -> Iterator[Part | Reject]:
    if path.suffix.lower() in TABLE_ENDINGS:
        table = FileTable.at(path, mapping)
        if table is not None:
            yield from table.parts()
            return
    if path.suffix.lower() in TEXT_ENDINGS:
        tables = _tables_near(path.parent, mapping)
        yield _described(path, tables)
    else:
        yield Part(str(path), path)


def _folder_parts(folder: Path, mapping: Mapping[str, str] | None) -> Iterator[Part | Reject]:
    tables = _tables_near(folder, mapping)
    own = [table for table in tables if table.path.parent == folder]
    if own:
        for table in own:
            yield from table.parts()
        endings = {Path(name).suffix.lower() for table in own for name in table.rows}
        files = [f for f in _files_under(folder) if f.suffix.lower() in endings]
        for file in files:
            if not any(table.describes(file) for table in own):
                reason = f"not named in {own[0].path.name}, which says what this folder holds"
                yield Reject(str(file), None, reason)
        return
    for file in _files_under(folder):
        yield _described(file, tables)


def _files_under(folder: Path) -> list[Path]:
    found = []
    for home, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(home, name) for name in names if not _is_passed_over(name)]
    return sorted(found, key=lambda file: file.relative_to(folder).as_posix())


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or Path(name).stem.lower() in _NOT_ARTICLES


def _described(file: Path, tables: list[FileTable]) -> Part:
    for table in tables:
        if table.describes(file):
            return Part(str(file), file, table.fields_of(file))
    return Part(str(file), file)


def _tables_near(folder: Path, mapping: Mapping[str, str] | None) -> list[FileTable]:
    """Find the tables of files in a folder and in the one above it."""
    homes = [folder, folder.resolve().parent]
    paths = [
        file
        for home in homes
        for file in sorted(home.iterdir())
        if file.suffix.lower() in TABLE_ENDINGS and file.is_file()
    ]
    found = (FileTable.at(path, mapping) for path in paths)
    return [table for table in found if table is not None]


@dataclass(frozen=True, slots=True)
class FileTable:
    """A CSV whose rows name text files: what it says of each, by the name it gives."""

    path: Path
    rows: dict[str, dict[str, str]]
    rejects: list[Reject]

    @classmethod
    def at(cls, path: Path, mapping: Mapping[str, str] | None) -> FileTable | None:
        """Read the table at ``path``, or return None when its rows name no files."""
        separator = "\t" if path.suffix.lower() == ".tsv" else ","
        try:
            with path.open(encoding="utf-8-sig", newline="") as handle:
                reader = csv.DictReader(handle, delimiter=separator)
                names = reader.fieldnames or []
                found = match_columns(names, _that_fits(mapping, names), place=str(path))
                if "file" not in found or "text" in found:
                    return None
                return cls._of_rows(path, found, reader)
        except (UnicodeDecodeError, csv.Error):
            return None

    @classmethod
    def _of_rows(
        cls, path: Path, found: Mapping[str, str], reader: csv.DictReader[str]
    ) -> FileTable:
        theirs = {name: ours for ours, name in found.items()}
        rows: dict[str, dict[str, str]] = {}
        rejects: list[Reject] = []
        for row in reader:
            fields = {theirs.get(name, name): value or "" for name, value in row.items() if name}
            name = fields.pop("file", "").strip()
            name = Path(name).as_posix() if name else ""
            reason = _cannot_hold(path.parent, name) or (
                "names the same file as a row before" if name in rows else ""
            )
            if reason:
                rejects.append(Reject(str(path), reader.line_num, reason, name))
            else:
                rows[name] = fields
        return cls(path, rows, rejects)

    def parts(self) -> Iterator[Part | Reject]:
        """Yield the files it names, in its order, and what is wrong with its rows."""
        yield from self.rejects
        for name in self.rows:
            file = self.path.parent / name
            yield Part(str(file), file, self.fields_of(file))

    def describes(self, file: Path) -> bool:
        """Tell whether one of its rows names this file."""
        return self._name_of(file) in self.rows

    def fields_of(self, file: Path) -> dict[str, str]:
        """Return what the table says of a file."""
        return self.rows[self._name_of(file)]

    def _name_of(self, file: Path) -> str:
        home = self.path.parent.resolve()
        file = Path(os.path.abspath(file))
        return file.relative_to(home).as_posix() if file.is_relative_to(home) else ""


def _cannot_hold(home: Path, name: str) -> str:
    if not name:
        return "names no file"
    if Path(name).is_absolute() or not (home / name).resolve().is_relative_to(home.resolve()):
        return "names a file outside its folder"
    return "" if (home / name).is_file() else "names a file that is not there"


def _that_fits(mapping: Mapping[str, str] | None, names: object) -> dict[str, str]:
    """Keep what of a mapping concerns this table: another file may have the other columns."""
    known = list(names) if isinstance(names, list) else []
    return {ours: theirs for ours, theirs in (mapping or {}).items() if theirs in known}
