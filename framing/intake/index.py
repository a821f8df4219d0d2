"""Articles without their text, so that measures know denominators."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd

# A word is a run of letters or digits; marks on and between its letters (tashkeel, tatweel,
# zero-width joiners) belong to it.
_WORD = re.compile(
    r"[^\W_](?:[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d]*[^\W_])*"
)


def count_words(text: str) -> int:
    """Count the words of a text: runs of letters or digits, tashkeel and tatweel aside.

    Examples
    --------
    >>> count_words("سقط شُهَداءُ في الرقّـة، 2017")
    5
    """
    return sum(1 for _ in _WORD.finditer(text))


def index_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Make the ``article_index`` of a table of articles.

    Parameters
    ----------
    articles : DataFrame
        With at least ``article_id, outlet, published, text``.

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
    check_table(articles, "articles", ["article_id", "outlet", "published", "text"])
    known = ["article_id", "outlet", "published", "story_id", "story_score"]
    known += ["copy_cluster", "copy_class", "shared_share"]
    columns = {name: articles[name] for name in known if name in articles.columns}
    n_words = [count_words(text) for text in articles["text"]]
    return as_table({**columns, "n_words": n_words}, "article_index")
