"""Score voices, quotations, speakers and targets against the author-coded gold.

usage: python tests/gold/score_voice.py ARTICLES [--half HALF] [--coding second] [-v]

ARTICLES is the folder or file that holds the gold's articles (the annotations here carry ids,
spans and codes only). A quotation is found when its kind agrees and both ends lie within one
character of the gold's; where people would differ about the end, any of the gold's ends will do,
and stretches coded ``any`` count neither for nor against. A speaker is right when its words are
a run of the gold's, or the gold's of its own with at most four words more. Voice and target are
scored on the gold's mention spans. Intervals are 95%, percentile bootstrap over articles.

Halves: ``tuning``, ``held``; drawn later ``fresh``, ``last``, ``third``, ``fourth`` and, tuned on
from the first, ``more_tuning``; those with ``paragraphs`` in their name are of another collection.
The second coding is another reader's, of ``held``, ``last``, ``third``, ``fourth``, ``paragraphs``
and ``fourth_paragraphs``; all codings but the first of ``tuning`` and ``held`` leave regions out.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DRAWS, SEED = 2000, 20150721
HALVES = (
    "tuning", "held", "more_tuning", "fresh", "last", "third", "fourth",
    "paragraphs_tuning", "paragraphs", "fourth_paragraphs",
    "fifth", "fifth_paragraphs", "fifth_tuning", "sixth",
)  # fmt: skip


def read_gold(name: str, half: str = "", coding: str = "first") -> list[dict[str, str]]:
    """Return the rows of ``voice_<name>.csv``, of one half or of both, by one of two readers."""
    file = f"voice_{name}.csv" if coding == "first" else f"voice_{name}_{coding}.csv"
    with open(HERE / file, encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if half in ("", row["half"])]


def score(
    articles: Any, half: str = "", *, coding: str = "first", verbose: bool = False
) -> dict[str, Counter[str]]:
    """Return the counts of every article: what was right, found and asked for."""
    from framing.reading.words import words_of

    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    mentions, stretches = (read_gold(name, half, coding) for name in ("mentions", "quotations"))
    ids = {row["article_id"] for row in [*mentions, *stretches]}
    kept = articles[articles["article_id"].isin(ids)].reset_index(drop=True)
    _score_quotations(kept, texts, stretches, counts, words_of, verbose)
    _score_mentions(kept, mentions, counts, verbose)
    return counts


def _score_quotations(
    articles: Any, texts: dict[str, str], rows: list[Any], counts: Any, words_of: Any, verbose: bool
) -> None:
    from framing.reading.quotations import find_quotations

    gold = defaultdict(list)
    for row in rows:
        gold[row["article_id"]].append(row)
    found = defaultdict(list)
    for row in find_quotations(articles).to_dict("records"):
        found[row["article_id"]].append(row)
    for article in articles["article_id"]:
        text, count = texts[article], counts[article]
        free = list(found[article])
        for row in gold[article]:
            hit = next((f for f in free if _same(row, f)), None)
            optional = row["kind"] == "any"
            if hit is not None:
                free.remove(hit)
            if optional:
                continue
            count["quotation_gold"] += 1
            count["speaker_gold"] += bool(row["speakers"])
            if hit is None:
                _say(verbose, "missed", article, row["kind"], _piece(text, row))
                continue
            count["quotation_right"] += 1
            _score_speaker(row, hit, text, count, words_of, verbose)
        for row in free:
            if not any(g["kind"] == "any" and _overlap(g, row) for g in gold[article]):
                count["quotation_wrong"] += 1
                _say(verbose, "extra", article, row["kind"], row["rule"], _piece(text, row))


def _score_speaker(
    gold: dict[str, str], found: Any, text: str, count: Counter[str], words_of: Any, verbose: bool
) -> None:
    if not found["speaker"]:
        return
    count["speaker_found"] += 1
    names = [text[int(a) : int(b)] for a, b in _spans(gold["speakers"])]
    words = words_of(found["speaker"])
    right = any(_runs(words, words_of(name)) for name in names)
    count["speaker_right"] += right
    if not right:
        _say(verbose, "speaker", gold["article_id"], found["speaker"], "not", names)


def _score_mentions(articles: Any, rows: list[Any], counts: Any, verbose: bool) -> None:
    from framing.reading.annotate import Annotation, Asked, annotate
    from framing.reading.batches import Batches
    from framing.reading.parties import find_parties

    number = {article: n for n, article in enumerate(articles["article_id"])}
    texts = articles["text"].tolist()
    moved = {
        row["article_id"]
        for row in rows
        if texts[number[row["article_id"]]][int(row["start"]) : int(row["end"])] != row["surface"]
    }
    if moved:
        raise SystemExit(f"the gold's spans do not fit the texts of {', '.join(sorted(moved))}")
    asked = [(int(row["start"]), int(row["end"]), _said_of(row)) for row in rows]
    of_article: dict[int, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        of_article[number[row["article_id"]]].append(at)
    pages = Batches(articles).pages(articles, list(of_article))
    parties = find_parties(articles, list(of_article))
    told = annotate(
        [
            Asked(page, [asked[at] for at in places], parties[n])
            for page, (n, places) in zip(pages, of_article.items(), strict=True)
        ]
    )
    order = [at for places in of_article.values() for at in places]
    for at, annotation in zip(order, told, strict=True):
        row, got = rows[at], Annotation(*annotation)._asdict()
        count = counts[row["article_id"]]
        furniture = got["region"] in ("boilerplate", "caption")
        if row["region"] == "boilerplate":
            count["leaks"] += not furniture
            continue
        count["hidden"] += furniture
        if row["voice"] != "any":
            count["voice_gold"] += 1
            count["voice_right"] += got["voice"] == row["voice"]
            if got["voice"] != row["voice"]:
                _say(verbose, "voice", row["article_id"], row["start"], row["surface"],
                     got["voice"], "not", row["voice"])  # fmt: skip
        _score_target(row, got, count, verbose)


def _said_of(row: dict[str, str]) -> bool:
    return row["concept"] in ("fighters", "death")


def _score_target(row: dict[str, str], got: Any, count: Counter[str], verbose: bool) -> None:
    if not _said_of(row):
        return
    count["target_gold"] += bool(row["target"])
    count["target_found"] += bool(got["target"])
    right = bool(got["target"]) and got["target"] in row["target"].split("|")
    count["target_right"] += right
    if got["target"] and not right:
        _say(verbose, "target", row["article_id"], row["start"], row["surface"],
             got["target"], "not", row["target"])  # fmt: skip


def measures(counts: Iterable[Counter[str]]) -> dict[str, float]:
    """Return the figures that some articles' counts give."""
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)

    def share(part: float, whole: float) -> float:
        return part / whole if whole else float("nan")

    right, gold = total["quotation_right"], total["quotation_gold"]
    precision = share(right, right + total["quotation_wrong"])
    recall = share(right, gold)
    return {
        "quotation_precision": precision,
        "quotation_recall": recall,
        "quotation_f1": share(2 * right, right + total["quotation_wrong"] + gold),
        "voice_accuracy": share(total["voice_right"], total["voice_gold"]),
        "speaker_precision": share(total["speaker_right"], total["speaker_found"]),
        "speaker_recall": share(total["speaker_right"], total["speaker_gold"]),
        "target_precision": share(total["target_right"], total["target_found"]),
        "target_recall": share(total["target_right"], total["target_gold"]),
    }


def intervals(counts: dict[str, Counter[str]]) -> dict[str, tuple[float, float]]:
    """Return 95% percentile intervals of every figure, articles drawn anew."""
    draw = random.Random(SEED)
    articles = sorted(counts)
    drawn: dict[str, list[float]] = defaultdict(list)
    for _ in range(DRAWS):
        for name, value in measures(counts[draw.choice(articles)] for _ in articles).items():
            if value == value:
                drawn[name].append(value)
    limits = {}
    for name, values in drawn.items():
        values.sort()
        limits[name] = (values[int(0.025 * len(values))], values[int(0.975 * len(values))])
    return limits


def _same(gold: dict[str, str], found: Any) -> bool:
    if gold["kind"] not in ("any", found["kind"]) or abs(int(gold["start"]) - found["start"]) > 1:
        return False
    ends = [int(gold["end"]), *(int(end) for end in gold["other_ends"].split())]
    return any(abs(end - found["end"]) <= 1 for end in ends)


def _overlap(gold: dict[str, str], found: Any) -> bool:
    return int(gold["start"]) < found["end"] and found["start"] < int(gold["end"])


def _runs(found: list[str], gold: list[str]) -> bool:
    short, long = sorted((found, gold), key=len)
    if not short or (long is found and len(found) > len(gold) + 4):
        return False
    n = len(short)
    return any(long[at : at + n] == short for at in range(len(long) - n + 1))


def _spans(cell: str) -> list[tuple[str, str]]:
    return [(a, b) for a, b in (span.split(":") for span in cell.split())]


def _piece(text: str, row: Any) -> str:
    return f"{row['start']}-{row['end']} {text[int(row['start']) : int(row['end'])]!r}"


def _say(verbose: bool, *words: object) -> None:
    if verbose:
        print(*words)


def main() -> None:
    """Print every figure with its interval, then each outlet's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--half", choices=HALVES, default="")
    parser.add_argument("--coding", choices=("first", "second"), default="first")
    parser.add_argument("-v", action="store_true")
    args = parser.parse_args()
    from framing.intake.read import read_articles

    articles = read_articles(args.articles)
    counts = score(articles, args.half, coding=args.coding, verbose=args.v)
    limits = intervals(counts)
    for name, value in measures(counts.values()).items():
        low, high = limits.get(name, (float("nan"), float("nan")))
        print(f"{name:22} {value:.3f}  [{low:.3f}, {high:.3f}]")
    outlets = dict(zip(articles["article_id"], articles["outlet"], strict=True))
    for outlet in sorted({outlets[article] for article in counts}):
        own = [counts[a] for a in counts if outlets[a] == outlet]
        figures = measures(own)
        print(outlet, " ".join(f"{name}={value:.2f}" for name, value in figures.items()))
    total: Counter[str] = Counter()
    for count in counts.values():
        total.update(count)
    print(dict(total))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    main()
