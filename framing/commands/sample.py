"""``framing sample``: draw units of known probability and write coding sheets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.errors import InputError
from framing.outputs import whole_folder
from framing.tableio import read_table, write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to make")
    parser.add_argument("-n", type=int, required=True, help="how many units to draw")
    parser.add_argument("--codebook", default="conflict-frames", help="bundled name or .toml file")
    parser.add_argument(
        "--unit", choices=("article", "paragraph", "sentence", "mention"), default="article"
    )
    parser.add_argument("--coders", nargs="+", default=["a"], metavar="NAME")
    parser.add_argument("--by", nargs="+", default=["outlet"], help="columns of the strata")
    parser.add_argument("--lexicon", nargs="+", default=[], help="strata of hits and misses, too")
    parser.add_argument("--hits", type=float, default=0.5, help="share of the draw for hits")
    parser.add_argument("--proportional", action="store_true", help="by how many units there are")
    parser.add_argument("--blind", action="store_true", help="hide outlets from the coders")
    parser.add_argument(
        "--names", nargs="+", default=[], metavar="OUTLET=NAME", help="names to hide, as written"
    )
    parser.add_argument(
        "--format", choices=("xlsx", "csv", "doccano", "label-studio", "inception"), default="xlsx"
    )
    parser.add_argument("--language", choices=("ar", "en"), default="ar")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> None:
    from framing.coding.codebook import load_codebook
    from framing.coding.sheets import FORMATS, write_sheet
    from framing.intake.read import read_articles

    codebook = load_codebook(args.codebook)
    articles = read_articles(*args.corpus)
    drawn, n_units = drawn_units(articles, args)
    shown = drawn
    if args.blind:
        from framing.coding.blinding import blind_units

        authors = dict(zip(articles["article_id"], articles["author"], strict=True))
        names = parsed_names(args.names)
        shown = blind_units(drawn, names=names, authors=authors, seed=args.seed)
    ending = FORMATS[args.format][0]
    with whole_folder(args.out) as folder:
        write_table(drawn, folder / "units.csv")
        for coder in args.coders:
            write_sheet(
                shown,
                codebook,
                folder / f"sheet-{coder}{ending}",
                coder=coder,
                language=args.language,
                kind=args.format,
            )
        written = sorted(path.name for path in folder.iterdir())
    print(f"{args.out}: {len(drawn)} of {n_units} units, {drawn['stratum'].nunique()} strata")
    print(f"  {', '.join(written)}")
    print("  units.csv is the key: keep it from the coders")


def drawn_units(articles: Any, args: argparse.Namespace) -> tuple[Any, int]:
    """Return the drawn units and how many there were to draw from."""
    from framing.coding.draw import draw_units
    from framing.coding.mentions import mention_units
    from framing.coding.units import split_units

    mentions = None
    if args.lexicon:
        from framing.reading.match import find_mentions

        mentions = find_mentions(articles, args.lexicon)
    if args.unit == "mention":
        if mentions is None:
            raise InputError(
                "mentions need a lexicon", place="--unit mention", remedy="Add --lexicon NAME."
            )
        units = mention_units(mentions, articles)
        for column in ("voice", "region"):
            units[column] = mentions[column].to_numpy()
        mentions = None
    else:
        units = split_units(articles, args.unit)
    allocation = "proportional" if args.proportional else "equal"
    options: dict[str, Any] = {"hits": args.hits, "allocation": allocation, "seed": args.seed}
    return draw_units(units, args.n, by=args.by, mentions=mentions, **options), len(units)


def parsed_names(pairs: list[str]) -> dict[str, list[str]]:
    """Read ``OUTLET=NAME`` words; an outlet may have several.

    Examples
    --------
    >>> parsed_names(["zarour=الزعرور", "zarour=Al Zarour"])
    {'zarour': ['الزعرور', 'Al Zarour']}
    """
    names: dict[str, list[str]] = {}
    for pair in pairs:
        outlet, sign, name = pair.partition("=")
        if not sign:
            raise InputError(
                f"{pair!r} has no '='", place="--names", remedy="Write it as outlet=name."
            )
        names.setdefault(outlet.strip(), []).append(name.strip())
    return names


def read_answers(args: argparse.Namespace) -> tuple[Any, Any]:
    """Return codings and drawn units, from coding sheets or a codings table."""
    from framing.coding.blinding import unblind
    from framing.coding.codebook import load_codebook
    from framing.coding.sheets import read_sheets

    units = None if args.units is None else read_table(args.units, "units")
    sheets = [Path(path) for path in args.sheets]
    if args.codebook:
        codings = read_sheets(sheets, load_codebook(args.codebook), kind=args.format or "")
    else:
        import pandas as pd

        tables = [read_table(path, "codings") for path in sheets]
        codings = pd.concat(tables, ignore_index=True)
        if not codings["value"].ne("").any():
            raise InputError(
                "it has no column of values",
                place=", ".join(map(str, sheets)),
                remedy="For coding sheets, name their codebook: --codebook conflict-frames.",
            )
    if units is not None:
        codings = unblind(codings, units, args.blind_seed)
    return codings, units


def add_answer_arguments(parser: argparse.ArgumentParser, *, units: bool) -> None:
    """Add what every command takes that reads coders' answers."""
    parser.add_argument(
        "sheets", nargs="+", help="coding sheets, or tables of unit_id, coder, code, value"
    )
    parser.add_argument("--codebook", help="the sheets' codebook; without it, codings tables")
    parser.add_argument(
        "--format",
        choices=("xlsx", "csv", "doccano", "label-studio", "inception"),
        help="of the sheets, when their ending should not decide",
    )
    parser.add_argument(
        "--units", type=Path, required=units, metavar="FILE", help="units.csv of the draw"
    )
    parser.add_argument(
        "--blind-seed", type=int, default=0, help="--seed of a blinded draw, to undo it"
    )
