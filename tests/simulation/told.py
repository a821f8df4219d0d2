"""Invented outlets that tell the same stories."""

from __future__ import annotations

import numpy as np

from framing.measure.counts import Counts
from tests.simulation.worlds import counted


def story_counts(
    rng: np.random.Generator,
    draws: int,
    stories: int,
    share: float,
    between: float,
    mentions: tuple[tuple[int, int], tuple[int, int]],
    correlation: float = 0.3,
    effect: float = 0.0,
    least: float = 0.3,
    most: int = 2,
) -> Counts:
    """Two outlets on the same stories, which differ in the label's share.

    ``between`` is the correlation of two articles of one story, ``effect`` what outlet ``b``
    adds to the log-odds. Outlet ``a`` tells a story with the probability ``least`` and more the
    smaller the story's share is, outlet ``b`` the greater: so stories drive what the outlets
    differ in. Each tells it in one to ``most`` articles.
    """
    odds = (1 - between) / between
    of_story = rng.beta(share * odds, (1 - share) * odds, draws * stories)
    units, outlets, counts = [], [], []
    for outlet, (low, high) in enumerate(mentions):
        wish = of_story if outlet else 1 - of_story
        told = rng.random(draws * stories) < least + (1 - least) * wish
        story = np.repeat(np.flatnonzero(told), rng.integers(1, most + 1, told.sum()))
        p = of_story[story]
        if outlet and effect:
            p = np.clip(p, 1e-9, 1 - 1e-9)
            p = 1 / (1 + (1 - p) / p * np.exp(-effect))
        if correlation:
            rest = (1 - correlation) / correlation
            p = rng.beta(np.maximum(p * rest, 1e-9), np.maximum((1 - p) * rest, 1e-9))
        m = rng.integers(low, high + 1, len(story))
        label = rng.binomial(m, p)
        units.append(story)
        outlets.append(np.full(len(story), outlet))
        counts.append(np.stack([label, m - label], axis=1))
    strata = [(d, f"s{s:03}") for d in range(draws) for s in range(stories)]
    unit, place = np.unique(np.concatenate(units), return_inverse=True)
    told_by = (place, np.concatenate(outlets), np.concatenate(counts))
    return counted(("draw", "story_id"), [strata[u] for u in unit], *told_by)
