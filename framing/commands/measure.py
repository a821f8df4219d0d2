"""``framing measure``: shares, slants and comparisons from a mentions table."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.outputs import whole_folder
from framing.tableio import read_table, write_table
from framing.tables import REGIONS, VOICES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mentions", type=Path, help="mentions table, from 'framing mentions'")
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables")
    parser.add_argument("--articles", type=Path, help="article index that came with the mentions")
    parser.add_argument("--lexicon", nargs="+", default=[], help="lexicons, for slants")
    parser.add_argument("--voices", nargs="+", choices=VOICES, help="whose words; own by default")
    parser.add_argument("--regions", nargs="+", choices=REGIONS, help="title, lead, body")
    parser.add_argument("--by", nargs="+", default=[], help="columns to split by, as target")
    parser.add_argument("--within", help="compare within the same stories: story_id")
    parser.add_argument(
        "--also",
        nargs="+",
        choices=("paired_contrasts", "power", "sensitivity"),
        default=[],
        help="more tables: odds within stories, differences that could be seen, what undoes one",
    )
    parser.add_argument("--copies", choices=("keep", "once", "drop"), default="keep")
    parser.add_argument("--resamples", type=int, default=10_000, help="draws for p-values")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--format", choices=("csv", "jsonl", "parquet", "xlsx"), default="csv")


def run(args: argparse.Namespace) -> int:
    tables = measured(args)
    with whole_folder(args.out) as folder:
        for name, table in tables.items():
            write_table(table, folder / f"{name}.{args.format}")
    for name, table in tables.items():
        print(f"{args.out / f'{name}.{args.format}'}: {len(table)} rows")
    return 0


def measured(args: argparse.Namespace) -> dict[str, Any]:
    """Return every table that the options ask for, by name."""
    from framing.lexicon.load import load_lexicon
    from framing.measure.comparisons import compare_outlets, label_differences
    from framing.measure.shares import label_shares
    from framing.measure.slants import slants

    mentions = read_table(args.mentions, "mentions")
    lexicons = [load_lexicon(name) for name in args.lexicon]
    shared: dict[str, Any] = {
        "articles": None if args.articles is None else read_table(args.articles, "article_index"),
        "voices": args.voices,
        "regions": args.regions,
        "by": args.by,
        "copies": args.copies,
    }
    tables = {"label_shares": label_shares(mentions, **shared)}
    if lexicons:
        tables["slants"] = slants(mentions, lexicons, **shared)
    tables["comparisons"] = compare_outlets(
        mentions, within=args.within, resamples=args.resamples, seed=args.seed, **shared
    )
    drawn = {"within": args.within, "resamples": args.resamples, "seed": args.seed}
    tables["label_differences"] = label_differences(mentions, **drawn, **shared)
    return tables | _more_tables(mentions, args, shared)


def _more_tables(mentions: Any, args: argparse.Namespace, shared: dict[str, Any]) -> dict[str, Any]:
    from framing.measure.paired import paired_contrasts
    from framing.measure.power import power
    from framing.measure.sensitivity import flips, sensitivity

    tables = {}
    if "paired_contrasts" in args.also:
        options = {"resamples": args.resamples, "seed": args.seed}
        tables["paired_contrasts"] = paired_contrasts(mentions, **options, **shared)
    if "power" in args.also:
        tables["power"] = power(mentions, **shared)
    if "sensitivity" in args.also:
        found = sensitivity(mentions, within=args.within, seed=args.seed, **shared)
        tables |= {"sensitivity": found, "sensitivity_summary": flips(found)}
    return tables
