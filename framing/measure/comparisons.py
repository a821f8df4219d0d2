"""Whether two outlets choose labels differently, by more than chance explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.measure.clusters import Sums, sum_cells
from framing.measure.counts import Counts, count_labels
from framing.measure.families import with_q_values
from framing.measure.intervals import correlations
from framing.measure.nulls import jensen_shannon, seed_of
from framing.measure.pairs import (
    FEW_ARTICLES,
    chance_distances,
    differences,
    merge_rare,
    null_correlations,
)
from framing.measure.share_tables import MIXED_TARGETS, with_strata
from framing.measure.threads import on_threads
from framing.measure.within import compared_within, differences_within, rows_table
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

RESAMPLES = 10_000
ABSENT = "no mention on a side"
FEW = f"fewer than {FEW_ARTICLES} articles on a side: no p-value"


class Pair(NamedTuple):
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
    """Distance between the label shares of every two outlets, beside what chance alone gives.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    articles, voices, regions, by, copies
        As in ``label_shares``.
    within : str, optional
        A column of articles, ``"story_id"``: compare only within the stories that both tell
        (and by target, where a concept is said of somebody).
    family : sequence of str or mapping, optional
        The comparisons declared beforehand, over which q-values are taken; all otherwise.
    resamples : int, default 10,000
        Draws of the null distribution; a tenth of them settles a p-value above .1.
    seed : int, default 0
        Fixes the draws.

    Returns
    -------
    DataFrame
        The contract's ``comparisons``, one row per concept and pair (``outlet_a`` before
        ``outlet_b``). ``divergence_null`` is the mean distance of two outlets that do not
        differ: small samples lie far apart by chance. No interval is given, since an interval
        of a distance cannot hold 0: read those of ``label_differences``.

    Notes
    -----
    The p-value is the share of draws at least as far apart, when both outlets draw from a
    Dirichlet–multinomial with their pooled shares, each article's own number of mentions, and
    the largest of three estimates of the correlation within articles. Shuffling articles
    between outlets would not be valid where they carry unequal numbers of mentions. Within
    stories, the outlets are swapped story by story instead.

    References
    ----------
    Lin (1991), doi:10.1109/18.61115. Mosimann (1962), doi:10.1093/biomet/49.1-2.65.
    Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.

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
    options: dict[str, Any] = {"articles": articles, "voices": voices, "regions": regions}
    options["copies"] = copies
    if within is not None:
        rows = compared_within(mentions, within, by, options, resamples, seed)
        return rows_table(rows, "comparisons", by, family)
    counts = count_labels(mentions, by=by, **options)
    sums = _all_sums(counts)
    rho = correlations(sums)
    pairs = list(outlet_pairs(counts, sums))
    found = on_threads(lambda pair: _compared(counts, sums, rho, pair, resamples, seed), pairs)
    table = with_q_values(as_table(found, "comparisons"), family)
    return with_strata(table, counts, [pair.unit for pair in pairs])


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
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Difference between two outlets' shares of a label, with 95% intervals and p-values.

    Parameters
    ----------
    mentions, articles, within, voices, regions, by, copies, family, resamples, seed
        As in ``compare_outlets``; chance is drawn only within stories.

    Returns
    -------
    DataFrame
        The contract's ``label_differences``; ``difference`` is the share in ``outlet_a`` less
        that in ``outlet_b``.

    Notes
    -----
    Intervals by Newcombe's method of variance estimates recovery, with effective numbers of
    mentions; p-values by a score test whose variance is the larger of a beta-binomial and a
    linearized one. Within stories: the mean over stories of the difference, a story of ``k_a``
    and ``k_b`` articles weighing ``k_a k_b / (k_a + k_b)``, with Student's interval from its
    spread between stories, and p-values by swapping the outlets story by story.

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
    options: dict[str, Any] = {"articles": articles, "voices": voices, "regions": regions}
    options["copies"] = copies
    if within is not None:
        rows = differences_within(mentions, within, by, options, resamples, seed)
        return rows_table(rows, "label_differences", by, family)
    counts = count_labels(mentions, by=by, **options)
    sums = _all_sums(counts)
    pairs = list(outlet_pairs(counts, sums))
    return differences_table(counts, sums, pairs, family)


def differences_table(
    counts: Counts, sums: Sums, pairs: Sequence[Pair], family: Sequence[Any] | None
) -> pd.DataFrame:
    """Make the ``label_differences`` table of chosen pairs."""
    none = [np.zeros(0, dtype=np.int64)]
    a = np.concatenate([p.cells_a for p in pairs] or none)
    b = np.concatenate([p.cells_b for p in pairs] or none)
    unit = np.repeat([p.unit for p in pairs], [len(p.cells_a) for p in pairs]).astype(np.int64)
    outlet = sums.group % max(len(counts.outlets), 1)
    figures = differences(sums, a, b)
    mixed = (counts.n_targets[unit] > 1) & ("target" not in counts.by)
    figures["p_value"][mixed] = np.nan
    columns = {
        "concept": counts.concepts[unit],
        "label": counts.labels[sums.slot[a]],
        "outlet_a": counts.outlets[outlet[a]],
        "outlet_b": counts.outlets[outlet[b]],
        **figures,
        "note": _notes(sums, a, b, mixed),
    }
    table = with_q_values(as_table(columns, "label_differences"), family)
    return with_strata(table, counts, unit)


def outlet_pairs(counts: Counts, sums: Sums) -> Iterator[Pair]:
    """Yield every two outlets of every unit; in a split table those with mentions."""
    n = len(counts.outlets)
    start = np.searchsorted(sums.group, np.arange(len(counts.concepts) * n + 1))
    cells = [np.arange(start[g], start[g + 1]) for g in range(len(start) - 1)]
    for unit in range(len(counts.concepts)):
        groups = range(unit * n, (unit + 1) * n)
        present = [g for g in groups if not counts.by or sums.n[start[g]] > 0]
        for a, b in combinations(present, 2):
            yield Pair(unit, a % n, b % n, cells[a], cells[b])


def _all_sums(counts: Counts) -> Sums:
    return sum_cells(counts, np.arange(len(counts.concepts) * len(counts.outlets)))


def _notes(sums: Sums, a: Ints, b: Ints, mixed: Any) -> Any:
    notes = np.full(len(a), "", dtype=object)
    with np.errstate(invalid="ignore"):
        total, n = sums.y[a] + sums.y[b], sums.n[a] + sums.n[b]
    fewest = np.minimum(sums.n_articles[a], sums.n_articles[b])
    notes[total == 0] = "in neither outlet"
    notes[total == n] = "the only label of both outlets"
    notes[mixed] = MIXED_TARGETS
    notes[fewest < FEW_ARTICLES] = FEW
    notes[fewest == 0] = ABSENT
    return notes


def _compared(
    counts: Counts, sums: Sums, rho: Floats, pair: Pair, resamples: int, seed: int
) -> dict[str, Any]:
    names = [counts.outlets[pair.a], counts.outlets[pair.b]]
    concept = counts.concepts[pair.unit]
    row: dict[str, Any] = {"concept": concept, "outlet_a": names[0], "outlet_b": names[1]}
    fewest = min(sums.n_articles[pair.cells_a[0]], sums.n_articles[pair.cells_b[0]])
    if fewest == 0:
        return row | {"note": ABSENT}
    a, b = sums.y[pair.cells_a], sums.y[pair.cells_b]
    row["divergence"] = float(jensen_shannon(a, b))
    if counts.n_targets[pair.unit] > 1 and "target" not in counts.by:
        return row | {"note": MIXED_TARGETS}
    if fewest < FEW_ARTICLES:
        return row | {"note": FEW}
    a, b, merged = merge_rare(a, b)
    if a.size < 2:
        return row | {"note": "no two labels often enough for a p-value"}
    correlation = null_correlations(
        sums.take(pair.cells_a), sums.take(pair.cells_b), rho[pair.cells_a], rho[pair.cells_b]
    )
    in_unit = counts.row_unit == pair.unit
    lengths = (
        counts.row_mentions[in_unit & (counts.row_outlet == pair.a)],
        counts.row_mentions[in_unit & (counts.row_outlet == pair.b)],
    )
    own_seed = seed_of(seed, *counts.strata[pair.unit], concept, *names)
    null, p_value = chance_distances((a, b), lengths, correlation, resamples, own_seed)
    note = f"{merged} rare labels merged for the p-value" if merged else ""
    return row | {"divergence_null": null, "p_value": p_value, "note": note}
