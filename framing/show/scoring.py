"""The coding section: how far coders agree, how well a classifier does, corrected shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.show.blocks import Block, Context, heading, paragraph, table
from framing.show.numbers import (
    NONE,
    count,
    decimal,
    decimal_range,
    percent,
    percent_range,
    points,
    points_range,
    probability,
)
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 24  # of a table in the report; the CSV has all


def scores_section(context: Context) -> list[Block]:
    """Return what the study's coders and classifiers reached, where it names such tables."""
    shown = [
        block
        for name, told in (
            ("agreement", _agreement),
            ("scores", _scores),
            ("prevalence", _prevalence),
            ("prevalence_differences", _differences),
        )
        for block in _told(context, name, told)
    ]
    if not shown:
        return []
    return [
        heading(context.say("h_scores"), "scores"),
        paragraph(context.say("scores_lead")),
        *shown,
    ]


def _told(context: Context, name: str, told: Any) -> list[Block]:
    rows = context.results.tables.get(name)
    if rows is None or not len(rows):
        return []
    keys, body, figures = told(context, rows)
    if not body:
        return []
    return [
        table(
            context.say(f"cap_{name}"),
            [context.say(f"col_{key}") if context.has(f"col_{key}") else key for key in keys],
            body[:MOST_ROWS],
            figures=figures,
            file=f"{name}.csv",
        )
    ]


def _agreement(context: Context, rows: pd.DataFrame) -> tuple[Any, ...]:
    keys = ("code", "coefficient", "estimate", "interval", "units_coded", "coders")
    body = [
        [
            row.code,
            row.coefficient,
            decimal(row.estimate),
            decimal_range(row.ci_low, row.ci_high),
            count(row.n_units),
            count(row.n_coders),
        ]
        for row in rows_of(rows)
    ]
    return keys, body, (2, 3, 4, 5)


def _scores(context: Context, rows: pd.DataFrame) -> tuple[Any, ...]:
    """Return the scores over all units: of strata, the CSV has them."""
    if "stratum" in rows.columns:
        rows = rows[rows["stratum"] == "all"]
    models = "model" in rows.columns
    keys = (
        *(["model"] if models else []),
        *("code", "score", "value", "interval", "null", "units_coded"),
    )
    body = [
        [
            *([row.model] if models else []),
            row.code or context.say("all_codes"),
            row.score,
            decimal(row.value),
            decimal_range(row.ci_low, row.ci_high),
            decimal(row.null_mean),
            count(row.n_units),
        ]
        for row in rows_of(rows)
    ]
    first = 3 if models else 2
    return keys, body, tuple(range(first, first + 4))


def _prevalence(context: Context, rows: pd.DataFrame) -> tuple[Any, ...]:
    groups = list(rows.columns[: list(rows.columns).index("code")])
    keys = (*groups, "code", "method", "share", "interval", "units", "units_coded")
    body = [
        [
            *_groups(context, row, groups),
            row.code,
            row.method,
            percent(row.share),
            percent_range(row.ci_low, row.ci_high),
            count(row.n_units),
            count(row.n_coded),
        ]
        for row in rows_of(rows)
    ]
    first = len(groups) + 2
    return keys, body, tuple(range(first, first + 4))


def _differences(context: Context, rows: pd.DataFrame) -> tuple[Any, ...]:
    keys = ("code", "pair", "method", "difference", "interval", "q")
    shown = rows[rows["difference"].notna()].sort_values("q_value", kind="stable")
    body = [
        [
            row.code,
            " – ".join(context.names.outlet(x) for x in (row.outlet_a, row.outlet_b)),
            row.method,
            points(row.difference),
            points_range(row.ci_low, row.ci_high) or NONE,
            probability(row.q_value),
        ]
        for row in rows_of(shown)
    ]
    return keys, body, (3, 4, 5)


def _groups(context: Context, row: Any, groups: Sequence[str]) -> list[str]:
    return [
        context.names.outlet(row.outlet) if group == "outlet" else str(getattr(row, group))
        for group in groups
    ]
