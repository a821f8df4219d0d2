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

EXAMPLE = "قال إن قوات النخبة تقدمت."


@contextmanager
def compiled_beside() -> Iterator[Callable[[], None]]:
    """Have what is not compiled yet compiled by another process.

    Yields
    ------
    function
        Sees to it that all is done, by compiling a part here; to be called before anything is
        looked for.
    """
    process = None
    if n_processors() > 1 and not all(map(_is_kept, kernels())):
        process = start_python(
            "from framing.reading.serving import compile_all; compile_all()",
            env={**os.environ, "FRAMING_PROCESSES": "1"},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def finish() -> None:
        if process is not None:
            for compile_it in (compile_words, compile_events):  # the other begins elsewhere
                if process.poll() is None:
                    compile_it()
            process.wait()

    try:
        yield finish
    finally:
        if process is not None:
            process.kill()
            process.wait()


def compile_words() -> None:
    """Compile what counts words, unless that is done."""
    from framing.intake.index import count_words
    from framing.intake.wordkernels import hash_words

    if not _is_kept(hash_words):
        count_words(EXAMPLE)


def compile_events() -> None:
    """Compile what finds events, unless that is done."""
    from framing.reading.eventfinder import find_events
    from framing.reading.eventscan import scan_events

    if not _is_kept(scan_events):
        find_events([EXAMPLE])


def kernels() -> list[Callable[..., Any]]:
    """Return the compiled functions that finding mentions and counting words calls."""
    from framing.intake.wordkernels import hash_words
    from framing.reading.eventscan import scan_events
    from framing.reading.resolver import keep_company, settle
    from framing.reading.scanner import scan_range

    return [scan_range, keep_company, settle, scan_events, hash_words]


def _is_kept(kernel: Any) -> bool:
    """Tell whether a kernel's machine code is kept, or never will be."""
    folder = kept_code(kernel.py_func)
    return folder is None or any(folder.glob("**/*.nbc"))
