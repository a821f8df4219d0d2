from __future__ import annotations

import pytest

from framing.errors import LexiconError
from framing.lexicon.company import Condition, parse_company


def test_alternatives_are_read_in_order() -> None:
    assert parse_company("places before 2 | concept:isis near 10 | war-words article") == (
        Condition("places", "before", 2),
        Condition("isis", "near", 10, is_concept=True),
        Condition("war-words", "article", 0),
    )


@pytest.mark.parametrize(
    "cell", ["places", "places after", "places after 0", "places after 51", "places article 3", "|"]
)
def test_anything_else_is_refused_with_what_may_be_written(cell: str) -> None:
    with pytest.raises(LexiconError, match="`LIST after N`"):
        parse_company(cell)
