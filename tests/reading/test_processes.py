"""Work that is given to other processes comes back in order and unchanged, whatever they do."""

import os

import pandas as pd
import pytest

from framing.bundled import bundled_path
from framing.intake.read import read_articles
from framing.lexicon.load import load_lexicon
from framing.reading.batches import Batches
from framing.reading.match import iter_mentions
from framing.reading.processes import map_beside, n_processes
from framing.reading.quotations import iter_quotations
from tests.reading.works import die_elsewhere, double, print_it, refuse, who


@pytest.mark.parametrize("n", [0, 1, 2])
def test_results_come_in_order_with_their_context(n: int) -> None:
    pieces = ((f"c{number}", number) for number in range(50))
    assert list(map_beside(double, pieces, n)) == [(f"c{k}", 2 * k) for k in range(50)]


def test_others_do_some_of_the_work() -> None:
    pids = {pid for _, pid in map_beside(who, ((None, k) for k in range(50)), 1)}
    assert pids - {os.getpid()}


def test_a_process_that_dies_costs_nothing() -> None:
    pieces = ((None, (os.getpid(), k)) for k in range(20))
    assert [value for _, value in map_beside(die_elsewhere, pieces, 2)] == list(range(20))


def test_an_error_is_met_where_the_work_was_asked_for() -> None:
    with pytest.raises(ValueError, match="not [012]"):
        list(map_beside(refuse, ((None, k) for k in range(3)), 1))


def test_what_the_work_prints_is_no_answer() -> None:
    assert [k for _, k in map_beside(print_it, ((None, k) for k in range(9)), 1)] == list(range(9))


def test_stopping_early_ends_the_others() -> None:
    results = map_beside(double, ((None, k) for k in range(1_000)), 2)
    assert next(results) == (None, 0)
    results.close()  # type: ignore[attr-defined]


def test_few_articles_start_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FRAMING_PROCESSES", raising=False)
    assert n_processes(100) == 0
    monkeypatch.setenv("FRAMING_PROCESSES", "3")
    assert n_processes(100) == 2
    monkeypatch.setenv("FRAMING_PROCESSES", "1")
    assert n_processes(1_000_000) == 0


@pytest.mark.parametrize("processes", ["2", "3"])
def test_any_number_of_processes_gives_the_same_tables(
    monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    batches = Batches(read_articles(bundled_path("corpus/sample")), batch=30)
    lexicons = [load_lexicon(name) for name in ("syria", "deaths")]

    def tables() -> list[pd.DataFrame]:
        mentions = [found for _, found in iter_mentions(batches, lexicons)]
        return [*mentions, *(found for _, found in iter_quotations(batches))]

    monkeypatch.setenv("FRAMING_PROCESSES", "1")
    alone = tables()
    monkeypatch.setenv("FRAMING_PROCESSES", processes)
    for ours, beside in zip(alone, tables(), strict=True):
        pd.testing.assert_frame_equal(ours, beside)
