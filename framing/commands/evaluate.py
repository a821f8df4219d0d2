"""``framing evaluate``: scores of a frame classifier on texts it was not trained on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.commands.sample import (
    add_answer_arguments,
    add_questions,
    read_answers,
    write_tables,
)
from framing.commands.train import (
    add_model_arguments,
    made_model,
    print_scores,
    training_data,
    with_stories,
)
from framing.errors import InputError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_answer_arguments(parser, units=True)
    add_questions(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--model", type=Path, help="score this model instead of cross-validating")
    add_model_arguments(parser)
    parser.add_argument(
        "--by-date", action="store_true", help="train on the past, test on what follows"
    )
    parser.add_argument("--curve", action="store_true", help="scores by number of coded units")
    parser.add_argument(
        "--phrases",
        type=int,
        default=0,
        metavar="N",
        help="the N heaviest phrases of each code, and where they stand",
    )


def run(args: argparse.Namespace) -> None:
    codings, units = read_answers(args)
    units = with_stories(units, args.articles)
    tables = of_file(codings, units, args.model) if args.model else crossed(codings, units, args)
    print_scores(tables["scores"])
    write_tables(tables, args.out)


def crossed(codings: Any, units: Any, args: argparse.Namespace) -> dict[str, Any]:
    """Return cross-validated scores, and the learning curve where asked."""
    from framing.models.curves import learning_curve
    from framing.models.evaluate import evaluate
    from framing.models.folds import date_folds, fold_groups, group_folds

    known, flags = training_data(codings, units)
    groups = fold_groups(known)
    by = {"outlet": known["outlet"].to_numpy(object)}
    if known["published"].notna().any():
        by["year"] = known["published"].dt.strftime("%Y").fillna("undated").to_numpy(object)
    if args.by_date:
        folds = date_folds(known["published"], groups, args.folds)
    else:
        folds = group_folds(groups, flags.to_numpy(), args.folds, args.seed)
    model = made_model(args)
    shared: dict[str, Any] = {"groups": groups, "seed": args.seed}
    tables = {"scores": evaluate(model, known, flags, folds, by=by, **shared)}
    if args.curve:
        tables["learning_curve"] = learning_curve(model, known, flags, folds, **shared)
    if args.phrases:
        tables |= phrases(model.fit(known, flags, groups=groups), known, flags, args.phrases)
    return tables


def phrases(model: Any, known: Any, flags: Any, n: int) -> dict[str, Any]:
    """Return the phrases that a model of all coded units goes by, and their places in these."""
    import pandas as pd

    from framing.models.evidence import phrases_of, show_evidence

    heaviest, places = [], []
    for code in model.codes_:
        own = known[flags[code].eq(1).to_numpy()].reset_index(drop=True)
        heaviest.append(phrases_of(model, code, n))
        shown = show_evidence(model, own, code, n=1).nlargest(n, "weight")
        units = own["unit_id"].to_numpy(object)[shown.pop("text").to_numpy()]
        shown.insert(0, "unit_id", units)
        places.append(shown)
    return {"phrases": pd.concat(heaviest), "evidence": pd.concat(places)}


def of_file(codings: Any, units: Any, path: Path) -> dict[str, Any]:
    """Return a saved model's scores on coded units that it has not seen."""
    from framing.models.predicting import coded_flags
    from framing.models.saving import load_model, seen_texts
    from framing.models.scores import score_predictions
    from framing.models.thresholds import decide

    model = load_model(path)
    known, flags = coded_flags(codings, units)
    seen = sum(seen_texts(model.card_, known["text"].tolist()))
    if seen:
        raise InputError(
            f"the model was trained on {seen} of the {len(known)} coded units",
            place=str(path),
            remedy="Give other units, or leave --model out to cross-validate.",
        )
    missing = [code for code in model.codes_ if code not in flags.columns]
    if missing:
        raise InputError(
            f"nobody coded {missing[0]!r}, which the model predicts",
            place="codings",
            remedy="Give codings by the codebook that the model was trained by.",
        )
    decided = decide(model.code_probabilities(known), model.thresholds_, model.one_at_least_)
    by = {"outlet": known["outlet"].to_numpy(object)}
    table = score_predictions(flags[model.codes_].to_numpy(bool), decided, model.codes_, by=by)
    table.insert(0, "model", path.stem)
    return {"scores": table}
