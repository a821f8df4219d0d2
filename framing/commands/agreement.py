"""``framing agreement``: how far coders agree, and where they do not."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.commands.sample import add_answer_arguments, read_answers, write_tables


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_answer_arguments(parser, units=False)
    parser.add_argument("--out", type=Path, metavar="DIR", help="folder for the tables")
    parser.add_argument(
        "--scale",
        choices=("nominal", "ordinal", "interval", "ratio"),
        help="of all codes; the codebook's by default, else nominal",
    )
    parser.add_argument("--by-value", action="store_true", help="each value against the rest")
    parser.add_argument("--disputed", type=int, default=20, help="disputed units a code")
    parser.add_argument(
        "--interval", choices=("jackknife", "bootstrap"), default="jackknife", help="how it is made"
    )
    parser.add_argument("--resamples", type=int, default=2000, help="of the bootstrap")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> None:
    from framing.measure.agreement import coder_agreement, pair_agreement
    from framing.measure.disputes import disputed_units
    from framing.progress import stage

    codings, units, codebook = read_questions(args)
    clusters = None
    if units is not None and units["article_id"].ne("").all():
        clusters = dict(zip(units["unit_id"], units["article_id"], strict=True))
    stage("agreement")
    options = {"clusters": clusters, "interval": args.interval, "seed": args.seed}
    options |= {"scale": args.scale or scales_of(codebook)}
    options |= {"values": codebook.values() if codebook else None}
    tables = {
        "agreement": coder_agreement(
            codings, by_value=args.by_value, resamples=args.resamples, **options
        ),
        "pairs": pair_agreement(codings, resamples=max(args.resamples // 2, 1), **options),
        "disputed": disputed_units(codings, units=units, n=args.disputed),
    }
    if codebook:
        from framing.coding.sheets import read_remarks

        told = {"kind": args.format or "", "units": units}
        tables["remarks"] = read_remarks(args.sheets, codebook, **told)
    shown = tables["agreement"][["code", "coefficient", "estimate", "ci_low", "ci_high", "n_units"]]
    print(shown.round(3).to_string(index=False, na_rep=""))
    if args.out is not None:
        write_tables(tables, args.out)


def read_questions(args: argparse.Namespace) -> tuple[Any, Any, Any]:
    """Return codings by question, and by code besides where a code has several; units; codebook."""
    import pandas as pd

    codings, units = read_answers(args, by_question=True)
    if not args.codebook:
        return codings, units, None
    from framing.coding.answers import score_codes
    from framing.coding.codebook import load_codebook

    codebook = load_codebook(args.codebook)
    joined = score_codes(codings, codebook)
    several = [code.id for code in codebook.codes if len(code.items) > 1]
    beside = joined[joined["code"].isin(several)]
    return pd.concat([codings, beside], ignore_index=True), units, codebook


def scales_of(codebook: Any) -> Any:
    """Return the scale of each question, and of codes that are the mean of several."""
    if codebook is None:
        return "nominal"
    means = {code.id: "interval" for code in codebook.codes if code.rule == "mean"}
    return {**means, **codebook.scales()}
