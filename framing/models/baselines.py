"""What a classifier must beat: the commonest codes, and plain TF-IDF with logistic regression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin

from framing.models.inputs import as_coded, as_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Majority(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Give every text the codes that more than half of the training texts have, or the commonest.

    Examples
    --------
    >>> Majority().fit(["a", "b", "c"], ["OBJ", "OBJ", "SUBJ"]).predict(["d"]).tolist()
    ['OBJ']
    """

    def fit(self, X: Any, Y: Any, groups: Any = None) -> Majority:
        """Count the codes."""
        coded = as_coded(Y)
        self.classes_, self.shape_ = coded.classes, coded.shape
        rates = coded.flags.mean(axis=0)
        self.flags_ = rates > 0.5
        if coded.shape == "codes" and not self.flags_.any():
            self.flags_ = rates == rates.max()
        values, counts = np.unique(np.asarray(Y, dtype=object).astype(str), return_counts=True)
        self.class_ = values[counts.argmax()]
        return self

    def predict(self, X: Any) -> NDArray[Any]:
        """Return the same for every text."""
        n = len(as_texts(X))
        if self.shape_ == "codes":
            return np.tile(self.flags_.astype(np.int64), (n, 1))
        chosen = next(value for value in self.classes_ if str(value) == self.class_)
        return np.full(n, chosen)


class PlainWords(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Word TF-IDF and logistic regression, both as scikit-learn sets them.

    Parameters
    ----------
    balanced : bool, default False
        Whether rare codes weigh as much as common ones.
    characters : bool, default False
        Whether character n-grams of two to five letters stand beside the words.
    """

    def __init__(self, balanced: bool = False, characters: bool = False) -> None:
        self.balanced = balanced
        self.characters = characters

    def fit(self, X: Any, Y: Any, groups: Any = None) -> PlainWords:
        """Learn from coded texts."""
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.multiclass import OneVsRestClassifier
        from sklearn.pipeline import make_pipeline, make_union

        parts = [TfidfVectorizer()]
        if self.characters:
            parts.append(TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)))
        weight = "balanced" if self.balanced else None
        model: Any = LogisticRegression(max_iter=1000, class_weight=weight)
        if np.asarray(Y).ndim == 2:
            model = OneVsRestClassifier(model)
        self.model_ = make_pipeline(make_union(*parts), model).fit(as_texts(X), np.asarray(Y))
        return self

    def predict(self, X: Any) -> NDArray[Any]:
        """Return flags or classes, as they were given."""
        found: NDArray[Any] = self.model_.predict(as_texts(X))
        return found
