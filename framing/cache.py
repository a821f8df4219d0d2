"""Where compiled things are kept between runs: a user's folder, a temporary one, or none."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache(maxsize=1)
def cache_folder() -> Path | None:
    """Return a folder that can be written to, or None where there is none.

    Tried in order: the user's cache folder (``XDG_CACHE_HOME``, ``LOCALAPPDATA`` or
    ``~/.cache``), then one in the temporary folder that belongs to this user alone.

    Examples
    --------
    >>> folder = cache_folder()
    >>> folder is None or folder.is_dir()
    True
    """
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "user")
    for folder in (
        Path(home).expanduser() / "framing",
        Path(tempfile.gettempdir()) / f"framing-cache-{user}",
    ):
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = folder / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError:
            continue
        if not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid():
            return folder
    return None


def compiled(**options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Compile a function with numba, without the interpreter's lock, kept between runs.

    The machine code is kept in ``cache_folder()``; where there is none, it is compiled anew in
    each process.

    Examples
    --------
    >>> @compiled()
    ... def add(a, b):
    ...     return a + b
    >>> add(1, 2)
    3
    """
    from numba import config, njit

    folder = cache_folder()
    if folder is not None and not os.environ.get("NUMBA_CACHE_DIR"):
        version = f"numba-py{sys.version_info[0]}{sys.version_info[1]}"
        setattr(config, "CACHE_DIR", str(folder / version))  # noqa: B010 - not in its stubs

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        kept = folder is not None and os.path.exists(function.__code__.co_filename)
        compiled_function: Callable[..., Any] = njit(nogil=True, cache=kept, **options)(function)
        return compiled_function

    return decorate
