"""``framing stories``: which articles are about one event, across outlets."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from framing.tableio import write_table

if TYPE_CHECKING:
    import pandas as pd


_BATCH = 2_000  # articles


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="+", help="anything `framing read` takes, or a corpus")
    parser.add_argument(
        "--out", required=True, metavar="FILE", help="the index of articles, its stories filled"
    )
    parser.add_argument("--stories", metavar="FILE", help="a table of the stories too")
    parser.add_argument(
        "--aligned", metavar="FILE", help="pairs of sentences that report one fact in other words"
    )
    parser.add_argument(
        "--within", type=int, default=2, metavar="DAYS", help="between articles on one event (2)"
    )
    parser.add_argument(
        "--min-outlets", type=int, default=2, metavar="N", help="fewer make no story (2)"
    )
    parser.add_argument(
        "--certainty", type=float, default=0.65, help="how likely one event must be (0.65)"
    )
    parser.add_argument(
        "--lexicon",
        nargs="*",
        metavar="DIR_OR_NAME",
        help="whose forms must not decide what belongs together; all that come with framing by "
        "default, none when nothing is named",
    )
    parser.add_argument(
        "--index", metavar="FILE", help="an index made before, whose other columns are kept"
    )


def run(args: argparse.Namespace) -> None:
    from framing.intake.index import read_index
    from framing.intake.read import read_articles
    from framing.intake.stories import find_stories, found_by_outlet

    articles = read_articles(*args.corpus)
    masks = masked_forms(articles, args.lexicon)
    index, stories = find_stories(
        articles,
        masks=masks,
        within=args.within,
        min_outlets=args.min_outlets,
        certainty=args.certainty,
        index=read_index(args.index, articles) if args.index else None,
    )
    write_table(index, args.out)
    n_in = int((index["story_id"] != "").sum())
    print(f"{args.out}: {len(stories)} stories of {n_in} articles, of {len(index)} in all")
    for row in found_by_outlet(index)[["outlet", "share", "n_articles"]].values.tolist():
        print("  {}: {:.0%} of {} in a story".format(*row))
    if args.stories:
        write_table(stories, args.stories)
        print(f"{args.stories}: {len(stories)} stories")
    if args.aligned:
        from framing.intake.aligned import align_stories

        aligned = align_stories(articles, index, masks=masks)
        write_table(aligned, args.aligned)
        print(f"{args.aligned}: {len(aligned)} pairs of sentences")


def masked_forms(articles: pd.DataFrame, names: list[str] | None) -> pd.DataFrame | None:
    """Find the forms of lexicons, for what must not depend on them."""
    import pandas as pd

    from framing.bundled import bundled_names
    from framing.lexicon.load import load_lexicon
    from framing.reading.match import find_mentions

    if names is None:
        cards = [name for name in bundled_names("lexicons") if _is_lexicon(name)]
        lexicons = [lexicon for lexicon in map(load_lexicon, cards) if lexicon.stances()]
    else:
        lexicons = [load_lexicon(name) for name in names]
    if not lexicons:
        return None
    parts = []
    for start in range(0, len(articles), _BATCH):  # only the places are kept, batch by batch
        found = find_mentions(articles.iloc[start : start + _BATCH], lexicons, voices=False)
        parts.append(found[["article_id", "start", "end"]])
    return pd.concat(parts, ignore_index=True) if parts else None


def _is_lexicon(name: str) -> bool:
    from framing.bundled import bundled_path

    return (bundled_path("lexicons") / name / "card.toml").is_file()
