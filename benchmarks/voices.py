"""What each stage of ``find_mentions`` costs per article, and which one costs most.

Real articles from the folder FRAMING_DATA where it is set, else the sample corpus several times
over. All times are processor time of this process; each stage runs by itself over all articles
that come to it, the best of some runs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.finding import bundled_lexicons
from framing.bundled import bundled_path
from framing.intake.read import read_articles
from framing.lexicon.load import load_lexicon
from framing.reading.annotate import Asked
from framing.reading.article import FURNITURE, ArticleReading
from framing.reading.attribution import Attribution
from framing.reading.batches import Batches
from framing.reading.eventfinder import find_events
from framing.reading.hedges import is_hedged
from framing.reading.match import ask, find_spans, iter_mentions
from framing.reading.matcher import Matcher, build_matchers
from framing.reading.parties import find_parties
from framing.reading.regions import find_regions
from framing.reading.resolve import resolve_hits
from framing.reading.scan import scan_texts
from framing.reading.targets import target_of
from framing.reading.voice import read_voices

ARTICLES = int(os.environ.get("FRAMING_BENCH_ARTICLES", "4000"))
RUNS = 3
ODD = ("“", "قال إن «", "“كلمة ثم ذلك ", "، قال ", "بحسب الوزير ", "عدن: «نعم نعم» ", "\u0651")

Costs = dict[str, tuple[float, int]]  # stage → seconds, articles that come to it


def main() -> None:
    articles = some_articles()
    lexicons = [load_lexicon(name) for name in bundled_lexicons() if name != "parties"]
    (matcher,) = build_matchers(lexicons)
    said_of = {(f.lexicon, f.concept) for x in lexicons for f in x.forms if f.concept in x.said_of}
    batches = Batches(articles, batch=len(articles))
    (whole,) = batches
    found = find_spans(whole, [matcher])
    (_, asked) = ask(batches, whole, found, said_of)
    print(f"{len(whole)} articles, {len(asked)} of them with {len(found)} mentions")
    costs = finding(whole, matcher) | preparing(whole, found, said_of) | annotating(asked)
    show(costs, len(whole))
    gains(whole, matcher, asked)
    together(whole, lexicons)
    lengths()


def some_articles() -> pd.DataFrame:
    path = Path(os.environ.get("FRAMING_DATA", ""), "saudinewsnet", "articles.parquet")
    if os.environ.get("FRAMING_DATA") and path.exists():
        articles = read_articles(path)
        return articles.iloc[:: max(1, len(articles) // ARTICLES)].reset_index(drop=True)
    articles = read_articles(bundled_path("corpus/sample"))
    return pd.concat([articles] * max(1, ARTICLES // len(articles)), ignore_index=True)


def finding(articles: pd.DataFrame, matcher: Matcher) -> Costs:
    starts = articles["body_start"].to_numpy(np.int64)
    bare = matcher.concept < 0
    scan, hits = timed(lambda: scan_texts(articles["text"], starts, matcher.automaton, bare))
    resolve, _ = timed(lambda: resolve_hits(hits, matcher))
    whole, _ = timed(lambda: find_spans(articles, [matcher]))
    n = len(articles)
    return {
        "scan": (scan, n),
        "resolve": (resolve, n),
        "table of spans": (max(0.0, whole - scan - resolve), n),
    }


def preparing(articles: pd.DataFrame, found: pd.DataFrame, said_of: set[tuple[str, str]]) -> Costs:
    rows = list(dict.fromkeys(found["row"].tolist()))
    keys = zip(found["row"], found["lexicon"], found["concept"], strict=True)
    targeted = list(dict.fromkeys(row for row, *key in keys if tuple(key) in said_of))
    learn, _ = timed(lambda: Batches(articles).learned)
    events, _ = timed(lambda: find_events(articles["text"].take(rows)))
    parties, _ = timed(lambda: find_parties(articles, targeted))
    return {
        "furniture learned": (learn, len(articles)),
        "words of saying and marks": (events, len(rows)),
        "parties": (parties, len(targeted)),
    }


def annotating(asked: list[Asked]) -> Costs:
    pages = [piece.page for piece in asked]
    regions, named = timed(lambda: [find_regions(*page[:5]) for page in pages])
    skip = [[(r.start, r.end) for r in some if r.name in FURNITURE] for some in named]
    walk, speech = timed(
        lambda: [
            read_voices(page.text, page.body_start, kept, page.events)
            for page, kept in zip(pages, skip, strict=True)
        ]
    )
    spans = [[(start, end) for start, end, _ in piece.spans] for piece in asked]

    def attribute() -> None:
        for page, reading in zip(pages, speech, strict=True):
            who = Attribution(page.text, reading.speech)
            for number in range(len(reading.speech)):
                who.speaker_of(number)

    articles = [ArticleReading(*page) for page in pages]
    targeted = [piece for piece in asked if any(said for _, _, said in piece.spans)]
    n = len(asked)
    return {
        "regions": (regions, n),
        "quotations": (walk, n),
        "attribution": (timed(attribute)[0], n),
        "hedges": (each(articles, spans, lambda a, s, e: is_hedged(a.text, s, e)), n),
        "marks around names": (each(articles, spans, ArticleReading.is_scare_quoted), n),
        "targets": (timed(lambda: [targets_of(piece) for piece in targeted])[0], len(targeted)),
    }


def targets_of(piece: Asked) -> list[str]:
    text, parties = piece.page.text, piece.parties
    return [target_of(text, start, end, parties) for start, end, said in piece.spans if said]


def each(
    articles: list[ArticleReading],
    spans: list[list[tuple[int, int]]],
    ask_of: Callable[[ArticleReading, int, int], Any],
) -> float:
    def run() -> None:
        for article, some in zip(articles, spans, strict=True):
            for start, end in some:
                ask_of(article, start, end)

    return timed(run)[0]


def show(costs: Costs, n: int) -> None:
    """Print the stages, the dearest first; a share is of all that is listed."""
    total = sum(seconds for seconds, _ in costs.values())
    print("\n| stage | articles | µs each | µs per article of the corpus | share |")
    print("|---|---|---|---|---|")
    for name, (seconds, some) in sorted(costs.items(), key=lambda item: -item[1][0]):
        own = seconds / max(1, some) * 1e6
        print(f"| {name} | {some} | {own:.0f} | {seconds / n * 1e6:.0f} | {seconds / total:.0%} |")
    print(f"| all | {n} | | {total / n * 1e6:.0f} | 100% |")
    dearest = max(costs, key=lambda name: costs[name][0])
    print(f"\nCostliest: {dearest}, {costs[dearest][0] / total:.0%}.")


def gains(articles: pd.DataFrame, matcher: Matcher, asked: list[Asked]) -> None:
    """Print what two stages cost as they were before they were worked on, in the same run."""
    starts = articles["body_start"].to_numpy(np.int64)
    bare = matcher.concept < 0
    spans, _ = timed(lambda: scan_texts(articles["text"], starts, matcher.automaton))
    places, _ = timed(lambda: scan_texts(articles["text"], starts, matcher.automaton, bare))
    print(f"Scan with the exact span of every neighbor: {spans / places:.1f} times as long.")

    def folding(hint: Callable[[str, int, int], Any]) -> float:
        return timed(
            lambda: [hint(x.page.text, start, end) for x in asked for start, end, _ in x.spans]
        )[0]

    table = str.maketrans("أإآٱىةکیے", "ااااييكيي")
    before = folding(lambda text, start, end: text[max(0, start - 50) : end + 30].translate(table))
    ratio = before / folding(is_hedged)
    print(f"Hedges with folding around every mention: {ratio:.1f} times as long.")


def together(articles: pd.DataFrame, lexicons: list[Any]) -> None:
    """Print how long ``find_mentions`` takes by the clock, alone and with another process."""
    seconds = []
    for processes in ("1", "2"):
        os.environ["FRAMING_PROCESSES"] = processes
        begin = time.perf_counter()
        n = sum(len(found) for _, found in iter_mentions(Batches(articles), lexicons))
        seconds.append(time.perf_counter() - begin)
    del os.environ["FRAMING_PROCESSES"]
    print(
        f"find_mentions, {n} mentions: {seconds[0]:.2f} s by the clock in one process, "
        f"{seconds[1]:.2f} s in two."
    )


def lengths() -> None:
    """Print how the time to read odd texts grows from 250,000 to 1,000,000 characters."""
    print("\n| odd text | s per million characters | four times as long takes |\n|---|--:|--:|")
    for piece in ODD:
        short, long = (piece * (n // len(piece)) for n in (250_000, 1_000_000))
        seconds = [timed(partial(read, text))[0] for text in (short, long)]
        print(f"| `{piece.strip()[:24]}` | {seconds[1]:.2f} | {seconds[1] / seconds[0]:.1f} |")


def read(text: str) -> None:
    list(ArticleReading(text, "", 0).speech())


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the processor time of the best of some runs, and what came of it."""
    best, result = float("inf"), None
    for _ in range(RUNS):
        begin = time.process_time()
        result = work()
        best = min(best, time.process_time() - begin)
    return best, result


if __name__ == "__main__":
    main()
