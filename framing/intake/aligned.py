"""The same fact in two outlets' words: sentence pairs from two articles on one event."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from framing.intake.sentences import sentences_of
from framing.intake.stems import stems_in
from framing.spans import Span

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "story_id", "article_a", "outlet_a", "start_a", "end_a", "sentence_a",
    "article_b", "outlet_b", "start_b", "end_b", "sentence_b", "likeness",
)  # fmt: skip
LIKENESS = 0.22

# A line without an end is a headline in a list of related articles, a date, a caption.
_CLOSED = re.compile(r"[.!؟?…][\"»”’)\]]*$|[\"»”]$")
_SAME = 0.8  # share of common words from which on two sentences are one wording
_FURNITURE = 3  # articles of one outlet with the same sentence
_LEAST_STEMS = 5
_MOST_SENTENCES = 40  # of one article


@dataclass(frozen=True)
class Sentence:
    """A sentence's place, its stems, and those of them that are not under study."""

    span: Span
    stems: frozenset[str]
    kept: frozenset[str]


def align_stories(
    articles: pd.DataFrame,
    index: pd.DataFrame,
    *,
    masks: pd.DataFrame | None = None,
    likeness: float = LIKENESS,
) -> pd.DataFrame:
    """Find sentences in which two outlets report the same fact in different words.

    Parameters
    ----------
    articles : DataFrame
        The ``articles`` table.
    index : DataFrame
        Their ``article_index`` with ``story_id`` filled.
    masks : DataFrame, optional
        ``article_id, start, end``: words under study, which neither make two sentences alike
        nor keep them apart.
    likeness : float, default 0.22
        Cosine from which on two sentences report one fact.

    Returns
    -------
    DataFrame
        One row a pair, story by story, the likest first: ``story_id, article_a, outlet_a,
        start_a, end_a, sentence_a`` and the same for ``b``, ``likeness``. Sentences with the
        same wording are left out: they show that a text was copied, not how it was told.

    Notes
    -----
    Two sentences are paired when each is the other's likest in the two articles. Stems weigh by
    their rarity among the sentences of the story.
    """
    import pandas as pd

    spans = _spans_by_article(masks)
    table = articles.assign(story_id=index["story_id"].to_numpy())
    table = table[table["story_id"] != ""]
    split = [
        _sentences(text, start, spans.get(name, []))
        for name, text, start in zip(
            table["article_id"], table["text"], table["body_start"], strict=True
        )
    ]
    kept = _without_furniture(split, table["outlet"].tolist())
    table = table.assign(sentences=pd.Series(kept, index=table.index, dtype=object))
    rows: list[dict[str, Any]] = []
    for story, group in table.groupby("story_id", sort=False):
        rows.extend(_story_rows(str(story), group, likeness))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _without_furniture(split: list[list[Sentence]], outlets: list[str]) -> list[list[Sentence]]:
    """Leave out what an outlet puts under many of its articles."""
    seen = Counter(
        (outlet, stems)
        for sentences, outlet in zip(split, outlets, strict=True)
        for stems in {one.stems for one in sentences}
    )
    return [
        [one for one in sentences if seen[outlet, one.stems] < _FURNITURE]
        for sentences, outlet in zip(split, outlets, strict=True)
    ]


def _spans_by_article(masks: pd.DataFrame | None) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    if masks is not None:
        places = zip(masks["article_id"], masks["start"], masks["end"], strict=True)
        for article, start, end in places:
            spans.setdefault(str(article), []).append(Span(int(start), int(end)))
    return spans


def _story_rows(story: str, group: pd.DataFrame, likeness: float) -> list[dict[str, Any]]:
    told = list(zip(group["article_id"], group["outlet"], group["text"], strict=True))
    split: list[list[Sentence]] = group["sentences"].tolist()
    weights = _weights(split)
    rows = []
    for a, b in combinations(range(len(told)), 2):
        (name_a, outlet_a, text_a), (name_b, outlet_b, text_b) = told[a], told[b]
        if outlet_a == outlet_b:
            continue
        for one, other, value in align(split[a], split[b], weights, likeness):
            left = (name_a, outlet_a, *one.span, one.span.of(text_a))
            right = (name_b, outlet_b, *other.span, other.span.of(text_b))
            rows.append(dict(zip(COLUMNS, (story, *left, *right, value), strict=True)))
    return sorted(rows, key=lambda row: -float(row["likeness"]))


def _sentences(text: str, body_start: int, masks: list[Span]) -> list[Sentence]:
    found = []
    for span in sentences_of(text, body_start)[:_MOST_SENTENCES]:
        stems = frozenset(stem for stem, _ in stems_in(text, span))
        kept = frozenset(
            stem
            for stem, place in stems_in(text, span)
            if not any(mask.overlaps(place) for mask in masks)
        )
        if len(kept) >= _LEAST_STEMS and _CLOSED.search(span.of(text)):
            found.append(Sentence(span, stems, kept))
    return found


def _weights(split: Sequence[Sequence[Sentence]]) -> dict[str, float]:
    counts = Counter(stem for sentences in split for one in sentences for stem in one.kept)
    total = sum(map(len, split))
    return {stem: math.log(1 + total / n) for stem, n in counts.items()}


def align(
    left: Sequence[Sentence],
    right: Sequence[Sentence],
    weights: dict[str, float],
    likeness: float = LIKENESS,
) -> Iterator[tuple[Sentence, Sentence, float]]:
    """Yield pairs of sentences of which each is the other's likest."""
    values = [[_likeness(one, other, weights) for other in right] for one in left]
    for at, row in enumerate(values):
        best = max(range(len(row)), key=row.__getitem__, default=-1)
        if best < 0 or row[best] < likeness:
            continue
        if row[best] >= max(values[i][best] for i in range(len(values))) and not _same(
            left[at], right[best]
        ):
            yield left[at], right[best], round(row[best], 3)


def _likeness(one: Sentence, other: Sentence, weights: dict[str, float]) -> float:
    common = sum(weights[stem] ** 2 for stem in one.kept & other.kept)
    sizes = (sum(weights[stem] ** 2 for stem in side.kept) for side in (one, other))
    return common / math.sqrt(math.prod(sizes)) if common else 0.0


def _same(one: Sentence, other: Sentence) -> bool:
    return len(one.stems & other.stems) >= _SAME * len(one.stems | other.stems)
