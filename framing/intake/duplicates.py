"""Which articles are copies of one text, and how much of each is shared with others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.intake.words import bounds, chunks, in_threads, word_hashes
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

SHINGLE = 6  # words
LEAST_WORDS = 15  # a shorter body is no text that could be told from another
NEAR = 0.5  # Jaccard similarity of the two texts' shingles
CONTAINS = 0.8  # share of the smaller text's shingles that are in the larger

# An outlet fills the same forms day by day (weather, visits) and puts the same footer under its
# columns: its own articles are copies only from more on, and when the beginning is shared.
_NEAR_IN_OUTLET = 0.6
_LEAD = 40  # words

_LEAST_SHARED = 8  # shingles: two texts with fewer in common share a phrase, not a text
_MOST_TEXTS = 60  # a shingle in more texts than that is a formula or page furniture
_MOST_SHINGLES = 40_000_000  # beyond these only the smallest hashes find candidates


@dataclass(frozen=True)
class Shingled:
    """The shingles of every article's body, and what they say of pairs of articles.

    Parameters
    ----------
    n : int
        How many articles there are.
    words : uint64 array
        Hashes of the words, article after article.
    starts : int64 array
        Where each article's words begin.
    """

    n: int
    words: NDArray[np.uint64]
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, articles: pd.DataFrame) -> Shingled:
        """Hash the bodies of articles; titles are left out, because copiers change them."""
        skips = articles["body_start"] if "body_start" in articles.columns else None
        starts = None if skips is None else skips.to_numpy(np.int64)
        words, begins = word_hashes(articles["text"], starts)
        return cls(len(articles), words, begins)

    @cached_property
    def ordered(self) -> NDArray[np.uint64]:
        """Every article's shingles in the order of its words; 0 where none begins."""
        from framing.intake.copykernels import shingle_all

        out = np.empty(len(self.words), np.uint64)

        def work(first: int) -> None:
            shingle_all(self.words, self.starts, SHINGLE, *bounds(first, self.n), out)

        in_threads(work, chunks(self.n))
        return out

    @cached_property
    def sets(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Every article's different shingles, sorted, and how many there are.

        Articles too short to be told apart have none.
        """
        from framing.intake.copykernels import sort_each

        shingles, counts = self.ordered.copy(), np.zeros(self.n, np.int64)

        def work(first: int) -> None:
            sort_each(shingles, self.starts, *bounds(first, self.n), counts)

        in_threads(work, chunks(self.n))
        counts[np.diff(self.starts) < LEAST_WORDS] = 0
        return shingles, counts

    @cached_property
    def pairs(self) -> NDArray[np.int32]:
        """Return all pairs of articles that share enough shingles to look at exactly."""
        keys, owners = self._shared()
        if not len(keys):
            return np.empty((0, 2), np.int32)
        order = np.argsort(keys, kind="stable")
        is_new = np.concatenate([[True], np.diff(keys[order]) != 0])
        groups = np.cumsum(is_new) - 1
        group_of = np.empty(len(keys), np.int64)
        group_of[order] = groups
        group_starts = np.append(np.flatnonzero(is_new), len(keys))
        owner_starts = np.searchsorted(owners, np.arange(self.n + 1))
        return self._candidates(group_starts, owners[order], owner_starts, group_of)

    def _shared(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """Return shingles that more than one article has, and whose they are."""
        from framing.intake.copykernels import keep_shared, mark_seen

        shingles, counts = self.sets
        once, twice = np.zeros(1 << 26, np.bool_), np.zeros(1 << 26, np.bool_)
        mark_seen(shingles, self.starts, counts, once, twice)
        total = int(counts.sum())
        portion = min(1.0, _MOST_SHINGLES / max(total, 1))
        bound = np.uint64(min(int(portion * 2**64), 2**64 - 1))
        nothing = np.empty(0, np.uint64), np.empty(0, np.int32)
        size = keep_shared(shingles, self.starts, counts, twice, bound, *nothing)
        keys, owners = np.empty(size, np.uint64), np.empty(size, np.int32)
        keep_shared(shingles, self.starts, counts, twice, bound, keys, owners)
        return keys, owners

    def _candidates(
        self,
        group_starts: NDArray[np.int64],
        owners: NDArray[np.int32],
        owner_starts: NDArray[np.int64],
        group_of: NDArray[np.int64],
    ) -> NDArray[np.int32]:
        from framing.intake.copykernels import candidates

        _, counts = self.sets
        by_owner = np.arange(len(owners))
        portion = min(1.0, _MOST_SHINGLES / max(int(counts.sum()), 1))
        least = max(int(_LEAST_SHARED * portion), 1)

        def work(first: int) -> NDArray[np.int32]:
            out = np.empty((100_000, 2), np.int32)
            while True:
                used = candidates(
                    group_starts, owners, by_owner, owner_starts, group_of,
                    *bounds(first, self.n, 4_000), counts, _MOST_TEXTS, least, 0.0, self.n, out,
                )  # fmt: skip
                if used <= len(out):
                    return out[:used].copy()
                out = np.empty((used, 2), np.int32)

        return np.concatenate(in_threads(work, chunks(self.n, 4_000)))

    def common(self, pairs: NDArray[np.int32]) -> NDArray[np.int64]:
        """Count exactly the shingles that the articles of each pair share."""
        from framing.intake.copykernels import overlaps

        shingles, counts = self.sets
        out = np.zeros(len(pairs), np.int64)

        def work(first: int) -> None:
            overlaps(shingles, self.starts, counts, pairs, *bounds(first, len(pairs), 20_000), out)

        in_threads(work, chunks(len(pairs), 20_000))
        return out

    def leads_shared(self, pairs: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Tell whether the beginning of the smaller article of each pair is in the larger."""
        from framing.intake.copykernels import leads_shared

        shingles, counts = self.sets
        out = np.zeros(len(pairs), np.bool_)

        def work(first: int) -> None:
            leads_shared(
                self.ordered, shingles, self.starts, counts, pairs, _LEAD,
                *bounds(first, len(pairs), 20_000), out,
            )  # fmt: skip

        in_threads(work, chunks(len(pairs), 20_000))
        return out

    @cached_property
    def identities(self) -> NDArray[np.uint64]:
        """Return one number an article, the same for articles with the same words."""
        out = np.empty(self.n, np.uint64)
        for article in range(self.n):
            part = self.words[self.starts[article] : self.starts[article + 1]]
            out[article] = hash(part.tobytes()) & 0xFFFFFFFFFFFFFFFF
        return out


def find_pairs(articles: pd.DataFrame, *, shingled: Shingled | None = None) -> pd.DataFrame:
    """Find every pair of articles of which one is a copy of the other, whole or in part.

    Says nothing about who wrote first, and nothing about articles on one event in different
    words.

    Parameters
    ----------
    articles : DataFrame
        The ``articles`` table.
    shingled : Shingled, optional
        Where it was made before.

    Returns
    -------
    DataFrame
        One row a pair, in the order of the articles: ``article_a, article_b, copy_class,
        jaccard, containment, n_shared``. Classes: ``identical`` (the same words), ``near``
        (Jaccard similarity of six-word shingles at least .5), ``contains`` (at least .8 of the
        smaller one's shingles are in the larger).

    Notes
    -----
    Candidates come from an index of shingles by their hashes; of very large corpora only the
    smallest hashes are indexed (MinHash with a threshold in place of a number). Every candidate
    is then verified by exact overlap. Bodies of fewer than 15 words are left out.

    References
    ----------
    Broder (1997), On the resemblance and containment of documents,
    doi:10.1109/SEQUEN.1997.666900.
    """
    import pandas as pd

    check_table(articles, "articles", ["article_id", "text"])
    shingled = shingled or Shingled.of(articles)
    pairs = np.concatenate([shingled.pairs, _identical_pairs(shingled)])
    pairs = np.unique(pairs, axis=0) if len(pairs) else pairs
    figures = _figures(shingled, pairs)
    kept = (figures["copy_class"] != "") & ~_is_furniture(articles, shingled, pairs, figures)
    ids = articles["article_id"].to_numpy()
    return pd.DataFrame(
        {
            "article_a": pd.Series(ids[pairs[kept, 0]], dtype="str"),
            "article_b": pd.Series(ids[pairs[kept, 1]], dtype="str"),
            **{name: values[kept] for name, values in figures.items()},
        }
    )


def _figures(shingled: Shingled, pairs: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    _, counts = shingled.sets
    common = shingled.common(pairs)
    a, b = counts[pairs[:, 0]], counts[pairs[:, 1]]
    jaccard = common / np.maximum(a + b - common, 1)
    containment = common / np.maximum(np.minimum(a, b), 1)
    identities = shingled.identities
    same = identities[pairs[:, 0]] == identities[pairs[:, 1]]
    kinds = np.where(containment >= CONTAINS, "contains", "")
    kinds = np.where(jaccard >= NEAR, "near", kinds)
    kinds = np.where(same, "identical", kinds)
    return {
        "copy_class": kinds.astype(object),
        "jaccard": jaccard,
        "containment": containment,
        "n_shared": common,
    }


def _is_furniture(
    articles: pd.DataFrame,
    shingled: Shingled,
    pairs: NDArray[np.int32],
    figures: dict[str, NDArray[Any]],
) -> NDArray[np.bool_]:
    """Tell pairs of one outlet that share only its page furniture or a form it fills daily."""
    if "outlet" not in articles.columns or not len(pairs):
        return np.zeros(len(pairs), np.bool_)
    outlets = articles["outlet"].to_numpy()
    a, b = outlets[pairs[:, 0]], outlets[pairs[:, 1]]
    same = (a == b) & (a != "")
    form = (figures["copy_class"] == "near") & (figures["jaccard"] < _NEAR_IN_OUTLET)
    furniture = (figures["copy_class"] != "identical") & ~shingled.leads_shared(pairs)
    return np.asarray(same & (form | furniture), np.bool_)


def classify_pairs(shingled: Shingled, pairs: NDArray[np.int32]) -> list[str]:
    """Return the class of each pair of articles, ``""`` where neither is a copy."""
    return [str(kind) for kind in _figures(shingled, pairs)["copy_class"]]


def _identical_pairs(shingled: Shingled) -> NDArray[np.int32]:
    """Pair each article with the one before it that has the same words.

    Texts that very many articles repeat have no shingle that is rare enough for the index.
    """
    _, counts = shingled.sets
    seen: dict[int, int] = {}
    found = []
    for article, identity in enumerate(shingled.identities.tolist()):
        if counts[article]:
            if identity in seen:
                found.append((seen[identity], article))
            seen[identity] = article
    return np.array(found, np.int32).reshape(-1, 2)
