from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.errors import TableError
from framing.show.concordance import concordance, window
from framing.show.evidence import covered, evidence_lines, spread
from framing.show.results import LARGEST_SHOWN

TEXT = "عنوان الخبر\n\nأعلنت قوات سوريا الديمقراطية، أمس، دخول البلدة. وقالت إنها باقية."


def test_a_window_stays_in_its_line() -> None:
    start = TEXT.index("قوات")
    first, last = window(TEXT, start, start + 4, 9)
    assert TEXT[first:last].startswith("أعلنت") and "\n" not in TEXT[first:last]


def test_a_proclitic_belongs_to_the_window_and_counts_for_no_word() -> None:
    text = "خرج المقاتلون وبالميليشيات لحقوا"
    start = text.index("ميليشيات")
    first, last = window(text, start, start + len("ميليشيات"), 1)
    assert text[first:last] == "المقاتلون وبالميليشيات لحقوا"


@given(st.text(alphabet="اب \n،ق", min_size=1, max_size=80), st.data())
def test_the_parts_of_a_line_join_to_a_slice_of_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    mentions = pd.DataFrame({"article_id": ["a"], "start": [start], "end": [end]})
    row = concordance(articles, mentions, words=2).iloc[0]
    assert (
        row["before"] + row["hit"] + row["after"] == text[row["window_start"] : row["window_end"]]
    )
    assert row["hit"] == text[start:end]


def test_a_missing_column_is_named() -> None:
    with pytest.raises(TableError, match="'text' is missing"):
        concordance(pd.DataFrame({"article_id": []}), pd.DataFrame({"article_id": []}))


def mentions_of(text: str, word: str, article: str = "a") -> pd.DataFrame:
    starts = [i for i in range(len(text)) if text.startswith(word, i)]
    return pd.DataFrame(
        {
            "article_id": article,
            "published": pd.NaT,
            "start": starts,
            "end": [start + len(word) for start in starts],
        }
    )


def test_evidence_never_shows_more_than_a_quarter_of_an_article() -> None:
    text = " ".join(f"كلمة{i} قسد هنا" for i in range(40))
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    lines = evidence_lines(articles, mentions_of(text, "قسد"), words=5)
    shown = lines[lines["shown"]]
    spans = list(zip(shown["window_start"], shown["window_end"], strict=True))
    assert 0 < covered(spans) <= len(text) * LARGEST_SHOWN
    assert (lines.loc[~lines["shown"], ["before", "after"]] == "").all(axis=None)


def test_chosen_lines_get_room_first() -> None:
    text = " ".join(f"كلمة{i} قسد هنا" for i in range(40))
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    mentions = mentions_of(text, "قسد")
    lines = evidence_lines(articles, mentions, words=5, first=[30])
    assert bool(lines.loc[30, "shown"])


def test_whole_texts_may_be_shared_only_when_the_study_says_so() -> None:
    text = "قسد قسد قسد"
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    mentions = mentions_of(text, "قسد")
    assert not evidence_lines(articles, mentions, words=5)["shown"].all()
    assert evidence_lines(articles, mentions, words=5, whole=True)["shown"].all()


def test_lines_are_spread_over_articles_before_any_article_has_two() -> None:
    table = pd.DataFrame({"article_id": list("aaaabc"), "start": range(6), "published": pd.NaT})
    chosen = table.loc[spread(table, 3), "article_id"].tolist()
    assert chosen == ["a", "b", "c"]
