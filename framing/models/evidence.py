"""The phrases that carry a decision, by themselves and in their context."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.utils.validation import check_is_fitted

from framing.errors import InputError, closest
from framing.models.inputs import as_texts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_CONTEXT = 50  # characters on either side


def phrases_of(model: Any, code: str, n: int = 20) -> pd.DataFrame:
    """Return the words and pairs of words that weigh most for a code, or for an outlet.

    Weights are those of the linear part that sees words; they tell what a model goes by, not
    what makes a frame.

    Parameters
    ----------
    model : FrameClassifier or OutletClassifier
        Fitted.
    code : str
    n : int

    Returns
    -------
    DataFrame
        ``code, phrase, weight``, heaviest first.

    Examples
    --------
    >>> from framing.models.frames import FrameClassifier
    >>> texts = ["قصف المدينة ومقتل مدنيين", "ارتفاع أسعار الخبز والوقود"] * 12
    >>> model = FrameClassifier(channels=("words",), strip=False).fit(texts, ["war", "cost"] * 12)
    >>> len(phrases_of(model, "war", n=3))
    3
    """
    import pandas as pd

    terms, weights = _words(model, code)
    own, names = weights[: terms.n_words], terms.names()[: terms.n_words]
    order = np.argsort(-own, kind="stable")[:n]
    rows = {"code": code, "phrase": names[order], "weight": own[order]}
    return pd.DataFrame(rows)


def show_evidence(
    model: Any, X: Any, code: str, *, n: int = 3, context: int = _CONTEXT
) -> pd.DataFrame:
    """Return the places in each text that speak most for a code.

    Every word gets the weight of the terms it is part of: its own, its pairs', its letters'.

    Parameters
    ----------
    model : FrameClassifier or OutletClassifier
    X : sequence of str, or table with a column ``text``
        As the model is given them: mask articles first where it was trained on masked ones.
    code : str
    n : int
        Places per text; fewer where fewer speak for the code.
    context : int
        Characters on either side.

    Returns
    -------
    DataFrame
        ``text`` (its position), ``code, start, end, left, phrase, right, weight``, heaviest
        first within a text; ``phrase`` slices the text as it was given.
    """
    import pandas as pd

    terms, weights = _words(model, code)
    known = [
        ({term: k for k, term in enumerate(part.terms_.tolist())}, part) for part in terms.parts_
    ]
    rows: list[dict[str, Any]] = []
    for number, text in enumerate(as_texts(X)):
        held: dict[tuple[int, int], float] = defaultdict(float)
        first = 0
        for places, part in known:
            own = weights[first : first + len(places)]
            first += len(places)
            _add(held, text, part, places, own)
        best = sorted(held.items(), key=lambda pair: (-pair[1], pair[0]))[:n]
        for (start, end), weight in best:
            if weight > 0:
                rows.append(
                    {
                        "text": number,
                        "code": code,
                        "start": start,
                        "end": end,
                        "left": text[max(0, start - context) : start],
                        "phrase": text[start:end],
                        "right": text[end : end + context],
                        "weight": weight,
                    }
                )
    columns = ["text", "code", "start", "end", "left", "phrase", "right", "weight"]
    return pd.DataFrame(rows, columns=columns)


def _add(
    held: dict[tuple[int, int], float],
    text: str,
    part: Any,
    places: dict[str, int],
    weights: Floats,
) -> None:
    """Add one part's weights to the words they come from; a pair's to both its words."""
    terms = list(part.analyzer.terms(text))
    found = [term for term in terms if term.name in places]
    if not found:
        return
    counts: dict[str, int] = defaultdict(int)
    for term in found:
        counts[term.name] += 1
    tf = {name: (1 + np.log(n)) * part.idf_[places[name]] for name, n in counts.items()}
    norm = float(np.sqrt(sum(value**2 for value in tf.values())))
    words = sorted({(t.start, t.end) for t in terms if " " not in t.name.strip()})
    for term in found:
        share = weights[places[term.name]] * tf[term.name] / norm / counts[term.name]
        inside = [word for word in words if term.start <= word[0] and word[1] <= term.end]
        for word in inside:
            held[word] += float(share) / len(inside)


def _words(model: Any, code: str) -> tuple[Any, Floats]:
    """Return the term features of a model and one code's weights over them."""
    check_is_fitted(model)
    features, weights = model.features_, model.weights_
    if isinstance(weights, dict):
        channel = next((name for name in ("words", "odds") if name in weights), None)
        if channel is None:
            raise InputError(
                f"the model sees no words, only {', '.join(weights)}",
                place="evidence",
                remedy="Train one with the channel words or odds.",
            )
        features, weights = features["terms"], weights[channel]
    names = [str(name) for name in model.classes_]
    if code not in names:
        raise InputError(
            f"{code!r} is none of the model's codes",
            place="evidence",
            remedy=f"There are: {', '.join(names)}.{closest(code, names)}",
        )
    if len(weights) < len(names):  # one row, for the second of two classes against the first
        return features, weights[0] if code == names[1] else -weights[0]
    return features, weights[names.index(code)]
