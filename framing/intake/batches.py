"""Articles batch by batch, from a table or from a corpus that is never held as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.intake.corpus import iter_articles
from framing.intake.read import read_articles
from framing.intake.stored import BATCH, is_corpus
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd


def batches_of(
    articles: pd.DataFrame | str | Path, columns: Sequence[str]
) -> Iterator[pd.DataFrame]:
    """Yield articles in tables of at most 5,000 rows.

    Parameters
    ----------
    articles : DataFrame or path
        The ``articles`` table, or a corpus.
    columns : sequence of str
        What the table must have.

    Examples
    --------
    >>> from framing.tables import as_table
    >>> table = as_table([{"article_id": "a"}, {"article_id": "b"}], "articles")
    >>> [len(batch) for batch in batches_of(table, ["article_id"])]
    [2]
    """
    if isinstance(articles, (str, Path)):
        yield from iter_articles(articles, BATCH)
        return
    check_table(articles, "articles", list(columns))
    for start in range(0, len(articles), BATCH):
        yield articles.iloc[start : start + BATCH]


def given(paths: Sequence[str]) -> pd.DataFrame | Path:
    """Return a corpus as its path, so that it is not held as a whole, and other input read."""
    if len(paths) == 1 and is_corpus(paths[0]):
        return Path(paths[0])
    return read_articles(*paths)
