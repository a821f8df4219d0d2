"""Words of articles counted for keyness: folded for counting, shown as written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError
from framing.progress import track
from framing.reading.masking import MASK, mask_articles
from framing.tables import as_table
from framing.text.spelling import fold_word

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

# A word, marks on its letters included, or a mark that no phrase crosses.
_TOKEN = re.compile(
    r"([^\W\d_](?:[^\W_]|[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200c\u200d])*)"
    rf"|[.!?؟:؛\n{MASK}]"
)


@dataclass(frozen=True)
class Terms:
    """How often each outlet's articles use each term.

    Per outlet: its words, the terms they make (as many, but for phrases) and the sum of their
    squares over articles, its articles. Outlet × term: ``count`` y, the articles with the term,
    and over articles the sums of ``y²`` and of ``y`` times the article's number of terms.
    """

    outlets: list[str]
    terms: list[str]
    n_words: Floats
    n_terms: Floats
    terms_squared: Floats
    all_articles: Floats
    count: Floats
    n_articles: Floats
    squares: Floats
    products: Floats


def count_terms(
    articles: pd.DataFrame,
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    ngrams: tuple[int, int] = (1, 1),
    min_count: int = 5,
) -> Terms:
    """Count the terms of each outlet's titles and prose.

    Page furniture, datelines, bylines, and the names of outlets and agencies are left out.

    Parameters
    ----------
    articles : DataFrame
        The contract's ``articles``.
    names : mapping from outlet to its names, optional
        As written in the text; its id counts as one.
    ngrams : (int, int), default (1, 1)
        The least and the greatest number of words of a term. No phrase crosses a full stop, a
        colon, a line or something left out.
    min_count : int, default 5
        Terms rarer in all articles together are left out.

    Raises
    ------
    TableError
        When the range of n-grams is none.
    """
    low, high = ngrams
    if not 1 <= low <= high:
        raise TableError(
            f"{ngrams!r} is no range of n-grams", place="ngrams=", remedy="Write (1, 2)."
        )
    table = as_table(articles, "articles")
    outlets = sorted(set(table["outlet"]))
    codes: dict[str, int] = {}
    written: list[Counter[str]] = []
    rows: list[Ints] = []
    n_words: list[int] = []
    texts = track(mask_articles(table, names), "counting words", len(table))
    for text in texts:
        found = []
        for folded, surface in _terms_of(text, low, high):
            code = codes.setdefault(folded, len(codes))
            if code == len(written):
                written.append(Counter())
            written[code][surface] += 1
            found.append(code)
        rows.append(np.array(found, dtype=np.int64))
        n_words.append(sum(1 for match in _TOKEN.finditer(text) if match[1]))
    outlet = np.searchsorted(np.array(outlets, dtype=object), np.asarray(table["outlet"], object))
    return _summed(outlets, outlet, np.array(n_words, dtype=float), rows, written, min_count)


def _terms_of(text: str, low: int, high: int) -> Iterator[tuple[str, str]]:
    """Yield every term of a text, folded and as written."""
    run: list[str] = []
    for match in _TOKEN.finditer(text):
        if match[1] is None:
            run.clear()
            continue
        run.append(match[1])
        for n in range(low, min(high, len(run)) + 1):
            words = run[-n:]
            yield " ".join(map(_folded, words)), " ".join(words)


@lru_cache(maxsize=1 << 18)
def _folded(word: str) -> str:
    return fold_word(word)


def _summed(
    outlets: list[str],
    outlet: Any,
    n_words: Floats,
    rows: list[Ints],
    written: list[Counter[str]],
    min_count: int,
) -> Terms:
    n_terms = np.array([len(row) for row in rows], dtype=np.float64)
    total = np.bincount(np.concatenate([*rows, np.zeros(0, np.int64)]), minlength=len(written))
    kept = np.flatnonzero(total >= min_count)
    shown = [min(written[t], key=lambda w, t=t: (-written[t][w], w)) for t in kept]  # type: ignore[misc]
    order = sorted(range(len(kept)), key=lambda i: shown[i])
    place = np.full(len(written), -1)
    place[kept[order]] = np.arange(len(kept))
    shape = (len(outlets), len(kept))
    sums = {name: np.zeros(shape) for name in ("count", "n_articles", "squares", "products")}
    for row, o, length in zip(rows, outlet, n_terms, strict=True):
        terms, y = np.unique(place[row], return_counts=True)
        terms, y = terms[terms >= 0], y[terms >= 0]
        sums["count"][o, terms] += y
        sums["n_articles"][o, terms] += 1
        sums["squares"][o, terms] += y**2
        sums["products"][o, terms] += y * length
    n = len(outlets)
    return Terms(
        outlets=outlets,
        terms=[shown[i] for i in order],
        n_words=np.bincount(outlet, n_words, n).astype(np.float64),
        n_terms=np.bincount(outlet, n_terms, n).astype(np.float64),
        terms_squared=np.bincount(outlet, n_terms**2, n).astype(np.float64),
        all_articles=np.bincount(outlet, minlength=n).astype(np.float64),
        **sums,
    )
