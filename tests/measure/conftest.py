"""Small mentions tables for the measures, written out or drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest

from framing.tables import as_table

Maker = Callable[..., pd.DataFrame]


def made(rows: Sequence[tuple[str, str, str]], **columns: object) -> pd.DataFrame:
    """A mentions table of (article, outlet, label); one concept, own words, in the body."""
    table = pd.DataFrame(list(rows), columns=["article_id", "outlet", "label"])
    table["start"] = range(len(table))
    defaults = {"concept": "sdf", "region": "body", "voice": "own"}
    return as_table(table.assign(**defaults | columns), "mentions")


def drawn(
    seed: int, shares: dict[str, float], n_articles: int = 20, correlation: float = 0.3
) -> pd.DataFrame:
    """Outlets that call it a militia in the given shares of one to ten mentions an article."""
    rng = np.random.default_rng(seed)
    rows = []
    for outlet, share in shares.items():
        for i in range(n_articles):
            odds = (1 - correlation) / max(correlation, 1e-9)
            p = rng.beta(share * odds, (1 - share) * odds) if correlation else share
            labels = np.where(rng.random(rng.integers(1, 11)) < p, "militia", "acronym")
            rows += [(f"{outlet}{i}", outlet, label) for label in labels]
    return made(rows)


@pytest.fixture
def mentions_of() -> Maker:
    return made


@pytest.fixture
def drawn_mentions() -> Maker:
    return drawn
