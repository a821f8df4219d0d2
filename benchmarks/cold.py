"""How long ``framing mentions`` takes by the clock in a new process, with more and less kept.

Over the real articles of the folder FRAMING_DATA (the whole of ``saudinewsnet``), or the sample
corpus without it; all lexicons, voices included. Nothing kept: compiled code and automaton are
made in the run, as once on a machine that nothing was set up on. Compiled code kept: as when
lexicons are first used together. All kept: any later run. Memory is the largest sum over the
processes at one time, pages that they share counted once; Linux alone tells it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.finding import bundled_lexicons
from framing.bundled import bundled_path

RUNS = int(os.environ.get("FRAMING_BENCH_RUNS", "3"))
BETWEEN = 0.05  # seconds between two looks at the memory


def main() -> None:
    data = os.environ.get("FRAMING_DATA", "")
    corpus = Path(data) / "saudinewsnet" if data else bundled_path("corpus/sample")
    lexicons = [name for name in bundled_lexicons() if name != "parties"]
    print(f"`framing mentions {corpus.name}`, {len(lexicons)} lexicons, {RUNS} runs each\n")
    print("| kept from runs before | seconds, median | range | memory, MB |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        cache, out = Path(folder) / "cache", Path(folder) / "mentions.parquet"
        command = [sys.executable, "-m", "framing.cli", "mentions", str(corpus)]
        command += ["--lexicon", *lexicons, "--out", str(out)]
        for name, forget in (("nothing", "*"), ("compiled code", "automaton-*"), ("all", "")):
            seconds = []
            for _ in range(RUNS):
                remove(cache, forget)
                begin = time.perf_counter()
                run(command, cache)
                seconds.append(time.perf_counter() - begin)
            remove(cache, forget)
            memory = run(command, cache, watch=True)  # looking at it takes time
            shown = f"{median(seconds):.1f} | {min(seconds):.1f}–{max(seconds):.1f}"
            print(f"| {name} | {shown} | {memory:.0f} |")


def remove(cache: Path, pattern: str) -> None:
    """Remove what is kept in a folder under names of a pattern."""
    for path in sorted(cache.glob(f"framing/{pattern}")) if pattern else []:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def run(command: list[str], cache: Path, *, watch: bool = False) -> float:
    """Run a command with a cache folder of its own; return its largest memory in MB if watched."""
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL)
    most = 0
    while watch and process.poll() is None:
        most = max(most, sum(map(memory_of, family(process.pid))))
        time.sleep(BETWEEN)
    if process.wait():
        raise SystemExit(f"the command failed: {' '.join(command)}")
    return most * 1024 / 1e6


def family(pid: int) -> list[int]:
    """Return a process and those that it has started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *map(int, children)]


def memory_of(pid: int) -> int:
    """Return the memory of a process in kilobytes, its part of shared pages; 0 if none is told."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    main()
