"""Articles a batch at a time, with what each outlet repeats learned from all of them first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import InputError, TableError
from framing.reading.article import Page
from framing.reading.eventfinder import find_events
from framing.reading.furniture import LINE_ARTICLES, NOTHING, Learned, every, learn_sample
from framing.tables import as_table, check_table, columns_of

if TYPE_CHECKING:
    import pandas as pd

    Articles = pd.DataFrame | str | Path | Sequence[str | Path]

BATCH = 1_000  # articles that are read at one time
_READ = 5_000  # articles that are made a table of at one time
_INDEXED = ("story_id", "story_score", "copy_cluster", "copy_class", "shared_share")


class Batches:
    """Articles in batches, as often as they are asked for.

    Parameters
    ----------
    articles : DataFrame, path or sequence of paths
        An articles table; a corpus folder, of which no more than a batch is held; or anything
        ``framing read`` takes, which is held as a whole.
    batch : int
        How many articles to a batch.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "text": ["نعم", "لا", "ربما"]})
    >>> [len(batch) for batch in Batches(articles, batch=2)]
    [2, 1]
    """

    def __init__(self, articles: Articles, batch: int = BATCH) -> None:
        from framing.intake.stored import is_corpus

        self.batch = batch
        self.corpus: Path | None = None
        self.held: pd.DataFrame | list[pd.DataFrame] = []
        if isinstance(articles, (str, Path)):
            articles = [articles]
        if not isinstance(articles, Sequence):
            self.held = _checked(articles)
        elif len(articles) == 1 and is_corpus(articles[0]):
            self.corpus = Path(articles[0])
        else:
            self.held = list(_read(articles))

    def __iter__(self) -> Iterator[pd.DataFrame]:
        """Yield ``articles`` tables; there is at least one, which may be empty."""
        return self._parts()

    def _parts(self, columns: Sequence[str] | None = None) -> Iterator[pd.DataFrame]:
        from framing.intake.stored import stored_batches

        if self.corpus is not None:
            yield from stored_batches(self.corpus, self.batch, columns)
        elif isinstance(self.held, list):
            for table in self.held:
                for start in range(0, len(table), self.batch):
                    yield table.iloc[start : start + self.batch].reset_index(drop=True)
        else:
            known = [c for c in (*columns_of("articles"), *_INDEXED) if c in self.held.columns]
            for start in range(0, max(1, len(self.held)), self.batch):
                part = self.held[known].iloc[start : start + self.batch]
                yield as_table(part, "articles")

    @cached_property
    def outlets(self) -> list[str]:
        """The outlet of every article."""
        return [outlet for part in self._parts(["outlet"]) for outlet in part["outlet"].tolist()]

    @cached_property
    def learned(self) -> dict[str, Learned]:
        """What each outlet's articles repeat."""
        by_outlet: dict[str, list[int]] = {}
        for row, outlet in enumerate(self.outlets):
            if outlet:
                by_outlet.setdefault(outlet, []).append(row)
        chosen = {
            outlet: rows[:: every(len(rows))]
            for outlet, rows in by_outlet.items()
            if len(rows) >= LINE_ARTICLES
        }
        samples: dict[str, list[tuple[str, int]]] = {outlet: [] for outlet in chosen}
        rows = np.array(sorted(row for rows in chosen.values() for row in rows), np.int64)
        for outlet, text, start in self._at(rows):
            samples[outlet].append((text, start))
        return {
            outlet: learn_sample(*zip(*sample, strict=True)) for outlet, sample in samples.items()
        }

    def _at(self, rows: NDArray[np.int64]) -> Iterator[tuple[str, str, int]]:
        """Yield outlet, text and beginning of the body of some articles, in order."""
        first = 0
        if not len(rows):
            return
        for part in self._parts(["outlet", "text", "body_start"]):
            here = rows[np.searchsorted(rows, first) : np.searchsorted(rows, first + len(part))]
            taken = part.take(here - first)
            columns = (taken[name].tolist() for name in ("outlet", "text", "body_start"))
            yield from zip(*columns, strict=True)
            first += len(part)

    def pages(self, articles: pd.DataFrame, rows: Sequence[int]) -> list[Page]:
        """Return what the reading of a batch's articles at some positions needs."""
        taken = articles.take(list(rows))
        names = ("text", "title", "body_start", "author", "outlet")
        columns = zip(*(taken[name].tolist() for name in names), strict=True)
        return [
            Page(text, title, start, author, self.learned.get(outlet, NOTHING), events)
            for (text, title, start, author, outlet), events in zip(
                columns, find_events(taken["text"]), strict=True
            )
        ]


def _checked(articles: Any) -> pd.DataFrame:
    """Return a table that has what is needed, and each column once."""
    import pandas as pd

    if not isinstance(articles, pd.DataFrame):
        raise InputError(
            f"{type(articles).__name__} is neither a table nor a path",
            place="articles",
            remedy="Give a DataFrame of articles, or the path of a corpus or file.",
        )
    check_table(articles, "articles", ["article_id", "text"])
    twice = articles.columns[articles.columns.duplicated()]
    if len(twice):
        raise TableError(
            f"column {twice[0]!r} stands twice", place="articles table", remedy="Rename one."
        )
    return articles


def _read(paths: Sequence[str | Path]) -> Iterator[pd.DataFrame]:
    """Read any input into tables of the columns that are used, an id only once."""
    from contextlib import closing

    from framing.intake.ids import Ids
    from framing.intake.read import articles_table, nothing_taken, records_of, taken
    from framing.intake.record import Article, Reject
    from framing.progress import track

    used = {*columns_of("articles"), *_INDEXED}
    rows: list[dict[str, Any]] = []
    rejects: list[dict[str, Any]] = []
    n = 0
    with closing(Ids(duplicates="error")) as ids:
        for item in track(records_of(*paths), "reading"):
            outcome = taken(item, ids)
            if isinstance(outcome, Article):
                rows.append({name: x for name, x in outcome.values.items() if name in used})
                n += 1
            elif isinstance(outcome, Reject):
                rejects.append(outcome.row())
            if len(rows) == _READ:
                yield articles_table(rows)
                rows = []
    if not n:
        raise nothing_taken(paths, rejects)
    if rows:
        yield articles_table(rows)
