"""Which articles and mentions a study counts, and how many it leaves out at each step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.errors import StudyError

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

# (step, articles, mentions); the step is a key of the report's words
Step = tuple[str, int, int]


@dataclass(frozen=True)
class Copies:
    """The articles that a study leaves out as copies: their index and their mentions."""

    index: pd.DataFrame
    mentions: pd.DataFrame


def select_articles(
    articles: pd.DataFrame,
    n_rejects: int,
    *,
    period: tuple[str, str] | None,
    drop_copies: bool,
    place: Path,
) -> tuple[pd.DataFrame, pd.DataFrame, NDArray[np.bool_], list[Step]]:
    """Keep the articles of the study's period, and tell which of them are copies.

    Parameters
    ----------
    articles : DataFrame
        All that were read.
    n_rejects : int
        How many input rows were not.
    period : tuple of str, optional
        First and last day, ISO.
    drop_copies : bool
        Count out articles that repeat an earlier one.
    place : Path
        The study's file, for the message.

    Returns
    -------
    tuple
        The articles of the period, their ``article_index`` with its columns about copies, which
        of them the study counts, and one step per reason with the number left out. Of several
        copies of one text, the earliest stays.

    Raises
    ------
    StudyError
        When nothing is left.
    """
    from framing.intake.copies import mark_copies
    from framing.intake.index import index_articles

    steps: list[Step] = [("read", len(articles) + n_rejects, 0), ("rejected", n_rejects, 0)]
    kept = articles
    if period:
        undated = kept["published"].isna()
        inside = (kept["published"] >= period[0]) & (kept["published"] < _after(period[1]))
        steps.append(("undated", int(undated.sum()), 0))
        steps.append(("outside_period", int((~inside & ~undated).sum()), 0))
        kept = kept[inside]
        if kept.empty:
            raise _nothing_in_period(articles, period, place)
    kept = kept.reset_index(drop=True)
    index = index_articles(kept)
    if drop_copies or not (index["copy_cluster"] != "").any():
        index = mark_copies(kept, index=index)
    copies = (index["copy_class"] != "").to_numpy() & drop_copies
    if drop_copies:
        steps.append(("copies", int(copies.sum()), 0))
    steps.append(("kept_articles", int((~copies).sum()), 0))
    return kept, index, ~copies, steps


def split_copies(
    articles: pd.DataFrame, index: pd.DataFrame, mentions: pd.DataFrame, kept: NDArray[np.bool_]
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, Copies | None]:
    """Part what a study counts from the copies that it does not: None where there are none."""
    copied = mentions["article_id"].isin(set(articles["article_id"][~kept]))
    counted = [
        table.reset_index(drop=True) for table in (articles[kept], index[kept], mentions[~copied])
    ]
    if kept.all():
        return counted[0], counted[1], counted[2], None
    aside = Copies(index[~kept].reset_index(drop=True), mentions[copied].reset_index(drop=True))
    return counted[0], counted[1], counted[2], aside


def with_stories(
    articles: pd.DataFrame, index: pd.DataFrame, mentions: pd.DataFrame
) -> pd.DataFrame:
    """Group the articles into events across outlets, unless the input has done so.

    Parameters
    ----------
    articles, index, mentions : DataFrame
        The contract's tables. The words under study, the mentions, do not decide which
        articles belong together.

    Returns
    -------
    DataFrame
        The index with ``story_id`` and ``story_score`` filled, and ``story_title``: a few of
        the event's weightiest words.
    """
    from framing.intake.stories import find_stories

    if (index["story_id"] != "").any():
        return index.assign(story_title="")
    masks = mentions[["article_id", "start", "end"]]
    index, stories = find_stories(articles, masks=masks, index=index)
    titles = dict(zip(stories["story_id"], stories["title"], strict=True))
    told = [titles.get(story, "") for story in index["story_id"]]
    return index.assign(story_title=told)


def select_mentions(
    mentions: pd.DataFrame, concepts: Sequence[str]
) -> tuple[pd.DataFrame, list[Step]]:
    """Keep the mentions of the study's concepts; count those that no measure takes.

    Mentions in captions and page furniture stay in the table; every measure leaves them out.
    """
    chosen = mentions[mentions["concept"].isin(concepts)].reset_index(drop=True)
    aside = chosen["region"].isin(["caption", "boilerplate"])
    steps: list[Step] = [
        ("found_mentions", 0, len(chosen)),
        ("furniture", 0, int(aside.sum())),
        ("reported", 0, int((~aside & (chosen["voice"] == "reported")).sum())),
        ("quoted", 0, int((~aside & (chosen["voice"] == "quoted")).sum())),
        ("own", 0, int((~aside & (chosen["voice"] == "own")).sum())),
    ]
    return chosen, steps


def _after(day: str) -> pd.Timestamp:
    import pandas as pd

    return pd.Timestamp(day) + pd.Timedelta(days=1)


def _nothing_in_period(articles: pd.DataFrame, period: tuple[str, str], place: Path) -> StudyError:
    days = articles["published"].dropna()
    found = (
        f"runs from {days.min():%Y-%m-%d} to {days.max():%Y-%m-%d}" if len(days) else "has no dates"
    )
    return StudyError(
        f"no article of the corpus lies in the period {period[0]} to {period[1]}",
        place=str(place),
        remedy=f"Correct 'period' in [corpus]; the corpus {found}.",
    )
