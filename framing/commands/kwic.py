"""``framing kwic``: every place of a word, a form or a concept, in its context."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from framing.tableio import write_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.lexicon.entry import Lexicon


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", help="anything `framing read` takes, or a corpus")
    parser.add_argument(
        "pattern",
        help="words as they are spelled ordinarily, or with --lexicon a concept or concept/label",
    )
    parser.add_argument(
        "--lexicon", nargs="+", default=[], metavar="DIR_OR_NAME", help="where concepts come from"
    )
    parser.add_argument("--words", type=int, default=5, help="words on each side (default 5)")
    parser.add_argument("--limit", type=int, default=100, help="lines on screen (default 100)")
    parser.add_argument("--out", metavar="FILE", help="write all lines to a table instead")


def run(args: argparse.Namespace) -> None:
    from framing.intake.read import read_articles
    from framing.lexicon.load import load_lexicon
    from framing.reading.match import find_mentions
    from framing.show.concordance import concordance

    lexicons = [load_lexicon(name) for name in args.lexicon]
    concept, label = _concept(args.pattern, lexicons)
    articles = read_articles(args.corpus)
    if concept:
        mentions = find_mentions(articles, lexicons)
        mentions = mentions[mentions["concept"] == concept]
        mentions = mentions[mentions["label"] == label] if label else mentions
    else:
        mentions = find_mentions(articles, _lexicon_of(args.pattern))
    lines = concordance(articles, mentions, words=args.words)
    if args.out:
        write_table(lines.drop(columns=["window_start", "window_end"]), args.out)
        print(f"{args.out}: {len(lines)} lines in {lines['article_id'].nunique()} articles")
        return
    _show(lines, args.limit)


def _lexicon_of(pattern: str) -> Lexicon:
    from framing.errors import InputError
    from framing.lexicon.single import lexicon_of

    if not any(char.isalnum() for char in pattern):
        raise InputError(
            f"the pattern {pattern!r} has no letter or digit",
            place="framing kwic",
            remedy='Give words, such as "قوات سوريا الديمقراطية".',
        )
    return lexicon_of(pattern)


def _concept(pattern: str, lexicons: list[Lexicon]) -> tuple[str, str]:
    """Return the concept and label that a pattern names; two empty texts when it is words."""
    concept, _, label = pattern.partition("/")
    for lexicon in lexicons:
        labels = lexicon.labels_of(concept)
        if labels and (not label or label in labels):
            return concept, label
    return "", ""


def _show(lines: pd.DataFrame, limit: int) -> None:
    # The terminal orders letters; an isolate keeps each line's parts in their places.
    for row in _rows(lines.head(limit)):
        day = f"{row.published:%Y-%m-%d}" if row.published == row.published else ""
        place = " ".join(filter(None, (row.outlet, day, row.article_id, row.voice)))
        text = f"{row.before}[{row.hit}]{row.after}".replace("\n", " ")
        print(f"\u2067{text}\u2069\n    {place}")
    more = f", {limit} of them shown" if len(lines) > limit else ""
    print(f"{len(lines)} lines in {lines['article_id'].nunique()} articles{more}")


def _rows(lines: pd.DataFrame) -> list[Any]:
    from framing.show.rows import rows_of

    return rows_of(lines)
