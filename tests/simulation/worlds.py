"""Invented outlets whose true shares are known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd


class Cell(NamedTuple):
    """One design: the label's share, articles, mentions an article, correlation within them."""

    share: float
    articles: int
    mentions: tuple[int, int]
    correlation: float

    def seed(self, *more: int) -> list[int]:
        parts = (self.share, self.articles, *self.mentions, self.correlation)
        return [*(int(1000 * part) for part in parts), *more]


SHARES, ARTICLES, CORRELATIONS = (0.02, 0.1, 0.5, 0.9), (5, 20, 100), (0.0, 0.3, 0.6)
LENGTHS = ((1, 1), (1, 10), (10, 10))
GRID = [
    Cell(share, articles, mentions, correlation)
    for articles in ARTICLES
    for share in SHARES
    for mentions in LENGTHS
    for correlation in CORRELATIONS
    if mentions != (1, 1) or correlation == 0
]


def portions(draws: int, *cells: Cell) -> list[int]:
    """Split draws into portions whose tables stay small."""
    rows = sum(cell.articles * sum(cell.mentions) / 2 for cell in cells)
    size = max(int(200_000 / rows), 1)
    return [min(size, draws - first) for first in range(0, draws, size)]


class Drawn(NamedTuple):
    """Articles of many draws: whose, how many mentions, how many with the label."""

    draw: np.ndarray
    mentions: np.ndarray
    label: np.ndarray


def draw_articles(rng: np.random.Generator, cell: Cell, draws: int, kind: str = "beta") -> Drawn:
    """Draw articles of one kind.

    ``beta``: beta-binomial. ``length``: so, and the share grows with an article's mentions.
    ``whole``: an article is all of one label with the probability of the correlation, else its
    mentions are independent.
    """
    low, high = cell.mentions
    m = rng.integers(low, high + 1, draws * cell.articles)
    sizes = np.arange(low, high + 1)
    p = np.full(len(m), cell.share)
    if kind == "length":  # proportional to length, with the wanted share of all mentions
        p = np.clip(cell.share * m * sizes.sum() / (sizes**2).sum(), 0, 0.999)
    if kind == "whole":
        all_alike = rng.random(len(m)) < cell.correlation
        p = np.where(all_alike, (rng.random(len(m)) < p).astype(float), p)
    elif cell.correlation:
        odds = (1 - cell.correlation) / cell.correlation
        p = rng.beta(np.maximum(p * odds, 1e-9), np.maximum((1 - p) * odds, 1e-9))
    return Drawn(np.repeat(np.arange(draws), cell.articles), m, rng.binomial(m, p))


def true_share(cell: Cell, kind: str) -> float:
    """The share of all mentions that a corpus without end would show."""
    sizes = np.arange(cell.mentions[0], cell.mentions[1] + 1)
    if kind != "length":
        return cell.share
    p = np.clip(cell.share * sizes * sizes.sum() / (sizes**2).sum(), 0, 0.999)
    return float((sizes * p).sum() / sizes.sum())


def mentions_table(drawn: Drawn, outlet: str | None = None) -> pd.DataFrame:
    """The contract's columns; each draw an outlet, or a stratum ``draw`` of the outlet given."""
    article = np.repeat(np.arange(len(drawn.mentions)), drawn.mentions)
    first = np.cumsum(drawn.mentions) - drawn.mentions
    has_label = np.arange(len(article)) - first[article] < drawn.label[article]
    draw = drawn.draw[article]
    return pd.DataFrame(
        {
            "article_id": article if outlet is None else article * 2 + (outlet == "a"),
            "outlet": draw if outlet is None else outlet,
            "draw": draw,
            "concept": "c",
            "label": pd.Categorical.from_codes(has_label.astype(int), ["rest", "label"]),
            "region": "body",
            "voice": "own",
        }
    ).astype({"article_id": "str", "outlet": "str"})


def story_mentions(
    rng: np.random.Generator,
    draws: int,
    stories: int,
    share: float,
    between: float,
    mentions: tuple[tuple[int, int], tuple[int, int]],
    correlation: float = 0.3,
    effect: float = 0.0,
    coverage: float = 1.0,
) -> pd.DataFrame:
    """Two outlets on the same stories, whose shares differ from story to story.

    ``between`` is the correlation of two articles of one story, ``effect`` what outlet ``b`` adds
    to the log-odds; outlet ``b`` tells a story with probability ``coverage``, rising with the
    story's share (so that stories drive what the outlets differ in).
    """
    odds = (1 - between) / between
    of_story = rng.beta(share * odds, (1 - share) * odds, draws * stories)
    parts = []
    for outlet, (low, high) in zip("ab", mentions, strict=True):
        told = np.ones(draws * stories, dtype=bool)
        if outlet == "b" and coverage < 1:
            told = rng.random(draws * stories) < coverage + (1 - coverage) * of_story
        story = np.flatnonzero(told)
        p = of_story[story]
        if outlet == "b" and effect:
            logit = np.log(np.clip(p, 1e-9, 1)) - np.log(np.clip(1 - p, 1e-9, 1)) + effect
            p = 1 / (1 + np.exp(-logit))
        if correlation:
            rest = (1 - correlation) / correlation
            p = rng.beta(np.maximum(p * rest, 1e-9), np.maximum((1 - p) * rest, 1e-9))
        m = rng.integers(low, high + 1, len(story))
        drawn = Drawn(story // stories, m, rng.binomial(m, p))
        table = mentions_table(drawn, outlet)
        table["story_id"] = np.repeat(story % stories, m).astype(str)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def several_labels(
    rng: np.random.Generator, shares: tuple[float, ...], cell: Cell, draws: int, outlet: str
) -> pd.DataFrame:
    """Dirichlet–multinomial articles of one outlet (``cell.share`` is not used)."""
    n = draws * cell.articles
    m = rng.integers(cell.mentions[0], cell.mentions[1] + 1, n)
    p = np.tile(shares, (n, 1))
    if cell.correlation:
        weights = rng.standard_gamma(p * (1 - cell.correlation) / cell.correlation) + 1e-300
        p = weights / weights.sum(axis=1, keepdims=True)
    totals = rng.multinomial(m, p)
    of_article = np.repeat(np.tile(np.arange(len(shares)), n), totals.ravel())
    drawn = Drawn(np.repeat(np.arange(draws), cell.articles), m, np.zeros(n, dtype=int))
    table = mentions_table(drawn, outlet)
    return table.assign(label=np.array([f"label{i}" for i in range(len(shares))])[of_article])
