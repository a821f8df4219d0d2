"""Finding 500 and 5,000 listed forms in the same 20 MB, beside other tools.

All are given the same text and the same forms. Ours folds spelling, takes clitics off, checks
boundaries and gives offsets into the untouched text; what each of the others leaves out stands
in the table.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

import framing.reading.kept as kept_module
from framing.bundled import bundled_names, bundled_path
from framing.lexicon.entry import Form, Lexicon
from framing.lexicon.load import load_lexicon
from framing.reading.match import find_mentions
from framing.reading.matcher import build_matchers
from framing.reading.scan import scan_texts
from framing.text.normalize import normalize
from framing.text.spelling import DEFAULT_SPELLING

MEGABYTES = int(os.environ.get("FRAMING_BENCH_MB", "20"))
LETTERS = "اابتثجحخدذرزسشصضطظعغفقكللمممنننهوويي"
PROCLITICS = ("", "", "", "", "", "", "و", "ب", "ل", "ال", "وال", "لل")


def main() -> None:
    print(f"| forms | way | MB/s | ours is … times as fast | hits | leaves out |\n|{'---|' * 6}")
    taken = {n_forms: compare(n_forms) for n_forms in (500, 5000)}
    print(f"\n5,000 forms take {taken[5000] / taken[500]:.2f} times as long as 500.")
    lexicons = [load_lexicon(name) for name in bundled_lexicons()]
    begin = time.perf_counter()
    with without_cache():
        matchers = build_matchers(lexicons)
        n_states = sum(matcher.automaton.n_states for matcher in matchers)
    seconds = time.perf_counter() - begin
    print(
        f"All {len(lexicons)} lexicons: {len(matchers)} automaton, {n_states:,} states, "
        f"built in {seconds:.2f} s."
    )
    command = [sys.executable, "-c", "from benchmarks.finding import memory; memory()"]
    print(subprocess.run(command, capture_output=True, text=True, check=True).stdout, end="")


def compare(n_forms: int) -> float:
    """Print a row for each way; return the seconds ours took."""
    forms, texts = make(n_forms)
    size = sum(len(text.encode()) for text in texts) / 1e6
    ours, found = timed(lambda: find(forms, texts))
    whole, mentions = timed(lambda: find_whole(forms, texts), repeats=2)
    rows = [
        ("framing: the scan, one core", ours, found, ""),
        ("framing: find_mentions without voices", whole, mentions, ""),
    ]
    others: list[tuple[str, Callable[[list[str], list[str]], tuple[float, int]], str, int]] = [
        ("ahocorasick_rs, folded, boundaries checked", ahocorasick, "clitics", 1),
        ("CountVectorizer(vocabulary)", count_vectorizer, "offsets, folding, clitics", 4),
        ("spaCy PhraseMatcher", phrase_matcher, "folding, clitics", 10),
    ]
    for name, way, lacks, part in others:
        some = texts[: max(1, len(texts) // part)]
        seconds, hits = timed(partial(way, forms, some), repeats=1)
        rows.append((name, seconds * part, hits * part, lacks))
    for name, seconds, hits, lacks in rows:
        speed = f"{size / seconds:.1f} | {seconds / ours:.1f}"
        print(f"| {n_forms} | {name} | {speed} | {hits} | {lacks} |")
    return ours


def memory() -> None:
    """Print how much more memory finding takes than the text does, in this process."""
    forms, texts = make(500)
    array = pa.array(texts, pa.large_string())
    starts = np.zeros(len(texts), np.int64)
    (matcher,) = build_matchers([lexicon_of(forms)])
    scan_texts(array[:10], starts[:10], matcher.automaton)  # compiled
    del texts
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew here
    before = in_use("VmRSS")
    scan_texts(array, starts, matcher.automaton)
    print(f"Peak memory of the scan over what was in use: {in_use('VmHWM') - before:.0f} MB.")


def in_use(line: str) -> float:
    """Return a line of this process's status in MB."""
    status = dict(x.split(":", 1) for x in Path("/proc/self/status").read_text().splitlines())
    return int(status[line].split()[0]) / 1e3


@contextmanager
def without_cache() -> Iterator[None]:
    """Build automata anew, as on the first day."""
    folder, kept_module.cache_folder = kept_module.cache_folder, lambda: None
    try:
        yield
    finally:
        kept_module.cache_folder = folder


def bundled_lexicons() -> list[str]:
    names = bundled_names("lexicons")
    return [name for name in names if bundled_path(f"lexicons/{name}/forms.csv").exists()]


def make(n_forms: int, seed: int = 20) -> tuple[list[str], list[str]]:
    """Make forms of one to three words, and articles of 3.4 KB that hold them now and then."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(LETTERS, k=draw.randint(3, 8))) for _ in range(40_000)]
    stems = [word for word in words[20_000:] if len(word) >= 4]  # none by chance in the text
    forms = list(dict.fromkeys(
        " ".join(draw.choices(stems, k=draw.choice((1, 1, 2, 3)))) for _ in range(n_forms * 2)
    ))[:n_forms]  # fmt: skip
    texts, size = [], 0
    while size < MEGABYTES * 1e6:
        parts = draw.choices(words[:20_000], k=300)
        for at in draw.sample(range(300), 20):
            parts[at] = draw.choice(PROCLITICS) + draw.choice(forms)
        text = " ".join(parts)
        texts.append(text)
        size += len(text.encode())
    return forms, texts


def lexicon_of(forms: list[str]) -> Lexicon:
    rows = tuple(
        Form(f"b-{n:05d}", f"concept{n % 50}", f"label{n % 5}", form, lexicon="b")
        for n, form in enumerate(forms)
    )
    return Lexicon("b", "0", Path(), {}, (), (), rows, (), DEFAULT_SPELLING, (), (), str(len(rows)))


def find(forms: list[str], texts: list[str]) -> tuple[float, int]:
    (matcher,) = build_matchers([lexicon_of(forms)])
    array = pa.array(texts, pa.large_string())
    starts = np.zeros(len(texts), np.int64)
    os.sched_setaffinity(0, {0})
    scan_texts(array[:10], starts[:10], matcher.automaton)
    begin = time.perf_counter()
    hits = len(scan_texts(array, starts, matcher.automaton))
    seconds = time.perf_counter() - begin
    os.sched_setaffinity(0, range(os.cpu_count() or 1))
    return seconds, hits


def find_whole(forms: list[str], texts: list[str]) -> tuple[float, int]:
    articles = pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": texts})
    begin = time.perf_counter()
    hits = len(find_mentions(articles, lexicon_of(forms), voices=False))
    return time.perf_counter() - begin, hits


def ahocorasick(forms: list[str], texts: list[str]) -> tuple[float, int]:
    from ahocorasick_rs import AhoCorasick

    automaton = AhoCorasick([normalize(form).text for form in forms])
    table = str.maketrans({**dict.fromkeys("أإآٱ", "ا"), "ى": "ي", "ة": "ه"})
    begin = time.perf_counter()
    hits = 0
    for text in texts:
        folded = text.translate(table)
        for _, start, end in automaton.find_matches_as_indexes(folded, overlapping=True):
            before = start == 0 or not folded[start - 1].isalpha()
            hits += before and (end == len(folded) or not folded[end].isalpha())
    return time.perf_counter() - begin, hits


def count_vectorizer(forms: list[str], texts: list[str]) -> tuple[float, int]:
    from sklearn.feature_extraction.text import CountVectorizer

    counter = CountVectorizer(vocabulary=forms, ngram_range=(1, 3), token_pattern=r"\w+")
    begin = time.perf_counter()
    hits = int(counter.transform(texts).sum())
    return time.perf_counter() - begin, hits


def phrase_matcher(forms: list[str], texts: list[str]) -> tuple[float, int]:
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("ar")
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("form", list(nlp.tokenizer.pipe(forms)))
    begin = time.perf_counter()
    hits = sum(len(matcher(doc)) for doc in nlp.tokenizer.pipe(texts))
    return time.perf_counter() - begin, hits


def timed(way: Callable[[], tuple[float, int]], repeats: int = 3) -> tuple[float, int]:
    runs = [way() for _ in range(repeats)]
    return min(seconds for seconds, _ in runs), runs[0][1]


if __name__ == "__main__":
    main()
