"""Text exports of press databases: Factiva's field codes and the layout of Nexis.

Written from the vendors' public descriptions and untested on files of theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.intake.record import Part, Record
from framing.intake.rows import Item

# Factiva marks each field with a code of two or three letters at the line's beginning.
_FACTIVA = re.compile(r"(?m)^(HD|BY|PD|SN|AN|LP|TD|SE|CR|ED|PG|LA|SC|CY|CLM|WC|ET|VOL|ART|NS|RE|PUB|IN|CO|IPD|IPC|RF|CT|CX)(?:[ \t]+|$)")  # fmt: skip  # noqa: E501
_FACTIVA_HOMES = {
    "HD": "title", "BY": "author", "PD": "published", "SN": "outlet", "SE": "section",
    "AN": "article_id", "LP": "lead", "TD": "rest", "LA": "language", "WC": "words_as_written",
}  # fmt: skip

_NEXIS_FIRST = re.compile(r"(?m)^\s*\d+ of \d+ DOCUMENTS?\s*$")
_NEXIS_END = re.compile(r"(?m)^\s*End of Document\s*$")
_NEXIS_FIELD = re.compile(
    r"(?m)^\s*(BYLINE|SECTION|LENGTH|DATELINE|BODY|LOAD-DATE|LANGUAGE|HEADLINE|HIGHLIGHT|"
    r"PUBLICATION-TYPE|JOURNAL-CODE|GRAPHIC|CLASSIFICATION|SUBJECT|URL)\s*(?::|$)[ \t]*",
    re.IGNORECASE,
)
_NEXIS_HOMES = {
    "HEADLINE": "title", "BYLINE": "author", "SECTION": "section", "BODY": "text", "URL": "url",
    "LANGUAGE": "language", "DATELINE": "dateline", "LENGTH": "words_as_written",
}  # fmt: skip


def export_kind(text: str) -> str:
    r"""Tell which press database a text was exported from, or ``""``.

    Examples
    --------
    >>> export_kind("HD Talks in Aden\nPD 3 May 2015\nSN Sada\nLP\nThey met.\nAN SADA000020150503")
    'factiva'
    >>> export_kind("ما قاله الشاهد")
    ''
    """
    codes = set(_FACTIVA.findall(text))
    if {"HD", "PD", "SN"} <= codes and codes & {"LP", "TD"}:
        return "factiva"
    fields = {name.upper() for name in _NEXIS_FIELD.findall(text)}
    if (_NEXIS_FIRST.search(text) or _NEXIS_END.search(text)) and {"LENGTH"} <= fields:
        return "nexis"
    return ""


def read_factiva(part: Part, text: str) -> Iterator[Item]:
    """Yield the articles of a Factiva export in its layout with field codes."""
    pieces = _FACTIVA.split(text)
    articles: list[dict[str, str]] = []
    for code, value in zip(pieces[1::2], pieces[2::2], strict=True):
        # An article begins with its headline; section and column may stand before it.
        if not articles or (code in {"HD", "SE", "CLM"} and "AN" in articles[-1]):
            articles.append({})
        articles[-1].setdefault(code, value.strip())
    for number, fields in enumerate(articles, start=1):
        named = {_FACTIVA_HOMES[c]: v for c, v in fields.items() if c in _FACTIVA_HOMES}
        body = [named.pop("lead", ""), named.pop("rest", "")]
        named["title"] = " ".join(named.get("title", "").split())
        named["text"] = "\n\n".join(piece for piece in body if piece)
        yield _record(part, number, named)


def read_nexis(part: Part, text: str) -> Iterator[Item]:
    """Yield the articles of a Nexis or Nexis Uni export."""
    if _NEXIS_FIRST.search(text):
        documents = _NEXIS_FIRST.split(text)[1:]
    else:
        documents = _NEXIS_END.split(text)[:-1]
    for number, document in enumerate(documents, start=1):
        yield _record(part, number, _nexis_fields(_NEXIS_END.sub("", document)))


def _nexis_fields(document: str) -> dict[str, str]:
    pieces = _NEXIS_FIELD.split(document)
    fields: dict[str, str] = {}
    for name, value in zip(pieces[1::2], pieces[2::2], strict=True):
        home = _NEXIS_HOMES.get(name.upper())
        if home:
            fields.setdefault(home, value.strip())
    # Before the first field stand, a line each: source, date, headline; the newer layout has
    # the headline first.
    lines = [line.strip() for line in pieces[0].splitlines() if line.strip()]
    lines = [line for line in lines if not line.lower().startswith(("copyright", "all rights"))]
    dated = next((i for i, line in enumerate(lines) if re.search(r"\b(1[89]|20)\d\d\b", line)), -1)
    if dated >= 0:
        fields.setdefault(
            "published", re.sub(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", "", lines[dated])
        )  # noqa: E501
    if dated == 1:
        fields.setdefault("outlet", lines[0])
        fields.setdefault("title", " ".join(lines[2:]))
    elif dated > 1:
        fields.setdefault("title", " ".join(lines[: dated - 1]))
        fields.setdefault("outlet", lines[dated - 1])
    return fields


def _record(part: Part, number: int, fields: dict[str, str]) -> Record:
    given = bool(fields.get("article_id"))
    fields = {"article_id": f"{part.stem}-{number}", **part.fields, **fields}
    return Record(
        part.name, number, fields, fallback_id="" if given else f"{part.relative}-{number}"
    )
