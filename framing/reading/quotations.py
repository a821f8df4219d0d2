"""Every quotation and reported clause of a set of articles, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.reading.article import read_articles_at
from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd


def find_quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """Find who is quoted or reported in every article, and where.

    What is not found: speech without any word of saying, mark or governing phrase (free
    indirect speech).

    Parameters
    ----------
    articles : DataFrame
        The contract's ``articles``.

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
    check_table(articles, "articles", ["article_id", "text"])
    ids = articles["article_id"].tolist()
    outlets = articles["outlet"].tolist() if "outlet" in articles.columns else [""] * len(ids)
    rows: list[dict[str, Any]] = []
    for article_id, outlet, article in zip(ids, outlets, read_articles_at(articles), strict=True):
        for piece, speaker in article.speech():
            cue = piece.cue.entry.cue if piece.cue is not None else None
            known = speaker.start >= 0
            rows.append(
                {
                    "article_id": article_id,
                    "outlet": outlet,
                    "start": piece.start,
                    "end": piece.end,
                    "kind": piece.voice,
                    "cue": cue.cue if cue else "",
                    "cue_stance": cue.stance if cue else "",
                    "speaker": article.name_of(speaker),
                    "speaker_start": speaker.start if known else None,
                    "speaker_end": speaker.end if known else None,
                    "rule": speaker.rule,
                    "named": speaker.named,
                    "found_by": piece.rule,
                    "n_words": len(article.text[piece.start : piece.end].split()),
                }
            )
    table = as_table(rows, "quotations")
    return table if rows else table.assign(named=False, found_by="", n_words=0)
