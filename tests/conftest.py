"""What several tests need: the real articles, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder named by FRAMING_DATA; tests that need it are skipped where it is absent."""
    folder = os.environ.get("FRAMING_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("FRAMING_DATA names no folder of real articles")
    return Path(folder)
