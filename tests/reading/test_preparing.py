"""What another process compiles on a first run is all that finding mentions needs."""

import os
import subprocess
import sys
from pathlib import Path

COMPILE = "from framing.reading.serving import compile_all; compile_all()"
FIND = """
from framing.bundled import bundled_path
from framing.intake.index import index_articles
from framing.intake.read import read_articles
from framing.reading.preparing import kernels
from framing.reading.match import find_mentions

articles = read_articles(bundled_path("corpus/sample"))
find_mentions(articles, "syria", "deaths")
index_articles(articles)
print({kernel.__name__: sum(kernel.stats.cache_misses.values()) for kernel in kernels()})
"""


def _run(program: str, cache: Path) -> str:
    env = {**os.environ, "XDG_CACHE_HOME": str(cache), "FRAMING_PROCESSES": "1"}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_nothing_is_left_to_compile(tmp_path: Path) -> None:
    _run(COMPILE, tmp_path)
    names = ("scan_range", "keep_company", "settle", "scan_events", "hash_words")
    assert _run(FIND, tmp_path) == str(dict.fromkeys(names, 0))
