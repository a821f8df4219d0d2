"""CSV and its relatives with any delimiter, read so that one broken row loses only itself."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from framing.intake.columns import HEADER_REACH, known_names
from framing.intake.encodings import tell_encoding
from framing.intake.record import Part, Reject
from framing.intake.streams import HEAD, LINE_LIMIT, head_of, lines_of, text_of

DELIMITERS = (",", "\t", ";", "|", "؛", "،", "^", "~")

csv.field_size_limit(LINE_LIMIT)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table of text is written: its encoding, delimiter, column names and first line."""

    encoding: str
    delimiter: str
    names: list[str]
    first: int  # the line on which the names stand


def layout_of(part: Part) -> Layout | None:
    """Tell how a table is written, or return None when its encoding cannot be told."""
    head = head_of(part)
    encoding = tell_encoding(head, complete=len(head) < HEAD)
    if encoding is None:
        return None
    text = head.decode(encoding, "ignore")
    first = 1
    if text[:4].lower() == "sep=" and "\n" in text[:10]:  # what Excel writes to name it
        delimiters: tuple[str, ...] = (text[4],)
        first, text = 2, text.split("\n", 1)[1]
    else:
        delimiters = ("\t", *DELIMITERS) if part.ending == ".tsv" else DELIMITERS
    delimiter, names = _header(text, delimiters)
    if not known_names(names):
        lines = text.splitlines(keepends=True)
        for above in range(1, min(HEADER_REACH, len(lines))):
            below = _header("".join(lines[above:]), delimiters)
            if known_names(below[1]) > 1:
                return Layout(encoding, *below, first + above)
    return Layout(encoding, delimiter, names, first)


def _header(text: str, delimiters: tuple[str, ...]) -> tuple[str, list[str]]:
    """Return the delimiter that gives the most known names, and the names."""
    return max(
        ((delimiter, _names(text, delimiter)) for delimiter in delimiters),
        key=lambda pair: (known_names(pair[1]), min(len(pair[1]), 2)),
    )


def _names(text: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), [])
    except csv.Error:
        return []
    names: list[str] = []
    for cell in row:
        name = cell.strip().lstrip("\ufeff")
        names.append(f"{name}.{len(names) + 1}" if name in names else name)
    return names


def rows_in(part: Part, layout: Layout) -> Iterator[tuple[int, dict[str, str] | Reject]]:
    """Yield every row under the header with the line it begins on.

    A row that breaks the rules of quoting loses its first line and reading goes on with the
    next, so that one quotation mark too many does not swallow the rest of the table.
    """
    width = len(layout.names)
    is_strict = False  # after a broken row, until a row of the full width comes
    for line, row in _records(part, layout):
        if isinstance(row, Reject):
            is_strict = True
            yield line, row
        elif any(cell.strip() for cell in row[width:]) or (is_strict and len(row) != width):
            reason = f"{len(row)} cells in a row, where the header has {width}"
            yield line, Reject(part.name, line, reason, layout.delimiter.join(row))
        else:
            is_strict = False
            yield line, dict(zip(layout.names, row, strict=False))


def _records(part: Part, layout: Layout) -> Iterator[tuple[int, list[str] | Reject]]:
    with text_of(part, layout.encoding) as handle:
        lines = _Lines(lines_of(handle), layout.first)
        next(_reader(lines, layout.delimiter), None)  # the header
        while not lines.is_over:
            lines.keep()
            reader = _reader(lines, layout.delimiter)
            try:
                for row in reader:
                    if row:
                        yield lines.start, row
                    lines.keep()
                return
            except csv.Error as error:
                start = lines.start
                value = lines.first_kept()
                yield start, Reject(part.name, start, _reason(error, lines), value)
                lines.back()


def _reader(lines: _Lines, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, strict=True)


def _reason(error: csv.Error, lines: _Lines) -> str:
    if lines.was_overlong or "field larger" in str(error):
        return "a line longer than an article can be"
    if "unexpected end" in str(error):
        return "a quotation mark that is never closed"
    return "a quotation mark inside a cell that is not doubled"


class _Lines:
    """Lines for ``csv.reader`` that can go back to the second line of the row being read."""

    def __init__(self, lines: Iterator[tuple[int, str | None]], first: int) -> None:
        self._lines = lines
        self._kept: list[tuple[int, str | None]] = []
        self._at = 0
        self._size = 0
        self.is_over = False
        self.was_overlong = False
        for _ in range(first - 1):
            next(lines, None)

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self._at == len(self._kept):
            item = next(self._lines, None)
            if item is None:
                self.is_over = True
                raise StopIteration
            self._kept.append(item)
        line = self._kept[self._at][1]
        self._at += 1
        self._size += len(line or "")
        if line is None or self._size > 2 * LINE_LIMIT:
            self.was_overlong = True
            raise csv.Error("field larger than the limit")
        return line

    @property
    def start(self) -> int:
        """The line on which the current row begins."""
        return self._kept[0][0] if self._kept else 0

    def first_kept(self) -> str:
        """Return the row's first line."""
        return (self._kept[0][1] or "") if self._kept else ""

    def keep(self) -> None:
        """Forget the lines of the rows that are done."""
        del self._kept[: self._at]
        self._at = self._size = 0

    def back(self) -> None:
        """Drop the row's first line and go back to its second."""
        del self._kept[:1]
        self._at = self._size = 0
        self.is_over = not self._kept and self.is_over
        self.was_overlong = False
