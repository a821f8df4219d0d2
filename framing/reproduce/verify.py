"""Make a report again from its recipe, and name whatever differs from what is there."""

from __future__ import annotations

import tempfile
from pathlib import Path

from framing.progress import stage
from framing.reproduce.differences import Difference, Verification
from framing.reproduce.files import Comparison, count_numbers
from framing.reproduce.inputs import (
    changed_articles,
    changed_lexicons,
    changed_options,
    changed_rules,
    other_versions,
)
from framing.reproduce.record import RECIPE, Record, read_record
from framing.reproduce.rerun import (
    rerun,
    rerun_without_text,
    study_beside,
    without_text,
)
from framing.reproduce.words import numbers_in
from framing.show.report import Report

OTHER_VERSIONS = 1e-9  # room for the last digits that another library computes


def verify(
    folder: str | Path, *, corpus: str | Path | None = None, study: str | Path | None = None
) -> Verification:
    """Make a report again from its recipe and compare it with what is there.

    Everything is compared: the options, every article, every row of the lexicons, every number
    in the tables, every word of PDF and page. A bundle without text is made again from its own
    spans and codes; which articles they came from is then not compared, unless ``corpus`` is
    given. That nothing differs says that the figures follow from the articles by this software,
    not that they are right.

    Parameters
    ----------
    folder : path
        What ``framing report`` or ``framing export`` made.
    corpus : path, optional
        Where the articles are; by default where the study says.
    study : path, optional
        The study's file, where the report is not in a folder beside it.

    Returns
    -------
    Verification
        Whether it is the ``same``, and its ``differences``.

    Raises
    ------
    InputError
        When there is no recipe in the folder, or the articles are not at hand.
    """
    record = read_record(folder)
    study_file = Path(study) if study else study_beside(record)
    study_file = study_file / "study.toml" if study_file.is_dir() else study_file
    found = Verification(str(folder))
    _add(found, "options", f"{len(record.recipe['seals'])}", [*changed_options(record, study_file)])
    n_files = len(record.recipe["files"])
    altered = [Difference(name, told) for name, told in record.altered.items()]
    _add(found, "files", f"{n_files}, by their hashes", altered)
    stage("making the report again")
    if record.without_text and corpus is None:
        anew, taken_over = rerun_without_text(record, study_file)
        found.unchecked.append("the articles themselves, which are not in this bundle")
        found.unchecked += [f"tables/{name}, which is taken as it is" for name in taken_over]
    else:
        anew = rerun(record, corpus=corpus, study=study_file)
        differing = [*changed_articles(record, anew.results.index)]
        _add(found, "articles", f"{len(anew.results.index)}", differing)
        if record.without_text:
            anew = without_text(anew.results, anew.evidence)
    _add_lexicons(found, record, anew)
    _explain(found, record, anew)
    _compare_files(found, record, anew)
    return found


def _add(found: Verification, what: str, how_much: str, differing: list[Difference]) -> None:
    found.checked.append((what, how_much + ("" if differing else ": the same")))
    found.differences += differing


def _add_lexicons(found: Verification, record: Record, anew: Report) -> None:
    named = ", ".join(x["name"] for x in record.recipe["lexicons"])
    _add(found, "lexicons", named, [*changed_lexicons(record, anew)])
    if not record.without_text or "articles" in dict(found.checked):
        found.differences += changed_rules(record, anew)


def _explain(found: Verification, record: Record, anew: Report) -> None:
    versions = other_versions(record)
    found.notes += versions
    if record.recipe.get("code") != anew.results.recipe.get("code"):
        found.notes.append("the software is not in the state the report was made with")


def _compare_files(found: Verification, record: Record, anew: Report) -> None:
    comparison = Comparison(OTHER_VERSIONS if other_versions(record) else 0.0)
    stage("comparing")
    with tempfile.TemporaryDirectory(prefix="framing-verify-") as place:
        made = Path(place) / "report"
        anew.write(made)
        names = sorted(path.relative_to(made).as_posix() for path in made.rglob("*.*"))
        names = [name for name in names if name != RECIPE]
        for kind in ("tables", "charts", "report"):
            of_kind = [name for name in names if name.startswith(kind)]
            differing: list[Difference] = []
            for name in of_kind:
                there = record.folder / name
                if there.is_file():
                    differing += comparison.of(name, there, made / name)
                elif name not in record.recipe["files"]:
                    differing.append(Difference(name, "is made anew, is not there"))
            if of_kind:
                _add(found, kind, _how_much(made, of_kind, anew), differing)


def _how_much(made: Path, names: list[str], anew: Report) -> str:
    """Say how many files were compared, and how many numbers they hold."""
    numbers = sum(count_numbers(made / name) for name in names if name.endswith(".csv"))
    if names[0].startswith("report"):
        numbers = numbers_in([anew.document.opening, anew.document.blocks])
    told = f"{len(names)} files made again"
    return f"{told}, {numbers:,} numbers" if numbers else told
