"""The numbers behind each figure, ready for the page to draw in its own elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from framing.show.blocks import Block, Context
from framing.show.findings import LEVEL
from framing.show.naming import rows_in_order, share_tables
from framing.show.numbers import (
    count,
    decimal,
    decimal_range,
    known,
    percent,
    percent_range,
    probability,
)
from framing.show.plot_comparisons import ordered_by_nearness
from framing.show.plot_shares import labels_by_frequency, outlets_by_main_label
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd


def figure_data(context: Context, block: Block) -> dict[str, Any]:
    """Return what the page needs to draw a figure: rows, cells, figures as they are read."""
    draws: dict[str, Callable[[Context, Block], dict[str, Any]]] = {
        "shares": _shares,
        "slants": _slants,
        "pairs": _pairs,
    }
    return draws[block["draws"]](context, block)


def _shares(context: Context, block: Block) -> dict[str, Any]:
    concept = block["concept"]
    tables = dict(share_tables(context, concept))
    shares = tables[block["target"]]
    labels = labels_by_frequency(shares, context.names.labels_of(concept))
    cells = {(row.outlet, row.label): row for row in rows_of(shares)}
    totals = shares.groupby("outlet")["n_concept"].max()
    outlets = rows_in_order(context) or outlets_by_main_label(shares)
    return {
        "labels": [
            {
                "id": x,
                "name": context.names.label(concept, x),
                "var": context.color_name(concept, x),
            }
            for x in labels
        ],
        "rows": [
            {
                "id": outlet,
                "name": context.names.outlet(outlet),
                "n": count(totals.get(outlet, 0)),
                "cells": [
                    _share_cell(context, concept, outlet, label, cells.get((outlet, label)))
                    for label in labels
                ],
            }
            for outlet in outlets
        ],
    }


def _share_cell(
    context: Context, concept: str, outlet: str, label: str, row: Any
) -> dict[str, Any]:
    n = int(row.n_mentions) if row is not None else 0
    share = row.share if row is not None else float("nan")
    interval = percent_range(row.ci_low, row.ci_high) if row is not None else ""
    return {
        "label": label,
        "var": context.color_name(concept, label),
        "n": n,
        "text": percent(share),
        "count": count(n),
        "interval": interval,
        "width": f"{share * 100:.2f}" if known(share) else "",
        "low": f"{row.ci_low * 100:.2f}" if interval else "",
        "span": f"{(row.ci_high - row.ci_low) * 100:.2f}" if interval else "",
        "says": context.say(
            "cell_says",
            outlet=context.names.outlet(outlet),
            label=context.names.label(concept, label),
            share=percent(share),
            mentions=context.counted(n, "mention"),
        ),
    }


def _slants(context: Context, block: Block) -> dict[str, Any]:
    rows = _table(context, "slants", block)
    ranked = rows.sort_values(["slant", "outlet"], ascending=[False, True], na_position="last")
    return {
        "rows": [
            {
                "id": row.outlet,
                "name": context.names.outlet(row.outlet),
                "n": count(row.n_mentions),
                "text": decimal(row.slant, plus=True),
                "interval": decimal_range(row.ci_low, row.ci_high),
                "at": _place(row.slant),
                "low": _place(row.ci_low),
                "span": f"{(row.ci_high - row.ci_low) * 50:.2f}" if known(row.ci_low) else "",
            }
            for row in rows_of(ranked)
        ]
    }


def _pairs(context: Context, block: Block) -> dict[str, Any]:
    rows = _table(context, "comparisons", block)
    rows = rows[rows["divergence"].notna()]
    outlets = ordered_by_nearness(rows)
    pairs = {frozenset((r.outlet_a, r.outlet_b)): r for r in rows_of(rows)}
    body = []
    for place, outlet in enumerate(outlets):
        cells = [
            _pair_cell(context, outlet, other, pairs.get(frozenset((outlet, other))))
            for other in outlets[:place]
        ]
        body.append({"id": outlet, "name": context.names.outlet(outlet), "cells": cells})
    return {"outlets": [context.names.outlet(o) for o in outlets], "rows": body}


def _pair_cell(context: Context, outlet: str, other: str, row: Any) -> dict[str, Any]:
    clear = row is not None and known(row.q_value) and row.q_value < LEVEL
    value = row.divergence if row is not None else float("nan")
    return {
        "other": other,
        "text": decimal(value),
        "null": decimal(row.divergence_null) if row is not None else "",
        "q": probability(row.q_value) if row is not None else "",
        "clear": clear,
        "depth": f"{min(max(value, 0.0), 1.0) * 100:.0f}" if clear else "",
        "says": context.say(
            "pair_says",
            a=context.names.outlet(outlet),
            b=context.names.outlet(other),
            divergence=decimal(value),
        ),
    }


def _table(context: Context, name: str, block: Block) -> pd.DataFrame:
    if not block["target"]:
        return context.results.table(name, concept=block["concept"])
    return context.results.table(
        f"{name}_by_target", concept=block["concept"], target=block["target"]
    )


def _place(value: float) -> str:
    """Return where on a line from -1 to 1 a value stands, as a percentage of its length."""
    return f"{(value + 1) * 50:.2f}" if known(value) else ""
