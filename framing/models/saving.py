"""Models as files without pickle: skops inside, a card beside it, both checked on loading."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import framing
from framing.errors import FramingError
from framing.models.inputs import as_texts
from framing.outputs import whole_file
from framing.recipe import joined_hash, text_hash

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
SHORT = 16  # hexadecimal digits of a training text's hash in the card
_CARD, _MODEL = "card.json", "model.skops"
_LARGEST_CARD = 64_000_000  # bytes
_KEYS = ("format", "framing", "scikit_learn", "kind", "codes", "data_hash", "model_hash")
# The only classes of ours that a model file may name; all else must be what skops itself trusts.
_OURS = {
    "framing.models.analyzer.ArabicAnalyzer",
    "framing.models.channels.Scaled",
    "framing.models.channels.Shapes",
    "framing.models.channels.Terms",
    "framing.models.encoder.TransformerEncoder",
    "framing.models.frames.FrameClassifier",
    "framing.models.lexical.LexiconVectorizer",
    "framing.models.outlets.OutletClassifier",
    "framing.models.style.StyleFeatures",
    "framing.models.style.WordShapes",
    "framing.models.terms.TermVectorizer",
}
_KINDS = {"FrameClassifier", "OutletClassifier"}


class ModelError(FramingError):
    """A model file cannot be trusted, or not be used here."""


def save_model(
    model: Any,
    path: str | Path,
    *,
    texts: Any,
    scores: pd.DataFrame | None = None,
    about: Mapping[str, str] | None = None,
) -> Path:
    """Write a fitted model and its card as one file.

    Parameters
    ----------
    model : FrameClassifier or OutletClassifier
        Fitted.
    path : path
        Such as ``war.framing``.
    texts : sequence of str, or table
        What it was trained on: the card keeps hashes of them, not their words, so that it can
        be told later which texts the model has seen.
    scores : DataFrame, optional
        From ``evaluate``: kept in the card.
    about : mapping of str, optional
        What else to keep, such as the codebook and its version.

    Returns
    -------
    Path
    """
    import sklearn
    from skops.io import dumps

    held = dumps(model)
    seen = [text_hash(text) for text in as_texts(texts)]
    codes = getattr(model, "codes_", None)
    card = {
        "format": FORMAT,
        "framing": framing.__version__,
        "scikit_learn": sklearn.__version__,
        "kind": type(model).__name__,
        "codes": [str(code) for code in (model.classes_ if codes is None else codes)],
        "n_texts": len(seen),
        "data_hash": joined_hash(seen),
        "model_hash": hashlib.sha256(held).hexdigest(),
        "options": {key: str(value) for key, value in model.get_params(deep=False).items()},
        "about": dict(about or {}),
        "scores": [] if scores is None else json.loads(scores.to_json(orient="records")),
        "seen": sorted({one[:SHORT] for one in seen}),
    }
    path = Path(path)
    stamp = (2000, 1, 1, 0, 0, 0)
    with whole_file(path) as partial, zipfile.ZipFile(partial, "w") as out:
        text = json.dumps(card, ensure_ascii=False, indent=1)
        out.writestr(zipfile.ZipInfo(_CARD, stamp), text, zipfile.ZIP_DEFLATED)
        out.writestr(zipfile.ZipInfo(_MODEL, stamp), held)
    return path


def load_model(path: str | Path) -> Any:
    """Load a model after checking its card, its hash, its versions and every class it names.

    No code in the file is run: a class that is neither ours nor one that skops trusts refuses
    the whole file before anything is built. The card comes as ``model.card_``.

    Parameters
    ----------
    path : path

    Returns
    -------
    FrameClassifier or OutletClassifier

    Raises
    ------
    ModelError
        When the file is no model of ours, was changed after it was written, comes from another
        version, or names a class it should not.
    """
    from skops.io import get_untrusted_types, loads

    path = Path(path)
    card, held = _opened(path)
    _check_card(card, path)
    if hashlib.sha256(held).hexdigest() != card["model_hash"]:
        raise ModelError(
            "the model inside is not the one its card describes",
            place=str(path),
            remedy="Get it anew from whoever made it.",
        )
    try:
        named = set(get_untrusted_types(data=held))
    except Exception as error:  # whatever a malformed file makes skops raise
        raise _foreign(path, f"skops cannot read it ({type(error).__name__})") from error
    strange = sorted(named - _OURS)
    if strange:
        raise ModelError(
            f"it names {strange[0]!r}, which no model of ours holds",
            place=str(path),
            remedy="Do not use it; get the model from whoever made it.",
        )
    try:
        model = loads(held, trusted=sorted(named))
    except Exception as error:
        raise _foreign(path, f"it cannot be rebuilt ({type(error).__name__})") from error
    if type(model).__name__ != card["kind"] or type(model).__name__ not in _KINDS:
        raise _foreign(path, f"it holds a {type(model).__name__}")
    model.card_ = card
    return model


def read_card(path: str | Path) -> dict[str, Any]:
    """Return a model file's card, the model itself unread."""
    card, _ = _opened(Path(path))
    _check_card(card, Path(path))
    return card


def seen_texts(card: Mapping[str, Any], texts: Sequence[str]) -> list[bool]:
    """Tell which texts a model was trained on.

    Examples
    --------
    >>> seen_texts({"seen": [text_hash("نص")[:SHORT]]}, ["نص", "نص آخر"])
    [True, False]
    """
    known = set(card.get("seen", ()))
    return [text_hash(text)[:SHORT] in known for text in texts]


def _opened(path: Path) -> tuple[dict[str, Any], bytes]:
    if not path.is_file():
        raise ModelError("there is no such file", place=str(path), remedy="Check the path.")
    try:
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as file:
            names = sorted(file.namelist())
            if names != sorted([_CARD, _MODEL]):
                raise _foreign(path, f"it holds {', '.join(names[:4]) or 'nothing'}")
            if file.getinfo(_CARD).file_size > _LARGEST_CARD:
                raise _foreign(path, "its card is too large")
            return json.loads(file.read(_CARD)), file.read(_MODEL)
    except (zipfile.BadZipFile, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise _foreign(path, f"it cannot be opened ({error})") from error


def _check_card(card: Any, path: Path) -> None:
    import sklearn

    missing = None
    if isinstance(card, dict):
        missing = next((key for key in _KEYS if key not in card), None)
    if not isinstance(card, dict) or missing is not None:
        raise _foreign(path, f"its card lacks {missing!r}" if missing else "it has no card")
    wanted = {
        "format": (str(card["format"]), str(FORMAT)),
        "scikit-learn": (_minor(card["scikit_learn"]), _minor(sklearn.__version__)),
        "framing": (_minor(card["framing"]), _minor(framing.__version__)),
    }
    for what, (found, here) in wanted.items():
        if found != here:
            raise ModelError(
                f"it was made with {what} {found}, and here is {here}",
                place=str(path),
                remedy="Train it anew, or use the version it was made with.",
            )


def _minor(version: Any) -> str:
    return ".".join(str(version).split(".")[:2])


def _foreign(path: Path, why: str) -> ModelError:
    return ModelError(
        f"is no model that framing wrote: {why}",
        place=str(path),
        remedy="Give a file that 'framing train' made.",
    )
