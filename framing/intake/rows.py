"""Rows of any table as records, its columns under the contract's names."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from framing.errors import InputError
from framing.intake.columns import guesses, match_columns
from framing.intake.dates import tell_day_first
from framing.intake.pages import fragment_text
from framing.intake.record import Note, Part, Record, Reject
from framing.tables import columns_of

EXTRAS = 200  # further columns of one table that stay columns; the rest go into one

Item = Record | Reject | Note
Row = tuple[int, "Mapping[str, Any] | Reject"]

_OURS = frozenset(columns_of("articles"))
_SAMPLE = 1000  # rows that show how a table writes its dates
_SAMPLE_SIZE = 2_000_000  # characters of them at most


def rows_of(
    part: Part,
    names: list[str],
    rows: Iterable[Row],
    mapping: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """Yield the rows of a table whose columns are known, as records.

    Parameters
    ----------
    part : Part
        Where the table stands.
    names : list of str
        Its columns.
    rows : iterable
        Line or row number, and column → value, or a reject.
    mapping : mapping, optional
        Our column → the input's, as in ``match_columns``.
    """
    found = _found(part, names, mapping)
    if isinstance(found, Reject):
        yield found
        return
    yield from guesses(found, mapping)
    theirs = {column: ours for ours, column in found.items()}
    yield from _records(part, rows, lambda row: theirs, found.get("published"))


def loose_rows_of(
    part: Part, rows: Iterable[Row], mapping: Mapping[str, str] | None = None
) -> Iterator[Item]:
    """Yield rows that each have columns of their own, such as JSON objects, as records."""
    known: dict[tuple[str, ...], dict[str, str] | Reject] = {}
    said: set[Note] = set()

    def theirs_of(row: Mapping[str, Any]) -> Mapping[str, str] | Reject:
        names = tuple(row)
        if names not in known:
            if len(known) > _SAMPLE:
                known.clear()
            found = _found(part, list(names), mapping)
            is_reject = isinstance(found, Reject)
            known[names] = found if is_reject else {c: ours for ours, c in found.items()}  # type: ignore[union-attr]
        return known[names]

    for item in _records(part, rows, theirs_of, None):
        if isinstance(item, Note):
            if item in said:
                continue
            said.add(item)
        yield item


def _found(
    part: Part, names: list[str], mapping: Mapping[str, str] | None
) -> dict[str, str] | Reject:
    """Match columns; a table without any that could hold an article is a reject."""
    try:
        found = match_columns(names, mapping, place=part.name)
    except InputError as error:
        return Reject(part.name, None, error.problem, error.remedy)
    if "text" in found or "title" in found:
        return found
    there = ", ".join(names[:30]) or "none"
    return Reject(part.name, None, f"no column holds the text (there are: {there})")


def _records(
    part: Part,
    rows: Iterable[Row],
    theirs_of: Callable[[Mapping[str, Any]], Mapping[str, str] | Reject],
    dates: str | None,
) -> Iterator[Item]:
    rows = iter(rows)
    sample, day_first = _first_rows(rows, dates)
    if day_first is not None:
        what = "day" if day_first else "month"
        yield Note("dates", f"{what} first, as other dates of the same table show")
    for number, row in itertools.chain(sample, rows):
        theirs = row if isinstance(row, Reject) else theirs_of(row)
        if isinstance(theirs, Reject):
            yield Reject(part.name, number, theirs.reason, theirs.value)
            continue
        assert not isinstance(row, Reject)
        if not dates:
            yield from _guesses_in(theirs)
        fields = part.fields | _fields(row, theirs)
        derived = "" if fields.get("article_id", "").strip() else f"{part.relative}-{number}"
        if derived:
            fields["article_id"] = f"{part.stem}-{number}"
        yield Record(part.name, number, fields, fallback_id=derived, day_first=day_first)


def _guesses_in(theirs: Mapping[str, str]) -> list[Note]:
    return guesses({ours: name for name, ours in theirs.items()})


def _first_rows(rows: Iterator[Row], dates: str | None) -> tuple[list[Row], bool | None]:
    """Take some rows ahead to see how the table writes its dates."""
    sample: list[Row] = []
    size = 0
    if dates is None:
        return sample, None
    for item in rows:
        sample.append(item)
        if not isinstance(item[1], Reject):
            size += sum(len(value) for value in item[1].values() if isinstance(value, str))
        if len(sample) >= _SAMPLE or size > _SAMPLE_SIZE:
            break
    values = (as_text(row.get(dates)) for _, row in sample if not isinstance(row, Reject))
    return sample, tell_day_first(values)


def _fields(row: Mapping[str, Any], theirs: Mapping[str, str]) -> dict[str, str]:
    fields: dict[str, str] = {}
    others: dict[str, Any] = {}
    for column, value in row.items():
        if value is None or value == "":
            continue
        ours = theirs.get(column)
        if ours is not None:
            fields[ours] = _name_in(value) if ours in {"outlet", "author"} else _inner(value)
        elif len(fields) - len(theirs) < EXTRAS:
            # A column of ours that a mapping fills from elsewhere keeps another name.
            fields[f"{column}_in_input" if column in _OURS else column] = as_text(value)
        else:
            others[column] = value
    if others:
        fields["other_columns"] = as_text(others)
    return fields


# How databases and content systems wrap a value: {"$oid": …}, {"rendered": "<p>…"}.
_WRAPPED = ("rendered", "html", "text", "plain", "value", "#text", "_text", "$oid", "$date")
_MARKED_UP = ("rendered", "html")


def _inner(value: Any) -> str:
    """Return the text of a value, also where it is wrapped.

    Examples
    --------
    >>> _inner({"$oid": "5f"}), _inner({"rendered": "<p>خرج <b>ليلاً</b></p>"})
    ('5f', 'خرج ليلاً')
    """
    if isinstance(value, dict):
        for name in _WRAPPED:
            if isinstance(value.get(name), str):
                inner = str(value[name])
                return fragment_text(inner) if name in _MARKED_UP else inner
    return as_text(value)


def _name_in(value: Any) -> str:
    """Return the name that a nested outlet or author has, as news services write them."""
    if isinstance(value, dict) and isinstance(value.get("name") or value.get("title"), str):
        return str(value.get("name") or value.get("title"))
    if isinstance(value, list) and all(isinstance(item, (str, dict)) for item in value):
        return ", ".join(_name_in(item) for item in value)
    return as_text(value)


def as_text(value: Any) -> str:
    """Turn any value of a table into text: dates in ISO, lists and mappings as JSON.

    Examples
    --------
    >>> as_text(["أ", 1]), as_text(12.0), as_text(None)
    ('["أ", 1]', '12', '')
    """
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat()).removesuffix("T00:00:00")
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
