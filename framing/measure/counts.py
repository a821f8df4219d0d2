"""Mentions → how often each article uses each label of each concept.

Every measure starts from one ``Counts``: sparse, integer-coded and sorted, so that the order
of the rows given changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError
from framing.measure.inputs import prepared
from framing.tables import REGIONS, VOICES, check_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Texts = NDArray[np.object_]

MEASURED_REGIONS = ("title", "lead", "body")
NEEDED = ["article_id", "outlet", "concept", "label", "region", "voice"]
PERIODS = {"year": "%Y", "month": "%Y-%m", "period": "%Y-%m", "day": "%Y-%m-%d"}


@dataclass(frozen=True)
class Counts:
    """How often each article uses each label, per stratum and concept.

    A *unit* is one concept in one stratum, a *slot* one label of a unit, a *row* one article
    of one outlet that mentions the unit's concept, an *entry* a row's count of one slot.
    """

    by: tuple[str, ...]
    outlets: Texts
    concepts: Texts  # of each unit
    strata: list[tuple[Any, ...]]  # of each unit, values of ``by``
    n_targets: Ints  # of each unit: how many targets its mentions are said of
    labels: Texts  # of each slot
    slot_unit: Ints
    row_unit: Ints
    row_outlet: Ints
    row_article: Texts
    row_mentions: Ints
    entry_row: Ints
    entry_slot: Ints
    entry_mentions: Ints

    @property
    def row_group(self) -> Ints:
        """Number each row's outlet within its unit: ``unit * n_outlets + outlet``."""
        group: Ints = self.row_unit * len(self.outlets) + self.row_outlet
        return group

    @property
    def mixed(self) -> NDArray[np.bool_]:
        """Tell of which units the mentions are said of several targets, not kept apart."""
        several: NDArray[np.bool_] = self.n_targets > 1
        return several & ("target" not in self.by)


def only_rows(counts: Counts, kept: NDArray[np.bool_]) -> Counts:
    """Return a ``Counts`` with some of its rows (articles) only."""
    place = np.cumsum(kept) - 1
    entries = kept[counts.entry_row]
    return replace(
        counts,
        row_unit=counts.row_unit[kept],
        row_outlet=counts.row_outlet[kept],
        row_article=counts.row_article[kept],
        row_mentions=counts.row_mentions[kept],
        entry_row=place[counts.entry_row[entries]],
        entry_slot=counts.entry_slot[entries],
        entry_mentions=counts.entry_mentions[entries],
    )


def count_labels(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    labels: dict[str, Sequence[str]] | None = None,
    first_only: bool = False,
) -> Counts:
    """Count the labels that each article uses.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    articles : DataFrame or path, optional
        The contract's ``article_index``, or articles: says which outlets there are, and holds
        ``story_id`` and ``copy_cluster``.
    voices, regions : sequence of str, optional
        What is counted: the outlet's ``own`` words in ``title``, ``lead`` and ``body`` by
        default; every voice or region when split ``by`` it.
    by : sequence of str
        Columns of mentions or articles to split by; ``year``, ``month`` (``period``) and
        ``day`` are taken from ``published``.
    copies : {"keep", "once", "drop"}
        ``once`` leaves the earliest article of a ``copy_cluster`` in each outlet, ``drop``
        the earliest of all.
    labels : dict, optional
        Labels that get a slot although no mention has them, by concept.
    first_only : bool, default False
        Count only the first mention of a concept in each article (and stratum).

    Returns
    -------
    Counts
    """
    table, index = prepared(mentions, articles, copies)
    check_table(table, "mentions", NEEDED)
    by = (by,) if isinstance(by, str) else tuple(by)
    keep = _kept(table, "voice", voices, VOICES if "voice" in by else ("own",))
    keep = keep & _kept(table, "region", regions, MEASURED_REGIONS)
    outlets = _all_outlets(table, index)
    table = table if keep.all() else table[keep]
    strata = [stratum_values(table, index, column) for column in by]
    if first_only:
        first = _first_mentions(table, strata)
        table, strata = table[first], [values[first] for values in strata]
    return _counted(table, outlets, by, strata, labels or {})


def stratum_values(table: pd.DataFrame, index: pd.DataFrame | None, column: str) -> pd.Series:
    """Return the values of a column of mentions or, by ``article_id``, of articles."""
    if column in table.columns:
        return table[column]
    if index is not None and column in index.columns:
        known = index.drop_duplicates("article_id").set_index("article_id")[column]
        found = table["article_id"].map(known)
        return found if found.dtype.kind in "fMiub" else found.fillna("")
    if column in PERIODS and "published" in table.columns:
        import pandas as pd

        return pd.to_datetime(table["published"]).dt.strftime(PERIODS[column]).fillna("")
    known_columns = [*table.columns, *([] if index is None else index.columns)]
    raise TableError(
        f"cannot split by {column!r} (there are: {', '.join(map(str, known_columns))})",
        place="by=",
        remedy="Name a column of the mentions or of articles=, or year, month or day.",
    )


def _kept(
    table: pd.DataFrame, column: str, chosen: Sequence[str] | None, default: Sequence[str]
) -> NDArray[np.bool_]:
    wanted = list(default if chosen is None else chosen)
    known = VOICES if column == "voice" else REGIONS
    for value in wanted:
        if value not in known:
            raise TableError(
                f"{value!r} is no {column}",
                place=f"{column}s=",
                remedy=f"Choose from {', '.join(known)}.",
            )
    strange = sorted({str(value) for value in table[column].unique()} - {*known, "", "nan"})
    if strange:
        raise TableError(
            f"{strange[0]!r} is no {column}",
            place=f"mentions table, column {column!r}",
            remedy=f"Write {', '.join(known)}.",
        )
    if len(wanted) == 1:
        return np.asarray(table[column] == wanted[0], dtype=bool)
    return np.asarray(table[column].isin(wanted), dtype=bool)


def _first_mentions(table: pd.DataFrame, strata: list[pd.Series]) -> NDArray[np.bool_]:
    import pandas as pd

    check_table(table, "mentions", ["start"])
    keys = {f"by{i}": values for i, values in enumerate(strata)}
    keys |= {c: table[c] for c in ("outlet", "article_id", "concept")}
    order = np.argsort(table["start"].to_numpy(), kind="stable")
    first = np.zeros(len(table), dtype=bool)
    first[order] = ~pd.DataFrame(keys).iloc[order].duplicated().to_numpy()
    return first


def _all_outlets(table: pd.DataFrame, index: pd.DataFrame | None) -> Texts:
    names = set(table["outlet"].unique())
    if index is not None and "outlet" in index.columns:
        names |= set(index["outlet"].unique())
    return np.array(sorted(names), dtype=object)


def _counted(
    table: pd.DataFrame,
    outlets: Texts,
    by: tuple[str, ...],
    strata: list[pd.Series],
    labels: dict[str, Sequence[str]],
) -> Counts:
    import pandas as pd

    concept, concept_names = _codes(table["concept"], list(labels))
    label, label_names = _codes(table["label"], [x for some in labels.values() for x in some])
    article, article_names = _codes(table["article_id"])
    outlet = pd.Index(outlets).get_indexer(pd.Index(table["outlet"])).astype(np.int64)
    unit_key = concept
    stratum_names: list[tuple[Ints, Texts]] = []
    for column in reversed(strata):
        codes, names = _codes(column)
        unit_key = codes * (unit_key.max(initial=0) + 1) + unit_key
        stratum_names.insert(0, (codes, names))
    units, first, unit = np.unique(unit_key, return_index=True, return_inverse=True)
    slots, slot = _slots(unit, label, concept[first], concept_names, label_names, labels)
    n_labels = len(label_names)
    rows, row = np.unique(
        (unit * len(outlets) + outlet) * len(article_names) + article, return_inverse=True
    )
    row_group, row_article = np.divmod(rows, max(len(article_names), 1))
    entries, entry_mentions = np.unique(row * max(len(slots), 1) + slot, return_counts=True)
    entry_row, entry_slot = np.divmod(entries, max(len(slots), 1))
    return Counts(
        by=by,
        outlets=outlets,
        concepts=concept_names[concept[first]],
        strata=[tuple(n[c[i]] for c, n in stratum_names) for i in first],
        n_targets=_targets(table, unit, len(units)),
        labels=label_names[slots % n_labels] if len(slots) else label_names[:0],
        slot_unit=slots // max(n_labels, 1),
        row_unit=row_group // max(len(outlets), 1),
        row_outlet=row_group % max(len(outlets), 1),
        row_article=article_names[row_article],
        row_mentions=np.bincount(entry_row, entry_mentions, len(rows)).astype(np.int64),
        entry_row=entry_row,
        entry_slot=entry_slot,
        entry_mentions=entry_mentions,
    )


def _codes(values: pd.Series, more: Sequence[Any] = ()) -> tuple[Ints, Texts]:
    """Code values by their rank, so that codes do not depend on the order of rows."""
    import pandas as pd

    if isinstance(values.dtype, pd.CategoricalDtype):
        more = [*more, *values.cat.categories]
        values = values.astype(values.cat.categories.dtype)
    if more:
        values = pd.concat([values, pd.Series(list(more), dtype=values.dtype)])
    codes, names = pd.factorize(values, sort=True, use_na_sentinel=False)
    kept = len(values) - len(more)
    return codes[:kept].astype(np.int64), np.asarray(names, dtype=object)


def _slots(
    unit: Ints,
    label: Ints,
    unit_concept: Ints,
    concept_names: Texts,
    label_names: Texts,
    labels: dict[str, Sequence[str]],
) -> tuple[Ints, Ints]:
    keys = unit * max(len(label_names), 1) + label
    position = {name: i for i, name in enumerate(label_names)}
    unused = [
        u * len(label_names) + position[name]
        for u, c in enumerate(unit_concept)
        for name in labels.get(concept_names[c], ())
    ]
    slots = np.unique(np.concatenate([keys, np.array(unused, dtype=np.int64)]))
    return slots, np.searchsorted(slots, keys)


def _targets(table: pd.DataFrame, unit: Ints, n_units: int) -> Ints:
    """Count the targets of each unit; 1 where nothing is said of anybody."""
    if "target" not in table.columns:
        return np.ones(n_units, dtype=np.int64)
    target, names = _codes(table["target"])
    pairs = np.unique(unit * max(len(names), 1) + target)
    return np.bincount(pairs // max(len(names), 1), minlength=n_units).astype(np.int64)
