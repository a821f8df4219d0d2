"""What finding needs, made by another process while this one reads articles and lexicons.

On a first run the inner loops are compiled, which takes seconds; with lexicons that were never
together before, their automaton is built. Another process can do either meanwhile; what it
makes is kept in the cache folder, where this one finds it. Whatever keeps the other from it
costs speed, not the result: what is not there by then is made here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
from collections.abc import Callable, Sequence
from threading import Thread
from typing import Any

from framing.cache import kept_code
from framing.reading.matcher import Matcher
from framing.reading.processes import n_processors, start_python

EXAMPLE = "قال إن قوات النخبة تقدمت."


class Preparation:
    """One other process at most, which compiles or builds; it ends with the ``with`` block.

    ``compile`` and ``build`` begin and return at once; the others wait for what was begun.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = Thread()
        self._builds = False

    def compile(self) -> None:
        """Begin to compile, where something is not compiled yet."""
        if n_processors() > 1 and not all(map(_is_kept, kernels())):
            self._start("compile_all()")

    def build(self, matchers: Sequence[Matcher], *, beside: bool) -> None:
        """Begin to build the automata that are not kept, or build them here and now.

        Here, too, where the other process is busy; and before articles are read, since building
        takes memory.
        """
        if beside and n_processors() > 1 and self._process is None:
            missing = [matcher.parts for matcher in matchers if matcher.is_missing]
            if missing:
                self._start("build_given()", pickle.dumps(missing, pickle.HIGHEST_PROTOCOL))
                self._builds = self._process is not None
        if not self._builds:
            fetch(matchers)

    def finish_building(self) -> None:
        """Wait until what was begun by ``build`` is kept."""
        if self._builds:
            self._watch.join()

    def finish_compiling(self) -> None:
        """Wait until all is compiled, and compile meanwhile what the other comes to last."""
        if self._watch.is_alive():
            compile_words()
        if self._process is not None:
            self._watch.join()

    def _start(self, call: str, given: bytes = b"") -> None:
        self._process = start_python(
            f"from framing.reading import serving; serving.{call}",
            env={**os.environ, "FRAMING_PROCESSES": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        if self._process is not None:
            self._watch = Thread(target=self._process.communicate, args=(given,), daemon=True)
            self._watch.start()

    def __enter__(self) -> Preparation:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._watch.join()


def fetch(matchers: Sequence[Matcher]) -> None:
    """Have the automata at hand, be it that they are built here."""
    for matcher in matchers:
        _ = matcher.automaton


def compile_words() -> None:
    """Compile what counts words, unless that is done."""
    from framing.intake.index import count_words
    from framing.intake.wordkernels import hash_words

    if not _is_kept(hash_words):
        count_words(EXAMPLE)


def kernels() -> list[Callable[..., Any]]:
    """Return the compiled functions that finding mentions and counting words calls."""
    from framing.intake.wordkernels import hash_words
    from framing.reading.eventscan import scan_events
    from framing.reading.resolver import keep_company, settle
    from framing.reading.scanner import scan_range

    return [scan_range, keep_company, settle, scan_events, hash_words]


def _is_kept(kernel: Any) -> bool:
    """Tell whether a kernel's machine code is at hand, or kept, or never will be."""
    if kernel.signatures:
        return True
    folder = kept_code(kernel.py_func)
    return folder is None or any(folder.glob("**/*.nbc"))
