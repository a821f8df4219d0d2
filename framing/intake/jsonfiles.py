"""JSON and JSONL, object by object."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from framing.intake.columns import match_columns
from framing.intake.encodings import tell_encoding
from framing.intake.record import Part, Reject
from framing.intake.rows import Item, Row, loose_rows_of
from framing.intake.streams import HEAD, LINE_LIMIT, WHOLE_LIMIT, head_of, lines_of, text_of

# Figures stay as they are written: an id may be longer than any number.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_BROKEN = (json.JSONDecodeError, RecursionError)


def read_json_lines(part: Part, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield the articles of a file with one JSON object a line."""
    encoding = _encoding(part)
    if encoding is None:
        yield Reject(part.name, None, "not UTF-8, as JSON has to be")
        return
    yield from loose_rows_of(part, _line_rows(part, encoding), mapping)


def read_json(part: Part, mapping: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Yield the articles of a JSON file: a list of objects, one object, or a list in one."""
    encoding = _encoding(part)
    if encoding is None:
        yield Reject(part.name, None, "not UTF-8, as JSON has to be")
        return
    yield from loose_rows_of(part, _objects(part, encoding), mapping)


def _encoding(part: Part) -> str | None:
    head = head_of(part)
    encoding = tell_encoding(head, complete=len(head) < HEAD)
    return encoding if encoding and encoding.startswith("utf") else None


def _line_rows(part: Part, encoding: str) -> Iterator[Row]:
    with text_of(part, encoding, newline="\n") as handle:
        for number, line in lines_of(handle):
            if line is None:
                yield number, Reject(part.name, number, "a line longer than an article can be")
            elif line.strip():
                yield number, _object_in(part, number, line)


def _object_in(part: Part, number: int, line: str) -> Mapping[str, Any] | Reject:
    try:
        value = _DECODER.decode(line.strip())
    except _BROKEN as error:
        return Reject(part.name, number, _reason(error), line)
    if not isinstance(value, dict):
        return Reject(part.name, number, "not a JSON object", line)
    return value


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    return f"broken JSON: {error.msg}" if isinstance(error, json.JSONDecodeError) else str(error)


def _objects(part: Part, encoding: str) -> Iterator[Row]:
    with text_of(part, encoding) as handle:
        text = handle.read(WHOLE_LIMIT // 4)
        if text.lstrip().startswith("{"):
            single = _single(text) if len(text) < WHOLE_LIMIT // 4 else None
            if isinstance(single, list):
                for number, value in enumerate(single, start=1):
                    yield number, _as_row(part, number, value)
                return
            start = re.search(r"\[\s*\{", text) if single is None else None
            text = text[start.start() :] if start else text
        yield from _streamed(part, handle, text)


def _single(text: str) -> list[Any] | Exception:
    """Return the articles of a file that is one object: itself, or its longest list of objects."""
    try:
        value = _DECODER.decode(text.strip())
    except _BROKEN as error:
        return error
    found = match_columns(value)
    if "text" in found:
        return [value]
    lists = [items for items in _lists_in(value) if items and isinstance(items[0], dict)]
    if lists:
        return max(lists, key=len)
    return _by_id(value) or [value]


def _by_id(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the articles of an object that has one under each id."""
    if not value or not all(isinstance(item, dict) for item in value.values()):
        return []
    if not any("text" in match_columns(item) for item in value.values()):
        return []
    return [
        item if "article_id" in match_columns(item) else {"article_id": name, **item}
        for name, item in value.items()
    ]


def _lists_in(value: dict[str, Any], depth: int = 3) -> Iterator[list[Any]]:
    for item in value.values():
        if isinstance(item, list):
            yield item
        elif isinstance(item, dict) and depth:
            yield from _lists_in(item, depth - 1)


def _as_row(part: Part, number: int, value: Any) -> Mapping[str, Any] | Reject:
    if isinstance(value, dict):
        return value
    return Reject(part.name, number, "not a JSON object", str(value)[:80])


def _streamed(part: Part, handle: TextIO, text: str) -> Iterator[Row]:
    """Yield the objects of a list that may be larger than memory."""
    at = text.index("[") + 1 if "[" in text[:100] else 0
    number = 0
    while True:
        gap = re.compile(r"[\s,]*").match(text, at)
        at = gap.end() if gap else at
        if at < len(text) and text[at] == "]":
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
        except RecursionError as error:
            yield number + 1, Reject(part.name, number + 1, _reason(error))
            return
        except json.JSONDecodeError as error:
            more = handle.read(max(1 << 20, len(text) - at)) if len(text) - at < LINE_LIMIT else ""
            if not more:
                if text[at:].strip() or number == 0:
                    yield number + 1, Reject(part.name, number + 1, _reason(error), text[at:][:80])
                return
            text, at = text[at:] + more, 0
            continue
        number += 1
        yield number, _as_row(part, number, value)
        at = end


def looks_like_lines(text: str) -> bool:
    r"""Tell JSONL from JSON by its first lines.

    Examples
    --------
    >>> looks_like_lines('{"a": 1}\n{"a": 2}\n'), looks_like_lines('{"a":\n1}')
    (True, False)
    """
    lines = [line for line in text.split("\n", 2)[:2] if line.strip()]
    if len(lines) < 2 or not lines[1].lstrip().startswith("{"):
        return False
    try:
        _DECODER.decode(lines[0].strip())
    except _BROKEN:
        return lines[1].startswith('{"')  # a broken first line among others
    return True
