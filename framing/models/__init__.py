"""Classifiers of frames and outlets, as scikit-learn estimators.

>>> from framing import models
>>> models.FrameClassifier().get_params()["folds"]
3
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "ArabicAnalyzer": "framing.models.analyzer",
    "FrameClassifier": "framing.models.frames",
    "LexiconVectorizer": "framing.models.lexical",
    "OutletClassifier": "framing.models.outlets",
    "StyleFeatures": "framing.models.style",
    "TermVectorizer": "framing.models.terms",
    "TransformerEncoder": "framing.models.encoder",
    "cross_predict": "framing.models.evaluate",
    "date_folds": "framing.models.folds",
    "distinguishability": "framing.models.distinguish",
    "group_folds": "framing.models.folds",
    "learning_curve": "framing.models.curves",
    "load_model": "framing.models.saving",
    "phrases_of": "framing.models.evidence",
    "save_model": "framing.models.saving",
    "score_predictions": "framing.models.scores",
    "show_evidence": "framing.models.evidence",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'framing.models' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
