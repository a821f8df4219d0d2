"""Neighbors that a form requires or forbids, as written in ``requires`` and ``forbids``.

A cell holds alternatives separated by `` | ``. Each is ``LIST after N``, ``LIST before N`` or
``LIST near N`` (a form of the list begins within N words after the form, ends within N words
before it, or either, in the same sentence), or ``LIST article`` (anywhere in the article).
``written damma`` (or fatha, kasra) asks for a vowel sign written on the form's own first letter,
which tells قُتل from قَتل where a newspaper prints it.
``LIST`` is a list of ``lists.csv``, or ``concept:NAME`` for any mention of that concept.
An alternative may end in ``unless LIST near N`` (or another reach): where that neighbor is there
too, the alternative does not count. ``accident article unless attack near 20`` is a word of
accidents anywhere, but for forms with an attack beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from framing.errors import LexiconError

VOWELS = ("damma", "fatha", "kasra")
UNLESS = " unless "

_CONDITION = re.compile(r"(?P<list>[\w:-]+) +(?:(?P<where>after|before|near) +(?P<n>\d+)|article)")

MOST_WORDS = 50  # beyond this a neighbor says no more than `article` does


@dataclass(frozen=True, slots=True)
class Condition:
    """One alternative of a ``requires`` or ``forbids`` cell.

    ``list`` is a list's name, a concept's where ``is_concept``, or a vowel's for ``written``;
    ``words`` is 0 for ``article`` and ``written``; ``unless`` is the list that undoes it.
    """

    list: str
    where: str
    words: int
    is_concept: bool = False
    unless: Condition | None = None


def parse_company(cell: str) -> tuple[Condition, ...]:
    """Return the alternatives of a cell; none for an empty one.

    Raises
    ------
    LexiconError
        When an alternative is not written as one of the four.

    Examples
    --------
    >>> for condition in parse_company("places after 3 | concept:isis article unless press near 5"):
    ...     print(condition.list, condition.where, condition.words, condition.is_concept)
    ...     print(condition.unless and condition.unless.list)
    places after 3 False
    None
    isis article 0 True
    press
    """
    return tuple(_alternative(part) for part in cell.split("|")) if cell.strip() else ()


def _alternative(text: str) -> Condition:
    first, unless, second = text.strip().partition(UNLESS)
    condition = _condition(first.strip())
    if not unless:
        return condition
    undone_by = _condition(second.strip())
    if undone_by.is_concept or "written" in (condition.where, undone_by.where):
        raise LexiconError(
            f"{text.strip()!r}: only a list undoes, and only a list or a concept is undone",
            remedy="Write `LIST article unless LIST near N`.",
        )
    return replace(condition, unless=undone_by)


def _condition(text: str) -> Condition:
    first, _, vowel = text.partition(" ")
    if first == "written" and vowel in VOWELS:
        return Condition(list=vowel, where="written", words=0)
    match = _CONDITION.fullmatch(text)
    words = int(match["n"] or 0) if match else 0
    if match is None or words > MOST_WORDS or (match["where"] and not words):
        raise LexiconError(
            f"{text!r} is not `LIST after N`, `LIST before N`, `LIST near N`, `LIST article` "
            f"(N from 1 to {MOST_WORDS}) or `written {'|'.join(VOWELS)}`",
            remedy="Write it so, alternatives separated by ` | `.",
        )
    name = match["list"]
    return Condition(
        list=name.removeprefix("concept:"),
        where=match["where"] or "article",
        words=words,
        is_concept=name.startswith("concept:"),
    )
