"""A study: one question, one corpus, its lexicons and options, read from ``study.toml``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import StudyError, closest
from framing.progress import stage
from framing.show.results import OutletName
from framing.studies.keys import read_study_file, study_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import pandas as pd

    from framing.lexicon.entry import Lexicon
    from framing.show.report import Report
    from framing.show.results import Results


@dataclass(frozen=True)
class Study:
    """What a ``study.toml`` asks for, every default filled in.

    Read one with ``load_study``. Attributes are the keys of the file; ``file`` is the file.
    """

    file: Path
    name: str
    corpus: str
    lexicons: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    voices: tuple[str, ...] = ("own",)
    by: tuple[str, ...] = ()
    family: tuple[Any, ...] = ()
    title_ar: str = ""
    title_en: str = ""
    question_ar: str = ""
    question_en: str = ""
    language: str = "ar"
    seed: int = 20171015
    period: tuple[str, str] | None = None
    drop_copies: bool = False
    share_text: bool = False
    evidence_words: int = 5
    theme: str = "standard"
    formats: tuple[str, ...] = ("pdf", "html")
    outlets: tuple[OutletName, ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()

    def corpus_path(self) -> Path:
        """Return where the corpus is: relative to the study's folder, ``$NAME`` filled in.

        Raises
        ------
        StudyError
            When an environment variable it names is not set, or there is nothing there.
        """
        written = self.corpus
        for variable in re.findall(r"\$\{?(\w+)\}?", written):
            if not os.environ.get(variable):
                raise StudyError(
                    f"the corpus path {written!r} needs the environment variable {variable}, "
                    "which is not set",
                    place=str(self.file),
                    remedy=f"Set {variable} to the folder that holds the data, or give the "
                    "articles with --corpus PATH.",
                )
        path = self.file.parent / os.path.expandvars(written)
        if not path.exists():
            raise StudyError(
                f"there is no corpus at {str(path)!r} ('path' in [corpus] is {written!r})",
                place=str(self.file),
                remedy="Correct the path, or give the articles with --corpus PATH.",
            )
        return path

    def options(self) -> dict[str, Any]:
        """Return every option as plain values, in a fixed order, for the recipe."""
        from framing.studies.tables import RESAMPLES

        return {
            "name": self.name,
            "seed": self.seed,
            "corpus": self.corpus,
            "lexicons": list(self.lexicons),
            "concepts": list(self.concepts),
            "voices": list(self.voices),
            "by": list(self.by),
            "family": list(self.family),
            "period": list(self.period or ()),
            "drop_copies": self.drop_copies,
            "share_text": self.share_text,
            "evidence_words": self.evidence_words,
            "resamples": RESAMPLES,
            "theme": self.theme,
            "outlets": [name.outlet for name in self.outlets],
        }

    def run(self, *, corpus: str | Path | None = None, language: str | None = None) -> Report:
        """Run the study: see ``run_study``."""
        return run_study(self, corpus=corpus, language=language)


def load_study(path: str | Path) -> Study:
    """Read and check a study.

    Parameters
    ----------
    path : path
        A ``study.toml``, or the folder that holds one.

    Returns
    -------
    Study

    Raises
    ------
    StudyError
        Naming the file, the key, its value, the rule and the remedy.
    """
    tables = read_study_file(path)
    corpus = dict(tables["corpus"])
    names = tables["names"]
    outlets = [OutletName(outlet, **keys) for outlet, keys in tables["outlets"].items()]
    return Study(
        file=study_path(path).resolve(),
        corpus=corpus.pop("path"),
        outlets=tuple(outlets),
        names=tuple((concept, x.get("ar", ""), x.get("en", "")) for concept, x in names.items()),
        **tables[""],
        **tables["study"],
        **tables["report"],
        **corpus,
    )


def run_study(
    study: Study | str | Path,
    *,
    corpus: str | Path | None = None,
    language: str | None = None,
) -> Report:
    """Go the whole way from a study's articles to its report, in memory.

    Parameters
    ----------
    study : Study or path
        A study or the path of its file.
    corpus : path, optional
        Articles to read in place of the study's own.
    language : {"ar", "en"}, optional
        Of the report; the study's by default.

    Returns
    -------
    Report
        ``report.write(folder)`` makes the files.

    Raises
    ------
    StudyError
        When the study and the articles do not fit each other.
    InputError, LexiconError
        When the articles or a lexicon cannot be read.
    """
    from framing.show.report import Report

    study = study if isinstance(study, Study) else load_study(study)
    return Report(study_results(study, corpus=corpus, language=language))


def study_results(
    study: Study, *, corpus: str | Path | None = None, language: str | None = None
) -> Results:
    """Compute a study's results, without drawing or setting them."""
    from framing.intake.index import index_articles
    from framing.intake.read import read_articles
    from framing.lexicon.load import load_lexicon
    from framing.reading.match import find_mentions
    from framing.show.results import Results
    from framing.studies.selecting import select_articles, select_mentions
    from framing.studies.tables import compute_tables, descriptive, study_recipe
    from framing.tables import as_table

    lexicons = _lexicons(study)
    parties = load_lexicon("parties")
    concepts = _concepts(study, lexicons, parties)
    stage("reading articles")
    place = Path(corpus) if corpus else study.corpus_path()
    read = read_articles(place)
    name = study.corpus if "$" in study.corpus and not corpus else place.name
    rejects = as_table(read.attrs.get("rejects", []), "rejects")
    _check_outlets(study, read, place)
    articles, excluded = select_articles(
        read, len(rejects), period=study.period, drop_copies=study.drop_copies, place=study.file
    )
    stage("finding mentions")
    mentions, also_excluded = select_mentions(find_mentions(articles, lexicons), concepts)
    index = index_articles(articles)
    stage("measuring")
    tables = compute_tables(
        mentions,
        index,
        lexicons,
        concepts,
        voices=study.voices,
        by=study.by,
        family=study.family,
        seed=study.seed,
    )
    return Results(
        name=study.name,
        title={"ar": study.title_ar, "en": study.title_en},
        question={"ar": study.question_ar, "en": study.question_en},
        articles=articles,
        index=index,
        mentions=mentions,
        lexicons=tuple(lexicons),
        concepts=concepts,
        outlets={name.outlet: name for name in study.outlets},
        parties=parties,
        concept_names={concept: {"ar": ar, "en": en} for concept, ar, en in study.names},
        tables=tables,
        exclusions=as_exclusions([*excluded, *also_excluded]),
        rejects=rejects,
        descriptive=descriptive(index),
        language=language or study.language,
        seed=study.seed,
        voices=study.voices,
        family=study.family,
        share_text=study.share_text,
        evidence_words=study.evidence_words,
        theme=study.theme,
        formats=study.formats,
        corpus_name=name,
        recipe=study_recipe(study.options(), articles, [*lexicons, parties], name),
    )


def as_exclusions(rows: Sequence[tuple[str, int, int]]) -> pd.DataFrame:
    """Make the ``exclusions`` table: what was left out at each step, and what remained."""
    import pandas as pd

    return pd.DataFrame(rows, columns=["step", "n_articles", "n_mentions"])


def _lexicons(study: Study) -> list[Lexicon]:
    """Load the study's lexicons: a folder beside the study, else a bundled name."""
    from framing.lexicon.load import load_lexicon

    beside = [study.file.parent / name for name in study.lexicons]
    return [
        load_lexicon(path if path.is_dir() else name)
        for path, name in zip(beside, study.lexicons, strict=True)
    ]


def _concepts(study: Study, lexicons: Sequence[Lexicon], parties: Lexicon) -> tuple[str, ...]:
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


def _check_outlets(study: Study, articles: pd.DataFrame, place: Path) -> None:
    present = sorted(set(articles["outlet"]))
    for name in study.outlets:
        if name.outlet not in present:
            raise StudyError(
                f"[outlets.{name.outlet}] names an outlet that the corpus {place.name!r} lacks",
                place=str(study.file),
                remedy=f"The corpus has: {', '.join(present)}.{closest(name.outlet, present)}",
            )


def _unknown_concept(study: Study, place: str, concept: str, known: Iterable[str]) -> StudyError:
    return StudyError(
        f"{place} {concept!r}, which none of its lexicons ({', '.join(study.lexicons)}) has",
        place=str(study.file),
        remedy=f"Correct it, or add the lexicon.{closest(concept, known)}",
    )
