"""Who gets to speak: each outlet's words by speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["outlet", "speaker", "named"]
NEEDED = ["article_id", "outlet", "start", "end", "kind", "speaker", "named", "n_words"]


def speaker_shares(quotations: pd.DataFrame) -> pd.DataFrame:
    """Count how many of an outlet's quoted and reported words each speaker has.

    One person named in two ways (the name, then المتحدث) stands in two rows: names are not
    joined by guessing. Words in marks inside a reported clause count once, with the clause.

    Parameters
    ----------
    quotations : DataFrame
        From ``find_quotations``, with its ``named`` and ``n_words``.

    Returns
    -------
    DataFrame
        ``outlet, speaker, named, n_words, n_quotations, n_articles, share``: share of the
        outlet's attributed and unattributed words; the row with an empty speaker is what no
        rule could attribute. Most words first.

    Raises
    ------
    TableError
        When a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"article_id": ["a", "a"], "outlet": "x", "start": [0, 40],
    ...     "end": [30, 50], "kind": "reported", "speaker": ["سامر نادر", ""],
    ...     "named": [True, False], "n_words": [6, 2]})
    >>> speaker_shares(table)[["speaker", "share"]].values.tolist()
    [['سامر نادر', 0.75], ['', 0.25]]
    """
    check_table(quotations, "quotations", NEEDED)
    outer = quotations[~_inside(quotations)]
    table = (
        outer.groupby(KEYS, sort=False)
        .agg(
            n_words=("n_words", "sum"),
            n_quotations=("start", "size"),
            n_articles=("article_id", "nunique"),
        )
        .reset_index()
    )
    table["share"] = table["n_words"] / table.groupby("outlet")["n_words"].transform("sum")
    order = ["outlet", "n_words", "speaker"]
    return table.sort_values(order, ascending=[True, False, True], ignore_index=True)


def _inside(quotations: pd.DataFrame) -> pd.Series:
    """Tell which rows stand inside a reported clause of the same article."""
    import pandas as pd

    order = quotations.sort_values(["article_id", "start", "end"], ascending=[True, True, False])
    articles = order["article_id"].tolist()
    ends: list[int] = order["end"].tolist()
    inside, article, reach = [], None, -1
    for its_article, end in zip(articles, ends, strict=True):
        if its_article != article:
            article, reach = its_article, -1
        inside.append(end <= reach)
        reach = max(end, reach)
    return pd.Series(inside, index=order.index, dtype="bool").reindex(quotations.index)
