"""Articles without their text, so that measures know denominators."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.errors import InputError
from framing.intake.stored import BATCH, stored_batches
from framing.intake.words import word_hashes
from framing.tableio import read_table
from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd


def count_words(text: str) -> int:
    """Count the words of a text: runs of letters or digits, tashkeel and tatweel aside.

    Examples
    --------
    >>> count_words("سقط شُهَداءُ في الرقّـة، 2017")
    5
    """
    import pandas as pd

    return int(words_in(pd.Series([text], dtype="str"))[0])


def words_in(texts: pd.Series) -> NDArray[np.int64]:
    """Count the words of many texts.

    Examples
    --------
    >>> import pandas as pd
    >>> words_in(pd.Series(["قُتِلَ ثلاثة", ""], dtype="str")).tolist()
    [2, 0]
    """
    return np.diff(word_hashes(texts)[1])


def index_articles(articles: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Make the ``article_index`` of a table of articles, or of a corpus.

    Parameters
    ----------
    articles : DataFrame or path
        With at least ``article_id, outlet, published, text``; or a corpus folder, of which
        only a part is in memory at any time.

    Returns
    -------
    DataFrame
        One row an article, in the same order. The columns of stories and copies are taken
        over where ``articles`` has them, and empty otherwise.

    Examples
    --------
    >>> articles = as_table([{"article_id": "a1", "text": "خرج المقاتلون ليلاً"}], "articles")
    >>> index_articles(articles).loc[0, "n_words"]
    np.int64(3)
    """
    if isinstance(articles, (str, Path)):
        import pandas as pd

        batches = stored_batches(articles, BATCH)
        return pd.concat([index_articles(batch) for batch in batches], ignore_index=True)
    check_table(articles, "articles", ["article_id", "outlet", "published", "text"])
    known = ["article_id", "outlet", "published", "story_id", "story_score"]
    known += ["copy_cluster", "copy_class", "shared_share"]
    columns = {name: articles[name] for name in known if name in articles.columns}
    n_words = words_in(articles["text"])
    return as_table({**columns, "n_words": n_words}, "article_index")


def read_index(path: str | Path, articles: pd.DataFrame) -> pd.DataFrame:
    """Read an ``article_index`` that was made before, in the order of these articles.

    Raises
    ------
    InputError
        When an article is not in the index.
    """
    index = read_table(path, "article_index").set_index("article_id", drop=False)
    missing = articles.loc[~articles["article_id"].isin(index.index), "article_id"]
    if len(missing):
        raise InputError(
            f"the article {missing.iloc[0]!r} is not in it (nor {len(missing) - 1} others)",
            place=str(path),
            remedy="Give the index of these articles, or leave it out.",
        )
    return index.loc[articles["article_id"]].reset_index(drop=True)
