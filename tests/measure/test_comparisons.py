"""Comparisons of outlets: hand figures, oracles, and where nothing can be said."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import jensenshannon
from scipy.stats import false_discovery_control

from framing.errors import StudyError
from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.families import q_values
from framing.measure.paired import paired_contrasts
from framing.measure.sensitivity import sensitivity
from framing.tables import columns_of


def test_divergence_is_the_jensen_shannon_distance(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.2, "s": 0.7})
    p, q = (
        [(table["outlet"].eq(o) & table["label"].eq(x)).sum() for x in ("militia", "acronym")]
        for o in "ns"
    )
    row = compare_outlets(table, resamples=99).iloc[0]
    assert row["divergence"] == pytest.approx(jensenshannon(p, q, base=2))


def test_columns_are_the_contracts(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.2, "s": 0.7})
    assert list(compare_outlets(table, resamples=99).columns) == columns_of("comparisons")
    assert list(label_differences(table).columns) == columns_of("label_differences")
    split = compare_outlets(table, by="voice", resamples=99)
    assert list(split.columns) == ["voice", *columns_of("comparisons")]


def test_small_samples_lie_apart_by_chance(drawn_mentions):
    row = compare_outlets(drawn_mentions(4, {"n": 0.4, "s": 0.4}, n_articles=8)).iloc[0]
    assert row["divergence_null"] > 0.05
    assert row["p_value"] > 0.1


def test_a_great_difference_is_found(drawn_mentions):
    table = drawn_mentions(5, {"n": 0.1, "s": 0.7})
    assert compare_outlets(table).loc[0, "p_value"] < 0.001
    rows = label_differences(table).set_index("label")
    assert rows.loc["militia", "p_value"] < 0.001
    assert rows.loc["militia", "ci_high"] < 0 < rows.loc["acronym", "ci_low"]


def test_same_seed_same_figures_on_any_number_of_threads(drawn_mentions, monkeypatch):
    table = drawn_mentions(2, dict.fromkeys("abcdef", 0.3), n_articles=6)
    runs = []
    for threads in ("1", "5"):
        monkeypatch.setenv("FRAMING_THREADS", threads)
        runs.append(compare_outlets(table, seed=7, resamples=500))
    assert len(runs[0]) == 15
    assert runs[0].equals(runs[1])
    assert not runs[0].equals(compare_outlets(table, seed=8, resamples=500))


@pytest.mark.parametrize("measure", ["differences", "within", "paired", "sensitivity"])
def test_other_tables_are_the_same_on_any_number_of_threads(drawn_mentions, monkeypatch, measure):
    table = drawn_mentions(2, {o: 0.2 + 0.12 * i for i, o in enumerate("abcdef")}, n_articles=24)
    table["story_id"] = table["article_id"].str[1:]
    table["form_id"] = table["label"]
    work = {
        "differences": lambda: label_differences(table),
        "within": lambda: compare_outlets(table, within="story_id", resamples=500),
        "paired": lambda: paired_contrasts(table, resamples=500),
        "sensitivity": lambda: sensitivity(table, leave_out=["form_id", "story_id", "outlet"]),
    }[measure]
    runs = []
    for threads in ("1", "2", "7"):
        monkeypatch.setenv("FRAMING_THREADS", threads)
        runs.append(work())
    assert len(runs[0]) > 8
    assert runs[0].equals(runs[1]) and runs[0].equals(runs[2])


def test_a_pair_does_not_depend_on_what_else_is_compared(drawn_mentions):
    table = drawn_mentions(6, {"n": 0.3, "s": 0.5, "w": 0.4})
    alone = compare_outlets(table[table["outlet"] != "w"], seed=1).iloc[0]
    among = compare_outlets(table, seed=1).set_index(["outlet_a", "outlet_b"]).loc[("n", "s")]
    assert among["p_value"] == alone["p_value"]


def test_few_articles_give_no_p_value_and_say_so(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.2, "s": 0.7}, n_articles=4)
    row = compare_outlets(table).iloc[0]
    assert np.isnan(row["p_value"]) and "fewer than 5 articles" in row["note"]
    assert label_differences(table)["p_value"].isna().all()


def test_rare_labels_are_merged_for_the_p_value(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.2, "s": 0.7})
    table.loc[[0, 5], "label"] = ["separatists", "terrorists"]
    assert "2 rare labels merged" in compare_outlets(table, resamples=99).loc[0, "note"]


def test_several_targets_are_not_compared_as_one(drawn_mentions):
    table = drawn_mentions(1, {"n": 0.2, "s": 0.7})
    table["target"] = np.where(np.arange(len(table)) % 2, "isis", "sdf")
    assert compare_outlets(table)["p_value"].isna().all()
    assert label_differences(table)["p_value"].isna().all()
    assert label_differences(table, by=["target"])["p_value"].notna().all()


def test_q_values_are_benjamini_and_hochbergs():
    p = np.random.default_rng(1).random(50) ** 2
    np.testing.assert_allclose(q_values(p), false_discovery_control(p))


def test_empty_p_values_count_for_no_family():
    p = np.array([0.01, np.nan, 0.02])
    np.testing.assert_allclose(q_values(p)[[0, 2]], false_discovery_control([0.01, 0.02]))


def test_only_declared_comparisons_have_q_values(drawn_mentions):
    table = drawn_mentions(6, {"n": 0.3, "s": 0.5, "w": 0.4})
    family = [{"concept": "sdf", "outlets": ["s", "n"]}]
    rows = compare_outlets(table, family=family, resamples=99)
    assert rows["q_value"].notna().tolist() == [True, False, False]
    assert rows.loc[0, "q_value"] == rows.loc[0, "p_value"]
    assert rows.loc[1, "note"] == "outside the declared family"


def test_a_declaration_that_is_none_is_named(drawn_mentions):
    with pytest.raises(StudyError, match="{'outlet': 'n'} declares no comparison"):
        compare_outlets(drawn_mentions(1, {"n": 0.2, "s": 0.7}), family=[{"outlet": "n"}])
