"""Which mentions are shown in context, and how much of an article that may take.

A report must not republish the press: unless the study says ``share_text``, all windows on an
article together hold at most a quarter of it. Mentions beyond that are listed by place only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from framing.show.concordance import concordance
from framing.show.results import LARGEST_SHOWN

if TYPE_CHECKING:
    import pandas as pd


def evidence_lines(
    articles: pd.DataFrame,
    mentions: pd.DataFrame,
    *,
    words: int = 5,
    first: Iterable[int] = (),
    whole: bool = False,
) -> pd.DataFrame:
    """Give every mention its window, within what may be shown of its article.

    Parameters
    ----------
    articles, mentions : DataFrame
        The contract's tables.
    words : int, default 5
        Words on each side.
    first : iterable of int
        Rows of ``mentions`` (index labels) that are given room before all others.
    whole : bool, default False
        Whether whole texts may be shared: every mention then has its window.

    Returns
    -------
    DataFrame
        ``mentions`` with ``before, hit, after, shown``; where ``shown`` is False the context
        is empty.
    """
    lines = concordance(articles, mentions, words=words)
    if whole:
        return lines.assign(shown=True)
    room = {
        article: int(len(text) * LARGEST_SHOWN)
        for article, text in zip(articles["article_id"], articles["text"], strict=True)
    }
    taken: dict[str, list[tuple[int, int]]] = {}
    shown = dict.fromkeys(lines.index, False)
    wanted = [*first]
    chosen = set(wanted)
    order = [*wanted, *(row for row in lines.index if row not in chosen)]
    article_of, start_of, end_of = (
        lines[name].to_dict() for name in ("article_id", "window_start", "window_end")
    )
    for row in order:
        article = article_of[row]
        spans = [*taken.get(article, ()), (start_of[row], end_of[row])]
        if covered(spans) <= room[article]:
            taken[article] = spans
            shown[row] = True
    seen = [shown[row] for row in lines.index]
    return lines.assign(
        before=_where(seen, lines["before"]), after=_where(seen, lines["after"]), shown=seen
    )


def covered(spans: Sequence[tuple[int, int]]) -> int:
    """Return how many characters a set of spans covers, each counted once.

    Examples
    --------
    >>> covered([(0, 10), (5, 12), (20, 25)])
    17
    """
    total = reached = 0
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def spread(mentions: pd.DataFrame, n: int) -> list[int]:
    """Choose ``n`` mentions that stand for all: one an article first, evenly over time.

    Parameters
    ----------
    mentions : DataFrame
        From which to choose.
    n : int
        How many at most.

    Returns
    -------
    list of int
        Index labels of the rows chosen, in order of date, article and place.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"article_id": list("aabbc"), "start": range(5), "published": pd.NaT})
    >>> spread(table, 3)
    [0, 2, 4]
    """
    ordered = mentions.sort_values(["published", "article_id", "start"], kind="stable")
    turn = ordered.groupby("article_id", sort=False).cumcount()
    picked: list[int] = []
    for round_number in sorted(set(turn)):
        rows = list(ordered.index[turn == round_number])
        wanted = n - len(picked)
        if wanted <= 0:
            break
        if len(rows) > wanted:
            rows = [rows[(2 * i + 1) * len(rows) // (2 * wanted)] for i in range(wanted)]
        picked.extend(rows)
    place = {row: i for i, row in enumerate(ordered.index)}
    return sorted(picked, key=place.__getitem__)


def _where(shown: Sequence[bool], texts: pd.Series) -> list[str]:
    return [text if seen else "" for seen, text in zip(shown, texts, strict=True)]
