"""A lexicon from and to other formats, saying what the way does not keep."""

from __future__ import annotations

import tempfile
from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.dictionaries import READERS, WRITERS, read_dictionary
from framing.lexicon.drafts import Draft, read_folder, write_folder
from framing.lexicon.files import find_folder
from framing.lexicon.load import load_lexicon
from framing.lexicon.spreadsheets import (
    read_table_csv,
    read_workbook,
    write_table_csv,
    write_workbook,
)
from framing.lexicon.trees import to_categories, to_draft
from framing.outputs import whole_file

READABLE = (*READERS, ".csv", ".xlsx")
WRITABLE = (*WRITERS, ".csv", ".xlsx")


def convert_lexicon(source: str | Path, target: str | Path, *, expand: bool = False) -> list[str]:
    """Write a lexicon, or another tool's dictionary, in another format.

    Parameters
    ----------
    source : str or path
        A lexicon (bundled name or folder), or a file: quanteda YAML (.yml), LIWC (.dic),
        Lexicoder (.lc3, .lcd), Yoshikoder (.ykd), WordStat (.cat), .csv or .xlsx.
    target : str or path
        A new folder for a lexicon, or a file ending in .yml, .dic, .csv or .xlsx.
    expand : bool, default False
        For .yml and .dic: write every shape of every form.

    Returns
    -------
    list of str
        What is not kept, one thing each; empty when everything is.

    Raises
    ------
    LexiconError
        When one of the two cannot be read or written so.
    """
    target = Path(target)
    ending = target.suffix.lower()
    is_file = Path(source).is_file()
    if ending in WRITERS:
        return _write_dictionary(source, target, is_file=is_file, expand=expand)
    if expand:
        raise LexiconError(
            "only .yml and .dic hold expanded shapes",
            place=str(target),
            remedy="Leave --expand out, or write a table with `framing lexicon show --out`.",
        )
    draft = _read_file(Path(source), target) if is_file else read_folder(find_folder(source))
    if ending == ".xlsx":
        return [*draft.notes, *write_workbook(draft, target)]
    if ending == ".csv":
        return [*draft.notes, *write_table_csv(draft, target)]
    if ending:
        raise LexiconError(
            f"the ending {ending!r} names no format that can be written",
            place=str(target),
            remedy=f"Name a folder, or end the name in one of {', '.join(WRITABLE)}.",
        )
    if draft.name != target.name and is_file:
        draft = _renamed(draft, target.name)
    write_folder(draft, target)
    return draft.notes


def _read_file(path: Path, target: Path) -> Draft:
    ending = path.suffix.lower()
    if ending == ".csv":
        return read_table_csv(path)
    if ending == ".xlsx":
        return read_workbook(path)
    if ending not in READERS:
        old = "Save it as .xlsx." if ending in (".xls", ".xlsm", ".ods") else ""
        raise LexiconError(
            f"the ending {ending!r} names no format that can be read",
            place=str(path),
            remedy=old or f"Name a lexicon's folder, or a file in one of {', '.join(READABLE)}.",
        )
    categories, notes = read_dictionary(path)
    stem = path.stem if target.suffix else target.name
    return to_draft(categories, stem, path.name, notes)


def _renamed(draft: Draft, name: str) -> Draft:
    """Let the lexicon bear its folder's name; ids stay, since studies may rely on them."""
    line = f'name = "{draft.name}"'
    if line in draft.card:
        draft.card = draft.card.replace(line, f'name = "{name}"', 1)
    return draft


def _write_dictionary(
    source: str | Path, target: Path, *, is_file: bool, expand: bool
) -> list[str]:
    if is_file:
        with tempfile.TemporaryDirectory() as home:
            draft = _read_file(Path(source), target)
            write_folder(draft, Path(home) / draft.name)
            lexicon = load_lexicon(Path(home) / draft.name)
    else:
        lexicon = load_lexicon(source)
    categories, notes = to_categories(lexicon, expand=expand)
    with whole_file(target) as partial:
        partial.write_text(
            WRITERS[target.suffix.lower()](categories), encoding="utf-8", newline="\n"
        )
    return notes
