"""Coding sheets as CSV, for any spreadsheet or editor."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.answers import Answer
from framing.coding.codebook import Codebook
from framing.coding.codes import CodebookError
from framing.coding.xlsx import answers_of

if TYPE_CHECKING:
    import pandas as pd

_FIELD_LIMIT = 100_000_000  # a cell may hold a whole article
_FORMULA = re.compile(r"^[=+\-@]")  # a cell that a spreadsheet would compute
_GUARDED = re.compile(r"^'(?=[=+\-@])")


def write(
    units: pd.DataFrame, codebook: Codebook, path: Path, coder: str, language: str
) -> dict[str, str]:
    """Write unit, coder, text and one empty column an item; the codebook goes beside it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    items = [item.id for item in codebook.items]
    writer.writerow(["unit_id", "coder", "text", *items, "remark"])
    for unit, text in zip(units["unit_id"], units["text"], strict=True):
        lead = [_FORMULA.sub(r"'\g<0>", value) for value in (unit, coder, text)]
        writer.writerow([*lead, *[""] * len(items), ""])
    path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
    return {"codebook.txt": codebook_text(codebook, language)}


def read(path: Path, codebook: Codebook, coder: str) -> Iterator[Answer]:
    """Yield the answers; comma, semicolon or tab between cells, UTF-8 or UTF-16."""
    raw = path.read_bytes()
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise CodebookError(
            f"is not {encoding.removesuffix('-sig').upper()}: {error.reason} at byte {error.start}",
            place=str(path),
            remedy="Save it as CSV in UTF-8.",
        ) from error
    header = text.partition("\n")[0]
    separator = max(",;\t", key=header.count)
    csv.field_size_limit(_FIELD_LIMIT)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise CodebookError(
            f"is no CSV: {error}", place=str(path), remedy="Save it as CSV in UTF-8."
        ) from error
    rows = [[_GUARDED.sub("", cell) for cell in row] for row in found]
    yield from answers_of(rows, codebook, coder, str(path))


def codebook_text(codebook: Codebook, language: str) -> str:
    """Return a codebook as plain text for coders to read."""
    texts = codebook.texts
    lines = [texts.get(f"title_{language}", codebook.name), ""]
    lines += [f"{codebook.name} {codebook.version} {codebook.content_hash[:12]}", ""]
    lines += [texts.get(f"instructions_{language}", ""), ""]
    for code in codebook.codes:
        lines += [f"## {code.id}: {code.text('name', language)}", code.text("definition", language)]
        lines += [f"+ {code.example}", f"- {code.counter_example}"]
        for item in code.items:
            names = [value.ar if language == "ar" else value.en for value in item.values]
            lines.append(f"{item.id}: {item.text(language)} ({' / '.join(names)})")
        lines.append("")
    return "\n".join(lines)
