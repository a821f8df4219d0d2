"""Whether two outlets choose labels differently, by more than chance explains."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.measure.between import differences_table, every_group, outlet_pairs
from framing.measure.clusters import sum_cells
from framing.measure.counts import count_labels
from framing.measure.distances import distances_table
from framing.measure.inputs import RESAMPLES, check_resamples
from framing.measure.within import compared_within, differences_within, rows_table

if TYPE_CHECKING:
    import pandas as pd


def compare_outlets(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    within: str | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    family: Sequence[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Distance between the label shares of every two outlets, beside what chance alone gives.

    Parameters
    ----------
    mentions : DataFrame or path
        The contract's ``mentions``.
    articles, voices, regions, by, copies
        As in ``label_shares``.
    within : str, optional
        A column of articles, ``"story_id"``: compare only within the stories that both tell
        (and by target, where a concept is said of somebody).
    family : sequence of str or mapping, optional
        The comparisons declared beforehand, over which q-values are taken; all otherwise.
    resamples : int, default 10,000
        Draws of the null distribution; a tenth of them settles a p-value above .1.
    seed : int, default 0
        Fixes the draws.

    Returns
    -------
    DataFrame
        The contract's ``comparisons``, one row per concept and pair (``outlet_a`` before
        ``outlet_b``). ``divergence_null`` is the mean distance of two outlets that do not
        differ: small samples lie far apart by chance. No interval is given, since an interval
        of a distance cannot hold 0: read those of ``label_differences``.

    Notes
    -----
    The p-value is the largest of three. One is the share of draws at least as far apart, when
    both outlets draw from a Dirichlet–multinomial with common shares, each article's own number
    of mentions and correlations within articles as the articles leave them open (a posterior
    predictive p-value). One judges the differences by their spread between articles (F, with as
    many degrees of freedom as their covariance and the articles have), and so holds where shares
    go with the length of articles. One is of chi-squared with common shares and the effective
    numbers of mentions that the intervals of ``label_shares`` are made from, and so holds where
    few long articles use another label than the rest. Shuffling articles between outlets would
    not be valid where they carry unequal numbers of mentions. Within stories, the outlets are
    swapped story by story instead. False alarms and power by simulation: docs/simulations.md.

    References
    ----------
    Lin (1991), doi:10.1109/18.61115. Mosimann (1962), doi:10.1093/biomet/49.1-2.65. Meng (1994),
    doi:10.1214/aos/1176325622. Box (1954), doi:10.1214/aoms/1177728786. Rao and
    Scott (1992), doi:10.2307/2532311. Benjamini and Hochberg (1995),
    doi:10.1111/j.2517-6161.1995.tb02031.x.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{i}", o, label) for o, label in [("n", "militia"), ("s", "acronym")]
    ...         for i in range(8)]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "label"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> pair = compare_outlets(mentions, seed=1).iloc[0]
    >>> float(pair["divergence"]), bool(pair["p_value"] < 0.01)
    (1.0, True)
    """
    check_resamples(resamples)
    options: dict[str, Any] = {"articles": articles, "voices": voices, "regions": regions}
    options["copies"] = copies
    if within is not None:
        rows = compared_within(mentions, within, by, options, resamples, seed)
        return rows_table(rows, "comparisons", by, family)
    counts = count_labels(mentions, by=by, **options)
    sums = sum_cells(counts, every_group(counts))
    return distances_table(counts, sums, outlet_pairs(counts, sums), family, resamples, seed)


def label_differences(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    within: str | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    family: Sequence[Any] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> pd.DataFrame:
    """Difference between two outlets' shares of a label, with 95% intervals and p-values.

    Parameters
    ----------
    mentions, articles, within, voices, regions, by, copies, family, resamples, seed
        As in ``compare_outlets``; chance is drawn only within stories.

    Returns
    -------
    DataFrame
        The contract's ``label_differences``; ``difference`` is the share in ``outlet_a`` less
        that in ``outlet_b``.

    Notes
    -----
    Intervals by Newcombe's method of variance estimates recovery, with effective numbers of
    mentions. The p-value is the largest of three, as in ``compare_outlets``: the probability that
    two outlets with one share lie as far apart (Jensen–Shannon), each total a sum of
    beta-binomial articles with their own numbers of mentions, summed exactly; Student's t with
    the spread between articles and Satterthwaite's degrees of freedom; and chi-squared with the
    common share and effective numbers of mentions. Within stories: the mean over stories of the
    difference, a story of ``k_a`` and ``k_b`` articles weighing ``k_a k_b / (k_a + k_b)``, with
    Student's interval from its spread between stories, and p-values by swapping the outlets story
    by story.

    References
    ----------
    Newcombe (1998), doi:10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I.
    Satterthwaite (1946), doi:10.2307/3002019. Rao and Scott (1992), doi:10.2307/2532311.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{i}", o, label) for o, label in [("n", "militia"), ("s", "acronym")]
    ...         for i in range(8)]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "label"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> label_differences(mentions)["difference"].tolist()
    [-1.0, 1.0]
    """
    check_resamples(resamples)
    options: dict[str, Any] = {"articles": articles, "voices": voices, "regions": regions}
    options["copies"] = copies
    if within is not None:
        rows = differences_within(mentions, within, by, options, resamples, seed)
        return rows_table(rows, "label_differences", by, family)
    counts = count_labels(mentions, by=by, **options)
    sums = sum_cells(counts, every_group(counts))
    return differences_table(counts, sums, outlet_pairs(counts, sums), family)
