"""How scores grow with the number of coded texts: whether it is worth coding more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import clone

from framing.errors import InputError
from framing.models.evaluate import flags_of
from framing.models.inputs import as_coded, as_texts
from framing.models.scores import macro_f1, micro_f1, unit_sums
from framing.progress import track

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Fold = tuple[NDArray[np.int64], NDArray[np.int64]]


def learning_curve(
    model: Any,
    X: Any,
    Y: Any,
    folds: Sequence[Fold],
    *,
    groups: Any = None,
    shares: Sequence[float] = (0.25, 0.5, 0.75, 1.0),
    seed: int = 0,
) -> pd.DataFrame:
    """Train on growing parts of each fold's training side, whole groups at a time.

    Parameters
    ----------
    model, X, Y, folds, groups
        As in ``cross_predict``.
    shares : sequence of float
        Parts of the training groups.
    seed : int

    Returns
    -------
    DataFrame
        ``share, n_train`` (mean over folds), ``macro_f1, micro_f1, n_folds, note``: scores over
        all folds' tested texts together. A part too small for some code is left out, with the
        reason.
    """
    import pandas as pd

    texts, coded = np.array(as_texts(X), dtype=object), as_coded(Y)
    table = Y if hasattr(Y, "iloc") else np.asarray(Y)
    numbers = np.arange(len(texts)) if groups is None else np.asarray(groups)
    rows = []
    for share in track(list(shares), "learning curve"):
        decided = np.zeros(coded.flags.shape, dtype=bool)
        tested, sizes, note = np.zeros(len(texts), dtype=bool), [], ""
        for number, (train, test) in enumerate(folds):
            part = _part(train, numbers, share, seed + number)
            given = table.iloc[part] if hasattr(table, "iloc") else table[part]
            try:
                fitted = clone(model).fit(list(texts[part]), given, groups=_inner(groups, part))
            except InputError as error:
                note = str(error.problem)
                continue
            decided[test] = flags_of(fitted.predict(list(texts[test])), coded.codes, coded.shape)
            tested[test] = True
            sizes.append(len(part))
        sums = unit_sums(coded.flags[tested], decided[tested]).sum(axis=0)
        known = tested.any()
        rows.append(
            {
                "share": share,
                "n_train": float(np.mean(sizes)) if sizes else np.nan,
                "macro_f1": float(macro_f1(coded.shape == "pair")(sums)) if known else np.nan,
                "micro_f1": float(micro_f1(coded.shape == "pair")(sums)) if known else np.nan,
                "n_folds": len(sizes),
                "note": note,
            }
        )
    return pd.DataFrame(rows)


def _part(train: Any, groups: Any, share: float, seed: int) -> Any:
    own = np.unique(groups[train])
    order = np.random.default_rng(seed).permutation(own)
    kept = order[: max(1, round(share * len(own)))]
    return train[np.isin(groups[train], kept)]


def _inner(groups: Any, part: Any) -> Any:
    return None if groups is None else np.asarray(groups)[part]
