"""Which conclusions hang on one form, label, story, month or outlet, or on a choice of method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from framing.errors import TableError
from framing.measure.between import FIGURES, claimed_figures
from framing.measure.comparisons import label_differences
from framing.measure.counts import count_labels, only_rows, stratum_values
from framing.measure.families import q_values
from framing.measure.inputs import prepared
from framing.measure.threads import on_threads

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05
OF_ARTICLES = ("story_id", "month")  # the same for all mentions of an article
COLUMNS = [
    "concept", "label", "outlet_a", "outlet_b", "change", "left_out", "difference", "ci_low",
    "ci_high", "p_value", "verdict",
]  # fmt: skip
_KEYS = ["concept", "label", "outlet_a", "outlet_b"]
_LEFT_OUT = ("form_id", "label", "story_id", "month", "outlet")


class Change(NamedTuple):
    """One thing left out or chosen otherwise, and the conclusions it may touch.

    ``known`` gives each article's value where whole articles are left out: those changes are
    counted once and measured together.
    """

    name: str
    left_out: str
    claims: pd.DataFrame
    kept: pd.DataFrame
    options: dict[str, Any]
    known: dict[str, str] | None


def sensitivity(
    mentions: pd.DataFrame | str | Path,
    *,
    articles: pd.DataFrame | str | Path | None = None,
    within: str | None = None,
    voices: Sequence[str] | None = None,
    regions: Sequence[str] | None = None,
    by: Sequence[str] = (),
    copies: str = "keep",
    family: Sequence[Any] | None = None,
    leave_out: Sequence[str] = _LEFT_OUT,
    resamples: int = 2_000,
    seed: int = 0,
) -> pd.DataFrame:
    """Measure every difference with q ≤ .05 again, with one thing left out or chosen otherwise.

    Parameters
    ----------
    mentions, articles, within, voices, regions, copies, family, resamples, seed
        As in ``label_differences``: what the conclusions were drawn from.
    by : sequence of str
        Columns that the conclusions are split by.
    leave_out : sequence of str
        What is left out in turn: each value of these columns (``form_id``, ``label``,
        ``story_id``, ``month``, ``outlet``) that the conclusion rests on. Columns that are not
        there are passed over.

    Returns
    -------
    DataFrame
        ``by`` columns, then ``concept, label, outlet_a, outlet_b, change, left_out, difference,
        ci_low, ci_high, p_value, verdict``. The first row of a conclusion has ``change`` empty:
        the conclusion itself. ``verdict`` is ``holds`` (same sign, p ≤ .05), ``fades`` (p above
        .05 or no p-value), ``reverses`` (the other sign) or ``gone`` (nothing of the label or of
        its rivals is left: the conclusion is about that). ``change`` is the column left out,
        ``without copies``, ``with copies``, ``with reported speech`` or ``without titles``.
        Leaving out an outlet changes only how many comparisons there are: there the figure in
        ``p_value`` is the q-value.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = [(f"{o}{i}", o, x, f) for i in range(9)
    ...         for o, x, f in [("n", "militia", "syria-1"), ("s", "acronym", "syria-2")]]
    >>> mentions = pd.DataFrame(rows, columns=["article_id", "outlet", "label", "form_id"]).assign(
    ...     concept="sdf", region="body", voice="own")
    >>> sensitivity(mentions, leave_out=["form_id"]).loc[2, ["left_out", "verdict"]].tolist()
    ['syria-2', 'gone']
    """
    import pandas as pd

    table, index = prepared(mentions, articles)
    by = [by] if isinstance(by, str) else list(by)
    keys = [*by, *_KEYS]
    options: dict[str, Any] = {"articles": index, "within": within, "voices": voices}
    options |= {"regions": regions, "by": by, "copies": copies}
    options |= {"resamples": resamples, "seed": seed}
    whole = label_differences(table, family=family, **options)
    claims = whole[whole["q_value"] <= LEVEL]
    if claims.empty:
        return pd.DataFrame(columns=[*by, *COLUMNS])
    table = table[table["concept"].isin(claims["concept"])]
    columns = [column for column in leave_out if column != "outlet"]
    tasks: dict[Any, list[Change]] = {}
    for i, change in enumerate(_changes(table, index, claims, columns, options)):
        tasks.setdefault(i if change.known is None else id(change.known), []).append(change)
    measured = on_threads(lambda some: _again(some, options, keys), tasks.values())
    others = _without_outlets(whole, claims) if "outlet" in leave_out else []
    first = claims[[*keys, "difference", "ci_low", "ci_high", "p_value"]]
    first = first.assign(change="", left_out="", verdict="holds")
    found = pd.concat([first, *measured, *others], ignore_index=True)
    found = found.merge(claims[keys].assign(_claim=range(len(claims))), "left", keys)
    order = found.sort_values("_claim", kind="stable")
    return order[[*by, *COLUMNS]].reset_index(drop=True)


def flips(table: pd.DataFrame) -> pd.DataFrame:
    """Sum up ``sensitivity``: how many changes each conclusion survives, and what undoes it.

    Parameters
    ----------
    table : DataFrame
        From ``sensitivity``.

    Returns
    -------
    DataFrame
        One row per conclusion: its columns, ``n_changes``, ``n_fades``, ``n_reverses``,
        ``undone_by`` (the changes that do, joined by a semicolon; empty: it survives all), and
        ``is_about``, what leaves nothing of the label when left out.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"concept": "sdf", "label": "militia", "outlet_a": "n",
    ...     "outlet_b": "s", "change": ["", "month"], "left_out": ["", "2017-10"],
    ...     "difference": 0.4, "ci_low": 0.1, "ci_high": 0.6, "p_value": [0.01, 0.2],
    ...     "verdict": ["holds", "fades"]})
    >>> flips(table)[["n_changes", "n_fades", "undone_by"]].values.tolist()
    [[1, 1, 'month 2017-10']]
    """
    import pandas as pd

    by = [c for c in table.columns if c not in COLUMNS]
    rows = []
    for key, part in table.groupby([*by, *_KEYS], sort=False):
        changed = part[part["change"] != ""]
        named = (changed["change"] + " " + changed["left_out"]).str.strip()
        undone = changed["verdict"].isin(["fades", "reverses"])
        rows.append(
            dict(zip([*by, *_KEYS], key, strict=True))
            | {
                "difference": part["difference"].iloc[0],
                "n_changes": len(changed),
                "n_fades": int((changed["verdict"] == "fades").sum()),
                "n_reverses": int((changed["verdict"] == "reverses").sum()),
                "undone_by": "; ".join(named[undone]),
                "is_about": "; ".join(named[changed["verdict"] == "gone"]),
            }
        )
    columns = [*by, *_KEYS, "difference", "n_changes", "n_fades", "n_reverses"]
    columns += ["undone_by", "is_about"]
    return pd.DataFrame(rows, columns=columns)


def _changes(
    table: pd.DataFrame,
    index: pd.DataFrame | None,
    claims: pd.DataFrame,
    leave_out: Sequence[str],
    options: Mapping[str, Any],
) -> Iterator[Change]:
    """Yield everything that is left out in turn, concept by concept, and the other choices."""
    for concept, claimed in claims.groupby("concept", sort=True):
        outlets = {*claimed["outlet_a"], *claimed["outlet_b"]}
        mine = table[np.asarray(table["concept"].eq(concept) & table["outlet"].isin(outlets))]
        for column in leave_out:
            try:
                values = stratum_values(mine, index, column).astype("str")
            except TableError:  # a column that is not there cannot be left out
                continue
            whole = column in OF_ARTICLES and options["within"] is None
            known = dict(zip(mine["article_id"].astype("str"), values, strict=True))
            for value in sorted(set(values) - {""}):
                kept = mine if whole else mine[np.asarray(values != value)]
                yield Change(column, value, claimed, kept, {}, known if whole else None)
        for name, other in _other_choices(index, options):
            yield Change(name, "", claimed, mine, other, None)


def _other_choices(
    index: pd.DataFrame | None, options: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the other ways to measure: with and without copies, reported speech, titles."""
    if index is not None and "copy_cluster" in index.columns:
        keeps = options["copies"] == "keep"
        yield ("without", "with")[not keeps] + " copies", {"copies": ("keep", "drop")[keeps]}
    voices = tuple(options["voices"] or ("own",))
    if "voice" not in options["by"]:
        rest = tuple(v for v in voices if v != "reported")
        if rest != voices:
            yield "without reported speech", {"voices": rest}
        else:
            yield "with reported speech", {"voices": (*voices, "reported")}
    if options["regions"] is None and "region" not in options["by"]:
        yield "without titles", {"regions": ("lead", "body")}


def _again(changes: Sequence[Change], options: Mapping[str, Any], keys: list[str]) -> pd.DataFrame:
    """Measure the claims again under changes that share their table."""
    import pandas as pd

    first = changes[0]
    if options["within"] is not None:
        return _judged(first, _measured(first, options, keys))
    base = {k: options[k] for k in ("articles", "voices", "regions", "by", "copies")}
    counts = count_labels(first.kept, **base | first.options)
    if first.known is None:
        figures = claimed_figures(counts, first.claims)
        return _judged(first, first.claims[keys].assign(**figures))
    value = np.array([first.known[str(a)] for a in counts.row_article], dtype=object)
    found = []
    for change in changes:
        figures = claimed_figures(only_rows(counts, value != change.left_out), change.claims)
        found.append(_judged(change, change.claims[keys].assign(**figures)))
    return pd.concat(found, ignore_index=True)


def _measured(change: Change, options: Mapping[str, Any], keys: list[str]) -> pd.DataFrame:
    chosen = {**options, **change.options}
    if chosen["articles"] is not None:  # else every outlet that is not compared has its rows
        index = chosen["articles"]
        chosen["articles"] = index[index["article_id"].isin(set(change.kept["article_id"]))]
    again = label_differences(change.kept, **chosen)
    if again.empty:
        again = change.claims.iloc[:0]
    return change.claims[keys].merge(again[[*keys, *FIGURES]], "left", keys)


def _judged(change: Change, found: pd.DataFrame) -> pd.DataFrame:
    """Give the verdict of a change on each claim; a label left out says nothing of itself."""
    was = np.sign(change.claims["difference"].to_numpy())
    found["verdict"] = _verdicts(was, found["difference"].to_numpy(), found["p_value"].to_numpy())
    found = found.assign(change=change.name, left_out=change.left_out)
    if change.name == "label":
        found = found[found["label"] != change.left_out]
    return found


def _verdicts(was: Any, difference: Any, p_value: Any) -> Any:
    with np.errstate(invalid="ignore"):
        now = np.sign(np.nan_to_num(difference))
        holds = (now == was) & (p_value <= LEVEL)
    gone = np.isnan(difference) | ((now == 0) & np.isnan(p_value))
    return np.select([gone, holds, now == -was], ["gone", "holds", "reverses"], "fades")


def _without_outlets(whole: pd.DataFrame, claims: pd.DataFrame) -> list[pd.DataFrame]:
    """Take q-values again over the comparisons of all outlets but one."""
    declared = whole[whole["q_value"].notna()]
    tables = []
    for outlet in sorted({*declared["outlet_a"], *declared["outlet_b"]}):
        kept = declared[(declared["outlet_a"] != outlet) & (declared["outlet_b"] != outlet)]
        q = q_values(kept["p_value"].to_numpy())
        again = kept.assign(p_value=q, change="outlet", left_out=outlet)
        again = again[again.index.isin(claims.index)]
        was = np.sign(again["difference"].to_numpy())
        verdict = _verdicts(was, again["difference"].to_numpy(), again["p_value"].to_numpy())
        tables.append(again.assign(verdict=verdict))
    return [t.drop(columns=["q_value", "n_stories", "note"]) for t in tables]
