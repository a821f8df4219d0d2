"""Who gets to speak: shares of words, and the command that writes them."""

import pandas as pd
import pytest

import framing
from framing.cli import main
from framing.errors import FramingError
from framing.measure.speakers import speaker_shares

TEXT = (
    "قال سامر نادر إن «الجسر الكبير» سليم تماماً. وأضاف أن الطريق مفتوح.\n\n"
    "وأعلنت الوزارة أن المدارس ستفتح. ويقول البعض كلاماً آخر."
)


@pytest.fixture
def articles() -> pd.DataFrame:
    rows = [("a", "first", TEXT), ("b", "second", "أكد مصدر مطلع أن السد امتلأ.")]
    table = pd.DataFrame(rows, columns=["article_id", "outlet", "text"])
    return table.assign(title="", body_start=0)


def test_shares_of_an_outlet_sum_to_one(articles):
    shares = speaker_shares(framing.find_quotations(articles))
    sums = shares.groupby("outlet")["share"].sum()
    assert sums.tolist() == pytest.approx([1, 1])


def test_a_carried_speaker_keeps_the_words(articles):
    shares = speaker_shares(framing.find_quotations(articles)).set_index("speaker")
    assert shares.loc["سامر نادر", "n_quotations"] == 2
    assert shares.loc["سامر نادر", "n_words"] == 6
    assert shares.loc["الوزارة", "n_words"] == 2


def test_words_in_marks_within_a_report_count_once():
    rows = {"start": [0, 4], "end": [40, 20], "kind": ["reported", "quoted"], "n_words": [8, 3]}
    table = pd.DataFrame(
        rows | {"article_id": "a", "outlet": "x", "speaker": "سامر", "named": True}
    )
    assert speaker_shares(table)["n_words"].tolist() == [8]


def test_anonymous_sources_are_told_apart(articles):
    quotations = framing.find_quotations(articles)
    named = dict(zip(quotations["speaker"], quotations["named"], strict=True))
    assert not named["مصدر مطلع"] and named["سامر نادر"]


def test_a_missing_column_is_named():
    with pytest.raises(FramingError, match="outlet"):
        speaker_shares(pd.DataFrame({"article_id": []}))


def test_the_command_writes_both_tables(articles, tmp_path, capsys):
    path = tmp_path / "articles.csv"
    articles.assign(published="2020-01-01", url="").to_csv(path, index=False)
    out = tmp_path / "quotations.csv"
    main(["sources", str(path), "--out", str(out)])
    assert "with a speaker" in capsys.readouterr().out
    assert "سامر نادر" in out.read_text("utf-8")
    speakers = pd.read_csv(tmp_path / "quotations.speakers.csv", keep_default_na=False)
    assert {"outlet", "speaker", "named", "n_words", "share"} <= set(speakers.columns)
