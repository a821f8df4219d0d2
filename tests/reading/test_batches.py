"""Articles read in batches of any size, from a table, a corpus or a file, give one result."""

from pathlib import Path

import pandas as pd
import pytest

from framing.bundled import bundled_path
from framing.errors import FramingError
from framing.intake.corpus import write_corpus
from framing.intake.read import read_articles
from framing.reading.batches import Batches
from framing.reading.furniture import learn_furniture
from framing.reading.match import find_mentions, iter_mentions
from framing.reading.quotations import find_quotations, iter_quotations
from framing.tableio import write_table

SAMPLE = bundled_path("corpus/sample")


@pytest.fixture(scope="module")
def articles() -> pd.DataFrame:
    return read_articles(SAMPLE)


def test_mentions_are_the_same_in_batches_of_any_size(articles: pd.DataFrame) -> None:
    whole = find_mentions(articles, "syria")
    parts = [found for _, found in iter_mentions(Batches(articles, batch=7), ["syria"])]
    assert len(parts) > 5
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_quotations_are_the_same_in_batches_of_any_size(articles: pd.DataFrame) -> None:
    whole = find_quotations(articles)
    parts = [found for _, found in iter_quotations(Batches(articles, batch=7))]
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)


def test_a_corpus_and_a_file_give_what_their_table_gives(
    articles: pd.DataFrame, tmp_path: Path
) -> None:
    write_corpus(SAMPLE, out=tmp_path / "corpus")
    file = write_table(articles, tmp_path / "articles.parquet")
    whole = find_mentions(articles, "syria")
    pd.testing.assert_frame_equal(find_mentions(tmp_path / "corpus", "syria"), whole)
    pd.testing.assert_frame_equal(find_mentions(str(file), "syria"), whole)
    pd.testing.assert_frame_equal(find_quotations(tmp_path / "corpus"), find_quotations(articles))


def test_no_article_of_a_corpus_is_held(tmp_path: Path) -> None:
    write_corpus(SAMPLE, out=tmp_path / "corpus")
    batches = Batches(tmp_path / "corpus", batch=10)
    assert max(len(batch) for batch in batches) == 10
    assert len(batches.outlets) == 94
    assert not len(batches.held)


def test_what_outlets_repeat_is_learned_from_all_batches(articles: pd.DataFrame) -> None:
    known = Batches(articles, batch=3).learned
    assert len(known) > 3
    for outlet, learned in known.items():
        own = articles[articles["outlet"] == outlet]
        assert learned == learn_furniture(own["text"].tolist(), own["body_start"].tolist())


def test_of_many_articles_as_many_are_learned_from_in_batches() -> None:
    texts = [f"خبر {n} من البلدة.\nتابعونا كل مساء" if n % 3 else "خبر" for n in range(2_500)]
    table = pd.DataFrame({"article_id": map(str, range(2_500)), "text": texts, "outlet": "x"})
    assert Batches(table, batch=400).learned["x"] == learn_furniture(texts, [0] * 2_500)


def test_a_repeated_line_is_furniture_in_every_batch() -> None:
    texts = [f"وصل {n} من مقاتلي داعش أمس إلى البلدة.\nتنظيم داعش في صور" for n in range(40)]
    table = pd.DataFrame({"article_id": map(str, range(40)), "text": texts, "outlet": "x"})
    parts = [found for _, found in iter_mentions(Batches(table, batch=4), ["syria"])]
    found = pd.concat(parts)
    assert set(found.loc[found["start"] > 35, "region"]) == {"boilerplate"}


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"article_id": [], "text": []}),
        pd.DataFrame({"article_id": ["a"], "text": [None]}),
        pd.DataFrame({"article_id": ["a"], "text": [""], "body_start": [0]}),
    ],
)
def test_no_text_gives_empty_tables(table: pd.DataFrame) -> None:
    assert len(find_mentions(table, "syria")) == len(find_quotations(table)) == 0
    assert list(find_quotations(table).columns)[-3:] == ["named", "found_by", "n_words"]


def test_ids_may_be_numbers_and_stand_twice() -> None:
    table = pd.DataFrame({"article_id": [7, 7], "text": ["قالت قسد ذلك.", "قالت قسد ذلك."]})
    assert find_mentions(table, "syria")["article_id"].tolist() == ["7", "7"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pd.DataFrame({"text": ["نص"]}), "'article_id' is missing"),
        (pd.DataFrame({"article_id": ["a"], "body": ["نص"]}), "'text' is missing"),
        (
            pd.DataFrame({"article_id": ["a"], "text": ["نص"], "body_start": ["x"]}),
            "'body_start' should hold a count",
        ),
        (pd.DataFrame([["a", "نص", "نص"]], columns=["article_id", "text", "text"]), "twice"),
        ({"article_id": ["a"], "text": ["نص"]}, "dict is neither a table nor a path"),
    ],
)
def test_a_table_that_is_none_is_refused(table: pd.DataFrame, said: str) -> None:
    with pytest.raises(FramingError, match=said):
        find_mentions(table, "syria")
    with pytest.raises(FramingError, match=said):
        find_quotations(table)
