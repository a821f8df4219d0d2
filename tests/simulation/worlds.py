"""Invented outlets whose true shares are known."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.measure.counts import Counts

SHARES, ARTICLES, CORRELATIONS = (0.02, 0.1, 0.5, 0.9), (5, 20, 100), (0.0, 0.3, 0.6)
LENGTHS = ((1, 1), (1, 10), (10, 10))
LONGEST = 60


class Cell(NamedTuple):
    """One design: the label's share, articles, mentions an article, correlation within them.

    ``mentions`` are a range, all as frequent, or ``"heavy"`` (mostly one, rarely up to 60) or
    ``"inflated"`` (most articles one, the others many).
    """

    share: float
    articles: int
    mentions: tuple[int, int] | str
    correlation: float

    def seed(self, *more: int) -> list[int]:
        """What chance in this cell starts from."""
        lengths = (len(self.mentions),) if isinstance(self.mentions, str) else self.mentions
        parts = (self.share, self.articles, *lengths, self.correlation)
        return [*(int(1000 * part) for part in parts), *more]


GRID = [
    Cell(share, articles, mentions, correlation)
    for articles in ARTICLES
    for share in SHARES
    for mentions in LENGTHS
    for correlation in CORRELATIONS
    if mentions != (1, 1) or correlation == 0
]


class Drawn(NamedTuple):
    """Articles of many draws: ``m`` mentions (draw × article), ``y`` of each label."""

    m: np.ndarray
    y: np.ndarray


def lengths(rng: np.random.Generator, cell: Cell, draws: int) -> np.ndarray:
    """How many mentions each article has."""
    size = (draws, cell.articles)
    if cell.mentions == "heavy":
        return np.minimum(rng.zipf(1.8, size), LONGEST)
    if cell.mentions == "inflated":
        return np.minimum(1 + rng.negative_binomial(0.3, 0.07, size), LONGEST)
    low, high = cell.mentions
    return rng.integers(int(low), int(high) + 1, size)


def draw_articles(rng: np.random.Generator, cell: Cell, draws: int, kind: str = "beta") -> Drawn:
    """Draw one outlet many times, with a label and its rest.

    Kinds of articles: ``beta`` has a share of its own around the outlet's (beta-binomial),
    ``length`` one around a share in proportion to its number of mentions; a ``whole`` one is
    all of one label with the probability of the correlation; of ``two`` sorts of articles, few
    have the label nearly always (or never).
    """
    m = lengths(rng, cell, draws)
    p = np.full(m.shape, cell.share)
    rho = cell.correlation
    if kind == "length":
        p = np.clip(cell.share * m * _mean_over_squares(cell), 0, 0.999)
    if kind == "whole":
        p = np.where(rng.random(m.shape) < rho, rng.random(m.shape) < p, p).astype(float)
    elif kind == "two":
        p = _two_sorts(rng, cell, m.shape)
    elif rho:
        odds = (1 - rho) / rho
        p = rng.beta(np.maximum(p * odds, 1e-9), np.maximum((1 - p) * odds, 1e-9))
    label = rng.binomial(m, p)
    return Drawn(m, np.stack([label, m - label], axis=-1))


def _mean_over_squares(cell: Cell) -> float:
    """What makes a share in proportion to length have the wanted share of all mentions."""
    sizes = np.arange(int(cell.mentions[0]), int(cell.mentions[1]) + 1)
    return float(sizes.sum() / (sizes**2).sum())


def _two_sorts(rng: np.random.Generator, cell: Cell, shape: tuple[int, ...]) -> np.ndarray:
    p = cell.share
    far = p + 0.9 * (1 - p) if p < 0.5 else p - 0.9 * p
    variance = cell.correlation * p * (1 - p)
    weight = variance / ((far - p) ** 2 + variance)
    near = (p - weight * far) / (1 - weight)
    return np.where(rng.random(shape) < weight, far, near)


def several_labels(
    rng: np.random.Generator, shares: tuple[float, ...], cell: Cell, draws: int
) -> Drawn:
    """Dirichlet–multinomial articles of one outlet (``cell.share`` is not used)."""
    m = lengths(rng, cell, draws)
    p = np.tile(shares, (*m.shape, 1))
    if cell.correlation:
        odds = (1 - cell.correlation) / cell.correlation
        weights = rng.standard_gamma(p * odds) + 1e-300
        p = weights / weights.sum(axis=-1, keepdims=True)
    return Drawn(m, rng.multinomial(m, p))


def true_share(cell: Cell, kind: str) -> float:
    """The share of all mentions that a corpus without end would show."""
    if kind != "length":
        return cell.share
    sizes = np.arange(int(cell.mentions[0]), int(cell.mentions[1]) + 1)
    p = np.clip(cell.share * sizes * _mean_over_squares(cell), 0, 0.999)
    return float((sizes * p).sum() / sizes.sum())


def counts_of(*sides: Drawn) -> Counts:
    """Count outlets ``a``, ``b`` … as ``count_labels`` would, split by draw."""
    draws = len(sides[0].m)
    unit = np.concatenate([np.repeat(np.arange(draws), side.m.shape[1]) for side in sides])
    outlet = np.concatenate([np.full(side.m.size, i) for i, side in enumerate(sides)])
    y = np.concatenate([side.y.reshape(-1, side.y.shape[-1]) for side in sides])
    return counted(("draw",), [(i,) for i in range(draws)], unit, outlet, y)


def counted(
    by: tuple[str, ...],
    strata: list[tuple[Any, ...]],
    unit: np.ndarray,
    outlet: np.ndarray,
    y: np.ndarray,
) -> Counts:
    """Make a ``Counts`` of articles: their unit, outlet, and mentions of each label."""
    order = np.lexsort((outlet, unit))
    unit, outlet, y = unit[order], outlet[order], y[order]
    n_labels = y.shape[1]
    names = np.array(["label", "rest"] if n_labels == 2 else [f"x{i}" for i in range(n_labels)])
    row, label = np.nonzero(y)
    return Counts(
        by=by,
        outlets=np.array(list("abcdefgh")[: outlet.max() + 1], dtype=object),
        concepts=np.full(len(strata), "c", dtype=object),
        strata=strata,
        n_targets=np.ones(len(strata), dtype=np.int64),
        labels=np.tile(names.astype(object), len(strata)),
        slot_unit=np.repeat(np.arange(len(strata)), n_labels),
        row_unit=unit,
        row_outlet=outlet,
        row_article=np.arange(len(unit)).astype(object),
        row_mentions=y.sum(axis=1),
        entry_row=row,
        entry_slot=unit[row] * n_labels + label,
        entry_mentions=y[row, label],
    )


def mentions_table(counts: Counts) -> pd.DataFrame:
    """The contract's mentions of a ``Counts``, to be counted again."""
    entry = np.repeat(np.arange(len(counts.entry_row)), counts.entry_mentions)
    row = counts.entry_row[entry]
    strata = pd.DataFrame(counts.strata, columns=list(counts.by))
    table = strata.iloc[counts.row_unit[row]].reset_index(drop=True)
    return table.assign(
        article_id=row.astype(str),
        outlet=counts.outlets[counts.row_outlet[row]],
        concept="c",
        label=counts.labels[counts.entry_slot[entry]],
        region="body",
        voice="own",
    )
