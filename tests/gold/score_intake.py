"""Score stories, copies and aligned sentences against author-judged draws.

usage: python tests/gold/score_intake.py ARTICLES

ARTICLES is a corpus of saudinewsnet (docs/archives.md says where it comes from); the files here
carry ids and codes only. ``story_pairs.csv`` has pairs of articles from different outlets, at
most two days apart: on one event or not. ``stories.csv`` has every article of fifty stories; a
letter stands for an event, so that a story of one letter was pure. ``copies.csv`` and
``aligned.csv`` have pairs of articles and of sentences that were found, right or wrong. The
intervals are Wilson's, 95%.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def read_gold(name: str) -> list[dict[str, str]]:
    """Return the rows of one of the files beside this script."""
    with open(HERE / f"{name}.csv", encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def wilson(right: int, n: int) -> tuple[float, float]:
    """Return the interval of a share."""
    z = 1.959964
    middle = (right + z * z / 2) / (n + z * z)
    half = z / (n + z * z) * math.sqrt(right * (n - right) / n + z * z / 4)
    return middle - half, middle + half


def told(what: str, right: int, n: int) -> str:
    """Say a share with its interval."""
    if not n:
        return f"{what}: none"
    low, high = wilson(right, n)
    return f"{what}: {right} of {n}, {right / n:.3f} [{low:.3f}, {high:.3f}]"


def score_pairs(story_of: dict[str, str], copy_of: dict[str, str]) -> list[str]:
    """Tell which judged pairs of articles are in one story now."""
    lines = []
    for part in ("held", "tuning"):
        rows = [row for row in read_gold("story_pairs") if row["part"] == part]
        for kind, codes in (("of one event, joined", ("yes",)), ("of two, joined", ("no",))):
            judged = [
                (row["article_a"], row["article_b"]) for row in rows if row["same_event"] in codes
            ]
            joined = [(a, b) for a, b in judged if _same(story_of, a, b)]
            lines.append(told(f"{part}: pairs {kind}", len(joined), len(judged)))
            if codes == ("yes",):
                apart = [pair for pair in judged if not _same(copy_of, *pair)]
                joined = [pair for pair in joined if not _same(copy_of, *pair)]
                lines.append(told(f"{part}: those that are no copies", len(joined), len(apart)))
    return lines


def score_stories(story_of: dict[str, str]) -> list[str]:
    """Tell how many judged stories were pure, and what of them is joined now."""
    stories = defaultdict(list)
    for row in read_gold("stories"):
        stories[row["story"]].append((row["article_id"], row["event"]))
    pure = sum(len({event for _, event in members}) == 1 for members in stories.values())
    pairs = [pair for members in stories.values() for pair in combinations(members, 2)]
    one = [(a, b) for (a, x), (b, y) in pairs if x == y]
    two = [(a, b) for (a, x), (b, y) in pairs if x != y]
    return [
        told("stories that were pure when judged", pure, len(stories)),
        told(
            "their pairs of one event, joined now", sum(_same(story_of, *p) for p in one), len(one)
        ),
        told("their pairs of two, joined now", sum(_same(story_of, *p) for p in two), len(two)),
    ]


def _same(group: dict[str, str], a: str, b: str) -> bool:
    return group.get(a, "") != "" and group.get(a) == group.get(b)


def main(argv: list[str]) -> int:
    from framing.commands.stories import masked_forms
    from framing.intake.copies import mark_copies
    from framing.intake.stories import find_stories

    if len(argv) != 1:
        print(__doc__)
        return 2
    index: Any = find_stories(argv[0], masks=masked_forms(None))[0]
    copies: Any = mark_copies(argv[0])
    story_of = dict(zip(index["article_id"], index["story_id"], strict=True))
    copy_of = dict(zip(copies["article_id"], copies["copy_cluster"], strict=True))
    lines = score_pairs(story_of, copy_of) + score_stories(story_of)
    rows = read_gold("copies")
    found = [row for row in rows if _same(copy_of, row["article_a"], row["article_b"])]
    lines.append(
        told("copies right when judged", sum(r["right"] == "yes" for r in rows), len(rows))
    )
    lines.append(f"  in one cluster of copies now: {len(found)}")
    rows = read_gold("aligned")
    right = sum(row["right"] == "yes" for row in rows)
    lines.append(told("aligned sentences right when judged", right, len(rows)))
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
