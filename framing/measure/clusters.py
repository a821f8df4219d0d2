"""Sums over articles: what every interval and every null distribution is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from framing.measure.counts import Counts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sums:
    """One element per label and outlet of a unit (a *cell*), summed over the articles.

    ``y`` is an article's mentions of the label, ``m`` of the whole concept; ``mixed`` sums
    ``y (m - y) / m``, 0 where no article has both the label and a rival. ``tail_y[c, r]`` counts
    the articles of cell ``c`` with more than ``r`` mentions of the label, ``tail_rest`` of its
    rivals, ``tail_m`` of the concept.
    """

    group: Ints
    slot: Ints
    n_articles: Floats
    n: Floats
    y: Floats
    yy: Floats
    ym: Floats
    mm: Floats
    mixed: Floats
    tail_y: Floats
    tail_rest: Floats
    tail_m: Floats

    def over_articles(self, *values: Floats) -> Floats:
        """Sum functions of ``m`` over articles, each given from ``m = 0`` on: values × cells."""
        steps = np.diff(np.stack(values), axis=1)
        sums: Floats = steps @ self.tail_m.T
        return sums

    def powers(self) -> Floats:
        """Return the sums over articles of ``m, m², … m⁵``, powers × cells."""
        m = np.arange(self.tail_m.shape[1] + 1, dtype=np.float64)
        return self.over_articles(*(m**power for power in range(1, 6)))

    def squares(self, share: Floats) -> Floats:
        """Return the sums of ``(y - share m)²``: how far articles lie from a share."""
        return np.maximum(self.yy - 2 * share * self.ym + share**2 * self.mm, 0.0)

    def take(self, cells: Ints) -> Sums:
        """Return the chosen cells, in that order."""
        return replace(self, **{f: getattr(self, f)[cells] for f in self.__dataclass_fields__})

    def __add__(self, other: Sums) -> Sums:
        """Pool two outlets' articles, cell by cell."""
        names = [f for f in self.__dataclass_fields__ if f not in {"group", "slot"}]
        return replace(self, **{f: getattr(self, f) + getattr(other, f) for f in names})


def sum_cells(counts: Counts, groups: Ints | None = None) -> Sums:
    """Sum a ``Counts`` over articles for every label × outlet.

    Groups are numbered as ``Counts.row_group``; they are those with articles unless given.
    """
    row_group = counts.row_group
    groups = np.unique(row_group) if groups is None else groups
    row = np.searchsorted(groups, row_group)
    unit = groups // max(len(counts.outlets), 1)
    first_slot = np.searchsorted(counts.slot_unit, unit)
    n_slots = np.searchsorted(counts.slot_unit, unit, side="right") - first_slot
    offset = np.concatenate([[0], np.cumsum(n_slots)]).astype(np.int64)
    group_of = np.repeat(np.arange(len(groups)), n_slots)
    slot_of = np.arange(offset[-1]) - offset[group_of] + first_slot[group_of]
    entry_group = row[counts.entry_row]
    cell = offset[entry_group] + counts.entry_slot - first_slot[entry_group]
    n_cells, y, m = int(offset[-1]), counts.entry_mentions, counts.row_mentions
    m_of_entry = m[counts.entry_row]

    def over_rows(weights: Ints) -> Floats:
        return np.bincount(row, weights, len(groups)).astype(np.float64)[group_of]

    def over_entries(weights: Ints | Floats) -> Floats:
        return np.bincount(cell, weights, n_cells).astype(np.float64)

    width = int(m.max(initial=1))
    tail_m = _tails(row, m, len(groups), width)[group_of]
    rest = m_of_entry - y
    moved = _tails(cell, rest, n_cells, width) - _tails(cell, m_of_entry, n_cells, width)
    return Sums(
        group=groups[group_of],
        slot=slot_of,
        n_articles=over_rows(np.ones_like(m)),
        n=over_rows(m),
        y=over_entries(y),
        yy=over_entries(y * y),
        ym=over_entries(y * m_of_entry),
        mm=over_rows(m * m),
        mixed=over_entries(y * rest / m_of_entry),
        tail_y=_tails(cell, y, n_cells, width),
        tail_rest=tail_m + moved,
        tail_m=tail_m,
    )


def cells_of_entries(counts: Counts, sums: Sums) -> Ints:
    """Return the cell of ``sums`` that each entry of ``counts`` was summed in."""
    key = sums.group * len(counts.labels) + sums.slot
    group = counts.row_group[counts.entry_row]
    order = np.argsort(key)
    found: Ints = order[np.searchsorted(key[order], group * len(counts.labels) + counts.entry_slot)]
    return found


def _tails(cell: Ints, value: Ints, n_cells: int, width: int) -> Floats:
    """Count, for each cell and r = 0 … width-1, the values above r."""
    exact = np.bincount(cell * (width + 1) + value, minlength=n_cells * (width + 1))
    above = exact.reshape(n_cells, width + 1)[:, ::-1].cumsum(axis=1)[:, ::-1]
    return above[:, 1:].astype(np.float64)
