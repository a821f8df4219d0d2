"""What the tests of reading share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def framing_data() -> Path:
    """Give the folder of real articles, or skip."""
    folder = Path(os.environ.get("FRAMING_DATA", ""))
    if not os.environ.get("FRAMING_DATA") or not folder.is_dir():
        pytest.skip("FRAMING_DATA names no folder of real articles")
    return folder
