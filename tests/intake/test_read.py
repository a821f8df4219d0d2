"""Articles from folders of text, CSV, JSONL and Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.errors import InputError
from framing.intake.index import count_words, index_articles
from framing.intake.read import read_articles
from framing.tables import as_table, columns_of

TITLE, BODY = "خرج المقاتلون من المدينة", "غادر مئة مقاتل ليلاً.\n\nلم يعلّق أحد."


def _csv(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_title_and_body_apart_are_joined_by_a_blank_line(tmp_path: Path) -> None:
    row = {"article_id": "00012", "outlet": "o", "title": TITLE, "body": BODY}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    article = read_articles(path).loc[0]
    assert article["text"] == f"{TITLE}\n\n{BODY}"
    assert article["text"][article["body_start"] :] == BODY
    assert article["article_id"] == "00012"


def test_a_body_that_begins_with_its_title_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": TITLE, "text": f"{TITLE}\r\n{BODY}"}), encoding="utf-8")
    article = read_articles(path).loc[0]
    assert article["text"] == f"{TITLE}\r\n{BODY}"
    assert article["body_start"] == len(TITLE) + 2


def test_a_short_title_that_begins_the_first_sentence_is_joined(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"title": "داعش", "text": "داعش ينسحب."}), encoding="utf-8")
    assert read_articles(path).loc[0, "text"] == "داعش\n\nداعش ينسحب."


def test_a_text_file_keeps_its_line_ends_and_its_first_line_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "n1.txt"
    path.write_bytes(f"\ufeff{TITLE}\r\n\r\n{BODY}".encode())
    article = read_articles(path).loc[0]
    assert article["text"] == f"{TITLE}\r\n\r\n{BODY}"
    assert (article["article_id"], article["title"], article["outlet"]) == ("n1", TITLE, "")
    assert article["text"][article["body_start"] :] == BODY


def test_a_title_alone_is_an_article_and_nothing_at_all_is_a_reject(tmp_path: Path) -> None:
    path = _csv(tmp_path / "a.csv", "title,text", f"{TITLE},", ",", f",{TITLE}")
    articles = read_articles(path)
    assert articles["text"].tolist() == [TITLE, TITLE]
    assert articles["body_start"].tolist() == [len(TITLE), 0]
    [reject] = articles.attrs["rejects"]
    assert (reject["line"], reject["reason"]) == (3, "neither title nor text")


def test_our_own_rows_stay_as_they_are(tmp_path: Path) -> None:
    row = {"article_id": "1", "title": " x ", "text": "abc", "body_start": 2}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    article = read_articles(path).loc[0]
    assert (article["title"], article["text"], article["body_start"]) == (" x ", "abc", 2)


def test_a_lone_surrogate_is_a_reject(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "ab\\ud800c"}\n{"text": "good"}\n', encoding="utf-8")
    articles = read_articles(path)
    assert articles["text"].tolist() == ["good"]
    assert articles.attrs["rejects"][0]["reason"].startswith("not valid Unicode")


def test_a_folder_with_a_table_of_files_takes_what_the_table_says(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "n1.txt").write_text(f"{TITLE}\n{BODY}", encoding="utf-8")
    table = _csv(
        tmp_path / "articles.csv",
        "article_id,file,outlet,published,votes",
        "n1,articles/n1.txt,sada,2017-10-15,3",
    )
    for path in (tmp_path, table, tmp_path / "articles", tmp_path / "articles" / "n1.txt"):
        article = read_articles(path).loc[0]
        assert (article["outlet"], article["title"], article["votes"]) == ("sada", TITLE, "3")
        assert str(article["published"].date()) == "2017-10-15"


def test_a_table_may_not_name_files_outside_its_folder(tmp_path: Path) -> None:
    home = tmp_path / "in"
    home.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (home / "a.txt").write_text(TITLE, encoding="utf-8")
    _csv(home / "t.csv", "file,outlet", "../secret.txt,x", "a.txt,y", "gone.txt,z")
    articles = read_articles(home)
    assert articles["text"].tolist() == [TITLE]
    reasons = [reject["reason"] for reject in articles.attrs["rejects"]]
    assert reasons == ["names a file outside its folder", "names a file that is not there"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,votes\n1,2\n", "no column holds the text"),
        (b"id,text\n1,\xff\xfe\xfa\n", "not UTF-8"),
        (b"id,text\n", "no article in it"),
        ("id,text\n1,أ\n1,ب\n".encode(), "two articles have the id '1'"),
    ],
)
def test_wrong_input_is_one_error_that_names_the_place(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(InputError, match=said) as caught:
        read_articles(tmp_path / "a.csv")
    assert "a.csv" in str(caught.value)


def test_two_articles_with_one_id_names_both_places(tmp_path: Path) -> None:
    path = _csv(tmp_path / "a.csv", "id,text", "7,أ", "7,ب")
    with pytest.raises(InputError, match=r"a\.csv, line 2 and .*a\.csv, line 3"):
        read_articles(path)


def test_an_empty_folder_and_a_missing_path_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file that could be read"):
        read_articles(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_articles(tmp_path / "nowhere")


def test_a_mapping_overrides_the_guess_and_must_fit(tmp_path: Path) -> None:
    path = _csv(tmp_path / "a.csv", "id,text,matn", "1,no,yes")
    assert read_articles(path, mapping={"text": "matn"}).loc[0, "text"] == "yes"
    with pytest.raises(InputError, match="'mtn' is missing.*Closest: 'matn'"):
        read_articles(path, mapping={"text": "mtn"})


def test_tables_survive_joining_and_writing_with_their_rejects(tmp_path: Path) -> None:
    import pandas as pd

    path = _csv(tmp_path / "a.csv", "id,text", "1,أ", "2,")
    articles = read_articles(path)
    assert len(pd.concat([articles, articles.copy()])) == 2
    articles.to_parquet(tmp_path / "a.parquet")
    assert len(as_table(articles.attrs["rejects"], "rejects")) == 1


def test_tashkeel_and_tatweel_do_not_split_words() -> None:
    assert count_words("قُتِلَ شُهَداء في الرقّــة عام ٢٠١٧ (YPG)") == 7


def test_the_index_has_every_column_and_no_text() -> None:
    articles = as_table([{"article_id": "1", "outlet": "o", "text": "كلمتان هنا"}], "articles")
    index = index_articles(articles)
    assert list(index.columns) == columns_of("article_index")
    assert index.loc[0, "n_words"] == 2
