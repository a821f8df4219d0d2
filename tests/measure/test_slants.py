"""Slants: hand figures, moved stances, and where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from framing.measure.slants import slants
from framing.tables import columns_of

STANCES = {("sdf", "militia"): -1.0, ("sdf", "acronym"): 0.0, ("sdf", "official_name"): 0.5}


def test_slant_is_the_mean_stance_of_mentions(mentions_of):
    rows = [("1", "n", "militia"), ("1", "n", "acronym"), ("2", "n", "official_name")]
    row = slants(mentions_of(rows), STANCES).iloc[0]
    assert row["slant"] == pytest.approx(-0.5 / 3)
    assert row["ci_low"] < row["slant"] < row["ci_high"]
    assert row["ci_low"] >= -1 and row["ci_high"] <= 0.5


def test_columns_are_the_contracts_then_the_moved_slants(mentions_of):
    table = slants(mentions_of([("1", "n", "militia")]), STANCES)
    assert list(table.columns) == [*columns_of("slants"), "moved_low", "moved_high"]


def test_two_stances_give_the_interval_of_the_share(drawn_mentions):
    from framing.measure.shares import label_shares

    table = drawn_mentions(3, {"n": 0.4})
    share = label_shares(table).set_index("label").loc["militia"]
    slant = slants(table, {("sdf", "militia"): -1.0, ("sdf", "acronym"): 1.0}).iloc[0]
    assert slant["slant"] == pytest.approx(1 - 2 * share["share"])
    width = slant["ci_high"] - slant["ci_low"]
    assert width == pytest.approx(2 * (share["ci_high"] - share["ci_low"]), rel=0.05)


def test_moved_slants_move_one_stance_by_a_step(mentions_of):
    rows = [("1", "n", "militia")] * 3 + [("2", "n", "acronym")]
    row = slants(mentions_of(rows), STANCES, step=0.5).iloc[0]
    # militia to -.5 lifts the mean by 3/4 of a half; it cannot fall below -1, so acronym falls
    assert row["moved_high"] == pytest.approx(-0.75 + 0.375)
    assert row["moved_low"] == pytest.approx(-0.75 - 0.125)


def test_labels_without_a_stance_are_left_out_and_counted(mentions_of):
    rows = [("1", "n", "militia"), ("2", "n", "militia"), ("2", "n", "unheard")]
    row = slants(mentions_of(rows), STANCES).iloc[0]
    assert row["n_mentions"] == 2
    assert row["note"] == "1 mentions of labels without a stance left out"


def test_no_slant_over_several_targets(mentions_of):
    table = mentions_of([("1", "n", "militia"), ("2", "n", "acronym")]).assign(target=["a", "b"])
    assert np.isnan(slants(table, STANCES).loc[0, "slant"])
    assert slants(table, STANCES, by=["target"])["slant"].tolist() == [-1.0, 0.0]


def test_stances_that_do_not_differ_give_no_slant(mentions_of):
    row = slants(mentions_of([("1", "n", "x"), ("2", "n", "x")]), {("sdf", "x"): 0.0}).iloc[0]
    assert np.isnan(row["slant"]) and "do not differ" in row["note"]
