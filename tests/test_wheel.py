"""The wheel carries what it needs and works in an empty folder, where nothing can be written."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_lexicons_sample_corpus_and_its_study(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    home = "framing/bundled_data"
    assert f"{home}/lexicons/syria/forms.csv" in names
    assert f"{home}/corpus/sample/articles.csv" in names
    assert f"{home}/reports/sample/study.toml" in names
    assert not [name for name in names if name.startswith(("tests/", "corpus/", "lexicons/"))]


def test_the_installed_wheel_reports_on_the_sample_from_an_empty_folder(
    wheel: Path, tmp_path: Path
) -> None:
    site, work, home = tmp_path / "site", tmp_path / "work", tmp_path / "home"
    zipfile.ZipFile(wheel).extractall(site)
    work.mkdir()
    home.write_text("a file, so that no folder can be made below it")
    for path in [*site.rglob("*"), site]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    environment = {**os.environ, "PYTHONPATH": str(site), "HOME": str(home)}
    environment |= {"XDG_CACHE_HOME": str(home / "cache"), "PYTHONDONTWRITEBYTECODE": "1"}
    code = "import framing.cli, sys; print(framing.__file__); sys.exit(framing.cli.main())"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "report", "--sample"],
        cwd=work, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(site))
    reports = list(work.rglob("report.pdf"))
    assert len(reports) == 1 and reports[0].stat().st_size > 50_000
    assert not list(site.rglob("*.pyc"))
    for path in [site, *site.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
