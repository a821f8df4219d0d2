"""The compiled parts of finding, made beside this process while it does something else.

On a first run they take seconds to compile. Another process can do that while this one reads
articles and lexicons; both keep machine code in the same folder. Whatever keeps the other from
it costs speed, not the result: what is not compiled by then is compiled here.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from framing.cache import kept_code
from framing.reading.processes import n_processors, start_python


@contextmanager
def compiled_beside() -> Iterator[Callable[[], object]]:
    """Have what is not compiled yet compiled by another process.

    Yields
    ------
    function
        Waits until it is done; to be called before anything is looked for.
    """
    process = None
    if n_processors() > 1 and not all(map(_is_kept, _kernels())):
        process = start_python(
            "from framing.reading.serving import compile_all; compile_all()",
            env={**os.environ, "FRAMING_PROCESSES": "1"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        yield process.wait if process is not None else lambda: None
    finally:
        if process is not None:
            process.kill()
            process.wait()


def _kernels() -> list[Callable[..., Any]]:
    from framing.intake.wordkernels import hash_words
    from framing.reading.eventscan import scan_events
    from framing.reading.resolver import keep_company, settle
    from framing.reading.scanner import scan_range

    return [scan_range, keep_company, settle, scan_events, hash_words]


def _is_kept(kernel: Any) -> bool:
    """Tell whether a kernel's machine code is kept, or never will be."""
    folder = kept_code(kernel.py_func)
    return folder is None or any(folder.glob("**/*.nbc"))
