"""``framing mentions``: every naming choice with its place, and the index of articles beside it."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.tableio import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument(
        "--lexicon", nargs="+", required=True, metavar="DIR_OR_NAME", help="what to look for"
    )
    parser.add_argument(
        "--out", required=True, metavar="FILE", help=".csv, .jsonl, .parquet, .tsv or .xlsx"
    )
    parser.add_argument(
        "--for-excel", action="store_true", help="CSV that a spreadsheet opens rightly"
    )


def run(args: argparse.Namespace) -> None:
    from framing.intake.index import index_articles
    from framing.intake.read import read_articles
    from framing.lexicon.load import load_lexicon
    from framing.reading.match import find_mentions

    lexicons = [load_lexicon(name) for name in args.lexicon]
    articles = read_articles(*args.corpus)
    mentions = find_mentions(articles, lexicons)
    out = Path(args.out)
    index = out.with_name(f"{out.stem}.articles{out.suffix}")
    write_table(mentions, out, for_excel=args.for_excel)
    write_table(index_articles(articles), index, for_excel=args.for_excel)
    print(f"{out}: {len(mentions)} mentions in {mentions['article_id'].nunique()} articles")
    print(f"{index}: {len(articles)} articles")
