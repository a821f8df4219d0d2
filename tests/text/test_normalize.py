"""Normalizing keeps the way back to the source."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.text.normalize import normalize
from framing.text.spelling import DEFAULT_SPELLING, RULES, WORD_RULES, fold_word

ARABIC = "".join(map(chr, range(0x620, 0x653))) + "ﻻﷲﷺٱیک\u0654\u0670\u200f\u200d _\n«»"
TEXTS = st.text(st.one_of(st.sampled_from(ARABIC), st.characters(exclude_categories=["Cs"])))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("الشُّهَداءُ", "الشهداء"),
        ("قـــسد", "قسد"),
        ("ﻗﺴﺪ", "قسد"),
        ("ﻻجئ", "لاجئ"),
        ("ﷲ", "الله"),
        ("أإآٱا", "ااااا"),
        ("القرى", "القري"),
        ("سورية", "سوريه"),
        ("سورية كبيرة", "سوريه كبيره"),
        ("دمشقی", "دمشقي"),
        ("١٤ و۱۴", "14 و14"),
        ("قوات\u200f سوريا\u202c", "قوات سوريا"),
        ("YPG", "ypg"),
        ("قوات\u00a0سوريا_الديمقراطية", "قوات سوريا الديمقراطيه"),
        ("مو\u0654يد", "مؤيد"),
    ],
)
def test_spellings_are_read_as_one(written: str, read: str) -> None:
    assert normalize(written).text == read


def test_hamza_seats_are_told_apart_unless_switched_on() -> None:
    assert fold_word("شؤون") != fold_word("شئون")
    both = DEFAULT_SPELLING | {"hamza_seats"}
    assert fold_word("شؤون", both) == fold_word("شئون", both)


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        ("tashkeel", "قُتل", "قتل"),
        ("tatweel", "قـتل", "قتل"),
        ("presentation", "ﻗﺘﻞ", "قتل"),
        ("alef_seats", "إرهابي", "ارهابي"),
        ("alef_maqsura", "قرى", "قري"),
        ("ta_marbuta", "سورية", "سوريه"),
        ("persian", "کردي", "كردي"),
        ("digits", "١٤", "14"),
        ("case", "YPG", "ypg"),
    ],
)
def test_a_rule_that_is_switched_off_keeps_spellings_apart(rule: str, one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)
    off = DEFAULT_SPELLING - {rule}
    assert fold_word(one, off) != fold_word(other, off)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_every_normalized_character_comes_from_where_alignment_says(text: str) -> None:
    done = normalize(text)
    starts, ends = done.alignment.starts.tolist(), done.alignment.ends.tolist()
    assert len(starts) == len(done.text)
    assert starts == sorted(starts) and ends == sorted(ends)
    for at, char in enumerate(done.text):
        span = done.alignment.to_source(at, at + 1)
        assert 0 <= span.start < span.end <= len(text)
        alone = normalize(span.of(text)).text
        assert char in alone or char in {"ة", "ه"}


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.data())
def test_source_to_normalized_and_back_holds_the_span(text: str, data: st.DataObject) -> None:
    done = normalize(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there = done.alignment.to_normalized(start, end)
    if there.start < there.end:
        back = done.alignment.to_source(*there)
        assert back.start <= end and back.end >= start
    for at in range(there.start, there.end):
        assert done.alignment.to_source(at, at + 1).overlaps(type(there)(start, end))


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_steps_replay(text: str) -> None:
    done = normalize(text)
    rules = frozenset(step.rule for step in done.steps)
    assert rules <= frozenset(RULES) - WORD_RULES
    assert normalize(text, rules).text == done.text
    assert normalize(done.text).text == done.text


def test_empty_text_has_an_empty_alignment() -> None:
    done = normalize("")
    assert done.text == "" and done.steps == ()
    assert done.alignment.to_source(0, 0) == (0, 0)
