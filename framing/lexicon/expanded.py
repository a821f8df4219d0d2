"""Every shape of every form of a lexicon, folded as matching reads it."""

from __future__ import annotations

from functools import lru_cache

from framing.errors import LexiconError
from framing.lexicon.entry import Form, Lexicon, Neighbor
from framing.lexicon.inflect import patterns
from framing.text.spelling import fold_word

_fold = lru_cache(maxsize=1 << 18)(fold_word)


def folded(words: str, spelling: frozenset[str]) -> str:
    """Return words as matching reads them, single spaces between.

    Examples
    --------
    >>> from framing.text.spelling import DEFAULT_SPELLING
    >>> folded("الدولة  الإسلامية", DEFAULT_SPELLING)
    'الدوله الاسلاميه'
    """
    return " ".join(_fold(word, spelling) for word in words.split())


def shapes(row: Form | Neighbor, spelling: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return the folded shapes of a row, each with what may stand before it.

    Raises
    ------
    LexiconError
        When a verb cannot be conjugated.
    """
    found: dict[str, dict[str, None]] = {}
    for pattern in patterns(row.form, row.kind, row.clitics, spelling, row.endings):
        shape = " ".join(_fold(word, spelling) for word in pattern.words)
        found.setdefault(shape, {}).update(dict.fromkeys(pattern.prefixes))
    return {shape: tuple(prefixes) for shape, prefixes in found.items()}


class Expanded:
    """The folded shapes of a lexicon's forms, and what cannot be expanded.

    Attributes
    ----------
    forms : list of (Form, dict)
        Each form with its shapes; ``except`` rows too.
    failed : list of (Form or Neighbor, LexiconError)
        Verbs that cannot be conjugated.
    holders : dict
        (concept, shape) → the forms written so and what may stand before each there, in the
        order of the lexicon.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.spelling = lexicon.spelling
        self.forms: list[tuple[Form, dict[str, tuple[str, ...]]]] = []
        self.failed: list[tuple[Form | Neighbor, LexiconError]] = []
        self.holders: dict[tuple[str, str], list[tuple[Form, tuple[str, ...]]]] = {}
        rows: list[Form | Neighbor] = [*lexicon.forms, *lexicon.neighbors]
        for row in rows:
            try:
                found = shapes(row, lexicon.spelling)
            except LexiconError as error:
                self.failed.append((row, error))
                continue
            if isinstance(row, Form):
                self.forms.append((row, found))
                for shape, prefixes in found.items():
                    self.holders.setdefault((row.concept, shape), []).append((row, prefixes))
