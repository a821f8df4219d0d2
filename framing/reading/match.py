"""Articles and lexicons → the table of mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import InputError
from framing.lexicon.entry import Lexicon
from framing.lexicon.load import load_lexicon
from framing.reading.annotate import Annotation, Asked, annotate
from framing.reading.batches import Batches
from framing.reading.matcher import Matcher, build_matchers
from framing.reading.parties import Party, find_parties, party_matchers
from framing.reading.preparing import Preparation, fetch
from framing.reading.processes import map_beside, n_processes
from framing.reading.resolve import as_columns, resolve_hits, second_names
from framing.reading.scan import scan_texts
from framing.tables import as_table, columns_of

if TYPE_CHECKING:
    import pandas as pd

    from framing.reading.batches import Articles

    Lexicons = str | Path | Lexicon | Iterable[str | Path | Lexicon]


def find_mentions(articles: Articles, *lexicons: Lexicons, voices: bool = True) -> pd.DataFrame:
    """Find every naming choice in every article, with its exact place.

    A mention is a form's span in the untouched text: ``text[start:end] == surface``. Spelling
    is folded for matching only; proclitics (و ف ب ل ك س) stay outside the span, ال and pronoun
    endings inside. Within one concept the longest form wins; forms of different concepts may
    overlap. What is found is a wording and whose voice it is in, not what its author meant.

    Parameters
    ----------
    articles : DataFrame, path or sequence of paths
        An articles table; a corpus folder, of which only a part is in memory at any time; or
        other input of ``read_articles``. Columns ``article_id`` and ``text`` are needed;
        ``outlet``, ``published``, ``title`` and ``body_start`` are used when they are there.
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

    parts = [found for _, found in iter_mentions(articles, lexicons, voices=voices)]
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def iter_mentions(
    articles: Articles | Batches, lexicons: Sequence[Lexicons], *, voices: bool = True
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """Yield batches of articles, each with its ``mentions``; see ``find_mentions``."""
    with Preparation() as preparation:
        preparation.compile()
        loaded = _load(lexicons)
        matchers = build_matchers(loaded)
        targeted = voices and any(lexicon.said_of for lexicon in loaded)
        needed = [*matchers, *(party_matchers() if targeted else ())]
        preparation.build(needed, beside=isinstance(articles, (str, Path, Sequence)))
        if not isinstance(articles, Batches):
            articles = Batches(articles)
        preparation.finish_building()
        fetch(needed)
        preparation.finish_compiling()
    yield from _iter_found(articles, loaded, matchers, voices)


def _iter_found(
    batches: Batches, loaded: list[Lexicon], matchers: list[Matcher], voices: bool
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    said_of = {(f.lexicon, f.concept) for x in loaded for f in x.forms if f.concept in x.said_of}
    if not voices:
        for articles in batches:
            found = find_spans(articles, matchers)
            yield articles, as_table(found, "mentions")[columns_of("mentions")]
        return
    pieces = (
        ask(batches, articles, find_spans(articles, matchers), said_of) for articles in batches
    )
    others = n_processes(len(batches.outlets))
    for (articles, found), known in map_beside(annotate, pieces, others):
        filled = dict(zip(Annotation._fields, zip(*known, strict=True), strict=False))
        table = found.assign(**{name: list(values) for name, values in filled.items()})
        yield articles, as_table(table, "mentions")[columns_of("mentions")]


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


def find_spans(articles: pd.DataFrame, matchers: Sequence[Matcher]) -> pd.DataFrame:
    """Find the mentions of a batch, with the ``row`` of each, and nothing of their voices."""
    import pandas as pd

    texts = articles["text"].tolist()
    parts = [_chosen(articles, texts, matcher) for matcher in matchers]
    columns: dict[str, Any] = {
        name: [value for part in parts for value in part[name]] for name in parts[0]
    }
    rows = np.array(columns.pop("row"), np.int64)
    for name in ("article_id", "outlet", "published"):
        columns[name] = articles[name].take(rows).to_numpy()
    found = pd.DataFrame(columns).assign(row=rows)
    order = np.lexsort((found["form_id"], found["end"], found["start"], rows))
    return found.iloc[order].reset_index(drop=True)


def _chosen(articles: pd.DataFrame, texts: list[str], matcher: Matcher) -> dict[str, list[Any]]:
    bare = matcher.concept < 0
    starts = articles["body_start"].to_numpy(np.int64)
    hits = scan_texts(articles["text"], starts, matcher.automaton, bare)
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


def ask(
    batches: Batches, articles: pd.DataFrame, found: pd.DataFrame, said_of: set[tuple[str, str]]
) -> tuple[tuple[pd.DataFrame, pd.DataFrame], list[Asked]]:
    """Return what has to be known to annotate a batch's mentions, after what it is for."""
    keys = zip(found["lexicon"], found["concept"], strict=True)
    spans: dict[int, list[tuple[int, int, bool]]] = {}
    columns = (found[name].tolist() for name in ("row", "start", "end"))
    for row, start, end, key in zip(*columns, keys, strict=True):
        spans.setdefault(row, []).append((start, end, key in said_of))
    targeted = [row for row, some in spans.items() if any(asked for _, _, asked in some)]
    parties: dict[int, list[Party]] = find_parties(articles, targeted) if targeted else {}
    pages = batches.pages(articles, list(spans))
    asked = [
        Asked(page, some, parties.get(row, []))
        for page, (row, some) in zip(pages, spans.items(), strict=True)
    ]
    return (articles, found), asked
