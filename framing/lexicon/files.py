"""The files of a lexicon, read as they come from editors and spreadsheets.

UTF-8 with or without a BOM, UTF-16 with one, windows-1256; comma, semicolon or tab. Nothing
is judged here but what cannot be read at all.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, repeat
from pathlib import Path
from typing import Any

from framing.bundled import bundled_names, bundled_path
from framing.errors import LexiconError, closest

COLUMNS: dict[str, tuple[str, ...]] = {
    "concepts": ("concept", "gloss_ar", "gloss_en"),
    "labels": (
        "concept", "label", "gloss_ar", "gloss_en", "stance", "reason", "citation", "valid_from",
        "valid_to",
    ),
    "forms": (
        "id", "concept", "label", "form", "kind", "hit", "miss", "citation", "note", "retired_by",
        "clitics", "requires", "forbids", "usage", "endings",
    ),
    "lists": ("list", "form", "kind", "note", "clitics", "endings"),
}  # fmt: skip

# Without these a file cannot be used; the others may be left out, and are then empty.
NEEDED: dict[str, tuple[str, ...]] = {
    "concepts": ("concept",),
    "labels": ("concept", "label"),
    "forms": ("id", "concept", "label", "form", "kind"),
    "lists": ("list", "form", "kind"),
}

_DELIMITERS = (",", ";", "\t")


@dataclass(slots=True, eq=False)
class RawTable:
    """One CSV file: its header, its rows by number, and how it was written.

    One table serves all lexicons that take it, so it is not to be changed.
    """

    path: Path
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "LF"
    _records: list[tuple[int, dict[str, str]]] = field(default_factory=list, repr=False)

    def records(self) -> list[tuple[int, dict[str, str]]]:
        """Return each row's number and its cells by column, stripped; missing ones are ``""``.

        They are made once and shared: who changes a record takes a copy.
        """
        if len(self._records) < len(self.rows):
            filled = (
                (number, map(str.strip, chain(cells, repeat("", len(self.header) - len(cells)))))
                for number, cells in self.rows
            )
            self._records = [
                (number, dict(zip(self.header, cells, strict=False))) for number, cells in filled
            ]
        return self._records

    def beyond(self) -> list[int]:
        """Return the numbers of the rows that have cells beyond the header's."""
        width = len(self.header)
        return [number for number, cells in self.rows if any(c.strip() for c in cells[width:])]


@dataclass(slots=True)
class Parts:
    """One lexicon folder as read: its card and its tables, nothing taken from elsewhere yet."""

    name: str
    path: Path
    card: dict[str, Any]
    tables: dict[str, RawTable]

    def place(self, file: str) -> str:
        """Return a file of this folder as messages name it: relative to the working folder."""
        path = self.path / file
        here = Path.cwd()
        return str(path.relative_to(here) if path.is_relative_to(here) else path)

    def records(self, table: str) -> list[tuple[int, dict[str, str]]]:
        """Return the rows of ``"concepts"``, ``"labels"``, ``"forms"`` or ``"lists"``."""
        return self.tables[table].records() if table in self.tables else []


def find_folder(name_or_path: str | Path, beside: Path | None = None) -> Path:
    """Return the folder of a lexicon: a bundled name, or a path.

    A plain word means the lexicon beside ``beside`` if there is one, else the bundled one,
    else a folder of that name here.

    Raises
    ------
    LexiconError
        When there is no such folder, or it holds no ``card.toml``.
    """
    name = str(name_or_path)
    candidates = [Path(name)]
    if isinstance(name_or_path, str) and "/" not in name and "\\" not in name:
        candidates.insert(0, bundled_path("lexicons") / name)
        if beside is not None:
            candidates.insert(0, beside / name)
    for folder in candidates:
        if (folder / "card.toml").is_file():
            return folder
    if Path(name).is_dir():
        raise LexiconError(
            "the folder has no card.toml, so it is not a lexicon",
            place=name,
            remedy="Name the folder that holds card.toml and the CSV files.",
        )
    known = bundled_lexicons()
    raise LexiconError(
        f"no folder or bundled lexicon has that name (bundled: {', '.join(known) or 'none'})",
        place=f"lexicon {name!r}",
        remedy=f"Correct the name.{closest(name, known)}",
    )


def bundled_lexicons() -> list[str]:
    """Return the names of the lexicons that come with the package.

    Examples
    --------
    >>> "syria" in bundled_lexicons()
    True
    """
    home = bundled_path("lexicons")
    return [name for name in bundled_names("lexicons") if (home / name / "card.toml").is_file()]


def read_parts(folder: Path) -> Parts:
    """Read the card and every table of a lexicon folder.

    Raises
    ------
    LexiconError
        When a file is missing, or cannot be read as what its name says.
    """
    card = _read_card(folder / "card.toml")
    tables = {
        name: read_csv(folder / f"{name}.csv")
        for name in COLUMNS
        if (folder / f"{name}.csv").is_file()
    }
    core = [name for name in ("concepts", "labels", "forms") if name not in tables]
    if core and (len(core) < 3 or "lists" not in tables):
        raise LexiconError(
            f"{core[0]}.csv is missing",
            place=str(folder),
            remedy="A lexicon has concepts.csv, labels.csv and forms.csv, or only lists.csv.",
        )
    return Parts(str(card.get("name") or folder.resolve().name), folder, card, tables)


def read_csv(path: Path) -> RawTable:
    """Read one CSV file, whatever wrote it; see the module's first lines.

    Raises
    ------
    LexiconError
        When the file is a spreadsheet, not text, a column stands twice, or its quotation marks
        do not close.
    """
    return _parsed(path, path.read_bytes())


@lru_cache(maxsize=64)  # several lexicons take the same lists
def _parsed(path: Path, data: bytes) -> RawTable:
    text, encoding = _decoded(path, data)
    first, _, rest = text.partition("\n")
    told = re.fullmatch("sep=([,;\t])\r?", first)  # Excel's first line
    text = "\n" + rest if told else text  # rows are still counted with it
    delimiter = told[1] if told else max(_DELIMITERS, key=first.count)
    newline = "CRLF" if "\r\n" in text else "CR" if "\r" in text else "LF"
    table = RawTable(path, encoding=encoding, delimiter=delimiter, newline=newline)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not table.header:
                table.header = [cell.strip() for cell in cells]
                check_header(table.header, f"{path}, row 1")
            else:
                table.rows.append((number, cells))
    except csv.Error as error:
        raise LexiconError(
            f"is not a well-formed CSV table: {error}",
            place=f"{path}, line {reader.line_num}",
            remedy='Close the quotation mark, or write a mark inside a quoted cell twice ("").',
        ) from error
    return table


def check_header(header: list[str], place: str) -> None:
    """Refuse a column that stands twice: of a row, one of the two cells would be lost.

    Raises
    ------
    LexiconError
        When one does.
    """
    twice = [name for name in header if name and header.count(name) > 1]
    if twice:
        raise LexiconError(
            f"the column {twice[0]!r} stands twice",
            place=place,
            remedy="Rename or delete one of the two.",
        )


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a BOM, or windows-1256.

    Raises
    ------
    LexiconError
        When it is none of them.
    """
    return _decoded(path, path.read_bytes())[0]


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    if (
        data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
        or b"\x00" in data[:4096]
        and data[:2] not in _UTF16
    ):
        raise LexiconError(
            "is not a text file",
            place=str(path),
            remedy="Save the sheet as CSV (UTF-8), or run `framing lexicon convert` on it.",
        )
    for encoding in ("utf-16",) if data[:2] in _UTF16 else ("utf-8-sig", "windows-1256"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = encoding == "utf-8-sig" and not data.startswith(b"\xef\xbb\xbf")
        return text, "utf-8" if plain else encoding
    raise LexiconError(
        "is neither UTF-8, UTF-16 nor windows-1256 text",
        place=str(path),
        remedy="Save it as UTF-8.",
    )


_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def _read_card(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"is not TOML in UTF-8: {error}",
            place=str(path),
            remedy="Correct the line; texts stand between double quotation marks.",
        ) from error
