"""Words and character n-grams of Arabic text for classifiers, folded and lightly stripped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from sklearn.base import BaseEstimator

from framing.text.spelling import classify

_WORD = re.compile(r"[^\W_]+")
# Longest first; what is left must keep three letters. After وال and its like the noun may be
# definite; و alone is taken off only where four letters stay, for it begins many words.
_BEFORE = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال")
_AFTER = ("هما", "كما", "هم", "هن", "ها", "نا", "كم", "ات", "ون", "ين", "ان", "ية", "يه", "ه", "ة")
_LEAST = 3


class Term(NamedTuple):
    """One feature of a text, and where it stands."""

    name: str
    start: int
    end: int


class ArabicAnalyzer(BaseEstimator):  # type: ignore[misc]
    """Turn a text into terms: word n-grams and character n-grams within words.

    Spelling is folded as in matching (tashkeel, alef seats, ة at word ends, case …), so that
    two spellings of one word are one term. An object of this class is an ``analyzer`` for
    scikit-learn's vectorizers.

    Parameters
    ----------
    words : tuple of int, default (1, 2)
        Shortest and longest word n-gram; ``(0, 0)`` for none.
    characters : tuple of int, default (0, 0)
        Shortest and longest character n-gram within a word and a space on either side.
    strip : bool, default False
        Whether the words of word n-grams lose their article, proclitics and endings. Character
        n-grams always see the word as it stands.

    Examples
    --------
    >>> ArabicAnalyzer()("وصلَت القافلة إلى المدينة")[:5]
    ['وصلت', 'القافله', 'الي', 'المدينه', 'وصلت القافله']
    >>> ArabicAnalyzer(words=(1, 1), strip=True)("والقافلة وللمدينة وبيوتهم")
    ['قافل', 'مدين', 'بيوت']
    >>> ArabicAnalyzer(words=(0, 0), characters=(3, 3))("قسد")
    [' قس', 'قسد', 'سد ']
    """

    def __init__(
        self,
        words: tuple[int, int] = (1, 2),
        characters: tuple[int, int] = (0, 0),
        strip: bool = False,
    ) -> None:
        self.words = words
        self.characters = characters
        self.strip = strip

    def __call__(self, text: str) -> list[str]:
        """Return the terms of a text: word n-grams, shortest first, then character n-grams."""
        found = _WORD.findall(fold_text(text))
        stems = [strip_word(word) for word in found] if self.strip else found
        terms: list[str] = []
        low, high = self.words
        for n in range(max(low, 1), high + 1):
            terms += (
                stems
                if n == 1
                else map(" ".join, zip(*(stems[k:] for k in range(n)), strict=False))
            )
        low, high = self.characters
        for word in found if high else ():
            padded = f" {word} "
            for n in range(low, min(high, len(padded)) + 1):
                terms += [padded[k : k + n] for k in range(len(padded) - n + 1)]
        return terms

    def terms(self, text: str) -> Iterator[Term]:
        """Yield the same terms with their places in the untouched text.

        Examples
        --------
        >>> list(ArabicAnalyzer(words=(1, 1)).terms("شُهَداء"))
        [Term(name='شهداء', start=0, end=7)]
        """
        places = list(_words(text))
        names = [strip_word(word) if self.strip else word for word, _, _ in places]
        for n in range(max(self.words[0], 1), self.words[1] + 1):
            for k in range(len(places) - n + 1):
                yield Term(" ".join(names[k : k + n]), places[k][1], places[k + n - 1][2])
        low, high = self.characters
        for word, start, end in places if high else ():
            padded = f" {word} "
            for n in range(low, min(high, len(padded)) + 1):
                for k in range(len(padded) - n + 1):
                    yield Term(padded[k : k + n], start, end)


def fold_text(text: str) -> str:
    """Return a text with its letters folded and its ignored characters left out.

    Examples
    --------
    >>> fold_text("أُعلِنت الهدنـة في سوريا_اليوم")
    'اعلنت الهدنه في سوريا اليوم'
    """
    return _TA.sub("ه", text.translate(_FOLDS))


@lru_cache(maxsize=200_000)
def strip_word(word: str) -> str:
    """Return a folded word without article, proclitics and common endings.

    It is no stemmer: what begins or ends alike by chance is stripped too (والد, الوان), which
    costs a classifier little.

    Examples
    --------
    >>> strip_word("بالمسلحين"), strip_word("والد"), strip_word("قسد")
    ('مسلح', 'والد', 'قسد')
    """
    for prefix in _BEFORE:
        if word.startswith(prefix) and len(word) - len(prefix) >= _LEAST:
            word = word[len(prefix) :]
            break
    else:
        if word[:1] in {"و", "ف"} and len(word) > _LEAST + 1:
            word = word[1:]
    for suffix in _AFTER:
        if word.endswith(suffix) and len(word) - len(suffix) >= _LEAST:
            return word[: -len(suffix)]
    return word


class _Folds(dict[int, Any]):
    """What each code point is read as, looked up once."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kind, letters = ("other", "") if 0xD800 <= code < 0xE000 else classify(char)
        read: str | None = char
        if kind in {"letter", "digit"}:
            read = letters
        elif kind in {"mark_on_letter", "control", "hamza"}:
            read = None
        elif kind == "space":
            read = " "
        self[code] = read
        return read


_FOLDS = _Folds()
_TA = re.compile(r"ة(?![^\W_])")


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each folded word with its place in the source, marks that are ignored inside."""
    kept: list[int] = []
    letters: list[str] = []
    for place, char in enumerate(text):
        read = char.translate(_FOLDS)
        kept.extend([place] * len(read))
        letters.append(read)
    folded = _TA.sub("ه", "".join(letters))
    for found in _WORD.finditer(folded):
        start, last = kept[found.start()], kept[found.end() - 1]
        end = last + 1
        while end < len(text) and not text[end].translate(_FOLDS):
            end += 1
        yield found[0], start, end
