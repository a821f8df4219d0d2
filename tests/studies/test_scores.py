"""Tables of coders and classifiers come into the report as the commands wrote them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from framing.errors import StudyError
from framing.measure.agreement import coder_agreement
from framing.models.scores import score_predictions
from framing.show.numbers import bare
from framing.show.report import Report
from framing.show.results import Results
from framing.studies.scores import read_scores
from framing.tableio import write_table

CODINGS = pd.DataFrame(
    [(f"u{i}", coder, "victims", "yes" if i % 3 else "no") for i in range(30) for coder in "ab"],
    columns=["unit_id", "coder", "code", "value"],
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    folder = tmp_path / "coding"
    folder.mkdir()
    write_table(coder_agreement(CODINGS, resamples=50), folder / "agreement.csv")
    flags = (CODINGS.query("coder == 'a'")["value"] == "yes").to_numpy()[:, None]
    scores = score_predictions(flags, flags, ["victims"], permutations=20, resamples=50)
    write_table(scores, folder / "scores.csv")
    (folder / "disputed.csv").write_text("text\nكلام من مادة\n", encoding="utf-8")
    return folder


def test_a_folder_gives_the_tables_that_it_holds_and_no_text(written: Path) -> None:
    found = read_scores(("coding",), written.parent / "study.toml")
    assert sorted(found) == ["agreement", "scores"]
    assert found["agreement"]["estimate"].max() == 1


def test_the_report_shows_them_with_their_figures(written: Path, results: Results) -> None:
    found = read_scores(("coding/agreement.csv", "coding/scores.csv"), written.parent / "s.toml")
    report = Report(replace(results, tables={**results.tables, **found}, language="en"))
    tables = {b["file"]: b for b in report.document.blocks if b["kind"] == "table"}
    alpha = next(row for row in tables["agreement.csv"]["rows"] if row[1] == "alpha")
    assert bare(alpha[2]) == "1.00" and bare(alpha[4]) == "30"
    assert any(row[1] == "macro_f1" for row in tables["scores.csv"]["rows"])
    assert report.pdf().startswith(b"%PDF-") and "Agreement of coders" in report.html()
    assert {"agreement", "scores"} <= set(report.tables)


@pytest.mark.parametrize(
    ("paths", "parts"),
    [
        (("nowhere.csv",), ["'nowhere.csv'", "no such file", "framing evaluate"]),
        (("coding/disputed.csv",), ["none of the tables it may be"]),
        (("coding", "coding/scores.csv"), ["two tables 'scores'"]),
    ],
)
def test_what_is_no_such_table_is_refused(
    paths: tuple[str, ...], parts: list[str], written: Path
) -> None:
    with pytest.raises(StudyError) as caught:
        read_scores(paths, written.parent / "study.toml")
    assert all(part in str(caught.value) for part in parts)
