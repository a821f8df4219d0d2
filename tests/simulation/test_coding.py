"""Seeded simulations of coding: a few cells here, all of them with ``make simulate``.

The full run writes its tables to ``docs/coding-simulations.md``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.simulation.coding_page import FEW, write_page
from tests.simulation.coding_studies import (
    agreement_coverage,
    difference_coverage,
    every_agreement,
    every_difference,
    every_lexicon,
    every_share,
    lexicon_coverage,
    share_coverage,
)

ASKED = 0.92


def check(table: pd.DataFrame, errors: float = 3.0) -> None:
    """Every cell covers as asked, but for what chance takes away in so many draws."""
    often = table[table["n"] >= FEW]
    noise = errors * np.sqrt(ASKED * (1 - ASKED) / often["n"])
    assert (often["covered"] >= ASKED - noise).all(), often.sort_values("covered").head()
    assert np.average(often["covered"], weights=often["n"]) >= ASKED


@pytest.mark.parametrize(("share", "n", "kind"), [(0.2, 100, "plain"), (0.1, 200, "flagged")])
def test_corrected_shares_cover_in_a_few_cells_and_naive_ones_do_not(
    share: float, n: int, kind: str
) -> None:
    table = share_coverage(share, n, kind, 40)
    naive = table["method"] == "naive"
    check(table[~naive])
    assert table.loc[naive, "covered"].median() < 0.1


def test_differences_cover_in_a_cell() -> None:
    check(difference_coverage(0.2, 100, "hits", 40))


def test_label_shares_corrected_for_wrong_mentions_cover_in_a_cell() -> None:
    check(lexicon_coverage({"a": 0.66, "b": 0.97}, 40, 80).assign(n=80))


@pytest.mark.parametrize("n_coders", [2, 5])
def test_agreement_of_twenty_units_covers_in_a_cell(n_coders: int) -> None:
    check(agreement_coverage(20, "2, one of .15", n_coders, ".8", 150))


@pytest.mark.slow
def test_every_cell_of_coding_keeps_its_promise() -> None:
    tables = {
        "shares": every_share(200),
        "differences": every_difference(100),
        "lexicon": every_lexicon(400),
        "agreement": every_agreement(150),
    }
    write_page(tables)
    check(tables["shares"][tables["shares"]["method"] != "naive"])
    check(tables["differences"])
    check(tables["lexicon"].assign(n=400))
    check(tables["agreement"])
