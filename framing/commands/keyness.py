"""``framing keyness``: the words that set an outlet apart."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.tableio import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument("--target", nargs="+", required=True, metavar="OUTLET")
    parser.add_argument("--reference", metavar="OUTLET", help="all other outlets by default")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--ngrams",
        type=int,
        nargs=2,
        default=(1, 1),
        metavar=("LEAST", "MOST"),
        help="words a term",
    )
    parser.add_argument(
        "--exclude", nargs="+", default=[], metavar="NAME", help="outlets' names as written"
    )
    parser.add_argument("--min-count", type=int, default=5, help="rarer terms are left out")
    parser.add_argument(
        "--prior", type=float, help="the same pseudo-count for every term, instead of its share"
    )


def run(args: argparse.Namespace) -> None:
    from framing.intake.read import read_articles
    from framing.measure.keyness import keyness

    table = keyness(
        read_articles(*args.corpus),
        args.target,
        args.reference,
        names={"": args.exclude},
        ngrams=tuple(args.ngrams),
        prior=args.prior,
        min_count=args.min_count,
    )
    write_table(table, args.out)
    significant = int((table["q_value"] <= 0.05).sum())
    print(f"{args.out}: {len(table)} terms, {significant} with q ≤ .05")
