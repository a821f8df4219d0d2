"""The same event, other words: outlets compared within blocks such as stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.counts import Counts
from framing.measure.intervals import Z95, wilson
from framing.measure.nulls import SETTLED, jensen_shannon
from framing.measure.pairs import two_sided

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

FEW_STORIES = 6  # with fewer no p-value could fall below .05
_EXACT = 13  # up to here every way to swap the outlets is tried


@dataclass(frozen=True)
class Blocks:
    """One concept in one stratum, story by story.

    ``story`` numbers the story of each block (a story is several blocks when split by target).
    The sums over articles are block × outlet (``articles``; ``mentions`` m and their squares) or
    block × outlet × label (``totals`` y, and the sums of y² and of y m).
    """

    stratum: tuple[Any, ...]
    concept: str
    labels: list[str]
    story: Ints
    names: list[str]
    articles: Floats
    mentions: Floats
    totals: Floats
    mentions_squared: Floats
    totals_squared: Floats
    products: Floats

    def told_by(self, pair: tuple[int, int]) -> NDArray[np.bool_]:
        """Tell which blocks both outlets have articles in."""
        a, b = pair
        both: NDArray[np.bool_] = (self.articles[:, a] > 0) & (self.articles[:, b] > 0)
        return both

    def spread(self, pair: tuple[int, int]) -> tuple[Floats, dict[int, Floats]]:
        """Return, around each block's common share, binomial variances and design effects.

        The variance of one mention is unbiased for the common share being estimated (block ×
        label); an outlet's design effect is the spread of its articles around their block's
        share, 1 at least (label).
        """
        both, (a, b) = self.told_by(pair), pair
        n = self.mentions[both, a, None] + self.mentions[both, b, None]
        common = (self.totals[both, a] + self.totals[both, b]) / n
        binomial = common * (1 - common) * n / (n - 1)
        designs = {}
        for outlet in pair:
            squares = (
                self.totals_squared[both, outlet]
                - 2 * common * self.products[both, outlet]
                + common**2 * self.mentions_squared[both, outlet, None]
            )
            expected = (self.mentions[both, outlet, None] * binomial).sum(axis=0)
            with np.errstate(divide="ignore", invalid="ignore"):
                designs[outlet] = np.nan_to_num(
                    np.maximum(squares.sum(axis=0) / expected, 1.0), nan=1.0
                )
        return binomial, designs


@dataclass(frozen=True)
class Contrast:
    """Two outlets within the stories that both tell: weights and differences by story.

    ``gaps`` is story × label: the weighted difference that each story adds to the sum. It is
    ``for_a``, the weighted probability that of one mention of each outlet only that of ``a``
    has the label, less the same for ``b``. ``variance`` is that of the sum if the outlets share
    one share in each story.
    """

    pair: tuple[int, int]
    names: list[str]
    weights: Floats
    gaps: Floats
    for_a: Floats
    share_a: Floats
    share_b: Floats
    variance: Floats

    @property
    def freedom(self) -> float:
        """Degrees of freedom between stories, fewer where some weigh more than others."""
        return float(max(self.weights.sum() ** 2 / (self.weights**2).sum() - 1, 0.5))

    @property
    def residuals(self) -> Floats:
        """What each story's gap is beyond the weighted mean difference."""
        beyond: Floats = self.gaps - self.weights[:, None] * self.difference
        return beyond

    @property
    def difference(self) -> Floats:
        """The weighted mean difference of each label's share."""
        total: Floats = self.gaps.sum(axis=0) / self.weights.sum()
        return total


def blocks_of(counts: Counts, n_by: int) -> Iterator[Blocks]:
    """Regroup a ``Counts`` split by strata, stories and targets into blocks of each unit.

    The first ``n_by`` columns of ``counts.by`` are strata, the next one the story, the rest
    split stories further. Articles without a story, and mentions whose target is unknown where
    others' are known, are left out.
    """
    units: dict[tuple[Any, ...], list[int]] = {}
    for u, (stratum, concept) in enumerate(zip(counts.strata, counts.concepts, strict=True)):
        if stratum[n_by] != "":
            units.setdefault((stratum[:n_by], concept), []).append(u)
    row_start = np.searchsorted(counts.row_unit, np.arange(len(counts.concepts) + 1))
    starts = {
        "row": row_start,
        "entry": np.searchsorted(counts.entry_row, row_start),
        "slot": np.searchsorted(counts.slot_unit, np.arange(len(counts.concepts) + 1)),
    }
    for (stratum, concept), members in sorted(units.items(), key=lambda item: item[0]):
        rest = [counts.strata[u][n_by + 1 :] for u in members]
        if any("" not in r for r in rest):
            members = [u for u, r in zip(members, rest, strict=True) if "" not in r]
        parts = {
            name: np.concatenate([np.arange(start[u], start[u + 1]) for u in members])
            for name, start in starts.items()
        }
        yield _blocks(counts, n_by, stratum, concept, members, parts)


def _blocks(
    counts: Counts,
    n_by: int,
    stratum: tuple[Any, ...],
    concept: str,
    members: list[int],
    parts: dict[str, Ints],
) -> Blocks:
    """Sum up the rows, entries and slots of the members of a unit."""
    rows, entries, slots = parts["row"], parts["entry"], parts["slot"]
    labels, label_of = np.unique(counts.labels[slots].astype("str"), return_inverse=True)
    shape = (len(members), len(counts.outlets))
    place = (np.searchsorted(members, counts.row_unit[rows]), counts.row_outlet[rows])
    m = counts.row_mentions[rows]

    def by_outlet(values: Any) -> Floats:
        total = np.zeros(shape)
        np.add.at(total, place, values)
        return total

    row, y = counts.entry_row[entries], counts.entry_mentions[entries]
    label_place = (
        np.searchsorted(members, counts.row_unit[row]),
        counts.row_outlet[row],
        label_of[np.searchsorted(slots, counts.entry_slot[entries])],
    )

    def by_label(values: Any) -> Floats:
        total = np.zeros((*shape, len(labels)))
        np.add.at(total, label_place, values)
        return total

    names, story = np.unique([str(counts.strata[u][n_by]) for u in members], return_inverse=True)
    return Blocks(
        stratum=stratum,
        concept=concept,
        labels=labels.tolist(),
        story=story,
        names=names.tolist(),
        articles=by_outlet(1),
        mentions=by_outlet(m),
        totals=by_label(y),
        mentions_squared=by_outlet(m * m),
        totals_squared=by_label(y * y),
        products=by_label(y * counts.row_mentions[row]),
    )


def contrast(blocks: Blocks, a: int, b: int) -> Contrast | None:
    """Compare two outlets within the stories that both tell; None where there is none.

    A block of ``k_a`` and ``k_b`` articles weighs ``k_a k_b / (k_a + k_b)``.
    """
    both = blocks.told_by((a, b))
    if not both.any():
        return None
    k_a, k_b = blocks.articles[both, a], blocks.articles[both, b]
    weight = k_a * k_b / (k_a + k_b)
    share_a = blocks.totals[both, a] / blocks.mentions[both, a, None]
    share_b = blocks.totals[both, b] / blocks.mentions[both, b, None]
    stories, place = np.unique(blocks.story[both], return_inverse=True)
    gaps, for_a = np.zeros((2, len(stories), share_a.shape[1]))
    np.add.at(gaps, place, weight[:, None] * (share_a - share_b))
    np.add.at(for_a, place, weight[:, None] * share_a * (1 - share_b))
    binomial, designs = blocks.spread((a, b))
    parts = {
        o: (weight[:, None] ** 2 * binomial / blocks.mentions[both, o, None]).sum(axis=0)
        for o in (a, b)
    }
    return Contrast(
        pair=(a, b),
        names=[blocks.names[s] for s in stories],
        weights=np.bincount(place, weight).astype(np.float64),
        gaps=gaps,
        for_a=for_a,
        share_a=np.average(share_a, axis=0, weights=weight),
        share_b=np.average(share_b, axis=0, weights=weight),
        variance=designs[a] * parts[a] + designs[b] * parts[b],
    )


def contrast_intervals(c: Contrast) -> tuple[Floats, Floats]:
    """Return 95% intervals of each label's difference, from the spread between stories.

    Student's t with ``(Σw)² / Σw² - 1`` degrees of freedom; where fewer than three stories
    differ at all, or all do alike, the method of variance estimates recovery, as if each story
    were one trial.
    """
    from scipy.special import stdtrit

    n, total, worth = len(c.weights), c.weights.sum(), c.freedom + 1
    if n < 2:
        return np.full(len(c.difference), np.nan), np.full(len(c.difference), np.nan)
    gap = c.difference
    reach = stdtrit(c.freedom, 0.975) * np.sqrt((c.residuals**2).sum(0) * n / (n - 1)) / total
    low_a, high_a = wilson(c.share_a, np.asarray(worth), Z95)
    low_b, high_b = wilson(c.share_b, np.asarray(worth), Z95)
    below = np.hypot(c.share_a - low_a, high_b - c.share_b)
    above = np.hypot(high_a - c.share_a, c.share_b - low_b)
    few = ((np.abs(c.gaps) > 1e-12).sum(axis=0) < 3) | (reach < 1e-9)
    low = gap - np.where(few, np.maximum(below, reach), reach)
    high = gap + np.where(few, np.maximum(above, reach), reach)
    return np.maximum(low, -1.0), np.minimum(high, 1.0)


def swaps(c: Contrast, resamples: int, seed: int) -> tuple[Floats, bool]:
    """Return the sums of ``gaps`` when outlets are swapped within stories, and if all were tried.

    If two outlets do not differ within stories, either could have written the other's articles:
    each story's difference may as well have the other sign. A tenth of the swaps settles
    p-values that are all above .1.
    """
    n, total = len(c.weights), c.gaps.sum(axis=0)
    if n <= _EXACT:
        signs = (np.arange(1 << n)[:, None] >> np.arange(n) & 1).astype(np.float64)
        return total - 2 * signs @ c.gaps, True
    rng = np.random.default_rng(seed)
    first = min(resamples, max(resamples // 10, 99))
    swapped = total - 2 * _coins(rng, first, n) @ c.gaps
    together, each = swap_p_values(c, swapped, exact=False)
    if min(together, float(np.nanmin(each, initial=1.0))) <= SETTLED and resamples > first:
        rest = total - 2 * _coins(rng, resamples - first, n) @ c.gaps
        swapped = np.concatenate([swapped, rest])
    return swapped, False


def _coins(rng: np.random.Generator, throws: int, n: int) -> Floats:
    bits = np.unpackbits(np.frombuffer(rng.bytes((throws * n + 7) // 8), dtype=np.uint8))
    coins: Floats = bits[: throws * n].reshape(throws, n).astype(np.float64)
    return coins


def swap_p_values(c: Contrast, swapped: Floats, exact: bool) -> tuple[float, Floats]:
    """Return the p-value of all labels together, and of each label.

    Of two tests the larger p-value: swapping outlets (which needs differences that could as
    well have the other sign: not so where one outlet mentions a rare label seldom and the other
    often), and a score test within stories (which needs its variance right). All labels
    together: the sum of squared z, as in a chi-squared. Empty for fewer than six stories.
    """
    from scipy.special import chdtrc

    n_labels = c.gaps.shape[1]
    if len(c.weights) < FEW_STORIES:
        return np.nan, np.full(n_labels, np.nan)
    observed, more = c.gaps.sum(axis=0), 0 if exact else 1
    spread = (c.gaps**2).sum(axis=0)
    used = spread > 1e-12
    if not used.any():
        return np.nan, np.full(n_labels, np.nan)
    beyond = np.abs(swapped) >= np.abs(observed) - 1e-9
    each = (beyond.sum(axis=0) + more) / (len(swapped) + more)
    variance = np.maximum(c.variance, spread)
    with np.errstate(divide="ignore", invalid="ignore"):
        each = np.where(used, np.maximum(each, two_sided(observed / np.sqrt(variance))), np.nan)
    rest = 1 - (c.share_a + c.share_b)[used] / 2
    together = (swapped[:, used] ** 2 / variance[used]) @ rest
    least = float((observed[used] ** 2 / variance[used]) @ rest)
    p_swapped = ((together >= least - 1e-9).sum() + more) / (len(swapped) + more)
    return max(float(p_swapped), float(chdtrc(max(used.sum() - 1, 1), least))), each


def contrast_distance(c: Contrast, swapped: Floats) -> tuple[float, float]:
    """Return the distance between the two outlets' mean shares, and its mean when swapped."""
    middle = (c.share_a + c.share_b) / 2
    half = swapped / c.weights.sum() / 2
    null = jensen_shannon(np.maximum(middle + half, 0), np.maximum(middle - half, 0))
    return float(jensen_shannon(c.share_a, c.share_b)), float(null.mean())
