"""Rows of comparisons and label differences within stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError
from framing.measure.counts import Counts, count_labels
from framing.measure.families import with_q_values
from framing.measure.inputs import prepared
from framing.measure.nulls import seed_of
from framing.measure.stories import (
    FEW_STORIES,
    Blocks,
    Contrast,
    blocks_of,
    contrast,
    contrast_distance,
    contrast_intervals,
    swap_p_values,
    swaps,
)
from framing.measure.threads import on_threads
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEW = f"fewer than {FEW_STORIES} stories told by both: no p-value"
NONE = "no story told by both"
SAME = "no story in which the outlets differ: no p-value"
_FIGURES = ("label", "difference", "ci_low", "ci_high", "p_value")

Case = tuple[dict[str, Any], Contrast | None, int, Blocks]


def compared_within(
    mentions: Any,
    within: str,
    by: Sequence[str],
    options: dict[str, Any],
    resamples: int,
    seed: int,
) -> list[dict[str, Any]]:
    """Return a row of ``comparisons`` for every concept and pair of outlets."""

    def compared(item: Case) -> dict[str, Any]:
        row, c, own_seed, _ = item
        if c is None:
            return row | {"note": NONE, "n_stories": 0}
        swapped, exact = swaps(c, resamples, own_seed)
        divergence, null = contrast_distance(c, swapped)
        n, p_value = len(c.weights), swap_p_values(c, swapped, exact)[0]
        return row | {
            "divergence": divergence,
            "divergence_null": null,
            "p_value": p_value,
            "n_stories": n,
            "note": note_of(n, p_value),
        }

    return on_threads(compared, story_contrasts(mentions, within, by, options, seed))


def differences_within(
    mentions: Any,
    within: str,
    by: Sequence[str],
    options: dict[str, Any],
    resamples: int,
    seed: int,
) -> list[dict[str, Any]]:
    """Return a row of ``label_differences`` for every label and pair of outlets."""

    def compared(item: Case) -> list[dict[str, Any]]:
        row, c, own_seed, blocks = item
        if c is None:
            return [row | {"label": x, "note": NONE, "n_stories": 0} for x in blocks.labels]
        return _label_rows(row, c, own_seed, blocks, resamples)

    found = on_threads(compared, story_contrasts(mentions, within, by, options, seed))
    return [row for rows in found for row in rows]


def _label_rows(
    row: dict[str, Any], c: Contrast, seed: int, blocks: Blocks, resamples: int
) -> list[dict[str, Any]]:
    """Return the figures of every label of a contrast."""
    swapped, exact = swaps(c, resamples, seed)
    p_values = swap_p_values(c, swapped, exact)[1]
    low, high = contrast_intervals(c)
    n = len(c.weights)
    figures = zip(blocks.labels, c.difference, low, high, p_values, strict=True)
    return [
        row
        | {"n_stories": n, "note": note_of(n, found[-1])}
        | dict(zip(_FIGURES, found, strict=True))
        for found in figures
    ]


def note_of(n_stories: int, p_value: float) -> str:
    """Return why there is no p-value."""
    if n_stories < FEW_STORIES:
        return FEW
    return SAME if np.isnan(p_value) else ""


def rows_table(
    rows: Sequence[dict[str, Any]],
    name: str,
    by: Sequence[str],
    family: Sequence[Any] | None,
) -> pd.DataFrame:
    """Make a comparison table of rows, strata first, q-values filled in."""
    by = [by] if isinstance(by, str) else list(by)
    table = with_q_values(as_table(rows, name), family)
    for position, column in enumerate(by):
        values = [row["stratum"][position] for row in rows]
        table.insert(position, column, values)
    return table.drop(columns="stratum", errors="ignore")


def story_contrasts(
    mentions: Any, within: str, by: Sequence[str], options: dict[str, Any], seed: int
) -> Iterator[Case]:
    """Yield every concept and pair of outlets, with their contrast within stories and a seed.

    Raises
    ------
    TableError
        When no article has a story.
    """
    by = (by,) if isinstance(by, str) else tuple(by)
    table, index = prepared(mentions, options["articles"], options["copies"])
    options = options | {"articles": index, "copies": "keep"}
    counts = count_labels(table, by=blocks_by(table, by, within), **options)
    if counts.strata and all(stratum[len(by)] == "" for stratum in counts.strata):
        raise TableError(
            f"no article with a mention has a {within!r}",
            place="within=",
            remedy="Give the article_index that 'framing stories' has filled.",
        )
    for blocks in blocks_of(counts, len(by)):
        present = [o for o in range(len(counts.outlets)) if blocks.mentions[:, o].any()]
        for a, b in combinations(present if by else range(len(counts.outlets)), 2):
            names = (counts.outlets[a], counts.outlets[b])
            row = {
                "stratum": blocks.stratum,
                "concept": blocks.concept,
                "outlet_a": names[0],
                "outlet_b": names[1],
            }
            own_seed = _own_seed(seed, within, blocks.stratum, blocks.concept, *names)
            yield row, contrast(blocks, a, b), own_seed, blocks


def blocks_by(table: pd.DataFrame, by: Sequence[str], within: str | None) -> tuple[str, ...]:
    """Return the columns that counts are split by: with ``within``, by it and by target, too."""
    if within is None:
        return tuple(by)
    of_target = "target" in table.columns and "target" not in by
    return (*by, within, *(("target",) if of_target else ()))


def claimed_within(
    counts: Counts,
    claims: pd.DataFrame,
    *,
    n_by: int,
    within: str,
    resamples: int,
    seed: int,
) -> dict[str, Floats]:
    """Measure only some rows of ``label_differences`` within stories again.

    Parameters
    ----------
    counts : Counts
        Split by ``blocks_by``, perhaps with something left out.
    claims : DataFrame
        The rows, strata first.
    n_by, within, resamples, seed
        How many strata there are, and as in ``label_differences``.

    Returns
    -------
    dict
        As from ``claimed_figures``.
    """
    figures = {name: np.full(len(claims), np.nan) for name in _FIGURES[1:]}
    place = {name: i for i, name in enumerate(counts.outlets)}
    blocks: dict[Any, Blocks] = {(b.stratum, b.concept): b for b in blocks_of(counts, n_by)}
    shared = [*claims.columns[:n_by], "concept", "outlet_a", "outlet_b"]
    groups: Any = claims.reset_index(drop=True).groupby(shared, sort=False)
    for key, rows in groups:
        *stratum, concept, outlet_a, outlet_b = key
        there = blocks.get((tuple(stratum), concept))
        a, b = place.get(outlet_a, -1), place.get(outlet_b, -1)
        c = contrast(there, a, b) if there is not None and min(a, b) >= 0 else None
        if there is None or c is None:
            continue
        own_seed = _own_seed(seed, within, stratum, concept, outlet_a, outlet_b)
        for found in _label_rows({}, c, own_seed, there, resamples):
            for i in rows.index[rows["label"] == found["label"]]:
                for name in figures:
                    figures[name][i] = found[name]
    return figures


def _own_seed(seed: int, within: str, stratum: Sequence[Any], *names: str) -> int:
    return seed_of(seed, within, *stratum, *names)
