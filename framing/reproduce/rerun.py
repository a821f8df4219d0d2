"""Make a report again from its recipe: from the articles, or from spans and codes alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.bundled import bundled_path
from framing.errors import InputError, StudyError
from framing.reproduce.record import Record
from framing.show.report import Report
from framing.studies.measuring import Found, Lexicons, results_of
from framing.studies.selecting import Copies
from framing.study import Study, run_study
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.show.results import Results

# The text of articles, by table. A lexicon's own form says which wording a span has.
TEXT_COLUMNS = {
    "article_index": ("story_title",),
    "mentions": ("surface", "speaker"),
    "copies_mentions": ("surface", "speaker"),
    "evidence": ("surface", "speaker", "before", "hit", "after"),
    "rejects": ("value",),
}
LEXICONS = "lexicons"  # where a bundle keeps its own
_BODY = ("text", "title", "author")


def rerun(record: Record, *, corpus: str | Path | None = None, study: Path | None = None) -> Report:
    """Make the report again from the articles.

    Parameters
    ----------
    record : Record
        The report as it was made.
    corpus : path, optional
        Where its articles are; found by the recipe otherwise.
    study : Path, optional
        The ``study.toml`` that paths start from; by default the one in the folder above.

    Raises
    ------
    InputError
        When the articles are not at hand.
    StudyError, LexiconError
        When options and articles do not fit each other, or a lexicon is not at hand.
    """
    asked = Study.of_options(record.recipe["study"], study or study_beside(record))
    place = Path(corpus) if corpus else corpus_of(record, asked)
    report = run_study(asked, corpus=place)
    renamed = replace(report.results, corpus_name=record.recipe["corpus"]["path"])
    return Report(renamed)


def rerun_without_text(record: Record, study_file: Path) -> tuple[Report, list[str]]:
    """Measure and set the report again from its own mentions and index, without any text.

    Parameters
    ----------
    record : Record
        The report as it was made.
    study_file : Path
        Where its study is: lexicons that are neither in the bundle nor bundled stand beside it.

    Returns
    -------
    tuple
        The report, and the names of the tables that were taken over as they are, because they
        cannot be made again without the text.

    Raises
    ------
    InputError
        When one of the tables it starts from cannot be read.
    """
    folder = record.folder
    study = Study.of_options(record.recipe["study"], study_file)
    home = folder / LEXICONS
    lexicons = Lexicons.of(study, home if home.is_dir() else None)
    index, mentions, rejects, evidence, exclusions = (
        _needed(record, name)
        for name in ("article_index", "mentions", "rejects", "evidence", "exclusions")
    )
    links = dict(zip(evidence["article_id"], evidence["url"], strict=True))
    found = Found(
        articles=as_table(
            {
                **{name: index[name] for name in ("article_id", "outlet", "published")},
                "url": index["article_id"].map(links).fillna(""),
            },
            "articles",
        ),
        index=index,
        mentions=mentions,
        rejects=rejects,
        steps=_steps_of_articles(exclusions),
        recipe={**record.recipe, "lexicons": lexicons.for_recipe()},
        corpus=record.recipe["corpus"]["path"],
        copies=_copies(record),
    )
    results = results_of(study, found, lexicons)
    whole = _showing(results, evidence.assign(**{c: mentions[c] for c in mentions.columns}))
    taken_over = not_measured(record, whole)
    for name in taken_over:
        results.tables[name] = _needed(record, name)
    return without_text(results, whole.evidence), taken_over


def _copies(record: Record) -> Copies | None:
    if record.table("copies_index") is None:
        return None
    return Copies(_needed(record, "copies_index"), _needed(record, "copies_mentions"))


def without_text(results: Results, evidence: pd.DataFrame) -> Report:
    """Return a report that shows no word of an article, only places and links.

    Parameters
    ----------
    results : Results
        The results, whole.
    evidence : DataFrame
        The report's evidence.
    """
    recipe = {key: value for key, value in results.recipe.items() if key != "files"}
    bare = replace(
        results,
        articles=_blank(results.articles, _BODY),
        index=_blank(results.index, TEXT_COLUMNS["article_index"]),
        mentions=_blank(results.mentions, TEXT_COLUMNS["mentions"]),
        rejects=_blank(results.rejects, TEXT_COLUMNS["rejects"]),
        tables={
            name: _blank(table, TEXT_COLUMNS.get(name, ()))
            for name, table in results.tables.items()
        },
        share_text=False,
        recipe={**recipe, "without_text": True},
    )
    hidden = _blank(evidence, TEXT_COLUMNS["evidence"]).assign(shown=False)
    return _showing(bare, hidden)


def not_measured(record: Record, report: Report) -> list[str]:
    """Return the names of recorded tables that a report made again does not have."""
    names = sorted(path.stem for path in (record.folder / "tables").glob("*.parquet"))
    return [name for name in names if name not in report.tables]


def _showing(results: Results, evidence: pd.DataFrame) -> Report:
    report = Report(results)
    vars(report)["evidence"] = evidence  # in place of the one it would cut from the texts
    return report


def study_beside(record: Record) -> Path:
    """Return where the study's file is when the report is in the folder it was made to."""
    return record.folder.resolve().parent / "study.toml"


def corpus_of(record: Record, study: Study) -> Path:
    """Return where the report's articles are: where the study says, else bundled.

    Raises
    ------
    InputError
        When they are at neither place.
    """
    corpus = record.recipe["corpus"]
    if not corpus.get("replaced"):
        try:
            return study.corpus_path()
        except StudyError:
            bundled = bundled_path("reports/sample") / os.path.expandvars(study.corpus)
            if bundled.exists():
                return bundled.resolve()
    raise InputError(
        f"the articles of this report ({corpus['path']!r}) are not at hand",
        place=str(record.folder),
        remedy="Say where they are: --corpus PATH.",
    )


def _needed(record: Record, name: str) -> Any:
    table = record.table(name)
    if table is None:
        raise InputError(
            f"tables/{name}.parquet is missing or cannot be read",
            place=str(record.folder),
            remedy="Make the report or the bundle anew.",
        )
    return table


def _blank(table: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    return table.assign(**{name: "" for name in columns if name in table.columns})


def _steps_of_articles(exclusions: pd.DataFrame) -> tuple[tuple[str, int, int], ...]:
    rows = zip(exclusions["step"], exclusions["n_articles"], exclusions["n_mentions"], strict=True)
    found: list[tuple[str, int, int]] = []
    for step, n_articles, n_mentions in rows:
        if step == "found_mentions":
            break
        found.append((str(step), int(n_articles), int(n_mentions)))
    return tuple(found)
