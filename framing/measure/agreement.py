"""How far coders agree, beyond chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError, closest
from framing.measure.agreement_figures import Between, figures_of, interval_of
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

    Ints = NDArray[np.int64]
    Values = Sequence[str] | Mapping[str, Sequence[str]] | None
    Scales = Scale | Mapping[str, Scale]


def coder_agreement(
    codings: pd.DataFrame | str | Path,
    *,
    scale: Scales = "nominal",
    values: Values = None,
    by_value: bool = False,
    clusters: Mapping[str, str] | None = None,
    interval: str = "jackknife",
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
        Where units come from the same articles: whole articles are then left out or resampled.
    interval : {"jackknife", "bootstrap"}
        ``jackknife`` covers with few units too; ``bootstrap`` (BCa) is the field's habit.
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
    Intervals are at 95%, over units (or clusters). Simulated with 20 to 200 units, two to five
    coders and codes, some of them rare: ``docs/coding.md`` has the coverage. They are left empty
    where the second commonest value is in fewer than five units, or given by two coders in fewer
    than two; for Cohen's kappa that goes for every pair of coders. Where coders never disagreed,
    the lower end takes the Clopper–Pearson bound of the agreement.

    References
    ----------
    Krippendorff (2011), https://repository.upenn.edu/asc_papers/43. Zapf et al. (2016), on
    intervals, doi:10.1186/s12874-016-0200-9.

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
    between = interval_of(interval, resamples, seed)
    for one in each_code(codings, values):
        kind = _scale_of(one.code, scale)
        variants = [(one, kind)]
        if by_value and kind == "nominal" and len(one.values) > 2:
            variants += [(one.one_against_rest(value), kind) for value in one.values]
        for variant, its_scale in variants:
            groups = _clusters(variant, clusters)
            rows += _rows(variant, its_scale, groups, between)
    return as_table(rows, "agreement")


def pair_agreement(
    codings: pd.DataFrame | str | Path,
    *,
    scale: Scales = "nominal",
    values: Values = None,
    clusters: Mapping[str, str] | None = None,
    interval: str = "jackknife",
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Agreement of every pair of coders on each code.

    A coder whose pairs all stand low reads the codebook in another way than the rest.

    Parameters
    ----------
    codings, scale, values, clusters, interval, resamples, seed
        As in ``coder_agreement``.

    Returns
    -------
    DataFrame
        As ``coder_agreement``, after ``coder_a, coder_b``; pairs without a common unit have
        empty figures.
    """
    import pandas as pd

    parts = []
    between = interval_of(interval, resamples, seed)
    for one in each_code(codings, values):
        kind = _scale_of(one.code, scale)
        groups = _clusters(one, clusters)
        for a, b in combinations(one.coders, 2):
            rows = _rows(one.of_coders([a, b]), kind, groups, between)
            table = as_table(rows, "agreement")
            table.insert(0, "coder_b", b)
            table.insert(0, "coder_a", a)
            parts.append(table)
    if parts:
        return pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns=["coder_a", "coder_b", *columns_of("agreement")])


def _rows(one: Codings, scale: Scale, clusters: Ints, between: Between) -> list[dict[str, Any]]:
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
        figures = figures_of(one, name, function, clusters, between)
        kind = scale if name == "alpha" else "nominal"
        rows.append({**shared, "coefficient": name, "scale": kind, **figures})
    return rows


def _clusters(one: Codings, clusters: Mapping[str, str] | None) -> Ints:
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
