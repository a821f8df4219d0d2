"""Keyness against the reference implementation and base R, and over articles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.errors import TableError
from framing.measure.keyness import keyness, log_likelihood, log_odds
from framing.measure.terms import count_terms
from framing.tableio import write_table
from framing.tables import as_table, columns_of


def articles_of(*rows: tuple[str, str]) -> pd.DataFrame:
    return as_table(
        [{"article_id": str(i), "outlet": o, "text": t} for i, (o, t) in enumerate(rows)],
        "articles",
    )


@pytest.mark.parametrize("prior", ["z_uniform_0_01", "z_inform_a0_1000"])
def test_z_is_that_of_the_reference_implementation(real_data, prior):
    folder = real_data / "reference-stats"
    table = pd.read_csv(folder / "convention2012_fightinwords_all_terms.csv", keep_default_na=False)
    dem, rep = table["dem"].to_numpy(float), table["rep"].to_numpy(float)
    pseudo = np.full(len(table), 0.01)
    if prior == "z_inform_a0_1000":
        pseudo = (dem + rep) / (dem + rep).sum() * 1000
    z = log_odds(dem, rep, pseudo)[1]
    assert len(z) == 2233
    assert np.abs(z - table[prior].to_numpy(float)).max() < 1e-6


def test_g2_and_chi2_are_base_rs(real_data):
    folder = real_data / "reference-stats"
    whole = pd.read_csv(folder / "convention2012_fightinwords_all_terms.csv")
    table = pd.read_csv(folder / "convention2012_keyness_R.csv")
    words = (float(whole["dem"].sum()), float(whole["rep"].sum()))
    g2, chi2 = log_likelihood(table["dem"].to_numpy(float), table["rep"].to_numpy(float), words)
    assert np.abs(g2 - table["G2_R"]).max() < 1e-6
    assert np.abs(chi2 - table["chi2_R"]).max() < 1e-6


def test_a_file_of_articles_gives_the_same_words_as_its_table(tmp_path):
    articles = articles_of(("n", "تقدم الثوار"), ("n", "عاد الثوار"), ("s", "تقدم المسلحون"))
    write_table(articles, tmp_path / "articles.jsonl")
    found = keyness(tmp_path / "articles.jsonl", "n", "s", min_count=1)
    pd.testing.assert_frame_equal(found, keyness(articles, "n", "s", min_count=1))


def test_swapping_target_and_reference_negates_log_odds():
    articles = articles_of(
        ("n", "تقدم الثوار نحو المدينة القديمة أمس."),
        ("s", "تقدم المسلحون نحو البلدة القديمة أمس."),
    )
    there = keyness(articles, "n", "s", min_count=1).set_index("term")
    back = keyness(articles, "s", "n", min_count=1).set_index("term").loc[there.index]
    np.testing.assert_allclose(there["log_odds"], -back["log_odds"])
    np.testing.assert_allclose(there["ci_low"], -back["ci_high"])
    np.testing.assert_allclose(there["g2"], back["g2"])


def told(outlet: str, added: list[str]) -> list[tuple[str, str]]:
    """Articles of twelve everyday words each, in an order of their own, and what is added."""
    sentence = "عاد الناس إلى القرية قبل الغروب بعد أيام من المطر وفتح التجار أبواب السوق مرة أخرى"
    words = sentence.split()
    rng = np.random.default_rng(len(added))
    return [
        (outlet, f"{' '.join(rng.choice(words, 12))} {more}{rng.choice(words)}.") for more in added
    ]


def test_a_word_of_one_article_is_no_habit():
    rest = told("s", [""] * 60)
    once = told("n", ["زيتون " * 50] + [""] * 49)
    often = told("n", ["زيتون "] * 50)
    one, many = (
        keyness(articles_of(*rows, *rest), "n", "s", min_count=1).set_index("term").loc["زيتون"]
        for rows in (once, often)
    )
    assert one["n_target"] == many["n_target"] == 50
    assert one["p_value"] > 0.01 and many["p_value"] < 1e-4
    assert one["note"] == "in one article only"


def test_p_values_do_not_underflow():
    rows = told("n", ["رمان " * 40] * 1500) + told("s", ["زيتون " * 40] * 1501)
    table = keyness(articles_of(*rows), "n", "s")
    assert (table["p_value"] > 0).all() and np.isfinite(table["log10_p"]).all()
    assert table["log10_p"].min() < -320


def test_spellings_count_as_one_word_shown_as_most_written():
    rows = [("n", "ظهر الشهداء في الحي القديم."), ("n", "ظهر الشُّهداء والشهداء في الحي القديم.")]
    counted = count_terms(articles_of(*rows, ("s", "غابوا عن الحي القديم كلهم.")), min_count=1)
    assert counted.count[0, counted.terms.index("الشهداء")] == 2


def test_no_phrase_crosses_a_full_stop():
    counted = count_terms(
        articles_of(("n", "انتهت الحرب. عاد الناس إلى القرية.")), ngrams=(2, 2), min_count=1
    )
    assert "انتهت الحرب" in counted.terms and "الحرب عاد" not in counted.terms


def test_outlets_names_and_agencies_are_left_out():
    rows = [("n", "قالت رويترز للسفرجل إن الهدنة صمدت أمس.")]
    counted = count_terms(articles_of(*rows), names={"n": ["السفرجل"]}, min_count=1)
    assert {"رويترز", "للسفرجل"}.isdisjoint(counted.terms)
    assert "الهدنة" in counted.terms


def test_columns_are_the_contracts_and_say_whose_word():
    articles = articles_of(("n", "تقدم الثوار نحو المدينة."), ("s", "تقدم المسلحون نحو المدينة."))
    table = keyness(articles, min_count=1)
    assert list(table.columns)[: len(columns_of("keyness"))] == columns_of("keyness")
    word = table[(table["target"] == "n") & (table["term"] == "المسلحون")].iloc[0]
    assert word["log_odds"] < 0 and word["side"] == "all others"
    assert word["note"] == "in one article only"


def test_an_unknown_outlet_is_named_with_the_nearest():
    with pytest.raises(TableError, match="no article of outlet 'nort'.*Closest: 'north'"):
        keyness(articles_of(("north", "عاد الناس إلى القرية.")), "nort")
