"""The page of simulations in the docs: what was promised, what was drawn, what came out."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from tests.simulation.full import DRAWS
from tests.simulation.promises import ERRORS, LONG

PAGE = Path(__file__).resolve().parents[2] / "docs" / "simulations.md"

HEAD = f"""# Simulations

What the intervals and p-values promise, tried on invented outlets whose true shares are known.
`make simulate` draws them again and writes this page: every cell has its own fixed seed, made
from its design (`tests/simulation/`), so that the same version gives the same figures. It runs
what the public functions run, from the counts of each article on; a test holds the two equal.

Articles are beta-binomial unless said: each has its own share around the outlet's, as spread as
the correlation says. Rates are over draws, whose number stands at each table; the simulation
error of a rate is its standard error. The worst of a hundred cells lies some standard errors
beyond what it would with endless draws: a promise is met when its figure is no further than
{ERRORS} of them beyond the bound.
"""

DESIGN = ("share", "correlation", "long")  # shown as they were asked for

PARTS = {
    "coverage": (
        "Intervals of a share",
        """`coverage` is how often the 95% interval of `label_shares` holds the true share, `width`
its median width over that of the Wilson interval that knows the true correlation, `with_label`
the expected number of articles with the label (or with its rivals, if fewer), `empty` how often
there is no interval.""",
    ),
    "length": (
        "Intervals where the share grows with an article's mentions",
        """The share of an article is in proportion to its number of mentions (up to .999); the
truth is the share of all mentions. The width is no criterion here: the interval it is compared
with does not know that the share varies.""",
    ),
    "unequal": (
        "Intervals with articles of very unequal length",
        """`heavy`: most articles have one mention, few up to 60. `inflated`: most have one, the
others many.""",
    ),
    "whole": (
        "What the intervals cannot know: articles all of one label",
        """An article is all of one label with the probability of the correlation. A label that
comes seldom but then fills an article is not seen at all in many small samples, and no interval
made from such a sample can hold its share. Nothing is promised here.""",
    ),
    "two": (
        "Intervals with two sorts of articles",
        """Few articles have the label nearly always (or never), the others seldom (or often), as
spread as the correlation says; how long an article is does not go with its sort.""",
    ),
    "sorts": (
        "Intervals where long articles use another label",
        """Articles are of two sorts: short ones with one share of the label, others four times as
long with another (`of sorts`: `short / long`); within a sort they are beta-binomial. Lengths have
heavy tails: `lognormal` with a median of two mentions and that standard deviation of the
logarithm, or Pareto's law with that exponent, both up to 60. `long` is how many articles of the
long sort a sample can expect. From four on coverage is promised. Of two, every eighth sample has
none, and no interval made from such a sample can know of them: nothing is promised there, and the
worst cell has {worst}.""",
    ),
    "signs": (
        "How to recognize samples that lack their long articles",
        """The same outlets, all designs together, by what a reader sees of the articles. An article
that holds much of an outlet's mentions is no danger: where there is one, intervals are wide and
hold. The danger are samples in which it is missing. They show in how few articles have the label,
or have rivals of it: two of 20, or five of 40, and the interval is the least doubt there is. Values
with fewer than 100 samples are left out.""",
    ),
    "alarms": (
        "False alarms between two outlets with one share",
        """`alarms` is how often p ≤ .05, in `label_differences` and, of two labels, in
`comparisons` alike; `coverage` how often the interval of the difference holds 0. An empty
p-value is no alarm. `mentions` are those of an article.""",
    ),
    "elsewhere": (
        "False alarms with other kinds of articles",
        """`whole`: an article is all of one label with the probability of the correlation. `two`:
few articles have the label nearly always, or never. `length`: the share grows with the article's
mentions. `heavy` and `inflated` are as above.""",
    ),
    "sorts apart": (
        "False alarms where long articles use another label",
        """An outlet as above, beside one of the same share with 300 articles of one sort, or beside
another like itself. From four long articles on few false alarms are promised. Of two nothing is,
and the worst cell has {worst}.""",
    ),
    "several": (
        "False alarms where labels are several",
        """Dirichlet–multinomial articles; the p-value of `comparisons` over all labels, rare ones
merged.""",
    ),
    "sorts several": (
        "False alarms where long articles use another label, of three",
        """An outlet as above, beside one of the same shares with 300 articles of one sort. Of two
long articles nothing is promised, and the worst cell has {worst}.""",
    ),
    "stories": (
        "False alarms within stories",
        """Two outlets with the same share in each story; stories differ (`between` is the
correlation of two articles of one story). Outlet a tells rather those in which the label is rare,
outlet b those in which it is frequent, in one or two articles each. The p-value of
`paired_contrasts` is that of `label_differences`. `coverage` is how often the interval of the
difference holds 0, `odds` how often that of the log-odds does, where it has one (`with odds`).""",
    ),
    "power": (
        "Power between two outlets",
        "`alarms` is how often p ≤ .05 where the shares differ as stated.",
    ),
    "power within": (
        "Power within stories",
        """Outlet b's log-odds of the label are higher in every story by `effect`. `odds` is how
often the interval of the paired log-odds holds that.""",
    ),
    "discoveries": (
        "False discoveries among 200 comparisons",
        """Labels of 200 concepts in two outlets of 25 articles each, of one to six mentions, with
a correlation of .3; shares of .1, .3 and .5, 35 points apart where they differ.
`false among found` is the mean share of false alarms among what has q ≤ .05.""",
    ),
}


def write_page(promises: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> None:
    """Write the promises and the tables to the docs."""
    shown = promises.assign(met=promises["met"].map({True: "yes", False: "**no**"}))
    parts = [HEAD, "## Promises\n", markdown(shown)]
    for name, (title, text) in PARTS.items():
        table = tables[name]
        designs = len(tables["sorts" if name == "signs" else name])
        said = f"{designs} designs, {DRAWS[name]:,} draws each."
        text = text.replace("{worst}", unpromised(name, table))
        parts += [f"## {title}\n", text + "\n", said + "\n", markdown(table)]
    PAGE.write_text("\n".join(parts), encoding="utf-8")


def unpromised(name: str, table: pd.DataFrame) -> str:
    """The worst figure of outlets of which a sample may lack the long articles."""
    if name == "sorts":
        return f"{table.loc[table['long'] < LONG, 'coverage'].min():.3f}"
    if "long_a" not in table.columns:
        return ""
    figure = "comparisons" if "comparisons" in table.columns else "alarms"
    return f"{table.loc[table['long_a'] < LONG, figure].max():.3f}"


def markdown(table: pd.DataFrame) -> str:
    """A table in Markdown, rates to three digits."""
    shown = table.copy()
    designs = {f"{name}{side}" for name in DESIGN for side in ("", "_a", "_b")}
    for column in shown.columns:
        if shown[column].dtype.kind == "f" and column not in designs:
            shown[column] = [f"{v:.4f}" if column == "error" else f"{v:.3f}" for v in shown[column]]
    shown = shown.astype(object).where(shown.notna(), "")
    head = "| " + " | ".join(map(str, shown.columns)) + " |"
    rule = "|" + "---|" * len(shown.columns)
    rows = ["| " + " | ".join(map(str, row)) + " |" for row in shown.itertuples(index=False)]
    return "\n".join([head, rule, *rows]) + "\n"
