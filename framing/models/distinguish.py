"""How much better than chance words tell two outlets apart, in the same stories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.families import q_values
from framing.models.evidence import phrases_of
from framing.models.folds import fold_groups, group_folds
from framing.models.outlets import OutletClassifier
from framing.progress import track
from framing.reading.masking import mask_articles
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

LEAST_STORIES = 8  # that both outlets cover; with fewer a fold is a coin
_PHRASES = 10


def distinguishability(
    articles: pd.DataFrame,
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    within: str | None = "story_id",
    n_folds: int = 5,
    permutations: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Return one figure per pair of outlets, with what chance gives and the phrases behind it.

    0 is chance, 1 is that every text of a story the model has never seen is given to its outlet.
    It says that wording differs, not how; read the phrases. What is left of a signature after
    masking counts as wording, so look for it there first.

    Parameters
    ----------
    articles : DataFrame
        With ``outlet, text`` and the column ``within``; ``copy_cluster`` where known.
    names : mapping from outlet to its names, optional
        For masking.
    within : str or None
        Only stories that both outlets cover count, each outlet's articles of a story together
        as much as the other's. None compares all articles, subjects and all, and says so.
    n_folds : int
        Folds of whole stories; near-copies are never on both sides.
    permutations : int
        Shuffles of the outlets within each story, held against the same predictions.
    seed : int

    Returns
    -------
    DataFrame
        ``outlet_a, outlet_b, distinguishability, null_mean, p_value, q_value, n_stories, n_a,
        n_b, phrases_a, phrases_b, note``. The figure is twice the balanced accuracy less one.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"s{n}", o, f"{w} رجلين في {n}") for n in range(12)
    ...         for o, w in (("north", "مصرع"), ("south", "استشهاد"))]
    >>> articles = pd.DataFrame(rows, columns=["story_id", "outlet", "text"])
    >>> distinguishability(articles, permutations=99)["distinguishability"].tolist()
    [1.0]
    """
    import pandas as pd

    needed = ["outlet", "text"] + ([within] if within else [])
    check_table(articles, "articles", needed)
    table = articles.reset_index(drop=True)
    table = table.assign(text=mask_articles(table, names))
    outlets = sorted(outlet for outlet in table["outlet"].unique() if outlet)
    rows = []
    for a, b in track(list(combinations(outlets, 2)), "comparing outlets"):
        own = table[table["outlet"].isin([a, b])].reset_index(drop=True)
        note = "" if within else "all articles: subjects differ, too"
        if within:
            own = _shared(own, within)
        found = _pair(own, a, b, within, n_folds, permutations, seed)
        rows.append({"outlet_a": a, "outlet_b": b, **found, "note": found["note"] or note})
    columns = [
        "outlet_a", "outlet_b", "distinguishability", "null_mean", "p_value", "n_stories",
        "n_a", "n_b", "phrases_a", "phrases_b", "note",
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=columns)
    made.insert(5, "q_value", q_values(made["p_value"].to_numpy(np.float64)))
    return made


def _pair(
    own: pd.DataFrame,
    a: str,
    b: str,
    within: str | None,
    n_folds: int,
    permutations: int,
    seed: int,
) -> dict[str, Any]:
    is_b = own["outlet"].eq(b).to_numpy(bool)
    story = own[within].astype(str).to_numpy(object) if within else np.array(["all"] * len(own))
    groups = fold_groups(own) if len(own) else np.zeros(0, np.int64)
    n_stories = len(np.unique(story)) if within else 0
    row: dict[str, Any] = {
        "n_stories": n_stories if within else np.nan,
        "n_a": int((~is_b).sum()),
        "n_b": int(is_b.sum()),
        "phrases_a": "",
        "phrases_b": "",
    }
    empty = dict.fromkeys(("distinguishability", "null_mean", "p_value"), np.nan)
    n_groups = len(np.unique(groups))
    if (within and n_stories < LEAST_STORIES) or n_groups < LEAST_STORIES:
        held = f"{n_stories} stories in common" if within else f"{n_groups} groups of articles"
        if within and n_stories >= LEAST_STORIES:
            held = f"{n_groups} stories after joining those that share copies"
        return {**row, **empty, "note": f"{held}: {LEAST_STORIES} needed"}
    said = np.zeros(len(own), dtype=bool)
    texts = own["text"].tolist()
    for train, test in group_folds(groups, None, min(n_folds, n_groups), seed):
        model = _fit([texts[k] for k in train], own["outlet"].to_numpy(object)[train])
        if model is not None:
            said[test] = model.predict([texts[k] for k in test]) == b
    weight = _weights(is_b, story) if within else np.ones(len(own))
    value = _figure(is_b, said, weight)
    drawn = _null(is_b, said, weight, story, permutations, seed)
    row |= {"distinguishability": value, "null_mean": float(drawn.mean()), "note": ""}
    row["p_value"] = float((1 + (drawn >= value - 1e-12).sum()) / (1 + len(drawn)))
    whole = _fit(texts, own["outlet"].to_numpy(object))
    if whole is not None:
        for outlet, column in ((a, "phrases_a"), (b, "phrases_b")):
            row[column] = " · ".join(phrases_of(whole, outlet, _PHRASES)["phrase"])
    return row


def _fit(texts: list[str], outlets: NDArray[Any]) -> OutletClassifier | None:
    if len(set(outlets)) < 2:
        return None
    return OutletClassifier(masked=False, strip=False).fit(texts, outlets)


def _shared(own: pd.DataFrame, within: str) -> pd.DataFrame:
    """Keep the articles of stories that both outlets cover."""
    known = own[own[within].notna() & own[within].astype(str).ne("")]
    covered = known.groupby(within)["outlet"].nunique()
    return known[known[within].isin(covered[covered == 2].index)].reset_index(drop=True)


def _weights(is_b: NDArray[np.bool_], story: NDArray[Any]) -> Floats:
    """Weigh articles so that each outlet counts once in every story."""
    weight = np.zeros(len(is_b))
    for name in np.unique(story):
        for side in (False, True):
            inside = (story == name) & (is_b == side)
            weight[inside] = 1 / max(inside.sum(), 1)
    return weight


def _figure(is_b: NDArray[np.bool_], said: NDArray[np.bool_], weight: Floats) -> float:
    right_a = (weight * (~is_b & ~said)).sum() / (weight * ~is_b).sum()
    right_b = (weight * (is_b & said)).sum() / (weight * is_b).sum()
    return float(right_a + right_b - 1)


def _null(
    is_b: NDArray[np.bool_],
    said: NDArray[np.bool_],
    weight: Floats,
    story: NDArray[Any],
    permutations: int,
    seed: int,
) -> Floats:
    """Return the figure for outlets shuffled within each story, weights with them."""
    rng = np.random.default_rng(seed)
    number = np.unique(story, return_inverse=True)[1]
    base = np.argsort(number, kind="stable")
    drawn = np.zeros(permutations)
    for k in range(permutations):
        mixed = np.lexsort((rng.random(len(number)), number))
        side, weights = np.empty_like(is_b), np.empty_like(weight)
        side[base], weights[base] = is_b[mixed], weight[mixed]
        drawn[k] = _figure(side, said, weights)
    return drawn
