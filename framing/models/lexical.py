"""A lexicon's mentions as features: which label, in whose voice, in which region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.errors import InputError
from framing.models.inputs import TakesTexts, as_texts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

PARTS = ("label", "voice", "region")
VALUES = ("count", "share", "present")


class LexiconVectorizer(TransformerMixin, TakesTexts, BaseEstimator):  # type: ignore[misc]
    """Turn texts into counts of a lexicon's mentions, one column per label, voice and region.

    Parameters
    ----------
    lexicon : str
        A bundled lexicon's name or a folder.
    parts : sequence of str, default ("label", "voice")
        What columns are split by: ``label`` (always with its concept), ``voice``, ``region``.
    values : {"count", "share", "present"}
        Mentions; their share of the concept's mentions in the text (0 without any); or 0 and 1.

    Attributes
    ----------
    features_ : list of str
        ``concept=label``, then ``|voice`` and ``|region``: those that the texts of ``fit`` hold.

    Examples
    --------
    >>> made = LexiconVectorizer("syria", parts=("label",))
    >>> rows = made.fit_transform(["وصلت ميليشيات قسد أمس.", "وصلت قسد أمس."])
    >>> made.get_feature_names_out().tolist(), rows.tolist()
    (['sdf=acronym', 'sdf=militia'], [[0.0, 1.0], [1.0, 0.0]])
    """

    def __init__(
        self,
        lexicon: str = "syria",
        parts: Sequence[str] = ("label", "voice"),
        values: str = "count",
    ) -> None:
        self.lexicon = lexicon
        self.parts = parts
        self.values = values

    def fit(self, X: Any, y: Any = None) -> LexiconVectorizer:
        """Learn which labels, voices and regions occur."""
        self._check()
        self.features_ = sorted(set(self._mentions(X)["feature"]))
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Return one row a text; what ``fit`` never met is left out."""
        check_is_fitted(self, "features_")
        mentions = self._mentions(X)
        n_texts = len(X) if hasattr(X, "columns") else len(as_texts(X))
        rows = np.zeros((n_texts, len(self.features_)))
        place = {name: k for k, name in enumerate(self.features_)}
        totals: dict[tuple[int, str], int] = {}
        for number, concept in zip(mentions["number"], mentions["concept"], strict=True):
            totals[number, concept] = totals.get((number, concept), 0) + 1
        columns = (mentions[name] for name in ("number", "concept", "feature"))
        for number, concept, feature in zip(*columns, strict=True):
            if feature in place:
                step = 1 / totals[number, concept] if self.values == "share" else 1
                rows[number, place[feature]] += step
        return np.minimum(rows, 1.0) if self.values == "present" else rows

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Return what each column counts."""
        check_is_fitted(self, "features_")
        return np.array(self.features_, dtype=object)

    def _mentions(self, X: Any) -> pd.DataFrame:
        import pandas as pd

        from framing.reading.match import find_mentions
        from framing.tables import as_table

        texts = X if hasattr(X, "columns") else pd.DataFrame({"text": as_texts(X)})
        articles = as_table(texts.reset_index(drop=True), "articles")
        articles["article_id"] = [str(k) for k in range(len(articles))]
        voices = bool({"voice", "region"} & set(self.parts))
        found = find_mentions(articles, self.lexicon, voices=voices)
        found = found[~found["region"].isin(["caption", "boilerplate"])]
        feature = found["concept"] + "=" + found["label"]
        for part in ("voice", "region"):
            if part in self.parts:
                feature = feature + "|" + found[part]
        return found.assign(feature=feature, number=found["article_id"].astype(int))

    def _check(self) -> None:
        wrong = next((part for part in self.parts if part not in PARTS), None)
        if wrong is not None or "label" not in self.parts:
            raise InputError(
                f"{wrong!r} is no part of a mention" if wrong else "parts lack 'label'",
                place="LexiconVectorizer, parts",
                remedy=f"Choose from {', '.join(PARTS)}, label among them.",
            )
        if self.values not in VALUES:
            raise InputError(
                f"{self.values!r} is no way to count",
                place="LexiconVectorizer, values",
                remedy=f"Choose from {', '.join(VALUES)}.",
            )
