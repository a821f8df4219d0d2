"""Make a folder of broken and odd files, and say what reading each must give.

Run as ``python tests/intake/broken_files.py FOLDER`` to look at them.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TITLE = "خرج المقاتلون من المدينة"
BODY = "قال المتحدث إن المقاتلين غادروا المدينة في الليل، ولم يعلّق أحد على الخبر من الجانب الآخر."
TEXT = f"{TITLE}\n\n{BODY}\n"


@dataclass(frozen=True)
class Broken:
    """One file: its content, and how many articles and rejects it must give.

    ``reason`` is part of the reason of its rejects, ``says`` part of the text of its articles.
    """

    name: str
    data: bytes
    articles: int
    rejects: int = 0
    reason: str = ""
    says: str = ""


def make_folder(folder: Path, *, line_size: int = 200_000_000) -> list[Broken]:
    """Write every file under ``folder`` and return what they must give."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "outside.txt").write_text("must never be read", encoding="utf-8")
    files = [*_encodings(), *_texts(), *_tables(), *_json(), *_archives(), *_markup(), *_other()]
    for file in files:
        (folder / file.name).write_bytes(file.data)
    files += _long_lines(folder, line_size)
    return files


def _encodings() -> Iterator[Broken]:
    both = 3 * TEXT
    yield Broken("enc-bom.txt", b"\xef\xbb\xbf" + TEXT.encode(), 1, says=TEXT)
    yield Broken("enc-utf16-bom.txt", TEXT.encode("utf-16"), 1, says=TEXT)
    yield Broken("enc-utf16-le.txt", TEXT.encode("utf-16-le"), 1, says=TEXT)
    yield Broken("enc-utf16-be.txt", TEXT.encode("utf-16-be"), 1, says=TEXT)
    yield Broken("enc-utf32.txt", TEXT.encode("utf-32"), 1, says=TEXT)
    yield Broken("enc-1256.txt", both.encode("windows-1256"), 1, says=BODY)
    yield Broken("enc-iso.txt", both.replace("،", ",").encode("iso-8859-6"), 1, says=TITLE)
    yield Broken("enc-mojibake.txt", TEXT.encode().decode("latin-1").encode(), 1, says=BODY)
    seen_as_1256 = TEXT.encode("windows-1256").decode("windows-1252")
    yield Broken("enc-mojibake-1256.txt", seen_as_1256.encode(), 1, says=BODY)
    yield Broken("enc-western.txt", "Café talks end in Aden today".encode("cp1252"), 1, says="é")
    yield Broken("enc-random.txt", bytes(range(128, 256)) * 9, 0, 1, "encoding cannot be told")
    yield Broken("enc-short.txt", b"\xc7\xe1\xed", 0, 1, "encoding cannot be told")
    yield Broken("enc-cut.txt", (9 * TEXT).encode()[:-1] + b"\xd9", 0, 1, "not UTF-8")
    yield Broken("enc-utf16-odd.txt", TEXT.encode("utf-16") + b"\x41", 0, 1, "encoding")
    yield Broken("enc-zeros.txt", b"\0" * 5000, 0, 1, "zero bytes")


def _texts() -> Iterator[Broken]:
    yield Broken("txt-mixed-ends.txt", TEXT.replace("\n\n", "\r\n\r").encode(), 1, says="\r\n\r")
    yield Broken("txt-empty.txt", b"", 0, 1, "empty file")
    yield Broken("txt-blank.txt", b" \n\t\n", 0, 1, "empty file")
    yield Broken("txt-one-line.txt", TITLE.encode(), 1, says=TITLE)
    yield Broken("txt-controls.txt", f"{TITLE}\n\x0b\x0c\x1e\u2028\u202e{BODY}".encode(), 1)
    yield Broken("txt-no-ending", TEXT.encode(), 1, says=TEXT)
    yield Broken("txt-اسم عربي.txt", TEXT.encode(), 1, says=TEXT)
    yield Broken("txt-really-a-page.txt", _page(BODY).encode(), 1, says="غادروا")
    yield Broken("txt-angle.txt", f"< {TEXT}".encode(), 1, says=BODY)


def _tables() -> Iterator[Broken]:
    head = "article_id,title,text\n"
    good = f'x{{}},{TITLE},"{BODY}"\n'
    rows = f"{head}{good.format(1)}{good.format(2)}"
    yield Broken("tab-semicolon.csv", f"id;العنوان;النص\ns1;{TITLE};{BODY}\n".encode(), 1)
    yield Broken("tab-tabs.tsv", f"id\ttitle\ttext\nt1\t{TITLE}\t{BODY}\n".encode(), 1)
    yield Broken("tab-pipe.txt", f"id|headline|content\np1|{TITLE}|{BODY}\n".encode(), 1)
    yield Broken("tab-sep.csv", f"sep=;\nid;title;text\ne1;{TITLE};{BODY}\n".encode(), 1)
    yield Broken("tab-1256.csv", f"id,text\nw1,{BODY}\nw2,{BODY}\n".encode("windows-1256"), 2)
    yield Broken("tab-utf16.csv", f"id\ttext\nu1\t{BODY}\n".encode("utf-16"), 1)
    yield Broken("tab-cr-only.csv", f"id,text\rc1,{BODY}\rc2,{TITLE}\r".encode(), 2)
    yield Broken(
        "tab-unclosed.csv",
        f'id,text\nq1,"{BODY}\nq2,{TITLE}\nq3,{TITLE}\n'.encode(),
        2,
        1,
        "never closed",
    )
    yield Broken(
        "tab-inner-quote.csv",
        f'id,text\ni1,"قال "نعم" ثم مضى"\ni2,{TITLE}\n'.encode(),
        1,
        1,
        "not doubled",
    )
    yield Broken(
        "tab-too-wide.csv", f"id,text\nv1,{BODY},{TITLE}\nv2,x\n".encode(), 1, 1, "3 cells"
    )
    yield Broken("tab-short-rows.csv", f"id,text,section\nh1,{BODY}\n".encode(), 1)
    yield Broken("tab-no-text.csv", b"id,votes\n1,2\n2,3\n", 0, 1, "no column holds the text")
    yield Broken("tab-header-only.csv", b"id,text\n", 0)
    yield Broken("tab-same-names.csv", f"id,text,text\nn1,{BODY},{TITLE}\n".encode(), 1, says=BODY)
    yield Broken("tab-bad-byte.csv", rows.encode() + b"x3,t,\xff\xfe\n", 2, 1, "not UTF-8")
    yield Broken("tab-nul.csv", f"id,text\nz1,{BODY}\nz2,a\0b\n".encode(), 0, 1, "zero bytes")
    yield Broken(
        "tab-same-ids.csv", f"id,text\nd1,{BODY}\nd1,{TITLE}\n".encode(), 1, 1, "the id is taken"
    )
    yield Broken("tab-empty-ids.csv", f"id,text\n,{BODY}\n,{TITLE}\n".encode(), 2)
    yield Broken("tab-formulas.csv", b"id,text\nf1,=1+1\nf2,@SUM(A1)\nf3,-2+3\n", 3, says="=1+1")
    dates = "0000-00-00|0000-01-01|32/13/2017|3/4/2017|15 تشرين الأول 2017|1439/1/25 هـ|أمس"
    dated = "".join(f"y{i},{day},{TITLE}\n" for i, day in enumerate(dates.split("|")))
    yield Broken("tab-dates.csv", f"id,date,text\n{dated}".encode(), 7)
    yield Broken("tab-body-start.csv", f"text,body_start\n{TITLE},9999\n".encode(), 0, 1, "offset")
    yield Broken("tab-empty-rows.csv", b"id,title,text\ne5,,\ne6, ,\n", 0, 2, "neither title")


def _json() -> Iterator[Broken]:
    row = {"id": "j1", "title": TITLE, "text": BODY}
    line = json.dumps(row)
    yield Broken("js-array.json", json.dumps([row, {**row, "id": "j2"}]).encode(), 2)
    yield Broken("js-nested.json", json.dumps({"n": 1, "data": [{**row, "id": "j3"}]}).encode(), 1)
    yield Broken(
        "js-cut.json", json.dumps([{**row, "id": "j4"}, row]).encode()[:-9], 1, 1, "broken"
    )
    yield Broken("js-deep.json", b"[" * 200_000, 0, 1, "nested too deep")
    yield Broken("js-deep-lines.jsonl", b'{"text": ' + b"[" * 100_000 + b"\n", 0, 1, "too deep")
    yield Broken(
        "js-broken-line.jsonl", f'{{"text": "{TITLE}"}}\n{{"te\n7\n'.encode(), 1, 2, "JSON"
    )
    yield Broken(
        "js-surrogate.jsonl", b'{"text": "a\\ud800b"}\n{"text": "c"}\n', 1, 1, "not valid Unicode"
    )
    yield Broken("js-bom.jsonl", b"\xef\xbb\xbf" + line.replace("j1", "j5").encode() + b"\n", 1)
    yield Broken("js-big-number.jsonl", b'{"id": ' + b"9" * 5000 + b', "text": "n"}\n', 1)
    yield Broken("js-wrong-types.jsonl", b'{"id": 7, "text": {"a": [1]}, "date": 5}\n', 1)
    yield Broken("js-no-text.jsonl", b'{"a": 1}\n{"b": 2}\n', 0, 2, "no column holds the text")


def _archives() -> Iterator[Broken]:
    whole = gzip.compress(f"id,text\ng1,{BODY}\ng2,{TITLE}\n".encode(), mtime=0)
    yield Broken("arc-whole.csv.gz", whole, 2)
    lines = "".join(f'{{"id": "k{i}", "text": "{TITLE} {i} {i * i}"}}\n' for i in range(3000))
    cut = gzip.compress(lines.encode(), mtime=0)
    yield Broken("arc-cut.jsonl.gz", cut[: len(cut) - 20], -1, 1, "damaged from here on")
    yield Broken("arc-bomb.txt.gz", gzip.compress(b"a" * 120_000_000, 9, mtime=0), 0, 1, "larger")
    yield Broken("arc-slip.zip", _zip({"../../slip.txt": TEXT, "in.txt": TEXT}), 1, 1, "leads out")
    yield Broken("arc-absolute.zip", _zip({"/etc/slip.txt": TEXT}), 0, 1, "leads out")
    yield Broken("arc-bomb.zip", _zip({"bomb.txt": "0" * 120_000_000}), 0, 1, "a bomb")
    yield Broken(
        "arc-nested.zip", _zip({"a.zip": _zip({"b.txt": TEXT})}), 0, 1, "inside an archive"
    )
    yield Broken("arc-cut.zip", _zip({"c.txt": TEXT})[:-30], 0, 1, "damaged ZIP")
    yield Broken("arc-locked.zip", _locked(), 0, 1, "password")
    yield Broken("arc-empty.zip", b"PK\x05\x06" + b"\0" * 18, 0)
    described = {"t.csv": "file,outlet\nd/one.txt,sada\n", "d/one.txt": TEXT}
    yield Broken("arc-described.zip", _zip(described), 1, says=TEXT)
    yield Broken("arc-cut.parquet", b"PAR1" + b"\0" * 40, 0, 1, "damaged Parquet")
    yield Broken("arc-cut.xlsx", _xlsx()[:-40], 0, 1, "damaged")
    yield Broken("arc-good.xlsx", _xlsx(), 1, says=BODY)
    yield Broken("arc-entity.xlsx", _xlsx_with_entity(), 0, 1, "XML entities")


def _markup() -> Iterator[Broken]:
    yield Broken("web-page.html", _page(BODY).encode(), 1, says="غادروا")
    page = _page(BODY).replace("utf-8", "windows-1256")
    yield Broken("web-1256.html", page.encode("windows-1256"), 1, says="غادروا")
    yield Broken("web-lying-charset.html", page.encode(), 1, says="غادروا")
    deep = "<div>" * 10_000 + BODY + "</div>" * 10_000
    yield Broken("web-deep.html", f"<html><body>{deep}</body></html>".encode(), 0, 1, "nested")
    yield Broken("web-empty.html", b"<html><body></body></html>", 0, 1, "no article text")
    yield Broken("web-unclosed.html", _page(BODY)[: len(_page(BODY)) - 25].encode(), 1)
    yield Broken(
        "web-xhtml.html", f'<?xml version="1.0" encoding="utf-8"?>{_page(BODY)}'.encode(), 1
    )
    yield Broken("web-feed.xml", _feed("").encode(), 1, says=BODY)
    entity = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    yield Broken("web-external.xml", _feed(entity, "&x;").encode(), 0, 1, "XML entities")
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    yield Broken("web-laughs.xml", _feed(laughs, "&b;").encode(), 0, 1, "XML entities")
    yield Broken("web-cut.xml", _feed("").encode()[:-20], 0, 1, "broken XML")
    yield Broken("web-other.xml", b"<?xml version='1.0'?><note>x</note>", 0, 1, "not known")
    warc = _warc(_page(BODY))
    yield Broken("web-page.warc", warc, 1, says="غادروا")
    yield Broken("web-page.warc.gz", gzip.compress(warc.replace(b"a01", b"a02"), mtime=0), 1)
    yield Broken("web-not-found.warc", warc.replace(b"200 OK", b"404 No"), 0, 1, "404")
    cut = warc.replace(b"a01", b"a03") + warc.replace(b"a01", b"a04")[:-200]
    yield Broken("web-cut.warc", cut, 1, 1, "ends inside")
    unpackable = warc.replace(b"Content-Type: text", b"Content-Encoding: gzip\r\nX-Type: text")
    yield Broken("web-no-type.warc", unpackable, 0, 1, "no known type")


def _other() -> Iterator[Broken]:
    yield Broken("bin-picture.jpg", b"\xff\xd8\xff\xe0" + b"\1" * 100, 0, 1, "picture")
    yield Broken("bin-report.pdf", b"%PDF-1.7\n%...", 0, 1, "PDF")
    yield Broken("bin-old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 100, 0, 1, "old Office")
    yield Broken("bin-style.css", b"body { color: red }", 0, 1, "no format")
    yield Broken("bin-noise.dat", bytes((i * 97 + 13) % 256 for i in range(9999)), 0, 1)


def _long_lines(folder: Path, size: int) -> list[Broken]:
    """Write files with one line of ``size`` bytes, piece by piece."""
    piece = "خبر طويل " * 60_000
    count = max(size // len(piece.encode()), 1)
    for name, start, end in (
        ("long.txt", "", ""),
        ("long.csv", f"id,text\nl1,{TITLE}\nl2,", f"\nl3,{TITLE}\n"),
        ("long.jsonl", f'{{"id": "l4", "text": "{TITLE}"}}\n{{"text": "', '"}\n'),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as handle:
            handle.write(start)
            for _ in range(count):
                handle.write(piece)
            handle.write(end)
    return [
        Broken("long.txt", b"", 0, 1, "larger than"),
        Broken("long.csv", b"", 2, 1, "longer than an article"),
        Broken("long.jsonl", b"", 1, 1, "longer than an article"),
    ]


def _page(body: str) -> str:
    paragraphs = "".join(f"<p>{body} ({number})</p>" for number in range(5))
    return (
        '<!doctype html><html lang="ar"><head><meta charset="utf-8">'
        f"<title>{TITLE}</title></head><body><nav><a href='/'>الرئيسية</a></nav>"
        f"<article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )


def _feed(declaration: str, inside: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{declaration}<rss version="2.0"><channel>'
        f"<title>صدى</title><link>https://sada.example/</link><item><title>{TITLE}</title>"
        f"<link>https://sada.example/1</link><guid>g-{len(declaration)}</guid>"
        f"<pubDate>Sun, 15 Oct 2017 08:00:00 GMT</pubDate>"
        f"<description>{inside}{BODY}</description></item></channel></rss>"
    )


def _warc(page: str) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://sada.example/a01\r\n"
        "WARC-Date: 2017-10-15T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000a01>\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _zip(members: dict[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def _locked() -> bytes:
    """Set the flag that says a member is encrypted."""
    data = bytearray(_zip({"secret.txt": TEXT}))
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.index(sign) + at
        flags = struct.unpack_from("<H", data, start)[0]
        struct.pack_into("<H", data, start, flags | 1)
    return bytes(data)


def _xlsx() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["id", "العنوان", "النص", "التاريخ"])
    book.active.append(["x9", TITLE, BODY, "15/10/2017"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _xlsx_with_entity() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_xlsx())) as old, zipfile.ZipFile(held, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith("sheet1.xml"):
                data = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + data
            new.writestr(info.filename, data)
    return held.getvalue()


if __name__ == "__main__":
    print(len(make_folder(Path(sys.argv[1]))), "files")
