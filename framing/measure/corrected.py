"""Label shares corrected by what coders found of a draw of mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from framing.measure.codings import code_targets
from framing.measure.counts import MEASURED_REGIONS
from framing.measure.estimators import ADDED, Estimate
from framing.measure.intervals import wilson
from framing.tables import check_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEAST_CODED = 10  # coded mentions of a label, for its precision
_COLUMNS = (
    "outlet", "concept", "label", "n_mentions", "n_coded", "precision", "precision_low",
    "precision_high", "share", "corrected", "ci_low", "ci_high", "note",
)  # fmt: skip


def corrected_shares(
    mentions: pd.DataFrame,
    codings: pd.DataFrame,
    units: pd.DataFrame,
    *,
    voices: Sequence[str] = ("own",),
    regions: Sequence[str] = MEASURED_REGIONS,
) -> pd.DataFrame:
    """Share of each label among the mentions that are right, by a coded draw of them.

    Corrects for mentions that are wrong, not for wordings that the lexicon does not have.

    Parameters
    ----------
    mentions : DataFrame
        The contract's ``mentions``.
    codings : DataFrame
        The contract's ``codings`` with the code ``right`` (codebook ``mention-check``).
    units : DataFrame
        The drawn ``mention_units``: with ``stratum``, ``probability``, ``concept, label``.
    voices, regions : sequence of str
        What is measured; drawn mentions elsewhere count for nothing.

    Returns
    -------
    DataFrame
        One row per outlet, concept and label: ``n_mentions``, ``n_coded``, ``precision`` (the
        share that is right) with a Wilson interval, ``share`` as found, ``corrected`` with its
        95% interval. ``corrected`` is empty for all labels of a concept while one that the
        outlet uses has fewer than ten coded mentions; ``note`` says which.

    Notes
    -----
    ``N_l p_l / Σ N_k p_k`` with the label's mentions ``N_l`` and design-weighted precision
    ``p_l``; the variance is linearized over the stratified draw. It is the share in this corpus:
    that articles are a sample of what an outlet writes is the business of ``label_shares``.

    Examples
    --------
    >>> import pandas as pd
    >>> found = ["militia"] * 60 + ["acronym"] * 40
    >>> mentions = pd.DataFrame({"article_id": "a", "outlet": "x", "concept": "sdf",
    ...     "label": found, "region": "body", "voice": "own", "start": range(100),
    ...     "form_id": "f", "unit_id": [f"a#{n}-f" for n in range(100)]})
    >>> units = mentions.assign(stratum="x", probability=1.0)
    >>> right = ["yes"] * 30 + ["no"] * 30 + ["yes"] * 40
    >>> codings = pd.DataFrame({"unit_id": units["unit_id"], "coder": "a", "code": "right",
    ...     "value": right})
    >>> table = corrected_shares(mentions, codings, units)
    >>> table[["label", "precision", "share", "corrected"]].round(2).values.tolist()
    [['acronym', 1.0, 0.4, 0.57], ['militia', 0.5, 0.6, 0.43]]
    """
    import pandas as pd

    check_table(mentions, "mentions", ["outlet", "concept", "label", "region", "voice"])
    check_table(units, "units", ["unit_id", "outlet", "concept", "label", "stratum", "probability"])
    measured = mentions[mentions["voice"].isin(voices) & mentions["region"].isin(regions)]
    targets = code_targets(codings)
    right = targets[targets["code"] == "right"].set_index("unit_id")["y"]
    drawn = units[units["unit_id"].isin(right.index)].copy()
    drawn["y"] = drawn["unit_id"].map(right)
    if {"voice", "region"} <= set(drawn.columns):
        inside = drawn["voice"].isin(voices) & drawn["region"].isin(regions)
        drawn["y"] = drawn["y"].where(inside)
    rows: list[dict[str, Any]] = []
    counts = measured.groupby(["outlet", "concept", "label"]).size().reset_index(name="n")
    pairs = sorted(set(zip(counts["outlet"], counts["concept"], strict=True)))
    for outlet, concept in pairs:
        group = counts[counts["outlet"].eq(outlet) & counts["concept"].eq(concept)]
        own = drawn["outlet"].eq(outlet) & drawn["concept"].eq(concept) & drawn["y"].notna()
        n_mentions: Floats = np.asarray(group["n"], dtype=np.float64)
        near = drawn["stratum"].isin(drawn.loc[own, "stratum"])
        found = _concept(drawn[near], own[near], group["label"].tolist(), n_mentions)
        rows += [{"outlet": outlet, "concept": concept, **row} for row in found]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _concept(
    drawn: pd.DataFrame, own: pd.Series, labels: list[str], n_mentions: Floats
) -> list[dict[str, Any]]:
    weight = np.where(own, 1 / drawn["probability"], 0.0)
    y = drawn["y"].fillna(0).to_numpy(np.float64)
    of_label = [np.where(drawn["label"].eq(label), weight, 0.0) for label in labels]
    n_coded = np.array([int((one > 0).sum()) for one in of_label])
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = np.array([(one * y).sum() / one.sum() for one in of_label])
        low, high = wilson(precision, n_coded.astype(np.float64))
    totals = n_mentions * precision
    short = [label for label, n in zip(labels, n_coded, strict=True) if n < LEAST_CODED]
    rows = []
    for place, label in enumerate(labels):
        estimate, note = Estimate(np.nan, np.nan, np.nan), ""
        if short:
            note = f"fewer than {LEAST_CODED} coded mentions of {', '.join(short)}"
        elif totals.sum() <= 0:
            note = "no mention is right"
        else:
            estimate = _share(drawn, of_label, y, precision, totals, place, n_mentions)
        ci_low, ci_high = estimate.interval()
        rows.append(
            {
                "label": label,
                "n_mentions": int(n_mentions[place]),
                "n_coded": int(n_coded[place]),
                "precision": precision[place],
                "precision_low": low[place],
                "precision_high": high[place],
                "share": n_mentions[place] / n_mentions.sum(),
                "corrected": estimate.share,
                "ci_low": ci_low,
                "ci_high": ci_high,
                "note": note,
            }
        )
    return rows


def _share(
    drawn: pd.DataFrame,
    of_label: list[Floats],
    y: Floats,
    precision: Floats,
    totals: Floats,
    place: int,
    n_mentions: Floats,
) -> Estimate:
    """Return one label's corrected share with its linearized variance."""
    share = totals[place] / totals.sum()
    spread, scale = np.zeros(len(drawn)), np.zeros(len(drawn))
    for other, weight in enumerate(of_label):
        leverage = n_mentions[other] * ((other == place) - share) / totals.sum() / weight.sum()
        spread += (weight > 0) * leverage * (y - precision[other])
        scale += (weight > 0) * leverage
    variance, strata = 0.0, 0
    for _, rows in drawn.groupby("stratum").indices.items():
        probability = float(drawn["probability"].iloc[rows[0]])
        if not scale[rows].any():
            continue
        strata += 1
        n, values = len(rows), spread[rows]
        squares = ((values - values.mean()) ** 2).sum() + ADDED * (scale[rows] ** 2).max()
        variance += (1 - probability) / probability**2 * squares * n / max(n - 1, 1)
    freedom = max(int((scale != 0).sum()) - strata, 1)
    return Estimate(float(share), variance, freedom)
