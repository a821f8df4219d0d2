"""What kind of file a part is, told by its content, and its articles."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator, Mapping

from framing.intake import delimited, jsonfiles, sheets
from framing.intake.columns import known_names
from framing.intake.encodings import decode, name_of, tell_encoding
from framing.intake.exports import export_kind, read_factiva, read_nexis
from framing.intake.record import Note, Page, Part, Record, Reject
from framing.intake.rows import Item, rows_of
from framing.intake.sources import open_zip
from framing.intake.streams import DAMAGED, HEAD, TooMuchError, head_of, unzipped, whole

_SIGNS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (b"%PDF", "!a PDF; save its text"),
    (b"\xd0\xcf\x11\xe0", "!an old Office file; save it as XLSX, CSV or text"),
    (b"{\\rtf", "!an RTF file; save it as text"),
    (b"SQLite format 3", "!a database; export its table as CSV"),
    (b"BZh", "!packed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "!packed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "!packed with zstd; unpack it first"),
    (b"7z\xbc\xaf", "!a 7z archive; unpack it first"),
    (b"Rar!", "!a RAR archive; unpack it first"),
    (b"\x89PNG", "!a picture"),
    (b"\xff\xd8\xff", "!a picture"),
    (b"GIF8", "!a picture"),
)
_NO_ARTICLES = (".css", ".js", ".svg", ".py", ".toml", ".yaml", ".yml", ".ini", ".log", ".woff")
_HTML = re.compile(r"<(!doctype\s+html|html|head|body|div|article|p|meta|title|table|span)\b", re.I)
_FEED = re.compile(r"<(rss|feed|rdf:RDF)\b")


def read_part(
    part: Part, mapping: Mapping[str, str] | None = None, depth: int = 0
) -> Iterator[Item]:
    """Yield the articles of one file as its source has them, whatever kind of file it is.

    Parameters
    ----------
    part : Part
        The file, with what a table beside it says of it.
    mapping : mapping, optional
        Column names, as in ``match_columns``.
    depth : int, default 0
        How many archives the part lies inside of.
    """
    try:
        head = head_of(part)
        kind = _kind(part, head)
        if kind == "gzip" and depth < 2:
            yield from read_part(unzipped(part), mapping, depth + 1)
        elif kind == "zip" and depth < 1:
            yield from _zipped(part, mapping, depth)
        elif kind in {"zip", "gzip"}:
            yield Reject(part.name, None, "an archive inside an archive; unpack it first")
        elif kind.startswith("!"):
            yield Reject(part.name, None, kind[1:])
        else:
            yield from _read(kind, part, mapping)
    except TooMuchError as error:
        yield Reject(part.name, None, str(error))
    except DAMAGED as error:
        yield Reject(part.name, None, f"damaged from here on: {error}")
    except UnicodeDecodeError as error:
        yield Reject(part.name, None, f"not {error.encoding} to the end: {error.reason}")
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Reject(part.name, None, f"cannot be read: {error}")


def _read(kind: str, part: Part, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    if kind == "parquet":
        yield from sheets.read_parquet(part, mapping)
    elif kind == "xlsx":
        yield from sheets.read_sheets(part, mapping)
    elif kind == "json":
        yield from jsonfiles.read_json(part, mapping)
    elif kind == "jsonl":
        yield from jsonfiles.read_json_lines(part, mapping)
    elif kind == "delimited":
        yield from _delimited(part, mapping)
    elif kind == "warc":
        from framing.intake.webarchives import read_warc

        yield from read_warc(part)
    elif kind == "feed":
        from framing.intake.feeds import read_feed

        yield from read_feed(part)
    elif kind == "html":
        yield _page(part)
    else:
        yield from _text(part, kind)


def _kind(part: Part, head: bytes) -> str:
    """Name the kind of a file, or ``!`` and why it is none that holds articles."""
    if not head.strip():
        return "!an empty file"
    for sign, kind in _SIGNS:
        if head.startswith(sign):
            return _kind_of_zip(part) if kind == "zip" else kind
    if part.ending in _NO_ARTICLES:
        return f"!no format for articles ({part.ending})"
    encoding = tell_encoding(head, complete=len(head) < HEAD)
    if encoding is None:
        if part.ending in {".html", ".htm"} or _HTML.search(head[:2000].decode("latin-1")):
            return "html"
        if b"\0" in head:
            return "!no format that is known: it holds zero bytes"
        return "!its encoding cannot be told: not UTF-8, and no other fits"
    return _kind_of_text(part, head.decode(encoding, "ignore"))


def _kind_of_zip(part: Part) -> str:
    try:
        with part.open() if part.path else sheets.held(part) as stream:
            names = set(zipfile.ZipFile(stream).namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        return f"!a damaged ZIP: {error}"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names or "mimetype" in names:
        return "!an office document or book; save it as text"
    return "zip"


def _kind_of_text(part: Part, text: str) -> str:
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    if part.ending in {".jsonl", ".ndjson"}:
        return "jsonl"
    if re.match(r"\{\s*\"", start):
        return "jsonl" if jsonfiles.looks_like_lines(text.lstrip("\ufeff \t\r\n")) else "json"
    if part.ending == ".json" or re.match(r"\[\s*\{\s*\"", start):
        return "json"
    if start.startswith("<"):
        if _FEED.search(start):
            return "feed"
        if _HTML.search(start) or part.ending in {".html", ".htm"}:
            return "html"
        if start.startswith("<?xml") or part.ending == ".xml":
            return "!XML of a kind that is not known"
    if part.ending in {".html", ".htm"}:
        return "html"
    if part.ending in {".csv", ".tsv"} or _is_table(part):
        return "delimited"
    return export_kind(text) or "text"


def _is_table(part: Part) -> bool:
    """Tell a table without its usual ending: two columns at least have names that are known."""
    try:
        layout = delimited.layout_of(part)
    except (csv.Error, UnicodeError):
        return False
    return layout is not None and known_names(layout.names) >= 2


def _zipped(part: Part, mapping: Mapping[str, str] | None, depth: int) -> Iterator[Item]:
    for item in open_zip(part, mapping):
        if isinstance(item, Part):
            yield from read_part(item, mapping, depth + 1)
        else:
            yield item


def _delimited(part: Part, mapping: Mapping[str, str] | None) -> Iterator[Item]:
    try:
        layout = delimited.layout_of(part)
        assert layout is not None  # its encoding was told before
        if name_of(layout.encoding):
            yield Note("encodings", name_of(layout.encoding))
        rows = delimited.rows_in(part, layout)
        for item in rows_of(part, layout.names, rows, mapping):
            if isinstance(item, Record) and name_of(layout.encoding):
                item.fields["encoding"] = name_of(layout.encoding)
            yield item
    except csv.Error as error:
        yield Reject(part.name, None, f"not a table: {error}")


def _page(part: Part) -> Record:
    fields = {"article_id": part.stem, **part.fields}
    page = Page(whole(part))
    return Record(part.name, None, fields, page=page, fallback_id=_derived(part))


def _text(part: Part, kind: str) -> Iterator[Item]:
    decoded = decode(whole(part))
    if decoded is None:
        yield Reject(part.name, None, "its encoding cannot be told: not UTF-8, and no other fits")
        return
    if decoded.encoding:
        yield Note("encodings", decoded.encoding)
    text = decoded.text
    if kind == "factiva":
        yield from read_factiva(part, text)
    elif kind == "nexis":
        yield from read_nexis(part, text)
    else:
        fields = {"article_id": part.stem, **part.fields, "text": text}
        if decoded.encoding:
            fields["encoding"] = decoded.encoding
        yield Record(part.name, None, fields, whole=True, fallback_id=_derived(part))


def _derived(part: Part) -> str:
    return "" if part.fields.get("article_id") else part.relative
