"""From probabilities to decisions: thresholds chosen on predictions for texts not trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

GRID = np.round(np.arange(0.15, 0.76, 0.05), 2)
_GAIN = 0.01  # a threshold leaves .5 only for so much more F1: less is noise


def decide(probabilities: Floats, thresholds: Floats, at_least_one: bool) -> Flags:
    """Return which codes hold; with ``at_least_one`` the likeliest where none passes.

    Examples
    --------
    >>> p = np.array([[0.6, 0.2], [0.3, 0.4]])
    >>> decide(p, np.array([0.5, 0.5]), at_least_one=True).tolist()
    [[True, False], [False, True]]
    """
    flags: Flags = probabilities > thresholds
    if at_least_one and flags.shape[1] > 1:
        empty = ~flags.any(axis=1)
        best = (probabilities / thresholds).argmax(axis=1)
        flags[np.flatnonzero(empty), best[empty]] = True
    return flags


def choose_thresholds(probabilities: Floats, flags: Flags, at_least_one: bool) -> Floats:
    """Choose one threshold per code for the best F1, near .5 unless another is clearly better.

    With a single code F1 is averaged over its presence and its absence. Codes are gone through
    in turn, each with the others' thresholds as they stand.

    Parameters
    ----------
    probabilities : array, texts × codes
        Of texts that the model was not trained on.
    flags : array, texts × codes
        What was coded.
    at_least_one : bool
        Whether every text gets its likeliest code.
    """
    n_codes = flags.shape[1]
    thresholds = np.full(n_codes, 0.5)
    if n_codes == 1:
        scores = [_both_sides(probabilities[:, 0] > t, flags[:, 0]) for t in GRID]
        return np.array([_smoothed_best(np.array(scores))])
    for code in range(n_codes):
        scores = []
        for threshold in GRID:
            tried = thresholds.copy()
            tried[code] = threshold
            decided = decide(probabilities, tried, at_least_one)
            each = [f1(decided[:, k], flags[:, k]) for k in range(n_codes)]
            scores.append(float(np.mean(each)))
        thresholds[code] = _smoothed_best(np.array(scores), _GAIN / n_codes)
    return thresholds


def _smoothed_best(scores: Floats, gain: float = _GAIN) -> float:
    """Return the best threshold of a smoothed curve, or .5 where it gains too little."""
    padded = np.pad(scores, 1, mode="edge")
    smooth = (padded[:-2] + padded[1:-1] + padded[2:]) / 3
    middle = int(np.flatnonzero(GRID == 0.5)[0])
    best = int(smooth.argmax())
    return float(GRID[best] if smooth[best] >= smooth[middle] + gain else 0.5)


def f1(decided: Flags, flags: Flags) -> float:
    """Return F1 of one code; 0 where it was neither coded nor predicted."""
    both = (decided & flags).sum()
    total = decided.sum() + flags.sum()
    return float(2 * both / total) if total else 0.0


def _both_sides(decided: Flags, flags: Flags) -> float:
    return (f1(decided, flags) + f1(~decided, ~flags)) / 2
