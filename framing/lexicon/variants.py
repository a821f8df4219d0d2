"""Spellings of one word that no folding of letters makes equal.

Three named rules, each of which a lexicon's card can switch off: ``country`` (سوريا, سورية),
``democratic`` (ديمقراطية, ديموقراطية) and ``militia`` (ميليشيا, مليشيا and six more).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

_COUNTRY = re.compile("([وفبلك]?سوري)(?:ا|ة|ه)")
_DEMOCRATIC = re.compile("(.*دي?م)و?(قراط.*)")
_MILITIA = re.compile("([وف]?[بلك]?(?:ال|لل)?)(?:مي?لي?شي)(ات|ا)(|ه|ها|هم|هما|هن|نا|كم|ك)")
_MILITIA_STEMS = ("ميليشي", "مليشي", "ميلشي", "ملشي")

_PARTS = ("سوري", "قراط", "شيا")  # without any, no rule acts: asked first for speed

MOST = 512  # spellings of one form


@lru_cache(maxsize=16384)
def word_spellings(word: str, spelling: frozenset[str]) -> tuple[str, ...]:
    """Return the spellings of a word that the named rules make equal, the listed one first.

    Examples
    --------
    >>> word_spellings("سورية", frozenset({"country"}))
    ('سورية', 'سوريا')
    >>> word_spellings("السورية", frozenset({"country"}))
    ('السورية',)
    >>> word_spellings("الديموقراطية", frozenset({"democratic"}))
    ('الديموقراطية', 'الديمقراطية')
    >>> len(word_spellings("ميليشيا", frozenset({"militia"})))
    8
    """
    found = [word]
    if "country" in spelling and (match := _COUNTRY.fullmatch(word)):
        found += [match[1] + "ا", match[1] + "ة"]
    if "democratic" in spelling and (match := _DEMOCRATIC.fullmatch(word)):
        found += [match[1] + match[2], match[1] + "و" + match[2]]
    if "militia" in spelling and (match := _MILITIA.fullmatch(word)):
        ends = ("ات",) if match[3] else ("ا", "ات")  # its pronouns stand after ت
        found += [match[1] + s + e + match[3] for e in ends for s in _MILITIA_STEMS]
    return tuple(dict.fromkeys(found))


def spellings(words: tuple[str, ...], spelling: frozenset[str]) -> list[tuple[str, ...]]:
    """Return every combination of the spellings of several words.

    Examples
    --------
    >>> spellings(("في", "سوريا"), frozenset({"country"}))
    [('في', 'سوريا'), ('في', 'سورية')]
    """
    if not any(part in word for word in words for part in _PARTS):
        return [words]
    choices = [word_spellings(word, spelling) for word in words]
    return list(product(*choices))[:MOST]
