"""What a corpus is made from: which input, and whether it is still the same."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any


def is_single(paths: Sequence[str | Path]) -> bool:
    """Tell input whose ids one table gives: a file, or a folder that a table describes."""
    if len(paths) != 1:
        return False
    path = Path(paths[0])
    if path.is_dir():
        from framing.intake.sources import is_described

        return is_described(path)
    return path.suffix.lower() != ".zip"


def identity_of(paths: Sequence[str | Path], settings: Sequence[Any]) -> str:
    """Return a hash of all that decides what the corpus will be.

    Parameters
    ----------
    paths : sequence of path
        The input; of every file its name, size and time count.
    settings : sequence
        What else decides, as JSON has it.
    """
    digest = hashlib.sha256(json.dumps(list(settings)).encode())
    for path in map(Path, paths):
        digest.update(os.path.abspath(path).encode("utf-8", "surrogateescape") + b"\0")
        for file in _files_of(path):
            stat = os.stat(file, follow_symlinks=False)
            line = f"{file}\0{stat.st_size}\0{stat.st_mtime_ns}\0"
            digest.update(line.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files_of(path: Path) -> Iterator[str]:
    if not path.is_dir():
        yield from [str(path)] if path.exists() else []
        return
    for home, folders, names in os.walk(path):
        folders.sort()
        yield from (os.path.join(home, name) for name in sorted(names))
