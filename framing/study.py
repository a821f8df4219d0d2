"""A study: one question, one corpus, its lexicons and options, read from ``study.toml``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import StudyError, closest
from framing.progress import stage
from framing.show.results import OutletName
from framing.studies.keys import read_study_file, study_path
from framing.studies.options import Options

if TYPE_CHECKING:
    import pandas as pd

    from framing.show.report import Report
    from framing.show.results import Results


@dataclass(frozen=True)
class Study(Options):
    """What a ``study.toml`` asks for, every default filled in.

    Read one with ``load_study``. Attributes are the keys of the file; ``file`` is the file.
    """

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
    from framing.intake.read import read_articles
    from framing.reading.match import find_mentions
    from framing.recipe import KEPT, article_hashes
    from framing.studies.measuring import Found, Lexicons, results_of
    from framing.studies.scores import read_scores
    from framing.studies.selecting import select_articles, split_copies, with_stories
    from framing.studies.tables import study_recipe
    from framing.tables import as_table

    study = replace(study, language=language or study.language)
    lexicons = Lexicons.of(study)
    stage("reading articles")
    place = Path(corpus) if corpus else study.corpus_path()
    read = read_articles(place)
    name = study.corpus if "$" in study.corpus and not corpus else place.name
    scores = read_scores(study.scores, study.file)
    rejects = as_table(read.attrs.get("rejects", []), "rejects")
    _check_outlets(study, read, place)
    every, index, kept, steps = select_articles(
        read, len(rejects), period=study.period, drop_copies=study.drop_copies, place=study.file
    )
    stage("finding mentions")
    mentions = find_mentions(every, lexicons.studied)
    articles, index, mentions, copies = split_copies(every, index, mentions, kept)
    hashes = article_hashes(articles)
    stage("grouping articles into events")
    index = with_stories(articles, index, mentions)
    found = Found(
        articles=articles,
        index=index.assign(hash=[digest[:KEPT] for digest in hashes]),
        mentions=mentions,
        copies=copies,
        rejects=rejects,
        steps=tuple(steps),
        recipe=study_recipe(
            study.options(), hashes, lexicons.for_recipe(), name, replaced=bool(corpus)
        ),
        corpus=name,
    )
    results = results_of(study, found, lexicons)
    results.tables.update(scores)
    return results


def _check_outlets(study: Study, articles: pd.DataFrame, place: Path) -> None:
    present = sorted(set(articles["outlet"]))
    for name in study.outlets:
        if name.outlet not in present:
            raise StudyError(
                f"[outlets.{name.outlet}] names an outlet that the corpus {place.name!r} lacks",
                place=str(study.file),
                remedy=f"The corpus has: {', '.join(present)}.{closest(name.outlet, present)}",
            )
