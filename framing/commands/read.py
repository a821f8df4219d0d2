"""``framing read``: articles from any mix of files into a corpus."""

from __future__ import annotations

import argparse
from typing import Any

from framing.errors import InputError
from framing.intake.corpus import write_corpus

_SHOWN = 20  # lines of one kind in the summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "input",
        nargs="+",
        help="files, folders and ZIPs: text, HTML, CSV, XLSX, JSON, JSONL, Parquet, WARC, RSS, "
        "Atom, text exports of Factiva and Nexis",
    )
    parser.add_argument("--out", required=True, metavar="CORPUS", help="the folder to make")
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="OURS=THEIRS",
        help="which input column holds what, as in text=content; the usual names are guessed",
    )
    parser.add_argument(
        "--duplicates",
        choices=("error", "reject"),
        help="what a second article with one id is; by default an error in one table, a reject "
        "in a mix of files",
    )


def run(args: argparse.Namespace) -> int:
    card = write_corpus(
        *args.input, out=args.out, mapping=parsed_mapping(args.map), duplicates=args.duplicates
    )
    for line in summary(card):
        print(line)
    print(f"wrote {args.out}")
    return 0


def parsed_mapping(pairs: list[str]) -> dict[str, str]:
    """Read ``--map`` options into a mapping.

    Examples
    --------
    >>> parsed_mapping(["text=content"])
    {'text': 'content'}
    """
    mapping = {}
    for pair in pairs:
        ours, sign, theirs = pair.partition("=")
        if not sign:
            raise InputError(
                f"{pair!r} has no '='", place="--map", remedy="Write it as text=content."
            )
        mapping[ours.strip()] = theirs.strip()
    return mapping


def summary(card: dict[str, Any]) -> list[str]:
    """Say what a corpus took, what it rejected and why, and what was guessed and repaired."""
    named = [outlet for outlet in card["outlets"] if outlet]
    lines = [
        f"{card['n_read']} read: {card['n_articles']} articles of {len(named)} outlets, "
        f"{card['n_rejects']} rejected"
    ]
    unnamed = card["outlets"].get("", 0)
    if unnamed:
        lines.append(f"  without an outlet: {unnamed}")
    lines += _counted("rejected", card["reject_reasons"])
    for kind, counts in card["notes"].items():
        lines += _counted(kind, counts)
    return lines


def _counted(kind: str, counts: dict[str, int]) -> list[str]:
    shown = list(counts.items())[:_SHOWN]
    lines = [f"  {kind}: {what}" + (f" ({n})" if n > 1 else "") for what, n in shown]
    if len(counts) > _SHOWN:
        lines.append(f"  {kind}: … and {len(counts) - _SHOWN} more")
    return lines
