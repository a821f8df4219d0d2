"""How often a code occurs, from a small coded draw and predictions for everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from framing.errors import TableError, closest
from framing.measure.drawn import Domain, domains_of
from framing.measure.estimators import METHODS, NOTHING, Estimate, corrected_share, naive_share
from framing.measure.families import q_values
from framing.tableio import read_table
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

    Table = pd.DataFrame | str | Path

LEAST = 10  # coded units with the code, and without it
_POWERS = {"ppi": None, "design": 1.0, "hand": 0.0}


def code_shares(
    codings: Table,
    units: Table,
    predictions: Table | None = None,
    *,
    by: Sequence[str] = ("outlet",),
    methods: Sequence[str] = METHODS,
) -> pd.DataFrame:
    """Share of units that carry each code, per outlet, corrected for the classifier's errors.

    It is the share in the corpus the units were drawn from, as these coders would have coded all
    of it; it says nothing of articles that are not in the corpus.

    Parameters
    ----------
    codings : DataFrame or path
        What coders found: the contract's ``codings``, unblinded. Several coders of one unit
        count in equal parts.
    units : DataFrame or path
        The drawn units with ``stratum`` and ``probability``, from ``draw_units``. Units drawn
        but not coded are taken to be missing at random within their stratum.
    predictions : DataFrame or path, optional
        The contract's ``predictions`` of *every* unit that could have been drawn, by a
        classifier that was not trained on the coded units, or cross-fitted.
    by : sequence of str
        What to give shares for.
    methods : sequence of str
        ``ppi``: prediction-powered inference with tuned power (PPI++). ``design``: design-based
        weighting of predictions and errors (the difference estimator). ``hand``: the coded
        units alone. ``naive``: predictions alone, wrong by the classifier's errors, for
        comparison.

    Returns
    -------
    DataFrame
        The contract's ``prevalence``: one row per group, code and method. ``n_units`` in the
        corpus, ``n_coded`` of them coded, ``n_positive`` with the code. With fewer than ten
        coded units with the code, or without it, only the naive share is given, and ``note``
        tells about how many more to code.

    Raises
    ------
    TableError
        When tables do not belong together, or a method is unknown.

    Notes
    -----
    Let f be the prediction and y the code: ``θ = λ f̄ + Σ w (y - λ f) / Σ w``, f̄ over all units,
    w the stratum's units over its coded ones, λ = 1 (design), 0 (hand) or of least variance
    (ppi). The variance is that of a stratified draw without replacement; to each stratum one
    and a half squared residuals are added, and t is used, because with few positives the spread
    that is seen is too small. ``docs/coding-simulations.md`` has the coverage cell by cell.

    References
    ----------
    Angelopoulos et al. (2023), doi:10.1126/science.adi6000. Angelopoulos, Duchi and Zrnic (2023),
    PPI++, arXiv:2311.01453. Egami et al. (2023), arXiv:2306.04746. Särndal, Swensson and Wretman
    (1992), Model Assisted Survey Sampling.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"unit_id": [str(n) for n in range(60)], "outlet": "north",
    ...     "stratum": "north", "probability": 0.1})
    >>> codings = pd.DataFrame({"unit_id": units["unit_id"], "coder": "a", "code": "conflict",
    ...     "value": ["yes"] * 24 + ["no"] * 36})
    >>> shares = code_shares(codings, units, methods=["hand"])
    >>> shares[["share", "ci_low", "ci_high", "n_units"]].round(2).values.tolist()
    [[0.4, 0.27, 0.53, 600.0]]
    """
    _check_methods(methods)
    rows = []
    for domain in _domains(codings, units, predictions, by):
        for method, estimate in _estimates(domain, methods):
            low, high = estimate.interval()
            rows.append(
                {
                    **dict(zip(by, domain.group, strict=True)),
                    "code": domain.code,
                    "method": method,
                    "share": float(np.clip(estimate.share, 0, 1)),
                    "ci_low": low,
                    "ci_high": high,
                    "n_units": domain.n_units,
                    "n_coded": domain.n_inside,
                    "n_positive": round(domain.n_positive),
                    "note": estimate.note,
                }
            )
    return _ordered(rows, by)


def code_differences(
    codings: Table,
    units: Table,
    predictions: Table | None = None,
    *,
    by: Sequence[str] = ("outlet",),
    method: str = "ppi",
) -> pd.DataFrame:
    """Difference of each code's share between every two outlets, corrected likewise.

    Parameters
    ----------
    codings, units, predictions
        As in ``code_shares``.
    by : sequence of str
        One column: ``outlet``, or another that groups units.
    method : str
        One of the methods of ``code_shares``, ``hand`` where there are no predictions.

    Returns
    -------
    DataFrame
        ``code, outlet_a, outlet_b, method, difference, ci_low, ci_high, p_value, q_value, note``:
        the share of a less that of b. ``q_value`` is over the whole table
        (Benjamini–Hochberg). Empty where either share is refused.

    Notes
    -----
    The two shares are independent, because each outlet's units are drawn apart; the interval
    uses t with Welch's degrees of freedom. The difference is between these corpora, not
    between what the outlets would write.
    """
    _check_methods([method])
    held: dict[str, list[tuple[str, Estimate]]] = {}
    for domain in _domains(codings, units, predictions, by):
        [(_, estimate)] = _estimates(domain, [method])
        held.setdefault(domain.code, []).append((" · ".join(domain.group), estimate))
    rows = []
    for code, estimates in held.items():
        for (name_a, a), (name_b, b) in combinations(estimates, 2):
            pair = {"code": code, "outlet_a": name_a, "outlet_b": name_b, "method": method}
            rows.append({**pair, **_difference(a, b)})
    table = as_table(rows, "prevalence_differences")
    table["q_value"] = q_values(table["p_value"].to_numpy())
    return table


def _estimates(domain: Domain, methods: Sequence[str]) -> Iterator[tuple[str, Estimate]]:
    refusal = _refusal(domain)
    for method in methods:
        if method == "naive":
            estimate = naive_share(domain)
            if not len(domain.flagged):
                estimate = _refused("no predictions")
        elif refusal:
            estimate = _refused(refusal)
        elif method != "hand" and not len(domain.predicted):
            estimate = _refused("no predictions of this code")
        elif method != "hand" and domain.n_seen:
            estimate = _refused(
                f"the classifier was trained on {domain.n_seen} of these units: cross-fit it"
            )
        else:
            estimate = corrected_share(domain, _POWERS[method])
        yield method, estimate


def _refusal(domain: Domain) -> str:
    """Say why no share is given, and about how many more units to code; empty if one is."""
    n, positive = domain.n_inside, domain.n_positive
    fewest = min(positive, n - positive)
    if not n:
        return "no coded unit"
    if fewest >= LEAST:
        return ""
    what = "with" if positive <= n - positive else "without"
    needed = int(np.ceil(LEAST * n / max(fewest, 1.0))) - n
    left = domain.n_units - n
    head = f"{fewest:g} coded units {what} the code, {LEAST} needed"
    if needed > left:
        return f"{head}: too rare to estimate even if all {left} further units were coded"
    more = "or more" if fewest < 1 else "more"
    return f"{head}: code about {needed} {more}"


def _refused(note: str) -> Estimate:
    return Estimate(NOTHING.share, NOTHING.variance, NOTHING.freedom, note)


def _difference(a: Estimate, b: Estimate) -> dict[str, Any]:
    from scipy.stats import t

    if np.isnan(a.share) or np.isnan(b.share):
        note = next((x.note for x in (a, b) if np.isnan(x.share)), "")
        return {"difference": np.nan, "note": note}
    difference, variance = a.share - b.share, a.variance + b.variance
    parts = a.variance**2 / a.freedom + b.variance**2 / b.freedom
    freedom = variance**2 / parts if parts > 0 else np.inf
    error = np.sqrt(variance)
    reach = t.ppf(0.975, freedom) * error
    return {
        "difference": difference,
        "ci_low": max(difference - reach, -1.0),
        "ci_high": min(difference + reach, 1.0),
        "p_value": float(2 * t.sf(abs(difference) / error, freedom)) if error > 0 else np.nan,
        "note": a.note,
    }


def _domains(
    codings: Table, units: Table, predictions: Table | None, by: Sequence[str]
) -> Iterator[Domain]:
    known = None if predictions is None else _table(predictions, "predictions")
    return domains_of(_table(codings, "codings"), _table(units, "units"), known, by)


def _table(given: Table, name: str) -> pd.DataFrame:
    return read_table(given, name) if isinstance(given, str | Path) else given


def _ordered(rows: list[dict[str, Any]], by: Sequence[str]) -> pd.DataFrame:
    table = as_table(rows, "prevalence")
    for place, column in enumerate(by):
        if column != "outlet":
            table.insert(place, column, table.pop(column))
    if "outlet" not in by:
        table = table.drop(columns="outlet")
    method = {name: place for place, name in enumerate(METHODS)}
    order = table.assign(method=table["method"].map(method)).sort_values([*by, "code", "method"])
    return table.loc[order.index].reset_index(drop=True)


def _check_methods(methods: Sequence[str]) -> None:
    for method in methods:
        if method not in METHODS:
            raise TableError(
                f"{method!r} is no method",
                place="methods=",
                remedy=f"Choose from {', '.join(METHODS)}.{closest(method, METHODS)}",
            )
