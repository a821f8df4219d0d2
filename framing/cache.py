"""Where compiled things are kept between runs: a user's folder, a temporary one, or none."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from numbers import Number
from pathlib import Path
from types import FunctionType
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


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function with numba, without the interpreter's lock, kept between runs.

    The machine code is kept in ``cache_folder()``, under a name made of everything it consists
    of, also of functions and constants from other files, so that none of an older version is
    used; where there is no such folder, it is compiled anew in each process.

    Examples
    --------
    >>> @compiled
    ... def add(a, b):
    ...     return a + b
    >>> add(1, 2)
    3
    """
    from numba import config, njit

    folder = kept_code(function)
    if folder is not None:
        setattr(config, "CACHE_DIR", str(folder))  # noqa: B010 - not in its stubs
    compiled_function: Callable[..., Any] = njit(nogil=True, cache=folder is not None)(function)
    return compiled_function


def within_compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let compiled functions call this one, which stays a plain function for all others.

    It becomes a part of each that calls it: less to compile than a function of its own.
    """
    from numba.extending import register_jitable

    plain: Callable[..., Any] = register_jitable(function)
    return plain


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Have this function written into the compiled ones that call it: for inner loops alone."""
    from numba.extending import register_jitable

    plain: Callable[..., Any] = register_jitable(inline="always")(function)
    return plain


def kept_code(function: Callable[..., Any]) -> Path | None:
    """Return the folder for a compiled function's machine code, or None where it is not kept.

    ``NUMBA_CACHE_DIR`` in the environment sets the folder that it stands in.
    """
    asked = os.environ.get("NUMBA_CACHE_DIR")
    folder = Path(asked) if asked else cache_folder()
    source = Path(function.__code__.co_filename)
    if folder is None or not source.exists():
        return None
    made_of = hashlib.sha256(f"{sys.version} {source.parent}".encode())
    for part in sorted(_parts_of(function)):
        made_of.update(part.encode())
    return folder / "compiled" / f"{function.__name__}-{made_of.hexdigest()[:16]}"


def _parts_of(function: Callable[..., Any]) -> Iterator[str]:
    """Yield what a function and those that it calls are made of, each as text."""
    waiting, met = [function], {function}
    while waiting:
        now = waiting.pop()
        code = now.__code__
        yield f"{now.__name__} {code.co_code.hex()} {code.co_varnames} {code.co_consts}"
        for name in code.co_names:
            value = now.__globals__.get(name)
            value = getattr(value, "py_func", value)  # what numba has compiled
            if isinstance(value, FunctionType):
                if value not in met:
                    met.add(value)
                    waiting.append(value)
            elif isinstance(value, Number):
                yield f"{now.__name__} {name} {value!r}"
