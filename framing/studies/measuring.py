"""From what was read and found for a study to its results: needs no article's text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import StudyError, closest
from framing.lexicon.files import find_folder
from framing.progress import stage
from framing.show.results import Results
from framing.studies.options import Options
from framing.studies.robustness import robustness_tables
from framing.studies.selecting import Copies, select_mentions
from framing.studies.tables import compute_tables, descriptive, large_outlets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from framing.lexicon.entry import Lexicon


@dataclass(frozen=True)
class Lexicons:
    """The lexicons a study counts with, and the one that names parties."""

    studied: tuple[Lexicon, ...]
    parties: Lexicon

    @classmethod
    def of(cls, study: Options, home: Path | None = None) -> Lexicons:
        """Load them: from ``home``, else a folder beside the study, else a bundled name."""
        from framing.lexicon.load import load_lexicon

        def load(name: str) -> Lexicon:
            places = [folder / name for folder in (home, study.file.parent) if folder]
            return load_lexicon(next((x for x in places if (x / "card.toml").is_file()), name))

        return cls(tuple(map(load, study.lexicons)), load("parties"))

    @property
    def all(self) -> list[Lexicon]:
        """Return every one, the parties last."""
        return [*self.studied, self.parties]

    def quality(self) -> dict[str, dict[str, Any]]:
        """Return, for each concept, the errors that its own lexicon's card says were measured."""
        found: dict[str, dict[str, Any]] = {}
        for lexicon in self.studied:
            cards = {lexicon.name: lexicon.card}
            for row in lexicon.concepts:
                if row.lexicon not in cards:
                    cards[row.lexicon] = _card(row.lexicon, lexicon.path)
                found.setdefault(row.concept, cards[row.lexicon].get("quality", {}))
        return found

    def for_recipe(self) -> list[dict[str, str]]:
        """Return what a recipe says of each."""
        return [{"name": x.name, "version": x.version, "hash": x.content_hash} for x in self.all]


@dataclass(frozen=True)
class Found:
    """What was read and found for a study: all that its measures and its report start from.

    Attributes
    ----------
    articles, index, mentions, rejects : DataFrame
        The contract's tables; ``mentions`` of every concept of the lexicons.
    steps : tuple
        ``step, n_articles, n_mentions`` of what was left out before.
    recipe : dict
        How to make it again.
    corpus : str
        The corpus by the name that the report gives it.
    copies : Copies, optional
        What the study leaves out as copies, for measuring with them.
    """

    articles: pd.DataFrame
    index: pd.DataFrame
    mentions: pd.DataFrame
    rejects: pd.DataFrame
    steps: tuple[tuple[str, int, int], ...]
    recipe: dict[str, Any]
    corpus: str
    copies: Copies | None = None


def results_of(study: Options, found: Found, lexicons: Lexicons) -> Results:
    """Measure what was found; needs no article's text.

    Parameters
    ----------
    study : Study
        Its options.
    found : Found
        Articles, their index and mentions.
    lexicons : Lexicons
        The study's, and the parties.
    """
    concepts = _concepts(study, lexicons.studied, lexicons.parties)
    mentions, steps = select_mentions(found.mentions, concepts)
    stage("measuring")
    tables = compute_tables(
        mentions,
        found.index,
        lexicons.studied,
        concepts,
        voices=study.voices,
        by=study.by,
        family=study.family,
        seed=study.seed,
    )
    if not descriptive(found.index):
        stage("measuring again, in other ways")
        tables |= _robustness(study, found, lexicons, mentions, tables)
    if found.copies is not None:
        tables |= {"copies_index": found.copies.index, "copies_mentions": found.copies.mentions}
    return Results(
        name=study.name,
        title={"ar": study.title_ar, "en": study.title_en},
        question={"ar": study.question_ar, "en": study.question_en},
        articles=found.articles,
        index=found.index,
        mentions=mentions,
        lexicons=tuple(lexicons.studied),
        concepts=concepts,
        outlets={name.outlet: name for name in study.outlets},
        parties=lexicons.parties,
        concept_names={concept: {"ar": ar, "en": en} for concept, ar, en in study.names},
        tables=tables,
        exclusions=as_exclusions([*found.steps, *steps]),
        rejects=found.rejects,
        descriptive=descriptive(found.index),
        language=study.language,
        seed=study.seed,
        voices=study.voices,
        family=study.family,
        share_text=study.share_text,
        evidence_words=study.evidence_words,
        theme=study.theme,
        formats=study.formats,
        corpus_name=found.corpus,
        recipe=found.recipe,
    )


def _robustness(
    study: Options,
    found: Found,
    lexicons: Lexicons,
    mentions: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
) -> dict[str, pd.DataFrame]:
    import pandas as pd

    index, copies = found.index, found.copies
    if copies is not None:
        index = pd.concat([index, copies.index], ignore_index=True)
        more = copies.mentions[copies.mentions["concept"].isin(set(mentions["concept"]))]
        mentions = pd.concat([mentions, more], ignore_index=True)
    large = large_outlets(found.index)
    return robustness_tables(
        mentions[mentions["outlet"].isin(large)],
        index[index["outlet"].isin(large)],
        tables,
        {concept for lexicon in lexicons.studied for concept in lexicon.said_of},
        {
            "voices": tuple(study.voices),
            "family": list(study.family) or None,
            "copies": "keep" if copies is None else "drop",
        },
        lexicons.quality(),
    )


def _card(name: str, beside: Path) -> dict[str, Any]:
    folder = find_folder(name, beside=beside.resolve().parent)
    return tomllib.loads((folder / "card.toml").read_text(encoding="utf-8-sig"))


def as_exclusions(rows: Sequence[tuple[str, int, int]]) -> pd.DataFrame:
    """Make the ``exclusions`` table: what was left out at each step, and what remained."""
    import pandas as pd

    return pd.DataFrame(rows, columns=["step", "n_articles", "n_mentions"])


def _concepts(study: Options, lexicons: Sequence[Lexicon], parties: Lexicon) -> tuple[str, ...]:
    """Return the concepts to count: those of the study, else all that can be named two ways."""
    known = {
        row.concept: len(lexicon.labels_of(row.concept))
        for lexicon in lexicons
        for row in lexicon.concepts
    }
    for concept in study.concepts:
        if concept not in known:
            raise _unknown_concept(study, "'concepts' holds", concept, known)
    nameable = {*known, *(row.concept for row in parties.concepts)}
    for concept, *_ in study.names:
        if concept not in nameable:
            raise _unknown_concept(study, "[names] holds", concept, nameable)
    return study.concepts or tuple(concept for concept, n in known.items() if n > 1)


def _unknown_concept(study: Options, place: str, concept: str, known: Iterable[str]) -> StudyError:
    return StudyError(
        f"{place} {concept!r}, which none of its lexicons ({', '.join(study.lexicons)}) has",
        place=str(study.file),
        remedy=f"Correct it, or add the lexicon.{closest(concept, known)}",
    )
