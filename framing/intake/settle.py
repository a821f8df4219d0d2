"""From a record to an article or a reject: text, title, body and date settled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain

from framing.intake.dates import read_date
from framing.intake.mojibake import repair
from framing.intake.record import Article, Note, Record, Reject

TEXT_LIMIT = 5_000_000  # code points; a longer "article" is a broken file
_SHORT_TITLE = 4  # words


def settle(record: Record) -> Article | Reject:
    r"""Make an article of a record: join title and body, read its date, or refuse it.

    Parameters
    ----------
    record : Record
        With any of ``title``, ``text``, ``published`` and ``body_start`` among its fields, or
        with a page.

    Returns
    -------
    Article or Reject
        A reject when there is neither title nor text, when they are not valid Unicode, or
        when the text is longer than ``TEXT_LIMIT``.

    Examples
    --------
    >>> both = Record("a.csv", 2, {"title": "عنوان", "text": "نص الخبر"})
    >>> settle(both).values["text"], settle(both).values["body_start"]
    ('عنوان\n\nنص الخبر', 7)
    >>> settle(Record("a.csv", 3, {"title": " ", "text": ""})).reason
    'neither title nor text'
    """
    if record.page is not None:
        from framing.intake.pages import extract

        extracted = extract(record)
        if isinstance(extracted, Reject):
            return extracted
        record = extracted
    refused = _refused(record)
    if refused is not None:
        return refused
    if record.fields.get("body_start", "").strip():
        return _ours(record)
    return _joined(record)


def _refused(record: Record) -> Reject | None:
    fields = record.fields
    text = fields.get("text", "")
    reason, value = "", text[:80]
    if not text.strip() and not fields.get("title", "").strip():
        reason, value = "neither title nor text", _shown(fields)
    elif len(text) > TEXT_LIMIT:
        reason = f"longer than an article can be ({len(text)} characters)"
    elif _has_surrogate(fields):
        bad = re.findall("[\ud800-\udfff]", "".join(fields.values()))
        is_byte = any("\udc80" <= char <= "\udcff" for char in bad)
        reason = "bytes that are not UTF-8" if is_byte else "not valid Unicode: a lone surrogate"
        value = "".join(bad[:8])
    return Reject(record.source, record.line, reason, value) if reason else None


def _ours(record: Record) -> Article | Reject:
    """Keep a row that has ``body_start`` as it is: it was made by this software."""
    given = record.fields["body_start"].strip()
    text = record.fields.get("text", "")
    start = int(given) if re.fullmatch(r"[0-9]{1,9}", given, re.ASCII) else -1
    if not 0 <= start <= len(text):
        reason = "body_start is not an offset into the text"
        return Reject(record.source, record.line, reason, given)
    published, notes = _dated(record)
    values: dict[str, str | int] = {**record.fields, **published, "body_start": start}
    return Article(record.source, record.line, values, record.fallback_id, notes)


def _joined(record: Record) -> Article:
    fields, notes = _repaired(record.fields)
    text, title = fields.get("text", ""), fields.get("title", "").strip()
    if record.whole and not title:
        title, start = _first_line(text)
    else:
        text, start = join(title, text)
    published, dated = _dated(record)
    values: dict[str, str | int] = {**fields, **published, "title": title, "text": text}
    values["body_start"] = start
    return Article(record.source, record.line, values, record.fallback_id, notes + dated)


def _first_line(text: str) -> tuple[str, int]:
    """Find a file's title, its first line that is not blank, and where the rest begins."""
    first = re.match(r"\s*(\S[^\r\n]*)\s*", text)
    return ("", 0) if first is None else (first.group(1).strip(), first.end())


def join(title: str, body: str) -> tuple[str, int]:
    r"""Put the title before the body unless the body begins with it already.

    Returns
    -------
    text : str
        Title, blank line, body; or the body as it is.
    body_start : int
        Where the body begins in it.

    Examples
    --------
    >>> join("عنوان الخبر", "عنوان الخبر\n\nنصه")
    ('عنوان الخبر\n\nنصه', 13)
    """
    if not title:
        return body, 0
    if not body.strip():
        return title, len(title)
    there = _title_in(title.split(), body)
    return (body, there) if there else (f"{title}\n\n{body}", len(title) + 2)


def _title_in(words: list[str], body: str) -> int:
    """Return where the body goes on after its title, or 0 when it does not begin with it."""
    if not body.lstrip().startswith(words[0]):
        return 0
    # A short title may be how the first sentence begins (داعش يعلن …): only a line of its own
    # is a repeated title then.
    end = r"(?!\w)\s*" if len(words) > _SHORT_TITLE else r"(?:[^\S\r\n]*[\r\n]\s*|\s*\Z)"
    found = re.match(r"\s*" + r"\s+".join(map(re.escape, words)) + end, body)
    return found.end() if found else 0


def _dated(record: Record) -> tuple[dict[str, str], tuple[Note, ...]]:
    """Read the date; what the source wrote is kept where it says more than the day."""
    written = record.fields.get("published", "").strip()
    if not written:
        return {"published": ""}, ()
    day, doubt = read_date(written, day_first=record.day_first)
    fields = {"published": day}
    if day != written:
        fields["published_as_written"] = written
    return fields, (Note("dates left empty", doubt),) if doubt else ()


def _repaired(fields: dict[str, str]) -> tuple[dict[str, str], tuple[Note, ...]]:
    fixed: dict[str, tuple[str, str]] = {
        name: repair(fields[name]) for name in ("title", "text") if name in fields
    }
    steps = sorted({step for _, step in fixed.values() if step})
    if not steps:
        return fields, ()
    texts: dict[str, str] = {name: value for name, (value, _) in fixed.items()}
    notes = tuple(Note("repaired", step) for step in steps)
    return {**fields, **texts, "repaired": "; ".join(steps)}, notes


def _has_surrogate(fields: Mapping[str, str]) -> bool:
    try:
        "".join(chain(fields, fields.values())).encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _shown(fields: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in fields.items() if value)
