"""``framing sources``: who is quoted and reported, where, and how many words each speaker has."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.tableio import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help=".csv, .jsonl, .parquet, .tsv or .xlsx"
    )
    parser.add_argument(
        "--for-excel", action="store_true", help="CSV that a spreadsheet opens rightly"
    )


def run(args: argparse.Namespace) -> None:
    from framing.intake.read import read_articles
    from framing.measure.speakers import speaker_shares
    from framing.reading.quotations import find_quotations

    articles = read_articles(*args.corpus)
    quotations = find_quotations(articles)
    speakers = speaker_shares(quotations)
    out = Path(args.out)
    beside = out.with_name(f"{out.stem}.speakers{out.suffix}")
    write_table(quotations, out, for_excel=args.for_excel)
    write_table(speakers, beside, for_excel=args.for_excel)
    n_known = int((quotations["speaker"] != "").sum())
    print(f"{out}: {len(quotations)} quotations, {n_known} with a speaker")
    print(f"{beside}: {len(speakers)} speakers")
