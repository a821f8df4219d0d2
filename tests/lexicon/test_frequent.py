from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.lexicon.check import check_lexicon
from framing.lexicon.frequent import frequent_words
from tests.lexicon.conftest import forms

Rivers = Callable[..., Path]


def frequent_of(folder: Path) -> list[str]:
    return [f.problem.split("'")[3] for f in check_lexicon(folder)[0] if f.rule == "frequent"]


@pytest.mark.parametrize(
    ("form", "kind", "clitics", "word"),
    [
        ("صف", "phrase", "و", "وصف"),
        ("حوثي", "phrase", "ب", "بحوثي"),
        ("طالب", "noun", "", "طالبان"),
        ("مقاتل", "noun", "", "مقاتلات"),
        ("سقط", "verb", "", ""),
    ],
)
def test_a_shape_that_is_another_word_is_found(
    rivers: Rivers, form: str, kind: str, clitics: str, word: str
) -> None:
    row = f"rivers-0001,river,big,{form},{kind},رأينا {form} هنا.,رأينا غيره.,{clitics},,,"
    assert frequent_of(rivers(forms=forms(row))) == ([word] if word else [])


@pytest.mark.parametrize("miss", ["زارت طالبان المدينة.", "وصل وفد طالبان. || غيره."])
def test_a_row_that_names_the_word_has_thought_of_it(rivers: Rivers, miss: str) -> None:
    row = f"rivers-0001,river,big,طالب,noun,رأينا الطالب هنا.,{miss},,,,"
    assert frequent_of(rivers(forms=forms(row))) == []


def test_an_exception_settles_the_word(rivers: Rivers) -> None:
    rows = [
        "rivers-0001,river,big,طالب,noun,رأينا الطالب هنا.,رأينا غيره.,,,,",
        "rivers-0002,river,,طالبان,except,وصلت طالبان أمس.,,,,,",
    ]
    assert frequent_of(rivers(forms=forms(*rows))) == []


def test_the_list_repeats_no_word_and_holds_arabic_only() -> None:
    words = frequent_words()
    assert len(set(words)) == len(words) > 900
    assert all("\u0621" <= letter <= "\u064a" for word in words for letter in word)
