"""Texts → a sparse matrix of weighted terms, kept as plain arrays so that models save simply."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.errors import InputError
from framing.models.inputs import TakesTexts, as_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TermVectorizer(TransformerMixin, TakesTexts, BaseEstimator):  # type: ignore[misc]
    """Weigh terms by ``(1 + log count) × (1 + log((1 + n) / (1 + texts with it)))``.

    The same as scikit-learn's ``TfidfVectorizer(sublinear_tf=True)`` with an analyzer; its
    vocabulary is an array, which is saved and loaded faster than a dictionary.

    Parameters
    ----------
    analyzer : callable
        Text → terms, as ``ArabicAnalyzer()``.
    min_texts : int, default 2
        Terms in fewer texts are left out.

    Attributes
    ----------
    terms_ : array of str
    idf_ : array of float

    Examples
    --------
    >>> from framing.models.analyzer import ArabicAnalyzer
    >>> made = TermVectorizer(ArabicAnalyzer(words=(1, 1)), min_texts=1)
    >>> made.fit_transform(["هدنة جديدة", "هدنة"]).toarray().round(2).tolist()
    [[0.81, 0.58], [0.0, 1.0]]
    >>> made.get_feature_names_out().tolist()
    ['جديده', 'هدنه']
    """

    def __init__(self, analyzer: Callable[[str], list[str]], min_texts: int = 2) -> None:
        self.analyzer = analyzer
        self.min_texts = min_texts

    def fit(self, X: Any, y: Any = None) -> TermVectorizer:
        """Learn the terms of some texts and how rare each is."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Any, y: Any = None, **options: Any) -> Any:
        """Learn the terms of some texts and return their matrix."""
        texts = as_texts(X)
        known: dict[str, int] = {}
        counts = self._count(texts, known, grow=True)
        n_texts = np.bincount(counts.indices, minlength=len(known))
        terms = np.array(list(known), dtype=str)
        kept = np.flatnonzero(n_texts >= self.min_texts)
        if not kept.size:
            raise InputError(
                f"no term is in {self.min_texts} of {len(texts)} texts",
                place="TermVectorizer",
                remedy="Give more text, or min_texts=1.",
            )
        order = kept[np.argsort(terms[kept], kind="stable")]
        self.terms_: NDArray[Any] = terms[order]
        self.idf_ = np.log((1 + len(texts)) / (1 + n_texts[order])) + 1
        return self._weighed(counts[:, order])

    def transform(self, X: Any) -> Any:
        """Return the matrix of texts: terms that were not learned are left out."""
        check_is_fitted(self)
        known = {term: place for place, term in enumerate(self.terms_.tolist())}
        return self._weighed(self._count(as_texts(X), known, grow=False))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Return the terms, as the columns stand."""
        check_is_fitted(self)
        return self.terms_.astype(object)

    def _count(self, texts: Sequence[str], known: dict[str, int], grow: bool) -> Any:
        from scipy.sparse import csr_array

        columns, starts = array("i"), array("i", [0])
        for text in texts:
            if grow:
                columns.extend([known.setdefault(term, len(known)) for term in self.analyzer(text)])
            else:
                found = map(known.get, self.analyzer(text))
                columns.extend([place for place in found if place is not None])
            starts.append(len(columns))
        places = np.array(columns, dtype=np.int32)  # 32 bits: liblinear takes no others
        begins = np.array(starts, dtype=np.int32)
        shape = (len(texts), len(known))
        made = csr_array((np.ones(len(places)), places, begins), shape=shape)
        made.sum_duplicates()
        return made

    def _weighed(self, counts: Any) -> Any:
        from sklearn.preprocessing import normalize

        counts = counts.tocsr()
        counts.data = 1 + np.log(counts.data)
        counts = counts.multiply(self.idf_[None, :]).tocsr()
        return normalize(counts)
