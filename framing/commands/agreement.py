"""``framing agreement``: how far coders agree, and where they do not."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.commands.sample import add_answer_arguments, read_answers
from framing.outputs import whole_folder
from framing.tableio import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_answer_arguments(parser, units=False)
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for the tables")
    parser.add_argument(
        "--scale", choices=("nominal", "ordinal", "interval", "ratio"), default="nominal"
    )
    parser.add_argument("--by-value", action="store_true", help="each value against the rest")
    parser.add_argument("--disputed", type=int, default=20, help="disputed units a code")
    parser.add_argument("--resamples", type=int, default=2000, help="of the bootstrap")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> None:
    from framing.measure.agreement import coder_agreement, pair_agreement
    from framing.measure.disputes import disputed_units
    from framing.progress import stage

    codings, units = read_answers(args)
    clusters = None
    if units is not None and units["article_id"].ne("").all():
        clusters = dict(zip(units["unit_id"], units["article_id"], strict=True))
    stage("agreement")
    options = {"scale": args.scale, "clusters": clusters, "seed": args.seed}
    tables = {
        "agreement": coder_agreement(
            codings, by_value=args.by_value, resamples=args.resamples, **options
        ),
        "pairs": pair_agreement(codings, resamples=max(args.resamples // 2, 1), **options),
        "disputed": disputed_units(codings, units=units, n=args.disputed),
    }
    if args.codebook:
        from framing.coding.codebook import load_codebook
        from framing.coding.sheets import read_remarks

        told = {"kind": args.format or "", "units": units}
        tables["remarks"] = read_remarks(args.sheets, load_codebook(args.codebook), **told)
    shown = tables["agreement"][["code", "coefficient", "estimate", "ci_low", "ci_high", "n_units"]]
    print(shown.round(3).to_string(index=False, na_rep=""))
    if args.out is not None:
        with whole_folder(args.out) as folder:
            for name, table in tables.items():
                write_table(table, folder / f"{name}.csv")
        print(f"{args.out}: {', '.join(f'{name}.csv' for name in tables)}")
