"""The ``label_shares`` table of counts, and what all split tables share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.beside import article_means
from framing.measure.clusters import Sums, sum_cells
from framing.measure.counts import Counts
from framing.measure.intervals import effective_sizes, wilson
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

MIXED_TARGETS = "said of several targets: split by target to compare like with like"


def shares_table(counts: Counts, *, of_articles: bool = False) -> pd.DataFrame:
    """Make the ``label_shares`` table of a ``Counts``: of mentions, or averaged over articles."""
    sums = sum_cells(counts, _groups(counts))
    if of_articles:
        share, size = article_means(counts, sums)
    else:
        size = effective_sizes(sums)
        with np.errstate(invalid="ignore"):
            share = sums.y / sums.n
    low, high = wilson(share, size)
    unit, outlet = np.divmod(sums.group, max(len(counts.outlets), 1))
    columns = {
        "outlet": counts.outlets[outlet],
        "concept": counts.concepts[unit],
        "label": counts.labels[sums.slot],
        "n_mentions": sums.y,
        "n_concept": sums.n,
        "n_articles": sums.n_articles,
        "share": share,
        "ci_low": low,
        "ci_high": high,
        "note": _notes(counts, sums, unit),
    }
    order = np.lexsort((sums.slot, unit, outlet, strata_ranks(counts)[unit]))
    table = as_table({name: values[order] for name, values in columns.items()}, "label_shares")
    return with_strata(table, counts, unit[order])


def with_strata(table: pd.DataFrame, counts: Counts, unit: Any) -> pd.DataFrame:
    """Put the columns that the table is split by first, named ``stratum`` values."""
    for position, column in reversed(list(enumerate(counts.by))):
        values = [counts.strata[u][position] for u in unit]
        name = column if column not in table.columns else f"{column}_stratum"
        table.insert(0, name, values)
    return table


def strata_ranks(counts: Counts) -> Any:
    """Return the rank of each unit's stratum, in sorted order."""
    known: dict[tuple[Any, ...], int] = {}
    return np.array([known.setdefault(s, len(known)) for s in counts.strata], dtype=np.int64)


def _groups(counts: Counts) -> Any:
    """Every outlet for every concept; in a split table only those with mentions."""
    if counts.by:
        return None
    return np.arange(len(counts.concepts) * len(counts.outlets))


def _notes(counts: Counts, sums: Sums, unit: Any) -> Any:
    notes = np.full(len(sums.n), "", dtype=object)
    notes[counts.mixed[unit]] = MIXED_TARGETS
    notes[sums.n_articles == 1] = "one article: no interval"
    notes[sums.n == 0] = "no mention"
    return notes
