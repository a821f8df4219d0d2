"""Every quotation and reported clause of a set of articles, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from framing.reading.annotate import read_articles_at
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd


def find_quotations(articles: pd.DataFrame) -> pd.DataFrame:
    """Find who is quoted or reported in every article, and where.

    Parameters
    ----------
    articles : DataFrame
        The contract's ``articles``.

    Returns
    -------
    DataFrame
        The contract's ``quotations``: one row a stretch, in order of article and place; words in
        marks inside a reported clause have a row of their own.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["قال الوزير: «لن نعود»."]})
    >>> find_quotations(articles).loc[0, ["kind", "cue"]].tolist()
    ['quoted', 'قال']
    """
    rows: list[dict[str, Any]] = []
    for row, article in enumerate(read_articles_at(articles)):
        for number, speech in enumerate(article.reading.speech):
            speaker = article.attribution.speaker_of(number)
            cue = speech.cue.entry.cue if speech.cue else None
            rows.append(
                {
                    "article_id": articles["article_id"].iat[row],
                    "outlet": articles["outlet"].iat[row] if "outlet" in articles else "",
                    "start": speech.start,
                    "end": speech.end,
                    "kind": speech.voice,
                    "cue": cue.cue if cue else "",
                    "cue_stance": cue.stance if cue else "",
                    "speaker": article.text[speaker.start : speaker.end]
                    if speaker.start >= 0
                    else "",
                    "speaker_start": speaker.start if speaker.start >= 0 else None,
                    "speaker_end": speaker.end if speaker.start >= 0 else None,
                    "rule": speaker.rule,
                    "named": speaker.named,
                    "found_by": speech.rule,
                }
            )
    return as_table(rows, "quotations")
