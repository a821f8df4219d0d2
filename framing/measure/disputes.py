"""Where coders do not agree: the units to talk over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.measure.codings import Codings, each_code

if TYPE_CHECKING:
    import pandas as pd

    Values = Sequence[str] | Mapping[str, Sequence[str]] | None


def disputed_units(
    codings: pd.DataFrame | str | Path,
    *,
    units: pd.DataFrame | None = None,
    values: Values = None,
    n: int | None = 20,
) -> pd.DataFrame:
    """List the units whose coders disagree most: what to talk over before coding on.

    Parameters
    ----------
    codings : DataFrame or path
        As in ``coder_agreement``.
    units : DataFrame, optional
        The contract's ``units``; their texts then stand beside.
    values
        As in ``coder_agreement``.
    n : int or None, default 20
        How many per code; all with ``None``.

    Returns
    -------
    DataFrame
        ``code, unit_id, disagreement`` (the share of coder pairs that differ), ``n_coders,
        votes`` (``yes: a b; no: c``), and ``text`` where units were given; most disputed first.
        Units with one value, or without a dispute, are left out.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    for one in each_code(codings, values):
        found = [row for row in map(_dispute, [one] * len(one.units), range(len(one.units))) if row]
        found.sort(key=lambda row: (-row["disagreement"], -row["n_coders"], row["unit_id"]))
        rows += found[:n]
    columns = ["code", "unit_id", "disagreement", "n_coders", "votes"]
    table = pd.DataFrame(rows, columns=columns)
    if units is not None:
        texts = dict(zip(units["unit_id"], units["text"], strict=True))
        table["text"] = table["unit_id"].map(texts).fillna("").astype("str")
    return table


def _dispute(one: Codings, place: int) -> dict[str, Any] | None:
    given = [
        (one.values[v], c) for v, c in zip(one.matrix[place], one.coders, strict=True) if v >= 0
    ]
    pairs = list(combinations(given, 2))
    differ = sum(first[0] != second[0] for first, second in pairs)
    if not differ:
        return None
    by_value = {value: [c for v, c in given if v == value] for value in one.values}
    votes = "; ".join(f"{value}: {' '.join(who)}" for value, who in by_value.items() if who)
    return {
        "code": one.code,
        "unit_id": one.units[place],
        "disagreement": differ / len(pairs),
        "n_coders": len(given),
        "votes": votes,
    }
