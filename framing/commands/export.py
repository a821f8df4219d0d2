"""``framing export``: what may be shared of a report when its articles may not."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", help="what `framing report` made")
    parser.add_argument(
        "--without-text", action="store_true", help="hashes, spans and codes; no word of an article"
    )
    parser.add_argument("--out", metavar="BUNDLE", help="default: DIR-without-text")
    parser.add_argument(
        "--study", metavar="STUDY.toml", help="the study, where the report is not beside it"
    )


def run(args: argparse.Namespace) -> None:
    from framing.reproduce.export import export_without_text

    if not args.without_text:
        raise InputError(
            "only an export without text can be made",
            place="framing export",
            remedy="Add --without-text; where all may be shared, copy the folder.",
        )
    folder = Path(args.folder)
    out = Path(args.out) if args.out else folder.with_name(f"{folder.name}-without-text")
    written = export_without_text(folder, out, study=args.study)
    print(f"{out}: {len(written)} files, no text of an article")
