"""Web pages: their text and what they say of themselves, through trafilatura."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from framing.intake.encodings import decode
from framing.intake.record import Record, Reject

PAGE_LIMIT = 8_000_000  # bytes
_NESTING = 2_000  # tags open at once; a page has some dozens
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "p"))


def extract(record: Record) -> Record | Reject:
    """Read a record's page into its fields: title, text, date, author, section, address.

    What the record knows already (from a table beside the page) is kept.
    """
    assert record.page is not None
    data = record.page.data
    if len(data) > PAGE_LIMIT:
        return Reject(record.source, record.line, f"a page of {len(data)} bytes")
    declared = _META_CHARSET.search(data[:4096])
    charset = record.page.charset or (declared.group(1).decode("ascii") if declared else "")
    decoded = decode(data, charset)
    if decoded is None:
        reason = "its encoding cannot be told: not UTF-8, and no other fits"
        return Reject(record.source, record.line, reason, charset)
    if _depth(decoded.text) > _NESTING:
        return Reject(record.source, record.line, f"tags nested more than {_NESTING} deep")
    found = _page_fields(decoded.text, record.page.url)
    if isinstance(found, str):
        return Reject(record.source, record.line, found)
    if decoded.encoding:
        found["encoding"] = decoded.encoding
    known = {name: value for name, value in record.fields.items() if value}
    return replace(record, fields={**found, **known}, page=None)


def _depth(html: str) -> int:
    """Return how deep tags are nested at most, closing tags that were left out aside."""
    depth = deepest = 0
    for close, name, empty in _TAG.findall(html):
        if empty or name.lower() in _VOID:
            continue
        depth = max(depth - 1, 0) if close else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _page_fields(html: str, url: str) -> dict[str, str] | str:
    """Return a page's fields, or why there are none."""
    import trafilatura

    _quiet()
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", html)  # lxml refuses it in decoded text
    try:
        document = trafilatura.bare_extraction(
            html,
            url=url or None,
            include_comments=False,
            include_tables=False,
            with_metadata=True,
            date_extraction_params=_date_options(),
        )
    except (RecursionError, ValueError, AttributeError, TypeError, AssertionError) as error:
        return f"trafilatura could not read the page: {type(error).__name__}"
    if document is None:
        return _fragment(html, url) or "no article text in the page"
    values = document if isinstance(document, dict) else document.as_dict()
    address = url or _text(values.get("url"))
    host = re.sub(r"^www\.", "", urlsplit(address).hostname or "") if _is_url(address) else ""
    fields = {
        "title": _text(values.get("title")),
        "text": _text(values.get("text")),
        "published": _text(values.get("date")),
        "author": _text(values.get("author")),
        "url": address,
        "outlet": host or _text(values.get("sitename")),
        "section": _text(values.get("categories")),
        "sitename": _text(values.get("sitename")),
        "description": _text(values.get("description")),
        "extracted_by": f"trafilatura {_version()}",
    }
    if not fields["text"].strip():
        return "no article text in the page"
    return {name: value for name, value in fields.items() if value}


def _fragment(html: str, url: str) -> dict[str, str]:
    """Return the text of a piece of HTML that is no whole page, such as one saved paragraph."""
    whole_page = re.search(r"(?i)<(?:html|head|body|nav|script|form|title)\b", html)
    if whole_page or not re.search(r"(?i)<(?:p|div|br|article|span)\b", html):
        return {}
    text = fragment_text(html)
    return {"text": text, "url": url} if text else {}


def _is_url(address: str) -> bool:
    return bool(re.match(r"https?://[^\s/\[\]]+", address))


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or "")


def _date_options() -> dict[str, Any]:
    # A fixed latest day: what a page says must not depend on when it is read.
    return {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}


@cache
def _version() -> str:
    from importlib.metadata import version

    return version("trafilatura")


@cache
def _quiet() -> None:
    """Keep the libraries' own logs to errors: what matters is in the rejects."""
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def fragment_text(html: str) -> str:
    r"""Return the text of a piece of HTML, such as a feed's entry: a blank line a paragraph.

    Examples
    --------
    >>> fragment_text("<p>خرج <b>المقاتلون</b></p><p>ليلاً &amp; نهاراً</p>")
    'خرج المقاتلون\n\nليلاً & نهاراً'
    """
    import html as entities

    if "<" not in html and "&" not in html:
        return html.strip()
    html = re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", "", html)
    html = re.sub(r"(?i)<br\s*/?>", "\n", html)
    html = re.sub(
        r"(?i)</?(p|div|h[1-6]|li|ul|ol|blockquote|tr|table|figure)\b[^<>]*>", "\n\n", html
    )
    text = entities.unescape(re.sub(r"<[^<>]*>", "", html))
    text = re.sub(r"[^\S\n]*\n[^\S\n]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
