"""The comparing sections: slants, and the differences of every two outlets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from framing.show.blocks import Block, Chart, Context, figure, heading, paragraph, table
from framing.show.changes import change_name
from framing.show.findings import LEVEL, Finding, conclusions, fallen_findings, turned
from framing.show.naming import FEWEST_MENTIONS, MOST_TARGETS, share_tables
from framing.show.numbers import (
    bare,
    count,
    decimal,
    decimal_range,
    known,
    points,
    points_range,
    probability,
)
from framing.show.plot_comparisons import plot_comparisons
from framing.show.plot_slants import HALF, plot_slants
from framing.show.results import FALLS, HOLDS, UNCHECKED
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 10  # differences in a table, and those told in words; the CSV has all

Told = tuple[str, str, str, frozenset[str]]  # concept, label, target, both outlets


def slant_section(context: Context) -> tuple[list[Block], list[Chart]]:
    """Return the slants of each concept that has stances, with intervals."""
    blocks = [heading(context.say("h_slant"), "slant"), paragraph(context.say("slant_lead"))]
    charts = []
    for concept in context.results.concepts:
        for target, slants in _slant_tables(context, concept):
            chart = _slant_chart(context, concept, target, slants)
            charts.append(chart)
            blocks.append(
                figure(
                    chart,
                    draws="slants",
                    concept=concept,
                    target=target,
                    file="slants_by_target.csv" if target else "slants.csv",
                )
            )
    return (blocks, charts) if charts else ([], [])


def pairs_section(context: Context, findings: Sequence[Finding]) -> tuple[list[Block], list[Chart]]:
    """Return the divergence of every two outlets, and the largest differences behind it.

    A concept that is said of somebody has both for each party that it is shown for, as its
    labels compete within one. Every difference that the report tells in words has its row.
    """
    blocks = [heading(context.say("h_pairs"), "pairs"), paragraph(context.say("pairs_lead"))]
    charts = []
    told = {_key(x) for x in [*findings, *fallen_findings(context.results)]}
    for concept in context.results.concepts:
        for target, rows in _pair_tables(context, concept, told):
            chart = _pairs_chart(context, concept, target, rows)
            charts.append(chart)
            subject = context.subject(concept, target)
            blocks.append(heading(subject, chart.stem, 2, listed=False))
            blocks.append(
                figure(
                    chart,
                    draws="pairs",
                    concept=concept,
                    target=target,
                    file="comparisons_by_target.csv" if target else "comparisons.csv",
                )
            )
            blocks.append(_differences(context, concept, target, told))
    return (blocks, charts) if charts else ([], [])


def _slant_tables(context: Context, concept: str) -> list[tuple[str, pd.DataFrame]]:
    results = context.results
    if not results.said_of(concept):
        rows = results.table("slants", concept=concept)
        return [("", rows)] if rows["slant"].notna().any() else []
    rows = results.table("slants_by_target", concept=concept)
    rows = rows[(rows["target"] != "") & rows["slant"].notna()]
    totals = rows.groupby("target")["n_mentions"].sum()
    ranked = sorted((-n, str(target)) for target, n in totals.items() if n >= FEWEST_MENTIONS)
    return [(target, rows[rows["target"] == target]) for _, target in ranked[:MOST_TARGETS]]


def _pair_tables(
    context: Context, concept: str, told: set[Told]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield (target, its ``comparisons`` rows) of a concept; the target is often empty."""
    results = context.results
    if not results.said_of(concept):
        tables = [("", results.table("comparisons", concept=concept))]
    else:
        targets = [target for target, _ in share_tables(context, concept)]
        targets += sorted({key[2] for key in told if key[0] == concept} - set(targets))
        every = results.table("comparisons_by_target", concept=concept)
        tables = [(target, every[every["target"] == target]) for target in targets]
    for target, rows in tables:
        if rows["divergence"].notna().any():
            yield target, rows[rows["divergence"].notna()]


def _slant_chart(context: Context, concept: str, target: str, slants: pd.DataFrame) -> Chart:
    subject = context.subject(concept, target)
    told = [
        f"{context.names.outlet(row.outlet)} {_slant(row)}"
        for row in rows_of(slants.sort_values(["slant", "outlet"], ascending=[False, True]))
        if known(row.slant)
    ]
    return Chart(
        stem=f"slants-{concept}" + (f"-{target}" if target else ""),
        draw=partial(
            plot_slants,
            slants,
            concept,
            names=context.names,
            language=context.language,
            width=HALF,
        ),
        alt=bare(f"{subject}. {context.join(told)}"),
        caption=context.say("cap_slants", concept=subject),
    )


def _slant(row: Any) -> str:
    interval = decimal_range(row.ci_low, row.ci_high)
    told = decimal(row.slant, plus=True)
    return f"{told} ({interval})" if interval else told


def _pairs_chart(context: Context, concept: str, target: str, rows: pd.DataFrame) -> Chart:
    names, named = context.names, context.named(concept, target)
    clear = rows[rows["q_value"] < LEVEL].sort_values(
        ["divergence", "outlet_a", "outlet_b"], ascending=[False, True, True]
    )
    told = [
        f"{names.outlet(r.outlet_a)} – {names.outlet(r.outlet_b)} {decimal(r.divergence)}"
        for r in rows_of(clear)
    ] or [context.say("pairs_none", concept=named, level=LEVEL)]
    return Chart(
        stem=f"pairs-{concept}" + (f"-{target}" if target else ""),
        draw=partial(
            plot_comparisons,
            rows,
            concept,
            names=names,
            language=context.language,
            grey=context.results.theme == "journal",
        ),
        alt=bare(f"{named}. {context.join(told)}"),
        caption=context.say("cap_pairs", concept=named),
    )


def _differences(context: Context, concept: str, target: str, told: set[Told]) -> Block:
    named = context.named(concept, target)
    clear = conclusions(context.results)
    if len(clear):
        clear = clear[(clear["concept"] == concept) & (clear["target"] == target)]
    if not len(clear):
        return paragraph(context.say("pairs_none", concept=named, level=LEVEL), "note")
    # Those that hold first; the surest lead among these and those.
    order = {HOLDS: 0, UNCHECKED: 1, FALLS: 2}
    clear = clear.sort_values("verdict", key=lambda given: given.map(order), kind="stable")
    body = [
        _difference_cells(context, row)
        for place, row in enumerate(rows_of(clear))
        if place < MOST_ROWS or _told_as(row, row.outlet_a, row.outlet_b) in told
    ]
    keys = ("label", "pair", "difference", "interval", "q", "reach", "holds")
    return table(
        context.say("cap_differences", concept=named),
        [context.say(f"col_{key}") for key in keys],
        body,
        figures=(2, 3, 4, 5),
        file="conclusions.csv",
        widths=(1.6, 2.1, 0.8, 0.9, 0.9, 1, 1.9),
    )


def _key(finding: Finding) -> Told:
    return _told_as(finding, finding.more.outlet, finding.less.outlet)


def _told_as(said: Any, one: str, other: str) -> Told:
    """Return by what a difference is known, whichever outlet is named first."""
    return said.concept, said.label, said.target, frozenset((one, other))


def _difference_cells(context: Context, row: Any) -> list[str]:
    """Return one difference, the outlet that has more first."""
    up = row.difference > 0
    pair = (row.outlet_a, row.outlet_b) if up else (row.outlet_b, row.outlet_a)
    undone = row.undone_by.split("; ") if row.undone_by else []
    holds = context.say("unchecked" if row.verdict == UNCHECKED else "holds")
    if undone:
        holds = change_name(context, undone[0], row.concept)
    if len(undone) > 1:
        holds = context.say("undone_more", first=holds, n=count(len(undone) - 1))
    return [
        context.names.label(row.concept, row.label),
        " – ".join(context.names.outlet(outlet) for outlet in pair),
        points(abs(row.difference)),
        points_range(*turned(row.ci_low, row.ci_high, up)),
        probability(row.q_value),
        points_range(*turned(row.lowest, row.highest, up)),
        holds,
    ]
