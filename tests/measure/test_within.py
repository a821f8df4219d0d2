"""Comparisons within stories, their paired contrasts, and one outlet against itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest
from scipy.stats import t as student

from framing.errors import TableError
from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.contrasts import compare_periods, compare_regions, compare_voices
from framing.measure.paired import paired_contrasts
from framing.tables import columns_of


def told(mentions_of, stories: list[tuple[str, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One article and mention an outlet a story; the labels of n and of s, story by story."""
    rows, index = [], []
    for i, labels in enumerate(stories):
        for outlet, label in zip("ns", labels, strict=True):
            rows.append((f"{outlet}{i}", outlet, label))
            index.append({"article_id": f"{outlet}{i}", "outlet": outlet, "story_id": f"e{i:02}"})
    return mentions_of(rows), pd.DataFrame(index)


MORE = [("militia", "acronym")] * 7 + [("acronym", "militia")] + [("militia", "militia")] * 4


def test_difference_is_the_mean_over_stories(mentions_of):
    mentions, index = told(mentions_of, MORE)
    rows = label_differences(mentions, articles=index, within="story_id").set_index("label")
    assert rows.loc["militia", "difference"] == pytest.approx((7 - 1) / 12)
    assert rows.loc["militia", "n_stories"] == 12
    assert rows.loc["militia", "ci_low"] < 0.5 < rows.loc["militia", "ci_high"]


def test_p_value_of_single_mentions_is_the_sign_test_or_more_cautious(mentions_of):
    mentions, index = told(mentions_of, MORE)
    row = label_differences(mentions, articles=index, within="story_id").iloc[0]
    exact = binomtest(7, 8).pvalue  # stories in which both say the same tell nothing
    assert exact <= row["p_value"] < exact + 0.01


def test_columns_are_the_contracts(mentions_of):
    mentions, index = told(mentions_of, MORE)
    distances = compare_outlets(mentions, articles=index, within="story_id")
    assert list(distances.columns) == columns_of("comparisons")
    table = label_differences(mentions, articles=index, within="story_id", by=["voice"])
    assert list(table.columns) == ["voice", *columns_of("label_differences")]


def test_what_the_story_calls_for_is_no_difference(mentions_of):
    both = [("militia", "militia")] * 8 + [("acronym", "acronym")] * 8
    mentions, index = told(mentions_of, both)
    mentions = mentions[~mentions["article_id"].isin(["n1", "n2", "n3", "s12", "s13", "s14"])]
    apart = label_differences(mentions).set_index("label").loc["militia", "difference"]
    within = label_differences(mentions, articles=index, within="story_id").set_index("label")
    assert apart < -0.2
    assert within.loc["militia", "difference"] == 0.0


def test_few_stories_give_no_p_value_and_say_so(mentions_of):
    mentions, index = told(mentions_of, MORE[:5])
    row = compare_outlets(mentions, articles=index, within="story_id").iloc[0]
    assert np.isnan(row["p_value"]) and "fewer than 6 stories" in row["note"]


def test_no_common_story_is_said(mentions_of):
    mentions, index = told(mentions_of, MORE)
    index["story_id"] = index["article_id"]
    row = compare_outlets(mentions, articles=index, within="story_id").iloc[0]
    assert row["n_stories"] == 0 and row["note"] == "no story told by both"


def test_articles_without_a_story_are_left_out(mentions_of):
    mentions, index = told(mentions_of, MORE)
    index.loc[index["story_id"] > "e08", "story_id"] = ""
    row = compare_outlets(mentions, articles=index, within="story_id").iloc[0]
    assert row["n_stories"] == 9


def test_no_story_at_all_is_refused_with_the_remedy(mentions_of):
    mentions, index = told(mentions_of, MORE)
    with pytest.raises(TableError, match="no article with a mention has a 'story_id'.*stories"):
        compare_outlets(mentions, articles=index.assign(story_id=""), within="story_id")


def test_targets_are_kept_apart_within_stories(mentions_of):
    mentions, index = told(mentions_of, MORE)
    mentions["target"] = np.where(mentions["outlet"] == "n", "isis", "sdf")
    row = compare_outlets(mentions, articles=index, within="story_id").iloc[0]
    assert row["note"] == "no story told by both"


def test_paired_log_odds_of_single_mentions_is_mcnemars(mentions_of):
    mentions, index = told(mentions_of, MORE)
    rows = paired_contrasts(mentions, articles=index).set_index("label")
    assert rows.loc["militia", "log_odds"] == pytest.approx(np.log(7 / 1), abs=0.01)
    assert rows.loc["acronym", "log_odds"] == pytest.approx(-np.log(7 / 1), abs=0.01)
    assert rows.loc["militia", "ci_low"] < np.log(7) < rows.loc["militia", "ci_high"]


def test_paired_log_odds_are_mantel_and_haenszels_of_articles(mentions_of):
    told_by = {"n": ["aab", "b"], "s": ["ab"]}, {"n": ["a", "aaab"], "s": ["abb", "b", "a"]}
    rows, index = [], []
    for story, outlets in enumerate(told_by):
        for outlet, articles in outlets.items():
            for i, labels in enumerate(articles):
                ident = f"{outlet}{story}{i}"
                rows += [(ident, outlet, label) for label in labels]
                index.append({"article_id": ident, "outlet": outlet, "story_id": str(story)})
    table = paired_contrasts(mentions_of(rows), articles=pd.DataFrame(index))
    shares = ((2, 1, 2 / 4, 1 / 2), (2, 3, 4 / 5, 2 / 5))  # articles and shares of n and of s
    for_n = sum(k * j / (k + j) * p * (1 - q) for k, j, p, q in shares)
    for_s = sum(k * j / (k + j) * q * (1 - p) for k, j, p, q in shares)
    found = table.set_index("label").loc["a", "log_odds"]
    assert found == pytest.approx(np.log(for_n / for_s))


def test_interval_of_paired_odds_is_wilsons_over_stories(mentions_of):
    mentions, index = told(mentions_of, MORE)
    row = paired_contrasts(mentions, articles=index).set_index("label").loc["militia"]
    size, reach = 7, student.ppf(0.975, 7)  # eight stories tell: worth seven
    middle = (7 / 8 + reach**2 / size / 2) / (1 + reach**2 / size)
    ends = 1 / (1 + np.exp(-row[["ci_low", "ci_high"]].to_numpy(float)))
    assert ends.mean() == pytest.approx(middle)


def test_paired_contrasts_list_the_stories_that_carry_them(mentions_of):
    mentions, index = told(mentions_of, MORE)
    stories = paired_contrasts(mentions, articles=index).loc[0, "stories"].split()
    assert stories == [f"e{i:02}" for i in range(8)]


def test_odds_of_always_are_empty_with_one_end(mentions_of):
    mentions, index = told(mentions_of, [("militia", "acronym")] * 8)
    row = paired_contrasts(mentions, articles=index).set_index("label").loc["militia"]
    assert np.isnan(row["log_odds"]) and np.isnan(row["ci_high"]) and row["ci_low"] > 0
    assert row["note"] == "one outlet always or never uses the label"


def test_own_words_against_quoted_ones(drawn_mentions):
    table = drawn_mentions(3, {"n": 0.2, "s": 0.4})
    quoted = drawn_mentions(4, {"n": 0.9, "s": 0.4}).assign(voice="quoted")
    both = pd.concat([table, quoted], ignore_index=True)
    rows = compare_voices(both).set_index("outlet")
    assert rows.loc["n", "p_value"] < 0.001 and rows.loc["s", "p_value"] > 0.05
    labels = compare_voices(both, labels=True).set_index(["outlet", "label"])
    assert labels.loc[("n", "militia"), "ci_high"] < 0


def test_before_and_after_a_date(drawn_mentions):
    before = drawn_mentions(3, {"n": 0.1}).assign(published=pd.Timestamp("2024-12-07"))
    after = drawn_mentions(4, {"n": 0.8}).assign(published=pd.Timestamp("2024-12-08"))
    after["article_id"] += "later"
    row = compare_periods(pd.concat([before, after], ignore_index=True), "2024-12-08").iloc[0]
    assert row[["outlet", "period_a", "period_b"]].tolist() == ["n", "before", "after"]
    assert row["p_value"] < 0.001


def test_titles_against_text(drawn_mentions):
    titles = drawn_mentions(5, {"n": 0.9}).assign(region="title")
    text = drawn_mentions(6, {"n": 0.1}).assign(region="lead")
    row = compare_regions(pd.concat([titles, text], ignore_index=True)).iloc[0]
    assert row[["region_a", "region_b"]].tolist() == ["title", "text"]
    assert row["p_value"] < 0.001
