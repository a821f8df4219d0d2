"""Every table of a study, computed from its mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.recipe import joined_hash, make_recipe
from framing.show.results import FEWEST_ARTICLES
from framing.tables import VOICES, as_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.lexicon.entry import Lexicon

RESAMPLES = 2_000  # of a null distribution: p-values down to .0005, in a fifth of the time
TOO_FEW = f"fewer than {FEWEST_ARTICLES} articles of the outlet: described, not estimated"
NO_TARGET = "target not determined: not compared"


def descriptive(index: pd.DataFrame) -> bool:
    """Tell whether fewer than two outlets have enough articles to be compared."""
    return int((index["outlet"].value_counts() >= FEWEST_ARTICLES).sum()) < 2


def large_outlets(index: pd.DataFrame) -> set[str]:
    """Return the outlets that have enough articles to be compared."""
    return set(index["outlet"]) - _small_outlets(index)


def compute_tables(
    mentions: pd.DataFrame,
    index: pd.DataFrame,
    lexicons: Sequence[Lexicon],
    concepts: Sequence[str],
    *,
    voices: Sequence[str] = ("own",),
    by: Sequence[str] = (),
    family: Sequence[Any] = (),
    seed: int = 0,
) -> dict[str, pd.DataFrame]:
    """Compute shares, slants and comparisons, by target where a concept is said of somebody.

    Parameters
    ----------
    mentions, index : DataFrame
        The contract's ``mentions`` and ``article_index``.
    lexicons : sequence of Lexicon
        Give stances, and tell which concepts are said of somebody.
    concepts : sequence of str
        What is counted.
    voices, by, family, seed
        The study's options.

    Returns
    -------
    dict
        ``label_shares`` in the study's voices, ``label_shares_by_voice`` in all three,
        ``slants``, ``label_differences`` and ``comparisons``; the same with ``_by_target`` for
        concepts that are said of somebody; ``comparisons`` and ``label_differences`` with
        ``_within_stories``; ``label_shares_by_…`` for what the study splits by.
    """
    from framing.measure.shares import label_shares
    from framing.measure.slants import slants

    said_of = {c for c in concepts if any(c in lexicon.said_of for lexicon in lexicons)}
    plain = mentions[~mentions["concept"].isin(said_of)]
    of_somebody = mentions[mentions["concept"].isin(said_of)]
    given: dict[str, Any] = {"articles": index, "voices": tuple(voices)}
    pairs: dict[str, Any] = {"voices": tuple(voices), "family": list(family) or None}
    compared = index[index["outlet"].isin(large_outlets(index))]
    small = _small_outlets(index)
    tables: dict[str, pd.DataFrame] = {}
    split: tuple[str, ...]
    for suffix, chosen, split in (("", plain, ()), ("_by_target", of_somebody, ("target",))):
        tables[f"label_shares{suffix}"] = label_shares(chosen, by=split, **given)
        tables[f"slants{suffix}"] = slants(chosen, list(lexicons), by=split, **given)
        named = chosen[chosen["target"] != ""] if split else chosen
        tables |= _differences(named, compared, suffix, seed, by=split, **pairs)
    told = compared[compared["story_id"] != ""]
    tables |= _differences(plain, told, "_within_stories", seed, within="story_id", **pairs)
    tables["label_shares_by_voice"] = label_shares(
        mentions, articles=index, voices=VOICES, by=("voice",)
    )
    for column in by:
        name = f"label_shares_by_{column}"
        if name not in tables:
            tables[name] = label_shares(plain, by=(column,), **given)
    for name, table in tables.items():
        tables[name] = _without_unknown_target(_without_estimates(table, small))
    return tables


def study_recipe(
    options: Mapping[str, Any],
    hashes: Sequence[str],
    lexicons: Sequence[Mapping[str, str]],
    corpus: str,
    *,
    replaced: bool = False,
) -> dict[str, Any]:
    """Return the recipe of a study: options, hashes of articles and lexicons, versions.

    Parameters
    ----------
    options : mapping
        Of the study.
    hashes : sequence of str
        One of each article, from ``article_hashes``.
    lexicons : sequence of mapping
        ``name, version, hash`` of those that were used.
    corpus : str
        Its name.
    replaced : bool, default False
        Whether other articles were given in place of the study's own.
    """
    return make_recipe(
        study=options,
        corpus={
            "path": corpus,
            "replaced": replaced,
            "articles": len(hashes),
            "hash": joined_hash(hashes),
        },
        lexicons=lexicons,
    )


def _differences(
    mentions: pd.DataFrame, articles: pd.DataFrame, suffix: str, seed: int, **options: Any
) -> dict[str, pd.DataFrame]:
    """Compare the outlets of some articles; nobody, where they are of fewer than two."""
    from framing.measure.comparisons import compare_outlets, label_differences

    names = ("comparisons", "label_differences")
    if articles["outlet"].nunique() < 2:
        return {f"{name}{suffix}": as_table([], name) for name in names}
    chosen = mentions[mentions["article_id"].isin(articles["article_id"])]
    given: dict[str, Any] = {"articles": articles, **options}
    return {
        f"comparisons{suffix}": compare_outlets(chosen, seed=seed, resamples=RESAMPLES, **given),
        f"label_differences{suffix}": label_differences(chosen, **given),
    }


def _small_outlets(index: pd.DataFrame) -> set[str]:
    totals = index["outlet"].value_counts()
    return {str(outlet) for outlet, n in totals.items() if n < FEWEST_ARTICLES}


def _without_estimates(table: pd.DataFrame, small: set[str]) -> pd.DataFrame:
    """Empty the intervals of outlets that have too few articles, and say why."""
    if "outlet" not in table.columns or "ci_low" not in table.columns:
        return table
    rows = table["outlet"].isin(small)
    table = table.copy()
    table.loc[rows, ["ci_low", "ci_high"]] = float("nan")
    if "slant" in table.columns:
        moved = [c for c in ("slant", "moved_low", "moved_high") if c in table.columns]
        table.loc[rows, moved] = float("nan")
    table.loc[rows & (table["note"] == ""), "note"] = TOO_FEW
    return table


def _without_unknown_target(table: pd.DataFrame) -> pd.DataFrame:
    """Empty the figures of mentions whose target is not known: their labels do not compete."""
    if "target" not in table.columns:
        return table
    rows = table["target"] == ""
    table = table.copy()
    figures = ("share", "ci_low", "ci_high", "slant", "moved_low", "moved_high")
    table.loc[rows, [c for c in figures if c in table.columns]] = float("nan")
    table.loc[rows, "note"] = NO_TARGET
    return table
