"""An outlet's mean stance toward a concept, secondary to the shares of its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.clusters import Sums, sum_cells
from framing.measure.counts import Counts, count_labels
from framing.measure.intervals import Z95, correlations, wilson
from framing.measure.lengths import effective_mentions
from framing.measure.share_tables import MIXED_TARGETS, strata_ranks, with_strata
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STEP = 0.5  # how far one person's stance may lie from another's


def slants(
    mentions: pd.DataFrame | str | Path,
    lexicon: Any,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    step: float = STEP,
) -> pd.DataFrame:
    """Mean stance of an outlet's mentions of each concept, with 95% intervals.

    Stances are ordinal and someone's judgment, declared in the lexicon with their reasons: read
    the shares of the labels first.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    lexicon : Lexicon, list of them, or mapping
        Gives the stance, from -1 to 1, of each (concept, label).
    articles, voices, regions, by, copies
        As in ``label_shares``.
    step : float, default 0.5
        ``moved_low`` and ``moved_high`` are the least and the greatest slant when one label's
        stance moves this far.

    Returns
    -------
    DataFrame
        The contract's ``slants``, then ``moved_low, moved_high``. A concept that is said of
        several targets has a slant only when split by ``target``.

    Notes
    -----
    The interval is Wilson's, stretched from 0…1 to the range of the concept's stances, with the
    effective number of mentions of ``label_shares`` and the spread of the stances.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.DataFrame({"article_id": ["1", "2", "3"], "outlet": "north",
    ...     "concept": "sdf", "label": ["militia", "acronym", "acronym"], "region": "body",
    ...     "voice": "own"})
    >>> stances = {("sdf", "militia"): -1.0, ("sdf", "acronym"): 0.0}
    >>> slants(mentions, stances).loc[0, "slant"].round(2)
    np.float64(-0.33)
    """
    stances = lexicon_stances(lexicon)
    counts = count_labels(
        mentions,
        articles=articles,
        voices=voices,
        regions=regions,
        by=by,
        copies=copies,
    )
    return slants_table(counts, stances, step)


def lexicon_stances(lexicon: Any) -> dict[tuple[str, str], float]:
    """Return the stance of every (concept, label) that has one."""
    found: dict[tuple[str, str], float] = {}
    for one in lexicon if isinstance(lexicon, list | tuple) else [lexicon]:
        stances = one if isinstance(one, Mapping) else one.stances()
        found |= {key: float(value) for key, value in stances.items() if value is not None}
    return found


def slants_table(
    counts: Counts, stances: Mapping[tuple[str, str], float], step: float = STEP
) -> pd.DataFrame:
    """Make the ``slants`` table of a ``Counts``."""
    slot_concept = counts.concepts[counts.slot_unit]
    stance = np.array(
        [
            stances.get((c, label), np.nan)
            for c, label in zip(slot_concept, counts.labels, strict=True)
        ],
        dtype=np.float64,
    )
    ranges = _ranges(stances)
    groups = None if counts.by else np.arange(len(counts.concepts) * len(counts.outlets))
    sums = sum_cells(counts, groups)
    group, cell_group = np.unique(sums.group, return_inverse=True)
    unit, outlet = np.divmod(group, max(len(counts.outlets), 1))
    bounds = np.array([ranges.get(c, (np.nan, np.nan)) for c in counts.concepts[unit]])
    bounds = bounds.reshape(-1, 2)
    low_high = _slant_intervals(counts, sums, cell_group, stance, bounds)
    moved = _moved(sums, cell_group, stance, len(group), step)
    n_articles, n, left_out = low_high.pop("n_articles"), low_high["n"], low_high.pop("left_out")
    notes = _notes(counts, unit, n, n_articles, left_out, bounds)
    empty = (n == 0) | counts.mixed[unit]
    columns: dict[str, Any] = {
        "outlet": counts.outlets[outlet],
        "concept": counts.concepts[unit],
        "n_mentions": n,
        "n_articles": n_articles,
        "note": notes,
    }
    for name, values in {**low_high, **moved}.items():
        if name != "n":
            columns[name] = np.where(empty, np.nan, values)
    order = np.lexsort((unit, outlet, strata_ranks(counts)[unit]))
    table = as_table({name: values[order] for name, values in columns.items()}, "slants")
    return with_strata(table, counts, unit[order])


def _ranges(stances: Mapping[tuple[str, str], float]) -> dict[str, tuple[float, float]]:
    values: dict[str, list[float]] = {}
    for (concept, _), stance in stances.items():
        values.setdefault(concept, []).append(stance)
    return {c: (min(v), max(v)) for c, v in values.items() if min(v) < max(v)}


def _slant_intervals(
    counts: Counts, sums: Sums, cell_group: Any, stance: Floats, bounds: Floats
) -> dict[str, Any]:
    """Estimate each group's slant from its articles, on the scale 0…1 of its stances."""
    n_groups, known = len(bounds), ~np.isnan(stance)
    group = np.unique(sums.group)
    row_group = np.searchsorted(group, counts.row_group)
    used = known[counts.entry_slot]
    entry_row, entry_n = counts.entry_row[used], counts.entry_mentions[used]
    low, width = bounds[:, 0], bounds[:, 1] - bounds[:, 0]
    entry_group = row_group[entry_row]
    scaled = (stance[counts.entry_slot[used]] - low[entry_group]) / width[entry_group]
    m = np.bincount(entry_row, entry_n, len(row_group)).astype(np.float64)
    t = np.bincount(entry_row, entry_n * scaled, len(row_group)).astype(np.float64)

    def total(values: Floats) -> Floats:
        return np.bincount(row_group, values, n_groups).astype(np.float64)

    powers = np.stack([total(m**power) for power in range(1, 6)])
    n, k = powers[0], total((m > 0).astype(float))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = total(t) / n
        residual = total((t - mean[row_group] * m) ** 2)
        naive = _spread(sums, cell_group, stance, bounds, n_groups)
        pool = np.minimum(naive / (mean * (1 - mean)), 1.0)
        pool = np.where((mean <= 0) | (mean >= 1), 1.0, pool)
    rho = _mean_correlation(sums, cell_group, n_groups)
    size = effective_mentions(powers, k, residual, naive, rho) / pool
    ci_low, ci_high = wilson(mean, size, Z95)
    return {
        "slant": low + width * mean,
        "ci_low": low + width * ci_low,
        "ci_high": low + width * ci_high,
        "n": n,
        "n_articles": k,
        "left_out": total(counts.row_mentions - m),
    }


def _spread(sums: Sums, cell_group: Any, stance: Floats, bounds: Floats, n_groups: int) -> Floats:
    """Variance of one mention's scaled stance, from shares moved a little toward equality."""
    known = ~np.isnan(stance[sums.slot])
    low, width = bounds[cell_group, 0], bounds[cell_group, 1] - bounds[cell_group, 0]
    scaled = np.where(known, (stance[sums.slot] - low) / width, 0.0)
    weight = np.where(known, sums.y + 0.5, 0.0)
    total = np.bincount(cell_group, weight, n_groups)
    mean = np.bincount(cell_group, weight * scaled, n_groups) / total
    variance: Floats = np.bincount(cell_group, weight * scaled**2, n_groups) / total - mean**2
    return np.maximum(variance, 1e-6)


def _mean_correlation(sums: Sums, cell_group: Any, n_groups: int) -> Floats:
    """Average the labels' correlations within articles, weighted by their variances."""
    with np.errstate(divide="ignore", invalid="ignore"):
        p = (sums.y + 0.5) / (sums.n + 1)
        rho = correlations(sums)
    weight = p * (1 - p)
    total = np.bincount(cell_group, weight, n_groups)
    mean: Floats = np.bincount(cell_group, weight * rho, n_groups) / total
    return mean


def _moved(
    sums: Sums, cell_group: Any, stance: Floats, n_groups: int, step: float
) -> dict[str, Floats]:
    """Move one label's stance at a time; keep the extremes of the slant."""
    s = stance[sums.slot]
    y = np.where(np.isnan(s), 0.0, sums.y)
    with np.errstate(divide="ignore", invalid="ignore"):
        n = np.bincount(cell_group, y, n_groups)
        slant = np.bincount(cell_group, y * np.nan_to_num(s), n_groups) / n
        up = y / n[cell_group] * np.nan_to_num(np.minimum(s + step, 1.0) - s)
        down = y / n[cell_group] * np.nan_to_num(np.maximum(s - step, -1.0) - s)
    least, most = np.zeros(n_groups), np.zeros(n_groups)
    np.fmin.at(least, cell_group, down)
    np.fmax.at(most, cell_group, up)
    return {"moved_low": slant + least, "moved_high": slant + most}


def _notes(
    counts: Counts, unit: Any, n: Any, n_articles: Any, left_out: Any, bounds: Floats
) -> Any:
    notes = np.full(len(unit), "", dtype=object)
    for i in np.flatnonzero(left_out > 0):
        notes[i] = f"{left_out[i]:.0f} mentions of labels without a stance left out"
    notes[n_articles == 1] = "one article: no interval"
    notes[n == 0] = "no mention of a label with a stance"
    notes[np.isnan(bounds[:, 0])] = "the lexicon's stances of this concept do not differ"
    notes[counts.mixed[unit]] = MIXED_TARGETS
    return notes
