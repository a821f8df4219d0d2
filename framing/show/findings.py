"""The main findings: what the first paragraph says and the evidence bears out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.show.evidence import spread
from framing.show.numbers import known
from framing.show.results import Results
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05  # of the q-value under which two outlets are said to differ
MOST = 4  # findings in a report
LINES = 5  # of evidence for each of a finding's two sides


@dataclass(frozen=True)
class Side:
    """One outlet's part in a finding: how often it chose the label."""

    outlet: str
    label: str
    n_mentions: int
    n_concept: int
    share: float
    ci_low: float
    ci_high: float


@dataclass(frozen=True)
class Finding:
    """Two outlets that name one concept differently, by more than chance makes.

    ``more`` chose the label more often than ``less``; ``instead`` is what ``less`` chose most.
    """

    concept: str
    label: str
    more: Side
    less: Side
    instead: str
    difference: float
    ci_low: float
    ci_high: float
    q_value: float
    target: str = ""


def main_findings(results: Results) -> list[Finding]:
    """Return the surest difference of each concept, the largest first.

    Two outlets differ when the q-value of their divergence is under 0.05. Of a concept's
    differing pairs, the label is told whose difference stays farthest from zero over its whole
    interval, so that small and lucky samples do not lead.
    """
    found: list[Finding] = []
    for suffix in ("", "_by_target"):
        clear = clear_differences(results, suffix)
        shares = results.tables.get(f"label_shares{suffix}")
        if shares is None or not len(clear):
            continue
        keys = ["concept", "target"] if suffix else ["concept"]
        found += [_finding(row, shares) for row in rows_of(clear.drop_duplicates(keys))]
    found.sort(key=lambda f: -min(abs(f.ci_low), abs(f.ci_high)))
    return found[:MOST]


def clear_differences(results: Results, suffix: str = "") -> pd.DataFrame:
    """Return the label differences of outlets that differ, the surest first.

    Parameters
    ----------
    results : Results
        What the study found.
    suffix : {"", "_by_target"}
        Which of the tables.

    Returns
    -------
    DataFrame
        Rows of ``label_differences`` whose interval leaves out zero, of pairs whose
        divergence has a q-value under 0.05; ``pair_q`` is that q-value.
    """
    table = results.tables.get(f"label_differences{suffix}")
    pairs = results.tables.get(f"comparisons{suffix}")
    if table is None or pairs is None or not len(table):
        return results.tables["label_differences"].iloc[:0].assign(pair_q=0.0, sure=0.0)
    keys = [*(["target"] if suffix else []), "concept", "outlet_a", "outlet_b"]
    q_values = pairs[[*keys, "q_value"]].rename(columns={"q_value": "pair_q"})
    joined = table.merge(q_values, on=keys, how="left")
    joined = joined.assign(sure=_sure(joined))
    clear = joined[(joined["pair_q"] < LEVEL) & (joined["sure"] > 0)]
    order = ["sure", "concept", "outlet_a", "outlet_b", "label"]
    return clear.sort_values(order, ascending=[False, True, True, True, True], kind="stable")


def evidence_rows(results: Results, finding: Finding) -> dict[tuple[str, str], list[int]]:
    """Choose the mentions that show a finding: five of each side.

    Returns
    -------
    dict
        (outlet, label) to rows of ``results.mentions``.
    """
    table = counted(results)
    table = table[table["concept"] == finding.concept]
    if finding.target:
        table = table[table["target"] == finding.target]
    sides = ((finding.more.outlet, finding.label), (finding.less.outlet, finding.instead))
    return {
        (outlet, label): spread(
            table[(table["outlet"] == outlet) & (table["label"] == label)], LINES
        )
        for outlet, label in sides
    }


def described_rows(results: Results, concept: str, n: int = 2 * LINES) -> list[int]:
    """Choose the mentions that show how a few articles name a concept, in turn by outlet."""
    table = counted(results)
    table = table[table["concept"] == concept]
    outlets = [o for o in results.ordered_outlets() if (table["outlet"] == o).any()]
    if not outlets:
        return []
    each = -(-n // len(outlets))
    rows: list[int] = []
    for outlet in outlets:
        rows += spread(table[table["outlet"] == outlet], each)
    return rows[:n]


def counted(results: Results) -> pd.DataFrame:
    """Return the mentions that the shares count: the study's voices, the article proper."""
    table = results.mentions
    aside = table["region"].isin(["caption", "boilerplate"])
    return table[table["voice"].isin(results.voices) & ~aside]


def _sure(table: pd.DataFrame) -> Any:
    """Return how far from zero the interval stays; negative where it holds zero."""
    low, high = table["ci_low"], table["ci_high"]
    return low.where(table["difference"] > 0, -high)


def _finding(row: Any, shares: pd.DataFrame) -> Finding:
    up = row.difference > 0
    more, less = (row.outlet_a, row.outlet_b) if up else (row.outlet_b, row.outlet_a)
    low, high = (row.ci_low, row.ci_high) if up else (-row.ci_high, -row.ci_low)
    target = getattr(row, "target", "")
    within = shares[shares["concept"] == row.concept]
    if target:
        within = within[within["target"] == target]
    rest = within[(within["outlet"] == less) & (within["label"] != row.label)]
    top = rest.sort_values(["n_mentions", "label"], ascending=[False, True], kind="stable")
    return Finding(
        concept=row.concept,
        label=row.label,
        more=_side(within, more, row.label),
        less=_side(within, less, row.label),
        instead=str(top["label"].iloc[0]) if len(top) else row.label,
        difference=abs(row.difference),
        ci_low=low,
        ci_high=high,
        q_value=row.pair_q,
        target=target,
    )


def _side(shares: pd.DataFrame, outlet: str, label: str) -> Side:
    row = shares[(shares["outlet"] == outlet) & (shares["label"] == label)].iloc[0]
    return Side(
        outlet=outlet,
        label=label,
        n_mentions=int(row["n_mentions"]),
        n_concept=int(row["n_concept"]),
        share=float(row["share"]),
        ci_low=float(row["ci_low"]) if known(row["ci_low"]) else float("nan"),
        ci_high=float(row["ci_high"]) if known(row["ci_high"]) else float("nan"),
    )
