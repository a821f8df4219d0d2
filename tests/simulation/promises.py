"""What is promised of intervals and p-values, and whether the simulations bear it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from tests.simulation.full import DRAWS

ERRORS = 2.5  # standard errors that a rate may lie beyond its bound: the worst of many cells does
ENOUGH = 5  # articles that label and rest must each be expected in, for an upper bound
LONG = 4  # articles of the rarer sort that must be expected: of fewer, a sample may have none
SELDOM = 0.2  # of the draws: where fewer have an interval, its coverage is not known
Rows = Callable[[pd.DataFrame], pd.Series]


class Promise(NamedTuple):
    """One bound on one figure of one table, in every cell or on average."""

    said: str
    table: str
    figure: str
    least: float
    most: float
    rows: Rows = lambda t: pd.Series(True, index=t.index)
    mean: bool = False


def _few(t: pd.DataFrame) -> pd.Series:
    return t["articles"] == 5


def _more(t: pd.DataFrame) -> pd.Series:
    return t["articles"] >= 20


def _enough(t: pd.DataFrame) -> pd.Series:
    return t["with_label"] >= ENOUGH


def _both_more(t: pd.DataFrame) -> pd.Series:
    return t[["articles_a", "articles_b"]].min(axis=1) >= 20


def _both_few(t: pd.DataFrame) -> pd.Series:
    return ~_both_more(t)


def _long(t: pd.DataFrame) -> pd.Series:
    return t["long" if "long" in t.columns else "long_a"] >= LONG


def _odds(t: pd.DataFrame) -> pd.Series:
    return t["with odds"] >= SELDOM


PROMISES = [
    Promise("coverage from 20 articles on", "coverage", "coverage", 0.92, 1, _more),
    Promise("… on average", "coverage", "coverage", 0.94, 1, _more, mean=True),
    Promise("coverage at 5 articles", "coverage", "coverage", 0.88, 1, _few),
    Promise("coverage where the share grows with length", "length", "coverage", 0.88, 1),
    Promise("coverage where lengths are very unequal", "unequal", "coverage", 0.9, 1),
    Promise("coverage with two sorts of articles", "two", "coverage", 0.88, 1),
    Promise("coverage with long articles of another sort", "sorts", "coverage", 0.9, 1, _long),
    Promise("coverage at most, with label and rest", "coverage", "coverage", 0, 0.985, _enough),
    Promise("width over that of the known variance", "coverage", "width", 0, 1.1, _enough),
    Promise("no interval at 5 articles", "coverage", "empty", 0, 0.1, _few),
    Promise("no interval from 20 articles on", "coverage", "empty", 0, 0, _more),
    Promise("false alarms, two labels", "alarms", "alarms", 0, 0.07),
    Promise("false alarms, several labels", "several", "comparisons", 0, 0.07),
    Promise("false alarms, other kinds of articles", "elsewhere", "alarms", 0, 0.07),
    Promise("false alarms, long articles of another sort", "sorts apart", "alarms", 0, 0.08, _long),
    Promise("… with several labels", "sorts several", "comparisons", 0, 0.1, _long),
    Promise("false alarms within stories, a label", "stories", "label_differences", 0, 0.07),
    Promise("false alarms within stories, all labels", "stories", "comparisons", 0, 0.07),
    Promise("coverage of a difference, 20 articles on", "alarms", "coverage", 0.92, 1, _both_more),
    Promise("coverage of a difference, 5 articles", "alarms", "coverage", 0.88, 1, _both_few),
    Promise("coverage of a difference that is there", "power", "coverage", 0.9, 1),
    Promise("coverage of a difference within stories", "stories", "coverage", 0.92, 1),
    Promise("coverage of paired log-odds", "stories", "odds", 0.92, 1, _odds),
    Promise("coverage of paired log-odds of 1", "power within", "odds", 0.92, 1, _odds),
    Promise("false discoveries at q ≤ .05", "discoveries", "false among found", 0, 0.05),
]


def judged(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Set each promise beside its figure.

    Returns
    -------
    DataFrame
        ``promise, asked, worst, mean, error, met``: ``worst`` is the figure that comes nearest
        to breaking the bound, ``error`` what simulation leaves open of it.
    """
    return pd.DataFrame([_judged(promise, tables[promise.table]) for promise in PROMISES])


def _judged(promise: Promise, table: pd.DataFrame) -> dict[str, object]:
    kept = table[promise.rows(table)]
    values = kept[promise.figure]
    upper = promise.most < 1 or promise.least == 0
    worst = float(values.mean() if promise.mean else values.max() if upper else values.min())
    bound = promise.most if upper else promise.least
    error = _error(promise, kept, bound)
    met = worst <= bound + ERRORS * error if upper else worst >= bound - ERRORS * error
    return {
        "promise": promise.said,
        "asked": f"{'≤' if upper else '≥'} {bound:g}",
        "worst": worst,
        "mean": float(values.mean()),
        "error": error,
        "cells": len(kept),
        "met": bool(met),
    }


def _error(promise: Promise, table: pd.DataFrame, bound: float) -> float:
    """Return the standard error of a rate at its bound, by the draws that it is made from."""
    if promise.figure == "width" or bound in (0, 1):
        return 0.0
    if "error" in table.columns:
        return float(table["error"].max())
    draws = DRAWS[promise.table] * (len(table) if promise.mean else 1)
    if promise.figure == "odds":
        draws = int(draws * table["with odds"].min())
    return float(np.sqrt(bound * (1 - bound) / draws))
