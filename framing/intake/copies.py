"""Copies in the index of articles: cluster, class, shared text and agency of each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.intake.duplicates import Bodies, classify_pairs
from framing.intake.shingles import SHINGLE, Shingled
from framing.intake.words import bounds, chunks, in_threads

if TYPE_CHECKING:
    import pandas as pd

_LIKE_SIZE = 1 / 3  # a text in another of three times its size is a part of it, not its copy


def mark_copies(
    articles: pd.DataFrame | str | Path | Bodies, *, index: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Fill the index's columns about copies: who shares a text with whom.

    An article counts as a copy when it shares its text, whoever wrote it: that two outlets
    print the same agency report says nothing about either. Bodies alone are compared, because
    headlines are changed where texts are not.

    Parameters
    ----------
    articles : DataFrame, path or Bodies
        The ``articles`` table; or a corpus, of which one batch at a time is held; or what was
        made of either before.
    index : DataFrame, optional
        Their ``article_index``, whose other columns are kept; made anew by default.

    Returns
    -------
    DataFrame
        The ``article_index``, one row an article. ``copy_cluster`` is the id of the earliest
        article with the text, ``copy_class`` how an article is its copy (``identical``,
        ``near``, ``contains``) and empty for the earliest itself. ``shared_share`` is the share
        of the body's words that stand in six-word runs which an article of another outlet, or
        of the same cluster, has too (NaN where the body has fewer than 15 words). ``agency``
        is the news agency that the article credits.

    Examples
    --------
    >>> from framing.tables import as_table
    >>> body = " ".join(f"كلمة{n}" for n in range(40))
    >>> rows = [{"article_id": "b", "outlet": "x", "published": "2017-10-16", "text": body},
    ...         {"article_id": "a", "outlet": "y", "published": "2017-10-15", "text": body}]
    >>> marked = mark_copies(as_table(rows, "articles"))
    >>> marked[["copy_cluster", "copy_class"]].values.tolist()
    [['a', 'identical'], ['a', '']]
    """
    import pandas as pd

    bodies = articles if isinstance(articles, Bodies) else Bodies.of(articles)
    index = bodies.index.copy() if index is None else index.copy()
    shingled, pairs = bodies.shingled, bodies.pairs
    position = pd.Series(np.arange(shingled.n), index=bodies.index["article_id"])
    a = position.loc[pairs["article_a"]].to_numpy()
    b = position.loc[pairs["article_b"]].to_numpy()
    cluster = _clusters(pairs, a, b, shingled, _earliest(bodies))
    ids = bodies.index["article_id"].to_numpy()
    index["copy_cluster"] = pd.Series(["" if c < 0 else ids[c] for c in cluster], dtype="str")
    index["copy_class"] = pd.Series(_classes(cluster, shingled), dtype="str")
    index["shared_share"] = _shared_share(shingled, bodies.index["outlet"].to_numpy(), cluster)
    index["agency"] = pd.Series(bodies.agencies, dtype="str")
    return index


def _earliest(bodies: Bodies) -> NDArray[np.int64]:
    """Rank articles by date; on one day an agency's own outlet comes before those it serves."""
    import pandas as pd

    days = pd.to_datetime(bodies.index["published"]).fillna(pd.Timestamp.max.floor("D"))
    outlets = bodies.index["outlet"].str.casefold()
    credits = zip(bodies.agencies, outlets, strict=True)
    serves = [agency == "" or agency != outlet for agency, outlet in credits]
    # An outlet that is an agency under its Arabic short name: واس is spa.
    serves = [s and outlet not in _OWN for s, outlet in zip(serves, outlets, strict=True)]
    order = np.lexsort((np.arange(len(days)), np.array(serves), days.to_numpy()))
    rank = np.empty(len(days), np.int64)
    rank[order] = np.arange(len(days))
    return rank


_OWN = frozenset({"was", "spa", "sana", "saba", "wam", "reuters", "afp", "dpa", "anadolu"})


def _clusters(
    pairs: pd.DataFrame,
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    shingled: Shingled,
    rank: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Return for each article the earliest one of its cluster, or -1.

    A text that stands inside a much longer one (a press review) joins its cluster but does not
    join two clusters into one.
    """
    _, counts = shingled.sets
    ratio = np.minimum(counts[a], counts[b]) / np.maximum(np.maximum(counts[a], counts[b]), 1)
    is_same = (pairs["copy_class"] != "contains").to_numpy() | (ratio >= _LIKE_SIZE)
    parent = np.arange(shingled.n)
    for left, right in zip(a[is_same].tolist(), b[is_same].tolist(), strict=True):
        _join(parent, left, right, rank)
    taken = np.zeros(shingled.n, bool)
    taken[a[is_same]] = taken[b[is_same]] = True
    for left, right in zip(a[~is_same].tolist(), b[~is_same].tolist(), strict=True):
        small, large = (left, right) if counts[left] <= counts[right] else (right, left)
        if not taken[small]:
            _join(parent, small, large, rank)
            taken[[small, large]] = True
    roots = np.array([_root(parent, article) for article in range(shingled.n)], np.int64)
    return np.where(taken, roots, -1)


def _root(parent: NDArray[np.int64], article: int) -> int:
    while parent[article] != article:
        parent[article] = parent[parent[article]]
        article = int(parent[article])
    return article


def _join(parent: NDArray[np.int64], a: int, b: int, rank: NDArray[np.int64]) -> None:
    a, b = _root(parent, a), _root(parent, b)
    first, second = (a, b) if rank[a] <= rank[b] else (b, a)
    parent[second] = first


def _classes(cluster: NDArray[np.int64], shingled: Shingled) -> list[str]:
    """Say how each article is a copy of the earliest one; in a chain of copies, near."""
    copies = np.flatnonzero((cluster >= 0) & (cluster != np.arange(shingled.n)))
    pairs = np.stack([cluster[copies], copies], axis=1).astype(np.int32)
    kinds = [""] * shingled.n
    for article, kind in zip(copies.tolist(), classify_pairs(shingled, pairs), strict=True):
        kinds[article] = kind or "near"
    return kinds


def _shared_share(
    shingled: Shingled, outlets: NDArray[np.object_], cluster: NDArray[np.int64]
) -> NDArray[np.float64]:
    from framing.intake.copykernels import cover

    shingles, counts = shingled.sets
    pairs = shingled.pairs
    names = np.unique(np.asarray(outlets, dtype=str), return_inverse=True)[1]
    a, b = pairs[:, 0], pairs[:, 1]
    apart = (names[a] != names[b]) | ((cluster[a] >= 0) & (cluster[a] == cluster[b]))
    both = np.concatenate([pairs[apart], pairs[apart][:, ::-1]])
    both = both[np.argsort(both[:, 0], kind="stable")]
    other_starts = np.searchsorted(both[:, 0], np.arange(shingled.n + 1))
    others = np.ascontiguousarray(both[:, 1])
    out = np.zeros(shingled.n)

    def work(first: int) -> None:
        cover(
            shingled.ordered, shingles, shingled.starts, counts, other_starts, others, SHINGLE,
            *bounds(first, shingled.n), out,
        )  # fmt: skip

    in_threads(work, chunks(shingled.n))
    return np.where(counts > 0, out, np.nan)
