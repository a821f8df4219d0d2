"""Channels: different views of a text, each with a learner of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator

from framing.errors import InputError, closest
from framing.models.analyzer import ArabicAnalyzer
from framing.models.linear import fit_log_odds, fit_logistic, fit_margin
from framing.models.style import StyleFeatures, WordShapes, common_words
from framing.models.terms import TermVectorizer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Learner = Callable[..., tuple[Floats, Floats]]


@dataclass(frozen=True)
class Kind:
    """What a channel sees and how it learns."""

    features: str
    learner: Learner
    cost: float


KINDS = {
    "words": Kind("terms", fit_margin, 0.3),
    "odds": Kind("terms", fit_log_odds, 0.03),
    "shapes": Kind("shapes", fit_margin, 0.1),
    "style": Kind("style", fit_logistic, 1.0),
    "encoder": Kind("encoder", fit_logistic, 0.1),
    "lexicon": Kind("lexicon", fit_logistic, 0.1),
}


class Terms(BaseEstimator):  # type: ignore[misc]
    """Word and character n-grams side by side, each part of unit length."""

    def __init__(self, strip: bool = True, min_texts: int = 2) -> None:
        self.strip = strip
        self.min_texts = min_texts

    def fit_transform(self, texts: list[str]) -> Any:
        """Learn the terms and return the matrix."""
        from scipy.sparse import hstack

        analyzers = (
            ArabicAnalyzer(words=(1, 2), strip=self.strip),
            ArabicAnalyzer(words=(0, 0), characters=(2, 5)),
        )
        self.parts_ = [TermVectorizer(analyzer, self.min_texts) for analyzer in analyzers]
        return hstack([part.fit_transform(texts) for part in self.parts_], format="csr")

    def transform(self, texts: list[str]) -> Any:
        """Return the matrix."""
        from scipy.sparse import hstack

        return hstack([part.transform(texts) for part in self.parts_], format="csr")

    @property
    def n_words(self) -> int:
        """How many columns are word n-grams; they come first."""
        return len(self.parts_[0].terms_)

    def names(self) -> NDArray[Any]:
        """Return all terms in the order of the columns."""
        return np.concatenate([part.terms_ for part in self.parts_])


class Scaled(BaseEstimator):  # type: ignore[misc]
    """Dense features of another transformer, each brought to mean 0 and deviation 1."""

    def __init__(self, source: Any) -> None:
        self.source = source

    def fit_transform(self, X: Any) -> Floats:
        """Learn means and deviations and return the matrix."""
        found = np.asarray(self.source.fit(X).transform(X), dtype=np.float64)
        self.mean_ = found.mean(axis=0)
        deviation = found.std(axis=0)
        self.scale_ = np.where(deviation > 1e-12, deviation, 1.0)
        made: Floats = (found - self.mean_) / self.scale_
        return made

    def transform(self, X: Any) -> Floats:
        """Return the matrix."""
        found = np.asarray(self.source.transform(X), dtype=np.float64)
        made: Floats = (found - self.mean_) / self.scale_
        return made


def features_of(kinds: list[str], encoder: Any, lexicon: Any, strip: bool) -> dict[str, Any]:
    """Make the feature extractors that some channels need, unfitted; channels may share them."""
    unknown = next((kind for kind in kinds if kind not in KINDS), None)
    if unknown is not None or not kinds:
        raise InputError(
            f"{unknown!r} is no channel" if kinds else "no channel is named",
            place="FrameClassifier, channels",
            remedy=f"Choose from {', '.join(KINDS)}.{closest(str(unknown), KINDS)}",
        )
    made: dict[str, Any] = {}
    for name in dict.fromkeys(KINDS[kind].features for kind in kinds):
        if name == "terms":
            made[name] = Terms(strip=strip)
        elif name == "shapes":
            made[name] = Shapes()
        elif name == "style":
            made[name] = Scaled(StyleFeatures())
        else:
            given = encoder if name == "encoder" else lexicon
            if given is None:
                raise InputError(
                    f"channel {name!r} needs {name}=",
                    place="FrameClassifier",
                    remedy="Give it, or leave the channel out.",
                )
            made[name] = Scaled(given)
    return made


class Shapes(BaseEstimator):  # type: ignore[misc]
    """Word shapes, the common words learned from the texts."""

    def fit_transform(self, texts: list[str]) -> Any:
        """Learn common words and shapes and return the matrix."""
        self.terms_ = TermVectorizer(WordShapes(common_words(texts)), min_texts=3)
        return self.terms_.fit_transform(texts)

    def transform(self, texts: list[str]) -> Any:
        """Return the matrix."""
        return self.terms_.transform(texts)
