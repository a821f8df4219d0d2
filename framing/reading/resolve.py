"""From every hit to mentions: company kept, longest form wins, second names dropped."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from framing.reading.matcher import Matcher


def resolve_hits(hits: NDArray[np.int32], matcher: Matcher) -> NDArray[np.int32]:
    """Choose the mentions among the hits of the scanner.

    A hit whose form requires a neighbor that is not there, or forbids one that is, falls first.
    Then, within one article and concept, longer spans win over shorter ones that they overlap;
    of equal spans an exception wins over a form, and a form that asked for company over one
    that did not. What an exception wins is no mention.

    Parameters
    ----------
    hits : int32 array, hits × 8
        From ``framing.reading.scan.scan_texts``.
    matcher : Matcher
        Whose entries the hits number.

    Returns
    -------
    int32 array, mentions × 8
        The chosen hits, ordered by article, start and end.
    """
    from framing.reading.resolver import keep_company

    if not len(hits):
        return hits
    alive = np.zeros(len(hits), np.bool_)
    keep_company(
        hits, matcher.concept, matcher.lists_at, matcher.lists, matcher.rules_at, matcher.rules,
        int(matcher.automaton.ends[:, 2].max()), np.zeros(matcher.n_lists + 1, np.int64), alive,
    )  # fmt: skip
    found = hits[alive]
    concept = matcher.concept[found[:, 1]]
    asked = np.diff(matcher.rules_at)[found[:, 1]] > 0
    rank = np.where(matcher.blocks[found[:, 1]], 2, asked.astype(np.int32)).astype(np.int32)
    order = np.lexsort((found[:, 1], -rank, -found[:, 3], found[:, 2], concept, found[:, 0]))
    found, concept, rank = found[order], concept[order], rank[order]
    won = _longest(found, concept, rank) & ~matcher.blocks[found[:, 1]]
    chosen = found[won]
    return np.asarray(chosen[np.lexsort((chosen[:, 1], chosen[:, 3], chosen[:, 2], chosen[:, 0]))])


def _longest(
    hits: NDArray[np.int32], concept: NDArray[np.int32], rank: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Return which hits win, given in order of article, concept and start.

    Each run of overlapping hits of a concept is settled from the longest span down.
    """
    from framing.reading.resolver import settle

    article, start, end = (hits[:, column].astype(np.int64) for column in (0, 2, 3))
    group = np.zeros(len(hits), np.int64)
    group[1:] = np.cumsum((article[1:] != article[:-1]) | (concept[1:] != concept[:-1]))
    reach = np.maximum.accumulate((group << 32) + end)
    begins = np.ones(len(hits), np.bool_)
    begins[1:] = ((group << 32) + start)[1:] >= reach[:-1]
    run, length = np.cumsum(begins) - 1, end - start
    most = np.maximum.reduceat(length, np.flatnonzero(begins))[run]
    several = np.bincount(run)[run] > 1
    order = np.lexsort((-(length * 4 + rank), run))
    won = np.zeros(len(hits), np.bool_)
    settle(hits, run, most, order[several[order]], won)
    return np.asarray(won | ~several)


def second_names(
    mentions: NDArray[np.int32], concept: NDArray[np.int32], texts: list[str]
) -> NDArray[np.bool_]:
    """Tell which mentions are second names in marks right after a first: … الديمقراطية (قسد).

    Parameters
    ----------
    mentions : int32 array, mentions × 8
        Ordered by article and start.
    concept : int32 array
        The concept of each.
    texts : list of str

    Returns
    -------
    bool array
    """
    second = np.zeros(len(mentions), np.bool_)
    order = np.lexsort((mentions[:, 2], concept, mentions[:, 0]))
    here, before = order[1:], order[:-1]
    same = (mentions[here, 0] == mentions[before, 0]) & (concept[here] == concept[before])
    gap = mentions[here, 2] - mentions[before, 3]
    for k in np.flatnonzero(same & (gap > 0) & (gap <= 4)):
        text = texts[mentions[here[k], 0]]
        between = text[mentions[before[k], 3] : mentions[here[k], 2]]
        after = text[mentions[here[k], 3] : mentions[here[k], 3] + 1]
        second[here[k]] = _opens(between) and _is_mark(after)
    return second


def _opens(between: str) -> bool:
    marks = [char for char in between if _is_mark(char)]
    return bool(marks) and all(char.isspace() or _is_mark(char) for char in between)


def _is_mark(char: str) -> bool:
    from framing.text.spelling import classify

    return bool(char) and classify(char)[0] == "quote"


def as_columns(mentions: NDArray[np.int32], matcher: Matcher) -> dict[str, list[Any]]:
    """Return what the lexicon says of each mention, by column of the mentions table."""
    rows = [matcher.entries[form] for form in mentions[:, 1].tolist()]
    names = {"lexicon": "lexicon", "concept": "concept", "label": "label", "form_id": "id",
             "form": "form"}  # fmt: skip
    return {column: [getattr(row, name) for row in rows] for column, name in names.items()}
