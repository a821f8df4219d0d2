"""What estimators are given: texts, and what people coded of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import InputError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]


class TakesTexts:
    """An estimator whose input is texts, for scikit-learn to know."""

    def __sklearn_tags__(self) -> Any:
        """Say that the input is text."""
        tags = super().__sklearn_tags__()  # type: ignore[misc]
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        return tags


def as_texts(X: Any) -> list[str]:
    """Return texts as a list: a table gives its column ``text``.

    Raises
    ------
    InputError
        When it is one string, or holds anything but strings.

    Examples
    --------
    >>> as_texts(["هدنة", "قصف"])
    ['هدنة', 'قصف']
    """
    if isinstance(X, str):
        raise InputError(
            "one string was given where a list of texts belongs",
            place="X",
            remedy="Put it in a list.",
        )
    if hasattr(X, "columns"):
        if "text" not in X.columns:
            raise InputError("the table has no column 'text'", place="X", remedy="Add it.")
        X = X["text"]
    texts = list(np.asarray(X, dtype=object).ravel()) if hasattr(X, "dtype") else list(X)
    strange = next((text for text in texts if not isinstance(text, str)), None)
    if strange is not None:
        raise InputError(
            f"{strange!r} ({type(strange).__name__}) is no text", place="X", remedy="Give strings."
        )
    return texts


@dataclass(frozen=True)
class Coded:
    """What was coded, as one column of flags per code, and how to give predictions back.

    ``shape`` is ``codes`` (several may hold at once), ``pair`` (one of two classes) or ``one``
    (one of several).
    """

    flags: Flags
    codes: list[str]
    classes: NDArray[Any]
    shape: str


def as_coded(Y: Any) -> Coded:
    """Read what was coded: a table of flags, a matrix of 0 and 1, or one class per text.

    Examples
    --------
    >>> as_coded([[1, 0], [1, 1]]).codes
    ['0', '1']
    >>> made = as_coded(["OBJ", "SUBJ", "OBJ"])
    >>> made.shape, made.codes, made.flags.ravel().tolist()
    ('pair', ['SUBJ'], [False, True, False])
    """
    names = [str(name) for name in Y.columns] if hasattr(Y, "columns") else None
    values = np.asarray(Y)
    if values.ndim == 2:
        strange = next((value for value in np.unique(values) if value not in (0, 1)), None)
        if strange is not None:
            raise InputError(
                f"{strange} is neither 0 nor 1",
                place="Y",
                remedy="Give flags, one column a code.",
            )
        codes = names or [str(place) for place in range(values.shape[1])]
        return Coded(values.astype(bool), codes, np.array(codes, dtype=str), "codes")
    if values.ndim != 1:
        raise InputError(
            f"an array of {values.ndim} dimensions is no coding", place="Y", remedy="Give 1 or 2."
        )
    held = values.astype(str) if values.dtype == object else values
    classes = np.unique(held)
    if len(classes) < 2:
        raise InputError(
            f"all texts are of the class {str(classes[0]) if len(classes) else ''!r}",
            place="Y",
            remedy="Give texts of two classes or more.",
        )
    chosen = classes[1:] if len(classes) == 2 else classes
    flags = held[:, None] == chosen[None, :]
    shape = "pair" if len(classes) == 2 else "one"
    return Coded(flags, [str(name) for name in chosen], classes, shape)


def check_lengths(texts: Sequence[str], flags: Flags) -> None:
    """Raise unless every text is coded."""
    if len(texts) != len(flags):
        raise InputError(
            f"{len(texts)} texts and {len(flags)} codings",
            place="X, Y",
            remedy="Give one coding for each text, in the same order.",
        )
