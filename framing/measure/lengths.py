"""What unequal lengths of articles cost: a spread between them that tells less than it seems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MIN_ARTICLES = 2  # one article says nothing about how alike an outlet's articles are
_BOUNDED = 2.0  # degrees of freedom that shares have more than measures without bounds


def bias_and_freedom(powers: Floats, rho: Floats) -> tuple[Floats, Floats]:
    """Return what a spread between articles is to be multiplied by, and its degrees of freedom.

    The spread is the sum of squares ``Σ(y - p m)²`` around an outlet's own share ``p``. A long
    article pulls the share toward itself and so hides how far off it lies; and where few
    articles hold most mentions, the spread rests on few squares.

    Parameters
    ----------
    powers : array
        The sums over articles of ``m, m², … m⁵``, with ``m`` mentions an article: powers × cells.
    rho : array
        How alike the mentions of one article are, per cell.

    Returns
    -------
    tuple of array
        With articles of one length, ``k / (k - 1)`` and ``k - 1``.

    Notes
    -----
    Both hold where an article's variance is in proportion to ``v = m + m(m - 1)ρ``: the factor
    makes the sum unbiased; the degrees of freedom are Satterthwaite's for the quadratic form.
    With leverages ``h = m / Σm``, ``H = Σh²`` and residuals ``(I - h1')ε``, the expected sum is
    ``Σv - 2Σhv + HΣv``.

    References
    ----------
    Bell and McCaffrey (2002), Survey Methodology 28(2). Imbens and Kolesár (2016),
    doi:10.1162/REST_a_00552.

    Examples
    --------
    >>> def of(*m):
    ...     powers = np.array([[sum(x**e for x in m)] for e in range(1, 6)], dtype=float)
    ...     return [float(x[0].round(2)) for x in bias_and_freedom(powers, np.array([0.5]))]
    >>> of(4, 4, 4, 4, 4), of(20, 1, 1, 1, 1)
    ([1.25, 4.0], [15.55, 1.59])
    """
    one, two, three, four, five = powers
    apart = 1 - rho
    total = apart * one + rho * two
    pulled = (apart * two + rho * three) / one
    pulled_twice = (apart * three + rho * four) / one**2
    concentration = two / one**2
    squares = apart**2 * two + 2 * apart * rho * three + rho**2 * four
    pulled_squares = (apart**2 * three + 2 * apart * rho * four + rho**2 * five) / one
    trace = np.maximum(total - 2 * pulled + concentration * total, 1e-9 * total)
    of_square = (
        (concentration * total - 4 * pulled) * concentration * total
        + 2 * total * pulled_twice
        + 2 * pulled**2
        + (1 + 2 * concentration) * squares
        - 4 * pulled_squares
    )
    freedom: Floats = np.maximum(trace**2 / of_square, 1.0)
    return total / trace, freedom


def stretch(freedom: Floats, n_articles: Floats) -> Floats:
    """Return what a variance is to be multiplied by because lengths leave it few degrees.

    The square of Student's 97.5% point over that of as many articles of one length. As an
    article can be off by no more than all its mentions, the tails are not Student's: where
    degrees are missing, up to two are added back. Tuned by simulation: see docs/simulations.md.
    """
    from scipy.special import stdtrit

    nominal = n_articles - 1
    bounded = freedom + _BOUNDED * (1 - freedom / nominal)
    ratio = stdtrit(bounded, 0.975) / stdtrit(nominal, 0.975)
    return np.asarray(ratio**2, dtype=np.float64)


def effective_mentions(
    powers: Floats, n_articles: Floats, squares: Floats, variance: Floats, rho: Floats
) -> Floats:
    """Return how many independent mentions each cell's mentions are worth.

    Parameters
    ----------
    powers, rho : array
        As in ``bias_and_freedom``.
    n_articles : array
        The articles of each cell.
    squares : array
        The sum over articles of the squares of what each has beyond its outlet's mean.
    variance : array
        The variance of one mention.

    Returns
    -------
    array
        ``n / max(d, 1 + (m̃ - 1) ρ)`` with ``m̃ = Σm² / Σm`` and the linearized design effect
        ``d`` (``n / k`` for ``k`` articles that do not differ), made unbiased and stretched for
        unequal lengths; empty for fewer than two articles.
    """
    n, mm = powers[:2]
    with np.errstate(divide="ignore", invalid="ignore"):
        factor, freedom = bias_and_freedom(powers, rho)
        spread = factor * stretch(freedom, n_articles) * squares / n / variance
        spread = np.where(squares < 1e-9, n / n_articles, spread)
        size = n / np.maximum(spread, 1 + (mm / n - 1) * rho)
    return np.where(n_articles >= MIN_ARTICLES, size, np.nan)
