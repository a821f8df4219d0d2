"""``framing doctor``: whether everything is here that reports need, and what to do."""

from __future__ import annotations

import argparse
from pathlib import Path

WRONG = 1  # exit code


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pictures", type=Path, metavar="FOLDER", help="keep what was drawn, to be looked at"
    )


def run(args: argparse.Namespace) -> int:
    from framing.reproduce.doctor import examine

    wrong = 0
    for check in examine(args.pictures):
        print(check, flush=True)
        wrong += check.state == "WRONG"
    print(f"{wrong} wrong" if wrong else "all is well")
    return WRONG if wrong else 0
