"""Agreement between coders, against published figures and other packages."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from sklearn.metrics import cohen_kappa_score

from framing.errors import TableError
from framing.measure.agreement import coder_agreement, pair_agreement
from framing.measure.bootstrap import bca_interval
from framing.measure.codings import Codings
from framing.measure.coefficients import fleiss_kappa
from framing.measure.disputes import disputed_units
from framing.measure.jackknife import jackknife_interval


def codings_of(lines: list[str], code: str = "theme") -> pd.DataFrame:
    """One line a coder, one word a unit, ``*`` where the coder gave none."""
    rows = [
        (f"u{unit:02}", f"c{coder}", code, value)
        for coder, line in enumerate(lines)
        for unit, value in enumerate(line.split())
        if value != "*"
    ]
    return pd.DataFrame(rows, columns=["unit_id", "coder", "code", "value"])


def estimate(table: pd.DataFrame, coefficient: str = "alpha") -> float:
    return float(table.loc[table["coefficient"] == coefficient, "estimate"].iloc[0])


@pytest.mark.parametrize("scale", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_equals_the_reference_values_to_six_digits(real_data: Path, scale: str) -> None:
    file = real_data / "reference-stats" / "agreement_reference_values.json"
    reference = json.loads(file.read_text())["krippendorff_wikipedia_example"]
    table = coder_agreement(codings_of(reference["data"]), scale=scale)
    assert estimate(table) == pytest.approx(reference[scale], abs=5e-7)


@pytest.mark.parametrize("group", ["SG1", "SG2"])
def test_alpha_of_babe_is_the_published_one(real_data: Path, group: str) -> None:
    file = real_data / "reference-stats" / "agreement_reference_values.json"
    published = json.loads(file.read_text())[f"babe_{group}_bias_alpha_nominal"]["alpha"]
    codes = pd.read_csv(
        real_data / "agreement-babe" / f"{group.lower()}_codes.csv",
        dtype=str,
        keep_default_na=False,
    ).rename(columns={"unit": "unit_id", "code": "value"})
    table = coder_agreement(
        codes.assign(code="bias"), values=["Non-biased", "Biased"], resamples=200
    )
    assert estimate(table) == pytest.approx(published, abs=5e-7)
    assert round(estimate(table), 2) == {"SG1": 0.39, "SG2": 0.40}[group]


def test_alpha_of_krippendorffs_two_coder_example_is_0_095() -> None:
    # Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", section A.
    table = coder_agreement(codings_of(["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"]))
    assert estimate(table) == pytest.approx(0.095, abs=5e-4)


def test_alpha_of_krippendorffs_four_observers_is_0_743_nominal_and_0_849_interval() -> None:
    # Krippendorff (2011), sections C and D: twelve units, four observers, missing values.
    lines = [
        "1 2 3 3 2 1 4 1 2 * * *",
        "1 2 3 3 2 2 4 1 2 5 * 3",
        "* 3 3 3 2 3 4 2 2 5 1 *",
        "1 2 3 3 2 4 4 1 2 5 1 *",
    ]
    table = codings_of(lines)
    scales = ("nominal", "ordinal", "interval")
    alphas = {scale: estimate(coder_agreement(table, scale=scale)) for scale in scales}
    assert {s: round(a, 3) for s, a in alphas.items()} == {
        "nominal": 0.743,
        "ordinal": 0.815,
        "interval": 0.849,
    }


def test_cohens_kappa_equals_scikit_learns() -> None:
    rng = np.random.default_rng(3)
    first, second = rng.integers(0, 4, 60), rng.integers(0, 4, 60)
    second[:30] = first[:30]
    lines = [" ".join(map(str, first)), " ".join(map(str, second))]
    ours = estimate(coder_agreement(codings_of(lines)), "cohen_kappa")
    assert ours == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


def test_cohens_kappa_of_three_coders_is_the_mean_of_their_pairs() -> None:
    table = codings_of(["a b a b a a", "a b b b a a", "b b a b a b"])
    pairs = pair_agreement(table)
    of_pairs = pairs.loc[pairs["coefficient"] == "cohen_kappa", "estimate"]
    assert len(of_pairs) == 3
    assert estimate(coder_agreement(table), "cohen_kappa") == pytest.approx(of_pairs.mean())


def test_fleiss_kappa_of_fourteen_coders_is_0_210() -> None:
    # The worked example on Wikipedia, "Fleiss' kappa": ten subjects, five categories.
    counts = [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
        [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ]  # fmt: skip
    matrix = np.array([np.repeat(np.arange(5), row) for row in counts])
    one = Codings("x", [str(n) for n in range(10)], list("abcdefghijklmn"), list("12345"), matrix)
    assert round(float(fleiss_kappa(one)(np.ones((1, 10)))[0]), 3) == 0.210


def test_percent_agreement_counts_pairs_within_a_unit() -> None:
    # Units: a a b → 1 of 3 pairs; a a → 1 of 1; b alone has none. Mean of 1/3 and 1 is 2/3.
    table = coder_agreement(codings_of(["a a b", "a a *", "b * *"]))
    assert estimate(table, "percent") == pytest.approx(2 / 3)
    assert table["n_units"].unique().tolist() == [2]


def test_one_value_in_use_gives_no_figure_and_says_why() -> None:
    table = coder_agreement(codings_of(["a a a", "a a a"])).set_index("coefficient")
    assert np.isnan(table.loc["alpha", "estimate"])
    assert "only one value" in table.loc["alpha", "note"]
    assert table.loc["percent", "estimate"] == 1.0
    assert table.loc["percent", "ci_low"] == pytest.approx(0.025 ** (1 / 3))


def test_a_value_in_few_units_gets_no_interval() -> None:
    table = coder_agreement(codings_of(["a " * 40 + "b b", "a " * 39 + "b b b"]))
    alpha = table[table["coefficient"] == "alpha"].iloc[0]
    assert np.isnan(alpha["ci_low"])
    assert "second commonest value in 3 units, twice in 2" in alpha["note"]


def test_coders_who_never_disagree_have_an_interval_with_width() -> None:
    table = coder_agreement(codings_of(["a b " * 10, "a b " * 10])).set_index("coefficient")
    low = 0.025 ** (1 / 20)  # Clopper–Pearson for 20 of 20; chance disagreement is one half
    assert table.loc["alpha", "estimate"] == 1.0
    assert table.loc["alpha", "ci_low"] == pytest.approx(1 - (1 - low) / 0.5)
    assert table.loc["alpha", "ci_high"] == 1.0


def test_values_not_permitted_count_as_missing_and_are_told() -> None:
    table = coder_agreement(codings_of(["a b x a", "a b b b"]), values=["a", "b"])
    assert table.loc[0, "n_units"] == 3
    assert "1 values not permitted" in table.loc[0, "note"]


def test_words_are_an_ordinal_scale_when_their_order_is_given() -> None:
    words = codings_of(["low low mid high high", "low mid mid high mid"])
    numbers = codings_of(["1 1 2 3 3", "1 2 2 3 2"])
    by_words = coder_agreement(words, scale="ordinal", values=["low", "mid", "high"])
    assert estimate(by_words) == pytest.approx(
        estimate(coder_agreement(numbers, scale="ordinal")), abs=1e-12
    )


def test_a_scale_that_needs_numbers_names_the_word() -> None:
    with pytest.raises(TableError, match="of code 'theme' is not a number"):
        coder_agreement(codings_of(["low high", "low low"]), scale="interval")


def test_two_values_by_one_coder_are_refused() -> None:
    table = codings_of(["a b", "a b"])
    with pytest.raises(TableError, match="coder 'c0' gave unit 'u00' more than one value"):
        coder_agreement(pd.concat([table, table]))


def test_each_value_against_the_rest_is_a_row_of_its_own() -> None:
    table = coder_agreement(codings_of(["a b c a b c", "a b c a c b"]), by_value=True)
    alphas = table[table["coefficient"] == "alpha"].set_index("code")["estimate"]
    assert list(alphas.index) == ["theme", "theme=a", "theme=b", "theme=c"]
    assert alphas["theme=a"] == 1.0
    assert alphas["theme=b"] == alphas["theme=c"] < 1


def test_order_of_rows_and_coders_changes_no_estimate() -> None:
    table = codings_of(["a b a b a *", "a b b b a a", "b b a * a b"])
    mixed = table.sample(frac=1, random_state=1).replace({"c0": "z"})
    for name in ("alpha", "percent", "cohen_kappa", "fleiss_kappa"):
        assert estimate(coder_agreement(mixed), name) == pytest.approx(
            estimate(coder_agreement(table), name)
        )


def test_the_most_disputed_unit_comes_first_with_who_said_what() -> None:
    table = disputed_units(codings_of(["a a b", "a b b", "a b b", "a a b"]))
    assert table.iloc[0].to_dict() == {
        "code": "theme",
        "unit_id": "u01",
        "disagreement": pytest.approx(4 / 6),
        "n_coders": 4,
        "votes": "a: c0 c3; b: c1 c2",
    }
    assert len(table) == 1


def test_clusters_widen_the_interval_of_units_from_the_same_articles() -> None:
    rng = np.random.default_rng(5)
    truth = np.repeat(rng.integers(0, 2, 40), 5)  # five alike paragraphs an article
    wrong = np.repeat(rng.random(40) < 0.25, 5)
    lines = [" ".join(map(str, truth)), " ".join(map(str, np.where(wrong, 1 - truth, truth)))]
    table = codings_of(lines)
    units = sorted(table["unit_id"].unique(), key=lambda unit: int(unit[1:]))
    clusters = {unit: str(n // 5) for n, unit in enumerate(units)}
    alone = coder_agreement(table).iloc[0]
    together = coder_agreement(table, clusters=clusters).iloc[0]
    assert together["estimate"] == alone["estimate"]
    assert together["ci_high"] - together["ci_low"] > 1.7 * (alone["ci_high"] - alone["ci_low"])


def test_the_same_seed_gives_the_same_interval() -> None:
    table = codings_of(["a b " * 10, "a b b b " * 5])
    assert coder_agreement(table, seed=4).equals(coder_agreement(table, seed=4))


def test_bca_of_a_mean_agrees_with_scipy() -> None:
    from scipy.stats import bootstrap

    x = np.random.default_rng(2).exponential(size=50)
    ours = bca_interval(lambda w: w @ x / w.sum(axis=1), np.arange(50), resamples=9999)
    theirs = bootstrap((x,), np.mean, method="BCa", rng=np.random.default_rng(1))
    assert ours == pytest.approx(tuple(theirs.confidence_interval), abs=0.02)


def test_the_bootstrap_is_to_be_had_too() -> None:
    table = codings_of(["a b " * 10, "a b b b " * 5])
    plain = coder_agreement(table, interval="bootstrap", seed=4).set_index("coefficient")
    again = coder_agreement(table, interval="bootstrap", seed=4).set_index("coefficient")
    jackknife = coder_agreement(table).set_index("coefficient")
    assert plain.equals(again)
    assert plain["estimate"].equals(jackknife["estimate"])
    assert plain.loc["alpha", "ci_low"] != jackknife.loc["alpha", "ci_low"]
    with pytest.raises(TableError, match="'bootstrp' is no interval.*Closest: 'bootstrap'"):
        coder_agreement(table, interval="bootstrp")


def test_the_jackknife_of_a_share_is_wald_on_the_logit_with_one_deviation_more() -> None:
    # 16 of 20 agree. Leaving a unit out moves the share by .2/19 or .8/19 from its mean.
    agreed = np.array([1.0] * 16 + [0.0] * 4)
    away = np.where(agreed == 1, 0.2, 0.8) / 19
    error = np.sqrt(19 / 20 * (away**2).sum() + (0.8 / 19) ** 2) / (0.8 * 0.2)
    logit = np.log(0.8 / 0.2) + stats.t.ppf([0.025, 0.975], 19) * error
    found = jackknife_interval(lambda w: w @ agreed / w.sum(axis=1), np.arange(20), lowest=0)
    assert found == pytest.approx(tuple(1 / (1 + np.exp(-logit))))


def test_cohens_kappa_has_no_interval_where_one_pair_of_coders_lacks_a_value() -> None:
    lines = ["a a a a a b b b b b a b", "a a a a b b b b b b a b", "a a a a a a a a a a b a"]
    table = coder_agreement(codings_of(lines)).set_index("coefficient")
    assert np.isfinite(table.loc["alpha", "ci_low"])
    assert np.isnan(table.loc["cohen_kappa", "ci_low"])
