"""``framing stories``: which articles are about one event, across outlets."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from framing.tableio import write_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.intake.counting import Masks

_BATCH = 1_000  # articles read for mentions at once


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
        "--likeness",
        type=float,
        default=0.32,
        help="how alike two sentences must be; less finds more of them, and more wrong ones (0.32)",
    )
    parser.add_argument(
        "--within", type=int, default=2, metavar="DAYS", help="between articles on one event (2)"
    )
    parser.add_argument(
        "--min-outlets", type=int, default=2, metavar="N", help="fewer make no story (2)"
    )
    parser.add_argument(
        "--certainty", type=float, default=0.55, help="how likely one event must be (0.55)"
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
    from framing.intake.batches import given
    from framing.intake.index import read_index
    from framing.intake.stories import find_stories, found_by_outlet

    articles = given(args.corpus)
    masks = masked_forms(args.lexicon)
    index, stories = find_stories(
        articles,
        masks=masks,
        within=args.within,
        min_outlets=args.min_outlets,
        certainty=args.certainty,
    )
    if args.index:
        index = read_index(args.index, index).assign(
            story_id=index["story_id"], story_score=index["story_score"]
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

        aligned = align_stories(articles, index, masks=masks, likeness=args.likeness)
        write_table(aligned, args.aligned)
        print(f"{args.aligned}: {len(aligned)} pairs of sentences")


def masked_forms(names: list[str] | None) -> Masks:
    """Return what finds the forms of lexicons in articles; None when there is no lexicon."""
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

    def found(articles: pd.DataFrame) -> pd.DataFrame:
        import pandas as pd

        parts = [articles.iloc[first : first + _BATCH] for first in range(0, len(articles), _BATCH)]
        places = ["article_id", "start", "end"]
        mentions = [find_mentions(part, lexicons, voices=False)[places] for part in parts]
        return pd.concat(mentions, ignore_index=True) if mentions else pd.DataFrame(columns=places)

    return found


def _is_lexicon(name: str) -> bool:
    from framing.bundled import bundled_path

    return (bundled_path("lexicons") / name / "card.toml").is_file()
