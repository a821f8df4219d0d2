"""A corpus is made whole, can be resumed after any stop, and streams."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from framing.cli import main
from framing.errors import InputError
from framing.intake import corpus as corpus_module
from framing.intake.corpus import iter_articles, write_corpus
from framing.intake.read import read_articles
from framing.intake.stored import corpus_card


def _lines(path: Path, n: int, *, text: str = "خرج المقاتلون من المدينة ليلاً") -> Path:
    with path.open("w", encoding="utf-8") as handle:
        for i in range(n):
            row = {"id": f"{i:05d}", "outlet": f"o{i % 3}", "text": "" if i % 50 == 7 else text}
            handle.write(json.dumps({**row, "votes": str(i)}, ensure_ascii=False) + "\n")
    return path


def _bytes(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_a_corpus_is_read_back_as_the_table_it_was_made_from(tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 120)
    card = write_corpus(source, out=tmp_path / "c")
    table, again = read_articles(source), read_articles(tmp_path / "c")
    assert again.equals(table)
    assert again.attrs == table.attrs
    assert (card["n_read"], card["n_articles"], card["n_rejects"]) == (120, 117, 3)
    assert not (tmp_path / "c.partial").exists()


def test_batches_have_the_same_columns_although_files_differ(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "BATCH", 2)
    rows = [{"text": "أ"}, {"text": "ب", "x": "1"}, {"text": "ج", "y": "2"}, {"text": "د"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    write_corpus(tmp_path / "a.jsonl", out=tmp_path / "c")
    tables = list(iter_articles(tmp_path / "c", 1))
    assert [len(table) for table in tables] == [1, 1, 1, 1]
    assert {tuple(table.columns[-2:]) for table in tables} == {("x", "y")}
    assert read_articles(tmp_path / "c")["y"].tolist() == ["", "", "2", ""]


def test_other_input_streams_in_batches_too(tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 7)
    assert [len(table) for table in iter_articles(source, 4)] == [4, 3]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 60)
    write_corpus(source, out=tmp_path / "c")
    before = _bytes(tmp_path / "c")
    write_corpus(source, out=tmp_path / "c")
    assert _bytes(tmp_path / "c") == before


def test_a_corpus_whose_input_changed_is_not_resumed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = _lines(tmp_path / "a.jsonl", 10)
    monkeypatch.setattr(corpus_module, "BATCH", 4)
    _stop_after(monkeypatch, 2)
    with pytest.raises(KeyboardInterrupt):
        write_corpus(source, out=tmp_path / "c")
    monkeypatch.undo()
    _lines(source, 12, text="نص آخر")
    write_corpus(source, out=tmp_path / "c")
    assert set(read_articles(tmp_path / "c")["text"]) == {"نص آخر"}


def test_stopped_between_any_two_batches_it_ends_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_module, "BATCH", 8)
    source = _lines(tmp_path / "a.jsonl", 60)
    write_corpus(source, out=tmp_path / "whole")
    for n in range(1, 8):
        with monkeypatch.context() as patch:
            _stop_after(patch, n)
            with pytest.raises(KeyboardInterrupt):
                write_corpus(source, out=tmp_path / "c")
        assert not (tmp_path / "c").exists()
        with pytest.raises(InputError, match="not finished"):
            read_articles(tmp_path / "c.partial")
        write_corpus(source, out=tmp_path / "c")
        assert _bytes(tmp_path / "c") == _bytes(tmp_path / "whole")
        for file in (tmp_path / "c").iterdir():
            file.unlink()
        (tmp_path / "c").rmdir()


def _stop_after(patch: pytest.MonkeyPatch, n: int) -> None:
    """Let the n-th batch be written but not entered in the journal."""
    calls = 0
    original = corpus_module.Journal.add_file

    def stopping(self: corpus_module.Journal, *args: object) -> None:
        nonlocal calls
        calls += 1
        if calls == n:
            raise KeyboardInterrupt
        original(self, *args)  # type: ignore[arg-type]

    patch.setattr(corpus_module.Journal, "add_file", stopping)


def test_killed_at_random_moments_it_ends_the_same(tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 12_000)
    _kill_and_resume(source, tmp_path, times=3)


@pytest.mark.slow
def test_killed_twenty_times_while_reading_real_articles(
    tmp_path: Path, framing_data: Path
) -> None:
    _kill_and_resume(framing_data / "saudinewsnet", tmp_path, times=20)


def _kill_and_resume(source: Path, home: Path, times: int) -> None:
    command = [sys.executable, "-m", "framing", "read", str(source), "--out"]
    start = time.monotonic()
    subprocess.run([*command, str(home / "whole")], check=True, capture_output=True)
    took = time.monotonic() - start
    moments = random.Random(4)
    for n in range(times):
        out = home / f"killed-{n}"
        process = subprocess.Popen([*command, str(out)], stdout=subprocess.DEVNULL)
        time.sleep(took * moments.uniform(0.2, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        subprocess.run([*command, str(out)], check=True, capture_output=True)
        assert _bytes(out) == _bytes(home / "whole")
        assert not out.with_name(f"{out.name}.partial").exists()


def test_an_error_leaves_nothing_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,أ\n1,ب\n", encoding="utf-8")
    assert main(["read", str(tmp_path / "a.csv"), "--out", str(tmp_path / "c")]) == 2
    assert "two articles have the id '1'" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_in_a_mix_a_second_article_with_one_id_is_a_reject(tmp_path: Path) -> None:
    home = tmp_path / "in"
    home.mkdir()
    (home / "a.csv").write_text("id,text\n1,أ\n1,ب\n", encoding="utf-8")
    card = write_corpus(home, out=tmp_path / "c")
    assert (card["n_articles"], card["n_rejects"]) == (1, 1)
    assert read_articles(tmp_path / "c").attrs["rejects"][0]["value"] == "1"


def test_files_of_one_name_in_two_folders_keep_both_articles(tmp_path: Path) -> None:
    for outlet in ("sada", "dulb"):
        (tmp_path / "in" / outlet).mkdir(parents=True)
        (tmp_path / "in" / outlet / "001.txt").write_text(outlet, encoding="utf-8")
    write_corpus(tmp_path / "in", out=tmp_path / "c")
    assert read_articles(tmp_path / "c")["article_id"].tolist() == ["001", "sada/001"]


def test_what_stands_at_the_output_is_kept_unless_it_is_a_corpus(tmp_path: Path) -> None:
    source = _lines(tmp_path / "a.jsonl", 3)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="no corpus"):
        write_corpus(source, out=tmp_path / "c")
    assert (tmp_path / "c" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_corpus_may_not_lie_inside_what_is_read(tmp_path: Path) -> None:
    _lines(tmp_path / "a.jsonl", 3)
    with pytest.raises(InputError, match="inside the folder"):
        write_corpus(tmp_path, out=tmp_path / "c")


def test_the_command_says_what_it_took_rejected_guessed_and_left_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "الصحيفة,التاريخ,المتن\nصدى,3/4/2017,نص\nصدى,أمس,\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    assert main(["read", str(tmp_path / "a.csv"), "--out", str(tmp_path / "c")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "2 read: 1 articles of 1 outlets, 1 rejected",
        "  rejected: neither title nor text",
        "  columns guessed: outlet from الصحيفة",
        "  columns guessed: published from التاريخ",
        "  columns guessed: text from المتن",
        "  dates left empty: ambiguous",
        f"wrote {tmp_path / 'c'}",
    ]
    assert corpus_card(tmp_path / "c")["outlets"] == {"صدى": 1}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_among_the_files_does_not_stop_reading(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text("نص", encoding="utf-8")
    articles = read_articles(tmp_path)
    assert [reject["reason"] for reject in articles.attrs["rejects"]] == ["not a regular file"]
