"""The same fact in two outlets' words: sentence pairs from two articles on one event."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.intake.batches import batches_of
from framing.intake.sentences import sentences_of
from framing.intake.stems import stems_in
from framing.progress import track
from framing.spans import Span

if TYPE_CHECKING:
    import pandas as pd

    from framing.intake.counting import Masks

COLUMNS = (
    "story_id", "article_a", "outlet_a", "start_a", "end_a", "sentence_a",
    "article_b", "outlet_b", "start_b", "end_b", "sentence_b", "likeness",
)  # fmt: skip
LIKENESS = 0.32

# A line without an end is a headline in a list of related articles, a date, a caption.
_CLOSED = re.compile(r"[.!؟?…][\"»”’)\]]*$|[\"»”]$")
_SAME = 0.8  # share of the shorter sentence's words from which on two are one wording
_FURNITURE = 3  # articles of one outlet with the same sentence
_LEAST_STEMS, _MOST_STEMS = 5, 50  # a longer sentence reports many facts
_MOST_SENTENCES = 40  # of one article
_DRAWN = 2_000  # articles whose words tell how rare a word is


@dataclass(frozen=True)
class Told:
    """An article of a story: who tells it, its text, and the words under study in it."""

    article_id: str
    outlet: str
    text: str
    body_start: int
    masks: list[Span]


@dataclass(frozen=True)
class Sentence:
    """A sentence's place, its stems that are not under study, and those that are."""

    span: Span
    kept: frozenset[str]
    studied: frozenset[str]


def align_stories(
    articles: pd.DataFrame | str | Path,
    index: pd.DataFrame,
    *,
    masks: Masks = None,
    likeness: float = LIKENESS,
) -> pd.DataFrame:
    """Find sentences in which two outlets report the same fact in different words.

    Parameters
    ----------
    articles : DataFrame or path
        The ``articles`` table, or a corpus, of which the articles of stories are held.
    index : DataFrame
        Their ``article_index`` with ``story_id`` filled.
    masks : DataFrame or callable, optional
        ``article_id, start, end``: words under study, which neither make two sentences alike
        nor keep them apart; or a function that finds them in a batch of articles.
    likeness : float, default 0.32
        Cosine from which on two sentences report one fact.

    Returns
    -------
    DataFrame
        One row a pair, story by story, the likest first: ``story_id, article_a, outlet_a,
        start_a, end_a, sentence_a`` and the same for ``b``, ``likeness``. A sentence that has
        nearly all words of the other is left out, unless the words under study differ: it
        shows that a text was copied, not how it was told.

    Notes
    -----
    Two sentences are paired when each is the other's likest in the two articles. Stems weigh by
    their rarity among the sentences of the story.
    """
    import pandas as pd

    stories = _told(articles, index, masks)
    furniture = _furniture(stories)
    rare = _rarities(stories)
    rows: list[dict[str, Any]] = []
    for story, told in track(stories.items(), "aligning", len(stories)):
        split = [_sentences(one, furniture) for one in told]
        rows.extend(_story_rows(story, told, split, _weights(split, rare), likeness))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _told(
    articles: pd.DataFrame | str | Path, index: pd.DataFrame, masks: Masks
) -> dict[str, list[Told]]:
    """Return the articles of each story, in the order of the index."""
    in_story = index.loc[index["story_id"] != "", ["article_id", "story_id"]]
    stories: dict[str, list[Told]] = {str(story): [] for story in in_story["story_id"].unique()}
    story_of = dict(zip(in_story["article_id"], in_story["story_id"], strict=True))
    for batch in batches_of(articles, ["article_id", "outlet", "text", "body_start"]):
        batch = batch[batch["article_id"].isin(story_of)]
        spans = _spans_by_article(masks(batch) if callable(masks) else masks)
        for name, outlet, text, start in zip(
            batch["article_id"], batch["outlet"], batch["text"], batch["body_start"], strict=True
        ):
            told = Told(name, outlet, text, int(start), spans.get(name, []))
            stories[story_of[name]].append(told)
    return stories


def _spans_by_article(masks: pd.DataFrame | None) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    if masks is not None:
        places = zip(masks["article_id"], masks["start"], masks["end"], strict=True)
        for article, start, end in places:
            spans.setdefault(str(article), []).append(Span(int(start), int(end)))
    return spans


def _furniture(stories: Mapping[str, Sequence[Told]]) -> set[int]:
    """Return what an outlet puts under many of its articles, as hashes."""
    seen = Counter(
        hash((one.outlet, sentence))
        for told in stories.values()
        for one in told
        for sentence in {span.of(one.text) for span in _spans_of(one)}
    )
    return {sentence for sentence, n in seen.items() if n >= _FURNITURE}


def _spans_of(told: Told) -> list[Span]:
    return sentences_of(told.text, told.body_start)[:_MOST_SENTENCES]


def _rarities(stories: Mapping[str, Sequence[Told]]) -> Callable[[str], float]:
    """Return how rare a stem is among the sentences of some articles, evenly drawn: up to 1."""
    every = [one for told in stories.values() for one in told]
    drawn = every[:: len(every) // _DRAWN + 1]
    counts = Counter(
        stem
        for one in drawn
        for span in _spans_of(one)
        for stem in {stem for stem, _ in stems_in(one.text, span)}
    )
    most = math.log(1 + max(counts.values(), default=1))
    return lambda stem: 1 - math.log(1 + counts[stem]) / (most + 1)


def _story_rows(
    story: str,
    told: Sequence[Told],
    split: Sequence[Sequence[Sentence]],
    weights: Mapping[str, float],
    likeness: float,
) -> list[dict[str, Any]]:
    rows = []
    for (a, left), (b, right) in combinations(zip(told, split, strict=True), 2):
        if a.outlet == b.outlet:
            continue
        for one, other, value in align(left, right, weights, likeness):
            first = (a.article_id, a.outlet, *one.span, one.span.of(a.text))
            second = (b.article_id, b.outlet, *other.span, other.span.of(b.text))
            rows.append(dict(zip(COLUMNS, (story, *first, *second, value), strict=True)))
    return sorted(rows, key=lambda row: -float(row["likeness"]))


def _sentences(told: Told, furniture: set[int]) -> list[Sentence]:
    found = []
    for span in _spans_of(told):
        sentence = span.of(told.text)
        if hash((told.outlet, sentence)) in furniture or not _CLOSED.search(sentence):
            continue
        stems = stems_in(told.text, span)
        under_study = [any(mask.overlaps(at) for mask in told.masks) for _, at in stems]
        kept = frozenset(s for (s, _), out in zip(stems, under_study, strict=True) if not out)
        studied = frozenset(s for (s, _), out in zip(stems, under_study, strict=True) if out)
        if _LEAST_STEMS <= len(kept) <= _MOST_STEMS:
            found.append(Sentence(span, kept, studied))
    return found


def _weights(split: Sequence[Sequence[Sentence]], rare: Callable[[str], float]) -> dict[str, float]:
    """Weigh the stems of a story: what all its sentences have and what all texts have is light."""
    counts = Counter(stem for sentences in split for one in sentences for stem in one.kept)
    total = sum(map(len, split))
    return {stem: math.log(1 + total / n) * rare(stem) for stem, n in counts.items()}


def align(
    left: Sequence[Sentence],
    right: Sequence[Sentence],
    weights: Mapping[str, float],
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


def _likeness(one: Sentence, other: Sentence, weights: Mapping[str, float]) -> float:
    common = sum(weights[stem] ** 2 for stem in one.kept & other.kept)
    sizes = (sum(weights[stem] ** 2 for stem in side.kept) for side in (one, other))
    return common / math.sqrt(math.prod(sizes)) if common else 0.0


def _same(one: Sentence, other: Sentence) -> bool:
    """Tell two sentences in one wording, in which no word under study is another."""
    shorter = min(len(one.kept), len(other.kept))
    return one.studied == other.studied and len(one.kept & other.kept) >= _SAME * shorter
