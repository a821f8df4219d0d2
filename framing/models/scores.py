"""Scores of predictions, each with its interval and with what chance alone would score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.bootstrap import bca_interval

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

COLUMNS = (
    "code", "score", "value", "ci_low", "ci_high", "null_mean", "p_value", "n_units", "n_positive",
    "note",
)  # fmt: skip


def score_predictions(
    flags: Any,
    decided: Any,
    codes: Sequence[str],
    *,
    groups: Any = None,
    by: Mapping[str, Any] | None = None,
    both_sides: bool = False,
    permutations: int = 1000,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Macro and micro F1, and per code F1, precision and recall, with intervals and nulls.

    The null shuffles the coded units against the predictions: what a classifier that knows how
    common each code is, and nothing of the texts, would score.

    Parameters
    ----------
    flags, decided : matrix of flags, units × codes
        What was coded and what was predicted, for units the model was not trained on.
    codes : sequence of str
    groups : sequence, optional
        Units of one group are resampled together.
    by : mapping from name to one value per unit, optional
        Such as outlets and periods: each value gets macro and micro F1 of its own.
    both_sides : bool, default False
        With one code: whether F1 is of its presence and its absence, as is usual for two
        classes. Macro F1 then averages them, micro F1 is the share that is right.
    permutations, resamples, seed : int

    Returns
    -------
    DataFrame
        ``code`` (empty for all), ``score``, ``value``, a 95% BCa interval, ``null_mean``,
        ``p_value`` (one-sided), ``n_units``, ``n_positive``; ``stratum`` and ``stratum_value``
        first where ``by`` is given.

    Examples
    --------
    >>> flags = np.array([[1, 0], [1, 0], [0, 1], [0, 1]] * 5, dtype=bool)
    >>> table = score_predictions(flags, flags, ["a", "b"], permutations=99)
    >>> table.loc[table["score"] == "macro_f1", "value"].tolist()
    [1.0]
    """
    import pandas as pd

    flags, decided = np.asarray(flags, bool), np.asarray(decided, bool)
    clusters = np.arange(len(flags)) if groups is None else np.asarray(groups)
    options = {"permutations": permutations, "resamples": resamples, "seed": seed}
    rows = _rows(flags, decided, list(codes), clusters, both_sides, options)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    if by is None:
        return table
    parts = [table.assign(stratum="all", stratum_value="")]
    for name, values in by.items():
        held = np.asarray(values, dtype=object).astype(str)
        for value in np.unique(held):
            inside = held == value
            found = _rows(
                flags[inside], decided[inside], list(codes), clusters[inside], both_sides, options
            )
            part = pd.DataFrame([row for row in found if not row["code"]], columns=list(COLUMNS))
            parts.append(part.assign(stratum=name, stratum_value=value))
    joined = pd.concat(parts, ignore_index=True)
    return joined[["stratum", "stratum_value", *COLUMNS]]


def macro_f1(both_sides: bool) -> Callable[[Floats], Floats]:
    """Return mean F1 over codes, as a function of (true positives, predicted, coded, units)."""

    def score(sums: Floats) -> Floats:
        each = _f1(sums[..., 0], sums[..., 1], sums[..., 2])
        if both_sides and sums.shape[-2] == 1:
            hit, said, there, n = (sums[..., k] for k in range(4))
            each = (each + _f1(n - said - there + hit, n - said, n - there)) / 2
        mean: Floats = each.mean(axis=-1)
        return mean

    return score


def micro_f1(both_sides: bool) -> Callable[[Floats], Floats]:
    """Return F1 over all codes' units together; of two classes that is the share that is right."""

    def score(sums: Floats) -> Floats:
        if both_sides and sums.shape[-2] == 1:
            hit, said, there, n = (sums[..., 0, k] for k in range(4))
            right: Floats = (n - said - there + 2 * hit) / np.maximum(n, 1)
            return right
        total = sums.sum(axis=-2)
        return _f1(total[..., 0], total[..., 1], total[..., 2])

    return score


def _rows(
    flags: Flags,
    decided: Flags,
    codes: list[str],
    clusters: Any,
    both_sides: bool,
    options: Mapping[str, int],
) -> list[dict[str, Any]]:
    scorers: list[tuple[str, str, Callable[[Floats], Floats]]] = [
        ("", "macro_f1", macro_f1(both_sides)),
        ("", "micro_f1", micro_f1(both_sides)),
    ]
    for place, code in enumerate(codes):
        scorers.append((code, "f1", _of_code(place, _f1_of)))
        scorers.append((code, "precision", _of_code(place, _precision)))
        scorers.append((code, "recall", _of_code(place, _recall)))
    per_unit = unit_sums(flags, decided)
    nulls = _null_sums(flags, decided, options)
    numbers = np.unique(clusters, return_inverse=True)[1].astype(np.int64)
    rows = []
    for code, name, scorer in scorers:
        value = float(scorer(per_unit.sum(axis=0)))
        drawn = scorer(nulls)
        n_positive = int(flags[:, codes.index(code)].sum() if code else flags.any(axis=1).sum())
        few = code and n_positive < 5
        low, high = (np.nan, np.nan) if few else _interval(per_unit, scorer, numbers, options)
        rows.append(
            {
                "code": code,
                "score": name,
                "value": value,
                "ci_low": low,
                "ci_high": high,
                "null_mean": float(drawn.mean()),
                "p_value": float((1 + (drawn >= value - 1e-12).sum()) / (1 + len(drawn))),
                "n_units": len(flags),
                "n_positive": n_positive,
                "note": f"coded in {n_positive} units: no interval" if few else "",
            }
        )
    return rows


def _interval(
    per_unit: Floats,
    scorer: Callable[[Floats], Floats],
    clusters: Ints,
    options: Mapping[str, int],
) -> tuple[float, float]:
    n_units, n_codes, width = per_unit.shape
    flat = per_unit.reshape(n_units, -1)

    def statistic(weights: Floats) -> Floats:
        return scorer((weights @ flat).reshape(-1, n_codes, width))

    return bca_interval(statistic, clusters, resamples=options["resamples"], seed=options["seed"])


def unit_sums(flags: Flags, decided: Flags) -> Floats:
    """Return units × codes × (true positive, predicted, coded, 1)."""
    parts = (flags & decided, decided, flags, np.ones_like(flags))
    return np.stack([part.astype(np.float64) for part in parts], axis=2)


def _null_sums(flags: Flags, decided: Flags, options: Mapping[str, int]) -> Floats:
    """Return the sums of shuffled codings against the predictions, one row a shuffle."""
    rng = np.random.default_rng(options["seed"])
    fixed = unit_sums(flags, decided).sum(axis=0)
    sums = np.repeat(fixed[None], options["permutations"], axis=0)
    said = decided.astype(np.float64)
    for row in sums:
        row[:, 0] = (flags[rng.permutation(len(flags))] * said).sum(axis=0)
    return sums


def _f1(hit: Floats, said: Floats, there: Floats) -> Floats:
    total = said + there
    return np.divide(2 * hit, total, out=np.zeros_like(total), where=total > 0)


def _of_code(place: int, function: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
    return lambda sums: function(sums[..., place, :])


def _f1_of(sums: Floats) -> Floats:
    return _f1(sums[..., 0], sums[..., 1], sums[..., 2])


def _precision(sums: Floats) -> Floats:
    said = np.asarray(sums[..., 1])
    return np.divide(sums[..., 0], said, out=np.zeros_like(said), where=said > 0)


def _recall(sums: Floats) -> Floats:
    there = np.asarray(sums[..., 2])
    return np.divide(sums[..., 0], there, out=np.zeros_like(there), where=there > 0)
