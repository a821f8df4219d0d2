"""One article as it comes from a source, and how it becomes a row of the articles table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

TEXT_LIMIT = 20_000_000  # code points; a longer "article" is a broken file

_SHORT_TITLE = 4  # words
_VALUE_SHOWN = 200  # characters of an input value that a reject repeats


@dataclass(frozen=True, slots=True)
class Record:
    """What a source says of one article: columns by their contract names, extras after them.

    ``text`` holds the body alone or the whole text; ``article_of`` joins it with the title.
    """

    source: str
    line: int | None
    fields: dict[str, str]
    whole: bool = False  # the text is a file's whole content: its first line is the title


@dataclass(frozen=True, slots=True)
class Reject:
    """One input row or file that was not taken, and why."""

    source: str
    line: int | None
    reason: str
    value: str = ""

    def row(self) -> dict[str, object]:
        """Return it as a row of the ``rejects`` table, its value shortened and printable."""
        value = self.value[:_VALUE_SHOWN].encode("utf-8", "backslashreplace").decode()
        return {"source": self.source, "line": self.line, "reason": self.reason, "value": value}


@dataclass(frozen=True, slots=True)
class Article:
    """One row of the articles table, and the place it came from."""

    source: str
    line: int | None
    values: dict[str, str | int] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Say where it stands: a file, and its line where there is one."""
        return self.source if self.line is None else f"{self.source}, line {self.line}"


def article_of(record: Record) -> Article | Reject:
    r"""Join title and body, find where the body begins, and refuse what is no article.

    Parameters
    ----------
    record : Record
        With any of ``title``, ``text`` and ``body_start`` among its fields.

    Returns
    -------
    Article or Reject
        A reject when there is neither title nor text, when the text is not valid Unicode, or
        when it is longer than ``TEXT_LIMIT``.

    Examples
    --------
    >>> both = Record("a.csv", 2, {"title": "عنوان", "text": "نص الخبر"})
    >>> article_of(both).values["text"], article_of(both).values["body_start"]
    ('عنوان\n\nنص الخبر', 7)
    >>> article_of(Record("a.csv", 3, {"title": " ", "text": ""})).reason
    'neither title nor text'
    """
    fields = record.fields
    text, title = fields.get("text", ""), fields.get("title", "")
    if not text.strip() and not title.strip():
        return Reject(record.source, record.line, "neither title nor text", _shown(fields))
    if len(text) > TEXT_LIMIT:
        return Reject(record.source, record.line, "longer than an article can be", text[:80])
    if any(_has_surrogate(value) for value in fields.values()):
        return Reject(record.source, record.line, "not valid Unicode: a lone surrogate", text[:80])
    if fields.get("body_start", "").strip():
        return _ours(record)
    title, text, start = (
        _titled(text) if record.whole and not title.strip() else _joined(title.strip(), text)
    )
    values: dict[str, str | int] = {**fields, "title": title, "text": text, "body_start": start}
    return Article(record.source, record.line, values)


def _ours(record: Record) -> Article | Reject:
    """Keep a row that has ``body_start`` as it is: it was made by this software."""
    given = record.fields["body_start"].strip()
    text = record.fields.get("text", "")
    start = int(given) if re.fullmatch(r"[0-9]{1,9}", given, re.ASCII) else -1
    if not 0 <= start <= len(text):
        reason = "body_start is not an offset into the text"
        return Reject(record.source, record.line, reason, given)
    values: dict[str, str | int] = {**record.fields, "body_start": start}
    return Article(record.source, record.line, values)


def _titled(text: str) -> tuple[str, str, int]:
    """Split a file's whole content: its first line that is not blank is the title."""
    first = re.match(r"\s*(\S[^\r\n]*)\s*", text)
    if first is None:
        return "", text, 0
    return first.group(1).strip(), text, first.end()


def _joined(title: str, body: str) -> tuple[str, str, int]:
    """Put the title before the body unless the body begins with it already."""
    if not title:
        return "", body, 0
    if not body.strip():
        return title, title, len(title)
    words = title.split()
    # A short title may be how the first sentence begins (داعش يعلن …): only a line of its own
    # is a repeated title then.
    end = r"(?!\w)\s*" if len(words) > _SHORT_TITLE else r"(?:[^\S\r\n]*[\r\n]\s*|\s*\Z)"
    there = re.match(r"\s*" + r"\s+".join(map(re.escape, words)) + end, body)
    if there is not None:
        return title, body, there.end()
    return title, f"{title}\n\n{body}", len(title) + 2


def _has_surrogate(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _shown(fields: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in fields.items() if value)
