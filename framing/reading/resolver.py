"""The compiled parts of resolving: neighbors within a window, and the longest form."""

from __future__ import annotations

from typing import Any

import numpy as np

from framing.cache import compiled, within_compiled
from framing.reading.matcher import AFTER, ARTICLE, BEFORE, WRITTEN

_ARTICLE, _FORM, _START, _END, _FIRST, _LAST, _SENTENCE, _VOWEL = range(8)


@within_compiled
def belongs(form: int, asked: int, lists_at: Any, lists: Any) -> bool:
    """Tell whether an entry belongs to the list that is asked for."""
    for k in range(lists_at[form], lists_at[form + 1]):  # noqa: SIM110 - numba has no any()
        if lists[k] == asked:
            return True
    return False


@within_compiled
def has_neighbor(
    hits: Any,
    h: int,
    lo: int,
    hi: int,
    asked: int,
    where: int,
    words: int,
    longest_form: int,
    lists_at: Any,
    lists: Any,
) -> bool:
    """Tell whether hit ``h`` has a neighbor of a list within ``words`` words."""
    sentence = hits[h, _SENTENCE]
    if where != BEFORE:
        g = h + 1
        while g < hi and hits[g, _LAST] < hits[h, _LAST] + words + longest_form:
            distance = hits[g, _FIRST] - hits[h, _LAST]
            near = 0 <= distance < words and hits[g, _SENTENCE] == sentence
            if near and belongs(hits[g, _FORM], asked, lists_at, lists):
                return True
            g += 1
    if where != AFTER:
        g = h - 1
        while g >= lo and hits[g, _LAST] > hits[h, _FIRST] - words:
            near = hits[g, _LAST] <= hits[h, _FIRST] and hits[g, _SENTENCE] == sentence
            if near and belongs(hits[g, _FORM], asked, lists_at, lists):
                return True
            g -= 1
    return False


@within_compiled
def is_there(
    hits: Any,
    h: int,
    lo: int,
    hi: int,
    asked: int,
    where: int,
    words: int,
    longest_form: int,
    lists_at: Any,
    lists: Any,
    seen_in: Any,
) -> bool:
    """Tell whether hit ``h`` has what one condition names."""
    if where == ARTICLE:
        return bool(seen_in[asked] == hits[h, _ARTICLE] + 1)
    if where == WRITTEN:
        return bool(hits[h, _VOWEL] == asked)
    return bool(has_neighbor(hits, h, lo, hi, asked, where, words, longest_form, lists_at, lists))


@compiled
def keep_company(
    hits: Any,
    concept: Any,
    lists_at: Any,
    lists: Any,
    rules_at: Any,
    rules: Any,
    longest_form: int,
    seen_in: Any,
    alive: Any,
) -> None:
    """Write which hits are of a concept and have the company that their forms ask for.

    ``seen_in`` holds, for each list, 1 + the last article that has it; it begins as zeros.
    """
    n = hits.shape[0]
    lo = np.int64(0)
    while lo < n:
        article = hits[lo, _ARTICLE]
        hi = lo
        while hi < n and hits[hi, _ARTICLE] == article:
            form = hits[hi, _FORM]
            for k in range(lists_at[form], lists_at[form + 1]):
                seen_in[lists[k]] = article + 1
            hi += 1
        for h in range(lo, hi):
            form = hits[h, _FORM]
            if concept[form] < 0:
                continue
            requires, met, broken = False, False, False
            for r in range(rules_at[form], rules_at[form + 1]):
                asked, where, words, forbids = rules[r, 0], rules[r, 1], rules[r, 2], rules[r, 3]
                requires = requires or not forbids
                if (met and not forbids) or broken:
                    continue
                there = is_there(
                    hits, h, lo, hi, asked, where, words, longest_form, lists_at, lists, seen_in
                )
                if there and rules[r, 4] >= 0:  # undone where another neighbor is there too
                    there = not is_there(
                        hits, h, lo, hi, rules[r, 4], rules[r, 5], rules[r, 6],
                        longest_form, lists_at, lists, seen_in,
                    )  # fmt: skip
                broken = broken or (forbids == 1 and there)
                met = met or (forbids == 0 and there)
            alive[h] = (met or not requires) and not broken
        lo = hi


@compiled
def settle(hits: Any, run: Any, most: Any, order: Any, won: Any) -> None:
    """Write which hits win, in runs of hits that overlap, settled in a given order.

    A hit falls when it overlaps one that has won; ``most`` is the longest span of its run.
    """
    n = hits.shape[0]
    for h in order:
        free = True
        g = h - 1
        while free and g >= 0 and run[g] == run[h] and hits[g, _START] + most[h] > hits[h, _START]:
            free = not (won[g] and hits[g, _END] > hits[h, _START])
            g -= 1
        g = h + 1
        while free and g < n and run[g] == run[h] and hits[g, _START] < hits[h, _END]:
            free = not won[g]
            g += 1
        won[h] = free
