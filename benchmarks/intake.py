"""Time reading, copies and stories on the real articles in the folder FRAMING_DATA.

Run as ``python benchmarks/intake.py``; the first run also compiles.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from framing.intake.copies import mark_copies
from framing.intake.corpus import write_corpus
from framing.intake.duplicates import find_pairs
from framing.intake.read import read_articles
from framing.intake.stories import find_stories


def timed(what: str, work: Callable[[], object]) -> object:
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what:32} {wall:6.1f} s   processor {processor:6.1f} s   at most {memory} MB")
    return result


def main() -> int:
    home = os.environ.get("FRAMING_DATA", "")
    source = Path(home, "saudinewsnet")
    if not home or not source.is_dir():
        print("FRAMING_DATA names no folder with saudinewsnet; nothing to time")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        timed("read into a corpus", lambda: write_corpus(source, out=corpus))
        articles = read_articles(corpus)
    find_pairs(articles.head(2_000))  # compile
    find_stories(articles.head(2_000))
    timed("pairs of copies", lambda: find_pairs(articles))
    timed("copies marked in the index", lambda: mark_copies(articles))
    timed("stories", lambda: find_stories(articles))
    return 0


if __name__ == "__main__":
    sys.exit(main())
