"""The measures take tables, their files, or a corpus."""

from pathlib import Path

import pandas as pd
import pytest

from framing.bundled import bundled_path
from framing.intake.corpus import write_corpus
from framing.intake.index import index_articles
from framing.intake.read import read_articles
from framing.measure.shares import label_shares
from framing.reading.match import find_mentions
from framing.tableio import write_table

SAMPLE = bundled_path("corpus/sample")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("inputs") / "corpus"
    write_corpus(SAMPLE, out=folder)
    return folder


def test_a_corpus_has_the_index_of_its_articles(corpus: Path) -> None:
    pd.testing.assert_frame_equal(index_articles(corpus), index_articles(read_articles(SAMPLE)))


def test_shares_are_the_same_from_a_table_a_file_and_a_corpus(corpus: Path) -> None:
    mentions = find_mentions(corpus, "syria")
    index = index_articles(corpus)
    file = write_table(index, corpus.parent / "index.csv")
    whole = label_shares(mentions, articles=index)
    pd.testing.assert_frame_equal(label_shares(mentions, articles=file), whole)
    pd.testing.assert_frame_equal(label_shares(mentions, articles=corpus), whole)
