"""The shingles of articles, and which articles share enough of them to be looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.intake.words import bounds, chunks, in_threads, joined, word_hashes

if TYPE_CHECKING:
    import pandas as pd

SHINGLE = 6  # words
LEAST_WORDS = 15  # a shorter body is no text that could be told from another
MOST_TEXTS = 60  # a shingle in more texts than that is a formula or page furniture

_LEAD = 40  # words
_LEAST_SHARED = 8  # shingles: two texts with fewer in common share a phrase, not a text
_MOST_SHINGLES = 40_000_000  # beyond these only the smallest hashes find candidates
_SLOT_BYTES = 1 << 23  # for one bit a slot of a shingle's hash


@dataclass(frozen=True)
class Shingled:
    """The shingles of every article's body, and what they say of pairs of articles.

    Parameters
    ----------
    n : int
        How many articles there are.
    ordered : uint64 array
        Hashes of shingles in the order of the words they begin with; 0 where none begins.
    starts : int64 array
        Where each article's words begin.
    identities : uint64 array
        One number an article, the same for articles with the same words.
    """

    n: int
    ordered: NDArray[np.uint64]
    starts: NDArray[np.int64]
    identities: NDArray[np.uint64]

    @classmethod
    def of(cls, batches: Iterable[pd.DataFrame]) -> Shingled:
        """Hash the bodies of articles; titles are left out, because copiers change them."""
        parts = [_shingled(batch) for batch in batches]
        sizes, ordered, identities = joined(parts, np.int64, np.uint64, np.uint64)
        return cls(len(sizes), ordered, np.concatenate([[0], np.cumsum(sizes)]), identities)

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
        keys = keys[order]
        is_new = np.concatenate([[True], keys[1:] != keys[:-1]])
        del keys
        group_of = np.empty(len(order), np.int32)
        group_of[order] = np.cumsum(is_new, dtype=np.int32) - 1
        group_starts = np.append(np.flatnonzero(is_new), len(order))
        owner_starts = np.searchsorted(owners, np.arange(self.n + 1))
        return self._candidates(group_starts, owners[order], owner_starts, group_of)

    def _shared(self) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """Return shingles that more than one article has, and whose they are."""
        from framing.intake.copykernels import keep_shared, mark_seen

        shingles, counts = self.sets
        once, twice = np.zeros(_SLOT_BYTES, np.uint8), np.zeros(_SLOT_BYTES, np.uint8)
        mark_seen(shingles, self.starts, counts, once, twice)
        bound = np.uint64(min(int(self._portion * 2**64), 2**64 - 1))
        nothing = np.empty(0, np.uint64), np.empty(0, np.int32)
        size = keep_shared(shingles, self.starts, counts, twice, bound, *nothing)
        keys, owners = np.empty(size, np.uint64), np.empty(size, np.int32)
        keep_shared(shingles, self.starts, counts, twice, bound, keys, owners)
        return keys, owners

    @property
    def _portion(self) -> float:
        """Which share of all shingles is looked at: those with the smallest hashes."""
        return min(1.0, _MOST_SHINGLES / max(int(self.sets[1].sum()), 1))

    def _candidates(
        self,
        group_starts: NDArray[np.int64],
        owners: NDArray[np.int32],
        owner_starts: NDArray[np.int64],
        group_of: NDArray[np.int32],
    ) -> NDArray[np.int32]:
        from framing.intake.copykernels import candidates

        least = max(int(_LEAST_SHARED * self._portion), 1)

        def work(first: int) -> NDArray[np.int32]:
            out = np.empty((100_000, 2), np.int32)
            while True:
                used = candidates(
                    group_starts, owners, owner_starts, group_of,
                    *bounds(first, self.n, 4_000), MOST_TEXTS, least, self.n, out,
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


def _shingled(articles: pd.DataFrame) -> tuple[NDArray[Any], ...]:
    """Return a batch's sizes in words, its shingles in order, and its articles' identities."""
    from framing.intake.copykernels import shingle_all

    skips = articles["body_start"] if "body_start" in articles.columns else None
    words, starts = word_hashes(
        articles["text"], None if skips is None else skips.to_numpy(np.int64)
    )
    n = len(starts) - 1
    ordered, identities = np.empty(len(words), np.uint64), np.empty(n, np.uint64)

    def work(first: int) -> None:
        shingle_all(words, starts, SHINGLE, *bounds(first, n), ordered, identities)

    in_threads(work, chunks(n))
    return np.diff(starts), ordered, identities
