"""``framing predict``: the codes of every unit of a corpus, for ``framing prevalence``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.commands.sample import add_questions, add_sheet_options, read_answers
from framing.commands.train import add_model_arguments, made_model, training_data, with_stories
from framing.errors import InputError
from framing.progress import stage
from framing.tableio import write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--model", type=Path, help="from 'framing train'")
    parser.add_argument(
        "--cross-fit",
        dest="sheets",
        nargs="+",
        default=[],
        metavar="SHEET",
        help="instead of a model: train on these answers so that no unit's own answer predicts it",
    )
    add_sheet_options(parser, units=False)
    add_questions(parser)
    parser.add_argument("--unit", choices=("article", "paragraph", "sentence"), default="article")
    add_model_arguments(parser)


def run(args: argparse.Namespace) -> None:
    from framing.coding.units import split_units
    from framing.intake.read import read_articles

    if bool(args.model) == bool(args.sheets):
        raise InputError(
            "either a model or answers to cross-fit are needed, not both",
            place="framing predict",
            remedy="Give --model FILE, or --cross-fit SHEETS --units FILE.",
        )
    units = with_stories(split_units(read_articles(*args.corpus), args.unit), args.articles)
    stage("predicting")
    predictions = of_model(units, args) if args.model else of_answers(units, args)
    write_table(predictions, args.out)
    n_codes = predictions["code"].nunique()
    print(f"{args.out}: {len(units)} units, {n_codes} codes")
    if predictions["seen"].any():
        n_seen = predictions.loc[predictions["seen"], "unit_id"].nunique()
        print(
            f"  {n_seen} units were trained on; 'framing prevalence' refuses these as corrections"
        )


def of_model(units: Any, args: argparse.Namespace) -> Any:
    """Return a saved model's predictions."""
    from framing.models.outlets import OutletClassifier
    from framing.models.predicting import predict_units
    from framing.models.saving import load_model

    model = load_model(args.model)
    if isinstance(model, OutletClassifier):
        raise InputError(
            "it guesses outlets and has no codes",
            place=str(args.model),
            remedy="Give a model that 'framing train' made.",
        )
    return predict_units(model, units)


def of_answers(units: Any, args: argparse.Namespace) -> Any:
    """Return cross-fitted predictions."""
    from framing.models.predicting import cross_fit

    if args.units is None:
        raise InputError("the draw is not given", place="--units", remedy="Add --units units.csv.")
    codings, drawn = read_answers(args)
    strange = sorted(set(drawn["unit_id"]) - set(units["unit_id"]))
    if strange:
        raise InputError(
            f"drawn unit {strange[0]!r} is not in the corpus ({len(strange)} such)",
            place=str(args.units),
            remedy=f"Give the corpus it was drawn from, and its --unit (now {args.unit}).",
        )
    _, flags = training_data(codings, units)
    return cross_fit(
        made_model(args),
        units,
        codings,
        codes=list(flags.columns),
        n_folds=args.folds,
        seed=args.seed,
    )
