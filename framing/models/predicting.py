"""Predictions for a whole corpus, in the table that prevalence takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import clone

from framing.measure.codings import code_targets
from framing.models.folds import fold_groups, group_folds
from framing.models.inputs import as_coded, as_texts
from framing.models.saving import seen_texts
from framing.models.thresholds import decide
from framing.progress import track
from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray


def coded_flags(codings: pd.DataFrame, units: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the coded units and one column of flags per code, to train on.

    A code holds where more than half of a unit's coders gave it. Units that lack a code that
    others have are left out: nothing is known of it there.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"unit_id": ["u", "v"], "text": ["نص", "آخر"]})
    >>> codings = pd.DataFrame({"unit_id": ["u", "v"], "coder": "a", "code": "war",
    ...     "value": ["yes", "no"]})
    >>> coded_flags(codings, units)[1]["war"].tolist()
    [1, 0]
    """
    check_table(units, "units", ["unit_id", "text"])
    wide = code_targets(codings).pivot(index="unit_id", columns="code", values="y").dropna()
    known = units[units["unit_id"].isin(wide.index)].drop_duplicates("unit_id")
    known = known.reset_index(drop=True)
    flags = (wide.loc[known["unit_id"]] > 0.5).astype(int).reset_index(drop=True)
    flags.columns.name = None
    return known, flags


def predict_units(model: Any, units: pd.DataFrame) -> pd.DataFrame:
    """Predict every unit's codes.

    Parameters
    ----------
    model : FrameClassifier
        Fitted, or loaded: then ``seen`` tells which units it was trained on.
    units : DataFrame
        The contract's ``units``, from ``split_units``.

    Returns
    -------
    DataFrame
        The contract's ``predictions``: one row per unit and code, then ``seen``.
    """
    texts = as_texts(units)
    probabilities = model.code_probabilities(texts)
    flags = _decided(model, probabilities)
    seen = seen_texts(getattr(model, "card_", {}), texts)
    return _as_predictions(units, model.codes_, probabilities, flags, np.array(seen, dtype=bool))


def cross_fit(
    model: Any,
    units: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    codes: Sequence[str] | None = None,
    n_folds: int = 5,
    seed: int = 0,
) -> pd.DataFrame:
    """Predict every unit by models that were not trained on it.

    The coded units are cut into folds by article, story and copy; each is predicted by the model
    of the other folds, all other units by the mean of the folds' models. So the coded units can
    both train the classifier and correct it.

    Parameters
    ----------
    model : FrameClassifier
        Cloned for each fold.
    units : DataFrame
        Every unit that could have been drawn: the contract's ``units``.
    codings : DataFrame
        The contract's ``codings`` of some of them.
    codes : sequence of str, optional
        Which to learn; all by default.
    n_folds : int
    seed : int

    Returns
    -------
    DataFrame
        The contract's ``predictions``; ``seen`` is false throughout.

    References
    ----------
    Zrnic and Candès (2024), Cross-prediction-powered inference, doi:10.1073/pnas.2322083121.
    """
    known, flags = coded_flags(codings, units)
    flags = flags if codes is None else flags[list(codes)]
    groups = fold_groups(known)
    folds = group_folds(groups, flags.to_numpy(), n_folds, seed)
    texts, own = as_texts(units), as_texts(known)
    place = {unit: row for row, unit in enumerate(units["unit_id"])}
    rows = np.array([place[unit] for unit in known["unit_id"]])
    names = as_coded(flags).codes
    mean, votes = (np.zeros((len(texts), len(names))) for _ in range(2))
    held, chosen = np.zeros((len(own), len(names))), np.zeros((len(own), len(names)), bool)
    for train, test in track(folds, "cross-fitting", len(folds)):
        fitted = clone(model).fit([own[k] for k in train], flags.iloc[train], groups[train])
        probabilities = fitted.code_probabilities(texts)
        decided = _decided(fitted, probabilities)
        mean += probabilities / len(folds)
        votes += decided / len(folds)
        held[test], chosen[test] = probabilities[rows[test]], decided[rows[test]]
    mean[rows], votes[rows] = held, chosen
    return _as_predictions(units, names, mean, votes > 0.5, np.zeros(len(texts), dtype=bool))


def _decided(model: Any, probabilities: NDArray[np.float64]) -> NDArray[np.bool_]:
    if model.shape_ == "one":
        chosen: NDArray[np.bool_] = np.eye(len(model.codes_), dtype=bool)[
            probabilities.argmax(axis=1)
        ]
        return chosen
    return decide(probabilities, model.thresholds_, model.one_at_least_)


def _as_predictions(
    units: pd.DataFrame,
    codes: list[str],
    probabilities: NDArray[np.float64],
    flags: NDArray[np.bool_],
    seen: NDArray[np.bool_],
) -> pd.DataFrame:
    import pandas as pd

    fixed = ("unit_id", "article_id", "outlet", "published")
    own = units[[column for column in fixed if column in units.columns]].reset_index(drop=True)
    parts = [
        own.assign(code=code, probability=probabilities[:, k], predicted=flags[:, k], seen=seen)
        for k, code in enumerate(codes)
    ]
    return as_table(pd.concat(parts, ignore_index=True), "predictions")
