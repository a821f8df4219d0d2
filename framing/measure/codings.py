"""The codes of several coders, as a matrix of units × coders for each code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import TableError, closest
from framing.tableio import read_table
from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

MISSING = -1


@dataclass(frozen=True, eq=False)
class Codings:
    """What several coders gave to the same units, for one code.

    Attributes
    ----------
    code : str
        What was coded.
    units, coders, values : list of str
        Values are in the order given, or else in ascending order: numbers before words.
    matrix : array of int, units × coders
        The place of each value in ``values``; -1 where a coder gave none.
    n_unknown : int
        Values that are not among the permitted ones and count as missing.
    """

    code: str
    units: list[str]
    coders: list[str]
    values: list[str]
    matrix: Ints
    ordered: bool = False
    n_unknown: int = 0

    def numbers(self) -> Floats:
        """Return the values as numbers; where their order was given, their places in it.

        Raises
        ------
        TableError
            When a value is not a number and no order was given.
        """
        for value in () if self.ordered else self.values:
            if not _is_number(value):
                raise TableError(
                    f"value {value!r} of code {self.code!r} is not a number, which its scale needs",
                    place="codings table, column 'value'",
                    remedy="Code it in numbers, give values= in order, or take the nominal scale.",
                )
        if self.ordered and not all(map(_is_number, self.values)):
            return np.arange(len(self.values), dtype=np.float64)
        return np.array([float(value) for value in self.values])

    def of_coders(self, coders: Sequence[str]) -> Codings:
        """Return the same units with some of the coders."""
        places = [self.coders.index(coder) for coder in coders]
        matrix = self.matrix[:, places]
        return replace(self, coders=list(coders), matrix=matrix)

    def one_against_rest(self, value: str) -> Codings:
        """Return the codings with every other value made one."""
        place = self.values.index(value)
        matrix = np.where(self.matrix == MISSING, MISSING, self.matrix == place).astype(np.int64)
        name = f"{self.code}={value}"
        return Codings(name, self.units, self.coders, ["other", value], matrix)


def read_codings(codings: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Return a codings table, read from its file when a path is given, empty values left out.

    Raises
    ------
    TableError
        When a column is missing, or a coder gave one unit two values of one code.
    """
    table = read_table(codings, "codings") if isinstance(codings, str | Path) else codings
    check_table(table, "codings")
    table = as_table(table, "codings")
    table["value"] = table["value"].str.strip()
    table = table[table["value"] != ""]
    twice = table.duplicated(["unit_id", "coder", "code"], keep=False)
    if twice.any():
        unit, coder, code = table.loc[twice, ["unit_id", "coder", "code"]].iloc[0]
        raise TableError(
            f"coder {coder!r} gave unit {unit!r} more than one value of code {code!r}",
            place="codings table",
            remedy="Keep one of them.",
        )
    return table.reset_index(drop=True)


def each_code(
    codings: pd.DataFrame | str | Path,
    values: Sequence[str] | Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Codings]:
    """Yield the codings of each code, in the order of the codes' names.

    Parameters
    ----------
    codings : DataFrame or path
        The contract's ``codings``: ``unit_id, coder, code, value``.
    values : sequence of str, or mapping from code to them, optional
        The permitted values, in their order; others count as missing. All by default.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("1", "a", "conflict", "yes"), ("1", "b", "conflict", "no")]
    >>> table = pd.DataFrame(rows, columns=["unit_id", "coder", "code", "value"])
    >>> [(one.code, one.values, one.matrix.tolist()) for one in each_code(table)]
    [('conflict', ['no', 'yes'], [[1, 0]])]
    """
    table = read_codings(codings)
    coders = sorted(table["coder"].unique(), key=_order)
    for code, rows in table.groupby("code", sort=True):
        permitted = values.get(str(code)) if isinstance(values, Mapping) else values
        yield _matrix(str(code), rows, coders, permitted)


def _matrix(
    code: str, rows: pd.DataFrame, coders: list[str], permitted: Sequence[str] | None
) -> Codings:
    found = set(rows["value"])
    if permitted is None:
        values = sorted(found, key=_order)
    else:
        values = [value for value in permitted if value in found]
    if not values:
        raise TableError(
            f"no value of code {code!r} is permitted; one of them is {min(found)!r}",
            place="codings table, column 'value'",
            remedy=f"Permit it in values=.{closest(min(found), permitted or ())}",
        )
    known = rows[rows["value"].isin(values)]
    units = list(dict.fromkeys(known["unit_id"]))
    matrix = np.full((len(units), len(coders)), MISSING, dtype=np.int64)
    places = [{name: n for n, name in enumerate(names)} for names in (units, coders, values)]
    unit, coder = known["unit_id"].map(places[0]), known["coder"].map(places[1])
    matrix[unit, coder] = known["value"].map(places[2])
    present = (matrix != MISSING).any(axis=0)
    kept = [name for name, there in zip(coders, present, strict=True) if there]
    return Codings(
        code=code,
        units=units,
        coders=kept,
        values=values,
        matrix=matrix[:, present],
        ordered=permitted is not None,
        n_unknown=len(rows) - len(known),
    )


def _order(value: str) -> tuple[int, float, str]:
    return (0, float(value), value) if _is_number(value) else (1, 0.0, value)


def _is_number(value: str) -> bool:
    try:
        return bool(np.isfinite(float(value)))
    except ValueError:
        return False


def code_targets(codings: pd.DataFrame | str | Path) -> pd.DataFrame:
    """Turn codings into what can be counted: one row per unit and target, from 0 to 1.

    A code of ``yes`` and ``no`` is one target under its own name; a code of numbers between 0
    and 1 too; any other code has a target per value, ``problem=security``. Where several coders
    coded a unit, the figure is the share of them: a tie is one half, and no unit falls out of
    the draw because coders differ.

    Returns
    -------
    DataFrame
        ``unit_id, code, y``, one row per unit and target.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("u", "a", "conflict", "yes"), ("u", "b", "conflict", "no"),
    ...         ("u", "a", "cause", "one_side"), ("v", "a", "cause", "none")]
    >>> table = pd.DataFrame(rows, columns=["unit_id", "coder", "code", "value"])
    >>> for row in code_targets(table).itertuples(index=False, name=None):
    ...     print(*row)
    u cause=none 0.0
    v cause=none 1.0
    u cause=one_side 1.0
    v cause=one_side 0.0
    u conflict 0.5
    """
    import pandas as pd

    table = read_codings(codings)
    parts = []
    for code, rows in table.groupby("code", sort=True):
        values = set(rows["value"])
        if values <= {"yes", "no"}:
            parts.append(rows.assign(y=(rows["value"] == "yes").astype(float)))
        elif all(_is_number(value) and 0 <= float(value) <= 1 for value in values):
            parts.append(rows.assign(y=rows["value"].astype(float)))
        else:
            for value in sorted(values, key=_order):
                name = f"{code}={value}"
                parts.append(rows.assign(code=name, y=(rows["value"] == value).astype(float)))
    if not parts:
        return pd.DataFrame({"unit_id": [], "code": [], "y": []})
    joined = pd.concat(parts, ignore_index=True)
    return (
        joined.groupby(["code", "unit_id"], sort=False)["y"]
        .mean()
        .reset_index()[["unit_id", "code", "y"]]
    )
