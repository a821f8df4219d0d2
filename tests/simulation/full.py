"""The full grid: every design and how often it is drawn."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import pandas as pd

from tests.simulation.sorts import sorted_outlets, sorted_pairs, sorted_several
from tests.simulation.studies import (
    alarms,
    coverage,
    coverage_by_signs,
    false_discoveries,
    several_alarms,
    story_alarms,
)
from tests.simulation.worlds import CORRELATIONS, GRID, SHARES, Cell

DRAWS = {
    "coverage": 4000,
    "length": 4000,
    "unequal": 4000,
    "whole": 4000,
    "two": 4000,
    "sorts": 2000,
    "signs": 1000,
    "alarms": 2000,
    "elsewhere": 1000,
    "sorts apart": 1000,
    "several": 1000,
    "sorts several": 1000,
    "stories": 1000,
    "power": 1000,
    "power within": 500,
    "discoveries": 200,
}
RESAMPLES = 500
PAIRS: list[tuple[tuple[int, int], tuple[Any, Any]]] = [  # articles and mentions an article
    ((5, 5), ((1, 10), (1, 10))),
    ((20, 20), ((1, 10), (1, 10))),
    ((20, 20), ((1, 2), (5, 10))),
    ((100, 100), ((1, 10), (1, 10))),
    ((20, 300), ((1, 10), (1, 10))),
    ((20, 300), ((1, 2), (5, 10))),
    ((20, 300), ((5, 10), (1, 2))),
    ((5, 100), ((1, 10), (1, 10))),
    ((20, 300), ((1, 1), (10, 10))),
    ((20, 300), ((10, 10), (1, 1))),
]
ELSEWHERE: list[tuple[tuple[int, int], tuple[Any, Any]]] = [
    ((8, 40), ("heavy", "heavy")),
    ((20, 300), ("inflated", "inflated")),
    ((20, 100), ((1, 10), "heavy")),
]
UNEQUAL = [(0.0, 0.6), (0.6, 0.0)]
STORIES: list[dict[str, Any]] = [
    {"stories": stories, "share": share, "between": between, "mentions": mentions}
    for stories in (20, 50, 120)
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
STATED = [  # shares of two outlets
    (0.02, 0.2), (0.1, 0.2), (0.1, 0.4), (0.5, 0.7), (0.5, 0.9),
]  # fmt: skip


def same_shares(
    correlations: list[tuple[float, float]],
    pairs: list[tuple[tuple[int, int], tuple[Any, Any]]] = PAIRS,
    shares: tuple[float, ...] = SHARES,
) -> list[tuple[Cell, Cell]]:
    """Two outlets with one share."""
    return [
        (Cell(share, k[0], m[0], rho[0]), Cell(share, k[1], m[1], rho[1]))
        for share in shares
        for k, m in pairs
        for rho in correlations
    ]


def tables() -> dict[str, pd.DataFrame]:
    """Draw everything."""
    n = DRAWS
    mixed = [c for c in GRID if c.mentions == (1, 10)]
    works: dict[str, Callable[[], pd.DataFrame]] = {
        "coverage": lambda: coverage(GRID, n["coverage"]),
        "length": lambda: coverage(mixed, n["length"], "length"),
        "unequal": lambda: coverage(_unequal(), n["unequal"]),
        "whole": lambda: coverage(mixed, n["whole"], "whole"),
        "two": lambda: coverage(
            [*(c for c in mixed if c.correlation), *_unequal((0.1, 0.5))], n["two"], "two"
        ),
        "sorts": lambda: coverage(sorted_outlets(), n["sorts"]),
        "signs": lambda: coverage_by_signs(sorted_outlets(), n["signs"]),
        "alarms": lambda: alarms(
            same_shares([*((r, r) for r in CORRELATIONS), *UNEQUAL]), n["alarms"]
        ),
        "elsewhere": lambda: _elsewhere(n["elsewhere"]),
        "sorts apart": lambda: alarms(sorted_pairs(), n["sorts apart"]),
        "several": lambda: several_alarms(SEVERAL, n["several"], RESAMPLES),
        "sorts several": lambda: several_alarms(sorted_several(), n["sorts several"], RESAMPLES),
        "stories": lambda: story_alarms(STORIES, n["stories"], RESAMPLES),
        "power": lambda: alarms(_stated(), n["power"]),
        "power within": lambda: story_alarms(
            [d | {"effect": 1.0} for d in STORIES if d["mentions"][0] == d["mentions"][1]],
            n["power within"],
            RESAMPLES,
        ),
        "discoveries": lambda: false_discoveries(n["discoveries"], (0, 40, 100)),
    }
    found = {}
    for name, work in works.items():
        start = time.process_time()
        found[name] = work()
        said = f"{name}: {len(found[name])} designs, {time.process_time() - start:.0f} s"
        print(said, file=sys.stderr, flush=True)
    return found


def _unequal(shares: tuple[float, ...] = SHARES) -> list[Cell]:
    return [
        Cell(share, articles, lengths, rho)
        for articles in (20, 100)
        for share in shares
        for lengths in ("heavy", "inflated")
        for rho in (0.3, 0.6)
    ]


def _elsewhere(draws: int) -> pd.DataFrame:
    """False alarms where articles are of other kinds, or of very unequal length."""
    pairs = [*PAIRS[1:3], *PAIRS[5:6], *ELSEWHERE]
    parts = []
    for kind in ("beta", "whole", "two"):
        of_kind = ELSEWHERE if kind == "beta" else pairs
        designs = same_shares([(0.6, 0.6), *UNEQUAL], of_kind, (0.1, 0.5))
        table = alarms(designs, draws, kind)
        table.insert(0, "kind", kind)
        parts.append(table)
    alike = [((20, 20), ((1, 10), (1, 10))), ((20, 300), ((1, 10), (1, 10)))]
    table = alarms(same_shares([(0.0, 0.0), (0.3, 0.3)], alike, (0.1, 0.5)), draws, "length")
    table.insert(0, "kind", "length")
    return pd.concat([*parts, table], ignore_index=True)


def _stated() -> list[tuple[Cell, Cell]]:
    return [
        (Cell(a, k, (1, 10), rho), Cell(b, k, (1, 10), rho))
        for a, b in STATED
        for k in (10, 20, 50, 100)
        for rho in CORRELATIONS
    ]
