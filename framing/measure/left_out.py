"""Counts with one form, story or month left out, without counting again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.counts import Counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Leaver:
    """A ``Counts`` split by one column more, which can leave out any of its values.

    ``whole`` has nothing left out. The rest tells, for each entry of the split counts, its unit,
    slot and row in the whole, its number of mentions, and which value it has.
    """

    whole: Counts
    values: list[Any]
    unit: Ints
    outlet: Ints
    slot: Ints
    row: Ints
    mentions: Ints
    value: Ints

    @classmethod
    def of(cls, split: Counts) -> Leaver:
        """Take the last column that ``split`` is split by as the one to leave out."""
        keys = [(s[:-1], c) for s, c in zip(split.strata, split.concepts, strict=True)]
        units = {key: place for place, key in enumerate(dict.fromkeys(keys))}
        unit_of = np.array([units[key] for key in keys], dtype=np.int64)
        values = {value: place for place, value in enumerate(sorted({s[-1] for s in split.strata}))}
        value_of = np.array([values[s[-1]] for s in split.strata], dtype=np.int64)
        names, label = np.unique(split.labels.astype("str"), return_inverse=True)
        slots, slot = np.unique(
            unit_of[split.slot_unit] * max(len(names), 1) + label, return_inverse=True
        )
        articles, article = np.unique(split.row_article.astype("str"), return_inverse=True)
        group = unit_of[split.row_unit] * len(split.outlets) + split.row_outlet
        rows, first, row = np.unique(
            group * max(len(articles), 1) + article, return_index=True, return_inverse=True
        )
        whole = replace(
            split,
            by=split.by[:-1],
            concepts=np.array([c for _, c in units], dtype=object),
            strata=[s for s, _ in units],
            n_targets=np.ones(len(units), dtype=np.int64),
            labels=names.astype(object)[slots % max(len(names), 1)],
            slot_unit=slots // max(len(names), 1),
            row_unit=unit_of[split.row_unit][first],
            row_outlet=split.row_outlet[first],
            row_article=split.row_article[first],
        )
        made = cls(
            whole=whole,
            values=list(values),
            unit=unit_of[split.row_unit[split.entry_row]],
            outlet=split.row_outlet[split.entry_row],
            slot=slot[split.entry_slot],
            row=row[split.entry_row],
            mentions=split.entry_mentions,
            value=value_of[split.row_unit[split.entry_row]],
        )
        return replace(made, whole=made._counts(np.ones(len(made.row), dtype=bool)))

    def touched(self, value: int) -> set[tuple[int, int]]:
        """Return the (unit, outlet) pairs that have mentions with a value."""
        here = self.value == value
        return set(zip(self.unit[here].tolist(), self.outlet[here].tolist(), strict=True))

    def without(self, value: int) -> Counts:
        """Return the counts without the mentions that have a value."""
        return self._counts(self.value != value)

    def _counts(self, kept: NDArray[np.bool_]) -> Counts:
        row, slot, mentions = self.row[kept], self.slot[kept], self.mentions[kept]
        n_slots = max(len(self.whole.slot_unit), 1)
        entries, place = np.unique(row * n_slots + slot, return_inverse=True)
        of_entry = np.bincount(place, mentions, len(entries)).astype(np.int64)
        entry_row, entry_slot = np.divmod(entries, n_slots)
        rows, entry_row = np.unique(entry_row, return_inverse=True)
        return replace(
            self.whole,
            row_unit=self.whole.row_unit[rows],
            row_outlet=self.whole.row_outlet[rows],
            row_article=self.whole.row_article[rows],
            row_mentions=np.bincount(entry_row, of_entry, len(rows)).astype(np.int64),
            entry_row=entry_row,
            entry_slot=entry_slot,
            entry_mentions=of_entry,
        )
