"""``framing verify``: make a report again from its recipe, and name what differs."""

from __future__ import annotations

import argparse

DIFFERS = 1  # exit code; 2 is for what cannot be verified at all


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="what `framing report` or `export` made")
    parser.add_argument("--corpus", metavar="PATH", help="the articles, where they are elsewhere")
    parser.add_argument(
        "--study", metavar="STUDY.toml", help="the study, where the report is not beside it"
    )
    parser.add_argument(
        "--most", type=int, default=5, metavar="N", help="differences named of one file; 5"
    )
    parser.epilog = "Exits with 0 when nothing differs, 1 when something does."


def run(args: argparse.Namespace) -> int:
    from framing.reproduce.verify import verify

    found = verify(args.folder, corpus=args.corpus, study=args.study)
    for line in found.lines(args.most):
        print(line)
    return 0 if found.same else DIFFERS
