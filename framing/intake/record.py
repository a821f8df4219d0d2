"""What passes through reading: parts (files), records, rejects, notes and articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

VALUE_SHOWN = 200  # characters of an input value that a reject repeats


@dataclass(frozen=True, slots=True)
class Part:
    """One file to read, on disk or inside an archive, and what a table beside it says of it.

    ``name`` is its place for messages, ``stem`` the id of its article, ``relative`` a longer
    id that no other part of the same input has, ``ending`` its lower-case suffix.
    """

    name: str
    stem: str
    relative: str
    ending: str
    size: int
    open: Callable[[], BinaryIO]
    path: Path | None = None
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Note:
    """Something done or found on the way that the user is told: what kind, and what."""

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a web page, and what is known of them from outside."""

    data: bytes
    charset: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a source says of one article: columns by their contract names, extras after them.

    Parameters
    ----------
    source, line
        Its place: a file, and a line or row of it.
    fields : dict of str
        ``text`` holds the body alone or the whole text, which is settled later.
    whole : bool
        The text is a file's whole content: its first line is the title.
    page : Page, optional
        A web page from which the text is still to be extracted.
    fallback_id : str
        A longer id, for when ``article_id`` was made from a file's name and is taken;
        empty when the source itself gives the id.
    day_first : bool, optional
        How the source writes dates such as 3/4/2017, where that is known.
    """

    source: str
    line: int | None
    fields: dict[str, str]
    whole: bool = False
    page: Page | None = None
    fallback_id: str = ""
    day_first: bool | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """One input row or file that was not taken, and why."""

    source: str
    line: int | None
    reason: str
    value: str = ""

    @property
    def place(self) -> str:
        """Say where it stands."""
        return place_of(self.source, self.line)

    def row(self) -> dict[str, object]:
        """Return it as a row of the ``rejects`` table, its value shortened and printable."""
        return {
            "source": printable(self.source),
            "line": self.line,
            "reason": self.reason,
            "value": printable(self.value[:VALUE_SHOWN]),
        }


@dataclass(frozen=True, slots=True)
class Article:
    """One row of the articles table, the place it came from, and what was done to it."""

    source: str
    line: int | None
    values: dict[str, str | int]
    fallback_id: str = ""
    notes: tuple[Note, ...] = ()

    @property
    def place(self) -> str:
        """Say where it stands: a file, and its line where there is one."""
        return place_of(self.source, self.line)


def place_of(source: str, line: int | None) -> str:
    """Say where something stands in the input.

    Examples
    --------
    >>> place_of("a.csv", 2)
    'a.csv, line 2'
    """
    return source if line is None else f"{source}, line {line}"


def printable(value: str) -> str:
    r"""Return a value that any file and terminal can hold: lone surrogates as escapes.

    Examples
    --------
    >>> printable("ab\ud800")
    'ab\\ud800'
    """
    return value.encode("utf-8", "backslashreplace").decode("utf-8")
