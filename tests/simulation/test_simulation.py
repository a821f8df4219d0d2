"""Seeded simulations of the promises: a few cells here, all of them with ``make simulate``.

The full run writes its tables to ``docs/simulations.md``.
"""

from __future__ import annotations

import pandas as pd
import pytest

from tests.simulation.page import write_page
from tests.simulation.studies import (
    alarms,
    coverage,
    false_discoveries,
    several_alarms,
    story_alarms,
)
from tests.simulation.worlds import CORRELATIONS, GRID, SHARES, Cell

DRAWS, SLACK = 4000, 0.01  # two and a half standard errors of a coverage of .93, and less
PAIRS = [  # articles and mentions an article of both outlets
    ((5, 5), ((1, 10), (1, 10))),
    ((20, 20), ((1, 10), (1, 10))),
    ((20, 20), ((1, 2), (5, 10))),
    ((100, 100), ((1, 10), (1, 10))),
    ((20, 300), ((1, 10), (1, 10))),
    ((20, 300), ((1, 2), (5, 10))),
    ((20, 300), ((5, 10), (1, 2))),
]
STORIES = [
    {"stories": stories, "share": share, "between": between, "mentions": mentions}
    | {"coverage": 0.4}
    for stories in (12, 30, 80)
    for share in SHARES
    for between in (0.3, 0.7)
    for mentions in (((1, 6), (1, 6)), ((1, 2), (6, 10)), ((6, 10), (1, 2)))
]


SEVERAL = [
    (shares, Cell(0, k[0], m[0], r[0]), Cell(0, k[1], m[1], r[1]))
    for shares in ((0.5, 0.3, 0.2), (0.9, 0.08, 0.02), (0.7, 0.2, 0.08, 0.02))
    for k, m in PAIRS
    for r in ((0.0, 0.0), (0.6, 0.6), (0.6, 0.0))
]


def same_shares(correlations: list[tuple[float, float]]) -> list[tuple[Cell, Cell]]:
    return [
        (Cell(share, k[0], m[0], rho[0]), Cell(share, k[1], m[1], rho[1]))
        for share in SHARES
        for k, m in PAIRS
        for rho in correlations
    ]


def check_coverage(table: pd.DataFrame, slack: float = SLACK) -> None:
    few, more = table[table["articles"] == 5], table[table["articles"] >= 20]
    assert (more["coverage"] >= 0.92 - slack).all(), more.sort_values("coverage").head()
    assert more["coverage"].mean() >= 0.94 - slack
    assert (few["coverage"] >= 0.88 - slack).all(), few.sort_values("coverage").head()
    assert (few["empty"] <= 0.10).all() and (more["empty"] == 0).all()
    enough = table[table["with_label"] >= 5]
    assert (enough["coverage"] <= 0.985 + slack).all(), enough.sort_values("coverage").tail()
    assert (enough["width"] <= 1.1 + slack).all(), enough.sort_values("width").tail()


def test_intervals_cover_in_a_few_cells():
    few = [cell for cell in GRID if cell.articles <= 20 and cell.mentions == (1, 10)]
    check_coverage(coverage(few[::2], 400), slack=0.04)


def test_equal_outlets_are_seldom_told_apart_in_a_few_cells():
    few = same_shares([(0.3, 0.3), (0.6, 0.0)])[1::6]
    table = alarms(few, 200, resamples=200)
    assert (table[["label_differences", "comparisons"]] <= 0.07 + 0.05).all(axis=None)


def test_stories_that_drive_everything_make_no_difference_within():
    table = story_alarms([STORIES[3 * 8 + 1]], 150, 500)
    found = table[["label_differences", "comparisons", "paired_contrasts"]]
    assert (found <= 0.07 + 0.05).all(axis=None)


@pytest.mark.slow
def test_every_cell_keeps_its_promise():
    tables = {
        "coverage": coverage(GRID, DRAWS),
        "length": coverage([c for c in GRID if c.mentions == (1, 10)], DRAWS, "length"),
        "whole": coverage([c for c in GRID if c.mentions == (10, 10)], DRAWS, "whole"),
        "alarms": alarms(
            same_shares([(r, r) for r in CORRELATIONS] + [(0.0, 0.6), (0.6, 0.0)]), 2000, 500
        ),
        "several": several_alarms(SEVERAL, 1000, 500),
        "stories": story_alarms(STORIES, 1000, 1000),
        "power": alarms(
            [
                (Cell(a, k, (1, 10), r), Cell(b, k, (1, 10), r))
                for a, b in ((0.1, 0.2), (0.1, 0.4), (0.5, 0.7), (0.5, 0.9))
                for k in (10, 20, 50, 100)
                for r in (0.0, 0.3, 0.6)
            ],
            1000,
            500,
        ),
        "within": story_alarms([d | {"effect": e} for d in STORIES[::4] for e in (1.0,)], 300, 500),
    }
    discoveries = {n: false_discoveries(60, n, 200, 11) for n in (0, 40, 100)}
    write_page(tables, discoveries)
    check_coverage(tables["coverage"])
    assert (tables["length"]["coverage"] >= 0.88 - SLACK).all()
    slack = 2.5 * (0.07 * 0.93 / 2000) ** 0.5
    assert (tables["alarms"][["label_differences", "comparisons"]] <= 0.07 + slack).all(axis=None)
    several = tables["several"]["comparisons"]
    assert (several <= 0.07 + 2.5 * (0.07 * 0.93 / 1000) ** 0.5).all()
    names = ["label_differences", "comparisons", "paired_contrasts"]
    assert (tables["stories"][names] <= 0.07 + 2.5 * (0.07 * 0.93 / 1000) ** 0.5).all(axis=None)
    assert all(wrong <= 0.05 + 0.02 for wrong, _ in discoveries.values())
