"""``framing sample``: draw units of known probability and write coding sheets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from framing.errors import InputError
from framing.outputs import whole_folder
from framing.tableio import read_table, write_table

# The keys of ``framing.coding.sheets.FORMATS``, which is too dear to import for every command.
_SHEETS = ("xlsx", "csv", "doccano", "label-studio", "inception")


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
    parser.add_argument("--format", choices=_SHEETS, default="xlsx")
    parser.add_argument("--language", choices=("ar", "en"), default="ar")
    parser.add_argument("--seed", type=int, default=0)


def run(args: argparse.Namespace) -> None:
    from framing.coding.codebook import load_codebook
    from framing.coding.key import with_key
    from framing.coding.sheets import FORMATS, write_sheet
    from framing.intake.read import read_articles

    check_coders(args.coders)
    names = parsed_names(args.names)
    codebook = load_codebook(args.codebook)
    articles = read_articles(*args.corpus)
    drawn, n_units = drawn_units(articles, args)
    shown = drawn
    if args.blind:
        from framing.coding.blinding import blind_units

        authors = dict(zip(articles["article_id"], articles["author"], strict=True))
        shown = blind_units(drawn, names=names, authors=authors, seed=args.seed)
    ending = FORMATS[args.format][0]
    with whole_folder(args.out) as folder:
        write_table(with_key(drawn, shown), folder / "units.csv")
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


def check_coders(names: list[str]) -> None:
    """Raise unless every coder has a name of their own that can be part of a file's name."""
    for place, name in enumerate(names):
        if name in names[:place] or not name.strip(". ") or any(c in name for c in '/\\:*?"<>|'):
            raise InputError(
                f"{name!r} is no coder's name, or given twice",
                place="--coders",
                remedy="Give each a name of their own, of letters and digits.",
            )


def write_tables(tables: dict[str, Any], out: Path) -> None:
    """Write tables into a folder, as CSV and as Parquet, and say so."""
    with whole_folder(out) as folder:
        for name, table in tables.items():
            for ending in (".csv", ".parquet"):
                write_table(table, folder / f"{name}{ending}")
    print(f"{out}: {', '.join(tables)} (.csv, .parquet)")


def read_answers(args: argparse.Namespace, *, by_question: bool = False) -> tuple[Any, Any]:
    """Return codings and drawn units, from coding sheets or a codings table.

    A code of several questions is joined into one value, unless asked for by question.
    """
    units = None if args.units is None else read_table(args.units, "units")
    if not args.codebook:
        return _codings_tables(args.sheets, units), units
    from framing.coding.answers import score_codes
    from framing.coding.codebook import load_codebook
    from framing.coding.sheets import read_sheets

    codebook = load_codebook(args.codebook)
    codings = read_sheets(args.sheets, codebook, kind=args.format or "", units=units)
    tell_answers(codings, codebook, units)
    if by_question or args.questions:
        return codings, units
    return score_codes(codings, codebook), units


def _codings_tables(paths: list[str], units: Any) -> Any:
    import pandas as pd

    from framing.coding.blinding import unblind

    codings = pd.concat([read_table(path, "codings") for path in paths], ignore_index=True)
    if not codings["value"].ne("").any():
        raise InputError(
            "it has no column of values",
            place=", ".join(map(str, paths)),
            remedy="For coding sheets, name their codebook: --codebook conflict-frames.",
        )
    return codings if units is None else unblind(codings, units)


def tell_answers(codings: Any, codebook: Any, units: Any) -> None:
    """Print how much each coder answered and what not, and names that may be slips."""
    from difflib import get_close_matches

    of_coder = {coder: set(own) for coder, own in codings.groupby("coder")["unit_id"]}
    drawn = "" if units is None else f" of {len(units)}"
    for coder, own in codings.groupby("coder"):
        n_units = own["unit_id"].nunique()
        found = own.groupby("code")["unit_id"].nunique()
        open_ = {item.id: n_units - int(found.get(item.id, 0)) for item in codebook.items}
        left = [f"{item} in {n}" for item, n in open_.items() if n]
        said = f"; not answered: {', '.join(left)}" if left else ""
        print(f"{coder}: {n_units}{drawn} units{said}")
        others = [
            name for name in of_coder if name != coder and not of_coder[name] & of_coder[coder]
        ]
        near = get_close_matches(coder, others, n=1, cutoff=0.75)
        if near and n_units < len(of_coder[near[0]]):
            print(f"  is {coder!r} another coder than {near[0]!r}?")


def add_answer_arguments(parser: argparse.ArgumentParser, *, units: bool) -> None:
    """Add what every command takes that reads coders' answers."""
    parser.add_argument(
        "sheets", nargs="+", help="coding sheets, or tables of unit_id, coder, code, value"
    )
    add_sheet_options(parser, units=units)


def add_sheet_options(parser: argparse.ArgumentParser, *, units: bool) -> None:
    """Add what tells how answers are to be read."""
    parser.add_argument("--codebook", help="the sheets' codebook; without it, codings tables")
    parser.add_argument(
        "--format",
        choices=_SHEETS,
        help="of the sheets, when their ending should not decide",
    )
    parser.add_argument(
        "--units", type=Path, required=units, metavar="FILE", help="units.csv of the draw"
    )


def add_questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--questions", action="store_true", help="by question, where a code has several"
    )
