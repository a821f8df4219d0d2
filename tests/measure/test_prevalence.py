"""Corrected shares, by hand on small draws; tests/simulation has what their intervals hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.errors import TableError
from framing.measure.corrected import corrected_shares
from framing.measure.prevalence import LEAST, code_differences, code_shares


def corpus(
    rng: np.random.Generator,
    n_units: int,
    share: float,
    sensitivity: float,
    false_alarms: float,
    outlet: str = "a",
) -> pd.DataFrame:
    """Make one outlet's units with their true code and a classifier that errs."""
    truth = rng.random(n_units) < share
    said = np.where(truth, rng.random(n_units) < sensitivity, rng.random(n_units) < false_alarms)
    return pd.DataFrame(
        {
            "unit_id": [f"{outlet}-{n}" for n in range(n_units)],
            "outlet": outlet,
            "code": "conflict",
            "truth": truth,
            "predicted": said,
            "probability": said.astype(float),
            "hit": np.where(truth, rng.random(n_units) < 0.7, rng.random(n_units) < 0.2),
        }
    )


def drawn(
    rng: np.random.Generator, units: pd.DataFrame, n: int, by_hit: bool = False
) -> pd.DataFrame:
    """Draw ``n`` units an outlet, half of them hits if asked."""
    name = (
        units["outlet"] + units["hit"].map({True: "+", False: "-"}) if by_hit else units["outlet"]
    )
    parts = []
    for stratum, rows in units.groupby(name):
        take = min(n // 2 if by_hit else n, len(rows))
        chosen = rows.loc[rng.choice(rows.index, take, replace=False)]
        parts.append(
            chosen.assign(stratum=stratum, probability=take / len(rows), n_stratum=len(rows))
        )
    return pd.concat(parts)


def coded(units: pd.DataFrame) -> pd.DataFrame:
    value = units["truth"].map({True: "yes", False: "no"})
    return pd.DataFrame(
        {"unit_id": units["unit_id"], "coder": "a", "code": "conflict", "value": value}
    )


def shares(units: pd.DataFrame, draw: pd.DataFrame, **options: object) -> pd.DataFrame:
    return code_shares(coded(draw), draw, units.drop(columns=["truth", "hit"]), **options)


def test_with_all_units_coded_every_corrected_share_is_the_true_one() -> None:
    units = corpus(np.random.default_rng(1), 100, 0.4, 0.7, 0.3)
    table = shares(units, units.assign(stratum="a", probability=1.0)).set_index("method")
    for method in ("ppi", "design", "hand"):
        row = table.loc[method]
        assert row["share"] == pytest.approx(units["truth"].mean())
        assert row["ci_high"] - row["ci_low"] == pytest.approx(0, abs=1e-9)
    assert table.loc["naive", "share"] == units["predicted"].mean()


def test_the_design_estimate_equals_predictions_plus_their_mean_error() -> None:
    # 1,000 units, .3 predicted; of 50 coded, the classifier errs by +10 and -15 on balance.
    units = corpus(np.random.default_rng(2), 1000, 0.4, 0.7, 0.1)
    draw = drawn(np.random.default_rng(3), units, 50)
    table = shares(units, draw).set_index("method")
    by_hand = units["predicted"].mean() + (draw["truth"] * 1.0 - draw["predicted"] * 1.0).mean()
    assert table.loc["design", "share"] == pytest.approx(by_hand)


def test_the_hand_share_weights_hits_and_misses_by_their_strata() -> None:
    units = corpus(np.random.default_rng(4), 2000, 0.3, 0.8, 0.1)
    draw = drawn(np.random.default_rng(5), units, 200, by_hit=True)
    share = shares(units, draw).set_index("method").loc["hand", "share"]
    strata = draw.groupby("stratum").agg(n=("n_stratum", "first"), y=("truth", "mean"))
    assert share == pytest.approx((strata["n"] * strata["y"]).sum() / 2000)
    assert abs(draw["truth"].mean() - units["truth"].mean()) > 0.08  # unweighted it is far off


def test_a_perfect_classifier_makes_the_tuned_interval_far_narrower() -> None:
    units = corpus(np.random.default_rng(6), 2000, 0.4, 1.0, 0.0)
    table = shares(units, drawn(np.random.default_rng(7), units, 100)).set_index("method")
    width = table["ci_high"] - table["ci_low"]
    assert table.loc["ppi", "share"] == pytest.approx(units["truth"].mean())
    assert width["ppi"] < 0.35 * width["hand"]


def test_a_useless_classifier_costs_the_tuned_interval_nothing() -> None:
    units = corpus(np.random.default_rng(8), 2000, 0.4, 0.5, 0.5)
    table = shares(units, drawn(np.random.default_rng(9), units, 200)).set_index("method")
    width = table["ci_high"] - table["ci_low"]
    assert width["ppi"] == pytest.approx(width["hand"], rel=0.05)
    assert width["design"] > 1.2 * width["hand"]


def test_too_few_positives_are_refused_with_the_number_to_code() -> None:
    units = corpus(np.random.default_rng(10), 3000, 0.04, 0.8, 0.1)
    draw = drawn(np.random.default_rng(11), units, 100)
    table = shares(units, draw).set_index("method")
    n_positive = int(draw["truth"].sum())
    needed = int(np.ceil(LEAST * 100 / n_positive)) - 100
    for method in ("ppi", "design", "hand"):
        assert np.isnan(table.loc[method, "share"])
        assert f"code about {needed} more" in table.loc[method, "note"]
    assert table.loc["naive", "share"] > 0
    assert "not corrected" in table.loc["naive", "note"]


def test_a_corpus_too_small_to_ever_tell_is_said_to_be() -> None:
    units = corpus(np.random.default_rng(12), 60, 0.05, 0.8, 0.1)
    table = shares(units, drawn(np.random.default_rng(13), units, 50), methods=["hand"])
    assert "too rare to estimate even if all 10" in table.loc[0, "note"]


def test_units_the_classifier_was_trained_on_are_refused() -> None:
    units = corpus(np.random.default_rng(14), 500, 0.4, 0.9, 0.1).assign(seen=True)
    table = shares(units, drawn(np.random.default_rng(15), units, 100)).set_index("method")
    assert "trained on 100 of these units" in table.loc["ppi", "note"]
    assert not np.isnan(table.loc["hand", "share"])


def test_predictions_of_other_units_than_the_draws_are_refused() -> None:
    units = corpus(np.random.default_rng(16), 500, 0.4, 0.9, 0.1)
    draw = drawn(np.random.default_rng(17), units, 100)
    with pytest.raises(TableError, match="499 units are predicted, but the draw was made from 500"):
        shares(units.iloc[1:], draw)


def test_coded_units_that_were_not_drawn_are_refused() -> None:
    units = corpus(np.random.default_rng(18), 100, 0.4, 0.9, 0.1)
    draw = drawn(np.random.default_rng(19), units, 50)
    with pytest.raises(TableError, match="was not drawn"):
        code_shares(coded(units), draw)


def test_units_drawn_but_not_coded_raise_the_weight_of_the_others() -> None:
    units = corpus(np.random.default_rng(20), 1000, 0.4, 0.9, 0.1)
    draw = drawn(np.random.default_rng(21), units, 200)
    table = code_shares(coded(draw.iloc[:120]), draw, methods=["hand"])
    assert table.loc[0, "n_coded"] == 120
    assert table.loc[0, "n_units"] == 1000
    assert table.loc[0, "share"] == pytest.approx(draw["truth"].iloc[:120].mean())


def test_units_of_one_stratum_with_two_probabilities_weigh_by_their_own() -> None:
    units = corpus(np.random.default_rng(25), 2000, 0.3, 0.8, 0.1)
    draw = drawn(np.random.default_rng(26), units, 200, by_hit=True)
    apart = shares(units, draw).set_index("method")["share"]
    joined = draw.assign(stratum="a").drop(columns="n_stratum")
    together = shares(units, joined).set_index("method")["share"]
    assert together.to_numpy() == pytest.approx(apart.to_numpy(), abs=1e-9)


def test_a_unit_alone_with_its_probability_is_refused() -> None:
    units = corpus(np.random.default_rng(27), 200, 0.3, 0.8, 0.1)
    draw = drawn(np.random.default_rng(28), units, 50)
    draw.iloc[7, draw.columns.get_loc("probability")] = 0.9
    with pytest.raises(TableError, match="the only one of its stratum with its probability"):
        shares(units, draw)


def test_two_coders_of_a_unit_count_in_equal_parts() -> None:
    units = corpus(np.random.default_rng(22), 100, 0.5, 0.9, 0.1)
    draw = units.assign(stratum="a", probability=1.0)
    no = coded(draw).assign(coder="b", value="no")
    table = code_shares(pd.concat([coded(draw), no]), draw, methods=["hand"])
    assert table.loc[0, "share"] == pytest.approx(units["truth"].mean() / 2)


def test_a_code_of_several_values_has_a_share_for_each() -> None:
    units = pd.DataFrame({"unit_id": [str(n) for n in range(90)], "outlet": "a"})
    units = units.assign(stratum="a", probability=0.5)
    codings = pd.DataFrame({"unit_id": units["unit_id"], "coder": "a", "code": "cause"})
    codings = codings.assign(value=["one_side"] * 30 + ["none"] * 45 + ["outside"] * 15)
    table = code_shares(codings, units, methods=["hand"]).set_index("code")
    assert table["share"].round(4).to_dict() == {
        "cause=none": 0.5,
        "cause=one_side": 0.3333,
        "cause=outside": 0.1667,
    }


def test_the_difference_is_the_first_less_the_second() -> None:
    rng = np.random.default_rng(23)
    units = pd.concat(
        [corpus(rng, 2000, 0.5, 0.9, 0.1, "a"), corpus(rng, 2000, 0.2, 0.6, 0.2, "b")],
        ignore_index=True,
    )
    draw = drawn(rng, units, 300)
    plain = units.drop(columns=["truth", "hit"])
    row = code_differences(coded(draw), draw, plain).iloc[0]
    by_outlet = shares(units, draw, methods=["ppi"]).set_index("outlet")["share"]
    assert row["difference"] == pytest.approx(by_outlet["a"] - by_outlet["b"])
    assert row["ci_low"] < 0.3 < row["ci_high"]
    assert row["p_value"] < 0.001
    assert (row["outlet_a"], row["outlet_b"]) == ("a", "b")


def test_a_refused_share_leaves_its_differences_empty() -> None:
    rng = np.random.default_rng(24)
    units = pd.concat(
        [corpus(rng, 900, 0.5, 0.9, 0.1, "a"), corpus(rng, 900, 0.01, 0.6, 0.2, "b")],
        ignore_index=True,
    )
    draw = drawn(rng, units, 100)
    row = code_differences(coded(draw), draw, units.drop(columns=["truth", "hit"])).iloc[0]
    assert np.isnan(row["difference"])
    assert "needed" in row["note"]


def lexicon_mentions(rng: np.random.Generator) -> pd.DataFrame:
    """Two labels of one concept; a third of the mentions of ``militia`` are of something else."""
    label = rng.choice(["militia", "acronym"], 1500, p=[0.5, 0.5])
    right = np.where(label == "militia", rng.random(1500) < 0.66, rng.random(1500) < 0.97)
    return pd.DataFrame(
        {
            "unit_id": [f"m{n}" for n in range(1500)],
            "outlet": "a",
            "concept": "sdf",
            "label": label,
            "voice": "own",
            "region": "body",
            "right": right,
        }
    )


def mention_draw(rng: np.random.Generator, mentions: pd.DataFrame, n: int) -> pd.DataFrame:
    parts = []
    for label, rows in mentions.groupby("label"):
        chosen = rows.loc[rng.choice(rows.index, n, replace=False)]
        parts.append(chosen.assign(stratum=label, probability=n / len(rows)))
    return pd.concat(parts)


def checked(draw: pd.DataFrame) -> pd.DataFrame:
    value = draw["right"].map({True: "yes", False: "no"})
    return pd.DataFrame({"unit_id": draw["unit_id"], "coder": "a", "code": "right", "value": value})


def test_the_corrected_label_share_is_that_of_the_right_mentions_when_all_are_checked() -> None:
    mentions = lexicon_mentions(np.random.default_rng(41))
    draw = mentions.assign(stratum=mentions["label"], probability=1.0)
    row = corrected_shares(mentions, checked(draw), draw).set_index("label").loc["militia"]
    true = mentions.loc[mentions["right"], "label"].eq("militia").mean()
    assert row["corrected"] == pytest.approx(true)
    assert row["ci_high"] - row["ci_low"] == pytest.approx(0, abs=1e-9)
    assert row["share"] - true > 0.07


def test_a_label_without_enough_coded_mentions_empties_its_concept() -> None:
    rng = np.random.default_rng(42)
    mentions = lexicon_mentions(rng)
    draw = mention_draw(rng, mentions, 9)
    table = corrected_shares(mentions, checked(draw), draw)
    assert table["corrected"].isna().all()
    assert table["note"].str.contains("fewer than 10 coded mentions of acronym, militia").all()
