"""Compare the files of a report with the same files made again, down to a cell or a word."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.reproduce.differences import Difference
from framing.reproduce.words import differing_words, page_words, pdf_words

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")

Row = list[str]


@dataclass(frozen=True)
class Comparison:
    """How files are compared.

    Attributes
    ----------
    tolerance : float
        Relative difference under which two numbers count as the same: 0 with the versions that
        the report was made with, else room for another library's last digits.
    """

    tolerance: float = 0.0

    def of(self, name: str, there: Path, anew: Path) -> list[Difference]:
        """Name what differs between a file and the same file made again.

        Parameters
        ----------
        name : str
            Its path inside the report's folder.
        there, anew : Path
            The two files.
        """
        if there.read_bytes() == anew.read_bytes():
            return []
        compare: Callable[[str, Path, Path], Iterator[Difference]] = {
            ".csv": self._tables,
            ".parquet": self._tables,
            ".pdf": _pdfs,
            ".html": _pages,
        }.get(there.suffix, self._drawings)
        return list(compare(name, there, anew))

    def _tables(self, name: str, there: Path, anew: Path) -> Iterator[Difference]:
        read = read_rows if there.suffix == ".csv" else parquet_rows
        try:
            head, ours = read(there)
        except (OSError, ValueError, csv.Error) as error:
            first = (str(error).splitlines() or ["no table"])[0]
            yield Difference(name, f"cannot be read any more: {first}")
            return
        again, theirs = read(anew)
        if head != again:
            yield Difference(f"{name}, the header", f"{head} there, {again} anew")
        elif len(ours) != len(theirs):
            yield Difference(name, f"{len(ours)} rows there, {len(theirs)} anew")
            yield from _only_in_one(name, head, ours, theirs)
        else:
            yield from self._cells(name, head, ours, theirs)

    def _cells(
        self, name: str, head: Row, ours: Sequence[Row], theirs: Sequence[Row]
    ) -> Iterator[Difference]:
        for number, (row, again) in enumerate(zip(ours, theirs, strict=True), start=2):
            if row == again:
                continue
            for column, cell, other in zip(head, row, again, strict=True):
                if not same_cell(cell, other, self.tolerance):
                    yield Difference(
                        f"{name}, row {number}{_keyed(row)}, column {column!r}",
                        f"{cell or 'empty'} there, {other or 'empty'} anew",
                    )

    def _drawings(self, name: str, there: Path, anew: Path) -> Iterator[Difference]:
        if not self.tolerance:  # other versions draw the same chart in other bytes
            yield Difference(name, "is not what is made anew")


def read_rows(path: Path) -> tuple[Row, list[Row]]:
    """Return the header and the rows of a CSV as texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = [*csv.reader(file, strict=True)] or [[]]
    if any(len(row) != len(head) for row in rows):
        number = next(n for n, row in enumerate(rows, start=2) if len(row) != len(head))
        raise ValueError(f"row {number} has {len(rows[number - 2])} cells, the header {len(head)}")
    return head, rows


def parquet_rows(path: Path) -> tuple[Row, list[Row]]:
    """Return the columns and the rows of a Parquet table as texts, empty where unknown."""
    import pandas as pd

    table = pd.read_parquet(path)
    cells = table.astype("object").where(table.notna(), "")
    return [str(c) for c in table.columns], [[str(x) for x in row] for row in cells.to_numpy()]


def same_cell(cell: str, other: str, tolerance: float = 0.0) -> bool:
    """Tell whether two cells hold the same; numbers may differ by the tolerance.

    Examples
    --------
    >>> same_cell("0.25", "0.250000000001", 1e-9), same_cell("0.25", "0.26", 1e-9)
    (True, False)
    """
    if cell == other or not tolerance:
        return cell == other
    try:
        return math.isclose(float(cell), float(other), rel_tol=tolerance, abs_tol=tolerance)
    except ValueError:
        return False


def count_numbers(path: Path) -> int:
    """Return how many cells of a CSV hold a number."""
    _, rows = read_rows(path)
    return sum(1 for row in rows for cell in row if _NUMBER.fullmatch(cell))


def _only_in_one(
    name: str, head: Row, ours: Sequence[Row], theirs: Sequence[Row]
) -> Iterator[Difference]:
    left, right = (Counter(map(tuple, rows)) for rows in (ours, theirs))
    for told, rows in (("there, not anew", left - right), ("anew, not there", right - left)):
        for row in rows:
            yield Difference(f"{name}, a row{_keyed(row)}", told)


def _keyed(row: Sequence[str]) -> str:
    """Return the cells that name a row: those before its first number.

    Examples
    --------
    >>> _keyed(["kharnoub", "sdf", "militia", "15", "20"])
    ' (kharnoub, sdf, militia)'
    """
    first = next((at for at, cell in enumerate(row) if _NUMBER.fullmatch(cell)), len(row))
    named = [cell for cell in row[:first] if cell][:4]
    return f" ({', '.join(named)})" if named else ""


def _pdfs(name: str, there: Path, anew: Path) -> Iterator[Difference]:
    try:
        ours = pdf_words(there)
    except ValueError as error:
        yield Difference(name, f"cannot be read any more: {error}")
        return
    yield from differing_words(name, ours, pdf_words(anew), "page")


def _pages(name: str, there: Path, anew: Path) -> Iterator[Difference]:
    ours, theirs = (
        page_words(path.read_text(encoding="utf-8", errors="replace")) for path in (there, anew)
    )
    yield from differing_words(name, ours, theirs, "part")
