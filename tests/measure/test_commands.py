"""The commands measure and keyness, from files to files."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.cli import main
from framing.measure.shares import label_shares
from framing.tableio import read_table, write_table
from framing.tables import as_table


def test_measure_writes_the_same_tables_as_python(drawn_mentions, tmp_path, capsys):
    mentions = drawn_mentions(1, {"n": 0.2, "s": 0.7})
    write_table(mentions, tmp_path / "m.csv")
    code = main(["measure", str(tmp_path / "m.csv"), "--out", str(tmp_path / "out")])
    assert code == 0
    names = sorted(p.name for p in (tmp_path / "out").iterdir())
    assert names == ["comparisons.csv", "label_differences.csv", "label_shares.csv"]
    assert "label_shares.csv: 4 rows" in capsys.readouterr().out
    table = read_table(tmp_path / "out" / "label_shares.csv", "label_shares")
    pd.testing.assert_frame_equal(table, label_shares(mentions))


def test_measure_writes_what_is_asked_for_besides(drawn_mentions, tmp_path):
    write_table(drawn_mentions(1, {"n": 0.2, "s": 0.7}), tmp_path / "m.parquet")
    words = [str(tmp_path / "m.parquet"), "--out", str(tmp_path / "out"), "--resamples", "99"]
    assert main(["measure", *words, "--also", "power", "sensitivity", "--format", "jsonl"]) == 0
    names = {p.stem for p in (tmp_path / "out").iterdir()}
    assert {"power", "sensitivity", "sensitivity_summary"} <= names


def test_measure_refuses_what_it_cannot_split_by(drawn_mentions, tmp_path, capsys):
    write_table(drawn_mentions(1, {"n": 0.2}), tmp_path / "m.csv")
    out = tmp_path / "out"
    assert main(["measure", str(tmp_path / "m.csv"), "--out", str(out), "--by", "color"]) == 2
    assert "cannot split by 'color'" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("column", "value", "words", "said"),
    [
        ("voice", "OWN", [], "column 'voice': 'OWN' is no voice"),
        ("region", "headline", [], "column 'region': 'headline' is no region"),
        ("voice", "own", ["--resamples", "-3"], "-3 draws are too few"),
        ("voice", "own", ["--copies", "drop"], "column 'copy_cluster' is missing"),
        ("voice", "own", ["--within", "story_id"], "cannot split by 'story_id'"),
        ("voice", "own", ["--lexicon", "nowhere"], "lexicon 'nowhere'"),
    ],
)
def test_measure_names_what_is_wrong(drawn_mentions, tmp_path, capsys, column, value, words, said):
    mentions = drawn_mentions(1, {"n": 0.2, "s": 0.7})
    mentions.loc[3, column] = value
    write_table(mentions, tmp_path / "m.csv")
    out = tmp_path / "out"
    assert main(["measure", str(tmp_path / "m.csv"), "--out", str(out), *words]) == 2
    assert said in capsys.readouterr().err
    assert not out.exists()


@pytest.fixture
def corpus(tmp_path):
    rows = [
        ("n", "تقدم الثوار نحو المدينة القديمة."),
        ("n", "عاد الثوار من الجبل مع الفجر."),
        ("s", "وصل المسلحون إلى البلدة ليلاً."),
    ]
    articles = [{"article_id": str(i), "outlet": o, "text": t} for i, (o, t) in enumerate(rows)]
    write_table(as_table(articles, "articles"), tmp_path / "articles.csv")
    return tmp_path


def test_keyness_writes_the_target_words_first(corpus, capsys):
    out = corpus / "k.csv"
    words = [str(corpus / "articles.csv"), "--target", "n", "--out", str(out), "--min-count", "1"]
    assert main(["keyness", *words]) == 0
    table = read_table(out, "keyness")
    assert table.loc[0, ["target", "reference", "term"]].tolist() == ["n", "all others", "الثوار"]
    assert "terms" in capsys.readouterr().out
