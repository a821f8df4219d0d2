"""Ways to change a report, or what it was made from."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from framing.recipe import file_hash
from framing.reproduce.verify import verify


def told(home: Path, folder: str = "output") -> str:
    found = verify(home / folder)
    assert not found.same
    return str(found)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def change_cell(path: Path, row: int, column: str, value: str) -> str:
    """Write another value into a row of a CSV, counted as a spreadsheet does; return the old."""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    was = rows[row - 2][head.index(column)]
    rows[row - 2][head.index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    return was


def reseal(home: Path, name: str, folder: str = "output") -> None:
    """Put a file's own hash into the recipe, as somebody would who wants to hide a change."""
    file = home / folder / "recipe.json"
    recipe = json.loads(file.read_text(encoding="utf-8"))
    recipe["files"][name] = file_hash(home / folder / name)
    file.write_text(json.dumps(recipe, ensure_ascii=False), encoding="utf-8")
