"""Which articles are copies of one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.intake.agencies import agency_of
from framing.intake.batches import batches_of
from framing.intake.index import index_articles
from framing.intake.shingles import MOST_TEXTS, Shingled
from framing.progress import stage, track

if TYPE_CHECKING:
    import pandas as pd

NEAR = 0.5  # Jaccard similarity of the two texts' shingles
CONTAINS = 0.8  # share of the smaller text's shingles that are in the larger

# An outlet fills the same forms day by day (weather, visits) and puts the same footer under its
# columns: its own articles are copies only from more on, and when the beginning is shared.
_NEAR_IN_OUTLET = 0.6

_NEEDED = ("article_id", "outlet", "published", "text")


@dataclass(frozen=True)
class Bodies:
    """What finding copies needs of articles, their texts no more.

    Parameters
    ----------
    index : DataFrame
        Their ``article_index``.
    agencies : list of str
        The news agency that each credits.
    shingled : Shingled
        The shingles of their bodies.
    """

    index: pd.DataFrame
    agencies: list[str]
    shingled: Shingled

    @classmethod
    def of(cls, articles: pd.DataFrame | str | Path) -> Bodies:
        """Go through articles, a table or a corpus, holding one batch at a time."""
        import pandas as pd

        from framing.tables import as_table

        listed: list[pd.DataFrame] = [as_table([], "article_index")]
        agencies: list[str] = []

        def noted() -> Iterator[pd.DataFrame]:
            for batch in track(batches_of(articles, _NEEDED), "reading batches"):
                listed.append(index_articles(batch))
                agencies.extend(_agencies(batch))
                yield batch

        shingled = Shingled.of(noted())
        return cls(pd.concat(listed, ignore_index=True), agencies, shingled)

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """Every pair of copies, as ``find_pairs`` tells them."""
        import pandas as pd

        stage("comparing articles")
        shingled = self.shingled
        pairs = np.concatenate([shingled.pairs, _identical_pairs(shingled)])
        pairs = np.unique(pairs, axis=0) if len(pairs) else pairs
        figures = _figures(shingled, pairs)
        outlets = self.index["outlet"].to_numpy()
        kept = (figures["copy_class"] != "") & ~_is_furniture(outlets, shingled, pairs, figures)
        ids = self.index["article_id"].to_numpy()
        return pd.DataFrame(
            {
                "article_a": pd.Series(ids[pairs[kept, 0]], dtype="str"),
                "article_b": pd.Series(ids[pairs[kept, 1]], dtype="str"),
                **{name: values[kept] for name, values in figures.items()},
            }
        )


def _agencies(articles: pd.DataFrame) -> Iterator[str]:
    n = len(articles)
    authors = articles["author"] if "author" in articles.columns else [""] * n
    starts = articles["body_start"] if "body_start" in articles.columns else [0] * n
    for text, start, author in zip(articles["text"], starts, authors, strict=True):
        yield agency_of(text[int(start) :], author)


def find_pairs(articles: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Find every pair of articles of which one is a copy of the other, whole or in part.

    Says nothing about who wrote first, and nothing about articles on one event in different
    words.

    Parameters
    ----------
    articles : DataFrame or path
        The ``articles`` table, or a corpus, of which one batch at a time is held.

    Returns
    -------
    DataFrame
        One row a pair, in the order of the articles: ``article_a, article_b, copy_class,
        jaccard, containment, n_shared``. Classes: ``identical`` (the same words), ``near``
        (Jaccard similarity of six-word shingles at least .5), ``contains`` (at least .8 of the
        smaller one's shingles are in the larger).

    Notes
    -----
    Candidates come from an index of shingles by their hashes; of very large corpora only the
    smallest hashes are indexed (MinHash with a threshold in place of a number). Every candidate
    is then verified by exact overlap. Bodies of fewer than 15 words are left out.

    References
    ----------
    Broder (1997), On the resemblance and containment of documents,
    doi:10.1109/SEQUEN.1997.666900.
    """
    return Bodies.of(articles).pairs


def _figures(shingled: Shingled, pairs: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    _, counts = shingled.sets
    common = shingled.common(pairs)
    a, b = counts[pairs[:, 0]], counts[pairs[:, 1]]
    jaccard = common / np.maximum(a + b - common, 1)
    containment = common / np.maximum(np.minimum(a, b), 1)
    identities = shingled.identities
    same = identities[pairs[:, 0]] == identities[pairs[:, 1]]
    kinds = np.where(containment >= CONTAINS, "contains", "")
    kinds = np.where(jaccard >= NEAR, "near", kinds)
    kinds = np.where(same, "identical", kinds)
    return {
        "copy_class": kinds.astype(object),
        "jaccard": jaccard,
        "containment": containment,
        "n_shared": common,
    }


def _is_furniture(
    outlets: NDArray[np.object_],
    shingled: Shingled,
    pairs: NDArray[np.int32],
    figures: dict[str, NDArray[Any]],
) -> NDArray[np.bool_]:
    """Tell pairs of one outlet that share only its page furniture or a form it fills daily."""
    a, b = outlets[pairs[:, 0]], outlets[pairs[:, 1]]
    same = (a == b) & (a != "")
    form = (figures["copy_class"] == "near") & (figures["jaccard"] < _NEAR_IN_OUTLET)
    furniture = (figures["copy_class"] != "identical") & ~shingled.leads_shared(pairs)
    return np.asarray(same & (form | furniture), np.bool_)


def classify_pairs(shingled: Shingled, pairs: NDArray[np.int32]) -> list[str]:
    """Return the class of each pair of articles, ``""`` where neither is a copy."""
    return [str(kind) for kind in _figures(shingled, pairs)["copy_class"]]


def _identical_pairs(shingled: Shingled) -> NDArray[np.int32]:
    """Pair each article with those before it that have the same words, or with the last of many.

    Texts that very many articles repeat have no shingle that is rare enough for the index.
    """
    _, counts = shingled.sets
    seen: dict[int, list[int]] = {}
    found = []
    for article, identity in enumerate(shingled.identities.tolist()):
        if counts[article]:
            before = seen.setdefault(identity, [])
            found += [(one, article) for one in before[-1 if len(before) > MOST_TEXTS else 0 :]]
            before.append(article)
    return np.array(found, np.int32).reshape(-1, 2)
