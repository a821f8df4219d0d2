"""Articles on one event across outlets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.intake.batches import batches_of
from framing.intake.counting import count_terms
from framing.intake.index import index_articles
from framing.intake.likeness import likely_pairs
from framing.intake.linking import link
from framing.intake.terms import Terms, weigh_terms
from framing.progress import stage, track
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.intake.counting import Masks

WITHIN = 2  # days between two articles on one event
CERTAINTY = 0.55

# A member must be surer of its story than the mean of all pairs, and two articles alone still
# more: nothing else speaks for their story.
_MEMBER, _PAIR = 0.05, 0.15
_NEEDED = ("article_id", "outlet", "published", "title", "text")
_KEYWORDS = 4


def find_stories(
    articles: pd.DataFrame | str | Path,
    *,
    masks: Masks = None,
    within: int = WITHIN,
    min_outlets: int = 2,
    certainty: float = CERTAINTY,
    index: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Group articles that are about one event, across outlets.

    Says nothing about how important an event was, and misses articles that tell it in wholly
    other words; what is uncertain stays single.

    Parameters
    ----------
    articles : DataFrame or path
        The ``articles`` table, or a corpus, of which one batch at a time is held. Articles
        without a date stay single.
    masks : DataFrame or callable, optional
        ``article_id, start, end``: words under study (the mentions of a lexicon), which must
        not decide which articles belong together; or a function that finds them in a batch
        of articles.
    within : int, default 2
        Days between two articles at most that count as alike.
    min_outlets : int, default 2
        Smaller groups are no stories: their articles stay single.
    certainty : float, default 0.55
        How likely the articles of two groups must be about one event, on the average over all
        pairs of them, for the groups to be joined; more gives fewer and purer stories.
    index : DataFrame, optional
        The ``article_index`` to fill; made anew by default.

    Returns
    -------
    index : DataFrame
        The ``article_index``: ``story_id`` names the story's first article and is empty for
        single ones; ``story_score`` is how likely the article is about the event of the others
        of its story, on the average over them.
    stories : DataFrame
        One row a story: ``story_id, title, first, last, n_articles, n_outlets, outlets``,
        the title being its weightiest words.

    Notes
    -----
    Articles are vectors of light-stemmed words of the title, the first paragraph and the rest
    of the first 200 words (weights 2, 1.5, 1), weighted by their rarity within fifteen days
    before and after and by how sudden they are. Likelihood comes from a logistic regression on
    judged pairs (``likely_pairs``); groups are joined by average linkage.
    """
    listed: list[pd.DataFrame] = []
    batches = track(batches_of(articles, _NEEDED), "reading batches")
    counts = count_terms(_listed(batches, listed), masks)
    stage("comparing articles")
    index = _whole(listed) if index is None else index.copy()
    terms = weigh_terms(counts)
    del counts
    pairs, values = likely_pairs(terms, within)
    group = link(len(index), pairs, values, certainty)
    score, sure = _scores(group, pairs, values, certainty)
    group = np.where(sure, group, -1)
    group = _with_outlets(group, index["outlet"].to_numpy()[terms.order], min_outlets)
    return _filled(index, terms, group, np.where(group >= 0, score, np.nan))


def _listed(batches: Iterable[pd.DataFrame], listed: list[pd.DataFrame]) -> Iterator[pd.DataFrame]:
    """Pass batches on, and keep of each what the index needs."""
    for batch in batches:
        listed.append(index_articles(batch))
        yield batch


def _whole(listed: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(listed, ignore_index=True) if listed else as_table([], "article_index")


def _scores(
    group: NDArray[np.int64],
    pairs: NDArray[np.int32],
    values: NDArray[np.float32],
    certainty: float,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how sure each membership is, and which are sure enough."""
    n = len(group)
    sizes = np.bincount(group, minlength=n)
    both = np.concatenate([pairs, pairs[:, ::-1]])
    key = both[:, 0].astype(np.int64) * n + group[both[:, 1]]
    unique, where = np.unique(key, return_inverse=True)
    sums = np.bincount(where, weights=np.concatenate([values, values]), minlength=len(unique))
    own, other = unique // max(n, 1), unique % max(n, 1)
    is_own = group[own] == other
    means = sums / np.maximum(sizes[other] - is_own, 1)
    inside, outside = np.zeros(n), np.zeros(n)
    inside[own[is_own]] = means[is_own]
    np.maximum.at(outside, own[~is_own], means[~is_own])
    enough = certainty + np.where(sizes[group] == 2, _PAIR, _MEMBER)
    return inside, (sizes[group] > 1) & (inside >= enough) & (inside >= outside)


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
    index: pd.DataFrame, terms: Terms, group: NDArray[np.int64], score: NDArray[np.float64]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Fill the index, and list the stories."""
    import pandas as pd

    position = np.empty(len(index), np.int64)
    position[terms.order] = np.arange(len(index))
    first: dict[int, str] = {}
    ids = index["article_id"].to_numpy()[terms.order]
    for number, name in zip(group.tolist(), ids.tolist(), strict=True):
        if number >= 0:
            first.setdefault(number, name)
    names = np.array([first.get(number, "") for number in group.tolist()], dtype=object)
    index["story_id"] = pd.Series(names[position], dtype="str")
    index["story_score"] = score[position]
    rows = index.iloc[terms.order]
    stories = (
        rows[rows["story_id"] != ""]
        .groupby("story_id", sort=False)
        .agg(
            first=("published", "min"),
            last=("published", "max"),
            n_articles=("article_id", "size"),
            n_outlets=("outlet", "nunique"),
            outlets=("outlet", lambda values: ", ".join(sorted(set(values)))),
        )
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
