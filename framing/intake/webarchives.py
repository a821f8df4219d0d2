"""WARC files: the pages that a crawl kept, with warcio."""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from framing.intake.record import Note, Page, Part, Record, Reject
from framing.intake.rows import Item
from framing.intake.streams import DAMAGED, TooMuchError

_PAGE_LIMIT = 8_000_000
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(part: Part) -> Iterator[Item]:
    """Yield the pages of a web archive; requests and other records that hold none are counted."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    with part.open() as stream:
        try:
            records = ArchiveIterator(stream)
            while (record := _next(records)) is not None:
                number += 1
                yield _item(part, number, record)
            if records.err_count:
                yield Note("web archives", "records that do not end where they say")
            stream.read(1)  # warcio takes damage for the end; the stream says it again
        except (ArchiveLoadFailed, TooMuchError, ValueError, OSError, *DAMAGED) as error:
            reason = f"the archive is damaged from here on: {type(error).__name__}"
            yield Reject(part.name, number + 1, reason, str(error))


def _next(records: Any) -> Any:
    """Return the next record; what warcio would print about it goes into a note."""
    with contextlib.redirect_stderr(io.StringIO()):
        return next(iter(records), None)


def _item(part: Part, number: int, record: Any) -> Item:
    kind = record.rec_type
    if kind not in {"response", "resource", "conversion"}:
        return Note("web archive records without a page", str(kind))
    url = record.rec_headers.get_header("WARC-Target-URI", "").strip("<>")
    status, media, charset = _http(record)
    if status != "200":
        return Reject(part.name, number, f"HTTP status {status}", url)
    if media not in _PAGE_TYPES and not media.startswith("text/plain"):
        return Reject(part.name, number, f"not a page but {media or 'of no known type'}", url)
    try:
        data = record.content_stream().read(_PAGE_LIMIT + 1)
    except (zlib.error, OSError, ValueError, EOFError) as error:
        return Reject(part.name, number, f"its content cannot be unpacked: {error}", url)
    if getattr(record.raw_stream, "limit", 0) > 0 and len(data) <= _PAGE_LIMIT:
        return Reject(part.name, number, "the archive ends inside this page", url)
    if len(data) > _PAGE_LIMIT:
        return Reject(part.name, number, f"a page of more than {_PAGE_LIMIT} bytes", url)
    fields = {
        **part.fields,
        "article_id": _record_id(record) or f"{part.stem}-{number}",
        "url": url,
        "crawled": record.rec_headers.get_header("WARC-Date", "")[:10],
    }
    fallback = f"{part.relative}-{number}"
    if media.startswith("text/plain"):
        text = data.decode("utf-8", "surrogateescape")
        return Record(part.name, number, {**fields, "text": text}, True, fallback_id=fallback)
    page = Page(data, charset, url)
    return Record(part.name, number, fields, page=page, fallback_id=fallback)


def _http(record: Any) -> tuple[str, str, str]:
    """Return status, media type and charset of a record."""
    headers = record.http_headers
    if headers is None:
        kind = record.rec_headers.get_header("Content-Type", "") or ""
        status = "200"
    else:
        kind = headers.get_header("Content-Type", "") or ""
        status = str(headers.get_statuscode() or "missing")
    charset = re.search(r"charset\s*=\s*[\"']?([\w-]+)", kind, re.IGNORECASE)
    return status, kind.split(";")[0].strip().lower(), charset.group(1) if charset else ""


def _record_id(record: Any) -> str:
    found = re.search(
        r"[0-9a-f-]{32,36}", record.rec_headers.get_header("WARC-Record-ID", "") or ""
    )
    return found.group(0) if found else ""
