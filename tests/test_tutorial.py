"""The commands of the tutorial run as they stand there, and print what it shows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from framing.cli import COMMANDS

DOCS = Path(__file__).parent.parent / "docs"
TUTORIAL = DOCS / "first-comparison.md"
BLOCK = re.compile(r"```(console|toml)\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def parts(block: str) -> tuple[str, str]:
    """Part a block into its command and what it printed; a quotation may span lines."""
    lines = block.removeprefix("$ ").splitlines()
    last = next(n for n in range(len(lines)) if "\n".join(lines[: n + 1]).count('"') % 2 == 0)
    return "\n".join(lines[: last + 1]), "\n".join(lines[last + 1 :])


def same_but_for_figures(text: str) -> str:
    """Return a text without its figures, words that depend on them, and this machine's paths."""
    text = re.sub(r"kept in \S+", "kept in FOLDER", text)
    return re.sub(r"\d[\d,.–]*", "0", text).strip()


def commands() -> Iterator[tuple[str, str, str]]:
    for kind, block in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        yield (kind, block, "") if kind == "toml" else (kind, *parts(block))


def test_the_tutorial_runs_and_prints_what_it_shows(tmp_path: Path) -> None:
    scripts = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    ran = 0
    for kind, command, printed in commands():
        if kind == "toml":
            (tmp_path / "study.toml").write_text(command, encoding="utf-8")
            continue
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert same_but_for_figures(done.stdout) == same_but_for_figures(printed), command
        ran += 1
    assert ran == 9
    assert (tmp_path / "output" / "report.pdf").read_bytes().startswith(b"%PDF-")


def test_the_figures_it_explains_are_those_it_shows() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    quoted = re.search(r"\*\*“(\d+ of \d+)”\*\*", text)
    assert quoted and f"({quoted[1]})" in text


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.name)
def test_links_of_the_docs_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_index_names_every_page_notebook_and_command() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"`framing {name}" not in index] == []
    pages = [page.name for page in DOCS.glob("*.md") if page.name != "index.md"]
    notebooks = [path.name for path in (DOCS.parent / "notebooks").glob("*.ipynb")]
    assert [name for name in pages + notebooks if name not in index] == []
