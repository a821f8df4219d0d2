"""How far two codings of the held articles agree: Krippendorff's alpha, nominal, per word.

usage: python tests/gold/agree_voice.py ARTICLES

Every word of the held articles takes the voice that each coding gives it (own, reported,
quoted); words that either coding left open are left out. Mentions take voice and target. The
second coding was made after the first, without looking at it or at the output, but by the same
reader on the same day: it measures how far the rules fix the codes for one reader, not how far
two people would agree.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ORDER = ("own", "reported", "quoted", "any")


def alpha(pairs: list[tuple[str, str]]) -> float:
    """Return Krippendorff's alpha for two codings of each unit, nominal."""
    n = 2 * len(pairs)
    values = Counter(code for pair in pairs for code in pair)
    differing = sum(a != b for a, b in pairs)
    expected = sum(values[a] * (n - values[a]) for a in values) / (n - 1)
    return 1 - 2 * differing / expected if expected else 1.0


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


def word_pairs(articles: Any, first: list[Any], second: list[Any]) -> list[tuple[str, str]]:
    """Return both codings of every word."""
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    ids = sorted({row["article_id"] for row in [*first, *second]})
    pairs = []
    for article in ids:
        codings = [
            voices(texts[article], [r for r in rows if r["article_id"] == article])
            for rows in (first, second)
        ]
        for word in re.finditer(r"\w+", texts[article]):
            a, b = (coding[word.start()] for coding in codings)
            if "any" not in (a, b):
                pairs.append((a, b))
    return pairs


def main() -> None:
    """Print alpha for words, for mentions' voices and for targets."""
    from framing.intake.read import read_articles
    from tests.gold.score_voice import read_gold

    articles = read_articles(sys.argv[1])
    first, second = read_gold("quotations", "held"), read_gold("quotations_second", "held")
    words = word_pairs(articles, first, second)
    print(f"words      {alpha(words):.3f}  n = {len(words)}")
    key = ("article_id", "start", "end", "concept")
    mine, again = (
        {tuple(row[k] for k in key): row for row in read_gold(name, "held")}
        for name in ("mentions", "mentions_second")
    )
    both = sorted(set(mine) & set(again))
    coded = [(mine[k]["voice"], again[k]["voice"]) for k in both]
    coded = [pair for pair in coded if "any" not in pair]
    print(f"mentions   {alpha(coded):.3f}  n = {len(coded)}")
    said = [k for k in both if mine[k]["concept"] in ("fighters", "death")]
    targets = [(mine[k]["target"], again[k]["target"]) for k in said]
    print(f"targets    {alpha(targets):.3f}  n = {len(targets)}")
    print(f"in one coding only: {len(set(mine) ^ set(again))} mentions")


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent.parent))
    main()
