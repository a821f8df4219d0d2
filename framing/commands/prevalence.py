"""``framing prevalence``: shares of codes per outlet, corrected by a coded draw."""

from __future__ import annotations

import argparse
from pathlib import Path

from framing.commands.sample import (
    add_answer_arguments,
    add_questions,
    read_answers,
    write_tables,
)
from framing.tableio import read_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_answer_arguments(parser, units=True)
    add_questions(parser)
    parser.add_argument(
        "--predictions", type=Path, metavar="FILE", help="of every unit, from 'framing predict'"
    )
    parser.add_argument("--by", nargs="+", default=["outlet"], help="what to give shares for")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")


def run(args: argparse.Namespace) -> None:
    from framing.measure.prevalence import code_differences, code_shares

    codings, units = read_answers(args)
    predictions = None
    if args.predictions is not None:
        predictions = read_table(args.predictions, "predictions")
    methods = ("ppi", "design", "hand", "naive") if predictions is not None else ("hand",)
    shares = code_shares(codings, units, predictions, by=args.by, methods=methods)
    differences = code_differences(codings, units, predictions, by=args.by, method=methods[0])
    first = shares[shares["method"] == methods[0]]
    refused = first[first["share"].isna()]
    print(first.drop(columns=["method", "note"]).round(3).to_string(index=False, na_rep=""))
    for row in refused.to_dict("records"):
        group = " · ".join(str(row[column]) for column in args.by)
        print(f"{group}, {row['code']}: {row['note']}")
    write_tables({"prevalence": shares, "prevalence_differences": differences}, args.out)
