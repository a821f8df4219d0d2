"""States of the automaton: one number for one set of nodes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import framing.reading.statenumbers as statenumbers
from framing.reading.ragged import Lists
from framing.reading.statenumbers import NONE, StateNumbers

STATES = st.tuples(
    st.sampled_from([NONE, 1, 2]), st.frozensets(st.integers(0, 9), min_size=1), st.integers(0, 2)
)


def numbered(known: StateNumbers, asked: list[tuple[int, frozenset[int], int]]) -> list[int]:
    bases, nodes, modes = zip(*asked, strict=True)
    lists = Lists.of([sorted(one) for one in nodes])
    return known.number(np.array(bases), lists, np.array(modes)).tolist()


@given(st.lists(STATES, min_size=1), st.lists(STATES, min_size=1))
def test_states_have_one_number_exactly_when_they_are_equal(first, second):
    known = StateNumbers(10, [0, 1, 2])
    numbers = numbered(known, first) + numbered(known, second)
    states = first + second
    assert len(set(numbers)) == len(set(states)) == len(known) - 3
    assert len(set(zip(numbers, states, strict=True))) == len(set(states))
    in_order = list(dict.fromkeys(numbers))
    assert in_order == list(range(3, len(known)))


def test_a_base_with_nothing_beside_it_is_itself_and_nothing_at_all_the_empty_state():
    known = StateNumbers(10, [0, 1, 2])
    nothing = Lists.of([(), ()])
    assert known.number(np.array([1, NONE]), nothing, np.array([2, 2])).tolist() == [1, 2]


def test_two_states_with_one_key_are_never_taken_for_one(monkeypatch):
    monkeypatch.setattr(statenumbers, "_mixed", lambda values: np.zeros(len(values), np.uint64))
    with pytest.raises(RuntimeError, match="share a key"):
        numbered(
            StateNumbers(10, [0, 1, 2]), [(NONE, frozenset({3}), 1), (NONE, frozenset({3}), 2)]
        )


@given(st.lists(st.lists(st.integers(0, 9))), st.data())
def test_lists_in_two_arrays_give_what_lists_give(lists, data):
    chosen = data.draw(st.lists(st.integers(0, len(lists) - 1))) if lists else []
    owners, values = Lists.of(lists).taken(np.array(chosen, np.int64))
    expected = [(place, value) for place, n in enumerate(chosen) for value in lists[n]]
    assert list(zip(owners.tolist(), values.tolist(), strict=True)) == expected
