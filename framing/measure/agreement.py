"""How far coders agree, beyond chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError, closest
from framing.measure.bootstrap import bca_interval
from framing.measure.codings import MISSING, Codings, each_code
from framing.measure.coefficients import (
    SCALES,
    Coefficient,
    Scale,
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
)
from framing.tables import as_table, columns_of

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Values = Sequence[str] | Mapping[str, Sequence[str]] | None
    Scales = Scale | Mapping[str, Scale]

COEFFICIENTS = ("alpha", "percent", "cohen_kappa", "fleiss_kappa")
# For an interval that holds: units with the second commonest value, and such with it twice.
MIN_RARE, MIN_SHARED = 5, 2


def coder_agreement(
    codings: pd.DataFrame | str | Path,
    *,
    scale: Scales = "nominal",
    values: Values = None,
    by_value: bool = False,
    clusters: Mapping[str, str] | None = None,
    resamples: int = 2000,
    seed: int = 0,
) -> pd.DataFrame:
    """Agreement of all coders on each code: Krippendorff's alpha and three others.

    Agreement says that coders read alike, not that they read rightly.

    Parameters
    ----------
    codings : DataFrame or path
        The contract's ``codings``: one row per unit, coder and code. A value that was not given
        has no row, or an empty one.
    scale : {"nominal", "ordinal", "interval", "ratio"}, or mapping from code to it
        How far apart two values are, for alpha; the other coefficients take values as equal or
        not. Beyond nominal, values must be numbers or come in the order of ``values``.
    values : sequence of str, or mapping from code to them, optional
        The permitted values; others count as missing and are told in ``note``.
    by_value : bool, default False
        For codes of more than two values also each value against the rest (``theme=politics``).
    clusters : mapping from unit_id to cluster, optional
        Where units come from the same articles, whole articles are resampled.
    resamples, seed : int
        Of the bootstrap.

    Returns
    -------
    DataFrame
        One row per code and coefficient (``alpha``, ``percent``, ``cohen_kappa``, the mean over
        pairs where there are more than two coders, and ``fleiss_kappa``), the columns of
        ``agreement``. ``n_units`` are those with two values or more.

    Raises
    ------
    TableError
        When a column is missing, a unit is coded twice by one coder, or a scale needs numbers.

    Notes
    -----
    Intervals are BCa bootstraps over units (or clusters) at 95%: in simulations they cover .92
    to .98 from 50 units on, and .87 at worst with 20 units. They are left empty where the second
    commonest value is in fewer than five units, or given by two coders in fewer than two: there
    they would cover as little as .61. Where coders never disagreed, the lower end takes the
    Clopper–Pearson bound of the agreement.

    References
    ----------
    Krippendorff (2011), https://repository.upenn.edu/asc_papers/43. Efron (1987),
    doi:10.1080/01621459.1987.10478410.

    Examples
    --------
    >>> import pandas as pd
    >>> marks = {"a": "yes yes no no", "b": "yes no no no"}
    >>> rows = [(str(n), coder, "conflict", value)
    ...         for coder, line in marks.items() for n, value in enumerate(line.split())]
    >>> codings = pd.DataFrame(rows, columns=["unit_id", "coder", "code", "value"])
    >>> table = coder_agreement(codings)
    >>> table[["coefficient", "estimate"]].round(3).values.tolist()
    [['alpha', 0.533], ['percent', 0.75], ['cohen_kappa', 0.5], ['fleiss_kappa', 0.467]]
    """
    rows = []
    for one in each_code(codings, values):
        kind = _scale_of(one.code, scale)
        variants = [(one, kind)]
        if by_value and kind == "nominal" and len(one.values) > 2:
            variants += [(one.one_against_rest(value), kind) for value in one.values]
        for variant, its_scale in variants:
            groups = _clusters(variant, clusters)
            rows += _rows(variant, its_scale, groups, resamples, seed)
    return as_table(rows, "agreement")


def pair_agreement(
    codings: pd.DataFrame | str | Path,
    *,
    scale: Scales = "nominal",
    values: Values = None,
    clusters: Mapping[str, str] | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Agreement of every pair of coders on each code.

    A coder whose pairs all stand low reads the codebook in another way than the rest.

    Parameters
    ----------
    codings, scale, values, clusters, resamples, seed
        As in ``coder_agreement``.

    Returns
    -------
    DataFrame
        As ``coder_agreement``, after ``coder_a, coder_b``; pairs without a common unit have
        empty figures.
    """
    import pandas as pd

    parts = []
    for one in each_code(codings, values):
        kind = _scale_of(one.code, scale)
        groups = _clusters(one, clusters)
        for a, b in combinations(one.coders, 2):
            rows = _rows(one.of_coders([a, b]), kind, groups, resamples, seed)
            table = as_table(rows, "agreement")
            table.insert(0, "coder_b", b)
            table.insert(0, "coder_a", a)
            parts.append(table)
    if parts:
        return pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns=["coder_a", "coder_b", *columns_of("agreement")])


def _rows(
    one: Codings, scale: Scale, clusters: NDArray[np.int64], resamples: int, seed: int
) -> list[dict[str, Any]]:
    paired = (one.matrix != MISSING).sum(axis=1) >= 2
    matrix, clusters = one.matrix[paired], np.unique(clusters[paired], return_inverse=True)[1]
    one = Codings(one.code, [], one.coders, one.values, matrix, one.ordered, one.n_unknown)
    shared = {
        "code": one.code,
        "n_units": len(matrix),
        "n_coders": len(one.coders),
        "n_codings": int((matrix != MISSING).sum()),
    }
    functions: dict[str, Coefficient] = {
        "alpha": krippendorff_alpha(one, scale),
        "percent": percent_agreement(one),
        "cohen_kappa": cohen_kappa(one),
        "fleiss_kappa": fleiss_kappa(one),
    }
    rows = []
    for name, function in functions.items():
        figures = _figures(one, function, clusters, resamples, seed, chance=name != "percent")
        kind = scale if name == "alpha" else "nominal"
        rows.append({**shared, "coefficient": name, "scale": kind, **figures})
    return rows


def _figures(
    one: Codings,
    function: Coefficient,
    clusters: NDArray[np.int64],
    resamples: int,
    seed: int,
    chance: bool,
) -> dict[str, Any]:
    """Return the estimate, its interval and what there is to say about them."""
    unknown = f"{one.n_unknown} values not permitted" if one.n_unknown else ""
    if not len(one.matrix):
        empty = dict.fromkeys(("estimate", "ci_low", "ci_high"), np.nan)
        return {**empty, "note": _said("no unit has two values", unknown)}
    estimate = float(function(np.ones((1, len(one.matrix))))[0])
    low = high = np.nan
    rare, shared = _second_value(one)
    if np.isnan(estimate):
        note = "only one value in use: chance agreement is complete"
    elif chance and (rare < MIN_RARE or shared < MIN_SHARED):
        note = f"second commonest value in {rare} units, twice in {shared}: no interval"
    elif estimate == 1.0:
        low, high, note = _never_disagreed(one, chance), 1.0, "coders never disagreed"
    else:
        low, high = bca_interval(function, clusters, resamples=resamples, seed=seed)
        note = "too few units for an interval" if np.isnan(low) else ""
    return {"estimate": estimate, "ci_low": low, "ci_high": high, "note": _said(note, unknown)}


def _never_disagreed(one: Codings, chance: bool) -> float:
    """Return the Clopper–Pearson lower bound of the agreement, set against chance if asked."""
    low = 0.025 ** (1 / len(one.matrix))
    if not chance:
        return float(low)
    counts = np.bincount(one.matrix[one.matrix != MISSING], minlength=len(one.values))
    expected = 1 - ((counts / counts.sum()) ** 2).sum()
    return float(1 - (1 - low) / expected)


def _second_value(one: Codings) -> tuple[int, int]:
    """Return how many units have the second commonest value, once at least and twice at least."""
    n_given = np.array([(one.matrix == place).sum(axis=1) for place in range(len(one.values))])
    once, twice = (n_given > 0).sum(axis=1), (n_given > 1).sum(axis=1)
    if len(one.values) < 2:
        return 0, 0
    second = np.lexsort((twice, once))[-2]
    return int(once[second]), int(twice[second])


def _said(*notes: str) -> str:
    return "; ".join(filter(None, notes))


def _clusters(one: Codings, clusters: Mapping[str, str] | None) -> NDArray[np.int64]:
    if clusters is None:
        return np.arange(len(one.units))
    missing = next((unit for unit in one.units if unit not in clusters), None)
    if missing is not None:
        raise TableError(
            f"unit {missing!r} has no cluster",
            place="clusters=",
            remedy="Give every coded unit's article.",
        )
    names = np.array([clusters[unit] for unit in one.units], dtype=object)
    return np.unique(names.astype(str), return_inverse=True)[1].astype(np.int64)


def _scale_of(code: str, scale: Scales) -> Scale:
    kind = scale if isinstance(scale, str) else scale.get(code, "nominal")
    if kind not in SCALES:
        raise TableError(
            f"{kind!r} is not a scale",
            place="scale=",
            remedy=f"Choose from {', '.join(SCALES)}.{closest(kind, SCALES)}",
        )
    return kind
