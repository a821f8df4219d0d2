"""The words and numbers that stand in a PDF or a page, in order."""

from __future__ import annotations

import base64
import binascii
import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from framing.reproduce.differences import Difference
from framing.show.numbers import bare

NUMBER = re.compile(r"[−+-]?\d+(?:[.,]\d+)*%?")
PACKED = re.compile(r"[A-Za-z0-9+/]{200,}={0,2}")

_AROUND = 3  # words shown before a differing one


def pdf_words(path: Path) -> list[list[str]]:
    """Return the words of each page of a PDF.

    Raises
    ------
    ValueError
        When it is no PDF that can be read.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return [words_of(page.extract_text()) for page in PdfReader(path).pages]
    except PyPdfError as error:
        raise ValueError(str(error)) from error


def page_words(html: str) -> list[list[str]]:
    """Return the words of a page as it is read, then those of the data packed in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    packed = [text for text in map(_unpacked, PACKED.findall(html)) if text]
    return [words_of(" ".join(reader.read)), *(_data_words(text) for text in packed)]


def words_of(text: str) -> list[str]:
    r"""Return the words of a text, its direction marks aside.

    Examples
    --------
    >>> words_of("بلغت \u206648–74%\u2069 من")
    ['بلغت', '48–74%', 'من']
    """
    return bare(text).split()


def numbers_in(told: Any) -> int:
    """Return how many numbers stand in the texts of a report, however they are nested.

    Examples
    --------
    >>> numbers_in([{"text": "48–74%"}, ["1,204", 7]])
    3
    """
    if isinstance(told, str):
        return len(NUMBER.findall(told))
    if isinstance(told, Mapping):
        return sum(map(numbers_in, told.values()))
    return sum(map(numbers_in, told)) if isinstance(told, list) else 0


def differing_words(
    name: str, ours: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]], unit: str
) -> Iterator[Difference]:
    """Name the words that differ between two files, page by page.

    Parameters
    ----------
    name : str
        The file.
    ours, theirs : sequence of sequence of str
        The words of each page: as they are there, and as they are made again.
    unit : str
        What a page is called, such as ``"page"``.

    Examples
    --------
    >>> found = differing_words("report.pdf", [["بلغت", "48%"]], [["بلغت", "49%"]], "page")
    >>> [str(x) for x in found]
    ['report.pdf, page 1, after «بلغت»: 48% there, 49% anew']
    """
    if len(ours) != len(theirs):
        yield Difference(name, f"{len(ours)} {unit}s there, {len(theirs)} anew")
    for number, (page, again) in enumerate(zip(ours, theirs, strict=False), start=1):
        if page == again:
            continue
        matcher = SequenceMatcher(None, page, again, autojunk=False)
        for kind, a, b, c, d in matcher.get_opcodes():
            if kind == "equal":
                continue
            before = " ".join(page[max(0, a - _AROUND) : a])
            place = f"{name}, {unit} {number}" + (f", after «{before}»" if before else "")
            there, anew = _shown(page[a:b]), _shown(again[c:d])
            yield Difference(place, f"{there} there, {anew} anew")


def _shown(words: Sequence[str]) -> str:
    most = 8
    told = " ".join(words[:most]) + (" …" if len(words) > most else "")
    return told or "nothing"


def _unpacked(text: str) -> str:
    """Return what a long run of base64 holds, where that is compressed text."""
    try:
        return gzip.decompress(base64.b64decode(text)).decode("utf-8")
    except (OSError, EOFError, ValueError, binascii.Error):
        return ""


def _data_words(text: str) -> list[str]:
    return re.split(r"[,\n]", text)


class _Reader(HTMLParser):
    """Collects what a page shows, without its styles and scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Enter an element."""
        self._hidden += tag in {"style", "script"}

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        self._hidden -= tag in {"style", "script"}

    def handle_data(self, data: str) -> None:
        """Keep what is read."""
        if not self._hidden:
            self.read.append(data)
