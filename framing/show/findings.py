"""The main findings: the differences that hold, and tempting ones that do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.show.numbers import known
from framing.show.results import FALLS, HOLDS, UNCHECKED, Results
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05  # of the q-value up to which two outlets are said to differ
MOST = 4  # findings in a report
FEWEST = 3  # of them, before the same label is told of further outlets
OF_A_CONCEPT = 2  # findings, while there are others to tell
MOST_FALLEN = 3  # tempting differences that do not hold

# Two shares further apart than this would pass for different, were every mention independent.
_NAIVE_Z = 1.96
_NAN = float("nan")
FEWEST_TEMPTING = 10  # mentions of the concept in each outlet, for a difference to tempt


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
    """Two outlets that choose a label unequally often.

    ``more`` chose the label more often than ``less``; ``instead`` is what ``less`` chose most.
    ``undone_by`` names the ways of measuring again that undo the difference, of ``n_changes``;
    ``n_untested`` of them leave too few articles to tell, ``unchecked`` names the kinds of change
    of which none can be tested;
    ``lowest`` and ``highest`` are how far it moves over all of them. ``tipping`` is the ratio of
    the lexicon's hits in the two outlets that would undo it, ``worst`` the least one that its
    measured errors allow; both empty where they were not measured.
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
    n_changes: int = 0
    n_untested: int = 0
    lowest: float = float("nan")
    highest: float = float("nan")
    undone_by: tuple[str, ...] = ()
    unchecked: tuple[str, ...] = ()
    tipping: float = float("nan")
    worst: float = float("nan")


def main_findings(results: Results) -> list[Finding]:
    """Return differences that hold, the surest first, of several concepts and labels.

    A difference holds when its q-value is at most .05 and nothing that is left out or measured
    otherwise undoes it. The surest is the one that stays farthest from zero over its whole
    interval, so that small and lucky samples do not lead. Where fewer than three hold, those
    follow that nothing undoes but that too few articles leave unchecked in some way.
    """
    rows = conclusions(results)
    held = _told(results, rows[rows["verdict"] == HOLDS], MOST)
    unchecked = _told(results, rows[rows["verdict"] == UNCHECKED], max(FEWEST - len(held), 0))
    return [*held, *unchecked]


def fallen_findings(results: Results) -> list[Finding]:
    """Return the largest differences that pass the test for chance and yet do not hold.

    Only of what both outlets name ten times or more: fewer tempt nobody.
    """
    rows = conclusions(results)
    fallen = rows[rows["verdict"] == FALLS]
    if not len(fallen):
        return []
    tempting = _tempting(fallen, _of_all_concepts(results, "label_shares"))
    ordered = tempting.sort_values("size", ascending=False, kind="stable")
    return _told(results, ordered, MOST_FALLEN)


def unshown_findings(results: Results, most: int) -> list[Finding]:
    """Return the largest differences that would pass if every mention were independent.

    They do not pass: mentions of one article are alike, and twenty comparisons make one false
    alarm.
    """
    joined = _of_all_concepts(results, "label_differences")
    shown = joined[(joined["q_value"] > LEVEL) & joined["ci_low"].notna()]
    if not len(shown):
        return []
    ordered = _tempting(shown, _of_all_concepts(results, "label_shares")).sort_values(
        "size", ascending=False, kind="stable"
    )
    return _told(results, ordered, most, alike=False)


def conclusions(results: Results) -> pd.DataFrame:
    """Return every difference with q ≤ .05, the surest first: ``size`` and ``sure`` are added."""
    table = results.tables.get("conclusions")
    if table is None or not len(table):
        return results.tables["label_differences"].iloc[:0].assign(verdict="", size=0.0)
    table = table.assign(size=table["difference"].abs(), sure=_sure(table))
    order = ["sure", "concept", "outlet_a", "outlet_b", "label"]
    return table.sort_values(order, ascending=[False, True, True, True, True], kind="stable")


def counted(results: Results) -> pd.DataFrame:
    """Return the mentions that the shares count: the study's voices, the article proper."""
    table = results.mentions
    aside = table["region"].isin(["caption", "boilerplate"])
    return table[table["voice"].isin(results.voices) & ~aside]


def turned(low: float, high: float, up: bool) -> tuple[float, float]:
    """Return a range as it is seen from the outlet that has more: ``up`` if named first."""
    return (low, high) if up else (-high, -low)


def _sure(table: pd.DataFrame) -> Any:
    """Return how far from zero the interval stays; negative where it holds zero."""
    low, high = table["ci_low"], table["ci_high"]
    return low.where(table["difference"] > 0, -high)


def _of_all_concepts(results: Results, name: str) -> pd.DataFrame:
    """Return a table's rows of all concepts, ``target`` empty where they are of nobody."""
    import pandas as pd

    both = [results.tables.get(x) for x in (name, f"{name}_by_target")]
    filled = [table for table in both if table is not None and len(table)]
    joined = pd.concat(filled, ignore_index=True) if filled else results.tables[name]
    return joined.assign(target=joined["target"].fillna("") if "target" in joined else "")


def _tempting(table: pd.DataFrame, shares: pd.DataFrame) -> pd.DataFrame:
    """Return the differences that a test which takes mentions as independent would pass."""
    keys = ["target", "concept", "label"]
    for side in ("a", "b"):
        known_shares = shares[["outlet", *keys, "share", "n_concept"]].rename(
            columns={"outlet": f"outlet_{side}", "share": f"p_{side}", "n_concept": f"n_{side}"}
        )
        table = table.merge(known_shares, "left", [f"outlet_{side}", *keys])
    a, b = table["n_a"], table["n_b"]
    pooled = (a * table["p_a"] + b * table["p_b"]) / (a + b)
    size = table["difference"].abs()
    naive = size / (pooled * (1 - pooled) * (1 / a + 1 / b)) ** 0.5
    chosen = (naive > _NAIVE_Z) & (a >= FEWEST_TEMPTING) & (b >= FEWEST_TEMPTING)
    return table.assign(size=size)[chosen]


def _told(results: Results, rows: pd.DataFrame, most: int, *, alike: bool = True) -> list[Finding]:
    """Choose findings: of each label once and of a concept twice, before others are added."""
    chosen: list[Any] = []
    for of_label, of_concept in ((1, OF_A_CONCEPT), (1, most), (most, most)):
        for row in rows_of(rows):
            told = [x for x in chosen if (x.concept, x.target) == (row.concept, row.target)]
            same = [x for x in told if x.label == row.label]
            pair = [x for x in told if (x.outlet_a, x.outlet_b) == (row.outlet_a, row.outlet_b)]
            full = len(chosen) >= (most if of_label == 1 else min(FEWEST, most))
            if not (full or pair or len(same) >= of_label or len(told) >= of_concept):
                chosen.append(row)
        if not alike:
            break
    return [_finding(results, row) for row in chosen]


def _finding(results: Results, row: Any) -> Finding:
    up = row.difference > 0
    more, less = (row.outlet_a, row.outlet_b) if up else (row.outlet_b, row.outlet_a)
    target = row.target
    within = results.about("label_shares", row.concept, target)
    rest = within[(within["outlet"] == less) & (within["label"] != row.label)]
    top = rest.sort_values(["n_mentions", "label"], ascending=[False, True], kind="stable")
    low, high = turned(row.ci_low, row.ci_high, up)
    lowest, highest = turned(getattr(row, "lowest", _NAN), getattr(row, "highest", _NAN), up)
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
        n_changes=int(getattr(row, "n_changes", 0)),
        n_untested=int(getattr(row, "n_untested", 0)),
        lowest=lowest,
        highest=highest,
        undone_by=_listed(getattr(row, "undone_by", "")),
        unchecked=_listed(getattr(row, "unchecked", "")),
        tipping=getattr(row, "tipping", _NAN),
        worst=getattr(row, "worst", _NAN),
    )


def _listed(told: str) -> tuple[str, ...]:
    return tuple(told.split("; ")) if told else ()


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
