"""Many comparisons at once: which were declared, and how often false alarms may come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import StudyError

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST = float(np.nextafter(0, 1))  # a p-value is never 0
OUTSIDE = "outside the declared family"
_KEYS = ("concept", "label", "outlets")


def q_values(p_values: Floats) -> Floats:
    """Return Benjamini–Hochberg q-values; empty p-values stay empty and count for nothing.

    Rejecting where ``q ≤ .05`` keeps the expected share of false alarms among the rejections
    at .05 or less, for independent or positively dependent comparisons.

    References
    ----------
    Benjamini and Hochberg (1995), doi:10.1111/j.2517-6161.1995.tb02031.x.

    Examples
    --------
    >>> q_values(np.array([0.01, 0.04, np.nan, 0.03])).round(3).tolist()
    [0.03, 0.04, nan, 0.04]
    """
    p = np.asarray(p_values, dtype=np.float64)
    given = np.flatnonzero(~np.isnan(p))
    q = np.full(p.shape, np.nan)
    if given.size:
        order = given[np.argsort(p[given], kind="stable")]
        scaled = p[order] * given.size / np.arange(1, given.size + 1)
        q[order] = np.minimum.accumulate(scaled[::-1])[::-1].clip(max=1.0)
    return q


def in_family(table: pd.DataFrame, family: Sequence[Any] | None) -> NDArray[np.bool_]:
    """Tell which rows of a comparison table were declared beforehand.

    Parameters
    ----------
    table : DataFrame
        ``comparisons`` or ``label_differences``.
    family : sequence of str or mapping, optional
        Each declares comparisons: a concept's id, or a mapping with any of ``concept``,
        ``label`` and ``outlets`` (two or more, compared pairwise). None declares all.

    Raises
    ------
    StudyError
        When a declaration has an unknown key.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"concept": ["sdf", "isis"], "outlet_a": "a", "outlet_b": "b"})
    >>> in_family(table, [{"concept": "isis", "outlets": ["b", "a"]}]).tolist()
    [False, True]
    """
    if family is None:
        return np.ones(len(table), dtype=bool)
    chosen = np.zeros(len(table), dtype=bool)
    for declared in family:
        chosen |= _matches(table, declared)
    return chosen


def with_q_values(table: pd.DataFrame, family: Sequence[Any] | None) -> pd.DataFrame:
    """Fill ``q_value`` over the declared family and note the rows outside it."""
    chosen = in_family(table, family)
    table["q_value"] = q_values(np.where(chosen, table["p_value"].to_numpy(), np.nan))
    if not chosen.all():
        table["note"] = join_notes(table["note"], np.where(chosen, "", OUTSIDE))
    return table


def join_notes(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Join notes row by row with a semicolon, leaving out the empty ones.

    Examples
    --------
    >>> join_notes(["", "few articles"], ["x", "x"])
    ['x', 'few articles; x']
    """
    return ["; ".join(filter(None, pair)) for pair in zip(first, second, strict=True)]


def _matches(table: pd.DataFrame, declared: Any) -> NDArray[np.bool_]:
    wanted = {"concept": declared} if isinstance(declared, str) else dict(declared)
    if not isinstance(declared, str | Mapping) or set(wanted) - set(_KEYS):
        raise StudyError(
            f"{declared!r} declares no comparison",
            place="family",
            remedy=f"Write a concept's id, or a table with {', '.join(_KEYS)}.",
        )
    found = np.ones(len(table), dtype=bool)
    outlets = wanted.pop("outlets", None)
    for column, value in wanted.items():
        if column in table.columns:
            found &= np.asarray(table[column] == value, dtype=bool)
    if outlets is not None:
        found &= np.asarray(table["outlet_a"].isin(outlets) & table["outlet_b"].isin(outlets))
    return found
