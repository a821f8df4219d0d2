"""Articles and lexicons → the table of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.errors import InputError
from framing.lexicon.entry import Lexicon
from framing.lexicon.load import load_lexicon
from framing.reading.matcher import Matcher, build_matchers
from framing.reading.resolve import as_columns, resolve_hits, second_names
from framing.reading.scan import scan_texts
from framing.tables import as_table, check_table, columns_of

if TYPE_CHECKING:
    import pandas as pd

    Lexicons = str | Path | Lexicon | Iterable[str | Path | Lexicon]

BATCH = 20_000  # articles of a corpus that are in memory at one time


def find_mentions(
    articles: pd.DataFrame | str | Path, *lexicons: Lexicons, voices: bool = True
) -> pd.DataFrame:
    """Find every naming choice in every article, with its exact place.

    A mention is a form's span in the untouched text: ``text[start:end] == surface``. Spelling
    is folded for matching only; proclitics (و ف ب ل ك س) stay outside the span, ال and pronoun
    endings inside. Within one concept the longest form wins; forms of different concepts may
    overlap. What is found is a wording and whose voice it is in, not what its author meant.

    Parameters
    ----------
    articles : DataFrame or path
        An articles table, or a corpus folder, which is read in batches. Columns
        ``article_id`` and ``text`` are needed; ``outlet``, ``published``, ``title`` and
        ``body_start`` are used when they are there.
    *lexicons : Lexicon, name or path, one or several
        What to look for. A concept that several of them share is counted once.
    voices : bool, default True
        Whether to fill ``region, voice, speaker, scare_quoted, hedged, target``. Without them
        finding is faster and the columns are empty.

    Returns
    -------
    DataFrame
        One row a mention, the columns of ``mentions``, ordered by article, start, end and form.

    Raises
    ------
    InputError
        When no lexicon is given, or the articles cannot be read.
    LexiconError
        When a lexicon cannot be loaded.
    TableError
        When the articles table lacks a column.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["قالت ميليشيات “قسد” ذلك."]})
    >>> find_mentions(articles, "syria")[["label", "surface", "start", "end"]].values.tolist()
    [['militia', 'ميليشيات “قسد”', 5, 19]]
    """
    import pandas as pd

    loaded = _load(lexicons)
    matchers = build_matchers(loaded)
    said_of = {(f.lexicon, f.concept) for x in loaded for f in x.forms if f.concept in x.said_of}
    parts = [_find(batch, matchers, said_of, voices) for batch in _batches(articles)]
    found = pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]
    return as_table(found, "mentions")


def _load(lexicons: Sequence[Lexicons]) -> list[Lexicon]:
    flat: list[str | Path | Lexicon] = []
    for given in lexicons:
        flat.extend([given] if isinstance(given, (str, Path, Lexicon)) else given)
    if not flat:
        raise InputError(
            "no lexicon was given",
            place="find_mentions",
            remedy="Name one: find_mentions(articles, 'syria').",
        )
    loaded = [x if isinstance(x, Lexicon) else load_lexicon(x) for x in flat]
    return list(dict.fromkeys(loaded))


def _batches(articles: pd.DataFrame | str | Path) -> Iterator[pd.DataFrame]:
    if isinstance(articles, (str, Path)):
        from framing.intake.corpus import iter_articles

        yield from iter_articles(articles, BATCH)
        return
    check_table(articles, "articles", ["article_id", "text"])
    yield articles.reset_index(drop=True)


def _find(
    articles: pd.DataFrame,
    matchers: Sequence[Matcher],
    said_of: set[tuple[str, str]],
    voices: bool,
) -> pd.DataFrame:
    import pandas as pd

    texts = articles["text"].tolist()
    parts = [_chosen(articles, texts, matcher) for matcher in matchers]
    columns: dict[str, Any] = {
        name: [value for part in parts for value in part[name]] for name in parts[0]
    }
    rows = np.array(columns.pop("row"), np.int64)
    for name in ("article_id", "outlet", "published"):
        if name in articles.columns:
            columns[name] = articles[name].take(rows).to_numpy()
    found = pd.DataFrame(columns).assign(row=rows)
    order = np.lexsort((found["form_id"], found["end"], found["start"], rows))
    found = found.iloc[order].reset_index(drop=True)
    if voices and len(found):
        found = _with_voices(articles, found, said_of)
    return as_table(found.drop(columns="row"), "mentions")[columns_of("mentions")]


def _chosen(articles: pd.DataFrame, texts: list[str], matcher: Matcher) -> dict[str, list[Any]]:
    bare = matcher.concept < 0
    hits = scan_texts(_arrow(articles["text"]), _body_starts(articles), matcher.automaton, bare)
    mentions = resolve_hits(hits, matcher)
    concept = matcher.concept[mentions[:, 1]]
    mentions = mentions[~second_names(mentions, concept, texts)]
    row, start, end = (mentions[:, k].tolist() for k in (0, 2, 3))
    surface = [texts[r][a:b] for r, a, b in zip(row, start, end, strict=True)]
    return {
        "row": row,
        **as_columns(mentions, matcher),
        "surface": surface,
        "start": start,
        "end": end,
    }


def _arrow(texts: pd.Series) -> Any:
    import pyarrow as pa

    return pa.array(texts, from_pandas=True)


def _body_starts(articles: pd.DataFrame) -> NDArray[np.int64]:
    if "body_start" not in articles.columns:
        return np.zeros(len(articles), np.int64)
    return articles["body_start"].fillna(0).to_numpy(np.int64)


def _with_voices(
    articles: pd.DataFrame, found: pd.DataFrame, said_of: set[tuple[str, str]]
) -> pd.DataFrame:
    from framing.reading.annotate import annotate

    keys = zip(found["lexicon"], found["concept"], strict=True)
    spans = found[["row", "start", "end", "concept", "label"]].assign(
        said_of=[key in said_of for key in keys]
    )
    filled = annotate(as_table(articles, "articles"), spans)
    return found.assign(**{name: filled[name].to_numpy() for name in filled.columns})
