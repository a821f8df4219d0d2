"""One outlet against itself: own words and quoted, before and after, title and body."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError
from framing.measure.between import differences_table, every_group, outlet_pairs
from framing.measure.clusters import sum_cells
from framing.measure.counts import MEASURED_REGIONS, count_labels
from framing.measure.distances import distances_table
from framing.measure.inputs import RESAMPLES, check_resamples, prepared

if TYPE_CHECKING:
    import pandas as pd

_JOINT = "\x1f"


def compare_voices(
    mentions: pd.DataFrame | str | Path,
    voice_a: str = "own",
    voice_b: str = "quoted",
    *,
    articles: pd.DataFrame | str | Path | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    labels: bool = False,
    family: Sequence[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Distance, within each outlet, between the labels of its own words and of those it quotes.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    voice_a, voice_b : {"own", "reported", "quoted"}
        The voices compared.
    articles, regions, by, copies
        As in ``label_shares``.
    labels : bool, default False
        One row per label, with the difference of its shares and their interval, instead of one
        per concept.
    family, resamples, seed
        As in ``compare_outlets``.

    Returns
    -------
    DataFrame
        Columns ``by``, ``outlet``, then those of ``comparisons`` (of ``label_differences`` with
        ``labels=True``) with ``voice_a, voice_b`` in place of ``outlet_a, outlet_b`` and without
        ``n_stories``.

    Notes
    -----
    As in ``compare_outlets``, with the two voices as if of different articles. That is cautious
    where articles that use a label much in one voice use it much in the other, too, and too bold
    where articles alternate between labels.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(i, v, x) for i in range(6) for v, x in [("own", "militia"), ("quoted", "acronym")]]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "voice", "label"]).assign(
    ...     outlet="north", concept="sdf", region="body")
    >>> compare_voices(mentions)[["outlet", "voice_a", "voice_b", "divergence"]].values.tolist()
    [['north', 'own', 'quoted', 1.0]]
    """
    table, index = prepared(mentions, articles, copies)
    options = {"articles": index, "regions": regions, "by": by, "voices": (voice_a, voice_b)}
    return _compared(
        table,
        np.asarray(table["voice"], dtype=object),
        ("voice", voice_a, voice_b),
        options,
        labels,
        family,
        resamples,
        seed,
    )


def compare_periods(
    mentions: pd.DataFrame | str | Path,
    date: str,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    labels: bool = False,
    family: Sequence[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Distance, within each outlet, between its labels before a date and from that date on.

    Articles without a date are left out.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    date : str
        The first day of the later period, as ``"2024-12-08"``.
    articles, voices, regions, by, copies, labels, family, resamples, seed
        As in ``compare_voices``.

    Returns
    -------
    DataFrame
        As from ``compare_voices``, with ``period_a`` (``before``) and ``period_b`` (``after``).

    Raises
    ------
    TableError
        When the date is none, or ``published`` is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> mentions = pd.DataFrame({"article_id": range(12), "outlet": "north", "concept": "sdf",
    ...     "label": ["militia"] * 6 + ["acronym"] * 6, "region": "body", "voice": "own",
    ...     "published": pd.date_range("2024-12-02", periods=12)})
    >>> compare_periods(mentions, "2024-12-08", labels=True)["difference"].tolist()
    [-1.0, 1.0]
    """
    import pandas as pd

    table, index = prepared(mentions, articles, copies)
    day = pd.to_datetime(date, errors="coerce")
    if pd.isna(day) or "published" not in table.columns:
        raise TableError(
            f"{date!r} is not a date" if pd.isna(day) else "column 'published' is missing",
            place="compare_periods",
            remedy="Write the date as 2024-12-08." if pd.isna(day) else "Add the dates.",
        )
    published = pd.to_datetime(table["published"])
    side = np.where(published.isna(), "", np.where(published < day, "before", "after"))
    options = {"articles": index, "voices": voices, "regions": regions, "by": by}
    names = ("period", "before", "after")
    return _compared(table, side, names, options, labels, family, resamples, seed)


def compare_regions(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    labels: bool = False,
    family: Sequence[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Distance, within each outlet, between the labels of its titles and of its text.

    Agency copy is often reprinted under a title of one's own: titles are where an outlet
    chooses most freely.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    articles, voices, by, copies, labels, family, resamples, seed
        As in ``compare_voices``.

    Returns
    -------
    DataFrame
        As from ``compare_voices``, with ``region_a`` (``title``) and ``region_b`` (``text``: lead
        and body).

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(i, r, x) for i in range(6) for r, x in [("title", "militia"), ("body", "acronym")]]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "region", "label"]).assign(
    ...     outlet="north", concept="sdf", voice="own")
    >>> compare_regions(mentions).loc[0, "divergence"]
    np.float64(1.0)
    """
    table, index = prepared(mentions, articles, copies)
    region = np.asarray(table["region"], dtype=object)
    side = np.where(np.isin(region, MEASURED_REGIONS), "text", "").astype(object)
    side[region == "title"] = "title"
    options = {"articles": index, "voices": voices, "by": by}
    names = ("region", "title", "text")
    return _compared(table, side, names, options, labels, family, resamples, seed)


def _compared(
    table: pd.DataFrame,
    side: Any,
    names: tuple[str, str, str],
    options: dict[str, Any],
    labels: bool,
    family: Sequence[Any] | None,
    resamples: int,
    seed: int,
) -> pd.DataFrame:
    """Compare as if each side of each outlet were an outlet of its own."""
    check_resamples(resamples)
    column, *sides = names
    kept = np.isin(np.asarray(side, dtype=object), sides)
    outlets = sorted(set(table["outlet"][kept]))
    joint = table["outlet"].astype("str") + _JOINT + np.asarray(side, dtype=object)
    index, options["articles"] = options["articles"], None
    if index is not None:
        index = index.drop(columns="outlet", errors="ignore")
    counts = count_labels(table[kept].assign(outlet=joint[kept]), **options | {"articles": index})
    place = {name: i for i, name in enumerate(counts.outlets)}
    chosen = [tuple(place.get(f"{o}{_JOINT}{s}", -1) for s in sides) for o in outlets]
    sums = sum_cells(counts, every_group(counts))
    pairs = outlet_pairs(counts, sums, [(a, b) for a, b in chosen if a >= 0 and b >= 0])
    if labels:
        made = differences_table(counts, sums, pairs, family)
    else:
        made = distances_table(counts, sums, pairs, family, resamples, seed)
    outlet = made["outlet_a"].str.split(_JOINT).str[0]
    made["outlet_a"], made["outlet_b"] = sides[0], sides[1]
    made.insert(len(counts.by), "outlet", outlet)
    renamed = {"outlet_a": f"{column}_a", "outlet_b": f"{column}_b"}
    return made.drop(columns="n_stories").rename(columns=renamed)
