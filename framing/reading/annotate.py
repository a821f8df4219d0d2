"""What the text around a mention says of it: region, voice, speaker, marks, hedges, target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.reading.article import read_articles_at
from framing.reading.targets import Party, find_parties, target_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("region", "voice", "speaker", "scare_quoted", "hedged", "target")


def annotate(articles: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Say of every span in what region and voice it stands, who speaks, and of whom.

    The voice is the text's, by rule; it does not tell whether the outlet agrees with what it
    reports.

    Parameters
    ----------
    articles : DataFrame
        The contract's ``articles``: ``text``, ``title``, ``body_start``, and ``outlet`` where
        repeated furniture is to be learned.
    spans : DataFrame
        One row a mention: ``row`` (position in ``articles``), ``start``, ``end``, and, where
        targets are wanted, ``said_of``.

    Returns
    -------
    DataFrame
        ``region, voice, speaker, scare_quoted, hedged, target``, one row for each of ``spans``
        and with its index.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"title": [""], "text": ["قال إن الجيش تقدم."], "body_start": [0]})
    >>> spans = pd.DataFrame({"row": [0], "start": [7], "end": [12]})
    >>> annotate(articles, spans).loc[0, "voice"]
    'reported'
    """
    import pandas as pd

    n = len(spans)
    columns: dict[str, list[Any]] = {
        name: [False if name in ("scare_quoted", "hedged") else ""] * n for name in COLUMNS
    }
    starts, ends = spans["start"].tolist(), spans["end"].tolist()
    groups = _by_article(spans["row"].tolist())
    said_of = spans["said_of"].tolist() if "said_of" in spans else [False] * n
    parties = _parties(articles, groups, said_of)
    readings = read_articles_at(articles, list(groups))
    for (row, numbers), article in zip(groups.items(), readings, strict=True):
        for k in numbers:
            start, end = starts[k], ends[k]
            columns["region"][k] = article.region_at(start)
            columns["voice"][k] = article.voice_at(start)
            columns["speaker"][k] = article.speaker_at(start)
            columns["scare_quoted"][k] = article.is_scare_quoted(start, end)
            columns["hedged"][k] = article.is_hedged(start, end)
            if said_of[k]:
                columns["target"][k] = target_of(article.text, start, end, parties[row])
    kinds = {name: "bool" if name in ("scare_quoted", "hedged") else "str" for name in COLUMNS}
    return pd.DataFrame(columns, index=spans.index).astype(kinds)


def _parties(
    articles: pd.DataFrame, groups: dict[int, list[int]], said_of: Sequence[bool]
) -> dict[int, list[Party]]:
    """Find the parties of the articles in which something is said of somebody."""
    rows = [row for row, numbers in groups.items() if any(said_of[k] for k in numbers)]
    return find_parties(articles, rows) if rows else {}


def _by_article(rows: Sequence[int]) -> dict[int, list[int]]:
    """Group span numbers by their article, whatever the order of the rows."""
    groups: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(row, []).append(number)
    return groups
