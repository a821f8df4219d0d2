"""Whether two outlets choose labels differently, by more than chance explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.clusters import Sums, sum_cells
from framing.measure.counts import Counts, count_labels
from framing.measure.families import with_q_values
from framing.measure.intervals import Z95, correlations, effective_sizes, wilson
from framing.measure.nulls import draw_totals, generator, jensen_shannon
from framing.measure.shares import MIXED_TARGETS, with_strata
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

RESAMPLES = 10_000
FEW_ARTICLES = 5  # below this many on a side no p-value keeps its promise
RARE = 5  # labels with fewer mentions in both outlets together are merged


@dataclass(frozen=True)
class Pair:
    """Two outlets on one unit: the cells of each, label by label."""

    unit: int
    a: int
    b: int
    cells_a: Ints
    cells_b: Ints


def compare_outlets(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    within: str | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    family: Sequence[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Distance between the label shares of every two outlets, with what chance alone would give.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    articles, voices, regions, by, copies
        As in ``label_shares``.
    within : str, optional
        A column of articles, ``"story_id"``: compare within the same stories only.
    family : sequence of str or mapping, optional
        The comparisons declared beforehand, over which q-values are taken; all otherwise.
    resamples : int, default 10,000
        Draws of the null distribution.
    seed : int, default 0
        Fixes the draws.

    Returns
    -------
    DataFrame
        The contract's ``comparisons``, one row per concept and pair (``outlet_a`` before
        ``outlet_b``). ``divergence_null`` is the mean distance of two outlets that do not
        differ: small samples lie far apart by chance. No interval is given: read those of
        ``label_differences``.

    Notes
    -----
    The p-value is the share of draws at least as far apart, when both outlets draw from a
    Dirichlet–multinomial with their pooled shares, each article's own number of mentions, and
    per outlet the larger of its own and the pooled correlation within articles. (Shuffling
    articles between outlets is not valid where they carry unequal numbers of mentions.)

    References
    ----------
    Lin (1991), doi:10.1109/18.61115. Mosimann (1962), doi:10.1093/biomet/49.1-2.65.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{i}", o, label) for o, label in [("n", "militia"), ("s", "acronym")]
    ...         for i in range(8)]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "label"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> pair = compare_outlets(mentions, seed=1).iloc[0]
    >>> float(pair["divergence"]), bool(pair["p_value"] < 0.01)
    (1.0, True)
    """
    counts = count_labels(
        mentions, articles=articles, voices=voices, regions=regions, by=by, copies=copies
    )
    if within is not None:
        raise NotImplementedError(f"within={within!r}")
    sums = sum_cells(counts, np.arange(len(counts.concepts) * len(counts.outlets)))
    rho = correlations(sums)
    rows, units = [], []
    for pair in _pairs(counts, sums):
        rows.append(_compared(counts, sums, rho, pair, resamples, seed))
        units.append(pair.unit)
    table = with_q_values(as_table(rows, "comparisons"), family)
    return with_strata(table, counts, units)


def label_differences(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    within: str | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    family: Sequence[Any] | None = None,
) -> pd.DataFrame:
    """Difference between two outlets' shares of a label, with 95% intervals and p-values.

    Parameters
    ----------
    mentions, articles, within, voices, regions, by, copies, family
        As in ``compare_outlets``.

    Returns
    -------
    DataFrame
        The contract's ``label_differences``; ``difference`` is the share in ``outlet_a`` less
        that in ``outlet_b``.

    Notes
    -----
    Intervals by the method of variance estimates recovery (Newcombe's, with effective numbers
    of mentions); p-values by the score test with the same numbers.

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{i}", o, label) for o, label in [("n", "militia"), ("s", "acronym")]
    ...         for i in range(8)]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "label"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> label_differences(mentions)["difference"].tolist()
    [-1.0, 1.0]
    """
    counts = count_labels(
        mentions, articles=articles, voices=voices, regions=regions, by=by, copies=copies
    )
    if within is not None:
        raise NotImplementedError(f"within={within!r}")
    sums = sum_cells(counts, np.arange(len(counts.concepts) * len(counts.outlets)))
    pairs = list(_pairs(counts, sums))
    a = np.concatenate([p.cells_a for p in pairs]) if pairs else np.zeros(0, dtype=np.int64)
    b = np.concatenate([p.cells_b for p in pairs]) if pairs else a
    unit = np.repeat([p.unit for p in pairs], [len(p.cells_a) for p in pairs]).astype(np.int64)
    outlet = sums.group % max(len(counts.outlets), 1)
    table = as_table(
        {
            "concept": counts.concepts[unit],
            "label": counts.labels[sums.slot[a]],
            "outlet_a": counts.outlets[outlet[a]],
            "outlet_b": counts.outlets[outlet[b]],
            **_differences(sums, a, b),
            "note": _notes(counts, sums, unit, a, b),
        },
        "label_differences",
    )
    return with_strata(with_q_values(table, family), counts, unit)


def _pairs(counts: Counts, sums: Sums) -> Iterator[Pair]:
    """Yield every two outlets of every unit; in a split table those with mentions."""
    n_outlets = len(counts.outlets)
    start = np.searchsorted(sums.group, np.arange(len(counts.concepts) * n_outlets + 1))
    for unit in range(len(counts.concepts)):
        groups = range(unit * n_outlets, (unit + 1) * n_outlets)
        present = [g for g in groups if not counts.by or sums.n[start[g]] > 0]
        for a, b in combinations(present, 2):
            yield Pair(
                unit,
                a % n_outlets,
                b % n_outlets,
                np.arange(start[a], start[a + 1]),
                np.arange(start[b], start[b + 1]),
            )


def _differences(sums: Sums, a: Ints, b: Ints) -> dict[str, Floats]:
    size = effective_sizes(sums)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = sums.y / sums.n
        low, high = wilson(share, size, Z95)
        gap = share[a] - share[b]
        ci_low = gap - np.sqrt((share[a] - low[a]) ** 2 + (high[b] - share[b]) ** 2)
        ci_high = gap + np.sqrt((high[a] - share[a]) ** 2 + (share[b] - low[b]) ** 2)
        pooled = (sums.y[a] + sums.y[b]) / (sums.n[a] + sums.n[b])
        variance = pooled * (1 - pooled) * (1 / size[a] + 1 / size[b])
        p_value = two_sided(gap / np.sqrt(variance))
    few = np.minimum(sums.n_articles[a], sums.n_articles[b]) < FEW_ARTICLES
    rare = np.minimum(sums.y[a] + sums.y[b], (sums.n - sums.y)[a] + (sums.n - sums.y)[b]) < RARE
    return {
        "difference": gap,
        "ci_low": ci_low,
        "ci_high": ci_high,
        "p_value": np.where(few | rare, np.nan, p_value),
    }


def two_sided(z: Floats) -> Floats:
    """Return the two-sided p-value of a standard normal."""
    from scipy.special import log_ndtr

    p: Floats = np.minimum(2 * np.exp(log_ndtr(-np.abs(z))), 1.0)
    return p


def _notes(counts: Counts, sums: Sums, unit: Ints, a: Ints, b: Ints) -> Any:
    notes = np.full(len(a), "", dtype=object)
    notes[(counts.n_targets[unit] > 1) & ("target" not in counts.by)] = MIXED_TARGETS
    few = np.minimum(sums.n_articles[a], sums.n_articles[b])
    seen = np.minimum(sums.y[a] + sums.y[b], (sums.n - sums.y)[a] + (sums.n - sums.y)[b])
    notes[seen < RARE] = "too rare for a p-value"
    notes[few < FEW_ARTICLES] = f"fewer than {FEW_ARTICLES} articles on a side: no p-value"
    notes[few == 0] = "no mention on a side"
    return notes


def _compared(
    counts: Counts, sums: Sums, rho: Floats, pair: Pair, resamples: int, seed: int
) -> dict[str, Any]:
    names = [str(counts.outlets[pair.a]), str(counts.outlets[pair.b])]
    row: dict[str, Any] = {
        "concept": counts.concepts[pair.unit],
        "outlet_a": names[0],
        "outlet_b": names[1],
        "note": "",
    }
    k = min(sums.n_articles[pair.cells_a[0]], sums.n_articles[pair.cells_b[0]])
    if k == 0:
        return row | {"note": "no mention on a side"}
    a, b = sums.y[pair.cells_a], sums.y[pair.cells_b]
    row["divergence"] = float(jensen_shannon(a, b))
    if counts.n_targets[pair.unit] > 1 and "target" not in counts.by:
        return row | {"note": MIXED_TARGETS}
    if k < FEW_ARTICLES:
        return row | {"note": f"fewer than {FEW_ARTICLES} articles on a side: no p-value"}
    a, b, merged = _rare_merged(a, b)
    if a.size < 2:
        return row | {"note": "no second label often enough for a p-value"}
    if merged:
        row["note"] = f"{merged} rare labels merged"
    key = [str(x) for x in (*counts.strata[pair.unit], row["concept"], *names)]
    null = _null_distances(counts, sums, rho, pair, a + b, resamples, generator(seed, *key))
    observed = float(jensen_shannon(a, b))
    row["divergence_null"] = float(null.mean())
    row["p_value"] = float((1 + (null >= observed - 1e-12).sum()) / (1 + resamples))
    return row


def _rare_merged(a: Floats, b: Floats) -> tuple[Floats, Floats, int]:
    """Merge the labels too rare for the null distribution to hold."""
    total = a + b
    used = total > 0
    rare = used & (total < RARE)
    if rare.sum() == 1:
        rare |= used & (total == total[used & ~rare].min(initial=np.inf))
    kept = used & ~rare
    if not rare.any():
        return a[kept], b[kept], 0
    return np.append(a[kept], a[rare].sum()), np.append(b[kept], b[rare].sum()), int(rare.sum())


def _null_distances(
    counts: Counts,
    sums: Sums,
    rho: Floats,
    pair: Pair,
    total: Floats,
    resamples: int,
    rng: np.random.Generator,
) -> Floats:
    shares = total / total.sum()
    pooled = correlations(sums.take(pair.cells_a) + sums.take(pair.cells_b))
    weight = sums.y[pair.cells_a] + sums.y[pair.cells_b]
    weight = weight * (weight.sum() - weight)
    drawn = []
    for outlet, cells in ((pair.a, pair.cells_a), (pair.b, pair.cells_b)):
        own = np.average(rho[cells], weights=weight)
        correlation = max(own, np.average(pooled, weights=weight))
        mine = (counts.row_unit == pair.unit) & (counts.row_outlet == outlet)
        drawn.append(
            draw_totals(rng, shares, counts.row_mentions[mine], float(correlation), resamples)
        )
    return jensen_shannon(*drawn)
