"""Which words set one outlet apart from another, or from all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError, closest
from framing.intake.read import read_articles
from framing.measure.families import LEAST, q_values
from framing.measure.intervals import Z95
from framing.measure.terms import Terms, count_terms
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

PRIOR_SIZE = 1000.0  # words that the prior is worth
OTHERS = "all others"
ONE_ARTICLE = "in one article only"


@dataclass(frozen=True)
class Side:
    """One side of a comparison: an outlet's sums, or those of all others together."""

    n_words: float
    n_terms: float
    terms_squared: float
    all_articles: float
    count: Floats
    n_articles: Floats
    squares: Floats
    products: Floats


def keyness(
    articles: pd.DataFrame | str | Path,
    target: str | Sequence[str] | None = None,
    reference: str | None = None,
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    ngrams: tuple[int, int] = (1, 1),
    prior: float | None = None,
    prior_size: float = PRIOR_SIZE,
    min_count: int = 5,
) -> pd.DataFrame:
    """Log-odds of each word in one outlet against another, or against all others.

    Keyness finds words, not reasons: a word may be key because of what happened, not of how it
    was told. Compare outlets that cover the same stories.

    Parameters
    ----------
    articles : DataFrame or path
        The contract's ``articles``, or a corpus or anything ``framing read`` takes; its texts are
        held while words are counted.
    target : str or sequence of str, optional
        The outlets set apart, each for itself; every outlet by default.
    reference : str, optional
        The outlet they are set against; all others together by default.
    names, ngrams, min_count
        As in ``count_terms``.
    prior : float, optional
        The same pseudo-count for every term. By default the prior is informative: the terms'
        shares in all articles, worth ``prior_size`` words.
    prior_size : float, default 1000

    Returns
    -------
    DataFrame
        The contract's ``keyness``, then ``side`` (whose word it is), ``chi2`` and ``log10_p``;
        for each target the largest ``z`` first. ``z`` is Monroe, Colaresi and Quinn's, of words
        as if independent; the interval and the p-value are over articles, so that a word used
        fifty times in one article is no habit.

    Raises
    ------
    TableError
        When an outlet is not among the articles.

    Notes
    -----
    With counts ``y`` of ``n`` words, pseudo-counts ``a`` and their sum ``A``, the log-odds are
    ``log((y + a) / (n + A - y - a))`` of the target less those of the reference, and ``z`` divides
    them by the root of ``1 / (y + a)`` of both. The interval takes the larger of that and the
    linearized variance over articles, side by side. ``p_value`` is never 0: beyond the smallest
    number there is, ``log10_p`` goes on.

    References
    ----------
    Monroe, Colaresi and Quinn (2008), doi:10.1093/pan/mpn018. Dunning (1993), Accurate methods
    for the statistics of surprise and coincidence, Computational Linguistics 19.

    Examples
    --------
    >>> from framing.tables import as_table
    >>> rows = [("n", "الثوار"), ("n", "الثوار"), ("s", "المسلحون")]
    >>> articles = as_table([{"article_id": str(i), "outlet": o, "text": f"تقدم {x} نحو المدينة."}
    ...     for i, (o, x) in enumerate(rows)], "articles")
    >>> keyness(articles, "n", "s", min_count=1).loc[0, ["term", "side"]].tolist()
    ['الثوار', 'n']
    """
    import pandas as pd

    if isinstance(articles, (str, Path)):
        articles = read_articles(articles)
    terms = count_terms(articles, names=names, ngrams=ngrams, min_count=min_count)
    targets = [target] if isinstance(target, str) else list(target or terms.outlets)
    for outlet in [*targets, *([reference] if reference else [])]:
        if outlet not in terms.outlets:
            raise TableError(
                f"there is no article of outlet {outlet!r}",
                place="keyness",
                remedy=f"Choose from {', '.join(terms.outlets)}.{closest(outlet, terms.outlets)}",
            )
    total = terms.count.sum(axis=0)
    pseudo = total / max(total.sum(), 1) * prior_size
    if prior is not None:
        pseudo = np.full(len(total), prior)
    tables = []
    for outlet in targets:
        if outlet != reference and len(terms.outlets) > 1:
            sides = _sides(terms, outlet, reference)
            tables.append(_compared(terms, outlet, reference or OTHERS, sides, pseudo))
    table = pd.concat(tables, ignore_index=True) if tables else as_table(None, "keyness")
    table["q_value"] = q_values(table["p_value"].to_numpy())
    return table


def log_odds(
    n_target: Floats,
    n_reference: Floats,
    pseudo: Floats,
    words: tuple[float, float] | None = None,
) -> tuple[Floats, Floats]:
    """Return log-odds of each term with a Dirichlet prior, and their z.

    Parameters
    ----------
    n_target, n_reference : array
        Counts of each term on both sides.
    pseudo : array
        The prior's counts.
    words : (float, float), optional
        All words of both sides; those of the terms given, by default.

    Returns
    -------
    tuple of array
        Both empty for a term that is all there is.

    Examples
    --------
    >>> delta, z = log_odds(np.array([30.0, 70.0]), np.array([10.0, 90.0]), np.full(2, 0.01))
    >>> delta.round(2).tolist(), z.round(2).tolist()
    ([1.35, -1.35], [3.7, -8.47])
    """
    n_a, n_b = words or (n_target.sum(), n_reference.sum())
    whole = pseudo.sum()
    rest_a = n_a + whole - n_target - pseudo
    rest_b = n_b + whole - n_reference - pseudo
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_a = np.log((n_target + pseudo) / rest_a)
        odds_b = np.log((n_reference + pseudo) / rest_b)
        error = np.sqrt(1 / (n_target + pseudo) + 1 / (n_reference + pseudo))
        difference = odds_a - odds_b
    delta: Floats = np.where((rest_a > 0) & (rest_b > 0), difference, np.nan)
    return delta, delta / error


def log_likelihood(
    n_target: Floats, n_reference: Floats, words: tuple[float, float]
) -> tuple[Floats, Floats]:
    """Return G² and Pearson's chi² (uncorrected) of each term's 2 × 2 table.

    Examples
    --------
    >>> g2, chi2 = log_likelihood(np.array([10.0]), np.array([20.0]), (100.0, 100.0))
    >>> g2.round(4).tolist(), chi2.round(4).tolist()
    ([3.9866], [3.9216])
    """
    from scipy.special import xlogy

    seen = np.stack([n_target, words[0] - n_target, n_reference, words[1] - n_reference])
    rows = np.array([words[0], words[0], words[1], words[1]])[:, None]
    columns = np.stack([n_target + n_reference, sum(words) - n_target - n_reference] * 2)
    expected = rows * columns / sum(words)
    with np.errstate(divide="ignore", invalid="ignore"):
        g2: Floats = 2 * (xlogy(seen, seen) - xlogy(seen, expected)).sum(axis=0)
        chi2: Floats = np.nan_to_num((seen - expected) ** 2 / expected).sum(axis=0)
    return g2, chi2


def _sides(terms: Terms, target: str, reference: str | None) -> tuple[Side, Side]:
    a = np.array([outlet == target for outlet in terms.outlets])
    b = np.array([outlet == reference for outlet in terms.outlets]) if reference else ~a
    return _side(terms, a), _side(terms, b)


def _side(terms: Terms, chosen: Any) -> Side:
    return Side(
        n_words=float(terms.n_words[chosen].sum()),
        n_terms=float(terms.n_terms[chosen].sum()),
        terms_squared=float(terms.terms_squared[chosen].sum()),
        all_articles=float(terms.all_articles[chosen].sum()),
        count=terms.count[chosen].sum(axis=0),
        n_articles=terms.n_articles[chosen].sum(axis=0),
        squares=terms.squares[chosen].sum(axis=0),
        products=terms.products[chosen].sum(axis=0),
    )


def _compared(
    terms: Terms, target: str, reference: str, sides: tuple[Side, Side], pseudo: Floats
) -> pd.DataFrame:
    from scipy.special import log_ndtr

    a, b = sides
    total = (a.n_terms, b.n_terms)
    delta, z = log_odds(a.count, b.count, pseudo, total)
    g2, chi2 = log_likelihood(a.count, b.count, total)
    error = np.sqrt(_variance(a, pseudo) + _variance(b, pseudo))
    log_p = np.minimum(np.log(2) + log_ndtr(-np.abs(delta / error)), 0.0)
    favored = np.where(delta > 0, a.n_articles, b.n_articles)
    columns = {
        "target": target,
        "reference": reference,
        "term": terms.terms,
        "n_target": a.count,
        "n_reference": b.count,
        "n_articles_target": a.n_articles,
        "n_articles_reference": b.n_articles,
        "rate_target": 1000 * a.count / max(a.n_words, 1.0),
        "rate_reference": 1000 * b.count / max(b.n_words, 1.0),
        "log_odds": delta,
        "z": z,
        "g2": g2,
        "ci_low": delta - Z95 * error,
        "ci_high": delta + Z95 * error,
        "p_value": np.maximum(np.exp(log_p), LEAST),
        "note": np.where(favored <= 1, ONE_ARTICLE, ""),
        "side": np.where(delta > 0, target, reference),
        "chi2": chi2,
        "log10_p": log_p / np.log(10),
    }
    table = as_table(_filled(columns, len(terms.terms)), "keyness")
    return table.sort_values("z", ascending=False, kind="stable")


def _filled(columns: dict[str, Any], n: int) -> dict[str, Any]:
    return {c: [v] * n if isinstance(v, str) else v for c, v in columns.items()}


def _variance(side: Side, pseudo: Floats) -> Floats:
    """Return the variance of a side's log-odds: over articles, at least as of words."""
    rest = side.n_terms + pseudo.sum() - side.count - pseudo
    at_word = 1 / (side.count + pseudo)
    flat = 1 / np.where(rest > 0, rest, np.nan)
    steep = at_word + flat
    squares = steep**2 * side.squares - 2 * steep * flat * side.products
    squares = squares + flat**2 * side.terms_squared
    mean = (steep * side.count - flat * side.n_terms) / max(side.all_articles, 1.0)
    more = side.all_articles / max(side.all_articles - 1, 1.0)
    over_articles = more * (squares - side.all_articles * mean**2)
    variance: Floats = np.maximum(over_articles, at_word)
    return variance
