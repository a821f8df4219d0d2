from __future__ import annotations

import pytest

from framing.errors import LexiconError
from framing.lexicon.verbs import conjugate


def shapes(form: str) -> set[str]:
    return {shape for shape, *_ in conjugate(form)}


@pytest.mark.parametrize(
    ("form", "some"),
    [
        ("استشهد", "استشهد استشهدت استشهدوا استشهدنا يستشهد تستشهد يستشهدون يستشهدوا"),
        ("قُتل", "قتل قتلت قتلا قتلوا يقتل تقتل يقتلون"),
        ("تُوُفِّيَ", "توفي توفيت توفوا يتوفى يتوفون"),
        ("توفي", "توفي توفيت يتوفى"),
        ("ارتقى", "ارتقى ارتقت ارتقوا يرتقي يرتقون"),
        ("اغتيل", "اغتيل اغتيلت اغتيلوا يغتال"),
        ("أُعدم", "أعدم أعدموا يعدم يعدمون"),
        ("حُيّد", "حيد حيدوا يحيد"),
        ("حوصر", "حوصر حوصرت يحاصر"),
        ("سُئل", "سئل سئلوا يسأل"),
        ("شُنّ", "شن شنت يشن"),
        ("مات", "مات ماتوا يموت يموتون"),
        ("هلك", "هلك هلكوا يهلك"),
        ("صفّى", "صفى صفت صفوا يصفي"),
        ("أُصيب", "أصيب أصيبت أصيبوا يصاب"),
    ],
)
def test_the_conjugation_holds_the_shapes_of_the_grammar_books(form: str, some: str) -> None:
    assert set(some.split()) <= shapes(form)


@pytest.mark.parametrize(
    ("form", "other_word"),
    [
        ("استعاد", "يستعد"),  # prepares
        ("سقط", "أسقط"),  # shot down
        ("اغتيل", "أغتال"),  # اغتال, the active, once alef seats are folded
        ("أُفيد", "نفاد"),  # running out
        ("صفّى", "يصف"),  # describes
    ],
)
def test_shapes_that_are_other_words_are_left_out(form: str, other_word: str) -> None:
    assert other_word not in shapes(form)


def test_only_an_indicative_takes_sin_and_only_a_subjunctive_lam() -> None:
    moods = {shape: rest for shape, *rest in conjugate("قتل")}
    assert moods["قتلوا"] == [False, False]
    assert moods["يقتلون"] == [True, False]
    assert moods["يقتلوا"] == [False, True]
    assert moods["يقتل"] == [True, True]


@pytest.mark.parametrize("word", ["استُعيدت", "ب", "في سوريا", "YPG"])
def test_what_is_no_past_third_person_is_refused_by_name(word: str) -> None:
    with pytest.raises(LexiconError, match="cannot be conjugated"):
        conjugate(word)
