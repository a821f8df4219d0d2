"""Shares of labels: hand counts, what is counted, and what cannot be said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from framing.errors import TableError
from framing.measure.shares import label_shares
from framing.tables import columns_of


def test_shares_are_mentions_over_the_concepts_mentions(mentions_of):
    rows = [("1", "n", "militia"), ("1", "n", "acronym"), ("2", "n", "militia")]
    shares = label_shares(mentions_of(rows)).set_index("label")
    assert shares.loc["militia", ["n_mentions", "n_concept", "n_articles"]].tolist() == [2, 3, 2]
    assert shares.loc["militia", "share"] == pytest.approx(2 / 3)


def test_columns_are_the_contracts(mentions_of):
    table = label_shares(mentions_of([("1", "n", "militia")]))
    assert list(table.columns) == columns_of("label_shares")
    split = label_shares(mentions_of([("1", "n", "militia")]), by=["voice", "hedged"])
    assert list(split.columns) == ["voice", "hedged", *columns_of("label_shares")]


def test_interval_of_independent_mentions_is_wilsons(mentions_of):
    rows = [(str(i), "n", "militia" if i < 7 else "acronym") for i in range(40)]
    row = label_shares(mentions_of(rows)).set_index("label").loc["militia"]
    oracle = binomtest(7, 40).proportion_ci(method="wilson")
    # the linearized variance divides by 39 articles where Wilson divides by 40
    assert row["ci_low"] == pytest.approx(oracle.low, abs=0.004)
    assert row["ci_high"] == pytest.approx(oracle.high, abs=0.004)


def test_mentions_that_go_together_count_as_fewer(mentions_of):
    apart = [(str(i), "n", "militia" if i % 2 else "acronym") for i in range(60)]
    together = [(str(i // 6), "n", "militia" if (i // 6) % 2 else "acronym") for i in range(60)]
    widths = [
        label_shares(mentions_of(rows)).eval("ci_high - ci_low").iloc[0]
        for rows in (apart, together)
    ]
    assert widths[1] > 1.8 * widths[0]


def test_quoted_words_captions_and_furniture_do_not_count(mentions_of):
    rows = [("1", "n", "militia"), ("1", "n", "terrorists"), ("1", "n", "separatists")]
    table = mentions_of(rows).assign(
        voice=["own", "quoted", "own"], region=["title", "body", "boilerplate"]
    )
    assert label_shares(table)["label"].tolist() == ["militia"]
    both = label_shares(table, voices=["own", "quoted"], regions=["title", "body", "boilerplate"])
    assert both["n_concept"].tolist() == [3, 3, 3]


def test_split_by_voice_counts_every_voice(mentions_of):
    table = mentions_of([("1", "n", "militia"), ("1", "n", "acronym")])
    table = table.assign(voice=["own", "quoted"])
    split = label_shares(table, by=["voice"])
    assert split[["voice", "label", "share"]].values.tolist() == [
        ["own", "militia", 1.0],
        ["quoted", "acronym", 1.0],
    ]


def test_labels_compete_within_a_target(mentions_of):
    rows = [("1", "n", "gunmen"), ("1", "n", "fighters"), ("2", "n", "fighters")]
    table = mentions_of(rows).assign(target=["isis", "sdf", "sdf"])
    assert label_shares(table, by=["target"])["share"].tolist() == [1.0, 1.0]
    assert label_shares(table)["note"].str.contains("split by target").all()


def test_month_comes_from_the_date(mentions_of):
    table = mentions_of([("1", "n", "militia"), ("2", "n", "militia")])
    table = table.assign(published=pd.to_datetime(["2017-10-15", "2017-11-02"]))
    assert label_shares(table, by=["month"])["month"].tolist() == ["2017-10", "2017-11"]


def test_a_column_of_articles_can_split(mentions_of):
    table = mentions_of([("1", "n", "militia"), ("2", "n", "acronym")])
    index = pd.DataFrame({"article_id": ["1", "2"], "outlet": "n", "story_id": ["a", "b"]})
    split = label_shares(table, articles=index, by=["story_id"])
    assert split["story_id"].tolist() == ["a", "b"]


def test_one_article_gives_a_share_and_no_interval(mentions_of):
    row = label_shares(mentions_of([("1", "n", "militia")] * 9)).iloc[0]
    assert row["share"] == 1.0
    assert np.isnan(row["ci_low"]) and np.isnan(row["ci_high"])
    assert row["note"] == "one article: no interval"


def test_an_outlet_without_a_mention_is_empty_not_zero(mentions_of):
    index = pd.DataFrame({"article_id": ["1", "9"], "outlet": ["n", "s"]})
    shares = label_shares(mentions_of([("1", "n", "militia")]), articles=index)
    row = shares.set_index("outlet").loc["s"]
    assert np.isnan(row["share"]) and row["note"] == "no mention"


def test_a_share_of_zero_or_one_has_an_interval(mentions_of):
    rows = [(str(i), "n", "militia") for i in range(5)] + [("x", "s", "acronym")]
    shares = label_shares(mentions_of(rows)).query("outlet == 'n'").set_index("label")
    assert shares.loc["acronym", "ci_low"] == 0 < shares.loc["acronym", "ci_high"] < 1
    assert shares.loc["militia", "ci_high"] == 1 > shares.loc["militia", "ci_low"] > 0


def test_no_long_article_makes_the_share_of_articles(mentions_of):
    rows = [("long", "n", "militia")] * 50 + [(str(i), "n", "acronym") for i in range(9)]
    row = label_shares(mentions_of(rows), beside=("articles", "first")).set_index("label")
    assert row.loc["militia", "share"] > 0.8
    assert row.loc["militia", "share_articles"] == pytest.approx(0.1)
    assert row.loc["militia", "share_first"] == pytest.approx(0.1)


def test_first_mention_is_the_one_that_stands_first(mentions_of):
    table = mentions_of([("1", "n", "militia"), ("1", "n", "acronym")]).assign(start=[50, 3])
    row = label_shares(table, beside=("first",)).set_index("label")
    assert row["share_first"].to_dict() == {"acronym": 1.0, "militia": 0.0}


def test_titles_are_measured_apart(mentions_of):
    table = mentions_of([("1", "n", "militia"), ("1", "n", "acronym")])
    table = table.assign(region=["title", "body"])
    row = label_shares(table, beside=("title",)).set_index("label")
    assert row["share_title"].to_dict() == {"acronym": 0.0, "militia": 1.0}


def test_copies_count_once_or_not_at_all(mentions_of):
    rows = [("1", "n", "militia"), ("2", "n", "militia"), ("3", "s", "militia"), ("4", "s", "x")]
    index = pd.DataFrame(
        {
            "article_id": list("1234"),
            "outlet": list("nnss"),
            "published": pd.to_datetime(["2017-10-15"] * 4),
            "copy_cluster": ["c", "c", "c", ""],
        }
    )
    counts = {
        how: label_shares(mentions_of(rows), articles=index, copies=how)["n_mentions"].sum()
        for how in ("keep", "once", "drop")
    }
    assert counts == {"keep": 4, "once": 3, "drop": 2}


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"voices": ["loud"]}, "'loud' is no voice"),
        ({"by": ["colour"]}, "cannot split by 'colour'"),
        ({"copies": "some"}, "'some' is not a way to treat copies"),
        ({"beside": ["words"]}, "'words' is no kind of share"),
    ],
)
def test_messages_name_what_cannot_be(mentions_of, option, message):
    with pytest.raises(TableError, match=message):
        label_shares(mentions_of([("1", "n", "militia")]), **option)


def test_a_missing_column_is_named(mentions_of):
    with pytest.raises(TableError, match="column 'voice' is missing"):
        label_shares(mentions_of([("1", "n", "militia")]).drop(columns="voice"))


def test_no_mentions_give_an_empty_table(mentions_of):
    assert label_shares(mentions_of([])).empty
