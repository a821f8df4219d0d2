"""A lexicon in one file for a spreadsheet: XLSX, a sheet for each file, or one CSV table.

XLSX holds everything, the card line by line. The CSV has one row a form, with the columns of
its label (``label_*``) and concept (``concept_*``) beside it.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, closest
from framing.lexicon.drafts import Draft, Record, beyond_note, new_card
from framing.lexicon.files import COLUMNS, NEEDED, check_header, read_csv
from framing.lexicon.trees import Category, letters, to_draft
from framing.outputs import whole_file
from framing.spreadsheet import cell_text, checked_text, write_fixed

_LABEL = [c for c in COLUMNS["labels"] if c not in ("concept", "label")]
_CONCEPT = [c for c in COLUMNS["concepts"] if c != "concept"]

# What people call the columns of a word list that is not ours.
_ALIASES = dict.fromkeys(
    ("entry", "expression", "pattern", "term", "word", "الكلمة", "كلمة", "الصيغة", "العبارة"),
    "form",
) | dict.fromkeys(("category", "code", "الفئة", "فئة", "التصنيف", "تصنيف"), "label")


def write_table_csv(draft: Draft, path: Path) -> list[str]:
    """Write the forms with their labels and concepts beside them; return what is not kept."""
    labels: dict[tuple[str, str], Record] = {}
    for record in draft.tables.get("labels", []):
        labels.setdefault((record["concept"], record["label"]), record)
    concepts = {record["concept"]: record for record in draft.tables.get("concepts", [])}
    columns = [*COLUMNS["forms"], *(f"label_{c}" for c in _LABEL)]
    columns += [f"concept_{c}" for c in _CONCEPT]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    forms = draft.tables.get("forms", [])
    for form in forms:
        label = labels.get((form["concept"], form["label"]), {})
        concept = concepts.get(form["concept"], {})
        beside = {f"label_{c}": label.get(c, "") for c in _LABEL}
        writer.writerow(form | beside | {f"concept_{c}": concept.get(c, "") for c in _CONCEPT})
    with whole_file(path) as partial:
        partial.write_text(out.getvalue(), encoding="utf-8", newline="\n")
    used = {(form["concept"], form["label"]) for form in forms}
    return _csv_losses(draft, len(labels), len(set(labels) - used), concepts, forms)


def _csv_losses(
    draft: Draft, n_labels: int, n_unused: int, concepts: dict[str, Record], forms: list[Record]
) -> list[str]:
    notes = ["the card"]
    turns = len(draft.tables.get("labels", [])) - n_labels
    unused_concepts = len(set(concepts) - {form["concept"] for form in forms})
    if turns:
        notes.append(f"{turns} later periods of labels whose stance turns")
    if n_unused:
        notes.append(f"{n_unused} labels without a form")
    if unused_concepts:
        notes.append(f"{unused_concepts} concepts without a form")
    if draft.tables.get("lists"):
        notes.append(f"lists of neighbors ({len(draft.tables['lists'])} rows)")
    return notes


def read_table_csv(path: Path) -> Draft:
    """Read forms from one table: ours, or any with a column of words and one of categories."""
    table = read_csv(path)
    draft = _from_rows([record for _, record in table.records()], table.header, path)
    if rows := table.beyond():
        draft.notes.insert(0, beyond_note(rows))
    return draft


def _from_rows(records: list[Record], header: list[str], path: Path) -> Draft:
    renamed = [_ALIASES.get(c.lower(), c) if c not in COLUMNS["forms"] else c for c in header]
    if "form" not in renamed or "label" not in renamed:
        missing = "form" if "form" not in renamed else "label"
        raise LexiconError(
            f"has no column {missing!r} (there are: {', '.join(header)})",
            place=str(path),
            remedy="Name the words' column 'form' and their categories' column 'label'."
            + closest(missing, header),
        )
    check_header(renamed, str(path))
    if not records:
        raise LexiconError(
            "has a header and no rows", place=str(path), remedy="Add the words under the header."
        )
    names = dict(zip(header, renamed, strict=True))
    rows = [{names[c]: value for c, value in record.items()} for record in records]
    if not {"id", "concept", "kind"} <= set(renamed):
        return _from_words(rows, path, [c for c in header if names[c] not in _KNOWN])
    labels: dict[tuple[str, str], Record] = {}
    concepts: dict[str, Record] = {}
    for row in rows:
        concept, label = row["concept"], row["label"]
        concepts.setdefault(
            concept, {"concept": concept} | {c: row.get(f"concept_{c}", "") for c in _CONCEPT}
        )
        if label:
            beside = {c: row.get(f"label_{c}", "") for c in _LABEL}
            labels.setdefault((concept, label), {"concept": concept, "label": label} | beside)
    forms = [{c: row.get(c, "") for c in COLUMNS["forms"]} for row in rows]
    tables = {"concepts": [*concepts.values()], "labels": [*labels.values()], "forms": forms}
    name = re.sub(r"-\d+$", "", forms[0]["id"]) if forms else path.stem
    lost = [c for c in renamed if c not in _KNOWN]
    notes = [f"the column {c!r}" for c in lost]
    return Draft(name, new_card(name, path.name), tables, notes)


_BESIDE = tuple(c for c in COLUMNS["forms"] if c not in ("id", "concept", "label", "form"))

_KNOWN = {*COLUMNS["forms"], *(f"label_{c}" for c in _LABEL), *(f"concept_{c}" for c in _CONCEPT)}


def _from_words(rows: list[Record], path: Path, lost: list[str]) -> Draft:
    groups: dict[tuple[str, ...], Category] = {}
    beside: dict[tuple[str, ...], list[Record]] = {}
    skipped = 0
    for row in rows:
        key = tuple(filter(None, (row.get("concept", ""), row["label"])))
        if letters(row["form"]) and row["label"]:
            groups.setdefault(key, Category(key)).words.append(row["form"])
            beside.setdefault(key, []).append({c: row[c] for c in _BESIDE if row.get(c)})
        else:
            skipped += any(row.values())
    notes = [f"the column {column!r}" for column in lost]
    if skipped:
        notes.append(f"{skipped} rows without a word or a category")
    draft = to_draft(list(groups.values()), path.stem, path.name, notes)
    own = (extra for key in groups for extra in beside[key])
    for form, extra in zip(draft.tables["forms"], own, strict=True):
        form.update(extra)
    return draft


def write_workbook(draft: Draft, path: Path) -> list[str]:
    """Write a sheet for the card and one for each table; everything is kept."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = datetime.datetime(2000, 1, 1)
    book.remove(book.active)
    _sheet(book, "card", ["card.toml"], [[line] for line in draft.card.splitlines()])
    for name, records in draft.tables.items():
        header = draft.headers.get(name) or list(COLUMNS[name])
        _sheet(book, name, header, [[record.get(c, "") for c in header] for record in records])
    held = io.BytesIO()
    book.save(held)
    with whole_file(path) as partial:
        write_fixed(held, partial)
    return []


def _sheet(book: Any, name: str, header: list[str], rows: list[list[str]]) -> None:
    sheet = book.create_sheet(name)
    sheet.append(header)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=2):
        for at, (column, value) in enumerate(zip(header, row, strict=True), start=1):
            if value:
                cell = sheet.cell(number, at)
                place = f"sheet {name!r}, row {number}, column {column!r}"
                cell.value = checked_text(value, place)
                cell.data_type, cell.number_format = "s", "@"


def read_workbook(path: Path) -> Draft:
    """Read a workbook: ours by its sheets' names, any other by its first sheet.

    Raises
    ------
    LexiconError
        When it is no XLSX, or lacks the columns.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # openpyxl lets many kinds through from broken archives
        raise LexiconError(
            f"cannot be read as a workbook: {error}", place=str(path), remedy="Save it as .xlsx."
        ) from error
    try:
        sheets = {sheet.title: _cells(sheet) for sheet in book.worksheets}
    finally:
        book.close()
    if "forms" not in sheets and "lists" not in sheets:
        header, *rows = next(iter(sheets.values())) or [[]]
        records = [dict(zip(header, map(str.strip, row), strict=False)) for row in rows]
        return _from_rows(records, header, path)
    return _from_sheets(sheets, path)


def _from_sheets(sheets: dict[str, list[list[str]]], path: Path) -> Draft:
    tables: dict[str, list[Record]] = {}
    headers: dict[str, list[str]] = {}
    notes = [f"the sheet {name!r}" for name in sheets if name not in (*COLUMNS, "card")]
    for name in COLUMNS:
        if name not in sheets:
            continue
        header, *rows = sheets[name] or [[]]
        check_header(header, f"{path}, sheet {name!r}, row 1")
        missing = [c for c in NEEDED[name] if c not in header]
        if missing:
            raise LexiconError(
                f"the column {missing[0]!r} is missing (there are: {', '.join(header)})",
                place=f"{path}, sheet {name!r}",
                remedy=f"Add it, or correct the header.{closest(missing[0], header)}",
            )
        headers[name] = [c for c in header if c]
        tables[name] = [
            {c: " ".join(value.split()) for c, value in zip(header, row, strict=False)}
            for row in rows
            if any(row)
        ]
    card = "\n".join(row[0] for row in sheets.get("card", [])[1:] if row) + "\n"
    named = re.search(r'^name\s*=\s*"([^"]+)"', card, re.MULTILINE)
    name = named[1] if named else path.stem
    return Draft(name, card if named else new_card(name, path.name), tables, notes, headers)


def _cells(sheet: Any) -> list[list[str]]:
    rows = []
    for row in sheet.iter_rows(values_only=True):
        rows.append([cell_text(value).rstrip() for value in row])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
