"""``framing lexicon check|show|convert``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="check|show|convert", required=True)

    check = actions.add_parser("check", help="every rule over every row; exits 2 on a finding")
    check.add_argument("lexicons", nargs="*", metavar="DIR_OR_NAME", help="all bundled by default")
    check.add_argument("--fix", action="store_true", help="first sort and rewrite the files")
    check.add_argument("--no-proofs", action="store_true", help="leave hits and misses unmatched")
    check.set_defaults(act=_check)

    show = actions.add_parser("show", help="the forms as they are looked for")
    show.add_argument("lexicon", metavar="DIR_OR_NAME")
    show.add_argument("--concept", default="", help="only this concept's forms")
    show.add_argument("--id", default="", help="only this form")
    show.add_argument("--out", type=Path, help="a table instead: .csv, .jsonl, .parquet or .xlsx")
    show.set_defaults(act=_show)

    convert = actions.add_parser("convert", help="from and to other dictionaries' formats")
    convert.add_argument("source", help="a lexicon, or a .yml, .dic, .csv, .xlsx, .lc3, .lcd, .cat")
    convert.add_argument("target", type=Path, help="a folder, or a .yml, .dic, .csv or .xlsx")
    convert.add_argument(
        "--expand", action="store_true", help="write every shape, for tools that inflect nothing"
    )
    convert.set_defaults(act=_convert)


def run(args: argparse.Namespace) -> int:
    return int(args.act(args))


def _check(args: argparse.Namespace) -> int:
    from framing.lexicon.check import check_lexicon
    from framing.lexicon.files import bundled_lexicons, find_folder

    n_findings = 0
    for name in args.lexicons or bundled_lexicons():
        if args.fix:
            _fix(find_folder(name))
        findings, lexicon = check_lexicon(name)
        if lexicon is not None and not args.no_proofs:
            from framing.reading.proofs import prove

            findings = sorted({*findings, *prove(lexicon)}, key=lambda f: (f.file, f.row))
        for finding in findings:
            print(finding)
        n_findings += len(findings)
        n_forms = "" if lexicon is None else f" ({len(lexicon.forms)} forms)"
        print(f"{name}{n_forms}: {len(findings) or 'no'} findings", file=sys.stderr)
    return 2 if n_findings else 0


def _fix(folder: Path) -> None:
    from framing.lexicon.drafts import tidy

    for path in tidy(folder):
        print(f"{path}: rewritten", file=sys.stderr)


def _show(args: argparse.Namespace) -> int:
    from framing.lexicon.load import load_lexicon
    from framing.lexicon.show import chosen_forms, shape_rows, shown

    lexicon = load_lexicon(args.lexicon)
    forms = chosen_forms(lexicon, concept=args.concept, form_id=args.id)
    if args.out is None:
        for form in forms:
            print("\n".join(shown(form, lexicon.spelling)))
        return 0
    import pandas as pd

    from framing.tableio import write_table

    rows = [row for form in forms for row in shape_rows(form, lexicon.spelling)]
    write_table(pd.DataFrame(rows), args.out)
    print(f"{args.out}: {len(rows)} shapes of {len(forms)} forms")
    return 0


def _convert(args: argparse.Namespace) -> int:
    from framing.lexicon.convert import convert_lexicon

    notes = convert_lexicon(args.source, args.target, expand=args.expand)
    for note in notes:
        print(f"not kept: {note}")
    print(args.target)
    return 0
