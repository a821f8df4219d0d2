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

LEVEL = 0.05  # of the q-value under which a difference is reported
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

    A difference is reported when its q-value is under 0.05; of a concept's, the one whose
    interval stays farthest from zero, so that small and lucky samples do not lead.
    """
    found: list[Finding] = []
    for suffix in ("", "_by_target"):
        table = results.tables.get(f"label_differences{suffix}")
        shares = results.tables.get(f"label_shares{suffix}")
        if table is None or shares is None or not len(table):
            continue
        clear = table[(table["q_value"] < LEVEL) & table["ci_low"].notna()]
        clear = clear.assign(sure=_sure(clear))
        clear = clear[clear["sure"] > 0]
        keys = ["concept", "target"] if suffix else ["concept"]
        order = ["sure", "outlet_a", "outlet_b", "label"]
        best = clear.sort_values(order, ascending=[False, True, True, True], kind="stable")
        found += [_finding(row, shares) for row in rows_of(best.drop_duplicates(keys))]
    found.sort(key=lambda f: -min(abs(f.ci_low), abs(f.ci_high)))
    return found[:MOST]


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
        q_value=row.q_value,
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
