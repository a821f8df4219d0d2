"""What the measures make of invented outlets: coverage, false alarms, power."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing.measure.between import every_group, figures_of, outlet_pairs
from framing.measure.clusters import sum_cells
from framing.measure.distances import distances_table
from framing.measure.families import q_values
from framing.measure.intervals import wilson
from framing.measure.paired import paired_odds
from framing.measure.share_tables import shares_table
from framing.measure.stories import (
    blocks_of,
    contrast,
    contrast_intervals,
    swap_p_values,
    swaps,
)
from tests.simulation.sorts import Sorts, draw_sorts, several_sorts
from tests.simulation.told import story_counts
from tests.simulation.worlds import (
    Cell,
    Drawn,
    counts_of,
    draw_articles,
    several_labels,
    true_share,
)

NAMES = ("share", "articles", "mentions", "correlation")
LEVEL = 0.05
_ROWS = 400_000  # articles that are in memory at one time


def described(cell: Cell | Sorts) -> dict[str, Any]:
    """The columns of a table that say which design a row is of."""
    if isinstance(cell, Sorts):
        return cell.described()
    length = cell.mentions
    if not isinstance(length, str):
        length = str(length[0]) if length[0] == length[1] else f"{length[0]}–{length[1]}"
    return dict(zip(NAMES, cell, strict=True)) | {"mentions": length}


def drawn_of(rng: np.random.Generator, cell: Cell | Sorts, draws: int, kind: str) -> Drawn:
    """Draw one outlet many times."""
    if isinstance(cell, Sorts):
        return draw_sorts(rng, cell, draws)
    return draw_articles(rng, cell, draws, kind)


def sides(a: Cell | Sorts, b: Cell | Sorts) -> dict[str, Any]:
    """The same of two outlets."""
    both = {f"{k}_a": v for k, v in described(a).items()}
    return both | {f"{k}_b": v for k, v in described(b).items()}


def portions(draws: int, *cells: Cell | Sorts) -> list[int]:
    """Split draws into portions that need little memory."""
    size = max(_ROWS // sum(cell.articles for cell in cells), 1)
    return [min(size, draws - first) for first in range(0, draws, size)]


def coverage(cells: Iterable[Cell | Sorts], draws: int, kind: str = "beta") -> pd.DataFrame:
    """How often the interval of a share holds the true one, how wide it is, how often empty."""
    rows = []
    for cell in cells:
        rng = np.random.default_rng(cell.seed(len(kind)))
        drawn = [drawn_of(rng, cell, n, kind) for n in portions(draws, cell)]
        found = pd.concat([covered(cell, one, kind) for one in drawn], ignore_index=True)
        row = {
            "coverage": found["held"].mean(),
            "empty": found["ci_low"].isna().mean(),
            "width": (found["ci_high"] - found["ci_low"]).median()
            / (found["high"] - found["low"]).median(),
            "with_label": min(found["with_label"].mean(), found["with_rest"].mean()),
        }
        rows.append(described(cell) | row)
    return pd.DataFrame(rows)


def covered(cell: Cell | Sorts, drawn: Drawn, kind: str) -> pd.DataFrame:
    """One row a draw: our interval, and the one that knows the correlation."""
    table = shares_table(counts_of(drawn))
    found = table.loc[table["label"] == "label", ["ci_low", "ci_high"]].reset_index(drop=True)
    m, y = drawn.m, drawn.y[..., 0]
    n = m.sum(axis=1)
    known = n / (1 + ((m**2).sum(axis=1) / n - 1) * cell.correlation)
    found["low"], found["high"] = wilson(y.sum(axis=1) / n, known)
    true = cell.share if isinstance(cell, Sorts) else true_share(cell, kind)
    found["held"] = (found["ci_low"] <= true) & (true <= found["ci_high"])
    found["with_label"], found["with_rest"] = (y > 0).sum(axis=1), (m > y).sum(axis=1)
    found["longest"] = m.max(axis=1) / n
    return found


def coverage_by_signs(cells: Iterable[Sorts], draws: int) -> pd.DataFrame:
    """How often intervals hold the true share, by what a reader sees of the articles."""
    parts = []
    for cell in cells:
        rng = np.random.default_rng(cell.seed(1))
        one = covered(cell, draw_sorts(rng, cell, draws), "")
        parts.append(one.assign(articles=cell.articles))
    found = pd.concat(parts, ignore_index=True)
    fewer = found[["with_label", "with_rest"]].min(axis=1)
    labels = ["0", "1", "2", "3", "4–5", "6–8", "9 and more"]
    parts_of_all = ["up to .1", ".1–.2", ".2–.3", ".3–.4", "above .4"]
    signs = {
        "articles with the label, or with rivals": pd.cut(
            fewer, [-1, 0, 1, 2, 3, 5, 8, np.inf], labels=labels
        ),
        "share of mentions in the longest article": pd.cut(
            found["longest"], [0, 0.1, 0.2, 0.3, 0.4, 1], labels=parts_of_all
        ),
    }
    rows = []
    for sign, value in signs.items():
        groups = found.groupby(["articles", value.rename("value")], observed=True)["held"]
        table = groups.agg(samples="size", coverage="mean").reset_index()
        rows.append(table[table["samples"] >= 100].assign(sign=sign))
    columns = ["sign", "articles", "value", "samples", "coverage"]
    return pd.concat(rows, ignore_index=True)[columns]


def alarms(
    pairs: Iterable[tuple[Cell | Sorts, Cell | Sorts]], draws: int, kind: str = "beta"
) -> pd.DataFrame:
    """How often two outlets are told apart: false alarms where shares are equal, else power.

    Of two labels ``compare_outlets`` and ``label_differences`` have the same p-value.
    """
    rows = []
    for a, b in pairs:
        rng = np.random.default_rng([*a.seed(len(kind)), *b.seed()])
        found = [apart(rng, a, b, n, kind) for n in portions(draws, a, b)]
        gap = pd.concat(found, ignore_index=True)
        row = {
            "alarms": (gap["p_value"] <= LEVEL).mean(),
            "coverage": held(gap["ci_low"], gap["ci_high"], a.share - b.share),
            "no p": gap["p_value"].isna().mean(),
        }
        rows.append(sides(a, b) | row)
    return pd.DataFrame(rows)


def apart(
    rng: np.random.Generator, a: Cell | Sorts, b: Cell | Sorts, draws: int, kind: str
) -> pd.DataFrame:
    """The figures of ``label_differences`` for the label, one row a draw."""
    counts = counts_of(*(drawn_of(rng, cell, draws, kind) for cell in (a, b)))
    sums = sum_cells(counts, every_group(counts))
    label = np.arange(draws) * 4  # two outlets, two labels
    return pd.DataFrame(figures_of(counts, sums, label, label + 2))


def several_alarms(
    designs: Iterable[tuple[tuple[float, ...], Cell | Sorts, Cell]], draws: int, resamples: int
) -> pd.DataFrame:
    """How often outlets with the same shares of several labels are told apart."""
    rows = []
    for shares, a, b in designs:
        rng = np.random.default_rng([len(shares), *a.seed(), *b.seed()])
        first = several_sorts if isinstance(a, Sorts) else several_labels
        drawn = [first(rng, shares, a, draws), several_labels(rng, shares, b, draws)]
        counts = counts_of(*drawn)
        sums = sum_cells(counts, every_group(counts))
        pairs = outlet_pairs(counts, sums)
        p_values = distances_table(counts, sums, pairs, None, resamples, 0)["p_value"]
        row = {k: v for k, v in sides(a, b).items() if not k.startswith("share")}
        told = {"comparisons": (p_values <= LEVEL).mean(), "no p": p_values.isna().mean()}
        rows.append({"shares": " ".join(map(str, shares))} | row | told)
    return pd.DataFrame(rows)


def story_alarms(designs: Iterable[dict[str, Any]], draws: int, resamples: int) -> pd.DataFrame:
    """How often outlets are told apart within stories, and what their intervals hold."""
    rows = []
    for design in designs:
        seed = [int(1000 * design["share"]), int(10 * design["between"]), design["stories"], 7]
        rng = np.random.default_rng([*seed, design["mentions"][0][1]])
        counts = story_counts(rng, draws, **design)
        found = pd.DataFrame([within(b, resamples) for b in blocks_of(counts, 1)])
        row = {
            "label_differences": (found["p_value"] <= LEVEL).sum() / draws,
            "comparisons": (found["p_together"] <= LEVEL).sum() / draws,
            "coverage": held(found["low"], found["high"], 0.0),
            "odds": held(found["odds_low"], found["odds_high"], -design.get("effect", 0.0)),
            "with odds": found[["odds_low", "odds_high"]].notna().any(axis=1).mean(),
        }
        rows.append({k: _said(v) for k, v in design.items()} | row)
    return pd.DataFrame(rows)


def within(blocks: Any, resamples: int) -> dict[str, float]:
    """The figures of one draw within stories; the p-value of paired contrasts is the same."""
    empty = dict.fromkeys(("p_value", "p_together", "low", "high", "odds_low", "odds_high"), np.nan)
    c = contrast(blocks, 0, 1)
    if c is None or blocks.labels[0] != "label":
        return empty
    together, each = swap_p_values(c, *swaps(c, resamples, 1))
    low, high = contrast_intervals(c)
    odds = paired_odds(c, 0)
    return {
        "p_value": each[0],
        "p_together": together,
        "low": low[0],
        "high": high[0],
        "odds_low": odds["ci_low"],
        "odds_high": odds["ci_high"],
    }


def held(low: pd.Series, high: pd.Series, true: float) -> float:
    """How often intervals hold the truth; an end that is empty lies beyond all numbers."""
    given = low.notna() | high.notna()
    holds = (low.fillna(-np.inf) <= true) & (high.fillna(np.inf) >= true)
    return float(holds[given].mean())


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return " ".join(f"{low}–{high}" for low, high in value)
    return str(value)


def false_discoveries(
    draws: int, different: Iterable[int], total: int = 200, seed: int = 11
) -> pd.DataFrame:
    """The mean share of false alarms among q ≤ .05, and of the differences that are found.

    Every draw compares two outlets on many concepts, some of which they name differently.
    """
    rows = []
    for n in different:
        rng = np.random.default_rng([seed, n])
        wrong, found = [], []
        for _ in range(draws):
            p_values = np.empty(total)
            for third, share in enumerate((0.1, 0.3, 0.5)):
                for gap, chosen in ((0.35, slice(third, n, 3)), (0.0, slice(n + third, total, 3))):
                    one, other = (Cell(share + g, 25, (1, 6), 0.3) for g in (0.0, gap))
                    some = len(range(*chosen.indices(total)))
                    if some:
                        p_values[chosen] = apart(rng, one, other, some, "beta")["p_value"]
            alarm = q_values(p_values) <= LEVEL
            wrong.append(alarm[n:].sum() / max(alarm.sum(), 1))
            found.append(alarm[:n].sum() / max(n, 1))
        error = np.std(wrong) / np.sqrt(draws)
        row = {"differences": n, "no differences": total - n, "false among found": np.mean(wrong)}
        rows.append(row | {"error": error, "found": np.mean(found)})
    return pd.DataFrame(rows)
