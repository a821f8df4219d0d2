"""Drawing units to code, each with a known probability."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from framing.errors import InputError
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

Allocation = Literal["equal", "proportional"]
LEAST = 2  # units of a stratum, where it has them: one alone tells nothing of its spread


def draw_units(
    units: pd.DataFrame,
    n: int,
    *,
    by: Sequence[str] = ("outlet",),
    mentions: pd.DataFrame | None = None,
    cuts: Sequence[int] = (1,),
    hits: float = 0.5,
    allocation: Allocation = "equal",
    seed: int = 0,
) -> pd.DataFrame:
    """Draw units at random within strata, each with the probability it had.

    With ``mentions`` every outlet's units are drawn apart by how many mentions they hold: hits,
    so that precision can be estimated from enough of them, and misses, so that recall can.
    Because the probabilities are known, shares of the whole corpus can still be estimated
    (``framing prevalence``); shares within the drawn units alone mean nothing.

    Parameters
    ----------
    units : DataFrame
        The contract's ``units``, from ``split_units``: all of them.
    n : int
        How many to draw.
    by : sequence of str
        Columns whose values are strata.
    mentions : DataFrame, optional
        The contract's ``mentions``; those that begin in a unit are its score.
    cuts : sequence of int
        Where the score is cut into strata: ``(1,)`` for none and any, ``(1, 3)`` for none, one
        or two, more.
    hits : float
        The share of the draw that goes to units with a score of ``cuts[0]`` or more.
    allocation : {"equal", "proportional"}
        Whether each group of ``by`` gets as many units, or as many as it has.
    seed : int

    Returns
    -------
    DataFrame
        The drawn units in random order, with ``stratum``, ``probability`` (units drawn of the
        stratum over units in it), ``n_stratum``, and ``score`` where mentions were given.

    Raises
    ------
    InputError
        When more units are asked for than there are, or ``hits`` is no share.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"unit_id": list("abcdef"), "outlet": list("xxxxyy")})
    >>> drawn = draw_units(units, 4, seed=1)
    >>> drawn.groupby("outlet")["probability"].agg(["size", "first"]).values.tolist()
    [[2.0, 0.5], [2.0, 1.0]]
    """
    import pandas as pd

    check_table(units, "units", ["unit_id", *by])
    _check(len(units), n, hits)
    units = units.reset_index(drop=True)
    names = [units[column].astype(str) for column in by]
    group = pd.Series([" · ".join(row) for row in zip(*names, strict=True)] or "all", units.index)
    stratum, is_hit = group, pd.Series(True, units.index)
    if mentions is not None:
        score = unit_scores(units, mentions)
        units = units.assign(score=score)
        bands = _bands(score, cuts)
        stratum = group + " · " + pd.Series(bands, units.index)
        is_hit = pd.Series(score >= cuts[0], units.index)
    strata = pd.DataFrame({"group": group, "stratum": stratum, "hit": is_hit})
    table = strata.groupby("stratum").agg(group=("group", "first"), hit=("hit", "first"))
    held = strata["stratum"].value_counts().reindex(table.index)
    sizes: Ints = np.asarray(held, dtype=np.int64)
    weights = _weights(table, sizes, allocation, hits if mentions is not None else None)
    if n < len(table):
        raise InputError(
            f"{n} units cannot stand for {len(table)} strata",
            place="draw_units, n",
            remedy=f"Ask for {2 * len(table)} or more, or for fewer columns in by=.",
        )
    counts = dict(zip(table.index, allocate(sizes, weights, n), strict=True))
    return _drawn(units, stratum, dict(zip(table.index, sizes, strict=True)), counts, seed)


def unit_scores(units: pd.DataFrame, mentions: pd.DataFrame) -> Ints:
    """Count the mentions that begin in each unit; those in captions and furniture do not count.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"article_id": ["a", "a"], "start": [0, 10], "end": [9, 20]})
    >>> mentions = pd.DataFrame({"article_id": ["a", "a", "b"], "start": [12, 15, 3]})
    >>> unit_scores(units, mentions).tolist()
    [0, 2]
    """
    if "region" in mentions.columns:
        mentions = mentions[~mentions["region"].isin(["caption", "boilerplate"])]
    starts = {name: sorted(rows) for name, rows in mentions.groupby("article_id")["start"]}
    rows = zip(units["article_id"], units["start"], units["end"], strict=True)
    counts = []
    for article, start, end in rows:
        known = starts.get(article, [])
        counts.append(bisect_left(known, end) - bisect_left(known, start))
    return np.array(counts, dtype=np.int64)


def allocate(sizes: Ints, weights: Floats, n: int) -> Ints:
    """Share ``n`` out over strata by weight, none above its size, each with two where it can.

    Examples
    --------
    >>> allocate(np.array([100, 3, 50]), np.array([1.0, 1.0, 1.0]), 30).tolist()
    [14, 3, 13]
    """
    base = np.minimum(sizes, LEAST)
    if base.sum() > n:
        base = np.minimum(sizes, 1)
    lowest, highest = 0.0, 1.0
    while np.clip(highest * weights, base, sizes).sum() < n and highest < 1e12:
        highest *= 2
    for _ in range(100):
        middle = (lowest + highest) / 2
        enough = np.clip(middle * weights, base, sizes).sum() >= n
        lowest, highest = (lowest, middle) if enough else (middle, highest)
    ideal = np.clip(highest * weights, base, sizes)
    counts = np.floor(ideal + 1e-9).astype(np.int64)
    for place in np.argsort(counts - ideal, kind="stable"):
        if counts.sum() >= n:
            break
        counts[place] += counts[place] < sizes[place]
    return counts


def _weights(
    table: pd.DataFrame, sizes: Ints, allocation: Allocation, hits: float | None
) -> Floats:
    groups = table["group"].to_numpy()
    of_group = {name: sizes[groups == name].sum() for name in set(groups)}
    group_weight = np.array([of_group[g] if allocation == "proportional" else 1.0 for g in groups])
    if hits is None:
        return group_weight.astype(np.float64)
    hit = table["hit"].to_numpy(bool)
    beside = np.array([(hit[groups == g] == h).sum() for g, h in zip(groups, hit, strict=True)])
    share = np.where(hit, hits, 1 - hits) / beside
    weights: Floats = group_weight * share
    return weights


def _drawn(
    units: pd.DataFrame,
    stratum: pd.Series,
    sizes: dict[Any, Any],
    counts: dict[Any, Any],
    seed: int,
) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows: list[Any] = []
    for name, members in stratum.groupby(stratum, sort=True):
        rows.extend(rng.choice(members.index.to_numpy(), counts[name], replace=False))
    order = rng.permutation(np.array(rows, dtype=np.int64))
    drawn = units.loc[order].reset_index(drop=True)
    of_row = stratum.loc[order].to_numpy()
    n_stratum = np.array([sizes[name] for name in of_row], dtype=np.int64)
    n_drawn = np.array([counts[name] for name in of_row], dtype=np.int64)
    probability = n_drawn / np.maximum(n_stratum, 1)
    return drawn.assign(stratum=of_row.astype(str), probability=probability, n_stratum=n_stratum)


def _bands(score: Ints, cuts: Sequence[int]) -> list[str]:
    """Name each score's stratum: ``0 mentions``, ``1-2 mentions``, ``3+ mentions``."""
    edges = [0, *cuts]
    names = [str(a) if b - a == 1 else f"{a}-{b - 1}" for a, b in zip(edges, cuts, strict=False)]
    names.append(f"{cuts[-1]}+")
    place = np.searchsorted(np.asarray(cuts), score, side="right")
    return [f"{names[p]} mentions" for p in place]


def _check(n_units: int, n: int, hits: float) -> None:
    if not 0 < n <= n_units:
        raise InputError(
            f"{n} units cannot be drawn from {n_units}",
            place="draw_units, n",
            remedy="Ask for between 1 and as many as there are.",
        )
    if not 0 < hits < 1:
        raise InputError(
            f"{hits} is no share", place="draw_units, hits", remedy="Give one above 0 and below 1."
        )
