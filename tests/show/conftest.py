"""The sample study, computed once for all tests of what is shown of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from framing.bundled import bundled_path
from framing.show.report import Report
from framing.show.results import Results
from framing.study import load_study, study_results


@pytest.fixture(scope="session")
def results() -> Results:
    return study_results(load_study(bundled_path("reports/sample")))


@pytest.fixture(scope="session")
def report(results: Results) -> Report:
    return Report(results)


@pytest.fixture(scope="session")
def english(results: Results) -> Report:
    return Report(replace(results, language="en"))


@pytest.fixture(scope="session")
def folder(report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample report as written to disk."""
    place = tmp_path_factory.mktemp("report") / "out"
    report.write(place)
    return place


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A study of six articles, one of each outlet: to be described, not estimated."""
    import shutil

    import pandas as pd

    place = tmp_path_factory.mktemp("few")
    sample = bundled_path("corpus/sample")
    rows = pd.read_csv(sample / "articles.csv", dtype=str, keep_default_na=False)
    rows = rows[rows["published"].str.startswith("2017-10-2")].drop_duplicates("outlet")
    (place / "articles").mkdir()
    for file in rows["file"]:
        shutil.copy(sample / file, place / file)
    rows.to_csv(place / "articles.csv", index=False)
    study = load_study(bundled_path("reports/sample"))
    return study_results(replace(study, share_text=False), corpus=place / "articles.csv")
