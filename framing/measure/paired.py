"""The same event, other words: the odds of a label in two outlets, given the story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.families import with_q_values
from framing.measure.stories import FEW_STORIES, Blocks, Contrast, swap_p_values, swaps
from framing.measure.threads import on_threads
from framing.measure.within import FEW, NONE, Case, story_contrasts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COLUMNS = [
    "concept", "label", "outlet_a", "outlet_b", "log_odds", "ci_low", "ci_high",
    "p_value", "q_value", "n_stories", "stories", "note",
]  # fmt: skip
_GRID = np.linspace(-9.0, 9.0, 181)  # log-odds; beyond, the odds are not told from infinite


def paired_contrasts(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    within: str = "story_id",
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    family: Sequence[Any] | None = None,
    resamples: int = 10_000,
    seed: int = 0,
) -> pd.DataFrame:
    """Log-odds of a label in one outlet against another, given the story both tell.

    Whatever in a story calls for a label calls for it in both outlets alike and cancels out:
    what is left is the outlets' choice.

    Parameters
    ----------
    mentions, articles, within, voices, regions, by, copies, family, resamples, seed
        As in ``label_differences``.

    Returns
    -------
    DataFrame
        ``by`` columns, then ``concept, label, outlet_a, outlet_b, log_odds, ci_low, ci_high,
        p_value, q_value, n_stories, stories, note``. ``log_odds`` above 0 means that
        ``outlet_a`` uses the label more. ``stories`` lists, strongest first, those in which
        the outlets differ: they carry the figure. Where one outlet always or never uses the
        label, the odds and one end of the interval are empty.

    Notes
    -----
    The estimate maximizes the conditional likelihood of the stories' 2 × 2 tables (noncentral
    hypergeometric). The 95% interval is that of its profile, with the deviance divided by the
    design effect (mentions cluster in articles, articles in stories) and judged by F, with the
    stories' degrees of freedom; the p-value is that of ``label_differences`` within stories.
    A copy told in the same story moves a conditional estimate: leave copies out.

    References
    ----------
    Breslow and Day (1980), Statistical Methods in Cancer Research I, ch. 7.
    McCullagh and Nelder (1989), Generalized Linear Models, sec. 7.4 and 9.3.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{s}", o, s, x) for s in range(8)
    ...         for o, x in [("n", "militia" if s else "acronym"), ("s", "acronym")]]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "story_id", "label"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> paired_contrasts(mentions).loc[1, ["label", "stories", "note"]].tolist()
    ['militia', '1 2 3 4 5 6 7', 'one outlet always or never uses the label']
    """
    import pandas as pd

    options = {"articles": articles, "voices": voices, "regions": regions, "copies": copies}
    cases = story_contrasts(mentions, within, by, options, seed)
    found = on_threads(lambda case: _rows(case, resamples), cases)
    rows = [row for case_rows in found for row in case_rows]
    by = [by] if isinstance(by, str) else list(by)
    strata = pd.DataFrame([row.pop("stratum") for row in rows], columns=by or None)
    table = with_q_values(pd.DataFrame(rows, columns=COLUMNS), family)
    return pd.concat([strata, table], axis=1) if by else table


def _rows(case: Case, resamples: int) -> list[dict[str, Any]]:
    row, contrast, seed, blocks = case
    if contrast is None:
        shared = {"n_stories": 0, "stories": "", "p_value": np.nan, "note": NONE}
        return [row | shared | {"label": label} for label in blocks.labels]
    swapped, exact = swaps(contrast, resamples, seed)
    p_values = swap_p_values(contrast, swapped, exact)[1]
    rows = []
    for i, label in enumerate(blocks.labels):
        figures = _odds(blocks, contrast, i)
        strength = np.abs(contrast.gaps[:, i])
        order = [s for s in np.argsort(-strength, kind="stable") if strength[s] > 1e-12]
        figures["note"] = "; ".join(
            filter(None, [figures["note"], FEW if len(contrast.weights) < FEW_STORIES else ""])
        )
        rows.append(
            row
            | figures
            | {
                "label": label,
                "p_value": p_values[i],
                "n_stories": len(contrast.weights),
                "stories": " ".join(contrast.names[s] for s in order),
            }
        )
    return rows


def _odds(blocks: Blocks, contrast: Contrast, label: int) -> dict[str, Any]:
    """Estimate the conditional log-odds of one label and its profile interval."""
    from scipy.special import stdtrit

    a, b = contrast.pair
    both = blocks.told_by(contrast.pair)
    n_a, n_b = blocks.mentions[both, a].astype(int), blocks.mentions[both, b].astype(int)
    y_a = blocks.totals[both, a, label].astype(int)
    total = y_a + blocks.totals[both, b, label].astype(int)
    telling = (total > 0) & (total < n_a + n_b)
    if not telling.any():
        return {"log_odds": np.nan, "ci_low": np.nan, "ci_high": np.nan, "note": "no story tells"}
    log_likelihood = _conditional(n_a[telling], n_b[telling], y_a[telling], total[telling])
    design = _design(blocks, contrast, label)
    best = int(log_likelihood.argmax())
    level = log_likelihood[best] - design * stdtrit(contrast.freedom, 0.975) ** 2 / 2
    low, high = _ends(log_likelihood, log_likelihood >= level, level)
    estimate = _vertex(log_likelihood, best)
    note = "one outlet always or never uses the label" if np.isnan(estimate) else ""
    return {"log_odds": estimate, "ci_low": low, "ci_high": high, "note": note}


def _design(blocks: Blocks, contrast: Contrast, label: int) -> float:
    """Return the largest design effect: of either outlet's articles, or of the stories."""
    n = len(contrast.weights)
    stories = (contrast.residuals[:, label] ** 2).sum() * n / max(n - 1, 1)
    of_articles = [effect[label] for effect in blocks.spread(contrast.pair)[1].values()]
    return float(max(*of_articles, stories / contrast.binomial[label], 1.0))


def _conditional(n_a: Any, n_b: Any, y_a: Any, total: Any) -> Floats:
    """Return the conditional log-likelihood on a grid of log-odds."""
    from scipy.special import gammaln

    sum_over_stories = np.zeros(len(_GRID))
    tables, times = np.unique(np.stack([n_a, n_b, y_a, total]), axis=1, return_counts=True)
    for (m_a, m_b, y, t), n_times in zip(tables.T, times, strict=True):
        x = np.arange(max(0, t - m_b), min(m_a, t) + 1)
        ways = -(gammaln(x + 1) + gammaln(m_a - x + 1) + gammaln(t - x + 1))
        ways -= gammaln(m_b - t + x + 1)
        each = ways[:, None] + x[:, None] * _GRID
        highest = each.max(axis=0)
        norm = highest + np.log(np.exp(each - highest).sum(axis=0))
        sum_over_stories += n_times * (ways[y - x[0]] + y * _GRID - norm)
    return sum_over_stories


def _vertex(values: Floats, best: int) -> float:
    """Refine a maximum on the grid by the parabola through it; empty at the grid's end."""
    if best in (0, len(values) - 1):
        return float("nan")
    before, at, after = values[best - 1 : best + 2]
    step = _GRID[1] - _GRID[0]
    return float(_GRID[best] + step / 2 * (before - after) / (before - 2 * at + after))


def _ends(values: Floats, inside: Any, level: float) -> tuple[float, float]:
    """Find where the profile crosses its level; empty where it never does."""
    first, last = np.flatnonzero(inside)[[0, -1]]
    low = high = float("nan")
    if first > 0:
        low = float(np.interp(level, values[first - 1 : first + 1], _GRID[first - 1 : first + 1]))
    if last < len(values) - 1:
        high = float(np.interp(-level, -values[last : last + 2], _GRID[last : last + 2]))
    return low, high
