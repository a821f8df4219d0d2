"""Every quotation and reported clause of a set of articles, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.reading.batches import Batches
from framing.reading.processes import map_beside, n_processes
from framing.reading.quoting import COLUMNS, read_speech
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.reading.batches import Articles


def find_quotations(articles: Articles) -> pd.DataFrame:
    """Find who is quoted or reported in every article, and where.

    What is not found: speech without any word of saying, mark or governing phrase (free
    indirect speech).

    Parameters
    ----------
    articles : DataFrame, path or sequence of paths
        The contract's ``articles``; a corpus folder, of which only a part is in memory at any
        time; or other input of ``read_articles``.

    Returns
    -------
    DataFrame
        The contract's ``quotations``: one row a stretch, in order of article and place; words in
        marks inside a reported clause have a row of their own. ``rule`` tells how the speaker
        was found, or ``unattributed``. Three columns follow: ``named`` (false for sources
        without a name: مصادر مطلعة), ``found_by`` (how the stretch was found) and ``n_words``.

    Raises
    ------
    TableError
        When a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["قال الوزير: «لن نعود»."]})
    >>> find_quotations(articles).loc[0, ["kind", "cue", "speaker"]].tolist()
    ['quoted', 'قال', 'الوزير']
    """
    import pandas as pd

    parts = [found for _, found in iter_quotations(Batches(articles))]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def iter_quotations(batches: Batches) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield batches of articles, each with its ``quotations``; see ``find_quotations``."""
    pieces = ((articles, batches.pages(articles, range(len(articles)))) for articles in batches)
    for articles, found in map_beside(read_speech, pieces, n_processes(len(batches.outlets))):
        columns = dict(zip(COLUMNS, zip(*found, strict=True), strict=False))
        rows = np.array(columns.pop("row", ()), np.int64)
        table: dict[str, Any] = {name: list(values) for name, values in columns.items()}
        for name in ("article_id", "outlet"):
            table[name] = articles[name].take(rows).to_numpy()
        known = as_table(table, "quotations")
        yield articles, known if found else known.assign(named=False, found_by="", n_words=0)
