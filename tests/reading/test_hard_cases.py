"""Hand-written hard cases: what is found, under which label, with which span, and what is not."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from framing.reading.match import find_mentions

CASES = Path(__file__).parent.parent / "cases"


def rows(name: str) -> list[dict[str, str]]:
    with open(CASES / name, encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@lru_cache(maxsize=1)
def found() -> dict[tuple[str, str], pd.DataFrame]:
    """Everything that is found in every case, read in one go a lexicon."""
    tables = {}
    cases = pd.DataFrame(rows("forms.csv"))
    for lexicon, part in cases.groupby("lexicon"):
        texts = part["text"].drop_duplicates()
        articles = pd.DataFrame({"article_id": texts, "text": texts})
        mentions = find_mentions(articles, str(lexicon), voices=False)
        for text in texts:
            tables[str(lexicon), text] = mentions[mentions["article_id"] == text]
    return tables


@pytest.mark.parametrize("case", rows("forms.csv"), ids=lambda c: f"{c['lexicon']}-{c['about']}")
def test_hard_case(case: dict[str, str]) -> None:
    mentions = found()[case["lexicon"], case["text"]]
    here = mentions[mentions["concept"] == case["concept"]]
    got = [f"{s}={x}" for s, x in zip(here["surface"], here["label"], strict=True)]
    assert " | ".join(got) == case["expected"]
    for row in here.itertuples():
        assert case["text"][row.start : row.end] == row.surface
