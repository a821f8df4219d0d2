"""Bytes and lines read with a bound, so that no file can fill the memory."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, TextIO, cast

from framing.intake.record import Part

WHOLE_LIMIT = 20_000_000  # bytes of a file that has to be held whole: a text, a page
LINE_LIMIT = 8_000_000  # characters of one line of a table
MEMBER_LIMIT = 64_000_000  # bytes of an archive's member that must be held whole
HEAD = 65_536

# No text compresses a hundredfold; what does is made to fill a disk.
_RATIO = 100
_FLOOR = 50_000_000

DAMAGED = (EOFError, gzip.BadGzipFile, zlib.error)


class TooMuchError(ValueError):
    """A compressed file gives so much that it can only be meant to do harm."""


class Guarded(io.RawIOBase):
    """A stream that raises ``TooMuchError`` when it gives far more bytes than it was stored in."""

    def __init__(self, stream: BinaryIO, stored: int, beneath: BinaryIO | None = None) -> None:
        super().__init__()
        self._stream = stream
        self._beneath = beneath
        # What stands before the damage is given first: a plain read would lose it.
        self._read = getattr(stream, "read1", stream.read)
        self._damage: Exception | None = None
        self._left = max(_FLOOR, _RATIO * stored)

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill ``buffer`` and return how many bytes it took."""
        view = memoryview(cast(bytearray, buffer)).cast("B")
        if self._damage is not None:
            raise self._damage
        try:
            data = self._read(len(view))
        except DAMAGED as error:
            self._damage = error
            raise
        self._left -= len(data)
        if self._left < 0:
            raise TooMuchError(f"unpacks to more than {_RATIO} times its size")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the streams beneath too."""
        self._stream.close()
        if self._beneath is not None:
            self._beneath.close()
        super().close()


class Patient(io.BufferedReader):
    """A buffered stream that gives what stands before the damage, and then says that it is."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read ``size`` bytes or all, as far as they can be had."""
        left = -1 if size is None else size
        pieces: list[bytes] = []
        while left:
            try:
                piece = self.read1(HEAD if left < 0 else min(left, HEAD))
            except DAMAGED:
                if pieces:
                    break  # the next read meets it again
                raise
            if not piece:
                break
            pieces.append(piece)
            left -= len(piece) if left > 0 else 0
        return b"".join(pieces)


def guarded(stream: BinaryIO, stored: int, beneath: BinaryIO | None = None) -> BinaryIO:
    """Return a buffered stream that refuses to give far more than was stored."""
    return cast(BinaryIO, Patient(Guarded(stream, stored, beneath), HEAD))


def unzipped(part: Part) -> Part:
    """Return the part that a gzip file holds."""

    def opened() -> BinaryIO:
        stored = part.open()
        return guarded(cast(BinaryIO, gzip.GzipFile(fileobj=stored)), part.size, stored)

    inner = part.stem.rsplit(".", 1) if part.ending == ".gz" else [part.stem]
    ending = f".{inner[1].lower()}" if len(inner) == 2 else ""
    return replace(part, stem=inner[0], ending=ending, open=opened, path=None, size=-1)


def head_of(part: Part, size: int = HEAD) -> bytes:
    """Return the first bytes of a part; what can be had of them where it is damaged."""
    data = b""
    with part.open() as stream:
        try:
            while len(data) < size and (more := stream.read(min(HEAD, size - len(data)))):
                data += more
        except DAMAGED:
            pass
    return data


def whole(part: Part, limit: int = WHOLE_LIMIT) -> bytes:
    """Return all bytes of a part, or raise ``TooMuchError`` when there are more than ``limit``."""
    with part.open() as stream:
        pieces, size = [], 0
        while piece := stream.read(1 << 20):
            size += len(piece)
            if size > limit:
                raise TooMuchError(f"larger than {limit // 1_000_000} MB")
            pieces.append(piece)
    return b"".join(pieces)


def text_of(part: Part, encoding: str, *, newline: str = "") -> TextIO:
    """Open a part as text; bytes that are not of the encoding become lone surrogates."""
    errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
    return io.TextIOWrapper(part.open(), encoding=encoding, errors=errors, newline=newline)


def lines_of(handle: TextIO, limit: int = LINE_LIMIT) -> Iterator[tuple[int, str | None]]:
    r"""Yield numbered lines with their ends, None for one that is longer than ``limit``.

    Examples
    --------
    >>> list(lines_of(io.StringIO("ab\nabcdef\nc"), limit=4))
    [(1, 'ab\n'), (2, None), (3, 'c')]
    """
    number = 0
    while line := handle.readline(limit):
        number += 1
        if len(line) < limit or line.endswith(("\n", "\r")):
            yield number, line
            continue
        while (more := handle.readline(1 << 20)) and not more.endswith(("\n", "\r")):
            pass
        yield number, None
