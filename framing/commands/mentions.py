"""``framing mentions``: every naming choice with its place, and the index of articles beside it."""

from __future__ import annotations

import argparse
from pathlib import Path


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
    from framing.reading.match import iter_mentions
    from framing.tableparts import table_in_parts

    out = Path(args.out)
    beside = out.with_name(f"{out.stem}.articles{out.suffix}")
    excel, n_found = args.for_excel, 0
    with (
        table_in_parts(out, for_excel=excel) as mentions,
        table_in_parts(beside, for_excel=excel) as index,
    ):
        for articles, found in iter_mentions(args.corpus, args.lexicon):
            mentions.add(found)
            index.add(index_articles(articles))
            n_found += found["article_id"].nunique()
    print(f"{out}: {mentions.n_rows} mentions in {n_found} articles")
    print(f"{beside}: {index.n_rows} articles")
