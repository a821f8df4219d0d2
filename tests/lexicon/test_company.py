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


def test_a_neighbor_may_be_undone_by_another() -> None:
    (condition,) = parse_company("accident article unless attack near 20")
    assert condition == Condition("accident", "article", 0, unless=Condition("attack", "near", 20))


@pytest.mark.parametrize(
    "cell",
    [
        "accident article unless",
        "accident article unless attack",
        "accident article unless concept:isis near 5",
        "accident article unless written damma",
        "written damma unless attack near 5",
        "unless attack near 5",
    ],
)
def test_only_a_list_with_its_reach_undoes_a_neighbor(cell: str) -> None:
    with pytest.raises(LexiconError):
        parse_company(cell)
