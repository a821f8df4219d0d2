"""``framing train``: a frame classifier from coded units, as a file with a card."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.commands.sample import add_answer_arguments, add_questions, read_answers
from framing.progress import stage


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_answer_arguments(parser, units=True)
    add_questions(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="MODEL", help="a .framing file")
    add_model_arguments(parser)
    parser.add_argument(
        "--no-scores", action="store_true", help="train only; the card then has no scores"
    )


def run(args: argparse.Namespace) -> None:
    from framing.models.folds import fold_groups
    from framing.models.saving import save_model

    codings, units = read_answers(args)
    units = with_stories(units, args.articles)
    known, flags = training_data(codings, units)
    groups = fold_groups(known)
    model, scores = made_model(args), None
    if not args.no_scores:
        scores = scored(model, known, flags, groups, args)
    stage("training")
    fitted = model.fit(known, flags, groups=groups)
    about = {"codebook": args.codebook or ""}
    save_model(fitted, args.out, texts=known, scores=scores, about=about)
    print(f"{args.out}: {len(fitted.codes_)} codes from {len(known)} units")
    if scores is not None:
        print_scores(scores)


def add_model_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what a frame classifier can be given."""
    parser.add_argument(
        "--channels", nargs="+", default=[], help="words, odds, shapes, style, encoder, lexicon"
    )
    parser.add_argument("--encoder", metavar="DIR", help="a local transformer model")
    parser.add_argument("--lexicon", help="mentions of this lexicon as features")
    parser.add_argument(
        "--articles", type=Path, metavar="INDEX", help="its stories and copies keep folds apart"
    )
    parser.add_argument("--folds", type=int, default=5, help="of cross-validation")
    parser.add_argument("--seed", type=int, default=0)


def made_model(args: argparse.Namespace) -> Any:
    """Return the classifier that the options ask for, unfitted."""
    from framing.models.frames import DEFAULT_CHANNELS, FrameClassifier

    channels = tuple(args.channels) or DEFAULT_CHANNELS
    encoder = lexicon = None
    if args.encoder:
        from framing.models.encoder import TransformerEncoder

        encoder = TransformerEncoder(args.encoder)
        channels = channels if "encoder" in channels else (*channels, "encoder")
    if args.lexicon:
        from framing.models.lexical import LexiconVectorizer

        lexicon = LexiconVectorizer(args.lexicon)
        channels = channels if "lexicon" in channels else (*channels, "lexicon")
    return FrameClassifier(channels, encoder=encoder, lexicon=lexicon, random_state=args.seed)


def training_data(codings: Any, units: Any) -> tuple[Any, Any]:
    """Return the coded units and their flags, and tell which codes are too rare to learn."""
    from framing.errors import InputError
    from framing.models.predicting import coded_flags

    known, flags = coded_flags(codings, units)
    least = 15
    present = {str(code): int(flags[code].sum()) for code in flags}
    rare = [code for code, n in present.items() if min(n, len(flags) - n) < least]
    if len(rare) == len(present):
        raise InputError(
            f"no code is in {least} of the {len(known)} coded units and absent from {least} "
            f"({', '.join(f'{code}: {n}' for code, n in list(present.items())[:5])})",
            place="codings",
            remedy="Code more units.",
        )
    for code in rare:
        print(f"left out: {code} ({present[code]} of {len(flags)} units, {least} needed)")
    return known, flags.drop(columns=rare)


def with_stories(units: Any, index: Path | None) -> Any:
    """Return units with the story and copy cluster of their articles, where an index is given."""
    if index is None:
        return units
    from framing.tableio import read_table

    columns = ["article_id", "story_id", "copy_cluster"]
    known = read_table(index, "article_index")[columns].drop_duplicates("article_id")
    plain = units.drop(columns=[name for name in columns[1:] if name in units.columns])
    return plain.merge(known, on="article_id", how="left")


def scored(model: Any, known: Any, flags: Any, groups: Any, args: argparse.Namespace) -> Any:
    """Return cross-validated scores beside the baselines', by outlet too."""
    from framing.models.evaluate import evaluate
    from framing.models.folds import group_folds

    folds = group_folds(groups, flags.to_numpy(), args.folds, args.seed)
    by = {"outlet": known["outlet"].to_numpy(object)} if known["outlet"].nunique() > 1 else None
    return evaluate(model, known, flags, folds, groups=groups, by=by, seed=args.seed)


def print_scores(scores: Any) -> None:
    """Print macro and micro F1 of the models over all units."""
    whole = scores[scores["code"] == ""]
    if "stratum" in whole.columns:
        whole = whole[whole["stratum"] == "all"]
    shown = whole[["model", "score", "value", "ci_low", "ci_high", "null_mean", "p_value"]]
    print(shown.round(3).to_string(index=False, na_rep=""))
