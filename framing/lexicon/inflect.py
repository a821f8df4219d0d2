"""Every written shape of a listed form.

What a kind takes:

- ``exact``: nothing; the form as it is listed.
- ``phrase`` and ``except``: proclitics on the first word.
- ``noun``: the first word inflected (see ``framing.lexicon.nouns``), and proclitics.
- ``verb``: the first word conjugated (see ``framing.lexicon.verbs``), and و ف س ل.

Proclitics are automatic where the word cannot easily be another one: from four letters on, on
words with ال, and on every form of two words or more, whose other words tell it apart. Shorter
ones take them where ``clitics`` says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from framing.lexicon.clitics import (
    SHORTEST_STEM,
    allowed_letters,
    article_prefixes,
    contracted_prefixes,
    has_article,
    noun_prefixes,
    verb_prefixes,
    without_article,
)
from framing.lexicon.nouns import first_word, one_word
from framing.lexicon.variants import spellings
from framing.lexicon.verbs import conjugate

_MARKS = dict.fromkeys([*range(0x064B, 0x0653), 0x0670, 0x0640])


class Pattern(NamedTuple):
    """One written shape: the words of its span, and what may stand before outside the span."""

    words: tuple[str, ...]
    prefixes: tuple[str, ...]


@lru_cache(maxsize=65536)
def _patterns(
    form: str, kind: str, clitics: str, spelling: frozenset[str], endings: str
) -> tuple[Pattern, ...]:
    words = tuple(form.split())
    if not words:
        return ()
    found: dict[tuple[str, ...], dict[str, None]] = {}
    for shaped, prefixes in _shapes(words, kind, clitics, endings):
        for spelled in spellings(shaped, spelling):
            found.setdefault(spelled, {}).update(dict.fromkeys(prefixes))
    return tuple(Pattern(spelled, tuple(prefixes)) for spelled, prefixes in found.items())


def patterns(
    form: str, kind: str, clitics: str, spelling: frozenset[str], endings: str = ""
) -> list[Pattern]:
    """Return every written shape of a form, each once.

    Parameters
    ----------
    form, kind, clitics, endings : str
        As in ``forms.csv`` and ``lists.csv``; ``endings`` is for nouns.
    spelling : frozenset of str
        The spelling rules that hold. Only ``country``, ``democratic`` and ``militia`` work
        here; the rest is folding, which the matcher does.

    Returns
    -------
    list of Pattern
        ``words`` with ال and endings, in unfolded spelling; ``prefixes`` with ``""`` unless
        the shape stands only after لل (اللجنة gives ``("لجنة",)`` after ``"ل"``).

    Raises
    ------
    LexiconError
        When a verb cannot be conjugated.

    Examples
    --------
    >>> patterns("قسد", "exact", "", frozenset())
    [Pattern(words=('قسد',), prefixes=('',))]
    >>> for pattern in patterns("الحوثي", "phrase", "ول", frozenset()):
    ...     print(pattern.words, pattern.prefixes)
    ('الحوثي',) ('', 'و')
    ('حوثي',) ('لل', 'ولل')
    """
    return list(_patterns(form, kind, clitics, spelling, endings))


Shapes = list[tuple[tuple[str, ...], tuple[str, ...]]]


def _shapes(words: tuple[str, ...], kind: str, clitics: str, endings: str) -> Shapes:
    if kind == "exact":
        return [(words, ("",))]
    if kind == "verb":
        return _verb(words, clitics)
    first, rest = words[0], words[1:]
    if kind == "noun":
        first = first.translate(_MARKS)
        if rest:
            bare, defined = first_word(first, rest[0].startswith("ال"), endings)
        else:
            bare, defined = one_word(first, endings)
    else:
        split = has_article(first.translate(_MARKS))
        bare, defined = ((), (first,)) if split else ((first,), ())
        if _is_foreign(first):  # الـYPG: its tatweel is folded away
            defined = ("ال" + first,)
    stem = without_article(first.translate(_MARKS))
    automatic = bool(rest) or _is_foreign(first) or len(stem) >= SHORTEST_STEM
    return [
        *_bare(bare, rest, allowed_letters(clitics, automatic)),
        *_defined(defined, rest, allowed_letters(clitics, True)),
    ]


def _is_foreign(word: str) -> bool:
    return word.isascii() and word[0].isalpha()


def _bare(shapes: tuple[str, ...], rest: tuple[str, ...], letters: frozenset[str]) -> Shapes:
    return [((shape, *rest), noun_prefixes(letters)) for shape in shapes]


def _defined(shapes: tuple[str, ...], rest: tuple[str, ...], letters: frozenset[str]) -> Shapes:
    found: Shapes = [((shape, *rest), article_prefixes(letters)) for shape in shapes]
    for shape in shapes:
        stem = shape.removeprefix("ال")
        contracted = contracted_prefixes(letters, stem)
        if contracted:
            found.append(((stem, *rest), contracted))
    return found


def _verb(words: tuple[str, ...], clitics: str) -> Shapes:
    found: Shapes = []
    for shape, indicative, subjunctive in conjugate(words[0]):
        automatic = len(words) > 1 or len(shape) >= SHORTEST_STEM
        letters = allowed_letters(clitics, automatic)
        prefixes = verb_prefixes(letters, indicative=indicative, subjunctive=subjunctive)
        found.append(((shape, *words[1:]), prefixes))
    return found
