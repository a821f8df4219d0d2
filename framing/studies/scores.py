"""Tables of coders and classifiers that a study's report is to show, made by other commands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import StudyError, closest
from framing.tableio import ENDINGS, read_table

if TYPE_CHECKING:
    import pandas as pd

# What each is written by, by the stem of its file.
KINDS = {
    "agreement": "framing agreement",
    "scores": "framing evaluate",
    "prevalence": "framing prevalence",
    "prevalence_differences": "framing prevalence",
}
SCORES = ("code", "score", "value", "ci_low", "ci_high", "null_mean", "p_value", "n_units")


def read_scores(paths: tuple[str, ...], study: Path) -> dict[str, pd.DataFrame]:
    """Read the tables that ``scores`` in ``[report]`` names.

    Parameters
    ----------
    paths : tuple of str
        Files, or folders that hold some of them, relative to the study's.
    study : Path
        The study's file.

    Returns
    -------
    dict
        Tables by the stem of their file: those of ``KINDS``.

    Raises
    ------
    StudyError
        When nothing is there, the file is none of these, or two are of one kind.
    InputError, TableError
        When a file cannot be read as what its name says.
    """
    found: dict[str, pd.DataFrame] = {}
    for written in paths:
        for file in _files(written, study):
            if file.stem in found:
                raise StudyError(
                    f"'scores' in [report] names two tables {file.stem!r}: {written!r} is one",
                    place=str(study),
                    remedy="Name one of them.",
                )
            found[file.stem] = _read(file)
    return found


def _files(written: str, study: Path) -> Iterator[Path]:
    path = study.parent / written
    if path.is_dir():
        files = [path / f"{kind}.csv" for kind in KINDS]
        present = [file for file in files if file.is_file()]
        if present:
            yield from present
            return
    elif path.is_file() and path.stem in KINDS and path.suffix in ENDINGS:
        yield path
        return
    told = "there is no such file" if not path.exists() else "it is none of the tables it may be"
    commands = ", ".join(f"{kind}.csv ({command})" for kind, command in KINDS.items())
    raise StudyError(
        f"'scores' in [report] holds {written!r}; {told}",
        place=str(study),
        remedy=f"It may hold {commands}, or a folder with them.{closest(path.stem, KINDS)}",
    )


def _read(file: Path) -> pd.DataFrame:
    import pandas as pd

    if file.stem != "scores":
        return read_table(file, file.stem)
    if file.suffix == ".parquet":
        table = pd.read_parquet(file)
    else:
        table = pd.read_csv(file, keep_default_na=False, na_values={c: [""] for c in SCORES[2:]})
    missing = [column for column in SCORES if column not in table.columns]
    if missing:
        raise StudyError(
            f"column {missing[0]!r} is missing",
            place=str(file),
            remedy="Give scores.csv as 'framing evaluate' wrote it.",
        )
    return table
