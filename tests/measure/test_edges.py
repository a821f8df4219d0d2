"""Corpora with next to nothing in them: every measure answers, and says what it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.contrasts import compare_periods, compare_regions, compare_voices
from framing.measure.paired import paired_contrasts
from framing.measure.power import power
from framing.measure.sensitivity import flips, sensitivity
from framing.measure.shares import label_shares
from framing.measure.slants import slants

STANCES = {("sdf", "x"): -1.0, ("sdf", "y"): 1.0}
ALTERNATE = [(str(i), "ns"[i % 2], "xy"[i % 3 % 2]) for i in range(20)]
CORPORA: dict[str, tuple[list[tuple[str, Any, str]], dict[str, Any]]] = {
    "nothing": ([], {}),
    "one mention": ([("1", "n", "x")], {}),
    "one outlet": ([(i, "n", x) for i, _, x in ALTERNATE], {}),
    "one label": ([(i, o, "x") for i, o, _ in ALTERNATE], {}),
    "three articles": ([("1", "n", "x"), ("1", "n", "y"), ("2", "s", "y"), ("3", "s", "y")], {}),
    "an outlet without a name": ([(i, {"n": "n"}.get(o), x) for i, o, x in ALTERNATE], {}),
    "nothing in own words": (ALTERNATE, {"voice": "quoted"}),
    "no dates": (ALTERNATE, {"published": pd.NaT}),
    "wholly apart": ([(str(i), "ns"[i % 2], "xy"[i % 2]) for i in range(18)], {}),
    "one id in two outlets": ([("1", "ns"[i % 2], "xy"[i % 2]) for i in range(10)], {}),
}
Measure = Callable[..., pd.DataFrame]
MEASURES: dict[str, Measure] = {
    "shares": lambda m, i: label_shares(m, articles=i, beside=("articles", "first", "title")),
    "shares by month": lambda m, i: label_shares(m, articles=i, by=["month"]),
    "slants": lambda m, i: slants(m, STANCES, articles=i),
    "comparisons": lambda m, i: compare_outlets(m, articles=i, resamples=99),
    "differences": lambda m, i: label_differences(m, articles=i),
    "one of all copies": lambda m, i: label_differences(m, articles=i, copies="drop"),
    "comparisons within": lambda m, i: compare_outlets(
        m, articles=i, resamples=99, within="story_id"
    ),
    "differences within": lambda m, i: label_differences(m, articles=i, within="story_id"),
    "paired": lambda m, i: paired_contrasts(m, articles=i),
    "voices": lambda m, i: compare_voices(m, articles=i),
    "regions": lambda m, i: compare_regions(m, articles=i, labels=True),
    "periods": lambda m, i: compare_periods(m, "2020-01-01", articles=i),
    "power": lambda m, i: power(m, articles=i),
    "sensitivity": lambda m, i: sensitivity(m, articles=i),
    "sensitivity within": lambda m, i: flips(sensitivity(m, articles=i, within="story_id")),
}
ESTIMATES = ("share", "slant", "divergence", "difference", "log_odds")


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_empty_says_why_and_no_interval_is_without_width(mentions_of, corpus, measure):
    rows, columns = CORPORA[corpus]
    mentions = mentions_of(rows, **{"published": pd.Timestamp("2020-01-01"), **columns})
    index = mentions[["article_id", "outlet", "published"]].drop_duplicates(ignore_index=True)
    index["story_id"] = [f"s{number % 7}" for number in range(len(index))]
    index = index.assign(copy_cluster="c1", agency="")
    table = MEASURES[measure](mentions, index)
    if "note" in table.columns:
        silent = table[table["note"] == ""]
        for figure in (*ESTIMATES, "ci_low", "p_value"):
            if figure in silent.columns:
                assert silent[figure].notna().all(), silent
    if "ci_low" in table.columns:
        assert not (table["ci_high"] - table["ci_low"] <= 0).any(), table
