"""What a path holds: the files behind folders and archives, in an order that never changes."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from framing.errors import InputError
from framing.intake.filetables import TABLE_ENDINGS, FileTable
from framing.intake.record import Note, Part, Reject
from framing.intake.stored import CORPUS_CARD
from framing.intake.streams import MEMBER_LIMIT, guarded

_PASSED_OVER = ("readme", "license", "licence", "citation", "changelog", "thumbs")
_BESIDE = 20  # tables in the folder above that are looked at
_MEMBERS = 1_000_000
_UNPACKED_RATIO = 100


def expand(
    path: str | Path, mapping: Mapping[str, str] | None = None
) -> Iterator[Part | Reject | Note]:
    """Yield every file behind a path.

    Parameters
    ----------
    path : path
        A file, or a folder with all that is under it. Where a table in a folder, or in the
        folder above, has a column of file names and no text, those files take their outlet,
        date and id from it; the files beside such a table that it does not name are no
        articles, and said to be so.
    mapping : mapping, optional
        Column names, as in ``match_columns``.

    Raises
    ------
    InputError
        When there is nothing at ``path``, or a folder has no file in it.
    """
    path = Path(path)
    if path.name.endswith(".partial") and (path / "state.sqlite").is_file():
        raise InputError(
            "this corpus is not finished",
            place=str(path),
            remedy="Run the same `framing read` again: it goes on where it stopped.",
        )
    if path.is_file():
        yield from _one_file(path, mapping)
    elif (path / CORPUS_CARD).is_file():
        yield from (_on_disk(file, path) for file in sorted(path.glob("articles-*.parquet")))
    elif path.is_dir():
        yield from _folder(path, mapping)
    else:
        raise InputError(
            "there is no such file or folder", place=str(path), remedy="Check the path."
        )


def _one_file(path: Path, mapping: Mapping[str, str] | None) -> Iterator[Part | Reject | Note]:
    part = _on_disk(path, path.parent)
    if part.ending in TABLE_ENDINGS:
        table = FileTable.of(part, _exists_under(path.parent), mapping)
        if table is not None:
            yield from _described(table, lambda name: _on_disk(path.parent / name, path.parent))
            return
    tables = _tables_near(path.parent, mapping) if part.ending in (".txt", ".html", ".htm") else []
    yield _with_fields(part, tables)


def is_described(folder: Path) -> bool:
    """Tell whether a table in a folder says what the folder holds."""
    return any(home == folder for _, home in _tables_near(folder, None))


def _folder(folder: Path, mapping: Mapping[str, str] | None) -> Iterator[Part | Reject | Note]:
    tables = _tables_near(folder, mapping)
    own = [table for table, home in tables if home == folder]
    if own:
        files = (file.relative_to(folder).as_posix() for file in _files_under(folder))
        yield from _as_told(own, files, lambda name: _on_disk(folder / name, folder))
        return
    is_empty = True
    for file in _files_under(folder):
        is_empty = False
        if not file.is_file():
            yield Reject(str(file), None, "not a regular file")
            continue
        yield _with_fields(_on_disk(file, folder), tables)
    if is_empty:
        raise InputError(
            "the folder holds no file that could be read",
            place=str(folder),
            remedy="Give a folder with articles: text, HTML, CSV, JSONL or Parquet files.",
        )


def _as_told(
    tables: list[FileTable], names: Iterable[str], part_at: Callable[[str], Part]
) -> Iterator[Part | Reject | Note]:
    """Yield what the tables of files name, and say what else lies there."""
    for table in tables:
        yield from _described(table, part_at)
    told = {name for table in tables for name in table.rows}
    endings = {PurePosixPath(name).suffix.lower() for name in told}
    for name in names:
        if name in told or any(table.name == PurePosixPath(name).name for table in tables):
            continue
        if PurePosixPath(name).suffix.lower() in endings:
            yield Reject(name, None, f"not named in {tables[0].name}")
        else:
            yield Note("not read", f"{name}: {tables[0].name} says what is read there")


def _described(table: FileTable, part_at: Callable[[str], Part]) -> Iterator[Part | Reject | Note]:
    yield from table.items
    for name, fields in table.rows.items():
        yield replace(part_at(name), fields=fields)


def _on_disk(file: Path, home: Path) -> Part:
    relative = PurePosixPath(file.relative_to(home).as_posix())
    return Part(
        name=str(file),
        stem=relative.stem,
        relative=str(relative.with_suffix("")),
        ending=relative.suffix.lower(),
        size=file.stat().st_size,
        open=lambda: file.open("rb"),
        path=file,
    )


def _files_under(folder: Path) -> Iterator[Path]:
    """Yield files in order, folder by folder, without ever listing more than one folder."""
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries)
    for name, is_folder in found:
        if is_folder and not name.startswith("."):
            yield from _files_under(folder / name)
        elif not is_folder and not is_passed_over(name):
            yield folder / name


def is_passed_over(name: str) -> bool:
    """Tell files that lie beside articles and are none: hidden ones, README, LICENSE.

    Examples
    --------
    >>> is_passed_over("README.md"), is_passed_over("raqqa.txt")
    (True, False)
    """
    return name.startswith(".") or PurePosixPath(name).stem.lower() in _PASSED_OVER


def _with_fields(part: Part, tables: list[tuple[FileTable, Path]]) -> Part:
    for table, home in tables:
        path = Path(os.path.abspath(part.path)) if part.path else None
        home = Path(os.path.abspath(home))
        if path is not None and path.is_relative_to(home):
            fields = table.rows.get(path.relative_to(home).as_posix())
            if fields is not None:
                return replace(part, fields=fields)
    return part


def _tables_near(folder: Path, mapping: Mapping[str, str] | None) -> list[tuple[FileTable, Path]]:
    """Find the tables of files in a folder and in the one above it."""
    found = []
    for home in (folder, Path(os.path.abspath(folder)).parent):
        files = sorted(f for f in home.iterdir() if f.suffix.lower() in TABLE_ENDINGS)
        for file in files if home == folder else files[:_BESIDE]:
            if file.is_file():
                table = FileTable.of(_on_disk(file, home), _exists_under(home), mapping)
                found += [(table, home)] if table is not None else []
    return found


def _exists_under(home: Path) -> Callable[[str], bool]:
    return lambda name: (
        (home / name).is_file() and ((home / name).resolve().is_relative_to(home.resolve()))
    )


def open_zip(
    part: Part, mapping: Mapping[str, str] | None = None
) -> Iterator[Part | Reject | Note]:
    """Yield the files of a ZIP; what leads out of it, is locked or is a bomb makes a reject.

    Nothing is ever unpacked to disk.
    """
    with part.open() as stream, zipfile.ZipFile(stream) as archive:
        yield from _inside(part, archive, mapping)


def _inside(
    part: Part, archive: zipfile.ZipFile, mapping: Mapping[str, str] | None
) -> Iterator[Part | Reject | Note]:
    members = [info for info in archive.infolist() if not info.is_dir()]
    if len(members) > _MEMBERS:
        yield Reject(part.name, None, f"a ZIP of {len(members)} files; unpack it first")
        return
    sound: dict[str, Part] = {}
    for info in members:
        name = info.filename.replace("\\", "/")
        reason = _cannot_take(info, name)
        if reason:
            yield Reject(f"{part.name}/{name}", None, reason)
        elif not any(is_passed_over(step) or step == "__MACOSX" for step in name.split("/")):
            sound.setdefault(name, _member(part, archive, info, name))
    yield from _members(sound, mapping)


def _members(
    sound: dict[str, Part], mapping: Mapping[str, str] | None
) -> Iterator[Part | Reject | Note]:
    """Yield the members of an archive, described by its tables of files where it has any."""
    tables: list[FileTable] = []
    told: dict[str, Part] = {}
    for name, member in sound.items():
        if member.ending in TABLE_ENDINGS:
            home = str(PurePosixPath(name).parent)
            prefix = "" if home == "." else f"{home}/"
            table = FileTable.of(member, lambda n, p=prefix: p + n in sound, mapping)  # type: ignore[misc]
            if table is not None:
                tables.append(table)
                yield from table.items
                told |= {
                    prefix + n: replace(sound[prefix + n], fields=row)
                    for n, row in table.rows.items()
                }
    passed = {table.part_name for table in tables}
    for name, member in sound.items():
        if member.name not in passed:
            yield told.get(name, member)


def _cannot_take(info: zipfile.ZipInfo, name: str) -> str:
    steps = name.split("/")
    if ".." in steps or name.startswith("/") or ":" in steps[0]:
        return "a name that leads out of the ZIP"
    if info.flag_bits & 0x1:
        return "locked with a password"
    if info.file_size > max(_UNPACKED_RATIO * info.compress_size, MEMBER_LIMIT):
        return f"unpacks to {info.file_size} bytes, over {_UNPACKED_RATIO} times its size: a bomb"
    return ""


def _member(part: Part, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> Part:
    def opened() -> BinaryIO:
        return guarded(archive.open(info), max(info.compress_size, 1))  # type: ignore[arg-type]

    path = PurePosixPath(name)
    return Part(
        name=f"{part.name}/{name}",
        stem=path.stem,
        relative=f"{part.relative}/{path.with_suffix('')}",
        ending=path.suffix.lower(),
        size=info.file_size,
        open=opened,
    )
