from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon.load import load_lexicon

Rivers = Callable[..., Path]
TURNING = (
    "concept,label,gloss_ar,gloss_en,stance,reason,valid_from,valid_to\n"
    "river,big,الكبير,big,0.5,Praised.,,2024-12-07\n"
    "river,big,الكبير,big,-0.5,Mocked.,2024-12-08,\n"
    "river,small,الصغير,small,,,,\n"
)


@pytest.mark.parametrize(
    ("day", "stance"), [("2017-10-15", 0.5), ("2024-12-07", 0.5), ("2024-12-08", -0.5), ("", -0.5)]
)
def test_a_stance_that_turned_is_that_of_its_day(rivers: Rivers, day: str, stance: float) -> None:
    assert load_lexicon(rivers(labels=TURNING)).stances(day) == {("river", "big"): stance}


def test_labels_come_once_however_often_they_turn(rivers: Rivers) -> None:
    assert load_lexicon(rivers(labels=TURNING)).labels_of("river") == ["big", "small"]


def test_glosses_come_in_both_languages(rivers: Rivers) -> None:
    lexicon = load_lexicon(rivers())
    assert lexicon.gloss("river") == "النهر"
    assert lexicon.gloss("river", "small", "en") == "small"
    with pytest.raises(LexiconError, match="'bigg' is not one of its labels. .*Closest: 'big'"):
        lexicon.gloss("river", "bigg")


def test_tables_have_the_columns_of_the_files_and_the_home(rivers: Rivers) -> None:
    table = load_lexicon(rivers()).table("forms")
    assert list(table.columns[:5]) == ["id", "concept", "label", "form", "kind"]
    assert table["lexicon"].tolist() == ["rivers", "rivers"]


def test_lexicons_of_equal_content_are_equal_wherever_they_lie(
    rivers: Rivers, tmp_path: Path
) -> None:
    first, second = load_lexicon(rivers()), load_lexicon(rivers(home=tmp_path / "copy"))
    assert first == second and len({first, second}) == 1


def test_switching_a_rule_off_makes_another_lexicon(rivers: Rivers, tmp_path: Path) -> None:
    plain = load_lexicon(rivers())
    other = load_lexicon(rivers('spelling_off = ["country"]\n', home=tmp_path / "b"))
    assert plain.spelling - other.spelling == {"country"}
    assert plain != other
