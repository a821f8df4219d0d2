"""What a measure is given: tables or their files, with or without the copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import TableError
from framing.intake.index import index_articles
from framing.intake.stored import is_corpus
from framing.tableio import read_table

if TYPE_CHECKING:
    import pandas as pd

COPIES = ("keep", "once", "drop")
RESAMPLES = 10_000  # draws of a null distribution
FEWEST_RESAMPLES = 99  # with fewer a p-value is too coarse to be judged at .05


def prepared(
    mentions: pd.DataFrame | str | Path,
    articles: pd.DataFrame | str | Path | None,
    copies: str = "keep",
) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Return mentions and articles as tables, copies left out as asked.

    Parameters
    ----------
    mentions, articles : DataFrame or path
        The contract's ``mentions`` and ``article_index`` (or ``articles``, or a corpus).
    copies : {"keep", "once", "drop"}
        ``once`` leaves the earliest article of each ``copy_cluster`` in each outlet, ``drop``
        the earliest of all outlets.

    Raises
    ------
    TableError
        When copies are to go and no ``copy_cluster`` is known.
    """
    table = read_table(mentions, "mentions") if isinstance(mentions, str | Path) else mentions
    index = _index_at(articles) if isinstance(articles, str | Path) else articles
    if copies not in COPIES:
        raise TableError(
            f"{copies!r} is not a way to treat copies",
            place="copies=",
            remedy=f"Choose from {', '.join(COPIES)}.",
        )
    if copies == "keep":
        return table, index
    index = _without_copies(index, within_outlet=copies == "once")
    return table[table["article_id"].isin(index["article_id"])], index


def _index_at(path: str | Path) -> pd.DataFrame:
    return index_articles(path) if is_corpus(path) else read_table(path, "article_index")


def check_resamples(resamples: int) -> None:
    """Refuse a number of draws that no p-value could be made from.

    Raises
    ------
    TableError
        When there are fewer than 99.
    """
    if resamples < FEWEST_RESAMPLES:
        raise TableError(
            f"{resamples} draws are too few for a p-value",
            place="resamples=",
            remedy=f"Draw at least {FEWEST_RESAMPLES}; 10,000 is the default.",
        )


def _without_copies(index: pd.DataFrame | None, within_outlet: bool) -> pd.DataFrame:
    if index is None or "copy_cluster" not in index.columns:
        raise TableError(
            "copies cannot be left out: column 'copy_cluster' is missing",
            place="articles=",
            remedy="Give the article_index that 'framing duplicates' has filled.",
        )
    order = [c for c in ("published", "article_id") if c in index.columns]
    ordered = index.sort_values(order, kind="stable", na_position="last")
    # A cluster bears the id of its original: on one day, an agency's own report comes first.
    original = np.asarray(ordered["article_id"] == ordered["copy_cluster"])
    ordered = ordered.iloc[np.argsort(~original, kind="stable")]
    key = ["outlet", "copy_cluster"] if within_outlet else ["copy_cluster"]
    single = np.asarray(ordered["copy_cluster"].isna() | (ordered["copy_cluster"] == ""))
    first = ~np.asarray(ordered.duplicated(key), dtype=bool)
    kept: pd.DataFrame = ordered.loc[single | first]
    return kept
