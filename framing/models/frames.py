"""A classifier of frames: several codes a text, calibrated, with thresholds of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.utils.validation import check_is_fitted

from framing.errors import InputError
from framing.models.channels import KINDS, features_of
from framing.models.folds import inner_folds
from framing.models.inputs import Coded, TakesTexts, as_coded, as_texts, check_lengths
from framing.models.thresholds import choose_thresholds, decide, f1

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

DEFAULT_CHANNELS = ("words", "odds", "style")


class FrameClassifier(ClassifierMixin, TakesTexts, BaseEstimator):  # type: ignore[misc]
    """Learn codes from coded texts: any number of codes a text, or one of several classes.

    Channels look at a text in different ways: word and character n-grams (``words``), the same
    weighted by their log odds (``odds``), the grammar around the words (``shapes``), rates of
    marks and function words (``style``). Each gives a score per code for texts it was not
    trained on (inner folds); a logistic regression makes one calibrated probability of them,
    and thresholds are chosen on the same held-out probabilities.

    A classifier repeats its coders' judgments, with errors that differ between outlets: shares
    come from ``framing.coding.code_shares``, which corrects them, not from counting predictions.

    Parameters
    ----------
    channels : sequence of str
        Of ``words, odds, shapes, style, encoder, lexicon``.
    folds : int, default 3
        Inner folds.
    thresholds : {"chosen", "half"}
        Chosen for F1 inside the folds, or .5.
    at_least_one : {"learned", True, False}
        Whether every text gets its likeliest code when none passes its threshold; learned: if
        every training text has one.
    strip : bool, default True
        Whether word n-grams lose article, clitics and endings (``ArabicAnalyzer``).
    encoder : transformer, optional
        Texts → dense rows, for the channel ``encoder``: see ``TransformerEncoder``.
    lexicon : LexiconVectorizer, optional
        For the channel ``lexicon``.
    costs : mapping from channel to float, optional
        How dearly a channel's learner pays for errors in training; other channels keep theirs.
    random_state : int, default 0

    Attributes
    ----------
    codes_ : list of str
        One per column.
    thresholds_ : array
    inner_scores_ : dict
        F1 per code on the held-out inner predictions.

    Examples
    --------
    >>> texts = ["قصف المدينة ومقتل مدنيين", "ارتفاع أسعار الخبز والوقود"] * 12
    >>> model = FrameClassifier(channels=("words",)).fit(texts, ["war", "economy"] * 12)
    >>> model.predict(["قصف عنيف", "أسعار الوقود"]).tolist()
    ['war', 'economy']
    """

    def __init__(
        self,
        channels: Sequence[str] = DEFAULT_CHANNELS,
        folds: int = 3,
        thresholds: str = "chosen",
        at_least_one: str | bool = "learned",
        strip: bool = True,
        encoder: Any = None,
        lexicon: Any = None,
        costs: Mapping[str, float] | None = None,
        random_state: int = 0,
    ) -> None:
        self.channels = channels
        self.folds = folds
        self.thresholds = thresholds
        self.at_least_one = at_least_one
        self.strip = strip
        self.encoder = encoder
        self.lexicon = lexicon
        self.costs = costs
        self.random_state = random_state

    def fit(self, X: Any, Y: Any, groups: Any = None) -> FrameClassifier:
        """Learn from coded texts.

        Parameters
        ----------
        X : sequence of str, or table with a column ``text``
        Y : table or matrix of flags (one column a code), or one class per text
        groups : sequence, optional
            Texts of one group (copies, one story) stay on one side of every inner fold.
        """
        texts, coded = as_texts(X), as_coded(Y)
        check_lengths(texts, coded.flags)
        self._check(coded)
        self.classes_, self.codes_, self.shape_ = coded.classes, coded.codes, coded.shape
        kinds = list(self.channels)
        self.features_ = features_of(kinds, self.encoder, self.lexicon, self.strip)
        matrices = {name: made.fit_transform(texts) for name, made in self.features_.items()}
        held = self._held_out(matrices, coded.flags, groups)
        self.weights_, self.intercepts_ = {}, {}
        for kind in kinds:
            learned = self._learn(kind, matrices[KINDS[kind].features], coded.flags)
            self.weights_[kind], self.intercepts_[kind] = learned
        self._join(held, coded.flags)
        probabilities = self._joined(held)
        self.one_at_least_ = self._at_least_one(coded)
        chosen = self.thresholds == "chosen" and self.shape_ != "one"
        self.thresholds_ = (
            choose_thresholds(probabilities, coded.flags, self.one_at_least_)
            if chosen
            else np.full(len(self.codes_), 0.5)
        )
        self.inner_scores_ = self._inner_scores(probabilities, coded.flags)
        return self

    def predict(self, X: Any) -> NDArray[Any]:
        """Return flags per code, or one class per text, as ``fit`` was given."""
        probabilities = self.code_probabilities(X)
        if self.shape_ == "one":
            best: NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
            return best
        flags = decide(probabilities, self.thresholds_, self.one_at_least_)
        if self.shape_ == "pair":
            pair: NDArray[Any] = self.classes_[flags[:, 0].astype(int)]
            return pair
        return flags.astype(np.int64)

    def predict_proba(self, X: Any) -> Floats:
        """Return probabilities: one column a code, or one a class, rows then adding up to 1."""
        probabilities = self.code_probabilities(X)
        if self.shape_ == "pair":
            return np.column_stack([1 - probabilities, probabilities])
        if self.shape_ == "one":
            scaled: Floats = probabilities / probabilities.sum(axis=1, keepdims=True)
            return scaled
        return probabilities

    def code_probabilities(self, X: Any) -> Floats:
        """Return the calibrated probability of each code, one column for each of ``codes_``."""
        check_is_fitted(self, "weights_")
        texts = as_texts(X)
        if not texts:
            return np.zeros((0, len(self.codes_)))
        matrices = {name: made.transform(texts) for name, made in self.features_.items()}
        scores = [
            _scores(matrices[KINDS[kind].features], self.weights_[kind], self.intercepts_[kind])
            for kind in self.weights_
        ]
        return self._joined(np.stack(scores, axis=2))

    def _learn(self, kind: str, matrix: Any, flags: Flags) -> tuple[Floats, Floats]:
        cost = (self.costs or {}).get(kind, KINDS[kind].cost)
        return KINDS[kind].learner(matrix, flags, cost, self.random_state)

    def _held_out(self, matrices: dict[str, Any], flags: Flags, groups: Any) -> Floats:
        """Return every text's scores by models of the other folds: texts × codes × channels."""
        held = np.zeros((*flags.shape, len(self.channels)))
        for train, test in inner_folds(flags, groups, self.folds, self.random_state):
            for place, kind in enumerate(self.channels):
                matrix = matrices[KINDS[kind].features]
                learned = self._learn(kind, matrix[train], flags[train])
                held[test, :, place] = _scores(matrix[test], *learned)
        return held

    def _join(self, held: Floats, flags: Flags) -> None:
        """Learn how the channels' scores make one probability, code by code."""
        from sklearn.linear_model import LogisticRegression

        flat = held.reshape(-1, held.shape[2])
        self.scale_ = np.where(flat.std(axis=0) > 1e-12, flat.std(axis=0), 1.0)
        weights, intercepts = [], []
        for code in range(flags.shape[1]):
            model = LogisticRegression(C=1.0, max_iter=1000)
            model.fit(held[:, code] / self.scale_, flags[:, code])
            weights.append(model.coef_[0])
            intercepts.append(float(model.intercept_[0]))
        self.join_weights_, self.join_intercepts_ = np.array(weights), np.array(intercepts)

    def _joined(self, scores: Floats) -> Floats:
        from scipy.special import expit

        margin = np.einsum("tcs,cs->tc", scores / self.scale_, self.join_weights_)
        probabilities: Floats = expit(margin + self.join_intercepts_)
        return probabilities

    def _at_least_one(self, coded: Coded) -> bool:
        if self.at_least_one == "learned":
            return coded.shape == "codes" and bool(coded.flags.any(axis=1).all())
        return bool(self.at_least_one)

    def _inner_scores(self, probabilities: Floats, flags: Flags) -> dict[str, float]:
        decided = decide(probabilities, self.thresholds_, self.one_at_least_)
        return {code: f1(decided[:, k], flags[:, k]) for k, code in enumerate(self.codes_)}

    def _check(self, coded: Coded) -> None:
        least = 2 * self.folds
        for code, column in zip(coded.codes, coded.flags.T, strict=True):
            n = int(column.sum())
            if min(n, len(column) - n) < least:
                raise InputError(
                    f"code {code!r} is in {n} of {len(column)} texts; at least {least} with it "
                    "and without it are needed",
                    place="FrameClassifier",
                    remedy="Code more texts, join it to another code, or leave it out.",
                )
        if self.thresholds not in {"chosen", "half"}:
            raise InputError(
                f"{self.thresholds!r} is no way to set thresholds",
                place="FrameClassifier, thresholds",
                remedy="Give chosen or half.",
            )

    def __sklearn_tags__(self) -> Any:
        """Say that several codes may hold."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_label = True
        return tags


def _scores(matrix: Any, weights: Floats, intercepts: Floats) -> Floats:
    return np.asarray(matrix @ weights.T) + intercepts
