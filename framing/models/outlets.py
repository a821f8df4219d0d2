"""How well the outlet can be guessed from the words alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from framing.errors import InputError
from framing.models.channels import Terms
from framing.models.inputs import TakesTexts, as_texts, check_lengths
from framing.models.linear import fit_margin
from framing.reading.masking import mask_articles, mask_names, signature_pattern

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class OutletClassifier(ClassifierMixin, TakesTexts, BaseEstimator):  # type: ignore[misc]
    """Guess the outlet of a text, its signature hidden.

    That outlets can be told apart says that they write differently, about the same or about
    different things; only within the same stories does it speak of wording: see
    ``distinguishability``.

    Parameters
    ----------
    masked : bool, default True
        Whether page furniture, datelines, bylines, names of outlets and agencies are hidden
        first. Of plain texts only names can be hidden; a table of articles loses all of it.
    names : mapping from outlet to its names, optional
        As written in the texts. Ids always count; without names in Arabic a paper that names
        itself is recognized by that.
    strip : bool, default True
        Whether word n-grams lose article, clitics and endings.
    cost : float, default 0.3
        Of the linear machine.
    random_state : int, default 0

    Attributes
    ----------
    classes_ : array
        The outlets.

    Examples
    --------
    >>> texts = ["مصرع مسلحين في المدينة", "استشهاد مقاتلين في المدينة"] * 6
    >>> model = OutletClassifier().fit(texts, ["north", "south"] * 6)
    >>> model.predict(["استشهاد رجلين"]).tolist()
    ['south']
    """

    def __init__(
        self,
        masked: bool = True,
        names: Mapping[str, Sequence[str]] | None = None,
        strip: bool = True,
        cost: float = 0.3,
        random_state: int = 0,
    ) -> None:
        self.masked = masked
        self.names = names
        self.strip = strip
        self.cost = cost
        self.random_state = random_state

    def fit(self, X: Any, y: Any = None, groups: Any = None) -> OutletClassifier:
        """Learn from a table of articles, or from texts and their outlets."""
        outlets = X["outlet"] if y is None and hasattr(X, "columns") else y
        if outlets is None:
            raise InputError(
                "no outlets are given", place="OutletClassifier", remedy="Give y, or a table."
            )
        values = np.asarray(outlets, dtype=object).astype(str)
        self.classes_ = np.unique(values)
        if len(self.classes_) < 2:
            raise InputError(
                f"all texts are of {str(self.classes_[0])!r}"
                if len(values)
                else "no text is given",
                place="OutletClassifier",
                remedy="Give texts of two outlets or more.",
            )
        texts = self._hidden(X)
        flags = values[:, None] == self.classes_[None, :]
        check_lengths(texts, flags)
        self.features_ = Terms(strip=self.strip)
        matrix = self.features_.fit_transform(texts)
        learned = flags[:, 1:] if len(self.classes_) == 2 else flags
        self.weights_, self.intercepts_ = fit_margin(matrix, learned, self.cost, self.random_state)
        return self

    def decision_function(self, X: Any) -> Floats:
        """Return one column an outlet; with two outlets one figure, above 0 the second."""
        check_is_fitted(self, "weights_")
        matrix = self.features_.transform(self._hidden(X))
        scores: Floats = np.asarray(matrix @ self.weights_.T) + self.intercepts_
        return scores[:, 0] if len(self.classes_) == 2 else scores

    def predict(self, X: Any) -> NDArray[Any]:
        """Return the likeliest outlet of each text."""
        scores = self.decision_function(X)
        best = (scores > 0).astype(int) if scores.ndim == 1 else scores.argmax(axis=1)
        outlets: NDArray[Any] = self.classes_[best]
        return outlets

    def _hidden(self, X: Any) -> list[str]:
        if not self.masked:
            return as_texts(X)
        names = {outlet: list((self.names or {}).get(outlet, ())) for outlet in self.classes_}
        names |= {outlet: list(given) for outlet, given in (self.names or {}).items()}
        if hasattr(X, "columns"):
            return mask_articles(X, names)
        pattern = signature_pattern(names, names)
        return [mask_names(text, pattern) for text in as_texts(X)]
