"""How often each outlet uses each label of a concept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.clusters import Sums, sum_cells
from framing.measure.counts import Counts, count_labels
from framing.measure.intervals import effective_sizes, wilson
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

MIXED_TARGETS = "said of several targets: split by target to compare like with like"


def label_shares(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    lexicon: Any = None,
) -> pd.DataFrame:
    """Share of a concept's mentions that carry each label, per outlet, with 95% intervals.

    A share says which words an outlet chose, not why, and not whether the words are right.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``, from ``find_mentions``.
    articles : DataFrame or path, optional
        ``article_index`` or articles: an outlet without a mention then gets its empty rows.
    voices : sequence of str, optional
        Whose words are counted: the outlet's ``own`` by default.
    regions : sequence of str, optional
        Where: ``title``, ``lead`` and ``body`` by default; captions and page furniture count
        only when named.
    by : sequence of str
        Columns to split by, such as ``voice``, ``target``, ``hedged`` or ``month``. Labels of a
        concept that is said of somebody (fighters, death) compete only within a target: split
        those by ``target``.
    copies : {"keep", "once", "drop"}
        ``once`` counts one article of a ``copy_cluster`` in each outlet, ``drop`` only the
        earliest of all.
    lexicon : Lexicon, optional
        Gives labels that no mention has their rows, too.

    Returns
    -------
    DataFrame
        The contract's ``label_shares``: one row per stratum, outlet, concept and label, in that
        order. ``n_articles`` are those that mention the concept. Empty ``share`` or interval:
        ``note`` says why.

    Raises
    ------
    TableError
        When a column is missing or a choice unknown.

    Notes
    -----
    The interval is Wilson's around the pooled share, with the number of mentions divided by
    their design effect: the larger of the linearized (ratio estimator) one and
    ``1 + (m̃ - 1) ρ̃``, where ``m̃`` is the mention-weighted mean of mentions an article and
    ``ρ̃`` the beta-binomial posterior mean of the correlation within articles. Articles are
    taken as independent. A bootstrap of articles covers far less than it claims for rare
    labels and few articles.

    References
    ----------
    Wilson (1927), doi:10.1080/01621459.1927.10502953. Kish (1965), Survey Sampling. Dean and
    Pagano (2015), doi:10.1093/jssam/smv024.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [("1", "militia"), ("1", "militia"), ("2", "militia"), ("3", "acronym")]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "label"]).assign(
    ...     outlet="north", concept="sdf", region="body", voice="own")
    >>> shares = label_shares(mentions)
    >>> shares[["label", "n_mentions", "n_concept", "share"]].values.tolist()
    [['acronym', 1, 4, 0.25], ['militia', 3, 4, 0.75]]
    """
    counts = count_labels(
        mentions,
        articles=articles,
        voices=voices,
        regions=regions,
        by=by,
        copies=copies,
        labels=None if lexicon is None else lexicon_labels(lexicon),
    )
    return shares_table(counts)


def shares_table(counts: Counts) -> pd.DataFrame:
    """Make the ``label_shares`` table of a ``Counts``."""
    sums = sum_cells(counts, _groups(counts))
    size = effective_sizes(sums)
    with np.errstate(invalid="ignore"):
        share = sums.y / sums.n
    low, high = wilson(share, size)
    unit, outlet = np.divmod(sums.group, max(len(counts.outlets), 1))
    columns = {
        "outlet": counts.outlets[outlet],
        "concept": counts.concepts[unit],
        "label": counts.labels[sums.slot],
        "n_mentions": sums.y,
        "n_concept": sums.n,
        "n_articles": sums.n_articles,
        "share": share,
        "ci_low": low,
        "ci_high": high,
        "note": _notes(counts, sums, unit),
    }
    order = np.lexsort((sums.slot, unit, outlet, strata_ranks(counts)[unit]))
    table = as_table({name: values[order] for name, values in columns.items()}, "label_shares")
    return with_strata(table, counts, unit[order])


def with_strata(table: pd.DataFrame, counts: Counts, unit: Any) -> pd.DataFrame:
    """Put the columns that the table is split by first, named ``stratum`` values."""
    for position, column in reversed(list(enumerate(counts.by))):
        values = [counts.strata[u][position] for u in unit]
        name = column if column not in table.columns else f"{column}_stratum"
        table.insert(0, name, values)
    return table


def strata_ranks(counts: Counts) -> Any:
    """Return the rank of each unit's stratum, in sorted order."""
    known: dict[tuple[Any, ...], int] = {}
    return np.array([known.setdefault(s, len(known)) for s in counts.strata], dtype=np.int64)


def lexicon_labels(lexicon: Any) -> dict[str, Sequence[str]]:
    """Return the labels of each concept of a lexicon, or of several."""
    found: dict[str, list[str]] = {}
    for one in lexicon if isinstance(lexicon, list | tuple) else [lexicon]:
        for concept, label in one.stances():
            found.setdefault(concept, []).append(label)
    return dict(found)


def _groups(counts: Counts) -> Any:
    """Every outlet for every concept; in a split table only those with mentions."""
    if counts.by:
        return None
    return np.arange(len(counts.concepts) * len(counts.outlets))


def _notes(counts: Counts, sums: Sums, unit: Any) -> Any:
    notes = np.full(len(sums.n), "", dtype=object)
    mixed = (counts.n_targets[unit] > 1) & ("target" not in counts.by)
    notes[mixed] = MIXED_TARGETS
    notes[sums.n_articles == 1] = "one article: no interval"
    notes[sums.n == 0] = "no mention"
    return notes
