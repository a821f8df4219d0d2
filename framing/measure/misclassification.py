"""How uneven the lexicon's errors would have to be to undo a difference."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ["concept", "label", "outlet_a", "outlet_b"]


def misclassification(
    differences: pd.DataFrame, shares: pd.DataFrame, quality: Mapping[str, Any]
) -> pd.DataFrame:
    """Set each difference against the errors that the lexicon is measured to make.

    Errors that are alike in both outlets shrink a difference and never turn it. Uneven ones can:
    an outlet whose style the lexicon reads worse seems to use a label more, or less.

    Parameters
    ----------
    differences, shares : DataFrame
        ``label_differences`` and ``label_shares`` of the same mentions, split alike.
    quality : mapping
        A lexicon card's ``quality``: ``precision_interval`` and, where it was measured,
        ``recall_interval``, each of two shares.

    Returns
    -------
    DataFrame
        One row per difference whose interval does not hold 0: ``by`` columns, ``concept, label,
        outlet_a, outlet_b, difference, tipping, worst, verdict``. ``tipping`` is the ratio that
        undoes it: if a mention of the label in the outlet with the greater share were right and
        found ``tipping`` times as often as in the other, the interval would reach 0. ``worst`` is
        the least such ratio that the card's intervals allow: one outlet at the lower ends, the
        other at the upper. ``verdict`` is ``holds`` where even that would not undo it, else
        ``could be undone``.

    Raises
    ------
    TableError
        When the card has no measured precision.

    Examples
    --------
    >>> import pandas as pd
    >>> keys = {"concept": "sdf", "label": "militia"}
    >>> gaps = pd.DataFrame([keys | {"outlet_a": "n", "outlet_b": "s", "difference": 0.5,
    ...     "ci_low": 0.3, "ci_high": 0.7}])
    >>> shares = pd.DataFrame([keys | {"outlet": "n", "share": 0.6},
    ...     keys | {"outlet": "s", "share": 0.1}])
    >>> card = {"precision_interval": [0.9, 1.0]}
    >>> misclassification(gaps, shares, card)[["tipping", "worst", "verdict"]].values.tolist()
    [[0.5, 0.9, 'holds']]
    """
    check_table(differences, "label_differences", [*_KEYS, "difference", "ci_low", "ci_high"])
    check_table(shares, "label_shares", ["outlet", "concept", "label", "share"])
    by = list(differences.columns[: list(differences.columns).index("concept")])
    told = differences[(differences["ci_low"] > 0) | (differences["ci_high"] < 0)]
    table = told[[*by, *_KEYS, "difference", "ci_low", "ci_high"]].reset_index(drop=True)
    for side in ("a", "b"):
        known = shares[[*by, "outlet", "concept", "label", "share"]]
        known = known.rename(columns={"outlet": f"outlet_{side}", "share": f"share_{side}"})
        table = table.merge(known, "left", [*by, "concept", "label", f"outlet_{side}"])
    greater = np.maximum(table["share_a"], table["share_b"])
    slack = np.where(table["difference"] > 0, table["ci_low"], -table["ci_high"])
    table["tipping"] = 1 - slack / greater
    table["worst"] = _worst_ratio(quality)
    table["verdict"] = np.where(table["worst"] > table["tipping"], "holds", "could be undone")
    return table.drop(columns=["ci_low", "ci_high", "share_a", "share_b"])


def _worst_ratio(quality: Mapping[str, Any]) -> float:
    if "precision_interval" not in quality:
        raise TableError(
            "the lexicon's card has no 'precision_interval'",
            place="quality",
            remedy="Have mentions read and fill in [quality] of card.toml.",
        )
    ratio = 1.0
    for name in ("precision_interval", "recall_interval"):
        low, high = quality.get(name, (1.0, 1.0))
        ratio *= float(low) / float(high)
    return ratio
