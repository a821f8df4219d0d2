"""How a text is written, apart from what it is about: function words, endings, marks."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from framing.models.analyzer import fold_text
from framing.models.inputs import TakesTexts, as_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_AFFIXES = re.compile(
    r"(وال|بال|فال|كال|لل|ال|[وبلفيتنسما])?(.*?)(ون|ين|ات|ان|ها|هم|نا|وا|[هيات])?\Z", re.DOTALL
)
_FUNCTION_WORDS = {
    "saying": "قال قالت وقال وقالت اكد اكدت واكد واكدت اضاف واضاف اعلن اعلنت اوضح واوضح ذكر ذكرت",
    "negation": "لا لم لن ليس ليست ما غير دون",
    "contrast": "لكن ولكن بل الا سوي بينما انما",
    "that": "ان بان وان انه انها بانه وانه",
    "totality": "كل جميع دائما ابدا جدا فقط حتي مجرد",
    "question": "هل كيف لماذا متي اين ماذا من",
    "pointing": "هذا هذه ذلك تلك هولاء هنا هناك",
    "likelihood": "قد لقد ربما لعل يبدو طبعا بالطبع",
    "speaker": "نحن انا انت انتم لنا علينا عندنا",
    "others": "هو هي هم",
    "or": "او ام اما",
    "relative": "الذي التي الذين ما من",
    "past": "كان كانت يكون تكون كانوا",
}
_WORDS = {name: frozenset(words.split()) for name, words in _FUNCTION_WORDS.items()}
_MARKS = {
    "exclamation": "!", "question_mark": "؟?", "quote": "\"«»“”", "comma": "،,", "stop": ".",
    "colon": ":", "bracket": "()[]", "dash": "-–—", "ellipsis": "…",
}  # fmt: skip
_BEGINS = ("ال", "و", "ب", "ي", "ن", "س")
_ENDS = ("نا", "ا", "ه", "هم", "ون", "ات")


class StyleFeatures(TransformerMixin, TakesTexts, BaseEstimator):  # type: ignore[misc]
    """Rates of marks, function words, prefixes and endings, and the length of a text.

    Knows nothing of a text's subject, so that it carries over between subjects; made for
    Arabic, of little use elsewhere.

    Examples
    --------
    >>> made = StyleFeatures().fit(["قال إنه باق!"])
    >>> row = dict(zip(made.get_feature_names_out(), made.transform(["هل هذا كل شيء؟"])[0]))
    >>> float(row["word_question"]), float(row["mark_question_mark"])
    (0.25, 0.25)
    """

    def fit(self, X: Any, y: Any = None) -> StyleFeatures:
        """Learn nothing; the features are fixed."""
        as_texts(X)
        self.names_ = np.array(_names(), dtype=str)
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Return one row a text."""
        check_is_fitted(self)
        return np.array([_row(text) for text in as_texts(X)]).reshape(-1, len(self.names_))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[Any]:
        """Return what each column is."""
        check_is_fitted(self)
        return self.names_.astype(object)


class WordShapes(BaseEstimator):  # type: ignore[misc]
    """Turn a text into its grammar: common words stay, others keep only prefix and ending.

    An ``analyzer`` for ``TermVectorizer``: unigrams to trigrams of shapes.

    Parameters
    ----------
    common : tuple of str
        Folded words that stay as they are; ``common_words`` finds them.

    Examples
    --------
    >>> WordShapes(common=("من",))("خرجوا من المدينة.")[:4]
    ['~وا', 'من', 'ال~ه', '.']
    """

    def __init__(self, common: tuple[str, ...] = ()) -> None:
        self.common = common

    def __call__(self, text: str) -> list[str]:
        """Return unigrams, bigrams and trigrams of shapes."""
        kept = _kept(tuple(self.common))
        shapes = [_shape(token, kept) for token in _TOKEN.findall(fold_text(text))]
        pairs = map(" ".join, zip(shapes, shapes[1:], strict=False))
        threes = map(" ".join, zip(shapes, shapes[1:], shapes[2:], strict=False))
        return [*shapes, *pairs, *threes]


def common_words(X: Any, n: int = 200) -> tuple[str, ...]:
    """Return the folded words that are in the most texts.

    Examples
    --------
    >>> common_words(["من هنا", "من هناك"], n=1)
    ('من',)
    """
    counts: Counter[str] = Counter()
    for text in as_texts(X):
        counts.update(set(_TOKEN.findall(fold_text(text))))
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(word for word, _ in ordered[:n])


@lru_cache(maxsize=1)
def _kept(common: tuple[str, ...]) -> frozenset[str]:
    return frozenset(common)


def _shape(token: str, kept: frozenset[str]) -> str:
    if token in kept or len(token) == 1:
        return token
    if token.isdigit():
        return "0"
    found = _AFFIXES.match(token)
    return f"{found[1] or ''}~{found[3] or ''}" if found else "~"


def _row(text: str) -> list[float]:
    folded = fold_text(text)
    words = re.findall(r"[^\W_]+", folded)
    n, length = max(len(words), 1), max(len(text), 1)
    row = [np.log(n), np.log(length), len(folded) / n, len(set(words)) / n]
    row.append(sum(char.isdigit() for char in text) / length)
    row.append(sum("\u064b" <= char <= "\u0652" for char in text) / length)
    row.append(sum(char.isascii() and char.isalpha() for char in text) / length)
    row += [sum(map(text.count, marks)) / n for marks in _MARKS.values()]
    row += [sum(word in listed for word in words) / n for listed in _WORDS.values()]
    row += [sum(word.startswith(begin) for word in words) / n for begin in _BEGINS]
    row += [sum(word.endswith(end) for word in words) / n for end in _ENDS]
    return row


def _names() -> list[str]:
    names = ["log_words", "log_characters", "characters_a_word", "different_words"]
    names += ["digits", "vowel_signs", "latin"]
    names += [f"mark_{name}" for name in _MARKS] + [f"word_{name}" for name in _WORDS]
    return names + [f"begins_{word}" for word in _BEGINS] + [f"ends_{word}" for word in _ENDS]
