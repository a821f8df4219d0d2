"""Files as databases, content systems, offices and crawlers write them, whole and cut off."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.intake.read import read_articles
from framing.intake.streams import Patient, guarded

BODY = "قال السائق إن القافلة وصلت إلى البلدة في الليل، ولم يعلق أحد على الخبر من الجانب الآخر."
PAGE = (
    f"<html><body><article><h1>وصول القافلة</h1><p>{BODY}</p><p>{BODY}</p></article></body></html>"
)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _csv(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def _warc(body: bytes, number: int, header: str = "") -> bytes:
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}\r\n".encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2017-10-16T10:00:00Z\r\n"
        f"WARC-Target-URI: http://nakhil.example/{number}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(body)}\r\n\r\n"
    )
    return head.encode() + http + body + b"\r\n\r\n"


def _chunked(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (40, body[:40], len(body) - 40, body[40:])


def _zip(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return held.getvalue()


def _nested() -> bytes:
    return _zip(in_zip=_zip(a_txt=b"a"), نخيل__خبر_txt=BODY.encode())


def _book() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["صادر عن المرصد", None])
    sheet.merge_cells("A1:B1")
    sheet.append(["العنوان", "النص", "التاريخ"])
    sheet.append(["خبر", BODY, datetime.datetime(2017, 10, 16)])
    hidden = book.create_sheet("مسودة")
    hidden.sheet_state = "hidden"
    hidden.append(["title", "text"])
    hidden.append(["مخفي", BODY])
    book.create_sheet("فارغة")
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pa.table(
        {
            "id": [1, 2],
            "title": pa.array(["أ", "ب"]).dictionary_encode(),
            "text": pa.array([BODY, "نص آخر"], pa.large_string()),
            "tags": [["x", "y"], []],
            "source": [{"name": "النخيل"}, {"name": "السدر"}],
        }
    )
    held = io.BytesIO()
    pq.write_table(table, held)
    return held.getvalue()


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><title>النخيل</title></channel><item><title>خبر</title>"
    f"<description><![CDATA[<p>{BODY}</p>]]></description>"
    "<dc:date>2017-10-16T10:00:00+03:00</dc:date></item></rdf:RDF>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>النخيل</title><entry><id>t:1</id><title>خبر'
    '</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>'
    f"{BODY}</p></div></content></entry><entry/></feed>"
)
CUT = (
    f"<rss><channel><title>ن</title><item><title>خبر</title><description>{BODY}</description>"
    "</item><item><title>ب"
)
BY_ID = {"a1": {"title": "x", "text": BODY}, "a2": {"title": "y", "text": "z"}}
BOM = "\ufeff".encode() + _json({"text": BODY}) + b"\r\n\r\nnull\r\n"
TITLED = "<html><head><title>ن</title></head></html>".encode()
DECLARED = PAGE.replace("<html>", '<html><meta charset="utf-8">').encode("cp1256")
HALF = gzip.compress(_warc(PAGE.encode(), 4)) + gzip.compress(_warc(PAGE.encode(), 5))[:60]

# name, what it holds, articles, part of the reason of each reject
CASES: list[tuple[str, bytes | Callable[[], bytes], int, list[str]]] = [
    ("semicolons.csv", f"العنوان;النص\nخبر;{BODY}\n".encode("cp1256"), 1, []),
    ("preamble.csv", _csv("صادر عن المرصد", "", "title,text,date", "x,نص,2017-10-16"), 1, []),
    ("two-encodings.txt", BODY.encode() + BODY.encode("cp1256"), 0, ["encoding cannot be told"]),
    ("service.json", _json({"articles": [{"source": {"name": "النخيل"}, "title": "خبر",
        "content": BODY}, {"source": None, "title": None, "content": None}]}), 1, ["neither"]),
    ("site.json", _json([{"id": 7, "title": {"rendered": "خبر"}, "date": "2017-10-16T10:00:00",
        "content": {"rendered": f"<p>{BODY}</p>"}}]), 1, []),
    ("database.json", _json({"data": {"items": [{"_id": {"$oid": "5f"}, "headline": "خبر",
        "body": {"html": f"<p>{BODY}</p>"}, "date": {"$date": "2017-10-16T00:00:00Z"}}]}}), 1, []),
    ("by-id.json", _json(BY_ID), 2, []),
    ("strings.json", _json([BODY, BODY]), 0, ["not a JSON object"] * 2),
    ("number.json", b"42", 0, ["not a JSON object"]),
    ("bom.jsonl", BOM, 1, ["not a JSON"]),
    ("paragraph.html", f"<p>{BODY}</p>".encode(), 1, []),
    ("title-only.html", TITLED, 0, ["no article text"]),
    ("declares-another.html", DECLARED, 1, []),
    ("one.rdf", RDF.encode(), 1, []),
    ("two.atom", ATOM.encode(), 1, ["neither title nor text"]),
    ("cut.xml", CUT.encode(), 1, ["broken XML"]),
    ("chunked.warc", _warc(_chunked(PAGE.encode()), 1, "Transfer-Encoding: chunked\r\n"), 1, []),
    ("packed.warc", _warc(gzip.compress(PAGE.encode()), 2, "Content-Encoding: gzip\r\n"), 1, []),
    ("no-gzip.warc", _warc(b"notgzip", 3, "Content-Encoding: gzip\r\n"), 0, ["no article text"]),
    ("cut.warc.gz", HALF, 1, ["damaged from here on"]),
    ("nested.zip", _nested, 1, ["an archive inside"]),
    ("book.xlsx", _book, 2, []),
    ("columns.parquet", _parquet, 2, []),
    ("header-only.csv", b"title,text,date\n", 0, []),
    ("uneven.csv", _csv("title,text", "x", "y,z", "a,b,c"), 2, ["3 cells in a row"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data", "articles", "reasons"), CASES, ids=[c[0] for c in CASES])
def test_each_gives_its_articles_and_says_what_it_lost(
    tmp_path: Path,
    name: str,
    data: bytes | Callable[[], bytes],
    articles: int,
    reasons: list[str],
) -> None:
    (tmp_path / name).write_bytes(data() if callable(data) else data)
    (tmp_path / "sound.txt").write_text("خبر\n\nنص الخبر", encoding="utf-8")
    table = read_articles(tmp_path, duplicates="reject")
    rejects = table.attrs["rejects"]
    assert len(table) - 1 == articles
    assert [wanted in row["reason"] for wanted, row in zip(reasons, rejects, strict=True)] == [
        True
    ] * len(rejects)


def test_wrapped_values_are_unwrapped(tmp_path: Path) -> None:
    for name, data, *_ in CASES:
        if name in {"site.json", "database.json"}:
            assert isinstance(data, bytes)
            (tmp_path / name).write_bytes(data)
    table = read_articles(tmp_path).set_index("article_id")
    assert sorted(table.index) == ["5f", "7"]
    assert table["text"].tolist() == [f"خبر\n\n{BODY}"] * 2
    assert table["published"].astype(str).tolist() == ["2017-10-16"] * 2


def test_rows_above_a_header_and_hidden_sheets_are_said(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(_book())
    notes = read_articles(tmp_path / "book.xlsx").attrs["notes"]
    assert notes["not read"] == {"1 rows above the header": 1}
    assert notes["hidden sheets read"] == {"مسودة": 1}


def test_a_stream_gives_what_stands_before_the_damage() -> None:
    data = gzip.compress(b"whole") + gzip.compress(b"cut")[:10]
    stream = guarded(gzip.GzipFile(fileobj=io.BytesIO(data)), len(data))  # type: ignore[arg-type]
    assert isinstance(stream, Patient)
    assert stream.read(100) == b"whole"
    with pytest.raises(EOFError):
        stream.read(100)


def test_links_out_and_folders_that_hold_themselves_are_no_endless_way(tmp_path: Path) -> None:
    home = tmp_path / "النخيل"
    home.mkdir()
    (home / "مقال أول.txt").write_text(f"خبر\n\n{BODY}", encoding="utf-8")
    os.symlink(home, home / "loop")
    os.symlink(tmp_path / "nothing", home / "dead.txt")
    table = read_articles(home)
    assert table["article_id"].tolist() == ["مقال أول"]
    assert len(table.attrs["rejects"]) == 2


def test_a_mapping_to_a_column_that_is_not_there_says_what_is(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(_csv("title,body", "x,y"))
    with pytest.raises(InputError, match=r"column 'bodi' is missing.*body"):
        read_articles(tmp_path / "a.csv", mapping={"text": "bodi"})
    with pytest.raises(InputError, match="'texte' is no column"):
        read_articles(tmp_path / "a.csv", mapping={"texte": "body"})
