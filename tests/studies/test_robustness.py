"""What holds, what falls and what too few articles leave unchecked, in studies made for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from framing.measure.comparisons import label_differences
from framing.measure.shares import label_shares
from framing.studies.robustness import robustness_tables

# outlet, label, form, month, how many articles
Rows = Sequence[tuple[str, str, str, str, int]]

PLAIN: Rows = [
    ("north", "militia", "m1", "2017-10", 4),
    ("north", "militia", "m2", "2017-10", 4),
    ("north", "militia", "m1", "2017-11", 4),
    ("north", "militia", "m2", "2017-11", 4),
    ("south", "acronym", "a1", "2017-10", 4),
    ("south", "acronym", "a2", "2017-10", 4),
    ("south", "acronym", "a1", "2017-11", 4),
    ("south", "acronym", "a2", "2017-11", 4),
]


def study(rows: Rows) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One mention an article; two articles of an outlet and month are of one event."""
    mentions: list[dict[str, Any]] = []
    articles: list[dict[str, Any]] = []
    for outlet, label, form, month, n in rows:
        for _ in range(n):
            number = len(articles)
            article = {
                "article_id": f"a{number}",
                "outlet": outlet,
                "published": pd.Timestamp(f"{month}-15"),
                "story_id": f"{month}-{number // 2}",
            }
            articles.append(article)
            mention = {"concept": "sdf", "label": label, "form_id": form, "target": ""}
            mentions.append(article | mention | {"voice": "own", "region": "body"})
    return pd.DataFrame(mentions), pd.DataFrame(articles)


def conclusions(rows: Rows, quality: dict[str, Any] | None = None) -> pd.DataFrame:
    mentions, articles = study(rows)
    options: dict[str, Any] = {"articles": articles, "voices": ("own",)}
    tables = {
        "label_differences": label_differences(mentions, **options),
        "label_shares": label_shares(mentions, **options),
    }
    found = robustness_tables(
        mentions,
        articles,
        tables,
        said_of=(),
        options={"voices": ("own",), "family": None, "copies": "keep"},
        quality={"sdf": quality} if quality else {},
    )
    table = found["conclusions"]
    return table.set_index("label")


def test_a_difference_of_many_forms_months_and_events_holds() -> None:
    row = conclusions(PLAIN).loc["militia"]
    assert row["verdict"] == "holds" and row["difference"] == 1
    assert (row["lowest"], row["highest"], row["n_fades"]) == (1, 1, 0)


def test_a_difference_that_one_form_makes_does_not_hold() -> None:
    rows = [
        ("north", "militia", "m1", "2017-10", 8),
        ("north", "militia", "m2", "2017-11", 4),
        ("north", "acronym", "a1", "2017-11", 4),
        ("south", "militia", "m2", "2017-11", 4),
        ("south", "acronym", "a1", "2017-10", 12),
    ]
    row = conclusions(rows).loc["militia"]
    assert row["verdict"] == "does not hold" and "form_id m1" in row["undone_by"].split("; ")


def test_a_difference_that_one_month_of_two_makes_does_not_hold() -> None:
    rows = [
        ("north", "militia", "m1", "2017-10", 8),
        ("north", "acronym", "a1", "2017-11", 8),
        ("south", "acronym", "a1", "2017-10", 8),
        ("south", "acronym", "a1", "2017-11", 8),
    ]
    row = conclusions(rows).loc["militia"]
    assert row["verdict"] == "does not hold" and "month 2017-10" in row["undone_by"].split("; ")


def test_a_study_of_one_month_is_not_blamed_for_it() -> None:
    rows = [(outlet, label, form, "2017-10", n) for outlet, label, form, _, n in PLAIN]
    assert conclusions(rows).loc["militia", "verdict"] == "holds"


def test_five_articles_each_leave_a_difference_unchecked() -> None:
    rows = [
        ("north", "militia", "m1", "2017-10", 3),
        ("north", "militia", "m1", "2017-11", 2),
        ("south", "acronym", "a1", "2017-10", 3),
        ("south", "acronym", "a1", "2017-11", 2),
    ]
    row = conclusions(rows).loc["militia"]
    assert row["verdict"] == "too few articles to check"
    assert row["unchecked"] == "story_id; month" and row["undone_by"] == ""


@pytest.mark.parametrize(
    ("interval", "verdict"), [([0.95, 1.0], "holds"), ([0.05, 1.0], "does not hold")]
)
def test_a_lexicon_that_errs_much_can_undo_a_difference(
    interval: list[float], verdict: str
) -> None:
    row = conclusions(PLAIN, {"precision_interval": interval}).loc["militia"]
    assert (row["verdict"], row["worst"]) == (verdict, interval[0])
    assert (row["undone_by"] == "lexicon errors") == (verdict == "does not hold")


def test_outlets_that_are_alike_give_no_conclusion() -> None:
    rows = [(o, label, form, m, n) for _, label, form, m, n in PLAIN for o in ("north", "south")]
    assert len(conclusions(rows)) == 0
