"""``framing report``: one study, from articles to PDF, page and tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.bundled import bundled_path
from framing.errors import StudyError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("study", nargs="?", help="a study.toml, or the folder that holds one")
    parser.add_argument("--corpus", metavar="PATH", help="articles to read in place of its own")
    parser.add_argument("--out", metavar="DIR", help="default: 'output' beside the study")
    parser.add_argument("--language", choices=("ar", "en"), help="default: the study's")
    parser.add_argument(
        "--sample", action="store_true", help="the bundled sample study, to ./framing-sample-report"
    )


def run(args: argparse.Namespace) -> None:
    from framing.studies.keys import study_path
    from framing.study import load_study, run_study

    file = study_path(_study_path(args))
    study = load_study(file)
    out = Path(args.out) if args.out else _default_out(args, file)
    written = run_study(study, corpus=args.corpus, language=args.language).write(out)
    print(f"{out}:")
    for path in written:
        inside = path.relative_to(out)
        if len(inside.parts) == 1:
            print(f"  {inside}")
    for folder in ("tables", "charts"):
        n = sum(1 for path in written if path.parent.name == folder)
        print(f"  {folder}/ ({n} files)")


def _study_path(args: argparse.Namespace) -> Path:
    if args.sample and args.study:
        raise StudyError(
            f"both --sample and {args.study!r} were given",
            place="framing report",
            remedy="Leave one of them out.",
        )
    if args.sample:
        return bundled_path("reports/sample")
    if not args.study:
        raise StudyError(
            "no study was given",
            place="framing report",
            remedy="Give the path of a study.toml, or --sample.",
        )
    return Path(args.study)


def _default_out(args: argparse.Namespace, file: Path) -> Path:
    return Path("framing-sample-report") if args.sample else file.parent / "output"
