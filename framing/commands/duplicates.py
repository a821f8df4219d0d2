"""``framing duplicates``: which articles are copies of one text, and whose."""

from __future__ import annotations

import argparse

from framing.tableio import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help="the index of articles, its copies marked"
    )
    parser.add_argument("--pairs", metavar="FILE", help="every pair of copies too, with figures")
    parser.add_argument(
        "--index", metavar="FILE", help="an index made before, whose other columns are kept"
    )


def run(args: argparse.Namespace) -> None:
    from framing.intake.batches import given
    from framing.intake.copies import mark_copies
    from framing.intake.duplicates import Bodies
    from framing.intake.index import read_index

    bodies = Bodies.of(given(args.corpus))
    index = read_index(args.index, bodies.index) if args.index else None
    marked = mark_copies(bodies, index=index)
    write_table(marked, args.out)
    copies = marked[marked["copy_class"] != ""]
    clusters = copies["copy_cluster"].nunique()
    print(f"{args.out}: {len(copies)} of {len(marked)} articles copy one of {clusters} others")
    for kind, n in copies["copy_class"].value_counts().items():
        print(f"  {kind}: {n}")
    credited = int((marked["agency"] != "").sum())
    print(f"  credit an agency: {credited}")
    if args.pairs:
        write_table(bodies.pairs, args.pairs)
        print(f"{args.pairs}: {len(bodies.pairs)} pairs")
