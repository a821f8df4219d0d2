"""Seeded simulations of the promises: a few cells here, all of them with ``make simulate``.

The full run writes its tables to ``docs/simulations.md``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.paired import paired_contrasts
from framing.measure.shares import label_shares
from framing.measure.stories import blocks_of
from tests.simulation import full
from tests.simulation.page import write_page
from tests.simulation.promises import judged
from tests.simulation.sorts import sorted_outlets
from tests.simulation.studies import alarms, apart, coverage, covered, story_alarms, within
from tests.simulation.told import story_counts
from tests.simulation.worlds import GRID, Cell, counts_of, draw_articles, mentions_table


def test_what_is_simulated_is_what_the_public_functions_give():
    cells = Cell(0.3, 8, (1, 10), 0.3), Cell(0.5, 12, "heavy", 0.3)
    rng, again = np.random.default_rng(1), np.random.default_rng(1)
    gaps = apart(rng, *cells, 3, "beta")
    counts = counts_of(*(draw_articles(again, cell, 3) for cell in cells))
    table = mentions_table(counts)
    public = label_differences(table, by=["draw"])
    public = public[public["label"] == "label"].reset_index(drop=True)
    pd.testing.assert_frame_equal(gaps, public[gaps.columns])
    whole = compare_outlets(table, by=["draw"], resamples=99)
    np.testing.assert_allclose(whole["p_value"], gaps["p_value"])
    drawn = draw_articles(np.random.default_rng(2), cells[0], 1)
    shares = label_shares(mentions_table(counts_of(drawn)))
    own = covered(cells[0], drawn, "beta")
    assert own.loc[0, "ci_low"] == shares.loc[shares["label"] == "label", "ci_low"].iloc[0]


def test_what_is_simulated_within_stories_is_what_the_public_functions_give():
    design = {"stories": 20, "share": 0.5, "between": 0.3, "mentions": ((1, 6), (1, 6))}
    counts = story_counts(np.random.default_rng(1), 1, **design)
    table = mentions_table(counts)
    own = within(next(iter(blocks_of(counts, 1))), 999)
    gap = label_differences(table, within="story_id", resamples=999).iloc[0]
    odds = paired_contrasts(table, resamples=999).iloc[0]
    assert own["low"] == pytest.approx(gap["ci_low"])
    assert own["p_value"] == pytest.approx(gap["p_value"], abs=0.05)
    assert own["odds_low"] == pytest.approx(odds["ci_low"])
    assert gap["p_value"] == odds["p_value"]


def test_intervals_cover_in_a_few_cells():
    few = [cell for cell in GRID if cell.articles <= 20 and cell.mentions == (1, 10)]
    table = coverage(few[::2], 400)
    assert (table["coverage"] >= 0.88 - 0.04).all()
    assert (table.loc[table["articles"] == 20, "coverage"] >= 0.92 - 0.04).all()
    assert (table["empty"] == 0).all()


def test_equal_outlets_are_seldom_told_apart_in_a_few_cells():
    table = alarms(full.same_shares([(0.3, 0.3), (0.6, 0.0)])[1::6], 200)
    assert (table["alarms"] <= 0.07 + 0.05).all()


def test_intervals_hold_where_long_articles_use_another_label():
    few = [outlet for outlet in sorted_outlets() if outlet.long * outlet.articles == 4]
    table = coverage(few[::5], 300)
    assert len(table) >= 2
    assert (table["coverage"] >= 0.9 - 0.05).all()


def test_stories_that_drive_everything_make_no_difference_within():
    table = story_alarms([full.STORIES[3 * 8 + 1]], 100, 500)
    assert (table[["label_differences", "comparisons"]] <= 0.07 + 0.06).all(axis=None)


@pytest.mark.slow
def test_every_cell_keeps_its_promise():
    tables = full.tables()
    promises = judged(tables)
    write_page(promises, tables)
    assert promises["met"].all(), promises[~promises["met"]].to_string()
