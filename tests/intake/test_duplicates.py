"""Copies are found, classed and clustered; what is alike by form is not a copy."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.bundled import bundled_path
from framing.cli import main
from framing.intake.agencies import agency_of
from framing.intake.copies import mark_copies
from framing.intake.duplicates import CONTAINS, NEAR, find_pairs
from framing.intake.read import read_articles
from framing.intake.shingles import SHINGLE
from framing.tables import as_table


def _words(seed: int, n: int) -> list[str]:
    letters = random.Random(seed)
    return ["".join(letters.choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=6)) for _ in range(n)]


def _articles(*rows: tuple[str, str, str, list[str]]) -> pd.DataFrame:
    columns = ("article_id", "outlet", "published", "text")
    return as_table(
        [dict(zip(columns, (*row[:3], " ".join(row[3])), strict=True)) for row in rows], "articles"
    )


BODY = _words(1, 120)


def test_the_three_classes_of_copies() -> None:
    changed = [*BODY[:60], "تغيير", *BODY[61:]]
    longer = [*BODY, *_words(2, 150)]
    articles = _articles(
        ("a", "x", "2017-10-15", BODY),
        ("b", "y", "2017-10-15", BODY),
        ("c", "z", "2017-10-16", changed),
        ("d", "w", "2017-10-17", longer),
        ("e", "v", "2017-10-17", _words(3, 120)),
    )
    marked = mark_copies(articles).set_index("article_id")
    assert marked["copy_class"].tolist() == ["", "identical", "near", "contains", ""]
    assert marked["copy_cluster"].tolist() == ["a", "a", "a", "a", ""]
    shares = marked["shared_share"]
    assert shares[["a", "b", "e"]].tolist() == [1.0, 1.0, 0.0]
    assert shares["c"] == pytest.approx(119 / 120)
    assert shares["d"] == pytest.approx(120 / 270)


def test_spelling_marks_and_punctuation_make_no_difference() -> None:
    plain = "قتل ثلاثة أشخاص في المدينة بعد ان دخلت القوات الي الحي القديم وسط اطلاق نار كثيف جدا"
    marked = (
        "قُتِل ثلاثـة اشخاص، في المدينه؛ بعد أنْ دخلت «القوات» إلى الحيّ القديم وسط إطلاق نار كثيف جداً"
    )
    articles = _articles(("a", "x", "", plain.split()), ("b", "y", "", marked.split()))
    assert find_pairs(articles)["copy_class"].tolist() == ["identical"]


def test_titles_are_left_out() -> None:
    text = "عنوان أول\n\n" + " ".join(BODY)
    other = "عنوان آخر تماماً\n\n" + " ".join(BODY)
    rows = [
        {"article_id": "a", "outlet": "x", "text": text, "body_start": text.index(BODY[0])},
        {"article_id": "b", "outlet": "y", "text": other, "body_start": other.index(BODY[0])},
    ]
    assert find_pairs(as_table(rows, "articles"))["copy_class"].tolist() == ["identical"]


def test_a_footer_of_one_outlet_makes_no_copies() -> None:
    footer = _words(9, 100)
    rows = [(f"a{i}", "x", "2017-10-15", [*_words(20 + i, 60), *footer]) for i in range(4)]
    marked = mark_copies(_articles(*rows))
    assert (marked["copy_class"] == "").all()
    assert (marked["shared_share"] == 0).all()


def test_a_review_does_not_join_the_articles_it_quotes() -> None:
    first, second = _words(30, 60), _words(31, 60)
    review = [*first, *_words(32, 200), *second]
    articles = _articles(
        ("a", "x", "2017-10-14", first),
        ("b", "y", "2017-10-15", second),
        ("c", "x", "2017-10-15", second),
        ("r", "z", "2017-10-16", review),
    )
    marked = mark_copies(articles).set_index("article_id")["copy_cluster"]
    assert marked["b"] == marked["c"] == "b"
    assert marked["a"] != marked["b"]


def test_short_texts_are_not_told_apart() -> None:
    articles = _articles(("a", "x", "", BODY[:10]), ("b", "y", "", BODY[:10]))
    marked = mark_copies(articles)
    assert (marked["copy_class"] == "").all()
    assert marked["shared_share"].isna().all()


def test_an_agencys_own_outlet_is_earliest_on_the_day() -> None:
    articles = _articles(("a", "x", "2017-10-15", BODY), ("b", "was", "2017-10-15", BODY))
    assert mark_copies(articles)["copy_cluster"].tolist() == ["b", "b"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=15, max_size=60), min_size=2, max_size=7))
def test_pairs_agree_with_counting_by_hand(texts: list[list[int]]) -> None:
    names = _words(5, 13)
    rows = [(f"t{i}", f"o{i}", "", [names[n] for n in text]) for i, text in enumerate(texts)]
    sets = [{tuple(t[i : i + SHINGLE]) for i in range(len(t) - SHINGLE + 1)} for t in texts]
    expected = set()
    for a in range(len(texts)):
        for b in range(a + 1, len(texts)):
            common = len(sets[a] & sets[b])
            near = common / len(sets[a] | sets[b]) >= NEAR
            part = common / min(len(sets[a]), len(sets[b])) >= CONTAINS
            if common >= 8 and (near or part) or texts[a] == texts[b]:
                expected.add((f"t{a}", f"t{b}"))
    pairs = find_pairs(_articles(*rows))
    assert set(zip(pairs["article_a"], pairs["article_b"], strict=True)) == expected


def test_short_texts_of_one_word_are_paired_all_with_all() -> None:
    rows = [(name, name, "", [BODY[0]] * 15) for name in "abc"]
    pairs = find_pairs(_articles(*rows))
    found = list(zip(pairs["article_a"], pairs["article_b"], strict=True))
    assert found == [("a", "b"), ("a", "c"), ("b", "c")]


def test_more_copies_than_the_index_follows_are_still_one_cluster() -> None:
    rows = [(f"a{i:03d}", f"o{i}", "2017-10-15", BODY) for i in range(90)]
    marked = mark_copies(_articles(*rows))
    assert set(marked["copy_cluster"]) == {"a000"}


@pytest.mark.parametrize(
    ("body", "author", "agency"),
    [
        ("عدن - رويترز: قال مسؤول إن المعارك توقفت أمس.", "", "reuters"),
        ("(د ب أ) قال مسؤول إن المعارك توقفت أمس.", "", "dpa"),
        ("قال مسؤول إن المعارك توقفت أمس.\n(أ.ف.ب)", "", "afp"),
        ("دمشق-سانا\nقال مسؤول إن المعارك توقفت أمس.", "", "sana"),
        ("الرياض 25 شوال 1436 هـ واس\nقال مسؤول إن المعارك توقفت.", "", "spa"),
        ("قال مسؤول إن المعارك توقفت أمس.", "صنعاء: سبأ", "saba"),
        ("قال مسؤول إن المعارك توقفت أمس.", "فرانس برس", "afp"),
        ("قال مسؤول إن المعارك توقفت أمس.", "وكالة السماق", "السماق"),
        ("غزة (وكالة السماق للأنباء) – قال مسؤول إن المعارك توقفت.", "", "السماق"),
        ("قال مسؤول إن المعارك توقفت أمس.", "هدى وفا", ""),
        ("نقلت رويترز عن مسؤول أن المعارك توقفت أمس.", "", ""),
        ("بنا الأهالي سوراً حول البلدة بعد توقف المعارك فيها.", "", ""),
        ("توقفت المعارك بحسب ما قالت وكالة الأناضول أمس في تقرير عن المدينة", "", ""),
    ],
)
def test_an_agency_is_credited_only_where_a_credit_stands(
    body: str, author: str, agency: str
) -> None:
    assert agency_of(body, author) == agency


_CREDITS = {
    "afp": ["أ ف ب", "أ.ف.ب", "أ.ف.ب.", "ا ف ب", "أ. ف. ب", "(أ ف ب)", "وكالة فرانس برس", "AFP"],
    "dpa": ["د ب أ", "د.ب.أ", "د ب ا", "د.ب.أ.", "الألمانية"],
    "ap": ["أ ب", "أ.ب", "أسوشيتد برس", "اسوشيتد برس", "أسوشييتدبرس"],
    "upi": ["ي ب أ", "يو بي آي"],
    "mena": ["أ ش أ", "أ.ش.أ", "ا ش ا", "وكالة أنباء الشرق الأوسط"],
    "reuters": ["رويترز", "وكالة رويترز", "Reuters"],
    "anadolu": ["الأناضول", "وكالة الاناضول"],
    "sana": ["سانا"], "spa": ["واس"], "saba": ["سبأ"], "wam": ["وام"], "kuna": ["كونا"],
    "qna": ["قنا"], "bna": ["بنا"], "petra": ["بترا"], "wafa": ["وفا"], "maan": ["معا"],
    "irna": ["إرنا", "ارنا"], "tasnim": ["تسنيم"], "sputnik": ["سبوتنيك"], "tass": ["تاس"],
    "xinhua": ["شينخوا"], "map": ["و م ع", "و.م.ع"], "aps": ["واج"], "suna": ["سونا"],
    "agencies": ["وكالات", "الوكالات"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("agency", "credit"), [(name, one) for name, ones in _CREDITS.items() for one in ones]
)
def test_every_agency_is_known_in_every_place_and_spelling(agency: str, credit: str) -> None:
    said = "قال مسؤول إن المعارك توقفت أمس."
    assert agency_of(f"عدن - {credit}: {said}") == agency
    assert agency_of(said, credit) == agency
    assert agency_of(said, f"عدن/ {credit}") == agency
    assert agency_of(said, f"{credit} ـ عدن") == agency
    assert agency_of(f"{said}\n({credit.strip('()')})") == agency


@pytest.mark.parametrize(
    "body",
    [
        "سافرنا معا إلى عدن، وبنا شوق إليها.",
        "في آب الماضي: توقفت المعارك.",
        "عادت المستشارة الألمانية بعد اللقاء: توقفت المعارك.",
        "نقلت الأناضول عن مسؤول قوله إن المعارك توقفت.",
    ],
)
def test_everyday_words_and_quoted_agencies_are_no_credit(body: str) -> None:
    assert agency_of(body) == ""


def test_the_command_writes_the_index_and_the_pairs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = _articles(("a", "x", "2017-10-15", BODY), ("b", "y", "2017-10-15", BODY))
    articles.to_parquet(tmp_path / "c.parquet")
    out, pairs = tmp_path / "index.csv", tmp_path / "pairs.csv"
    args = ["duplicates", str(tmp_path / "c.parquet"), "--out", str(out), "--pairs", str(pairs)]
    assert main(args) == 0
    assert "1 of 2 articles copy one of 1 others" in capsys.readouterr().out
    assert pairs.read_text(encoding="utf-8").splitlines()[1].startswith("a,b,identical,1.0,1.0,")


def test_the_sample_corpus_gives_its_planted_copies() -> None:
    home = bundled_path("corpus/sample")
    truth = pd.read_csv(home / "truth.csv", keep_default_na=False).set_index("article_id")
    marked = mark_copies(read_articles(home)).set_index("article_id")
    planted = truth[truth["copy_cluster"] != ""].groupby("copy_cluster").groups
    found = marked[marked["copy_cluster"] != ""].groupby("copy_cluster").groups
    assert set(map(frozenset, found.values())) == set(map(frozenset, planted.values()))


def test_silver_pairs_of_real_articles_are_found(framing_data: Path) -> None:
    articles = read_articles(framing_data / "saudinewsnet")
    pairs = find_pairs(articles)
    found = set(map(frozenset, zip(pairs["article_a"], pairs["article_b"], strict=True)))
    silver = pd.read_parquet(framing_data / "near-duplicates" / "saudinewsnet_pairs.parquet")
    sure = silver[silver["jaccard6"] >= 0.8]
    hits = [frozenset(p) in found for p in zip(sure["article_a"], sure["article_b"], strict=True)]
    assert np.mean(hits) >= 0.98
