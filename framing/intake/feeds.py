"""RSS and Atom files: one article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from framing.intake.pages import fragment_text
from framing.intake.record import Note, Part, Record, Reject
from framing.intake.rows import Item
from framing.intake.streams import DAMAGED, TooMuchError, head_of, whole

_FEED_LIMIT = 20_000_000  # bytes
_HOMES = {
    "title": ("title",),
    "url": ("link", "id", "guid"),
    "published": ("pubDate", "published", "date", "issued", "updated", "modified"),
    "author": ("creator", "author"),
    "section": ("category",),
    "text": ("encoded", "content", "description", "summary"),
}


def read_feed(part: Part) -> Iterator[Item]:
    """Yield the entries of a feed; its text is what the feed carries, often only a teaser."""
    from lxml import etree

    try:
        data = whole(part, _FEED_LIMIT)
    except (TooMuchError, *DAMAGED) as error:
        yield Reject(part.name, None, f"cannot be read as a feed: {error}")
        return
    if b"<!ENTITY" in data or b"<\0!\0E\0N\0T" in data:
        yield Reject(part.name, None, "declares XML entities", head_of(part, 80).decode("latin-1"))
        return
    try:
        yield from _entries(part, _parsed(data, recover=False), None)
    except (etree.XMLSyntaxError, ValueError) as error:
        yield from _before_damage(part, data)
        yield Reject(part.name, None, f"broken XML: {error}")


def _parsed(data: bytes, *, recover: bool) -> Any:
    from lxml import etree

    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    return etree.fromstring(data, etree.XMLParser(recover=recover, **options))


def _before_damage(part: Part, data: bytes) -> Iterator[Item]:
    """Yield the entries that are complete in a feed that is cut off or broken further down."""
    from lxml import etree

    complete = len(re.findall(rb"</(?:\w+:)?(?:item|entry)\s*>", data))
    try:
        root = _parsed(data, recover=True) if complete else None
    except (etree.XMLSyntaxError, ValueError):
        return
    if root is not None:
        yield from _entries(part, root, complete)


def _entries(part: Part, root: Any, most: int | None) -> Iterator[Item]:
    outlet, said = _outlet(root)
    yield Note("columns guessed", said)
    entries = [node for node in root.iter() if _name(node) in {"item", "entry"}][:most]
    for number, entry in enumerate(entries, start=1):
        fields = {"outlet": outlet, **part.fields}
        for ours, names in _HOMES.items():
            value = _first(entry, names, ours)
            if value:
                fields[ours] = fragment_text(value) if ours in {"title", "text"} else value
        given = _first(entry, ("guid", "id"), "")
        fields["article_id"] = given or f"{part.stem}-{number}"
        fallback = "" if given else f"{part.relative}-{number}"
        yield Record(part.name, entry.sourceline or number, fields, fallback_id=fallback)


def _outlet(root: Any) -> tuple[str, str]:
    channel = next((node for node in root.iter() if _name(node) in {"channel", "feed"}), root)
    link = _first(channel, ("link",), "url")
    host = urlsplit(link).hostname if re.match(r"https?://[^\s/\[\]]+", link) else ""
    if host:
        return host.removeprefix("www."), "outlet from the feed's address"
    return _first(channel, ("title",), ""), "outlet from the feed's title"


def _first(node: Any, names: tuple[str, ...], ours: str) -> str:
    """Return the first child of one of these names that says anything."""
    for name in names:
        for child in node:
            if _name(child) == name:
                value = "".join(child.itertext()).strip()
                inner = child.get("href") if ours == "url" and not value else ""
                if value or inner:
                    return value or str(inner)
    return ""


def _name(node: Any) -> str:
    return node.tag.rsplit("}", 1)[-1] if isinstance(node.tag, str) else ""
