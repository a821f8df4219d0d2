"""Coverage of corrected shares, their differences, and coefficients of agreement."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.measure.agreement import coder_agreement
from framing.measure.codings import MISSING, Codings
from framing.measure.coefficients import (
    cohen_kappa,
    fleiss_kappa,
    krippendorff_alpha,
    percent_agreement,
)
from framing.measure.corrected import corrected_shares
from framing.measure.prevalence import code_differences, code_shares
from tests.simulation.coding_worlds import (
    CODERS,
    CODES,
    DRAWS,
    coded,
    codings,
    draw,
    found_mentions,
    outlets,
)

TRUE = {
    "alpha": krippendorff_alpha,
    "percent": percent_agreement,
    "cohen_kappa": cohen_kappa,
    "fleiss_kappa": fleiss_kappa,
}
CORRECTED = ("ppi", "design", "hand")
_CHUNK = 50  # draws that are in one table


def seed(*parts: Any) -> np.random.Generator:
    """A generator for one cell: the same whatever other cells there are."""
    return np.random.default_rng([ord(char) for part in parts for char in str(part)])


def share_coverage(share: float, n: int, kind: str, repeats: int) -> pd.DataFrame:
    """Per method and outlet: how often a share was given, and how often its interval covered."""
    rng, parts = seed("shares", share, n, kind), []
    for start in range(0, repeats, _CHUNK):
        units = outlets(rng, min(_CHUNK, repeats - start), share, "abcde")
        drawn = draw(rng, units, n, kind)
        table = code_shares(coded(drawn), drawn, units.drop(columns=["truth", "hit", "month"]))
        true = table["outlet"].map(units.groupby("outlet")["truth"].mean())
        held = table["ci_low"].le(true) & table["ci_high"].ge(true)
        parts.append(table.assign(given=table["share"].notna(), held=held))
    every = pd.concat(parts, ignore_index=True)
    return _rates(every.assign(errs=every["outlet"].str[3:]), ["method", "errs"])


def difference_coverage(share: float, n: int, kind: str, repeats: int) -> pd.DataFrame:
    """The same for differences between outlets that have this share and one half more."""
    rng, rows = seed("differences", share, n, kind), []
    for start in range(0, repeats, 10):
        draws = min(10, repeats - start)
        first = outlets(rng, draws, share, "abc", 1000)
        units = pd.concat([first, outlets(rng, draws, 1.5 * share, "de", 1000)], ignore_index=True)
        units["unit_id"] = units.index.astype(str)
        truth = units.groupby("outlet")["truth"].mean()
        drawn = draw(rng, units, n, kind)
        plain = units.drop(columns=["truth", "hit", "month"])
        for method in CORRECTED:
            table = code_differences(coded(drawn), drawn, plain, method=method)
            table = table[table["outlet_a"].str[:3] == table["outlet_b"].str[:3]]
            true = table["outlet_a"].map(truth) - table["outlet_b"].map(truth)
            held = table["ci_low"].le(true) & table["ci_high"].ge(true)
            errs = table["outlet_a"].str[3:] + table["outlet_b"].str[3:]
            rows.append(
                table.assign(given=table["difference"].notna(), held=held, true=true, errs=errs)
            )
    return _rates(pd.concat(rows, ignore_index=True), ["method", "errs"])


def lexicon_coverage(precision: dict[str, float], n: int, repeats: int) -> pd.DataFrame:
    """Per label: how often its corrected share covered, ``n`` mentions of each label checked."""
    rng = seed("lexicon", *precision.values(), n)
    mentions = found_mentions(rng, repeats, precision, 1200)
    right = mentions[mentions["right"]]
    true = right.groupby("outlet")["label"].value_counts(normalize=True)
    mixed = mentions.iloc[rng.permutation(len(mentions))]
    groups = mixed.groupby(["outlet", "label"])
    drawn = mixed[(groups.cumcount() < n).to_numpy()]
    size = groups["label"].transform("size").loc[drawn.index]
    drawn = drawn.assign(stratum=drawn["outlet"] + drawn["label"], probability=n / size)
    value = np.where(drawn["right"], "yes", "no")
    checked = pd.DataFrame(
        {"unit_id": drawn["unit_id"], "coder": "a", "code": "right", "value": value}
    )
    table = corrected_shares(mentions, checked, drawn).set_index(["outlet", "label"])
    table["true"] = true
    held = table["ci_low"].le(table["true"]) & table["ci_high"].ge(table["true"])
    table = table.assign(held=held, off=(table["share"] - table["true"]).abs())
    found = table.groupby("label").agg(
        n=("held", "size"), covered=("held", "mean"), off=("off", "mean")
    )
    return found.reset_index()


def agreement_coverage(
    n: int, codes: str, n_coders: int, skill: str, repeats: int, interval: str = "jackknife"
) -> pd.DataFrame:
    """Per coefficient: how often an interval was given, and how often it covered."""
    rng = seed("agreement", n, codes, n_coders, skill)
    missing = 0.1 if n_coders > 2 else 0.0
    large = codings(rng, 50_000, codes, n_coders, skill, missing)
    true = {name: float(f(large)(np.ones((1, len(large.matrix))))[0]) for name, f in TRUE.items()}
    drawn = [
        as_rows(codings(rng, n, codes, n_coders, skill, missing), f"{k:03}") for k in range(repeats)
    ]
    table = coder_agreement(pd.concat(drawn), interval=interval, resamples=600)
    aim = table["coefficient"].map(true)
    held = table["ci_low"].le(aim) & table["ci_high"].ge(aim)
    return _rates(table.assign(given=table["ci_low"].notna(), held=held), ["coefficient"])


def _rates(every: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """How often a figure was given, how many were, and which share of those covered."""
    counts = every.groupby(by).agg(given=("given", "mean"), n=("given", "sum"))
    covered = every[every["given"]].groupby(by)["held"].mean().rename("covered")
    return counts.join(covered).reset_index()


def as_rows(one: Codings, code: str) -> pd.DataFrame:
    """A matrix of codings as the table that coders give."""
    unit, coder = np.nonzero(one.matrix != MISSING)
    return pd.DataFrame(
        {
            "unit_id": unit.astype(str),
            "coder": np.array(one.coders)[coder],
            "code": code,
            "value": np.array(one.values)[one.matrix[unit, coder]],
        }
    )


def every_share(repeats: int) -> pd.DataFrame:
    """Shares .05 to .5, 100 to 400 labels an outlet, four draws, five outlets, all methods."""
    cells = [(s, n, d) for s in (0.05, 0.1, 0.2, 0.35, 0.5) for n in (100, 200, 400) for d in DRAWS]
    return _all(cells, ("share", "labels", "draw"), lambda cell: share_coverage(*cell, repeats))


def every_difference(repeats: int) -> pd.DataFrame:
    """The same for differences, in fewer cells."""
    cells = [(s, n, d) for s in (0.1, 0.2, 0.5) for n in (100, 400) for d in ("plain", "hits")]
    return _all(cells, ("share", "labels", "draw"), lambda c: difference_coverage(*c, repeats))


def every_lexicon(repeats: int) -> pd.DataFrame:
    """A label with many wrong mentions beside one with few."""
    cells = [(a, b, n) for a, b in ((0.66, 0.97), (0.9, 0.95), (0.4, 0.8)) for n in (20, 40, 80)]
    return _all(
        cells,
        ("precision a", "precision b", "checked"),
        lambda cell: lexicon_coverage({"a": cell[0], "b": cell[1]}, cell[2], repeats),
    )


def every_agreement(repeats: int, interval: str = "jackknife") -> pd.DataFrame:
    """20 to 200 units, two to five coders and codes, rare codes, good and poor coders."""
    cells = [(n, c, k, s) for n in (20, 50, 200) for c in CODES for k in (2, 3, 5) for s in CODERS]
    names = ("units", "codes", "coders", "skill")
    return _all(cells, names, lambda cell: agreement_coverage(*cell, repeats, interval))


def _all(cells: list[Any], names: tuple[str, ...], study: Any) -> pd.DataFrame:
    parts = [study(cell).assign(**dict(zip(names, cell, strict=True))) for cell in cells]
    return pd.concat(parts, ignore_index=True)
