"""Articles on one event across outlets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.intake.index import index_articles
from framing.intake.linking import link
from framing.intake.terms import Terms, articles_near, by_term, weigh_terms
from framing.intake.words import in_threads
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

WITHIN = 2  # days between two articles on one event
STRICTNESS = 1.0
SURE = 0.52  # of the likeness to its story and the next one, the share that its story has

# The more articles there are within the days of an event, the more alike must two be: this much
# for one, and this much more for every tenfold number of them.
_ALIKE, _ALIKE_TENFOLD = 0.12, 0.1
# Two articles alone must be more alike than that: nothing else speaks for their story. In a
# larger one a member may be a little less alike than the mean of all.
_PAIR, _MEMBER = 1.35, 0.8
_LEAST = 0.4  # of that; what is less alike counts as not alike
_KEYWORDS = 4


def find_stories(
    articles: pd.DataFrame,
    *,
    masks: pd.DataFrame | None = None,
    within: int = WITHIN,
    min_outlets: int = 2,
    strictness: float = STRICTNESS,
    index: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Group articles that are about one event, across outlets.

    Says nothing about how important an event was, and misses articles that tell it in wholly
    other words; what is uncertain stays single.

    Parameters
    ----------
    articles : DataFrame
        The ``articles`` table; articles without a date stay single.
    masks : DataFrame, optional
        ``article_id, start, end``: words under study (the mentions of a lexicon), which must
        not decide which articles belong together.
    within : int, default 2
        Days between two articles at most that count as alike.
    min_outlets : int, default 2
        Smaller groups are no stories: their articles stay single.
    strictness : float, default 1
        How alike two groups must be to be one story; at 1 a mean cosine of .2 among a handful
        of articles and of .5 among several thousand in the same days.
    index : DataFrame, optional
        The ``article_index`` to fill; made anew by default.

    Returns
    -------
    index : DataFrame
        The ``article_index``: ``story_id`` names the story's first article and is empty for
        single ones; ``story_score``, between .52 and 1, says how much more alike an article is
        to its story than to the next one.
    stories : DataFrame
        One row a story: ``story_id, title, first, last, n_articles, n_outlets, outlets``,
        the title being its weightiest words, in the order of the first article.

    Notes
    -----
    Articles are vectors of light-stemmed words of the title, the first paragraph and the rest
    of the first 200 words (weights 2, 1.5, 1), weighted by their rarity within fifteen days
    before and after; groups are joined by average linkage of cosines.
    """
    check_table(articles, "articles", ["article_id", "outlet", "published", "title", "text"])
    index = index_articles(articles) if index is None else index.copy()
    terms = weigh_terms(articles, masks)
    pairs, values = alike_pairs(terms, within)
    group = link(len(articles), pairs, values, strictness)
    score, sure = _scores(group, pairs, values, strictness)
    group = np.where(sure, group, -1)
    group = _with_outlets(group, articles["outlet"].to_numpy()[terms.order], min_outlets)
    score = np.where(group >= 0, score, np.nan)
    position = np.empty(len(articles), np.int64)
    position[terms.order] = np.arange(len(articles))
    return _filled(articles, index, terms, group, score, position)


def alike_pairs(
    terms: Terms, within: int, least: float = _LEAST
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Return pairs of articles near in time, and how alike they are.

    The cosine is divided by the one from which on two articles are more likely than not about
    one event, which grows with the number of articles within the same days.
    """
    from framing.intake.kernels import similarities

    n = len(terms.days)
    need = _ALIKE + _ALIKE_TENFOLD * np.log10(articles_near(terms.days, within))
    term_starts, docs, order = by_term(terms.starts, terms.terms, len(terms.names))
    posted = terms.weights[order]

    def work(first: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        room = 50_000
        while True:
            out, values = np.empty((room, 2), np.int32), np.empty(room, np.float32)
            used = similarities(
                terms.days, terms.starts, terms.terms, terms.weights, term_starts, docs, posted,
                within, need, least, first, min(first + 2_000, n), out, values,
            )  # fmt: skip
            if used <= room:
                return out[:used].copy(), values[:used].copy()
            room = used

    parts = in_threads(work, range(0, max(n, 1), 2_000))
    return np.concatenate([p for p, _ in parts]), np.concatenate([v for _, v in parts])


def _scores(
    group: NDArray[np.int64],
    pairs: NDArray[np.int32],
    values: NDArray[np.float32],
    strictness: float,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how sure each membership is, and which are sure enough."""
    n = len(group)
    sizes = np.bincount(group, minlength=n)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    twice = np.concatenate([values, values])
    key = both[:, 0].astype(np.int64) * n + group[both[:, 1]]
    unique, where = np.unique(key, return_inverse=True)
    sums = np.bincount(where, weights=twice, minlength=len(unique))
    own, other = unique // n, unique % n
    is_own = group[own] == other
    means = sums / np.maximum(sizes[other] - is_own, 1)
    inside, outside = np.zeros(n), np.zeros(n)
    inside[own[is_own]] = means[is_own]
    np.maximum.at(outside, own[~is_own], means[~is_own])
    score = inside / np.maximum(inside + outside, 1e-12)
    enough = np.where(sizes[group] == 2, _PAIR, _MEMBER) * strictness
    sure = (sizes[group] > 1) & (inside >= enough) & (score >= SURE)
    return score, sure


def _with_outlets(
    group: NDArray[np.int64], outlets: NDArray[np.object_], least: int
) -> NDArray[np.int64]:
    """Dissolve groups of fewer than ``least`` outlets."""
    members: dict[int, set[str]] = {}
    for number, outlet in zip(group.tolist(), outlets.tolist(), strict=True):
        members.setdefault(number, set()).add(outlet)
    kept = {number for number, names in members.items() if number >= 0 and len(names) >= least}
    sizes = np.bincount(group[group >= 0], minlength=len(group))
    return np.array([g if g in kept and sizes[g] > 1 else -1 for g in group.tolist()], np.int64)


def _filled(
    articles: pd.DataFrame,
    index: pd.DataFrame,
    terms: Terms,
    group: NDArray[np.int64],
    score: NDArray[np.float64],
    position: NDArray[np.int64],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    import pandas as pd

    ids = articles["article_id"].to_numpy()[terms.order]
    first: dict[int, str] = {}
    for number, name in zip(group.tolist(), ids.tolist(), strict=True):
        if number >= 0:
            first.setdefault(number, name)
    names = np.array([first.get(number, "") for number in group.tolist()], dtype=object)
    index["story_id"] = pd.Series(names[position], dtype="str")
    index["story_score"] = score[position]
    rows = articles.iloc[terms.order].assign(story_id=names)[names != ""]
    stories = rows.groupby("story_id", sort=False).agg(
        first=("published", "min"),
        last=("published", "max"),
        n_articles=("article_id", "size"),
        n_outlets=("outlet", "nunique"),
        outlets=("outlet", lambda values: ", ".join(sorted(set(values)))),
    )
    titles = _titles(terms, group, names)
    stories.insert(0, "title", [titles[story] for story in stories.index])
    return index, stories.reset_index()


def _titles(terms: Terms, group: NDArray[np.int64], names: NDArray[np.object_]) -> dict[str, str]:
    """Name each story by the words that weigh most over its articles."""
    totals: dict[str, dict[int, float]] = {}
    for doc in np.flatnonzero(group >= 0).tolist():
        total = totals.setdefault(str(names[doc]), {})
        for at in range(terms.starts[doc], terms.starts[doc + 1]):
            if terms.weights[at] > 0:
                term = int(terms.terms[at])
                total[term] = total.get(term, 0.0) + float(terms.weights[at])
    best = {
        story: sorted(total, key=lambda term: (-total[term], term))[:_KEYWORDS]
        for story, total in totals.items()
    }
    return {story: " · ".join(terms.names[term] for term in kept) for story, kept in best.items()}


def found_by_outlet(index: pd.DataFrame) -> pd.DataFrame:
    """Return the share of each outlet's articles that found a story.

    Where it is low, comparisons within stories say little about the outlet.

    Examples
    --------
    >>> from framing.tables import as_table
    >>> rows = [{"outlet": "x", "story_id": "s"}, {"outlet": "x", "story_id": ""}]
    >>> found_by_outlet(as_table(rows, "article_index")).values.tolist()
    [['x', 2, 0.5]]
    """
    found = index.assign(found=index["story_id"] != "").groupby("outlet", as_index=False)
    table = found.agg(n_articles=("article_id", "size"), share=("found", "mean"))
    return table.sort_values("outlet", ignore_index=True)
