"""Dates in every form that outlets use; what is ambiguous is empty."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.intake.dates import read_date, tell_day_first
from framing.intake.months import GREGORIAN
from framing.intake.read import read_articles


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-10-15", "2017-10-15"),
        ("2017-10-15T08:30:00+03:00", "2017-10-15"),
        ("2017/1/5", "2017-01-05"),
        ("20171015", "2017-10-15"),
        ("1508054400", "2017-10-15"),
        ("1508054400000", "2017-10-15"),
        ("15/10/2017", "2017-10-15"),
        ("10/15/2017", "2017-10-15"),
        ("15.10.2017 12:30", "2017-10-15"),
        ("١٥‏/١٠‏/٢٠١٧", "2017-10-15"),
        ("6/6/2016", "2016-06-06"),
        ("15 تشرين الأول 2017", "2017-10-15"),
        ("15 تشرين الأول/أكتوبر 2017", "2017-10-15"),
        ("15 أكتوبر/تشرين الأول 2017", "2017-10-15"),
        ("الأربعاء، ١٥ نوفمبر ٢٠١٧", "2017-11-15"),
        ("٣ آب ٢٠١٥", "2015-08-03"),
        ("12 أوت 2015", "2015-08-12"),
        ("1 غشت 2015", "2015-08-01"),
        ("16-أكتوبر-2017", "2017-10-16"),
        ("Sun, 15 Oct 2017 08:00:00 GMT", "2017-10-15"),
        ("October 15, 2017", "2017-10-15"),
        ("15th of October 2017", "2017-10-15"),
        ("25 محرم 1439 هـ", "2017-10-15"),
        ("1439/01/25هـ", "2017-10-15"),
        ("٢٥/١/١٤٣٩", "2017-10-15"),
        ("26 جمادى الآخرة 1438", "2017-03-25"),
        ("5 ذو الحجة 1436", "2015-09-18"),
        ("الأحد 25 محرم 1439 هـ - 15 أكتوبر 2017م", "2017-10-15"),
    ],
)
def test_dates_are_read(written: str, day: str) -> None:
    assert read_date(written) == (day, "")


@pytest.mark.parametrize(
    ("written", "doubt"),
    [
        ("3/4/2017", "ambiguous"),
        ("٠٣-٠٤-٢٠١٧", "ambiguous"),
        ("15/10/17", "ambiguous"),
        ("3 April 2017 / 15 May 2018", "ambiguous"),
        ("أمس", "not understood"),
        ("0000-00-00", "not understood"),
        ("0000-01-01", "not understood"),
        ("2017-02-31", "not understood"),
        ("32/13/2017", "not understood"),
        ("9999-12-31", "not understood"),
        ("30 محرم 9999", "not understood"),
    ],
)
def test_what_cannot_be_known_is_empty_and_says_why(written: str, doubt: str) -> None:
    assert read_date(written) == ("", doubt)


def test_a_weekday_settles_which_number_is_the_day() -> None:
    assert read_date("الاثنين 3/4/2017") == ("2017-04-03", "")
    assert read_date("Saturday 3/4/2017") == ("2017-03-04", "")


def test_other_dates_of_the_same_table_settle_it_too(tmp_path: Path) -> None:
    rows = "id,date,text\n1,3/4/2017,أ\n2,25/4/2017,ب\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    articles = read_articles(tmp_path / "a.csv")
    assert [str(day.date()) for day in articles["published"]] == ["2017-04-03", "2017-04-25"]
    assert articles["published_as_written"].tolist() == ["3/4/2017", "25/4/2017"]
    assert "dates" in articles.attrs["notes"]


def test_a_table_that_writes_both_ways_settles_nothing() -> None:
    assert tell_day_first(["25/4/2017", "4/25/2017", "3/4/2017"]) is None
    assert tell_day_first(["4/25/2017"]) is False


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(list(GREGORIAN)),
)
def test_every_month_name_in_every_order_gives_the_day(day: datetime.date, name: str) -> None:
    day = day.replace(month=GREGORIAN[name], day=min(day.day, 28))
    for written in (f"{day.day} {name} {day.year}", f"{name} {day.day}, {day.year}"):
        assert read_date(written) == (day.isoformat(), "")


@given(st.text(max_size=30))
def test_no_text_at_all_stops_the_reading(written: str) -> None:
    day, doubt = read_date(written)
    assert (day == "") == bool(doubt)
