from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.lexicon.entry import KINDS
from framing.lexicon.inflect import patterns
from framing.text.spelling import DEFAULT_SPELLING

ALL = DEFAULT_SPELLING


def written(form: str, kind: str, clitics: str = "", endings: str = "") -> set[str]:
    """Every written shape, what stands before included."""
    return {
        prefix + " ".join(pattern.words)
        for pattern in patterns(form, kind, clitics, ALL, endings)
        for prefix in pattern.prefixes
    }


@pytest.mark.parametrize(
    ("form", "kind", "found"),
    [
        ("مسلح", "noun", "مسلحون مسلحين مسلحو مسلحي مسلحان المسلحين للمسلحين وبالمسلحين مسلحيها"),
        ("مسلحون", "noun", "مسلحون مسلحين مسلحو مسلحي المسلحون للمسلحين ولمسلحي مسلحيه"),
        ("اللجنة", "noun", "اللجنة للجنة وللجنة باللجنة اللجان".replace(" اللجان", "")),
        ("احتجاج", "noun", "احتجاجا احتجاجات احتجاجاتهم احتجاجه بالاحتجاجات للاحتجاج"),
        ("شهداء", "noun", "شهداؤهم شهدائها شهداءه الشهداء للشهداء"),
        ("قتلى", "noun", "قتلى قتلاهم القتلى والقتلى"),
        ("مظاهرة", "noun", "مظاهرتان مظاهرات مظاهرتهم المظاهرات لمظاهرة"),
        ("الحوثي", "noun", "الحوثي الحوثيون الحوثيين للحوثيين بالحوثي"),
        ("مرتزق", "noun", "مرتزقون مرتزقين مرتزقي"),
        ("ميليشيا", "noun", "ميليشيات مليشيات ميلشيا والميليشيات للمليشيات ميليشياتها"),
        ("استشهد", "verb", "استشهدوا واستشهد سيستشهد ليستشهد فاستشهدت"),
        ("قسد", "phrase", "قسد"),
        ("داعش", "phrase", "داعش وداعش لداعش بداعش وبداعش كداعش"),
        ("YPG", "phrase", "YPG الYPG وYPG للYPG"),
    ],
)
def test_a_form_is_found_in_every_shape(form: str, kind: str, found: str) -> None:
    assert set(found.split()) <= written(form, kind)


@pytest.mark.parametrize(
    ("form", "kind", "other_words"),
    [
        ("الحوثي", "noun", "بحوثي حوثي"),  # my researches
        ("تحرير", "noun", "تحريري تحريرون"),  # editorial
        ("إرهاب", "noun", "إرهابي"),  # terrorist
        ("نظام", "noun", "نظامي"),  # regular
        ("مسلح", "noun", "مسلحه مسلحة"),  # armed, of a group
        ("مقاتل", "noun", "مقاتلة مقاتله"),  # a warplane
        ("زير", "phrase", "وزير"),
        ("بلد", "noun", "وبلد لبلد"),
        ("قانون", "noun", "قانين قانو"),
        ("متعاون", "noun", "متعاين متعاو"),
        ("قتل", "exact", "وقتل القتل يقتل"),
        ("قتل", "verb", "بقتل كقتل لقتل القتل"),
        ("مسلحو المعارضة", "noun", "المسلحو"),
    ],
)
def test_other_words_are_not_made(form: str, kind: str, other_words: str) -> None:
    assert not set(other_words.split()) & written(form, kind)


def test_the_contraction_of_lam_is_never_written_with_the_article() -> None:
    shapes = written("القوات الكردية", "phrase")
    assert {"للقوات الكردية", "وللقوات الكردية"} <= shapes
    assert "لالقوات الكردية" not in shapes
    assert "قوات الكردية" not in shapes


def test_a_noun_before_a_defined_word_stands_in_construct() -> None:
    assert [" ".join(p.words) for p in patterns("مسلح المعارضة", "noun", "no", ALL)] == [
        "مسلح المعارضة",
        "مسلحا المعارضة",
        "مسلحي المعارضة",
        "مسلحو المعارضة",
        "مسلحات المعارضة",
    ]


def test_spellings_of_words_multiply() -> None:
    found = written("ميليشيات قوات سوريا الديمقراطية", "phrase", clitics="no")
    assert "مليشيا قوات سورية الديموقراطية" in found
    assert len(found) == 8 * 2 * 2


def test_a_rule_switched_off_makes_no_spelling() -> None:
    off = ALL - {"country"}
    assert [p.words for p in patterns("في سوريا", "phrase", "no", off)] == [("في", "سوريا")]


def test_endings_choose_what_a_noun_takes() -> None:
    found = written("مقاتل", "noun", clitics="no", endings="-pronoun -dual -tanwin -feminine")
    bare = {"مقاتل", "مقاتلون", "مقاتلين", "مقاتلي", "مقاتلو"}
    assert found == bare | {"المقاتل", "المقاتلون", "المقاتلين"}
    assert "قناصين" in written("قناص", "noun", endings="+plural")
    assert written("قصف", "noun", endings="none") == {"قصف"}


def test_short_words_take_clitics_where_asked() -> None:
    assert written("قسد", "phrase", clitics="ول") == {"قسد", "وقسد", "لقسد", "ولقسد"}


@given(
    st.text("ابتحدرسقلمنويةىءئ", min_size=1, max_size=9),
    st.sampled_from([kind for kind in KINDS if kind != "verb"]),
    st.sampled_from(["", "yes", "no", "وب"]),
    st.sampled_from(["", "الرمل", "رمل"]),
)
def test_every_shape_comes_once_and_the_listed_one_is_among_them(
    word: str, kind: str, clitics: str, second: str
) -> None:
    form = f"{word} {second}".strip()
    found = patterns(form, kind, clitics, ALL)
    assert len({p.words for p in found}) == len(found) <= 80
    assert all(len(set(p.prefixes)) == len(p.prefixes) for p in found)
    assert form in {" ".join(p.words) for p in found if "" in p.prefixes}
