"""How far two codings of the same articles agree: Krippendorff's alpha, nominal, per word.

usage: python tests/gold/agree_voice.py ARTICLES [held|last]

Every word of the articles of one draw, ``held`` by default, takes the voice that each coding
gives it (own, reported, quoted); words that either coding left open are left out, then counted as
a fourth code. Mentions take voice and target. Intervals are 95%, percentile bootstrap over
articles. A stretch of speech is in both codings when kind and start agree and an end of the one
lies within one character of an end of the other.

The second coding is another reader's, who saw the texts, the rules, the spans of the mentions and
the list of parties, but not the first coding, the code or its output. Both readers are language
models: what two such readers get wrong alike, no figure here shows, and no person has coded it.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DRAWS, SEED = 2000, 20150721
ORDER = ("own", "reported", "quoted", "any")
Pairs = dict[str, list[tuple[str, str]]]


def alpha(pairs: Counter[tuple[str, str]]) -> float:
    """Return Krippendorff's alpha for two codings of each unit, nominal."""
    n = 2 * pairs.total()
    values: Counter[str] = Counter()
    for pair, count in pairs.items():
        for code in pair:
            values[code] += count
    differing = sum(count for (a, b), count in pairs.items() if a != b)
    expected = sum(values[a] * (n - values[a]) for a in values) / (n - 1)
    return 1 - 2 * differing / expected if expected else 1.0


def interval(pairs: Pairs) -> tuple[float, float]:
    """Return the 95% percentile interval of alpha, articles drawn anew."""
    draw = random.Random(SEED)
    counts = [Counter(pairs[article]) for article in sorted(pairs)]
    drawn = []
    for _ in range(DRAWS):
        total: Counter[tuple[str, str]] = Counter()
        for count in draw.choices(counts, k=len(counts)):
            total.update(count)
        drawn.append(alpha(total))
    drawn.sort()
    return drawn[int(0.025 * DRAWS)], drawn[int(0.975 * DRAWS)]


def voices(text: str, rows: list[dict[str, str]]) -> list[str]:
    """Return the voice of every character by a coding; the innermost stretch counts."""
    coded = ["own"] * len(text)
    for row in sorted(rows, key=lambda row: ORDER.index(row["kind"])):
        for at in range(int(row["start"]), int(row["end"])):
            coded[at] = row["kind"]
        for end in map(int, row["other_ends"].split()):
            low, high = sorted((int(row["end"]), end))
            coded[low:high] = ["any"] * (high - low)
    return coded


def word_pairs(articles: Any, ids: list[str], first: list[Any], second: list[Any]) -> Pairs:
    """Return both codings of every word, by article."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    pairs = {}
    for article in ids:
        codings = [
            voices(texts[article], [r for r in rows if r["article_id"] == article])
            for rows in (first, second)
        ]
        starts = [word.start() for word in re.finditer(r"\w+", texts[article])]
        pairs[article] = [(codings[0][at], codings[1][at]) for at in starts]
    return pairs


def shared(first: list[Any], second: list[Any]) -> int:
    """Return how many stretches stand in both codings; each is counted once."""
    free = list(second)
    for row in first:
        hit = next((other for other in free if _alike(row, other)), None)
        if hit is not None:
            free.remove(hit)
    return len(second) - len(free)


def _alike(a: dict[str, str], b: dict[str, str]) -> bool:
    if a["article_id"] != b["article_id"] or a["kind"] != b["kind"]:
        return False
    ends = [[int(end) for end in (row["end"], *row["other_ends"].split())] for row in (a, b)]
    near = any(abs(one - other) <= 1 for one in ends[0] for other in ends[1])
    return near and abs(int(a["start"]) - int(b["start"])) <= 1


def _print(name: str, pairs: Pairs, *, open_too: bool = False) -> None:
    known = {
        article: [pair for pair in some if open_too or "any" not in pair]
        for article, some in pairs.items()
    }
    total = Counter(pair for some in known.values() for pair in some)
    low, high = interval(known)
    left = sum(map(len, pairs.values())) - total.total()
    print(f"{name:12} {alpha(total):.3f}  [{low:.3f}, {high:.3f}]  n = {total.total()}", end="")
    print(f", left open {left}, differing {sum(total[a, b] for a, b in total if a != b)}")


def main() -> None:
    """Print alpha for words, for mentions' voices and for targets."""
    from framing.intake.read import read_articles
    from tests.gold.score_voice import read_gold

    articles = read_articles(sys.argv[1])
    half = sys.argv[2] if len(sys.argv) > 2 else "held"
    first, second = (read_gold("quotations", half, coding) for coding in ("first", "second"))
    key = ("article_id", "start", "end", "concept")
    mine, again = (
        {tuple(row[k] for k in key): row for row in read_gold("mentions", half, coding)}
        for coding in ("first", "second")
    )
    ids = {row["article_id"] for row in [*first, *second]} | {k[0] for k in {*mine, *again}}
    coded: Pairs = defaultdict(list)
    targets: Pairs = defaultdict(list)
    for k in sorted(set(mine) & set(again)):
        coded[k[0]].append((mine[k]["voice"], again[k]["voice"]))
        if mine[k]["concept"] in ("fighters", "death"):
            targets[k[0]].append((mine[k]["target"], again[k]["target"]))
    words = word_pairs(articles, sorted(ids), first, second)
    _print("words", words)
    _print("open as code", words, open_too=True)
    _print("mentions", coded)
    _print("targets", targets)
    both = shared(first, second)
    print(f"stretches    {both} in both, of {len(first)} and {len(second)}")
    print(f"in one coding only: {len(set(mine) ^ set(again))} mentions")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    main()
