"""``framing sources``: who is quoted and reported, where, and how many words each speaker has."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.tableio import write_table
from framing.tableparts import table_in_parts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help=".csv, .jsonl, .parquet, .tsv or .xlsx"
    )
    parser.add_argument(
        "--for-excel", action="store_true", help="CSV that a spreadsheet opens rightly"
    )


def run(args: argparse.Namespace) -> None:
    import pandas as pd

    from framing.measure.speakers import NEEDED, speaker_shares
    from framing.reading.batches import Batches
    from framing.reading.quotations import iter_quotations

    out = Path(args.out)
    beside = out.with_name(f"{out.stem}.speakers{out.suffix}")
    counted = []
    with table_in_parts(out, for_excel=args.for_excel) as quotations:
        for _, found in iter_quotations(Batches(args.corpus)):
            quotations.add(found)
            counted.append(found[NEEDED])
        table = pd.concat(counted, ignore_index=True)
        speakers = speaker_shares(table)
        write_table(speakers, beside, for_excel=args.for_excel)
    n_known = int((table["speaker"] != "").sum())
    print(f"{out}: {quotations.n_rows} quotations, {n_known} with a speaker")
    print(f"{beside}: {len(speakers)} speakers")
