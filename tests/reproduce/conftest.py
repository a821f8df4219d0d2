"""A small study with its own corpus and its own lexicon, to be tampered with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from framing.bundled import bundled_path
from framing.reproduce.export import export_without_text
from framing.study import load_study, run_study

STUDY = """
lexicons = ["syria"]
concepts = ["sdf", "isis"]

[study]
name = "small"
title_en = "Two outlets"
question_en = "Do two outlets name the parties alike?"
language = "en"
seed = 7

[corpus]
path = "articles"

[report]
formats = ["pdf", "html"]
"""

OUTLETS = ("kharnoub", "safarjal")


def make_study(home: Path) -> Path:
    """Put a study with two outlets' articles of the sample, and a lexicon, into a folder."""
    sample = bundled_path("corpus/sample")
    articles = home / "articles" / "articles"
    articles.mkdir(parents=True)
    lines = (sample / "articles.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [lines[0], *(line for line in lines if line.startswith(OUTLETS))]
    (home / "articles" / "articles.csv").write_text("".join(kept), encoding="utf-8")
    for file in sorted((sample / "articles").glob("*.txt")):
        if file.name.startswith(OUTLETS):
            shutil.copy(file, articles / file.name)
    shutil.copytree(bundled_path("lexicons/syria"), home / "syria")
    (home / "study.toml").write_text(STUDY, encoding="utf-8")
    return home


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study's folder with its report in ``output`` and its bundle in ``bundle``; left as is."""
    home = make_study(tmp_path_factory.mktemp("reproduce") / "study")
    run_study(load_study(home)).write(home / "output")
    export_without_text(home / "output", home / "bundle")
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be tampered with."""
    return Path(shutil.copytree(made, tmp_path / "study"))
