"""Whatever the text, every span slices it and nothing breaks."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.lexicon.entry import Lexicon
from framing.lexicon.load import load_lexicon
from framing.reading.match import find_mentions

ODD = {
    "a megabyte without a space": "قسد" * 180_000,
    "a megabyte of one form": "داعش " * 120_000,
    "ten thousand combining marks": "قسد" + "\u064b" * 10_000 + " داعش",
    "ten thousand marks inside a form": "تنظيم" + "\u0301" * 10_000 + " الدولة",
    "ten thousand control characters": "قسد" + "\u200f" * 10_000 + "داعش",
    "right-to-left overrides": "\u202eقسد\u202c \u2067داعش\u2069",
    "a hundred thousand opening marks": "تنظيم " + "“" * 100_000 + "الدولة",
    "a hundred thousand line breaks": "تنظيم" + "\n" * 100_000 + "الدولة",
    "nothing": "",
    "one null": "\x00",
    "astral letters": "𝒜𞸀😀 قسد 😀",
}


@lru_cache(maxsize=1)
def syria() -> Lexicon:
    return load_lexicon("syria")


def find(text: str, body_start: int = 0) -> pd.DataFrame:
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "body_start": [body_start]})
    return find_mentions(articles, syria())


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read_and_spans_slice_them(name: str) -> None:
    text = ODD[name]
    for row in find(text).itertuples():
        assert text[row.start : row.end] == row.surface


def test_every_mention_in_a_megabyte_is_found() -> None:
    assert len(find("داعش " * 120_000)) == 120_000


def test_forms_run_together_are_no_mentions() -> None:
    assert len(find("قسد" * 1000)) == 0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.integers(0, 300))
def test_any_text_gives_spans_that_slice_it(text: str, body_start: int) -> None:
    text = text.encode("utf-8", "ignore").decode() + " قسد"
    found = find(text, min(body_start, len(text)))
    assert (found["start"] < found["end"]).all()
    for row in found.itertuples():
        assert text[row.start : row.end] == row.surface
