"""The errors a user can cause, each naming the place, the value, the rule and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class FramingError(ValueError):
    """Input that cannot be used, said in one message.

    Every message has the same shape, ``place: problem. remedy``, so that it can be
    acted on without reading code. The command line prints it and exits with 2.

    Parameters
    ----------
    problem : str
        What is wrong, with the offending value and the rule it breaks.
    place : str, optional
        Where: a file, row and column, an option, or an argument.
    remedy : str, optional
        What to do about it.

    Examples
    --------
    >>> str(FramingError("'x' is not a date", place="a.csv, row 2", remedy="Write 2017-10-15."))
    "a.csv, row 2: 'x' is not a date. Write 2017-10-15."
    """

    def __init__(self, problem: str, *, place: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.place = place
        self.remedy = remedy
        head = f"{place}: {problem}" if place else problem
        super().__init__(f"{head.rstrip('.')}. {remedy}" if remedy else head)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuilt, (type(self), self.problem, self.place, self.remedy))


class InputError(FramingError):
    """Articles, or the files that hold them, cannot be read as asked."""


class LexiconError(FramingError):
    """A lexicon breaks one of its rules."""


class StudyError(FramingError):
    """A study asks for something impossible or contradictory."""


class TableError(FramingError):
    """A table lacks a column, or a column holds values of the wrong kind."""


def closest(value: str, known: Iterable[str]) -> str:
    """Return ``" Closest: 'x'."`` for the known word nearest to ``value``, or nothing.

    Examples
    --------
    >>> closest("syira", ["syria", "yemen"])
    " Closest: 'syria'."
    >>> closest("qqq", ["syria"])
    ''
    """
    found = get_close_matches(value, list(known), n=1, cutoff=0.5)
    return f" Closest: {found[0]!r}." if found else ""


def _rebuilt(kind: type[FramingError], problem: str, place: str, remedy: str) -> FramingError:
    return kind(problem, place=place, remedy=remedy)
