"""What the text around a mention says of it: region, voice, speaker, marks, hedges, target."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from framing.reading.attribution import Attribution
from framing.reading.events import Events, find_events
from framing.reading.hedges import is_hedged
from framing.reading.regions import Region, find_regions
from framing.reading.speech import Reading, Speech
from framing.reading.targets import Party, find_parties, target_of
from framing.reading.voice import read_voices

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("region", "voice", "speaker", "scare_quoted", "hedged", "target")
_ASIDE = ("title", "body_start", "author")
_FURNITURE = frozenset({"boilerplate", "caption"})


def annotate(articles: pd.DataFrame, spans: pd.DataFrame) -> pd.DataFrame:
    """Say of every span in what region and voice it stands, who speaks, and of whom.

    Parameters
    ----------
    articles : DataFrame
        The contract's ``articles``: ``text``, ``title``, ``body_start``.
    spans : DataFrame
        One row a mention: ``row`` (position in ``articles``), ``start``, ``end``, and, where
        targets are wanted, ``concept``, ``label`` and ``said_of``.

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

    columns: dict[str, list[Any]] = {name: [""] * len(spans) for name in COLUMNS}
    starts, ends = spans["start"].tolist(), spans["end"].tolist()
    groups = _by_article(spans["row"].tolist())
    said_of = spans["said_of"].tolist() if "said_of" in spans else [False] * len(spans)
    parties = _parties(articles, groups, said_of)
    readings = read_articles_at(articles, list(groups))
    for (row, numbers), article in zip(groups.items(), readings, strict=True):
        for n in numbers:
            for name, value in article.describe(starts[n], ends[n]).items():
                columns[name][n] = value
            if said_of[n]:
                columns["target"][n] = target_of(article.text, starts[n], ends[n], parties[row])
    kinds = {name: "bool" if name in ("scare_quoted", "hedged") else "str" for name in COLUMNS}
    return pd.DataFrame(columns, index=spans.index).astype(kinds)


def read_articles_at(
    articles: pd.DataFrame, rows: Sequence[int] | None = None
) -> Iterator[ArticleReading]:
    """Read regions and voices of the articles at some positions, all by default.

    Examples
    --------
    >>> import pandas as pd
    >>> [a.reading.names for a in read_articles_at(pd.DataFrame({"text": ["نعم", ""]}))]
    [[], []]
    """
    texts = articles["text"].tolist()
    rows = range(len(texts)) if rows is None else rows
    known = {name: articles[name].tolist() for name in _ASIDE if name in articles.columns}
    titles, authors = (known.get(name, [""] * len(texts)) for name in ("title", "author"))
    starts = known.get("body_start", [0] * len(texts))
    found = find_events(articles["text"], rows)
    for row, events in zip(rows, found, strict=True):
        yield ArticleReading(texts[row], titles[row], int(starts[row]), authors[row], events)


class ArticleReading:
    """One article's regions and voices, asked about as many spans as needed."""

    def __init__(
        self,
        text: str,
        title: str = "",
        body_start: int = 0,
        author: str = "",
        events: Events | None = None,
    ) -> None:
        self.text = text
        self.regions: list[Region] = find_regions(text, title, body_start, author)
        furniture = [(r.start, r.end) for r in self.regions if r.name in _FURNITURE]
        self.reading: Reading = read_voices(text, body_start, furniture, events)
        self._region_starts = [region.start for region in self.regions]
        self._quoted = [s for s in self.reading.speech if s.voice == "quoted"]
        self._reported = [s for s in self.reading.speech if s.voice == "reported"]
        self._quoted_starts = [s.start for s in self._quoted]
        self._reported_starts = [s.start for s in self._reported]
        self.attribution = Attribution(text, self.reading.speech)

    def region_at(self, position: int) -> str:
        """Return the name of the region that holds a position."""
        number = bisect_right(self._region_starts, position) - 1
        return self.regions[number].name if number >= 0 else "body"

    def speech_at(self, position: int) -> Speech | None:
        """Return the innermost stretch of speech that holds a position, or nothing."""
        return _at(self._quoted, self._quoted_starts, position) or _at(
            self._reported, self._reported_starts, position
        )

    def describe(self, start: int, end: int) -> dict[str, object]:
        """Return the annotation columns of one span."""
        speech = self.speech_at(start)
        return {
            "region": self.region_at(start),
            "voice": speech.voice if speech else "own",
            "speaker": self.speaker(speech) if speech else "",
            "scare_quoted": self.is_scare_quoted(start, end),
            "hedged": is_hedged(self.text, start, end),
        }

    def speaker(self, speech: Speech) -> str:
        """Return the words that name who speaks, or nothing."""
        found = self.attribution.speaker_of(self.reading.speech.index(speech))
        return self.text[found.start : found.end] if found.start >= 0 else ""

    def is_scare_quoted(self, start: int, end: int) -> bool:
        """Tell whether marks without speech enclose the span, or a part of it."""
        for pair in self.reading.names:
            if pair.start < end and start < pair.end:
                inside = self.text[pair.inner_start : pair.inner_end].split()
                held = pair.start >= start and pair.end <= end
                if held or len(inside) <= len(self.text[start:end].split()) + 2:
                    return True
        return False


def _parties(
    articles: pd.DataFrame, groups: dict[int, list[int]], said_of: Sequence[bool]
) -> dict[int, list[Party]]:
    """Find the parties of the articles in which something is said of somebody."""
    rows = [row for row, numbers in groups.items() if any(said_of[n] for n in numbers)]
    return find_parties(articles, rows) if rows else {}


def _at(speech: Sequence[Speech], starts: Sequence[int], position: int) -> Speech | None:
    number = bisect_right(starts, position) - 1
    if number >= 0 and position < speech[number].end:
        return speech[number]
    return None


def _by_article(rows: Sequence[int]) -> dict[int, list[int]]:
    """Group span numbers by their article, whatever the order of the rows."""
    groups: dict[int, list[int]] = {}
    for number, row in enumerate(rows):
        groups.setdefault(row, []).append(number)
    return groups
