"""Of whom a mention is said, by construction."""

import pandas as pd
import pytest

from framing.reading.parties import find_parties
from framing.reading.targets import target_of
from tests.reading.voice_cases import load_cases


@pytest.mark.parametrize("case", load_cases("targets"), ids=lambda c: c["name"])
def test_the_party_is_found_by_construction_or_not_at_all(case):
    start, end = case["text"].index("⟦"), case["text"].index("⟧") - 1
    text = case["text"].replace("⟦", "").replace("⟧", "")
    parties = find_parties(pd.DataFrame({"text": [text]}), [0])[0]
    assert target_of(text, start, end, parties) == case["target"]


def test_parties_of_several_articles_stay_apart():
    articles = pd.DataFrame({"text": ["عاد الطلاب.", "انسحب مسلحو داعش.", "قتل جندي."]})
    found = find_parties(articles, [2, 1])
    assert [[p.concept for p in found[row]] for row in (1, 2)] == [["isis"], ["soldiers"]]
