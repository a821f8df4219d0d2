"""Linear learners that leave plain arrays behind: one row of weights per code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_SMOOTH = 0.5  # added to every term's count before its log odds are taken


def fit_margin(X: Any, flags: Flags, cost: float, seed: int = 0) -> tuple[Floats, Floats]:
    """Fit a linear support vector machine per code; return weights and intercepts.

    Present and absent units weigh the same in sum, however rare the code.
    """
    from sklearn.svm import LinearSVC

    weights, intercepts = [], []
    for column in flags.T:
        machine = LinearSVC(C=cost, class_weight="balanced", random_state=seed, max_iter=5000)
        machine.fit(X, column)
        weights.append(machine.coef_[0])
        intercepts.append(float(machine.intercept_[0]))
    return np.array(weights), np.array(intercepts)


def fit_log_odds(X: Any, flags: Flags, cost: float, seed: int = 0) -> tuple[Floats, Floats]:
    """Fit the same on terms weighted by their log odds of the code.

    References
    ----------
    Wang and Manning (2012), Baselines and Bigrams, https://aclanthology.org/P12-2018.
    """
    from scipy.sparse import diags_array

    weights, intercepts = [], []
    for column in flags.T:
        ratio = _log_odds(X, column)
        ratio /= np.abs(ratio).mean()
        own, intercept = fit_margin(X @ diags_array(ratio), column[:, None], cost, seed)
        weights.append(own[0] * ratio)
        intercepts.append(intercept[0])
    return np.array(weights), np.array(intercepts)


def fit_logistic(X: Any, flags: Flags, cost: float, seed: int = 0) -> tuple[Floats, Floats]:
    """Fit a balanced logistic regression per code, for dense features of one scale."""
    from sklearn.linear_model import LogisticRegression

    weights, intercepts = [], []
    for column in flags.T:
        model = LogisticRegression(C=cost, class_weight="balanced", max_iter=2000)
        model.fit(X, column)
        weights.append(model.coef_[0])
        intercepts.append(float(model.intercept_[0]))
    return np.array(weights), np.array(intercepts)


def _log_odds(X: Any, column: Flags) -> Floats:
    present = np.asarray(X[np.flatnonzero(column)].sum(axis=0)).ravel() + _SMOOTH
    absent = np.asarray(X[np.flatnonzero(~column)].sum(axis=0)).ravel() + _SMOOTH
    odds: Floats = np.log((present / present.sum()) / (absent / absent.sum()))
    return odds
