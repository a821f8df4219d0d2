"""Result rows say themselves, and say no more than they show."""

from __future__ import annotations

import numpy as np
import pytest

from framing.errors import TableError
from framing.measure.between import ABSENT, FEW
from framing.measure.distances import ONE_LABEL
from framing.measure.families import OUTSIDE
from framing.measure.sentences import say
from framing.measure.share_tables import MIXED_TARGETS
from framing.measure.within import FEW as FEW_STORIES
from framing.measure.within import NONE, SAME

SHARE = {
    "outlet": "north", "concept": "sdf", "label": "militia", "n_mentions": 74, "n_concept": 104,
    "n_articles": 38, "share": 0.712, "ci_low": 0.6, "ci_high": 0.8, "note": "",
}  # fmt: skip
GAP = {
    "concept": "sdf", "label": "militia", "outlet_a": "north", "outlet_b": "south",
    "difference": -0.4, "ci_low": -0.55, "ci_high": -0.2, "p_value": 0.0002, "q_value": 0.01,
    "n_stories": 14.0, "note": "",
}  # fmt: skip


def test_a_share_is_said_with_its_figures():
    assert say(SHARE, "en") == (
        "In its own words, north used “militia” for sdf in 71% of 104 mentions "
        "(95% CI 60 to 80%, 38 articles)."
    )


def test_figures_stand_left_to_right_in_arabic():
    said = say(SHARE, "ar", names={"north": "الشمال"})
    assert "\u206671%\u2069" in said and "الشمال" in said
    assert said.count("\u2066") == said.count("\u2069")


def test_a_difference_names_who_uses_it_more():
    assert say(GAP, "en") == (
        "south used “militia” for sdf more often than north, by 40 percentage points "
        "(95% CI 20 to 55, p < .001, q = .010), within 14 stories that both tell."
    )


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_not_shown_is_not_called_a_difference(language):
    weak = GAP | {"p_value": 0.02, "q_value": 0.2, "ci_high": 0.1}
    said = say(weak, language)
    assert ("No difference" if language == "en" else "لم يثبت") in said


def test_what_cannot_be_estimated_says_why():
    row = SHARE | {"share": np.nan, "note": "no mention"}
    assert say(row, "en") == "Of north nothing can be said: no mention."


@pytest.mark.parametrize("note", [ABSENT, FEW, ONE_LABEL, MIXED_TARGETS, NONE, SAME, FEW_STORIES])
def test_reasons_are_said_in_arabic(note):
    row = GAP | {"difference": np.nan, "note": f"{note}; {OUTSIDE}"}
    said = say(row, "ar", names={"north": "الشمال", "south": "الجنوب"})
    assert not any("a" <= letter <= "z" for letter in said.replace("قيمة p", "")), said


def test_a_share_without_an_interval_says_so():
    assert "no interval can be given" in say(SHARE | {"ci_low": np.nan, "ci_high": np.nan}, "en")


def test_quoted_words_are_not_called_its_own():
    assert say(SHARE | {"voice": "quoted"}, "en").startswith("In what it quotes")


def test_a_row_of_another_table_is_refused():
    with pytest.raises(TableError, match="source, line is of no table"):
        say({"source": "a.csv", "line": 2}, "en")
