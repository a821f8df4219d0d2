"""P-values of two outlets that do not differ, against brute force and textbook tests."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import betabinom, ttest_ind

from framing.measure.between import every_group
from framing.measure.chance import (
    Side,
    Spread,
    exact_p_value,
    spread_p_value,
    spread_p_values,
)
from framing.measure.clusters import Sums, sum_cells
from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.counts import count_labels
from framing.measure.intervals import NODES
from framing.measure.kernels import chance_beyond, squared_distance
from framing.measure.nulls import jensen_shannon

WEIGHTS = np.random.default_rng(3).dirichlet(np.ones(len(NODES)))


def total_chances(mentions: list[int], share: float) -> np.ndarray:
    """The chances of a total, by convolution, averaged over the weighted correlations."""
    mixed = np.zeros(sum(mentions) + 1)
    for rho, weight in zip(NODES, WEIGHTS, strict=True):
        odds = (1 - rho) / rho
        chances = np.ones(1)
        for m in mentions:
            each = betabinom(m, share * odds, (1 - share) * odds).pmf(np.arange(m + 1))
            chances = np.convolve(chances, each)
        mixed += weight * chances
    return mixed


def test_exact_p_value_is_the_sum_over_all_totals():
    one, other, share = [3, 1, 4], [2, 6], 0.3
    a, b = total_chances(one, share), total_chances(other, share)
    far = [
        (i, j)
        for i in range(len(a))
        for j in range(len(b))
        if jensen_shannon(np.array([i, 8.0 - i]), np.array([j, 8.0 - j]))
        >= jensen_shannon(np.array([5.0, 3.0]), np.array([1.0, 7.0])) - 1e-9
    ]
    sides = (Side(np.array(one), WEIGHTS), Side(np.array(other), WEIGHTS))
    found = exact_p_value((5.0, 1.0), share, *sides)
    assert found == pytest.approx(sum(a[i] * b[j] for i, j in far), rel=0.02)


def test_chance_beyond_counts_every_pair_of_totals():
    rng = np.random.default_rng(1)
    a, b = rng.dirichlet(np.ones(24)), rng.dirichlet(np.ones(91))
    for observed in (0.0, 0.01, 0.1, 0.4, 1.1):
        beyond = sum(
            a[i] * b[j]
            for i in range(24)
            for j in range(91)
            if squared_distance(i, 23, j, 90) >= observed
        )
        assert chance_beyond(a, b, observed) == pytest.approx(beyond, abs=1e-12)


def equal_articles(mentions_of, seed: int) -> tuple[Sums, Sums, list[np.ndarray]]:
    """Two outlets of 9 and 14 articles with five mentions each; also the articles' shares."""
    rng = np.random.default_rng(seed)
    rows, shares = [], []
    for outlet, k, p in (("n", 9, 0.3), ("s", 14, 0.6)):
        y = rng.binomial(5, p, k)
        shares.append(y / 5)
        for i, n in enumerate(y):
            rows += [(f"{outlet}{i}", outlet, x) for x in ["militia"] * n + ["acronym"] * (5 - n)]
    counts = count_labels(mentions_of(rows))
    sums = sum_cells(counts, every_group(counts))
    return sums.take(np.array([0, 1])), sums.take(np.array([2, 3])), shares


def test_of_equal_articles_the_spread_gives_welchs_t(mentions_of):
    a, b, shares = equal_articles(mentions_of, 1)
    found = spread_p_values(a, b, np.full(2, 0.4), np.full(2, 0.2))
    expected = ttest_ind(*shares, equal_var=False).pvalue
    np.testing.assert_allclose(found, [expected, expected])


def test_of_two_labels_f_is_the_square_of_t(mentions_of):
    _, _, shares = equal_articles(mentions_of, 1)
    sign = np.array([[1, -1], [-1, 1]])
    sides = [
        Spread(np.array([1 - x.mean(), x.mean()]), np.var(x, ddof=1) / len(x) * sign, len(x) - 1.0)
        for x in shares
    ]
    found = spread_p_value(*sides)
    assert found == pytest.approx(ttest_ind(*shares, equal_var=False).pvalue)


def test_of_two_labels_both_tables_say_the_same(drawn_mentions):
    table = drawn_mentions(3, {"n": 0.3, "s": 0.6}, n_articles=12)
    whole = compare_outlets(table).loc[0, "p_value"]
    assert label_differences(table)["p_value"].tolist() == pytest.approx([whole, whole])


def test_a_label_that_only_one_long_article_has_is_no_difference(mentions_of):
    rows = [(f"n{i}", "n", "acronym") for i in range(20)] + [("n0", "n", "militia")] * 60
    rows += [(f"s{i}", "s", "acronym") for i in range(20)] * 2
    table = label_differences(mentions_of(rows)).set_index("label")
    assert table.loc["militia", "difference"] == 0.75
    assert table.loc["militia", "p_value"] > 0.1


def test_p_values_are_never_zero(mentions_of):
    rows = [(f"n{i}", "n", "acronym") for i in range(900)]
    rows += [(f"s{i}", "s", "militia") for i in range(900)]
    assert (label_differences(mentions_of(rows))["p_value"] > 0).all()
    assert (compare_outlets(mentions_of(rows), resamples=99)["p_value"] > 0).all()
