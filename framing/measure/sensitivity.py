"""Which conclusions hang on one form, label, story, month or outlet, or on a choice of method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError
from framing.measure.between import claimed_figures
from framing.measure.comparisons import label_differences
from framing.measure.counts import Counts, count_labels
from framing.measure.families import q_values
from framing.measure.inputs import prepared
from framing.measure.left_out import Leaver
from framing.measure.threads import on_threads
from framing.measure.within import blocks_by, claimed_within

if TYPE_CHECKING:
    import pandas as pd

LEVEL = 0.05
COLUMNS = [
    "concept", "label", "outlet_a", "outlet_b", "change", "left_out", "difference", "ci_low",
    "ci_high", "p_value", "verdict",
]  # fmt: skip
_KEYS = ["concept", "label", "outlet_a", "outlet_b"]
_LEFT_OUT = ("form_id", "label", "story_id", "month", "outlet")
_WIRE = 0.5  # an outlet with a larger share of articles that credit one agency is that agency


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
        ``story_id``, ``month``, ``outlet``) that a mention of either outlet has. Columns that
        are not there are passed over.

    Returns
    -------
    DataFrame
        ``by`` columns, then ``concept, label, outlet_a, outlet_b, change, left_out, difference,
        ci_low, ci_high, p_value, verdict``. The first row of a conclusion has ``change`` empty:
        the conclusion itself. ``verdict`` is ``holds`` (same sign, p ≤ .05), ``fades`` (p above
        .05 or no p-value), ``reverses`` (the other sign) or ``gone`` (nothing of the label or of
        its rivals is left: the conclusion is about that). ``change`` is the column left out,
        ``without copies``, ``with copies``, ``without agency copy`` (articles that credit an
        agency), ``with`` or ``without reported speech``, ``without titles``. Leaving out an
        outlet changes only how many comparisons there are: there the figure in ``p_value`` is
        the q-value.

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
    options: dict[str, Any] = {"articles": index, "voices": voices, "regions": regions}
    options["copies"] = copies
    chance: dict[str, Any] = {"within": within, "resamples": resamples, "seed": seed}
    whole = label_differences(table, by=by, family=family, **options, **chance)
    claims = whole[whole["q_value"] <= LEVEL]
    if claims.empty:
        return pd.DataFrame(columns=[*by, *COLUMNS])
    measure: Measure = claimed_figures
    if within is not None:
        measure = partial(claimed_within, n_by=len(by), **chance)
    options["by"] = blocks_by(table, by, within)
    columns = [column for column in leave_out if column != "outlet"]
    tasks = [
        task
        for concept, mine, claimed in _by_concept(table, claims)
        for task in _tasks(mine, claimed, index, columns, options, measure)
    ]
    measured = on_threads(lambda task: task(), tasks)
    others = _without_outlets(whole, claims) if "outlet" in leave_out else []
    first = claims[[*keys, "difference", "ci_low", "ci_high", "p_value"]]
    first = first.assign(change="", left_out="", verdict="holds")
    found = pd.concat([first, *(t for some in measured for t in some), *others])
    place = claims[keys].assign(_claim=range(len(claims)))
    found = found.merge(place, "left", keys).sort_values("_claim", kind="stable")
    ordered: pd.DataFrame = found[[*by, *COLUMNS]].reset_index(drop=True)
    return ordered


def flips(table: pd.DataFrame) -> pd.DataFrame:
    """Sum up ``sensitivity``: how many changes each conclusion survives, and what undoes it.

    Parameters
    ----------
    table : DataFrame
        From ``sensitivity``.

    Returns
    -------
    DataFrame
        One row per conclusion: its columns, the ``least`` and the ``most`` that the difference
        is under any change, ``n_changes``, ``n_fades``, ``n_reverses``, ``undone_by`` (the
        changes that do, joined by a semicolon; empty: it survives all), and ``is_about``, what
        leaves nothing of the label when left out.

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
        measured = part[part["verdict"] != "gone"]
        rows.append(
            dict(zip([*by, *_KEYS], key, strict=True))
            | {
                "difference": part["difference"].iloc[0],
                "least": measured["difference"].min(),
                "most": measured["difference"].max(),
                "n_changes": len(changed),
                "n_fades": int((changed["verdict"] == "fades").sum()),
                "n_reverses": int((changed["verdict"] == "reverses").sum()),
                "undone_by": "; ".join(named[undone]),
                "is_about": "; ".join(named[changed["verdict"] == "gone"]),
            }
        )
    columns = [*by, *_KEYS, "difference", "least", "most", "n_changes", "n_fades"]
    columns += ["n_reverses", "undone_by", "is_about"]
    return pd.DataFrame(rows, columns=columns)


Measure = Callable[[Counts, Any], Mapping[str, Any]]
Task = Callable[[], list[Any]]


def _by_concept(
    table: pd.DataFrame, claims: pd.DataFrame
) -> Iterator[tuple[str, pd.DataFrame, pd.DataFrame]]:
    """Yield each concept's conclusions, and the mentions that they rest on."""
    for concept, claimed in claims.groupby("concept", sort=True):
        outlets = {*claimed["outlet_a"], *claimed["outlet_b"]}
        mine = np.asarray(table["concept"].eq(concept) & table["outlet"].isin(outlets))
        yield str(concept), table[mine], claimed


def _tasks(
    mine: pd.DataFrame,
    claims: pd.DataFrame,
    index: pd.DataFrame | None,
    columns: Sequence[str],
    options: Mapping[str, Any],
    measure: Measure,
) -> Iterator[Task]:
    """Yield what is to be measured again of one concept: column by column, choice by choice."""
    for column in columns:
        yield partial(_left_out, mine, claims, column, options, measure)
    for name, kept, other in _other_choices(mine, index, options):
        yield partial(_otherwise, mine[kept], claims, name, {**options, **other}, measure)


def _left_out(
    mine: pd.DataFrame,
    claims: pd.DataFrame,
    column: str,
    options: Mapping[str, Any],
    measure: Measure,
) -> list[pd.DataFrame]:
    """Measure the claims without each value of a column that touches them."""
    try:
        split = count_labels(mine, **{**options, "by": (*options["by"], column)})
    except TableError:  # a column that is not there cannot be left out
        return []
    leaver = Leaver.of(split)
    by = list(claims.columns[: list(claims.columns).index("concept")])
    strata = list(claims[by].itertuples(index=False, name=None)) if by else [()] * len(claims)
    sides = list(zip(strata, claims["outlet_a"], claims["outlet_b"], strict=True))
    found = []
    for number, value in enumerate(leaver.values):
        if str(value) == "":
            continue
        touched = {
            (leaver.whole.strata[u][: len(by)], leaver.whole.outlets[o])
            for u, o in leaver.touched(number)
        }
        rests = [(s, a) in touched or (s, b) in touched for s, a, b in sides]
        if column == "label":
            rests = [r and x != value for r, x in zip(rests, claims["label"], strict=True)]
        if any(rests):
            chosen = claims[np.array(rests)]
            figures = measure(leaver.without(number), chosen)
            found.append(_judged(chosen, figures, column, str(value)))
    return found


def _otherwise(
    mine: pd.DataFrame,
    claims: pd.DataFrame,
    name: str,
    options: Mapping[str, Any],
    measure: Measure,
) -> list[pd.DataFrame]:
    return [_judged(claims, measure(count_labels(mine, **options), claims), name, "")]


def _other_choices(
    mine: pd.DataFrame, index: pd.DataFrame | None, options: Mapping[str, Any]
) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yield the other ways to measure: their names, the mentions kept, other options."""
    every = np.ones(len(mine), dtype=bool)
    if index is not None and "copy_cluster" in index.columns:
        keeps = options["copies"] == "keep"
        name = ("without", "with")[not keeps] + " copies"
        yield name, every, {"copies": ("keep", "drop")[keeps]}
    if index is not None and "agency" in index.columns:
        yield "without agency copy", ~mine["article_id"].isin(_of_agencies(index)), {}
    voices = tuple(options["voices"] or ("own",))
    if "voice" not in options["by"]:
        rest = tuple(v for v in voices if v != "reported")
        if rest != voices:
            yield "without reported speech", every, {"voices": rest}
        else:
            yield "with reported speech", every, {"voices": (*voices, "reported")}
    if options["regions"] is None and "region" not in options["by"]:
        yield "without titles", every, {"regions": ("lead", "body")}


def _of_agencies(index: pd.DataFrame) -> pd.Series:
    """Return the articles that credit an agency; not those of an agency's own outlet."""
    credited = index[index["agency"] != ""]
    one = credited.groupby(["outlet", "agency"])["article_id"].transform("size").astype("float64")
    of_outlet = credited["outlet"].map(index["outlet"].value_counts()).astype("float64")
    found: pd.Series = credited.loc[one <= _WIRE * of_outlet, "article_id"]
    return found


def _judged(
    claims: pd.DataFrame, figures: Mapping[str, Any], change: str, left_out: str
) -> pd.DataFrame:
    """Give the verdict of a change on each claim."""
    was = np.sign(claims["difference"].to_numpy())
    verdict = _verdicts(was, figures["difference"], figures["p_value"])
    keys = list(claims.columns[: list(claims.columns).index("outlet_b") + 1])
    told = {"change": change, "left_out": left_out, "verdict": verdict}
    return claims[keys].assign(**figures, **told)


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
