"""The page of simulations in the docs: what was drawn, and what came out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

PAGE = Path(__file__).resolve().parents[2] / "docs" / "simulations.md"

HEAD = """# Simulations

What the intervals and p-values promise, tried on invented outlets whose true shares are known.
`make simulate` draws them again (seeded) and writes this page. Articles are beta-binomial: each has
its own share around the outlet's, as spread as the correlation says. Rates are over draws, and as
exact as the draws allow (4,000: a coverage of .93 to ±.008; 2,000: a rate of .05 to ±.010).
"""

PARTS = {
    "coverage": (
        "Intervals of a share",
        """`coverage` is how often the 95% interval of `label_shares` holds the true share, `width`
its median width over that of the Wilson interval that knows the true correlation,
`with_label` the expected number of articles with the label (or with its rivals, if
fewer), `empty` how often there is no interval. At least .92 is asked for from 20
articles on (.94 on average), .88 at 5; at most .985 and a width of 1.1 where
`with_label` is 5 or more.""",
    ),
    "length": (
        "Intervals where the share grows with an article's mentions",
        """The share of an article is proportional to its number of mentions (up to .999); the
truth is the share of all mentions. At least .88 is asked for. The width is no criterion
here: the interval it is compared with does not know that the share varies.""",
    ),
    "whole": (
        "What the intervals cannot know",
        """Here an article is all of one label with the probability of the correlation. A label
that comes seldom but then fills an article is not seen at all in many small samples,
and no interval made from such a sample can hold its share.""",
    ),
    "alarms": (
        "False alarms between two outlets with one share",
        """How often p ≤ .05, and how often the interval of the difference holds 0 (`coverage`). At
most .07 is asked for. An empty p-value is no alarm. `mentions` are those of an article.""",
    ),
    "several": (
        "False alarms where labels are several",
        """Dirichlet–multinomial articles; the p-value of `comparisons` over all labels.""",
    ),
    "stories": (
        "False alarms within stories",
        """Two outlets with the same share in each story; stories differ (`between` is the
correlation of two articles of one story), and outlet b prefers to tell those in which
the label is common. `without within` is what ignoring stories would give.""",
    ),
    "power": (
        "Power between two outlets",
        "How often p ≤ .05 where the shares differ as stated.",
    ),
    "within": (
        "Power within stories",
        "Outlet b's log-odds of the label are higher in every story by `effect`.",
    ),
}


def write_page(
    tables: dict[str, pd.DataFrame], discoveries: dict[int, tuple[float, float]]
) -> None:
    """Write the tables to the docs."""
    parts = [HEAD]
    for name, (title, text) in PARTS.items():
        parts += [f"## {title}\n", text + "\n", summary(tables[name]), markdown(tables[name])]
    rows = pd.DataFrame(
        [(n, 200 - n, wrong, found) for n, (wrong, found) in discoveries.items()],
        columns=["differences", "no differences", "false among found", "found"],
    )
    parts += [
        "## False discoveries among 200 comparisons\n",
        """Labels of 200 concepts in two outlets of 25 articles each, q ≤ .05; shares 35 points
apart where they differ. The mean over 60 draws of the share of false alarms among what
is found.""",
        markdown(rows),
    ]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def summary(table: pd.DataFrame) -> str:
    """The worst and the mean of each rate, in one line."""
    rates = [c for c in RATES if c in table.columns]
    said = []
    for rate in rates:
        values = table[rate]
        said.append(f"{rate}: {values.min():.3f} to {values.max():.3f}, mean {values.mean():.3f}")
    return "; ".join(said) + ".\n"


RATES = [
    "coverage", "width", "label_differences", "comparisons", "paired_contrasts", "without within",
]  # fmt: skip


def markdown(table: pd.DataFrame) -> str:
    """A table in Markdown, rates to three digits."""
    shown = table.copy()
    for column in shown.columns:
        if shown[column].dtype.kind == "f" and column not in {"share", "correlation"}:
            shown[column] = shown[column].map("{:.3f}".format)
    head = "| " + " | ".join(map(str, shown.columns)) + " |"
    rule = "|" + "---|" * len(shown.columns)
    rows = ["| " + " | ".join(map(str, row)) + " |" for row in shown.itertuples(index=False)]
    return "\n".join([head, rule, *rows]) + "\n"
