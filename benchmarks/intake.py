"""Time reading, copies and stories on the real articles in the folder FRAMING_DATA.

Run as ``python benchmarks/intake.py``. Each step has a process of its own, so that its memory is
its own too; what is compiled is compiled before.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STEPS = ("read", "duplicates", "stories", "aligned sentences")


def work(step: str, source: Path, corpus: Path) -> str:
    """Do one step and return what it made."""
    from framing.commands.stories import masked_forms
    from framing.intake.aligned import align_stories
    from framing.intake.copies import mark_copies
    from framing.intake.corpus import write_corpus
    from framing.intake.index import read_index
    from framing.intake.stories import find_stories
    from framing.tableio import write_table

    index = corpus.with_name("index.parquet")
    if step == "read":
        return f"{write_corpus(source, out=corpus)['n_articles']} articles"
    if step == "duplicates":
        return f"{(mark_copies(corpus)['copy_class'] != '').sum()} copies"
    if step == "stories":
        filled, stories = find_stories(corpus, masks=masked_forms(None))
        write_table(filled, index)
        return f"{len(stories)} stories"
    import pandas as pd

    filled = read_index(index, pd.read_parquet(index))
    return f"{len(align_stories(corpus, filled, masks=masked_forms(None)))} pairs"


def compile_all() -> None:
    """Compile what the steps need, so that no step is timed with it."""
    from framing.bundled import bundled_path
    from framing.commands.stories import masked_forms
    from framing.intake.copies import mark_copies
    from framing.intake.read import read_articles
    from framing.intake.stories import find_stories

    sample = read_articles(bundled_path("corpus/sample"))
    mark_copies(sample)
    find_stories(sample, masks=masked_forms(None))


def timed(step: str, source: Path, corpus: Path) -> None:
    """Do one step and say how long it took and how much memory."""
    wall, processor = time.perf_counter(), time.process_time()
    made = work(step, source, corpus)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    memory = _most_memory() // 1024
    told = f"{wall:6.1f} s   processor {processor:6.1f} s   at most {memory:4d} MB   {made}"
    print(f"{step:20} {told}", flush=True)


def _most_memory() -> int:
    """Return the process's greatest memory in kB; ``ru_maxrss`` begins with its parent's."""
    status = Path("/proc/self/status")
    if status.is_file():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0])
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def main() -> int:
    if len(sys.argv) == 4 and sys.argv[1] in STEPS:
        timed(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
        return 0
    home = os.environ.get("FRAMING_DATA", "")
    source = Path(home, "saudinewsnet")
    if not home or not source.is_dir():
        print("FRAMING_DATA names no folder with saudinewsnet; nothing to time")
        return 0
    compile_all()
    with tempfile.TemporaryDirectory() as folder:
        for step in STEPS:
            command = [sys.executable, __file__, step, str(source), str(Path(folder, "corpus"))]
            subprocess.run(command, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
