"""What is wrong with one cell of a lexicon, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from framing.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule broken in one place.

    Attributes
    ----------
    file, row, column : str, int, str
        Where: the file, the row as a spreadsheet counts (the header is row 1; 0 is the whole
        file) and the column.
    value : str
        What stands there.
    rule : str
        The short name of the rule, as listed in ``docs/lexicons.md``.
    problem, remedy : str
        The rule in words, with the value, and what to do.

    Examples
    --------
    >>> print(Finding("labels.csv", 3, "stance", "2", "stance_range",
    ...               "'2' is not between -1 and 1", "Correct it."))
    labels.csv, row 3, column 'stance': '2' is not between -1 and 1. Correct it. [stance_range]
    """

    file: str
    row: int
    column: str
    value: str
    rule: str
    problem: str
    remedy: str

    @property
    def place(self) -> str:
        """Return file, row and column as every message gives them."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column!r}" if self.column else ""
        return f"{self.file}{row}{column}"

    def error(self) -> LexiconError:
        """Return the finding as the error that loading raises."""
        return LexiconError(self.problem, place=self.place, remedy=self.remedy)

    def __str__(self) -> str:
        return f"{self.error()} [{self.rule}]"
