"""Folds that no copy, story or article crosses."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import InputError
from framing.models.analyzer import fold_text
from framing.models.inputs import as_texts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Fold = tuple[Ints, Ints]

ALIKE = 0.5  # Jaccard similarity of two texts' three-word runs
_RUN = 3  # words
_MOST_TEXTS = 50  # a run in more texts than that is a formula
_COLUMNS = ("article_id", "story_id", "copy_cluster")


def fold_groups(units: pd.DataFrame, *, columns: Sequence[str] = _COLUMNS) -> Ints:
    """Return the numbers of the groups that must stay on one side of every split.

    Units belong together when they share an article, a story or a copy cluster, and when their
    texts are alike: the same words, or half of their three-word runs in common.

    Parameters
    ----------
    units : DataFrame
        With a column ``text``; of ``columns`` those are used that are there, empty values apart.
    columns : sequence of str

    Returns
    -------
    array of int
        One number per unit.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"story_id": ["s1", "s1", "", ""],
    ...     "text": ["هدنة في عدن", "وقف القتال", "قال إنه باق", "قالَ إنه باقٍ!"]})
    >>> fold_groups(units).tolist()
    [0, 0, 1, 1]
    """
    parent = list(range(len(units)))
    for column in columns:
        if column in units.columns:
            first: dict[str, int] = {}
            for place, value in enumerate(units[column].astype(str)):
                if value and value != "nan":
                    _join(parent, first.setdefault(value, place), place)
    for a, b in alike_pairs(as_texts(units)):
        _join(parent, a, b)
    roots = np.array([_root(parent, place) for place in range(len(units))])
    return np.unique(roots, return_inverse=True)[1].astype(np.int64)


def alike_pairs(texts: Sequence[str]) -> set[tuple[int, int]]:
    """Return the pairs of texts that are near-copies, for texts of any length.

    Examples
    --------
    >>> sorted(alike_pairs(["نص واحد", "نص آخر", "نصٌّ واحد"]))
    [(0, 2)]
    """
    words = [tuple(fold_text(text).replace("،", " ").split()) for text in texts]
    clean = [
        tuple(filter(None, (word.strip(".,!?؟:؛«»“”\"'()[]-–…") for word in row))) for row in words
    ]
    pairs: set[tuple[int, int]] = set()
    same: dict[tuple[str, ...], int] = {}
    for place, row in enumerate(clean):
        if row in same:
            pairs.add((same[row], place))
        else:
            same[row] = place
    runs = {place: _runs(clean[place]) for place in same.values()}
    holding: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, own in runs.items():
        for run in own:
            holding[run].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    for places in holding.values():
        if 1 < len(places) <= _MOST_TEXTS:
            shared.update(combinations(places, 2))
    for (a, b), n in shared.items():
        if n / (len(runs[a]) + len(runs[b]) - n) >= ALIKE:
            pairs.add((a, b))
    return pairs


def group_folds(groups: Any, flags: Any = None, n_folds: int = 5, seed: int = 0) -> list[Fold]:
    """Cut units into folds by group, codes spread evenly.

    Parameters
    ----------
    groups : sequence
        As ``fold_groups`` numbers them.
    flags : matrix of flags, or one class per unit, optional
        What was coded: every fold gets its share of each code, as far as groups allow.
    n_folds : int
    seed : int

    Returns
    -------
    list of (train, test)
        Positions; every unit is tested once.

    Examples
    --------
    >>> folds = group_folds([0, 0, 1, 1, 2, 2], n_folds=3)
    >>> sorted(len(test) for _, test in folds)
    [2, 2, 2]
    """
    from sklearn.model_selection import GroupKFold

    groups = np.asarray(groups)
    n_groups = len(np.unique(groups))
    if n_groups < n_folds:
        raise InputError(
            f"{n_groups} groups do not make {n_folds} folds",
            place="group_folds",
            remedy="Ask for fewer folds, or give more stories.",
        )
    if flags is None:
        plain = GroupKFold(n_folds, shuffle=True, random_state=seed)
        return [(a, b) for a, b in plain.split(groups, groups=groups)]
    return inner_folds(np.asarray(flags), groups, n_folds, seed)


def inner_folds(flags: NDArray[Any], groups: Any, n_folds: int, seed: int) -> list[Fold]:
    """Cut training units into folds, codes spread evenly; by group where groups are given."""
    import warnings

    from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold

    stratum = _rarest(flags)
    cut = StratifiedKFold if groups is None else StratifiedGroupKFold
    folds = cut(n_folds, shuffle=True, random_state=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The least populated class")
        return [(a, b) for a, b in folds.split(stratum, stratum, groups)]


def date_folds(published: Any, groups: Any, n_folds: int = 4) -> list[Fold]:
    """Cut units by date: each fold is trained on what came before what it is tested on.

    A group that reaches over the cut leaves the training side; units without a date are in no
    fold.

    Parameters
    ----------
    published : sequence of dates
    groups : sequence
        As ``fold_groups`` numbers them.
    n_folds : int
        The dates are cut into ``n_folds + 1`` periods of equally many units; the first is only
        trained on.

    Returns
    -------
    list of (train, test)

    Examples
    --------
    >>> days = ["2017-01-01", "2017-01-02", "2017-01-03", "2017-01-04"]
    >>> [(a.tolist(), b.tolist()) for a, b in date_folds(days, [0, 1, 2, 0], n_folds=1)]
    [([1], [2, 3])]
    """
    import pandas as pd

    days = pd.to_datetime(pd.Series(list(published)))
    known = np.flatnonzero(days.notna().to_numpy())
    if len(known) < n_folds + 1:
        raise InputError(
            f"{len(known)} dated units do not make {n_folds} folds by date",
            place="date_folds",
            remedy="Give units with dates, or ask for fewer folds.",
        )
    groups = np.asarray(groups)
    values = days.to_numpy().astype("datetime64[us]").astype(np.int64)
    cuts = np.quantile(values[known], np.arange(1, n_folds + 1) / (n_folds + 1), method="higher")
    edges = [*cuts.tolist(), values[known].max() + 1]
    folds = []
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        test = known[(values[known] >= low) & (values[known] < high)]
        train = known[values[known] < low]
        train = train[~np.isin(groups[train], groups[test])]
        if len(test) and len(train):
            folds.append((train, test))
    return folds


def _rarest(flags: NDArray[Any]) -> Ints:
    """Return for each unit the rarest code it has, as a number to stratify by."""
    if flags.ndim == 1:
        return np.unique(flags.astype(str), return_inverse=True)[1].astype(np.int64)
    order = np.argsort(flags.sum(axis=0), kind="stable")
    stratum = np.full(len(flags), len(order), dtype=np.int64)
    for rank in range(len(order) - 1, -1, -1):
        stratum[flags[:, order[rank]].astype(bool)] = rank
    return stratum


def _runs(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(words[k : k + _RUN] for k in range(max(1, len(words) - _RUN + 1)))


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place


def _join(parent: list[int], a: int, b: int) -> None:
    first, second = sorted((_root(parent, a), _root(parent, b)))
    parent[second] = first
