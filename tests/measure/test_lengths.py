"""What unequal lengths cost, against explicit matrices, textbook tests and counts by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, norm, t

from framing.measure.chance import worth_p_values
from framing.measure.clusters import sum_cells
from framing.measure.comparisons import label_differences
from framing.measure.counts import count_labels
from framing.measure.intervals import correlations, effective_sizes
from framing.measure.lengths import bias_and_freedom, effective_mentions, stretch
from framing.measure.shares import label_shares


def powers_of(m: list[int]) -> np.ndarray:
    """The sums over articles of m, m² … m⁵, of one cell."""
    return np.array([[float(x) ** e for x in m] for e in range(1, 6)]).sum(axis=1, keepdims=True)


@pytest.mark.parametrize("rho", [0.0, 0.2, 1.0])
@pytest.mark.parametrize("m", [[3, 3, 3, 3], [7, 3, 2, 1, 9, 30], [200, 1, 1, 2], [5, 1]])
def test_factor_and_freedom_are_those_of_the_matrices(m, rho):
    lengths = np.array(m, dtype=float)
    variance = np.diag(lengths + lengths * (lengths - 1) * rho)
    residuals = np.eye(len(m)) - np.outer(lengths, np.ones(len(m))) / lengths.sum()
    form = residuals.T @ residuals @ variance
    factor, freedom = bias_and_freedom(powers_of(m), np.array([rho]))
    assert factor[0] == pytest.approx(np.trace(variance) / np.trace(form))
    assert freedom[0] == pytest.approx(np.trace(form) ** 2 / np.trace(form @ form))


def test_the_factor_makes_the_sum_of_squares_unbiased():
    rng, m, rho = np.random.default_rng(1), np.array([20.0, 5, 3, 1, 1, 1]), 0.4
    beyond = rng.normal(size=(200_000, 6)) * np.sqrt(m + m * (m - 1) * rho)
    seen = beyond - beyond.sum(axis=1, keepdims=True) * m / m.sum()
    factor, _ = bias_and_freedom(powers_of(m.tolist()), np.array([rho]))
    assert factor[0] * (seen**2).sum(axis=1).mean() == pytest.approx(
        (beyond**2).mean(0).sum(), 0.01
    )


def test_articles_of_one_length_stretch_nothing():
    assert stretch(np.array([7.0]), np.array([8.0]))[0] == pytest.approx(1.0)


def test_missing_degrees_stretch_by_student_with_two_given_back():
    found = stretch(np.array([4.0]), np.array([21.0]))[0]
    assert found == pytest.approx((t(4 + 2 * (1 - 4 / 20)).ppf(0.975) / t(20).ppf(0.975)) ** 2)


def test_mentions_are_worth_less_the_less_equal_their_articles():
    worth = [
        effective_mentions(powers_of(m), np.array([5.0]), np.array([9.0]), np.array([0.25]), rho)[0]
        for rho in (np.array([0.1]),)
        for m in ([4, 4, 4, 4, 4], [8, 4, 4, 2, 2], [16, 1, 1, 1, 1])
    ]
    assert worth == sorted(worth, reverse=True)


def test_articles_all_of_one_label_are_alike_but_for_a_standard_error(mentions_of):
    rows = [(f"a{i}", "n", "militia" if i < 8 else "acronym") for i in range(40)] * 5
    rho = correlations(sum_cells(count_labels(mentions_of(rows))))
    assert rho == pytest.approx(1 - np.sqrt(2 * 40 * (1 - 1 / 5)) / (40 * 4))


def test_an_interval_widens_when_the_same_mentions_stand_in_one_long_article(mentions_of):
    def width(lengths: list[int]) -> float:
        labels = [["militia", "acronym"][i % 2] for i in range(len(lengths))]
        rows = [(f"{i}", "n", x) for i, x in enumerate(labels) for _ in range(lengths[i])]
        first = label_shares(mentions_of(rows)).iloc[0]
        return float(first["ci_high"] - first["ci_low"])

    assert width([5] * 20) < width([10, 10, *[4] * 10, *[5] * 8]) < width([43, *[3] * 19])


def test_of_independent_mentions_worth_gives_pearsons_chi_squared():
    table = np.array([[14, 5, 3], [8, 12, 9]])
    own = table / table.sum(axis=1, keepdims=True)
    common = table.sum(axis=0) / table.sum()
    squares = np.asarray(((own[0] - own[1]) ** 2 / common).sum())
    found = worth_p_values(squares, 3, np.asarray(22.0), np.asarray(29.0))
    assert found == pytest.approx(chi2_contingency(table, correction=False).pvalue)


def test_where_one_article_is_long_the_p_value_is_that_of_what_mentions_are_worth(mentions_of):
    militia, acronym = {"n": [2], "s": [1, 1, 1, 1, 8]}, {"n": [1, 1, 2, 4, 4], "s": [1]}
    rows = [
        (f"{outlet}{label}{i}", outlet, label)
        for label, lengths in (("militia", militia), ("acronym", acronym))
        for outlet, of_articles in lengths.items()
        for i, m in enumerate(of_articles)
        for _ in range(m)
    ]
    counts = count_labels(mentions_of(rows))
    sums = sum_cells(counts)
    share, size = (sums.y / sums.n)[[1, 3]], effective_sizes(sums)[[1, 3]]
    common = (share * size).sum() / size.sum()
    z = (share[0] - share[1]) / np.sqrt(common * (1 - common) * (1 / size).sum())
    found = label_differences(mentions_of(rows)).set_index("label").loc["militia"]
    assert found["p_value"] == pytest.approx(2 * norm.sf(abs(z)))
    assert found["p_value"] == pytest.approx(0.0822, abs=5e-5)


def test_one_article_is_worth_nothing(mentions_of):
    sums = sum_cells(count_labels(mentions_of([("1", "n", "militia"), ("1", "n", "acronym")])))
    assert np.isnan(effective_sizes(sums)).all()
