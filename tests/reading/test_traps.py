"""Sixty sentences in which a listed word means something else: none of it is counted.

Where the sentence names another thing that a lexicon knows (the Free Army, say), the mention is
of that other concept, listed in ``other_concepts``.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from framing.reading.match import find_mentions

with open(Path(__file__).parent.parent / "cases" / "traps.csv", encoding="utf-8") as handle:
    TRAPS = list(csv.DictReader(handle))


@lru_cache(maxsize=8)
def found(lexicon: str) -> pd.DataFrame:
    texts = [trap["text"] for trap in TRAPS if trap["lexicon"] == lexicon]
    articles = pd.DataFrame({"article_id": texts, "text": texts})
    return find_mentions(articles, lexicon, voices=False)


def test_there_are_sixty() -> None:
    assert len(TRAPS) == 60


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap['lexicon']}-{trap['form']}")
def test_the_trap_is_not_fallen_for(trap: dict[str, str]) -> None:
    mentions = found(trap["lexicon"])
    here = mentions[mentions["article_id"] == trap["text"]]
    assert set(here["concept"]) <= set(trap["other_concepts"].split())
