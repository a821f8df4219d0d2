"""Quotation marks in a paragraph, paired: any style, nested, reversed, sloppy or left open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_DIRECTION = {ord(a): 1 for a in "“„‟«‹‘‚‛〝{"} | {ord(a): -1 for a in "”»›’〞}"}
_FAMILY = {ord(a): 1 for a in "«»{}"} | {ord(a): 2 for a in "‹›"} | {ord(a): 3 for a in "‘’‚‛'`´"}
_SINGLE = 3
_NESTED = 8  # quotations within another that are looked at
_SOURCE = re.compile(r"\s?[،,] (?:و?بحسب|و?حسب|و?وفق|على حد|مضيفا|مؤكدا|مشيرا)\w* ")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u200f\u200e([{-–—:،,؛/ـ")
_SENTENCE_ENDS = frozenset(".!?؟")
_AFTER_CLOSING = frozenset(" \t\n\r\u00a0\u200f\u200e.)]},:،؛!?؟…-–—/")


class Mark(NamedTuple):
    """One mark: its span and its code point."""

    start: int
    end: int
    code: int


class Pair(NamedTuple):
    """An opening mark and its closing one, or the end of the paragraph when there is none."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    closed: bool


def pair_marks(text: str, marks: Sequence[Mark], end: int) -> list[Pair]:
    """Pair the marks of one paragraph that ends at ``end``; pairs nest, never cross.

    Four readings are tried in turn: by the space around a mark, by its shape, by simple
    alternation, and by the space with styles mixed up ("…»). The first that leaves no mark over is
    taken; else the first, in which a mark never closed ends with the paragraph and a stray closing
    mark is nothing.

    Parameters
    ----------
    text : str
        The whole text.
    marks : sequence of Mark
        The paragraph's, in order.
    end : int
        Where the paragraph ends.

    Returns
    -------
    list of Pair
        By their beginnings, outer before inner.

    Examples
    --------
    >>> pair_marks("قال ”نعم”", [Mark(4, 5, 0x201D), Mark(8, 9, 0x201D)], 9)
    [Pair(start=4, inner_start=5, inner_end=8, end=9, closed=True)]
    """
    if not marks:
        return []
    return _shortened(text, _paired(text, marks, end))


def _shortened(text: str, pairs: list[Pair]) -> list[Pair]:
    """End a quotation that nobody closed where its sentence ends, if another is opened after it.

    The other must be announced (وأضاف: «…»), so that it is not a name within.
    """
    for number, pair in enumerate(pairs):
        if not pair.closed:
            pairs[number] = _ended_within(text, pair, pairs[number + 1 : number + 1 + _NESTED])
    announced = shared = -1
    for number in range(len(pairs) - 1, -1, -1):
        pair = pairs[number]
        if announced > pair.inner_start and (not pair.closed or pair.end == shared):
            stop = text.rfind(".", pair.inner_start, announced)
            if stop > 0:
                pairs[number] = Pair(pair.start, pair.inner_start, stop, stop, True)
            announced = -1
        if text[max(0, pair.start - 2) : pair.start].rstrip().endswith(":"):
            announced, shared = pair.start, pair.end
    return pairs


def _ended_within(text: str, pair: Pair, inner: Sequence[Pair]) -> Pair:
    """End a quotation that nobody closed with one inside, where its source is told after it."""
    for other in inner:
        if other.closed and _SOURCE.match(text, other.end):
            return Pair(pair.start, pair.inner_start, other.inner_end, other.end, True)
    return pair


def _paired(text: str, marks: Sequence[Mark], end: int) -> list[Pair]:
    around = [_direction_by_space(text, mark) for mark in marks]
    shape = [_DIRECTION.get(mark.code, 0) for mark in marks]
    if shape[0] < 0 and around[0] == 0 and text[marks[0].start - 1 : marks[0].start].isspace():
        shape[0] = 1  # nothing is open yet that it could close: يقول ” كلام
    pairs, whole = _stack(marks, [a or b for a, b in zip(around, shape, strict=True)], end)
    if whole:
        return pairs
    for reading in ([b or a for a, b in zip(around, shape, strict=True)], [0] * len(marks)):
        others, whole = _stack(marks, reading, end)
        if whole:
            return others
    others, whole = _stack(marks, around, end, mixed=True)
    return others if whole else pairs


def _stack(
    marks: Sequence[Mark], reading: Sequence[int], end: int, *, mixed: bool = False
) -> tuple[list[Pair], bool]:
    """Match marks read as opening (1), closing (-1) or whichever fits (0).

    Where styles are ``mixed`` a double mark of any style closes one of any other, and all of its
    like that are open: "… "…».
    """
    open_marks: list[tuple[Mark, int]] = []
    n_open = [0, 0, 0, 0]
    pairs: list[Pair] = []
    whole = True
    for mark, direction in zip(marks, reading, strict=True):
        family = _FAMILY.get(mark.code, 0)
        family = family if not mixed or family == _SINGLE else 0
        if direction > 0 or (direction == 0 and not n_open[family]):
            open_marks.append((mark, family))
            n_open[family] += 1
        elif n_open[family]:
            while True:
                opener, its_family = open_marks.pop()
                n_open[its_family] -= 1
                if its_family == family:
                    break
                whole = False  # a stray mark of another style inside
            pairs.append(Pair(opener.start, opener.end, mark.start, mark.end, True))
            while mixed and open_marks and open_marks[-1][0].code == opener.code != mark.code:
                opener, its_family = open_marks.pop()
                n_open[its_family] -= 1
                pairs.append(Pair(opener.start, opener.end, mark.start, mark.end, True))
        else:
            whole = False
    if open_marks:
        whole = False
        pairs += [
            Pair(opener.start, opener.end, end, end, False)
            for opener, family in open_marks
            if family != _SINGLE  # a lone apostrophe opens nothing
        ]
    return sorted(pairs, key=lambda pair: (pair.start, -pair.end)), whole


def _direction_by_space(text: str, mark: Mark) -> int:
    before = text[mark.start - 1] if mark.start else "\n"
    after = text[mark.end] if mark.end < len(text) else "\n"
    may_open, may_close = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    if may_open != may_close:
        return 1 if may_open else -1
    if may_open:
        return 0
    # Letters on both sides: a proclitic or a particle stands before an opening mark.
    start = mark.start
    low = max(0, start - 3)
    while start > low and text[start - 1].isalpha():
        start -= 1
    if start == mark.start and before in _SENTENCE_ENDS:
        return 0  # تمت.»وتابع
    return 1 if mark.start - start <= 2 else 0
