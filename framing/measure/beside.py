"""A share that no long article can make: the mean over articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from framing.measure.clusters import Sums, cells_of_entries
from framing.measure.counts import Counts
from framing.measure.lengths import MIN_ARTICLES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def article_means(counts: Counts, sums: Sums) -> tuple[Floats, Floats]:
    """Return each label's mean share over articles, and how many independent trials it is worth.

    Articles are the trials, and worth more than one each where a label's share varies less
    between them than all or nothing would (half an article's worth of doubt is added).
    """
    part = counts.entry_mentions / counts.row_mentions[counts.entry_row]
    cell, n_cells, k = cells_of_entries(counts, sums), len(sums.n), sums.n_articles
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.bincount(cell, part, n_cells) / k
        all_or_nothing = share * (1 - share)
        between = np.bincount(cell, part**2, n_cells) / k - share**2
        doubt = 0.5 / k
        worth = k / ((1 - doubt) * between / all_or_nothing + doubt)
    size = np.where(all_or_nothing > 1e-12, np.maximum(worth, k), k)
    return share, np.where(k >= MIN_ARTICLES, size, np.nan)
