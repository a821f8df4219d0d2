"""LibreOffice, where it is installed: open a file, edit cells, save it as somebody would."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).with_name("edit_sheet.py")


@pytest.fixture
def edit() -> Callable[..., None]:
    """Open a file in LibreOffice, write cells, save it."""
    return edit_in_libreoffice


def edit_in_libreoffice(
    source: Path, target: Path, kind: str, sheet: str, edits: dict[str, str]
) -> None:
    """Open ``source`` in LibreOffice, write ``edits`` (cell → text), save as ``target``."""
    office, python = shutil.which("soffice"), python_with_uno()
    if office is None or python is None:
        pytest.skip("LibreOffice, or a Python with its uno module, is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    profile = (target.parent / "office-profile").as_uri()
    accept = f"--accept=socket,host=127.0.0.1,port={port};urp;"
    flags = ["--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}", accept]
    with subprocess.Popen(
        [office, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as running:
        try:
            words = [f"{cell}={value}" for cell, value in edits.items()]
            subprocess.run(
                [python, str(_SCRIPT), port, str(source), str(target), kind, sheet, *words],
                check=True,
                timeout=240,
                capture_output=True,
            )
            running.wait(timeout=60)
        finally:
            running.kill()


@lru_cache(maxsize=1)
def python_with_uno() -> str | None:
    for python in (sys.executable, "/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        if Path(python).exists():
            done = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if done.returncode == 0:
                return python
    return None
