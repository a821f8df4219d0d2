"""What conclusions hang on: one form, one month, the lexicon's errors, too few articles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm

from framing.errors import TableError
from framing.measure.comparisons import label_differences
from framing.measure.counts import count_labels
from framing.measure.left_out import Leaver
from framing.measure.misclassification import misclassification
from framing.measure.power import power
from framing.measure.sensitivity import flips, sensitivity
from framing.measure.shares import label_shares


@pytest.fixture
def two_months(drawn_mentions) -> pd.DataFrame:
    """Outlets that differ in October, and in November do not."""
    october = drawn_mentions(1, {"n": 0.1, "s": 0.9}, n_articles=10)
    november = drawn_mentions(2, {"n": 0.5, "s": 0.5}, n_articles=10)
    november["article_id"] += "b"
    parts = [
        october.assign(published=pd.Timestamp("2017-10-15")),
        november.assign(published=pd.Timestamp("2017-11-15")),
    ]
    return pd.concat(parts, ignore_index=True).assign(form_id="f1")


def test_a_month_that_carries_a_difference_is_named(two_months):
    table = sensitivity(two_months, leave_out=["month"])
    militia = table[table["label"] == "militia"].set_index("left_out")
    assert militia.loc["2017-11", "verdict"] == "holds"
    assert militia.loc["2017-10", "verdict"] in {"fades", "reverses"}
    undone = flips(table).set_index("label").loc["militia", "undone_by"]
    assert "month 2017-10" in undone and "2017-11" not in undone


def test_leaving_out_is_measuring_without(two_months):
    table = sensitivity(two_months, leave_out=["month"])
    row = table[(table["label"] == "militia") & (table["left_out"] == "2017-11")].iloc[0]
    rest = two_months[two_months["published"] < "2017-11-01"]
    again = label_differences(rest).set_index("label").loc["militia"]
    for figure in ("difference", "ci_low", "ci_high", "p_value"):
        assert row[figure] == pytest.approx(again[figure])


def test_a_form_that_is_all_of_a_label_is_what_the_conclusion_is_about(two_months):
    two_months.loc[two_months["label"] == "militia", "form_id"] = "f2"
    table = sensitivity(two_months, leave_out=["form_id"])
    summary = flips(table).set_index("label")
    assert "form_id f2" in summary.loc["militia", "is_about"]
    assert "form_id f2" not in summary.loc["militia", "undone_by"]


def test_reported_speech_and_copies_are_tried_the_other_way(two_months):
    ids = sorted(set(two_months["article_id"]))
    index = pd.DataFrame({"article_id": ids, "outlet": [i[0] for i in ids], "copy_cluster": ""})
    found = set(sensitivity(two_months, articles=index, leave_out=[])["change"])
    assert found == {"", "without copies", "with reported speech", "without titles"}
    options = {"voices": ("own", "reported"), "copies": "drop"}
    found = set(sensitivity(two_months, articles=index, leave_out=[], **options)["change"])
    assert found == {"", "with copies", "without reported speech", "without titles"}


def test_within_stories_a_story_is_left_out(mentions_of):
    rows, index = [], []
    for i in range(9):
        for outlet, label in (("n", "militia"), ("s", "acronym")):
            rows.append((f"{outlet}{i}", outlet, label))
            index.append({"article_id": f"{outlet}{i}", "outlet": outlet, "story_id": f"e{i}"})
    table = sensitivity(
        mentions_of(rows),
        articles=pd.DataFrame(index),
        within="story_id",
        leave_out=["story_id"],
    )
    left = table[(table["label"] == "militia") & (table["change"] == "story_id")]
    assert left["left_out"].tolist() == [f"e{i}" for i in range(9)]
    assert (left["verdict"] == "holds").all()


def test_only_what_a_conclusion_rests_on_is_left_out(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.1, "s": 0.9, "w": 0.1})
    table["form_id"] = np.where(table["outlet"] == "w", "west", "f1")
    found = sensitivity(table, leave_out=["form_id"])
    pair = found[(found["outlet_a"] == "n") & (found["outlet_b"] == "s")]
    assert set(pair["left_out"]) == {"", "f1"}
    assert "west" in set(found[found["outlet_b"] == "w"]["left_out"])


@pytest.mark.parametrize("column", ["form_id", "label", "voice", "article_id"])
def test_counts_without_a_value_are_counts_of_the_rest(drawn_mentions, column):
    table = drawn_mentions(1, {"n": 0.1, "s": 0.5}, n_articles=4)
    table["form_id"] = np.where(np.arange(len(table)) % 3, "f1", "f2")
    table["voice"] = np.where(np.arange(len(table)) % 4, "own", "quoted")
    leaver = Leaver.of(count_labels(table, by=["hedged", column], voices=("own", "quoted")))
    value = leaver.values[0]
    left = leaver.without(0)
    again = count_labels(table[table[column] != value], by=["hedged"], voices=("own", "quoted"))
    kept = np.isin(left.labels, again.labels)
    assert left.labels[kept].tolist() == again.labels.tolist()
    for name in ("strata", "by"):
        assert getattr(left, name) == getattr(again, name)
    for name in ("row_unit", "row_outlet", "row_article", "row_mentions", "entry_mentions"):
        assert getattr(left, name).tolist() == getattr(again, name).tolist()


def test_without_agency_copy_leaves_out_what_credits_another(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.1, "s": 0.9})
    ids = sorted(set(table["article_id"]))
    index = pd.DataFrame({"article_id": ids, "outlet": [i[0] for i in ids]})
    wire = index["outlet"].eq("s") | index["article_id"].isin(["n1", "n2"])
    index["agency"] = np.where(wire, "spa", "")  # s is the agency
    found = sensitivity(table, articles=index, leave_out=[]).set_index(["change", "label"])
    again = label_differences(table[~table["article_id"].isin(["n1", "n2"])])
    expected = again.set_index("label").loc["militia", "difference"]
    assert found.loc[("without agency copy", "militia"), "difference"] == pytest.approx(expected)


def test_the_summary_gives_the_range_of_a_difference(two_months):
    table = sensitivity(two_months, leave_out=["month"])
    row = flips(table).set_index("label").loc["militia"]
    assert row["least"] <= row["difference"] <= row["most"]
    assert row["most"] > row["difference"] + 0.1  # November alone shows little


def test_nothing_concluded_gives_no_rows(drawn_mentions):
    assert sensitivity(drawn_mentions(4, {"n": 0.4, "s": 0.4})).empty


def test_uneven_errors_beyond_the_tipping_ratio_undo_a_difference(drawn_mentions):
    table = drawn_mentions(5, {"n": 0.1, "s": 0.7})
    gaps, shares = label_differences(table), label_shares(table)
    card = {"precision_interval": [0.95, 0.99], "recall_interval": [0.9, 0.98]}
    row = misclassification(gaps, shares, card).set_index("label").loc["militia"]
    greater = shares.set_index(["outlet", "label"]).loc[("s", "militia"), "share"]
    slack = -gaps.set_index("label").loc["militia", "ci_high"]
    assert row["tipping"] * greater == pytest.approx(greater - slack)
    assert row["worst"] == pytest.approx(0.95 / 0.99 * 0.9 / 0.98)
    assert row["verdict"] == "holds"
    bad = misclassification(gaps, shares, {"precision_interval": [0.1, 0.99]})
    assert (bad["verdict"] == "could be undone").any()


def test_a_card_without_measured_precision_is_refused(drawn_mentions):
    table = drawn_mentions(5, {"n": 0.1, "s": 0.7})
    with pytest.raises(TableError, match="no 'precision_interval'"):
        misclassification(label_differences(table), label_shares(table), {})


def test_a_visible_difference_has_the_chance_it_promises(mentions_of):
    rows = [(f"{o}{i}", o, "militia" if i % 5 == 0 else "x") for o in "ns" for i in range(100)]
    row = power(mentions_of(rows)).set_index("label").loc["militia"]
    p, q, n = row["share_a"], row["share_a"] + row["visible"], 99  # one worth less: a variance
    middle = (p + q) / 2
    z = (row["visible"] - 1.959964 * np.sqrt(2 * middle * (1 - middle) / n)) / np.sqrt(
        (p * (1 - p) + q * (1 - q)) / n
    )
    assert norm.cdf(z) == pytest.approx(0.8, abs=0.002)


def test_a_smaller_wanted_difference_needs_more_articles(drawn_mentions):
    table = drawn_mentions(3, {"n": 0.4, "s": 0.4})
    more = [power(table, wanted=w).loc[0, "more_a"] for w in (0.1, 0.2, 0.5)]
    assert more[0] > 3 * more[1] > 0 == more[2]
