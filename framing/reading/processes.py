"""Other processes that read articles beside this one, where there is more than one processor.

They are plain interpreters that are given work through a pipe: nothing is forked, and a script
needs no guard around its main part. Whatever keeps one from starting or answering costs speed,
not the result: what it was given is then read here.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Generic, TypeVar, cast

Context = TypeVar("Context")
Given = TypeVar("Given")
Result = TypeVar("Result")

ENOUGH = 2_000  # articles; fewer are read here
_MOST = 7
_AHEAD = 2  # pieces of work that each process is given at one time
_HELD = 8  # pieces that are held for each process


def n_processes(n_articles: int) -> int:
    """Return how many other processes are worth starting.

    ``FRAMING_PROCESSES`` in the environment sets the number of all processes, this one
    included: 1 starts no other.

    Examples
    --------
    >>> n_processes(10)
    0
    """
    if _asked():
        return n_processors() - 1
    return min(_MOST, n_processors() - 1) if n_articles >= ENOUGH else 0


def n_processors() -> int:
    """Return how many processes can work at one time: 1 where no other can be started.

    ``FRAMING_PROCESSES`` sets it.
    """
    if _asked():
        return max(1, int(_asked()))
    if not sys.executable or getattr(sys, "frozen", False):
        return 1
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return allowed or 1


def _asked() -> str:
    asked = os.environ.get("FRAMING_PROCESSES", "")
    return asked if asked.isdigit() else ""


def start_python(program: str, **options: Any) -> subprocess.Popen[bytes] | None:
    """Start a plain interpreter that finds the same modules, or nothing where that cannot be."""
    paths = f"import sys; sys.path[:] = {sys.path!r}; "
    with suppress(OSError):
        return subprocess.Popen([sys.executable, "-c", paths + program], **options)
    return None


def map_beside(
    work: Callable[[Given], Result], pieces: Iterable[tuple[Context, Given]], n: int
) -> Iterator[tuple[Context, Result]]:
    """Yield each piece's context and what ``work`` makes of it, in order.

    Parameters
    ----------
    work : function
        Of the top level of a module. The same wherever it runs.
    pieces : iterable of (context, given)
        Taken one by one: no more than a few are held. The context stays in this process.
    n : int
        How many other processes to start. This one works, too.
    """
    if n < 1:
        yield from ((context, work(given)) for context, given in pieces)
        return
    others = _Others(n)
    waiting: deque[_Piece[Context, Given, Result]] = deque()
    try:
        for context, given in pieces:
            piece: _Piece[Context, Given, Result] = _Piece(context, given)
            if sum(not other.is_done() for other in waiting) < _AHEAD * n:
                piece.future = others.give(work, given)
            else:
                piece.result = work(given)
            waiting.append(piece)
            while waiting and (waiting[0].is_done() or len(waiting) > _HELD * n):
                yield waiting.popleft().settled()
        for piece in reversed(waiting):
            if piece.future is not None and piece.future.cancel():  # nobody has begun with it
                piece.future, piece.result = None, work(piece.given)
        while waiting:
            yield waiting.popleft().settled()
    finally:
        others.close()


@dataclass
class _Piece(Generic[Context, Given, Result]):
    """One piece of work: read here, or elsewhere where there is a ``future``."""

    context: Context
    given: Given
    future: Future[Result] | None = None
    result: Result | None = None

    def is_done(self) -> bool:
        return self.future is None or self.future.done()

    def settled(self) -> tuple[Context, Result]:
        result = self.result if self.future is None else self.future.result()
        return self.context, cast("Result", result)


class _Others:
    """Some interpreters, each with a thread here that talks to it."""

    def __init__(self, n: int) -> None:
        self.idle: SimpleQueue[subprocess.Popen[bytes] | None] = SimpleQueue()
        self.started = [process for process in (_start() for _ in range(n)) if process]
        for number in range(n):
            self.idle.put(self.started[number] if number < len(self.started) else None)
        self.threads = ThreadPoolExecutor(n, "framing-reader")
        self.closed = False

    def give(self, work: Callable[[Given], Result], given: Given) -> Future[Result]:
        """Have one of them do the work."""
        return self.threads.submit(self._ask, work, given)

    def _ask(self, work: Callable[[Given], Result], given: Given) -> Result:
        process = self.idle.get()
        try:
            if process is not None:
                return cast("Result", _answer(process, work, given))
        except (OSError, EOFError, pickle.PickleError):
            process = None  # it is gone, or could not do it
        finally:
            self.idle.put(process)
        if self.closed:
            raise CancelledError
        return work(given)

    def close(self) -> None:
        """End them, whatever they are doing."""
        self.closed = True
        for process in self.started:
            process.kill()
        self.threads.shutdown(cancel_futures=True)
        for process in self.started:
            for pipe in (process.stdin, process.stdout):
                with suppress(OSError):
                    pipe.close()  # type: ignore[union-attr]
            process.wait()


def _start() -> subprocess.Popen[bytes] | None:
    program = "from framing.reading.serving import serve; serve()"
    return start_python(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _answer(process: subprocess.Popen[bytes], work: Callable[[Any], Any], given: Any) -> Any:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(pickle.dumps((work, given), pickle.HIGHEST_PROTOCOL))
    process.stdin.flush()
    return pickle.load(process.stdout)
