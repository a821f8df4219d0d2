"""Whether a study's conclusions hold: each measured again in other ways, set against errors."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.results import FALLS, HOLDS, LEXICON_ERRORS, UNCHECKED

if TYPE_CHECKING:
    import pandas as pd

WANTED = 0.1  # the difference of shares for which the missing articles are told
_KINDS = ("form_id", "label", "story_id", "month")

_CLAIM = ["target", "concept", "label", "outlet_a", "outlet_b"]
CONCLUSIONS = [
    *(*_CLAIM, "difference", "ci_low", "ci_high", "q_value", "n_changes", "n_fades"),
    *("n_reverses", "n_untested", "lowest", "highest", "undone_by", "unchecked", "is_about"),
    *("tipping", "worst", "verdict"),
]


def robustness_tables(
    mentions: pd.DataFrame,
    articles: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    said_of: Collection[str],
    options: Mapping[str, Any],
    quality: Mapping[str, Mapping[str, Any]],
) -> dict[str, pd.DataFrame]:
    """Measure every conclusion again, and tell how small a difference could have been seen.

    Parameters
    ----------
    mentions, articles : DataFrame
        Of the outlets that are compared, the copies that the study leaves out among them.
    tables : mapping
        The comparisons and shares already computed.
    said_of : collection of str
        Concepts that are compared within a target.
    options : mapping
        ``voices``, ``family`` and ``copies``, as for ``framing.sensitivity``.
    quality : mapping
        Concept to the measured errors of the lexicon that it comes from.

    Returns
    -------
    dict
        ``sensitivity`` and ``power``, each with ``_by_target`` beside it, and ``conclusions``:
        every difference with q ≤ .05, what undoes it, and whether it holds. Of concepts that
        nobody mentions there are none.
    """
    import pandas as pd

    from framing.measure.power import power
    from framing.measure.sensitivity import sensitivity

    found: dict[str, pd.DataFrame] = {}
    conclusions = [pd.DataFrame(columns=CONCLUSIONS)]
    targeted = mentions["concept"].isin(said_of)
    parts = {"": mentions[~targeted], "_by_target": mentions[targeted & (mentions["target"] != "")]}
    for suffix, chosen in parts.items():
        if not len(chosen):
            continue
        given = {"articles": articles, "by": ("target",) if suffix else (), **options}
        again = sensitivity(chosen, **given)
        given.pop("family")
        again = _judged(again, [*given["by"], *_CLAIM[1:]])
        found[f"sensitivity{suffix}"] = _rounded(again)
        found[f"power{suffix}"] = power(chosen, WANTED, **given)
        if len(again):
            conclusions.append(_conclusions(again, tables, suffix, quality))
    filled = [table for table in conclusions if len(table)]
    found["conclusions"] = pd.concat(filled, ignore_index=True) if filled else conclusions[0]
    return found


def _conclusions(
    again: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    suffix: str,
    quality: Mapping[str, Mapping[str, Any]],
) -> pd.DataFrame:
    """Sum up what was measured again: one row a conclusion, and whether it holds."""
    from framing.measure.sensitivity import flips

    keys = _CLAIM if suffix else _CLAIM[1:]
    differences = tables[f"label_differences{suffix}"]
    shown = again[(again["change"] != "outlet") & (again["verdict"] != "gone")]
    reach = shown.groupby(keys, sort=False)["difference"].agg(lowest="min", highest="max")
    table = flips(again).merge(reach.reset_index(), "left", keys)
    table = table.merge(differences[[*keys, "ci_low", "ci_high", "q_value"]], "left", keys)
    errors = _errors(differences, tables[f"label_shares{suffix}"], quality)
    if errors is None:
        table = table.assign(tipping=float("nan"), worst=float("nan"), _told="")
    else:
        errors = errors.rename(columns={"verdict": "_told"})
        table = table.merge(errors[[*keys, "tipping", "worst", "_told"]], "left", keys)
    table = table.merge(_unchecked(again, keys), "left", keys)
    falls = (table["_told"] == "could be undone").map({True: LEXICON_ERRORS, False: ""})
    reasons = zip(table["undone_by"], falls, strict=True)
    table["undone_by"] = ["; ".join(filter(None, told)) for told in reasons]
    table["unchecked"] = table["unchecked"].fillna("")
    table["verdict"] = HOLDS
    table.loc[table["unchecked"] != "", "verdict"] = UNCHECKED
    table.loc[table["undone_by"] != "", "verdict"] = FALLS
    return table.assign(**({} if suffix else {"target": ""}))[CONCLUSIONS]


def _judged(again: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Tell what a change undoes from what cannot be tested any more once it is made.

    A conclusion that rests on one month or event alone, of several that are there, ``fades``:
    what only one event of many shows is a difference of that event. One whose interval still
    leaves zero out while too few articles are left for a p-value is ``untested``.
    """
    alone = (again["verdict"] == "gone") & again["change"].isin(["month", "story_id"])
    several = again.groupby([*keys, "change"])["left_out"].transform("nunique") > 1
    apart = (again["ci_low"] > 0) | (again["ci_high"] < 0)
    too_few = (again["verdict"] == "fades") & again["p_value"].isna() & apart
    verdict = again["verdict"].mask(alone & several, "fades").mask(too_few, "untested")
    return again.assign(verdict=verdict)


def _rounded(again: pd.DataFrame) -> pd.DataFrame:
    """Return thousands of figures as far as anybody reads them, so that pages can hold them."""
    shares = {c: again[c].round(4) for c in ("difference", "ci_low", "ci_high")}
    return again.assign(**shares, p_value=[float(f"{p:.4g}") for p in again["p_value"]])


def _unchecked(again: pd.DataFrame, keys: Sequence[str]) -> pd.DataFrame:
    """Return which conclusions cannot be checked in some way at all, and how many changes."""
    tested = again[again["change"].isin(_KINDS) & (again["verdict"] != "gone")]
    none = tested["verdict"].eq("untested").groupby([tested[c] for c in [*keys, "change"]]).all()
    kinds = none[none].reset_index().groupby(list(keys))["change"]
    told = kinds.agg(lambda found: "; ".join(x for x in _KINDS if x in set(found)))
    counted = again["verdict"].eq("untested").groupby([again[c] for c in keys]).sum()
    table = counted.rename("n_untested").reset_index()
    return table.merge(told.rename("unchecked").reset_index(), "left", list(keys))


def _errors(
    differences: pd.DataFrame, shares: pd.DataFrame, quality: Mapping[str, Mapping[str, Any]]
) -> pd.DataFrame | None:
    """Set differences against the errors of the lexicons whose precision was measured."""
    import pandas as pd

    from framing.measure.misclassification import misclassification

    found = []
    for concept, measured in quality.items():
        mine = differences[differences["concept"] == concept]
        if len(mine) and "precision_interval" in measured:
            found.append(misclassification(mine, shares, measured))
    return pd.concat(found, ignore_index=True) if found else None
