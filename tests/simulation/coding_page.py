"""The page of coding simulations in the docs: agreement, corrected shares, differences."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.simulation.coding_worlds import CODERS, ERRORS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "coding-simulations.md"
FEW = 20  # intervals of a cell: fewer say nothing of coverage

HEAD = """# Simulations of coding

What the intervals of agreement and of corrected shares hold, tried on invented outlets and coders.
`make simulate` draws them again (seeded) and writes this page. `given` is how often there was an
estimate (or an interval), the rest was refused; coverage is of 95% intervals, where one was given,
from the lowest to the highest of the cells that a row stands for; cells of fewer than 20 intervals
are left out and counted below each table. A coverage over 200 intervals is exact to ±.03.
"""

SHARES = """## Corrected shares

1,200 units an outlet, five outlets whose classifier errs in another way in each: {errors}
(sensitivity / false alarms). `plain` draws alike, half of `hits` are units with mentions, four
fifths of `flagged` are units that the classifier flags, `months` are twelve strata drawn at rates
from 1 to 4. Estimates are refused below ten coded units with the code, or without it.
"""
DIFFERENCES = """## Differences between outlets

Outlets a, b and c have the share, d and e one half more; 1,000 units each, every pair.
"""
LEXICON = """## Label shares corrected for wrong mentions

1,200 mentions, two labels, right as often as the precision says; so many of each label checked.
`off` is how far the uncorrected share is from the true one.
"""
AGREEMENT = """## Coefficients of agreement

Coders see the true code as often as `skill` says, else they guess one as common as it is
({skills}); with three coders and more a tenth of the values is missing. A row stands for codes of
these kinds: two even, two with one of .15 and of .1, three even, three with one of .7, five with
one of .6. Intervals are refused where the second commonest value is in fewer than five units, or
given by two coders in fewer than two (for Cohen's kappa in any pair of coders).
"""


def write_page(tables: dict[str, pd.DataFrame]) -> None:
    """Write the tables to the docs."""
    errors = ", ".join(f"{name} {a:g}/{b:g}" for name, (a, b) in ERRORS.items())
    skills = ", ".join(CODERS)
    parts = [HEAD, SHARES.format(errors=errors)]
    parts.append(by_method(tables["shares"], ["share", "labels", "draw"]))
    parts += [DIFFERENCES, by_method(tables["differences"], ["share", "labels", "draw"])]
    parts += [LEXICON, lexicon(tables["lexicon"]), AGREEMENT.format(skills=skills)]
    parts.append(by_coefficient(tables["agreement"]))
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def by_method(table: pd.DataFrame, keys: list[str]) -> str:
    """One row a cell, one column a method."""
    methods = [name for name in ("ppi", "design", "hand", "naive") if name in set(table["method"])]
    rows = []
    for key, group in table.groupby(keys):
        corrected = group[group["method"] != "naive"]
        row = dict(zip(keys, key, strict=True)) | {"given": f"{corrected['given'].mean():.3f}"}
        for method in methods:
            row[method] = span(group[group["method"] == method])
        rows.append(row)
    corrected = table[table["method"] != "naive"]
    return markdown(pd.DataFrame(rows)) + "\n" + told(corrected)


def lexicon(table: pd.DataFrame) -> str:
    rows = [
        dict(zip(["precision a", "precision b", "checked"], key, strict=True))
        | {"covered": span(group), "off": f"{group['off'].mean():.3f}"}
        for key, group in table.groupby(["precision a", "precision b", "checked"])
    ]
    return markdown(pd.DataFrame(rows))


def by_coefficient(table: pd.DataFrame) -> str:
    names = ("alpha", "percent", "cohen_kappa", "fleiss_kappa")
    rows = []
    for key, group in table.groupby(["units", "coders", "skill"]):
        row = dict(zip(("units", "coders", "skill"), key, strict=True))
        row["given"] = f"{group.loc[group['coefficient'] == 'alpha', 'given'].mean():.3f}"
        for name in names:
            row[name] = span(group[group["coefficient"] == name])
        rows.append(row)
    parts = [markdown(pd.DataFrame(rows))]
    for name in names:
        parts.append(f"{name}: {told(table[table['coefficient'] == name])}")
    return "\n".join(parts)


def span(group: pd.DataFrame) -> str:
    """The lowest and the highest coverage of the cells with enough intervals."""
    often = group.loc[group["n"] >= FEW, "covered"]
    if often.empty:
        return ""
    low, high = f"{often.min():.3f}", f"{often.max():.3f}"
    return low if low == high else f"{low}–{high}"


def told(table: pd.DataFrame) -> str:
    """Pooled coverage, the cells below .92, and what was left out."""
    often, seldom = table[table["n"] >= FEW], table[(table["n"] > 0) & (table["n"] < FEW)]
    pooled = (often["covered"] * often["n"]).sum() / often["n"].sum()
    below = often[often["covered"] < 0.92]
    said = (
        f"{len(often)} cells, {int(often['n'].sum())} intervals: pooled coverage {pooled:.3f}, "
        f"{len(below)} cells below .92 (lowest {often['covered'].min():.3f})."
    )
    if len(seldom):
        rate = (seldom["covered"] * seldom["n"]).sum() / seldom["n"].sum()
        said += (
            f" In {len(seldom)} cells hardly anything was given: {int(seldom['n'].sum())} "
            f"intervals, of which {rate:.3f} covered."
        )
    return said + "\n"


def markdown(table: pd.DataFrame) -> str:
    head = "| " + " | ".join(map(str, table.columns)) + " |"
    rule = "|" + "---|" * len(table.columns)
    rows = ["| " + " | ".join(map(str, row)) + " |" for row in table.itertuples(index=False)]
    return "\n".join([head, rule, *rows]) + "\n"
