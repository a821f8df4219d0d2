"""Coded units of a stratified draw, joined to what a classifier predicts for every unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from framing.errors import TableError
from framing.measure.codings import code_targets
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_BETWEEN = "\x1f"  # the columns of a group's name


@dataclass(frozen=True, eq=False)
class Domain:
    """One code in one group of units (an outlet), as the estimators need it.

    The coded units are those of *all* strata that reach into the group; ``inside`` tells which
    are in it.
    """

    group: tuple[str, ...]
    code: str
    n_units: int  # units of the group
    predicted: Floats  # of the group's units: what the classifier gives each; may be empty
    flagged: Floats  # the same as yes or no
    y: Floats  # of the coded units
    f: Floats  # what the classifier gives them
    inside: NDArray[np.bool_]
    stratum: Ints
    n_coded: Ints  # of each stratum
    n_stratum: Ints
    n_seen: int  # coded units that the classifier was trained on

    @property
    def n_inside(self) -> int:
        """How many coded units the group has."""
        return int(self.inside.sum())

    @property
    def n_positive(self) -> float:
        """How many of them carry the code."""
        return float(self.y[self.inside].sum())


def domains_of(
    codings: pd.DataFrame,
    units: pd.DataFrame,
    predictions: pd.DataFrame | None,
    by: Sequence[str],
) -> Iterator[Domain]:
    """Yield every group × code, groups and codes in order.

    Parameters
    ----------
    codings : DataFrame
        The contract's ``codings``.
    units : DataFrame
        The drawn units: ``unit_id, stratum, probability``, the columns of ``by``, and
        ``n_stratum`` where known. Units of one stratum that were drawn with several
        probabilities count as so many strata.
    predictions : DataFrame, optional
        The contract's ``predictions``: every unit that could have been drawn, each code.
    by : sequence of str
        Columns that make the groups.

    Raises
    ------
    TableError
        When a coded unit was not drawn, the predictions are not of the units that the draw was
        made from, or probabilities are missing.
    """
    check_table(units, "units", ["unit_id", "stratum", "probability", *by])
    targets = code_targets(codings)
    _check_units(targets, units)
    drawn = units.drop_duplicates("unit_id").set_index("unit_id")
    drawn, sizes = _strata(drawn)
    groups = set(_keys(drawn, by).unique())
    known = set(targets["code"].unique())
    if predictions is not None:
        check_table(predictions, "predictions", ["unit_id", "code", "predicted", *by])
        _check_frame(predictions, sizes)
        known |= set(predictions["code"].unique())
        groups |= set(_keys(predictions, by).unique())
    for code in sorted(known):
        coded = _coded(targets, code)
        of_code = None if predictions is None else predictions[predictions["code"] == code]
        yield from _domains(code, coded, drawn, sizes, of_code, by, sorted(groups))


def _coded(targets: pd.DataFrame, code: str) -> pd.Series:
    """Return a code's figure per coded unit: 0 where coders gave its question other values."""
    own = targets[targets["code"] == code].set_index("unit_id")["y"]
    question, sign, _ = code.partition("=")
    if len(own) or not sign:
        return own
    beside = targets.loc[targets["code"].str.startswith(f"{question}="), "unit_id"]
    zeros: pd.Series = beside.drop_duplicates().to_frame().assign(y=0.0).set_index("unit_id")["y"]
    return zeros


def _domains(
    code: str,
    coded: pd.Series,
    drawn: pd.DataFrame,
    sizes: pd.Series,
    predictions: pd.DataFrame | None,
    by: Sequence[str],
    groups: list[str],
) -> Iterator[Domain]:
    rows = drawn.loc[coded.index]
    number, names = rows["stratum"].factorize(sort=True)
    size = sizes.reindex(names).to_numpy(np.int64)
    in_group = _keys(rows, by).to_numpy(object)
    every, f, seen = _predicted(predictions, coded)
    grouped = {} if every is None else dict(list(every.groupby(_keys(every, by))))
    y, empty = coded.to_numpy(np.float64), np.zeros(0)
    for group in groups:
        own = grouped.get(group)
        reach = np.isin(number, np.unique(number[in_group == group]))
        strata, stratum = np.unique(number[reach], return_inverse=True)
        yield Domain(
            group=tuple(group.split(_BETWEEN)),
            code=code,
            n_units=_group_size(drawn, sizes, by, group) if own is None else len(own),
            predicted=empty if own is None else own["f"].to_numpy(np.float64),
            flagged=empty if own is None else own["predicted"].to_numpy(np.float64),
            y=y[reach],
            f=f[reach],
            inside=(in_group == group)[reach],
            stratum=stratum.astype(np.int64),
            n_coded=np.bincount(stratum, minlength=len(strata)),
            n_stratum=size[strata],
            n_seen=int(seen[in_group == group].sum()),
        )


def _predicted(
    predictions: pd.DataFrame | None, coded: pd.Series
) -> tuple[pd.DataFrame | None, Floats, NDArray[np.bool_]]:
    """Return every unit's prediction as ``f``, those of the coded units, and which were seen."""
    if predictions is None or not len(predictions):
        return None, np.full(len(coded), np.nan), np.zeros(len(coded), dtype=bool)
    flag = predictions["predicted"].astype(float)
    f = flag
    if "probability" in predictions.columns:
        f = predictions["probability"].astype(float).fillna(flag)
    table = predictions.assign(f=f.to_numpy(), predicted=flag.to_numpy())
    of_unit = table.drop_duplicates("unit_id").set_index("unit_id")
    missing = coded.index.difference(of_unit.index)
    if len(missing):
        raise TableError(
            f"coded unit {missing[0]!r} has no prediction ({len(missing)} such)",
            place="predictions table",
            remedy="Predict every unit that could have been drawn.",
        )
    own = of_unit.loc[coded.index]
    seen = np.zeros(len(own), dtype=bool)
    if "seen" in own.columns:
        seen = own["seen"].astype(str).str.lower().isin(["true", "1"]).to_numpy(bool)
    return table, own["f"].to_numpy(np.float64), seen


def _strata(drawn: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Return drawn units, each stratum of one probability, and how many units each stratum has."""
    if not drawn["probability"].between(0, 1, inclusive="right").all():
        raise TableError(
            "a unit has no probability above 0 and up to 1",
            place="units table, column 'probability'",
            remedy="Give the units as they were drawn.",
        )
    rounded = drawn["probability"].round(9)
    several = rounded.groupby(drawn["stratum"]).nunique()
    mixed = drawn["stratum"].isin(several[several > 1].index)
    if mixed.any():
        drawn = drawn.drop(columns="n_stratum", errors="ignore")
        apart = drawn["stratum"].astype(str) + " · " + rounded.astype(str)
        drawn = drawn.assign(stratum=drawn["stratum"].where(~mixed, apart))
        _check_alone(drawn[mixed])
    groups = drawn.groupby("stratum")
    if "n_stratum" in drawn.columns:
        return drawn, groups["n_stratum"].first().astype("int64")
    return drawn, (groups.size() / groups["probability"].first()).round().astype("int64")


def _check_alone(mixed: pd.DataFrame) -> None:
    """Raise where a unit is the only one of its stratum and probability."""
    alone = mixed[mixed.groupby("stratum")["stratum"].transform("size") < 2]
    if len(alone):
        raise TableError(
            f"unit {alone.index[0]!r} is the only one of its stratum with its probability "
            f"({len(alone)} such)",
            place="units table",
            remedy="Units of a stratum must be drawn with one probability: name strata so.",
        )


def _group_size(drawn: pd.DataFrame, sizes: pd.Series, by: Sequence[str], group: str) -> int:
    """Return the units of a group, where its strata lie within it; else estimate them."""
    inside = _keys(drawn, by) == group
    share = inside.groupby(drawn["stratum"]).mean()
    return int(round(float((share * sizes[share.index]).sum())))


def _check_units(targets: pd.DataFrame, units: pd.DataFrame) -> None:
    strange = sorted(set(targets["unit_id"]) - set(units["unit_id"]))
    if strange:
        raise TableError(
            f"coded unit {strange[0]!r} was not drawn ({len(strange)} such)",
            place="codings table",
            remedy="Give the units table of the draw; unblind blinded sheets first.",
        )


def _check_frame(predictions: pd.DataFrame, sizes: pd.Series) -> None:
    n_units = predictions["unit_id"].nunique()
    if n_units != int(sizes.sum()):
        raise TableError(
            f"{n_units} units are predicted, but the draw was made from {int(sizes.sum())}",
            place="predictions table",
            remedy="Predict the same articles, split into the same units.",
        )


def _keys(table: pd.DataFrame, by: Sequence[str]) -> pd.Series:
    """Return each row's group as one text."""
    keys = table[by[0]].astype(str)
    for column in by[1:]:
        keys = keys + _BETWEEN + table[column].astype(str)
    return keys
