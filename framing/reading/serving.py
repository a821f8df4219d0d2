"""The main parts of processes that work beside another; see ``processes`` and ``preparing``."""

from __future__ import annotations

import os
import pickle
import signal
import sys


def serve() -> None:
    """Do what the standard input asks for until it ends; answer on the standard output.

    An error is not answered: this process ends, and the other meets the error itself.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the other process sees to it
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed is no answer
    while True:
        try:
            work, given = pickle.load(asked)
        except EOFError:
            return
        try:
            result = work(given)
        except Exception:
            return
        answers.write(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        answers.flush()


def compile_all() -> None:
    """Compile what finding mentions needs, by finding one and its events."""
    import pandas as pd

    from framing.lexicon.single import lexicon_of
    from framing.reading.eventfinder import find_events
    from framing.reading.match import find_mentions
    from framing.reading.preparing import EXAMPLE, compile_words

    articles = pd.DataFrame({"article_id": ["a"], "text": [EXAMPLE]})
    find_mentions(articles, lexicon_of("قوات النخبة"), voices=False)
    find_events([EXAMPLE])
    compile_words()


def build_given() -> None:
    """Build the automata of the entries that the standard input holds, to be kept."""
    from framing.reading.kept import kept_automaton

    for entries, spellings, spelling in pickle.load(sys.stdin.buffer):
        kept_automaton(entries, spellings, spelling)
