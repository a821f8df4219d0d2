"""A study file that asks for something impossible gets one message that says what and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.bundled import bundled_path
from framing.cli import main
from framing.errors import StudyError
from framing.study import load_study, study_results

GOOD = """
lexicons = ["syria"]
concepts = ["sdf"]

[study]
name = "ours"

[corpus]
path = "texts"
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "study.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_defaults_are_filled_in(tmp_path: Path) -> None:
    study = load_study(write(tmp_path, GOOD))
    assert (study.language, study.voices, study.evidence_words) == ("ar", ("own",), 5)
    assert not study.share_text


def test_a_folder_means_the_study_in_it(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert load_study(tmp_path).name == "ours"


WRONG = {
    "unknown key": (
        GOOD + 'languge = "ar"\n',
        ["'languge' in [corpus] is not a key of a study", "Known here: path, period"],
    ),
    "key after a table": (
        GOOD + 'voices = ["own"]\n',
        ["Move 'voices' above the first [table]"],
    ),
    "unknown table": (GOOD + "[corpos]\n", ["'corpos'", "Closest: 'corpus'"]),
    "wrong type": (
        GOOD.replace('name = "ours"', "name = 3"),
        ["'name' in [study] is 3", "must be a text"],
    ),
    "flag in quotes": (GOOD + 'share_text = "true"\n', ["is 'true'", "without quotes"]),
    "number out of range": (GOOD + "evidence_words = 90\n", ["is 90", "from 1 to 25"]),
    "unknown choice": (
        GOOD.replace('"ours"', '"ours"\nlanguage = "arabic"'),
        ["'arabic'", "one of 'ar', 'en'", "Closest: 'ar'"],
    ),
    "unknown voice": ('voices = ["onw"]\n' + GOOD, ["'onw'", "Closest: 'own'"]),
    "the same twice": (
        GOOD.replace('["sdf"]', '["sdf", "sdf"]'),
        ["'concepts' is ['sdf', 'sdf']", "twice"],
    ),
    "not a period": (GOOD + 'period = ["July"]\n', ["two dates, the first and the last day"]),
    "period backwards": (
        GOOD + 'period = ["2017-10-31", "2017-10-01"]\n',
        ["begins (2017-10-31) after it ends"],
    ),
    "no name": (GOOD.replace('name = "ours"', ""), ["'name' in [study] is missing"]),
    "no corpus": (GOOD.replace('path = "texts"', ""), ["'path' in [corpus] is missing"]),
    "no lexicons": (GOOD.replace('["syria"]', "[]"), ["must hold at least 1"]),
    "outlet that is no table": (
        GOOD + "\n[outlets]\nokaz = 1\n",
        ["[outlets] holds okaz = 1", "[outlets.okaz]"],
    ),
    "family that declares nothing": ("family = [3]\n" + GOOD, ["'family' is [3]", "concept ="]),
    "broken TOML": (GOOD + "path = \n", ["this is not TOML", "line 10"]),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_study_is_refused_with_place_value_and_remedy(case: str, tmp_path: Path) -> None:
    text, parts = WRONG[case]
    file = write(tmp_path, text)
    with pytest.raises(StudyError) as caught:
        load_study(file)
    message = str(caught.value)
    assert message.startswith(str(file)) and "\n" not in message.split(": ", 1)[0]
    for part in parts:
        assert part in message


def test_a_study_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "study.toml"
    file.write_bytes('[study]\nname = "دراسة"'.encode("cp1256"))
    with pytest.raises(StudyError, match="not UTF-8"):
        load_study(file)


def test_a_missing_study_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no such study file"):
        load_study(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("change", "parts"),
    [
        (('["syria"]', '["syira"]'), ["syira"]),
        (('["sdf"]', '["sfd"]'), ["'sfd'", "(syria)", "Closest: 'sdf'"]),
        (('path = "texts"', 'path = "nowhere"'), ["no corpus", "nowhere", "--corpus"]),
        (('path = "texts"', 'path = "$NOT_SET_HERE/a"'), ["NOT_SET_HERE", "which is not set"]),
        (('path = "texts"', 'path = "texts"\n[outlets.okas]'), ["okas", "north", "lacks"]),
        (('path = "texts"', 'path = "texts"\n[names.sfd]'), ["[names] holds 'sfd'"]),
        (
            ('path = "texts"', 'path = "texts"\nperiod = ["2001-01-01", "2001-01-02"]'),
            ["no article of the corpus lies in the period", "runs from 2017-10-15"],
        ),
    ],
)
def test_a_study_that_does_not_fit_its_corpus_is_refused(
    change: tuple[str, str], parts: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "articles.csv").write_text(
        "article_id,outlet,published,text\na,north,2017-10-15,دخلت قسد البلدة.\n", encoding="utf-8"
    )
    file = write(tmp_path, GOOD.replace(*change))
    assert main(["report", str(file)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("framing: ") and "Traceback" not in said.err
    for part in parts:
        assert part in said.err
    assert not (tmp_path / "output").exists() and not (tmp_path / "output.partial").exists()


def test_report_without_a_study_says_what_to_give(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 2
    assert "--sample" in capsys.readouterr().err


def test_of_several_copies_the_earliest_stays(tmp_path: Path) -> None:
    import pandas as pd

    from framing.studies.selecting import select_articles
    from framing.tables import as_table

    body = " ".join(f"كلمة{n}" for n in range(40))
    rows = {
        "article_id": ["b", "a", "c"],
        "outlet": ["north", "south", "north"],
        "published": pd.to_datetime(["2017-10-16", "2017-10-15", "2017-10-17"]),
        "text": [body, body, "دخلت القافلة البلدة ليلاً."],
    }
    every, index, kept, steps = select_articles(
        as_table(rows, "articles"), 0, period=None, drop_copies=True, place=tmp_path
    )
    assert every["article_id"].tolist() == index["article_id"].tolist() == ["b", "a", "c"]
    assert every["article_id"][kept].tolist() == ["a", "c"]
    assert ("copies", 1, 0) in steps


def test_rows_read_are_articles_and_rejects_and_exclusions() -> None:
    results = study_results(load_study(bundled_path("reports/sample")))
    steps = results.exclusions.set_index("step")["n_articles"]
    left_out = steps.drop(["read", "kept_articles"]).sum()
    assert steps["read"] == steps["kept_articles"] + left_out
    counts = results.exclusions.set_index("step")["n_mentions"]
    assert counts["found_mentions"] == counts[["furniture", "reported", "quoted", "own"]].sum()
