"""Time every measure on the Yemen corpus, all its concepts, with 10,000 resamples.

Run as ``python -m benchmarks measures``, with the real articles in the folder FRAMING_DATA.
Reading and finding mentions are not timed. ``sensitivity`` stands apart: it measures everything
again some hundred times.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from framing.intake.copies import mark_copies
from framing.intake.read import read_articles
from framing.intake.stories import find_stories
from framing.lexicon.load import load_lexicon
from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.contrasts import compare_periods, compare_regions, compare_voices
from framing.measure.paired import paired_contrasts
from framing.measure.power import power
from framing.measure.sensitivity import sensitivity
from framing.measure.shares import label_shares
from framing.measure.slants import slants
from framing.reading.match import find_mentions

RESAMPLES = 10_000
MOST_SECONDS = 10.0


def main() -> None:
    """Print the seconds of each measure and of all."""
    home = os.environ.get("FRAMING_DATA", "")
    source = Path(home, "yemen-2015")
    if not home or not source.is_dir():
        print("FRAMING_DATA names no folder with yemen-2015; nothing to time")
        return
    lexicon = load_lexicon("yemen")
    articles = read_articles(source)
    mentions = find_mentions(articles, lexicon)
    index, _ = find_stories(articles, index=mark_copies(articles))
    compare_outlets(mentions.head(4_000), articles=index, resamples=99)  # compile
    label_differences(mentions.head(4_000), articles=index)
    said = f"{len(articles):,} articles, {len(mentions):,} mentions"
    print(f"{said}, {mentions['concept'].nunique()} concepts\n")
    print("| measure | rows | seconds | processor |\n|---|---|---|---|")
    whole = sum(timed(name, work) for name, work in works(mentions, index, lexicon).items())
    print(f"| all | | {whole:.2f} | |")
    met = "within" if whole <= MOST_SECONDS else "MORE THAN"
    print(f"\n{met} {MOST_SECONDS:.0f} seconds; beside them:\n")
    timed("sensitivity", partial(sensitivity, mentions, articles=index))


def works(
    mentions: pd.DataFrame, index: pd.DataFrame, lexicon: Any
) -> dict[str, Callable[[], Any]]:
    """Return every measure, ready to run, by name."""
    given: dict[str, Any] = {"articles": index}
    drawn: dict[str, Any] = {**given, "resamples": RESAMPLES}
    somebody = mentions[mentions["concept"].isin(lexicon.said_of) & (mentions["target"] != "")]
    within = {**drawn, "within": "story_id"}
    beside = ("articles", "first", "title")
    return {
        "label_shares": partial(label_shares, mentions, beside=beside, **given),
        "slants": partial(slants, mentions, lexicon, **given),
        "comparisons": partial(compare_outlets, mentions, **drawn),
        "comparisons by target": partial(compare_outlets, somebody, by=["target"], **drawn),
        "comparisons within stories": partial(compare_outlets, mentions, **within),
        "label_differences": partial(label_differences, mentions, **drawn),
        "differences by target": partial(label_differences, somebody, by=["target"], **drawn),
        "differences within stories": partial(label_differences, mentions, **within),
        "paired_contrasts": partial(paired_contrasts, mentions, **drawn),
        "voices": partial(compare_voices, mentions, **drawn),
        "regions": partial(compare_regions, mentions, **drawn),
        "periods": partial(compare_periods, mentions, "2015-08-01", **drawn),
        "power": partial(power, mentions, **given),
    }


def timed(name: str, work: Callable[[], Any]) -> float:
    """Print a row of the table; return the seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    rows = len(work())
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    print(f"| {name} | {rows:,} | {wall:.2f} | {processor:.2f} |")
    return wall


if __name__ == "__main__":
    main()
