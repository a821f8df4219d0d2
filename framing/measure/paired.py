"""The same event, other words: the odds of a label in two outlets, given the story."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.families import with_q_values
from framing.measure.inputs import RESAMPLES, check_resamples
from framing.measure.intervals import wilson
from framing.measure.stories import Contrast, swap_p_values, swaps
from framing.measure.threads import on_threads
from framing.measure.within import NONE, Case, note_of, story_contrasts

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

COLUMNS = [
    "concept", "label", "outlet_a", "outlet_b", "log_odds", "ci_low", "ci_high",
    "p_value", "q_value", "n_stories", "stories", "note",
]  # fmt: skip
_FIGURES = ("log_odds", "ci_low", "ci_high", "p_value")
ONE_SIDED = "one outlet always or never uses the label"


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
    resamples: int = RESAMPLES,
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
    One mention of each outlet in the same story: where only one of the two has the label, the
    conditional likelihood asks whose it is. Each pair of articles counts the same, as often as
    ``k_a k_b / (k_a + k_b)`` in a story of ``k_a`` and ``k_b`` articles, so that neither a long
    article nor a copy of every article moves the estimate: it is Mantel and Haenszel's, and of
    single mentions McNemar's. The 95% interval is Wilson's for the share of pairs that favor
    ``outlet_a``, with as many trials as its linearized variance over stories is worth and
    Student's t; the p-value is that of ``label_differences`` within stories, whose difference
    has the same sign.

    References
    ----------
    Mantel and Haenszel (1959), doi:10.1093/jnci/22.4.719. Liang (1985), Odds ratio inference
    with dependent data, doi:10.1093/biomet/72.3.678. McNemar (1947), doi:10.1007/BF02295996.

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

    check_resamples(resamples)
    options = {"articles": articles, "voices": voices, "regions": regions, "copies": copies}
    cases = story_contrasts(mentions, within, by, options, seed)
    found = on_threads(lambda case: _rows(case, resamples), cases)
    rows = [row for case_rows in found for row in case_rows]
    by = [by] if isinstance(by, str) else list(by)
    strata = pd.DataFrame([row.pop("stratum") for row in rows], columns=by or None)
    made = pd.DataFrame(rows, columns=COLUMNS).astype(dict.fromkeys(_FIGURES, "float64"))
    table = with_q_values(made, family)
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
        figures = paired_odds(contrast, i)
        strength = np.abs(contrast.gaps[:, i])
        order = [s for s in np.argsort(-strength, kind="stable") if strength[s] > 1e-12]
        missing = note_of(len(contrast.weights), p_values[i])
        figures["note"] = "; ".join(filter(None, [figures["note"], missing]))
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


def paired_odds(contrast: Contrast, label: int) -> dict[str, Any]:
    """Estimate the conditional log-odds of one label and its interval."""
    from scipy.special import logit, stdtrit

    for_a = contrast.for_a[:, label]
    pairs = 2 * for_a - contrast.gaps[:, label]  # those in which one has the label, by story
    total = pairs.sum()
    if total <= 1e-12:
        return {"log_odds": np.nan, "ci_low": np.nan, "ci_high": np.nan, "note": "no story tells"}
    share = min(max(for_a.sum() / total, 0.0), 1.0)
    stories = total**2 / (pairs**2).sum()
    size = _worth(for_a, pairs, share, stories)
    low = high = np.array([np.nan])
    if stories >= 2:
        reach = float(stdtrit(stories - 1, 0.975))
        low, high = wilson(np.array([share]), np.array([size]), reach)
    one_sided = not 1e-12 < share < 1 - 1e-12
    ends = [float(logit(end)) if 0 < end < 1 else np.nan for end in (low[0], high[0])]
    return {
        "log_odds": np.nan if one_sided else float(logit(share)),
        "ci_low": ends[0],
        "ci_high": ends[1],
        "note": ONE_SIDED if one_sided else "",
    }


def _worth(for_a: Floats, pairs: Floats, share: float, stories: float) -> float:
    """Return how many independent pairs the stories' pairs are worth."""
    n = int((pairs > 1e-12).sum())
    variance = ((for_a - share * pairs) ** 2).sum() / pairs.sum() ** 2 * n / max(n - 1, 1)
    if variance < 1e-12:
        return stories
    return float(share * (1 - share) / variance)
