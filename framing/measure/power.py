"""How small a difference could have been seen, and how many articles a smaller one needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.between import cells_of, every_group, outlet_pairs
from framing.measure.clusters import sum_cells
from framing.measure.counts import count_labels
from framing.measure.intervals import Z95, effective_sizes

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEPS = 40  # halvings of the interval that holds a visible difference


def power(
    mentions: pd.DataFrame | str | Path,
    wanted: float = 0.1,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    chance: float = 0.8,
) -> pd.DataFrame:
    """Smallest difference that two outlets' articles could show, and what a wanted one needs.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    wanted : float, default 0.1
        A difference of shares that one would like to see.
    articles, voices, regions, by, copies
        As in ``label_shares``.
    chance : float, default 0.8
        How probable it should be that a true difference gives p ≤ .05.

    Returns
    -------
    DataFrame
        ``by`` columns, then one row per concept, label and pair: ``concept, label, outlet_a,
        outlet_b, share_a, share_b, n_articles_a, n_articles_b, visible, wanted, more_a, more_b``.
        ``visible`` is how far the share of ``outlet_b`` would have to lie from that of
        ``outlet_a`` (toward a half) to be seen with that chance; empty where nothing could be.
        ``more_a`` and ``more_b`` are the articles still missing for the wanted difference, if
        both outlets grow alike; 0 where there are enough.

    Notes
    -----
    The normal approximation with effective numbers of mentions, ``δ = 1.96 √(p̄(1-p̄)(1/a + 1/b))
    + z √(p₁(1-p₁)/a + p₂(1-p₂)/b)``, articles to come being like those at hand. It speaks of
    studies to come: the p-values and intervals at hand already say what this one shows.

    References
    ----------
    Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, ch. 4.
    Hoenig and Heisey (2001), doi:10.1198/000313001300339897.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{i}", o, "militia" if i % 2 else "acronym") for o in "ns" for i in range(50)]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "label"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> power(mentions, wanted=0.28).loc[0, ["visible", "more_a"]].round(2).tolist()
    [0.27, 0.0]
    """
    import pandas as pd

    counts = count_labels(
        mentions, articles=articles, voices=voices, regions=regions, by=by, copies=copies
    )
    sums = sum_cells(counts, every_group(counts))
    size = effective_sizes(sums)
    unit, a, b = cells_of(outlet_pairs(counts, sums))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.y / sums.n
    visible = _visible(share[a], size[a], size[b], chance)
    more = _times(share[a], size[a], size[b], wanted, chance)
    outlet = sums.group % max(len(counts.outlets), 1)
    columns: dict[str, Any] = {
        column: [counts.strata[u][i] for u in unit] for i, column in enumerate(counts.by)
    }
    columns |= {
        "concept": counts.concepts[unit],
        "label": counts.labels[sums.slot[a]],
        "outlet_a": counts.outlets[outlet[a]],
        "outlet_b": counts.outlets[outlet[b]],
        "share_a": share[a],
        "share_b": share[b],
        "n_articles_a": sums.n_articles[a],
        "n_articles_b": sums.n_articles[b],
        "visible": visible,
        "wanted": np.full(len(a), wanted),
        "more_a": np.ceil(sums.n_articles[a] * more),
        "more_b": np.ceil(sums.n_articles[b] * more),
    }
    return pd.DataFrame(columns)


def _needed(p: Floats, gap: Floats, a: Floats, b: Floats, chance: float) -> Floats:
    """How far apart two shares must lie to be seen, were they ``gap`` apart."""
    from scipy.special import ndtri

    other = np.where(p <= 0.5, p + gap, p - gap)
    middle = (p * a + other * b) / (a + b)
    apart: Floats = Z95 * np.sqrt(middle * (1 - middle) * (1 / a + 1 / b)) + ndtri(
        chance
    ) * np.sqrt(p * (1 - p) / a + np.clip(other * (1 - other), 0, None) / b)
    return apart


def _visible(p: Floats, a: Floats, b: Floats, chance: float) -> Floats:
    """Find by halving where a difference equals what is needed to see it."""
    most = np.maximum(p, 1 - p)
    low, high = np.zeros_like(p), most.copy()
    with np.errstate(divide="ignore", invalid="ignore"):
        possible = _needed(p, most, a, b, chance) <= most
        for _ in range(_STEPS):
            middle = (low + high) / 2
            seen = _needed(p, middle, a, b, chance) <= middle
            low, high = np.where(seen, low, middle), np.where(seen, middle, high)
    return np.where(possible, high, np.nan)


def _times(p: Floats, a: Floats, b: Floats, wanted: float, chance: float) -> Floats:
    """How many times the articles at hand are still missing; empty beyond the end of shares."""
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.full_like(p, wanted)
        times = (_needed(p, gap, a, b, chance) / gap) ** 2 - 1
    return np.where(wanted <= np.maximum(p, 1 - p), np.maximum(times, 0.0), np.nan)
