"""Coding sheets: units out to coders in the tool they work with, and their answers back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.answers import REMARK, Answer, as_codings
from framing.coding.codebook import Codebook
from framing.coding.codes import CodebookError
from framing.coding.key import matched
from framing.errors import InputError, closest
from framing.outputs import whole_file
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

# format → its ending and the module that has ``write(units, codebook, path, coder, language)``,
# which returns the files that belong beside the sheet, and ``read(path, codebook, coder)``.
FORMATS = {
    "xlsx": (".xlsx", "xlsx"),
    "csv": (".csv", "commas"),
    "doccano": (".jsonl", "doccano"),
    "label-studio": (".json", "labelstudio"),
    "inception": (".tsv", "inception"),
}


def write_sheet(
    units: pd.DataFrame,
    codebook: Codebook,
    path: str | Path,
    *,
    coder: str = "",
    language: str = "ar",
    kind: str = "",
) -> list[Path]:
    """Write one coder's sheet.

    Parameters
    ----------
    units : DataFrame
        ``unit_id`` and ``text``, drawn and perhaps blinded.
    codebook : Codebook
        What is asked.
    path : path
        Its ending decides the format: ``.xlsx`` (drop-down lists, a codebook page), ``.csv``,
        ``.jsonl`` (doccano), ``.json`` (Label Studio), ``.tsv`` (INCEpTION, WebAnno TSV 3.3).
    coder : str
        Who codes; stands in the sheet and comes back with the answers.
    language : {"ar", "en"}
        Of questions and answers.
    kind : str
        The format, when the ending should not decide.

    Returns
    -------
    list of Path
        The sheet, and what its tool needs beside it: labels for doccano, the labeling
        configuration for Label Studio, the layer for INCEpTION.

    Raises
    ------
    InputError
        When no unit is given, two have one id, a text does not fit, or the format is unknown.
    """
    path = Path(path)
    check_table(units, "units", ["unit_id", "text"])
    _check(units, language)
    module = import_module(f"framing.coding.{FORMATS[_kind(path, kind)][1]}")
    with whole_file(path) as partial:
        beside: dict[str, str] = module.write(units, codebook, partial, coder, language)
    written = [path]
    for ending, content in beside.items():
        other = path.with_name(f"{path.stem}.{ending}")
        with whole_file(other) as partial:
            partial.write_text(content, encoding="utf-8")
        written.append(other)
    return written


def read_sheets(
    paths: Sequence[str | Path] | str | Path,
    codebook: Codebook,
    *,
    coder: str = "",
    units: pd.DataFrame | None = None,
    kind: str = "",
) -> pd.DataFrame:
    """Read what coders answered, from one sheet or several.

    Parameters
    ----------
    paths : path or sequence of them
        Sheets as ``write_sheet`` made them, or as the tool exported them.
    codebook : Codebook
        The one they were coded by.
    coder : str
        Who coded, for sheets that do not say; their file's name by default, less ``sheet-``.
    units : DataFrame, optional
        The drawn units: answers about any other unit are refused, and sheets whose texts are
        not theirs; blinded ids turn into the units' own where the table has ``sheet_id``.
    kind : str
        The format, when the ending should not decide.

    Returns
    -------
    DataFrame
        The contract's ``codings``; unanswered items have no row.

    Raises
    ------
    CodebookError
        Naming file, row and item of an answer that is not permitted, or of a unit answered
        twice by one coder; or when nothing was answered.
    """
    found = [one for one in _answers(paths, codebook, coder, kind) if one.item != REMARK]
    return as_codings(found if units is None else matched(found, units), codebook)


def read_remarks(
    paths: Sequence[str | Path] | str | Path,
    codebook: Codebook,
    *,
    coder: str = "",
    units: pd.DataFrame | None = None,
    kind: str = "",
) -> pd.DataFrame:
    """Read what coders wrote under ``remark``, in spreadsheets.

    Parameters
    ----------
    paths, codebook, coder, units, kind
        As in ``read_sheets``.

    Returns
    -------
    DataFrame
        ``unit_id, coder, remark``: one row per remark.
    """
    import pandas as pd

    told = (one for one in _answers(paths, codebook, coder, kind) if one.item == REMARK)
    known = told if units is None else matched(told, units)
    rows = [(one.unit_id, one.coder, one.written.strip()) for one in known if one.written.strip()]
    return pd.DataFrame(rows, columns=["unit_id", "coder", REMARK])


def _answers(
    paths: Sequence[str | Path] | str | Path, codebook: Codebook, coder: str, kind: str
) -> Iterator[Answer]:
    for path in _several(paths):
        if not path.is_file():
            raise InputError("there is no such file", place=str(path), remedy="Check the path.")
        module = import_module(f"framing.coding.{FORMATS[_kind(path, kind)][1]}")
        try:
            found = list(module.read(path, codebook, coder or path.stem.removeprefix("sheet-")))
        except UnicodeDecodeError as error:
            raise CodebookError(
                f"is not UTF-8: {error.reason} at byte {error.start}",
                place=str(path),
                remedy="Save or export it in UTF-8.",
            ) from error
        if not any(one.written.strip() for one in found):
            raise CodebookError(
                "nobody answered anything",
                place=str(path),
                remedy="Save the sheet after coding, export finished annotations, or leave it out.",
            )
        yield from found


def _several(paths: Sequence[str | Path] | str | Path) -> list[Path]:
    return [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]


def _kind(path: Path, kind: str) -> str:
    if kind in FORMATS:
        return kind
    by_ending = {ending: name for name, (ending, _) in FORMATS.items()}
    if kind or path.suffix.lower() not in by_ending:
        wrong = kind or path.suffix
        raise InputError(
            f"{wrong!r} names no format of a coding sheet",
            place=str(path),
            remedy=f"End the name in one of {', '.join(by_ending)}.{closest(wrong, FORMATS)}",
        )
    return by_ending[path.suffix.lower()]


def _check(units: pd.DataFrame, language: str) -> None:
    if not len(units):
        raise InputError("there is no unit to code", place="write_sheet", remedy="Draw some.")
    twice = units["unit_id"].duplicated()
    if twice.any():
        unit = units.loc[twice, "unit_id"].iloc[0]
        raise InputError(
            f"unit {unit!r} is there twice", place="units table", remedy="Give each unit once."
        )
    if language not in {"ar", "en"}:
        raise InputError(
            f"{language!r} is no language of a codebook", place="language=", remedy="Give ar or en."
        )
