"""How often each outlet uses each label of a concept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import TableError
from framing.measure.counts import count_labels
from framing.measure.share_tables import shares_table

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("articles", "first", "title")


def label_shares(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    lexicon: Any = None,
    beside: Sequence[str] = (),
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
    beside : sequence of {"articles", "first", "title"}
        Shares that no long article can make, added as ``share_<kind>, ci_low_<kind>,
        ci_high_<kind>``: the mean over articles of a label's share in each; the share of
        articles whose first mention of the concept is the label; the share among mentions in
        titles.

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
    their design effect: the larger of the linearized (ratio estimator) one, unbiased and with
    fewer degrees of freedom where few articles hold most mentions, and ``1 + (m̃ - 1) ρ̃``, where
    ``m̃`` is the mention-weighted mean of mentions an article and ``ρ̃`` how alike the mentions of
    one article are (the larger of a beta-binomial posterior mean and what pairs of mentions
    surely show). Articles are taken as independent. A bootstrap of articles covers far less than
    it claims for rare labels and few articles. No interval knows of articles that the outlet
    writes and the sample lacks: where long articles use another label, and two or three of an
    outlet's have it, the interval is the least doubt there is (docs/simulations.md).

    References
    ----------
    Wilson (1927), doi:10.1080/01621459.1927.10502953. Kish (1965), Survey Sampling. Dean and
    Pagano (2015), doi:10.1093/jssam/smv024. Fleiss and Cuzick (1979),
    doi:10.1177/014662167900300410. Imbens and Kolesár (2016), doi:10.1162/REST_a_00552.

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
    options: dict[str, Any] = {"articles": articles, "voices": voices, "regions": regions}
    options |= {"by": by, "copies": copies}
    if lexicon is not None:
        options["labels"] = lexicon_labels(lexicon)
    table = shares_table(count_labels(mentions, **options))
    return _add_beside(table, beside, mentions, options)


def _add_beside(
    table: pd.DataFrame, kinds: Sequence[str], mentions: Any, options: dict[str, Any]
) -> pd.DataFrame:
    labels = {c: sorted(set(part)) for c, part in table.groupby("concept")["label"]}
    for kind in kinds:
        if kind not in KINDS:
            raise TableError(
                f"{kind!r} is no kind of share",
                place="beside=",
                remedy=f"Choose from {', '.join(KINDS)}.",
            )
        more = {"regions": ("title",)} if kind == "title" else {"first_only": kind == "first"}
        counts = count_labels(mentions, **options | {"labels": labels} | more)
        other = shares_table(counts, of_articles=kind == "articles")
        keys = [*counts.by, "outlet", "concept", "label"]
        named = {name: f"{name}_{kind}" for name in ("share", "ci_low", "ci_high")}
        table = table.merge(other[[*keys, *named]].rename(columns=named), "left", keys)
    return table


def lexicon_labels(lexicon: Any) -> dict[str, Sequence[str]]:
    """Return the labels of each concept of a lexicon, or of several."""
    found: dict[str, list[str]] = {}
    for one in lexicon if isinstance(lexicon, list | tuple) else [lexicon]:
        for concept, label in one.stances():
            found.setdefault(concept, []).append(label)
    return dict(found)
