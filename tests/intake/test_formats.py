"""Every format is known by its content and gives the same article."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from framing.cli import main
from framing.intake.columns import match_columns
from framing.intake.read import read_articles

TITLE = "خرج المقاتلون من المدينة"
BODY = "قال المتحدث إن المقاتلين غادروا المدينة في الليل، ولم يعلّق أحد على الخبر من الجانب الآخر."


def _only(path: Path) -> dict[str, str]:
    articles = read_articles(path)
    assert len(articles) == 1
    row = articles.iloc[0].to_dict()
    return {**row, "published": str(row["published"])[:10]}


@pytest.mark.parametrize(
    ("header", "delimiter"),
    [
        ("id,outlet,published,title,text", ","),
        ("المعرف;الصحيفة;تاريخ النشر;العنوان;النص", ";"),
        ("ID\tSource\tDate\tHeadline\tBody", "\t"),
        ("doc_id|media_name|publish_date|title|content", "|"),
        ("رقم^المصدر^التاريخ^عنوان الخبر^نص الخبر", "^"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "txt", "tsv", "dat"])
def test_tables_with_any_delimiter_and_usual_names(
    tmp_path: Path, header: str, delimiter: str, ending: str
) -> None:
    row = delimiter.join(["007", "sada", "2017-10-15", TITLE, f'"{BODY}"'])
    path = tmp_path / f"a.{ending}"
    path.write_text(f"{header}\n{row}\n", encoding="utf-8")
    article = _only(path)
    assert (article["article_id"], article["outlet"]) == ("007", "sada")
    assert (article["published"], article["text"]) == ("2017-10-15", f"{TITLE}\n\n{BODY}")


def test_a_spreadsheet_with_figures_dates_and_arabic_names(tmp_path: Path) -> None:
    import datetime

    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["رقم", "العنوان", "النص", "التاريخ", "votes"])
    book.active.append([12, TITLE, BODY, datetime.datetime(2017, 10, 15), 3.0])
    book.save(tmp_path / "a.xlsx")
    article = _only(tmp_path / "a.xlsx")
    assert (article["article_id"], article["published"], article["votes"]) == (
        "12",
        "2017-10-15",
        "3",
    )


@pytest.mark.parametrize("wrap", [lambda r: [r], lambda r: {"status": "ok", "articles": [r]}, dict])
def test_json_in_its_usual_shapes(tmp_path: Path, wrap: object) -> None:
    row = {
        "source": {"id": None, "name": "صدى"},
        "title": TITLE,
        "publishedAt": "2017-10-15T08:00:00Z",
        "content": BODY,
        "url": "https://sada.example/1",
    }
    text = json.dumps(wrap(row), ensure_ascii=False, indent=1)  # type: ignore[operator]
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    article = _only(tmp_path / "a.json")
    assert (article["outlet"], article["published"]) == ("صدى", "2017-10-15")
    assert article["text"] == f"{TITLE}\n\n{BODY}"


def test_a_media_cloud_table_gives_titles(tmp_path: Path) -> None:
    header = "id,indexed_date,language,media_name,media_url,publish_date,title,url"
    row = f"abc,2017-10-16,ar,sada.example,sada.example,2017-10-15,{TITLE},https://sada.example/1"
    (tmp_path / "mc.csv").write_text(f"{header}\n{row}\n", encoding="utf-8")
    article = _only(tmp_path / "mc.csv")
    assert (article["outlet"], article["title"], article["text"]) == ("sada.example", TITLE, TITLE)
    assert (article["article_id"], article["published"]) == ("abc", "2017-10-15")


def test_a_page_gives_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{BODY} ({n})</p>" for n in range(4))
    page = (
        f'<html><head><title>{TITLE} | صدى</title><meta property="og:title" content="{TITLE}">'
        '<meta property="article:published_time" content="2017-10-15T08:00:00+03:00">'
        '<link rel="canonical" href="https://www.sada.example/news/1"></head><body><nav>القائمة</nav>'
        f"<article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    article = _only(tmp_path / "p.html")
    assert (article["outlet"], article["published"]) == ("sada.example", "2017-10-15")
    assert article["text"].startswith(f"{TITLE}\n") and "القائمة" not in article["text"]
    assert article["extracted_by"].startswith("trafilatura ")


def test_atom_and_rss_entries(tmp_path: Path) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>صدى</title><entry><id>tag:1</id>'
        f'<title>{TITLE}</title><link href="https://sada.example/1"/>'
        f'<updated>2017-10-15T08:00:00Z</updated><content type="html">&lt;p&gt;{BODY}&lt;/p&gt;'
        "</content></entry></feed>"
    )
    (tmp_path / "a.xml").write_text(atom, encoding="utf-8")
    article = _only(tmp_path / "a.xml")
    assert (article["article_id"], article["published"]) == ("tag:1", "2017-10-15")
    assert (article["url"], article["text"]) == ("https://sada.example/1", f"{TITLE}\n\n{BODY}")


def test_a_warc_of_plain_text_as_common_crawl_makes_them(tmp_path: Path) -> None:
    text = f"{TITLE}\n{BODY}\n".encode()
    record = (
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://sada.example/1\r\n"
        b"WARC-Date: 2017-10-15T08:00:00Z\r\nContent-Type: text/plain\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
        + f"Content-Length: {len(text)}\r\n\r\n".encode()
    )
    (tmp_path / "a.warc.wet.gz").write_bytes(gzip.compress(record + text + b"\r\n\r\n"))
    article = _only(tmp_path / "a.warc.wet.gz")
    assert (article["title"], article["url"]) == (TITLE, "https://sada.example/1")


def test_a_factiva_export_with_field_codes(tmp_path: Path) -> None:
    text = f"SE  العالم\nHD  {TITLE}\nBY  سامي\nWC  120 words\nPD  15 October 2017\nSN  Sada\nLA  Arabic\nLP  {BODY}\n\nTD  وأضاف أن الاتفاق تم.\n\nAN  Document SADA000020171015\n\nHD  خبر ثان\nPD  16 October 2017\nSN  Sada\nTD  نص ثان.\nAN  Document SADA000020171016\n"  # noqa: E501
    (tmp_path / "f.txt").write_text(text, encoding="utf-8")
    articles = read_articles(tmp_path / "f.txt")
    assert articles["title"].tolist() == [TITLE, "خبر ثان"]
    assert articles["text"].tolist()[0] == f"{TITLE}\n\n{BODY}\n\nوأضاف أن الاتفاق تم."
    assert [str(day.date()) for day in articles["published"]] == ["2017-10-15", "2017-10-16"]
    assert set(articles["outlet"]) == {"Sada"}


@pytest.mark.parametrize("is_new", [True, False])
def test_a_nexis_export_in_both_layouts(tmp_path: Path, is_new: bool) -> None:
    def old(title: str) -> str:
        return f"\n1 of 2 DOCUMENTS\n\nSada News\n\nOctober 15, 2017 Sunday\n\n{title}\n\nBYLINE: سامي\n\nLENGTH: 12 words\n\nBODY:\n{BODY}\n\nLOAD-DATE: October 16, 2017\n"  # noqa: E501

    def new(title: str) -> str:
        return f"{title}\nSada News\nOctober 15, 2017 Sunday\n\nCopyright 2017 Sada\n\nLength: 12 words\nByline: سامي\nBody\n{BODY}\n\nLoad-Date: October 16, 2017\n\nEnd of Document\n"  # noqa: E501

    make = new if is_new else old
    (tmp_path / "n.txt").write_text(make(TITLE) + make("خبر ثان"), encoding="utf-8")
    articles = read_articles(tmp_path / "n.txt")
    assert articles["title"].tolist() == [TITLE, "خبر ثان"]
    assert articles["outlet"].tolist() == ["Sada News"] * 2
    assert articles.loc[0, "text"] == f"{TITLE}\n\n{BODY}"
    assert str(articles.loc[0, "published"].date()) == "2017-10-15"


def test_any_mix_in_one_call(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    (tmp_path / "two.csv").write_text(f"id,text\nb,{BODY}\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("deep/three.txt", TITLE)
        archive.writestr("four.json", json.dumps({"id": "d", "text": BODY}))
    paths = (tmp_path / "in", tmp_path / "two.csv", tmp_path / "z.zip")
    assert read_articles(*paths)["article_id"].tolist() == ["one", "b", "three", "d"]


def test_hundreds_of_columns_do_not_become_hundreds_of_columns(tmp_path: Path) -> None:
    row = {"text": BODY, **{f"c{n}": n for n in range(1000)}}
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    articles = read_articles(tmp_path / "a.jsonl")
    assert len(articles.columns) < 250
    assert json.loads(articles.loc[0, "other_columns"])["c999"] == "999"


def test_an_input_column_with_the_name_of_ours_is_kept_under_another(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,matn\nold,new\n", encoding="utf-8")
    articles = read_articles(tmp_path / "a.csv", mapping={"text": "matn"})
    assert articles.loc[0, ["text", "text_in_input"]].tolist() == ["new", "old"]


def test_exact_names_win_over_guesses() -> None:
    found = match_columns(["source", "outlet", "content", "text", "date", "published"])
    assert found == {"outlet": "outlet", "published": "published", "text": "text"}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("text", "has no '='"),
        ("matn=text", "'matn' is no column"),
        ("text=txt", "'txt' is missing"),
    ],
)
def test_a_wrong_map_is_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, said: str
) -> None:
    (tmp_path / "a.csv").write_text("text\nx\n", encoding="utf-8")
    args = ["read", str(tmp_path / "a.csv"), "--out", str(tmp_path / "c"), "--map", option]
    assert main(args) == 2
    error = capsys.readouterr().err
    assert said in error and "Traceback" not in error
    assert not (tmp_path / "c.partial").exists()
