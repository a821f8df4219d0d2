"""Models held against texts they were not trained on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import clone

from framing.models.baselines import Majority, PlainWords
from framing.models.inputs import as_coded, as_texts, check_lengths
from framing.models.scores import score_predictions
from framing.progress import track

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Fold = tuple[Ints, Ints]
    Flags = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class HeldOut:
    """Predictions for texts by models that were not trained on them.

    ``fold`` is -1 for texts that no fold tested; their flags and probabilities mean nothing.
    """

    decided: Flags
    probabilities: NDArray[np.float64]
    fold: Ints


def cross_predict(model: Any, X: Any, Y: Any, folds: Sequence[Fold], groups: Any = None) -> HeldOut:
    """Predict every text by a model of the folds that it is not in.

    Parameters
    ----------
    model : estimator
        Cloned for each fold.
    X, Y
        As ``FrameClassifier.fit`` takes them.
    folds : sequence of (train, test)
        From ``group_folds`` or ``date_folds``.
    groups : sequence, optional
        Given on to the model for its inner folds.

    Returns
    -------
    HeldOut
    """
    texts, coded = as_texts(X), as_coded(Y)
    check_lengths(texts, coded.flags)
    held = np.array(texts, dtype=object)
    decided = np.zeros(coded.flags.shape, dtype=bool)
    probabilities = np.full(coded.flags.shape, np.nan)
    fold = np.full(len(texts), -1, dtype=np.int64)
    table = Y if hasattr(Y, "iloc") else np.asarray(Y)
    for number, (train, test) in enumerate(track(folds, "cross-validating", len(folds))):
        given = table.iloc[train] if hasattr(table, "iloc") else table[train]
        inner = None if groups is None else np.asarray(groups)[train]
        fitted = clone(model).fit(list(held[train]), given, groups=inner)
        decided[test] = flags_of(fitted.predict(list(held[test])), coded.codes, coded.shape)
        if hasattr(fitted, "code_probabilities"):
            probabilities[test] = fitted.code_probabilities(list(held[test]))
        fold[test] = number
    return HeldOut(decided, probabilities, fold)


def evaluate(
    models: Mapping[str, Any] | Any,
    X: Any,
    Y: Any,
    folds: Sequence[Fold],
    *,
    groups: Any = None,
    by: Mapping[str, Any] | None = None,
    baselines: bool = True,
    permutations: int = 1000,
    resamples: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Score models and baselines on the same held-out texts.

    Parameters
    ----------
    models : estimator, or mapping from name to estimator
    X, Y, folds, groups
        As in ``cross_predict``; groups are resampled together.
    by : mapping from name to one value per text, optional
        Such as ``{"outlet": …, "month": …}``: scores of each besides.
    baselines : bool, default True
        Whether the commonest codes and plain TF-IDF with logistic regression run beside.
    permutations, resamples, seed : int

    Returns
    -------
    DataFrame
        ``model``, then as ``score_predictions``. A score far above what others published on the
        same texts is a leak until shown otherwise.
    """
    import pandas as pd

    named = dict(models) if isinstance(models, Mapping) else {"frames": models}
    if baselines:
        named = {"majority": Majority(), "plain_words": PlainWords(), **named}
    coded = as_coded(Y)
    parts = []
    for name, model in named.items():
        found = cross_predict(model, X, Y, folds, groups)
        tested = found.fold >= 0
        split = {key: np.asarray(values)[tested] for key, values in (by or {}).items()}
        table = score_predictions(
            coded.flags[tested],
            found.decided[tested],
            coded.codes,
            groups=None if groups is None else np.asarray(groups)[tested],
            by=split or None,
            both_sides=coded.shape == "pair",
            permutations=permutations,
            resamples=resamples,
            seed=seed,
        )
        table.insert(0, "model", name)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def flags_of(predicted: Any, codes: Sequence[str], shape: str) -> Flags:
    """Return what a model predicted as flags per code.

    Examples
    --------
    >>> flags_of(np.array(["OBJ", "SUBJ"]), ["SUBJ"], "pair").tolist()
    [[False], [True]]
    """
    values = np.asarray(predicted)
    if shape == "codes":
        return values.astype(bool).reshape(-1, len(codes))  # one code may come as one dimension
    flags: Flags = values.astype(str)[:, None] == np.array(codes, dtype=str)[None, :]
    return flags
