"""The parties that texts name: the forms of the lexicon ``parties``, and where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import pandas as pd


class Party(NamedTuple):
    """A party's name in a text."""

    start: int
    end: int
    concept: str


def find_parties(articles: pd.DataFrame, rows: Sequence[int]) -> dict[int, list[Party]]:
    """Find the parties of the lexicon ``parties`` in the articles at some positions.

    Examples
    --------
    >>> import pandas as pd
    >>> found = find_parties(pd.DataFrame({"text": ["انسحب مسلحو داعش."]}), [0])
    >>> [party.concept for party in found[0]]
    ['isis']
    """
    import numpy as np
    import pyarrow as pa

    from framing.reading.resolve import resolve_hits
    from framing.reading.scan import scan_texts

    texts = pa.array(articles["text"].take(list(rows)), from_pandas=True)
    found: dict[int, list[Party]] = {row: [] for row in rows}
    for matcher in party_matchers():
        hits = scan_texts(
            texts, np.zeros(len(rows), np.int64), matcher.automaton, matcher.concept < 0
        )
        chosen = resolve_hits(hits, matcher)
        concepts = [matcher.concepts[n][1] for n in matcher.concept[chosen[:, 1]]]
        for (number, _, start, end), concept in zip(chosen[:, :4].tolist(), concepts, strict=True):
            found[rows[number]].append(Party(start, end, concept))
    for parties in found.values():
        parties.sort(key=lambda party: (party.start, -party.end))
    return found


@lru_cache(maxsize=1)
def party_matchers() -> tuple[Any, ...]:
    """Return the matchers of the lexicon ``parties``."""
    from framing.lexicon.load import load_lexicon
    from framing.reading.matcher import build_matchers

    return tuple(build_matchers([load_lexicon("parties")]))


def starting(parties: Sequence[Party], start: int, end: int) -> Party | None:
    """Return the longest party that begins within a word, its proclitics aside."""
    at = bisect_left(parties, start, key=lambda party: party.start)
    best: Party | None = None
    while at < len(parties) and parties[at].start < min(end, start + 3):
        if best is None or parties[at].end > best.end:
            best = parties[at]
        at += 1
    return best
