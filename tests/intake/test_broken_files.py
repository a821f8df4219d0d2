"""Broken and odd files: each gives articles or a reject with its reason, and does no harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from framing.intake.corpus import iter_articles
from framing.intake.ids import Ids
from framing.intake.read import records_of, taken
from framing.intake.record import Article, Reject
from framing.intake.stored import corpus_card, corpus_rejects

_spec = spec_from_file_location("broken_files", Path(__file__).with_name("broken_files.py"))
assert _spec is not None and _spec.loader is not None
broken_files = module_from_spec(_spec)
sys.modules["broken_files"] = broken_files
_spec.loader.exec_module(broken_files)

# The command, with the network taken away and its greatest memory told at the end.
_GUARDED = """
import json, socket, sys
def refuse(*args, **kwargs):
    raise AssertionError("a network request was made")
socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse
from framing.cli import main
code = main(sys.argv[1:])
# The peak of this process alone: ru_maxrss would begin at that of the process that started it.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(json.dumps({"code": code, "kb": int(status["VmHWM"].split()[0])}))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[broken_files.Broken]]:
    home = tmp_path_factory.mktemp("broken") / "in"
    return home, broken_files.make_folder(home)


@cache
def _names() -> list[str]:
    parts = ("_encodings", "_texts", "_tables", "_json", "_archives", "_markup", "_other")
    made = [file.name for part in parts for file in getattr(broken_files, part)()]
    return [*made, "long.txt", "long.csv", "long.jsonl"]


def test_there_are_at_least_sixty_broken_files() -> None:
    assert len(set(_names())) == len(_names()) >= 60


@pytest.mark.parametrize("name", _names())
def test_each_gives_articles_or_a_reject_with_its_reason(
    folder: tuple[Path, list[broken_files.Broken]], name: str
) -> None:
    home, files = folder
    told = next(file for file in files if file.name == name)
    with closing(Ids(duplicates="reject")) as ids:
        outcomes = [taken(item, ids) for item in records_of(home / name)]
    articles = [item for item in outcomes if isinstance(item, Article)]
    rejects = [item for item in outcomes if isinstance(item, Reject)]
    assert told.articles in {-1, len(articles)}
    assert len(rejects) == told.rejects
    assert all(told.reason in item.reason for item in rejects)
    assert not told.says or any(told.says in str(item.values["text"]) for item in articles)


def test_all_of_them_are_read_in_little_memory_without_network_or_stray_files(
    folder: tuple[Path, list[broken_files.Broken]], tmp_path: Path
) -> None:
    home, files = folder
    before = {path: path.stat().st_mtime_ns for path in home.parent.rglob("*")}
    done = subprocess.run(
        [sys.executable, "-c", _GUARDED, "read", str(home), "--out", str(tmp_path / "corpus")],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONIOENCODING": "utf-8"},
    )
    assert not done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["code"] == 0
    assert told["kb"] < 500_000
    assert {path: path.stat().st_mtime_ns for path in home.parent.rglob("*")} == before
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]
    card = corpus_card(tmp_path / "corpus")
    known = [file for file in files if file.articles >= 0]
    assert card["n_read"] == card["n_articles"] + card["n_rejects"]
    assert card["n_rejects"] == sum(file.rejects for file in files)
    assert card["n_articles"] >= sum(file.articles for file in known)
    assert card["n_articles"] == sum(map(len, iter_articles(tmp_path / "corpus")))
    assert (corpus_rejects(tmp_path / "corpus")["reason"] != "").all()


def test_what_is_outside_the_folder_is_never_read(
    folder: tuple[Path, list[broken_files.Broken]],
) -> None:
    home, _ = folder
    paths = (home / "arc-slip.zip", home / "web-feed.xml")
    with closing(Ids(duplicates="reject")) as ids:
        outcomes = [taken(item, ids) for item in records_of(*paths)]
    texts = [str(item.values["text"]) for item in outcomes if isinstance(item, Article)]
    assert len(texts) == 2
    assert not any("must never be read" in text or "root:" in text for text in texts)
