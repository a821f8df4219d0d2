"""The compiled engine finds what the plain reading of the rules finds."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st

from framing.bundled import bundled_names, bundled_path
from framing.lexicon.entry import Lexicon
from framing.lexicon.load import load_lexicon
from framing.reading.match import find_mentions

from .oracle import mentions_of

EXAMPLES = int(os.environ.get("FRAMING_EXAMPLES", "150"))  # 10000 in a nightly run

MARKS = list(
    "\"'“”«»()[]…،؛:.!؟-–ـ\u064b\u064e\u0651\u0670\u0654\u0655\u200f\u200b\u202b\ufeff\u0301"
)
SPACES = [" ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "_", ""]
LIGATURES = list("ﻻﷲﷺﺍﻟﻠ٣3١0aYé漢𝒜😀\ue000")


@lru_cache(maxsize=1)
def syria() -> Lexicon:
    return load_lexicon("syria")


@lru_cache(maxsize=1)
def pieces() -> list[str]:
    lexicon = syria()
    words = [w for form in lexicon.forms for w in form.form.split()]
    words += [row.form for row in lexicon.neighbors[::7]]
    words += [form.form for form in lexicon.forms]
    proclitics = ["و", "ف", "ب", "ل", "ك", "وال", "لل", "بال", "ال"]
    return sorted({*words, *(p + w for p in proclitics for w in words[::5])})


def respelled(word: str, choice: int) -> str:
    """Write a word another way that reads the same, or nearly so."""
    ways = [
        lambda w: w,
        lambda w: w.replace("ا", "أ").replace("ة", "ه"),
        lambda w: "".join(c + "\u064e" for c in w),
        lambda w: w.replace("لا", "ﻻ").replace("ي", "ی"),
        lambda w: w[:1] + "ـ" + w[1:] + "\u200f",
        lambda w: w.replace("ؤ", "و\u0654").replace("ئ", "ي\u0654"),
        lambda w: w + "ه",
        lambda w: w[:-1],
    ]
    return ways[choice % len(ways)](word)


@st.composite
def texts(draw: st.DrawFn) -> str:
    word = st.builds(respelled, st.sampled_from(pieces()), st.integers(0, 7))
    odd = st.sampled_from([*MARKS, *LIGATURES])
    gap = st.sampled_from([*SPACES, *MARKS])
    parts = draw(st.lists(st.one_of(word, word, gap, gap, odd, st.characters()), max_size=40))
    return "".join(part if n % 2 else f"{part}{draw(gap)}" for n, part in enumerate(parts))


def engine(text: str, body_start: int, lexicon: Lexicon) -> list[tuple[int, int, str, str]]:
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "body_start": [body_start]})
    found = find_mentions(articles, lexicon, voices=False)
    rows = found[["start", "end", "concept", "label"]].itertuples(index=False, name=None)
    return sorted(rows)


@settings(max_examples=EXAMPLES, deadline=None)
@given(texts(), st.integers(0, 60))
@example("PKK .ﻻ حتفهم ", 0)  # a full stop right before a ligature ends no sentence
def test_engine_and_oracle_find_the_same_in_any_text(text: str, body_start: int) -> None:
    text = text.encode("utf-8", "ignore").decode("utf-8")
    body_start = min(body_start, len(text))
    assert engine(text, body_start, syria()) == mentions_of(text, body_start, syria())


def test_engine_and_oracle_find_the_same_in_the_raqqa_articles(real_data: Path) -> None:
    for path in sorted((real_data / "raqqa-2017" / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert engine(text, 0, syria()) == mentions_of(text, 0, syria()), path.name


def test_engine_and_oracle_find_the_same_in_real_news_with_every_lexicon(real_data: Path) -> None:
    n = int(os.environ.get("FRAMING_ARTICLES", "100"))  # 2000 in a nightly run
    articles = pd.read_parquet(real_data / "saudinewsnet" / "articles.parquet")
    articles = articles.iloc[:: max(1, len(articles) // n)].reset_index(drop=True)
    articles["body_start"] = articles["title"].str.len()
    lexicons = [load_lexicon(name) for name in matching_lexicons()]
    found = find_mentions(articles, lexicons, voices=False)
    for number, row in enumerate(articles.itertuples(index=False)):
        here = found[found["article_id"] == row.article_id]
        columns = ["lexicon", "start", "end", "concept", "label"]
        rows = set(here[columns].itertuples(index=False, name=None))
        expected = {
            (home_of(lexicon, concept), start, end, concept, label)
            for lexicon in lexicons
            for start, end, concept, label in mentions_of(row.text, row.body_start, lexicon)
        }
        assert rows == expected, (number, row.article_id)


def matching_lexicons() -> list[str]:
    return [
        n for n in bundled_names("lexicons") if (bundled_path(f"lexicons/{n}/forms.csv")).exists()
    ]


def home_of(lexicon: Lexicon, concept: str) -> str:
    return next(form.lexicon for form in lexicon.forms if form.concept == concept)
