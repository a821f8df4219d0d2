"""What the public functions make of invented outlets: coverage, false alarms, power."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.intervals import wilson
from framing.measure.paired import paired_contrasts
from framing.measure.shares import label_shares
from tests.simulation.worlds import (
    Cell,
    draw_articles,
    mentions_table,
    portions,
    several_labels,
    story_mentions,
    true_share,
)

NAMES = ("share", "articles", "mentions", "correlation")


def described(cell: Cell) -> dict[str, Any]:
    low, high = cell.mentions
    return dict(zip(NAMES, cell, strict=True)) | {
        "mentions": str(low) if low == high else f"{low}–{high}"
    }


def coverage(cells: Iterable[Cell], draws: int, kind: str = "beta") -> pd.DataFrame:
    """How often the interval of a share holds the true one, how wide it is, how often empty."""
    rows = []
    for cell in cells:
        rng = np.random.default_rng(cell.seed(len(kind)))
        parts = [_covered(rng, cell, n, kind) for n in portions(draws, cell)]
        found = pd.concat(parts, ignore_index=True)
        row = {
            "coverage": found["held"].mean(),
            "empty": found["ci_low"].isna().mean(),
            "width": (found["ci_high"] - found["ci_low"]).median()
            / (found["high"] - found["low"]).median(),
            "with_label": min(found["with_label"].mean(), found["with_rest"].mean()),
        }
        rows.append(described(cell) | row)
    return pd.DataFrame(rows)


def _covered(rng: np.random.Generator, cell: Cell, draws: int, kind: str) -> pd.DataFrame:
    """One row a draw: our interval, and the one that knows the correlation.

    A draw in which the label never comes has no row for it; its interval is that of the rest,
    mirrored, as it is wherever both have one.
    """
    drawn = draw_articles(rng, cell, draws, kind)
    table = label_shares(mentions_table(drawn))
    ends = table.set_index(["label", "outlet"])[["ci_low", "ci_high"]]
    outlets = [str(i) for i in range(draws)]
    label, rest = (
        ends.loc[name].reindex(outlets)
        if name in ends.index
        else pd.DataFrame(np.nan, outlets, ends.columns)
        for name in ("label", "rest")
    )
    found = label.fillna({"ci_low": 1 - rest["ci_high"], "ci_high": 1 - rest["ci_low"]})
    m, y = drawn.mentions.reshape(draws, -1), drawn.label.reshape(draws, -1)
    n = m.sum(1)
    known = n / (1 + ((m**2).sum(1) / n - 1) * cell.correlation)
    found["low"], found["high"] = wilson(y.sum(1) / n, known)
    true = true_share(cell, kind)
    found["held"] = (found["ci_low"] <= true) & (true <= found["ci_high"])
    found["with_label"], found["with_rest"] = (y > 0).sum(1), (m > y).sum(1)
    return found


def pair_table(rng: np.random.Generator, a: Cell, b: Cell, draws: int) -> pd.DataFrame:
    """Two outlets, many draws of both, as strata."""
    sides = ((a, "a"), (b, "b"))
    parts = [mentions_table(draw_articles(rng, cell, draws), outlet) for cell, outlet in sides]
    return pd.concat(parts, ignore_index=True)


def alarms(pairs: Iterable[tuple[Cell, Cell]], draws: int, resamples: int = 500) -> pd.DataFrame:
    """How often two outlets are told apart: false alarms where shares are equal, else power."""
    rows = []
    for a, b in pairs:
        rng = np.random.default_rng([*a.seed(), *b.seed()])
        gaps, whole = [], []
        for n in portions(draws, a, b):
            table = pair_table(rng, a, b, n)
            gaps.append(label_differences(table, by=["draw"]))
            whole.append(compare_outlets(table, by=["draw"], resamples=resamples))
        gap = pd.concat(gaps)
        gap, true = gap[gap["label"] == "label"], a.share - b.share
        held = (gap["ci_low"] <= true) & (true <= gap["ci_high"])
        named = {f"{k}_a": v for k, v in described(a).items()}
        named |= {f"{k}_b": v for k, v in described(b).items()}
        row = {
            "label_differences": (gap["p_value"] <= 0.05).sum() / draws,
            "comparisons": (pd.concat(whole)["p_value"] <= 0.05).sum() / draws,
            "coverage": held.sum() / max(gap["ci_low"].notna().sum(), 1),
        }
        rows.append(named | row)
    return pd.DataFrame(rows)


def several_alarms(
    designs: Iterable[tuple[tuple[float, ...], Cell, Cell]], draws: int, resamples: int
) -> pd.DataFrame:
    """How often outlets with the same shares of several labels are told apart."""
    rows = []
    for shares, a, b in designs:
        rng = np.random.default_rng([len(shares), *a.seed(), *b.seed()])
        found = []
        for n in portions(draws, a, b):
            sides = [several_labels(rng, shares, c, n, o) for c, o in ((a, "a"), (b, "b"))]
            table = pd.concat(sides, ignore_index=True)
            found.append(compare_outlets(table, by=["draw"], resamples=resamples))
        row: dict[str, Any] = {"shares": " ".join(map(str, shares))}
        for side, cell in (("a", a), ("b", b)):
            row |= {f"{k}_{side}": v for k, v in described(cell).items() if k != "share"}
        row["comparisons"] = (pd.concat(found)["p_value"] <= 0.05).sum() / draws
        rows.append(row)
    return pd.DataFrame(rows)


def story_alarms(designs: Iterable[dict[str, Any]], draws: int, resamples: int) -> pd.DataFrame:
    """How often outlets are told apart within stories; stories drive everything."""
    rows = []
    for design in designs:
        rng = np.random.default_rng([int(1000 * design["share"]), design["stories"], 7])
        table = story_mentions(rng, draws, **design)
        options: dict[str, Any] = {"within": "story_id", "by": ["draw"], "resamples": resamples}
        gaps = label_differences(table, **options)
        whole = compare_outlets(table, **options)
        odds = paired_contrasts(table, by=["draw"], resamples=resamples)
        apart = label_differences(table, by=["draw"])
        found = {"label_differences": gaps, "paired_contrasts": odds, "without within": apart}
        row = {k: str(v) for k, v in design.items()}
        for name, one in found.items():
            row[name] = (one[one["label"] == "label"]["p_value"] <= 0.05).sum() / draws
        row["comparisons"] = (whole["p_value"] <= 0.05).sum() / draws
        rows.append(row)
    return pd.DataFrame(rows)


def false_discoveries(draws: int, different: int, total: int, seed: int) -> tuple[float, float]:
    """The mean share of false alarms among q ≤ .05, and of the differences found."""
    shares = (0.1, 0.3, 0.5)
    wrong, found = [], []
    for i in range(draws):
        rng = np.random.default_rng([seed, i])
        parts = []
        for c in range(total):
            share = shares[c % 3]
            gap = 0.35 if c < different else 0.0
            for outlet, p in (("a", share), ("b", share + gap)):
                cell = Cell(p, 25, (1, 6), 0.3)
                parts.append(
                    mentions_table(draw_articles(rng, cell, 1), outlet).assign(concept=f"c{c:03}")
                )
        rows = label_differences(pd.concat(parts, ignore_index=True))
        rows = rows[rows["label"] == "label"]
        alarm = (rows["q_value"] <= 0.05).to_numpy()
        true = (rows["concept"] < f"c{different:03}").to_numpy()
        wrong.append((alarm & ~true).sum() / max(alarm.sum(), 1))
        found.append((alarm & true).sum() / max(different, 1))
    return float(np.mean(wrong)), float(np.mean(found))
