"""Invented outlets, classifiers that err, and coders who slip: what coding is simulated on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.measure.codings import Codings

# A classifier errs in another way in each outlet: (sensitivity, false alarms).
ERRORS = {"a": (0.85, 0.1), "b": (0.6, 0.02), "c": (0.95, 0.3), "d": (0.4, 0.4), "e": (0.97, 0.01)}
DRAWS = ("plain", "hits", "flagged", "months")
N_UNITS = 1200


def outlets(
    rng: np.random.Generator, draws: int, share: float, names: str, n_units: int = N_UNITS
) -> pd.DataFrame:
    """Many draws of some outlets' units, each draw's outlets under names of their own."""
    parts = []
    for name in names:
        sensitivity, false_alarms = ERRORS[name]
        size = draws * n_units
        truth = rng.random(size) < share
        chance = np.where(truth, sensitivity, false_alarms)
        said = rng.random(size) < chance
        outlet = np.repeat([f"{k:03}{name}" for k in range(draws)], n_units)
        parts.append(
            pd.DataFrame(
                {
                    "outlet": outlet,
                    "truth": truth,
                    "predicted": said,
                    "probability": said.astype(float),
                    "hit": np.where(truth, rng.random(size) < 0.7, rng.random(size) < 0.2),
                    "month": rng.integers(0, 12, size),
                }
            )
        )
    units = pd.concat(parts, ignore_index=True)
    return units.assign(unit_id=units.index.astype(str), code="conflict")


def draw(rng: np.random.Generator, units: pd.DataFrame, n: int, kind: str) -> pd.DataFrame:
    """Draw ``n`` units an outlet.

    ``plain`` draws alike; half of ``hits`` are units with mentions; four fifths of ``flagged``
    are what the classifier flags; ``months`` are twelve strata drawn at rates from 1 to 4.
    """
    if kind == "plain":
        stratum, rate = pd.Series(0, units.index), {0: 1.0}
    elif kind == "hits":
        stratum, rate = units["hit"].astype(int), {0: 0.5, 1: 0.5}
    elif kind == "flagged":
        stratum, rate = units["predicted"].astype(int), {0: 0.2, 1: 0.8}
    else:
        weights = np.tile([1.0, 2.0, 3.0, 4.0], 3)
        stratum, rate = units["month"], dict(enumerate(weights / weights.sum()))
    shuffled = rng.permutation(len(units))
    keys = pd.DataFrame({"outlet": units["outlet"], "stratum": stratum}).iloc[shuffled]
    groups = keys.groupby(["outlet", "stratum"])
    sizes = groups["stratum"].transform("size").to_numpy()
    wanted = np.maximum(2, np.round(n * keys["stratum"].map(rate).to_numpy()))
    taken = np.minimum(wanted, sizes)
    chosen = groups.cumcount().to_numpy() < taken
    drawn = units.iloc[shuffled[chosen]]
    names = drawn["outlet"] + " " + stratum.iloc[shuffled[chosen]].astype(str)
    return drawn.assign(
        stratum=names, probability=(taken / sizes)[chosen], n_stratum=sizes[chosen].astype(int)
    )


def coded(drawn: pd.DataFrame) -> pd.DataFrame:
    """One coder, who is always right."""
    value = np.where(drawn["truth"], "yes", "no")
    return pd.DataFrame(
        {"unit_id": drawn["unit_id"], "coder": "a", "code": "conflict", "value": value}
    )


# Shares of the codes, by how many there are and how evenly they come.
CODES = {
    "2 even": (0.5, 0.5),
    "2, one of .15": (0.85, 0.15),
    "2, one of .1": (0.9, 0.1),
    "3 even": (1 / 3, 1 / 3, 1 / 3),
    "3, one of .7": (0.7, 0.2, 0.1),
    "5, one of .6": (0.6, 0.2, 0.1, 0.06, 0.04),
}
# How often a coder sees the true code; else a code as common as it is. The last: seven units in
# ten are easy, the others nearly a guess.
CODERS = {".95": (0.95, 0.0), ".8": (0.8, 0.0), ".6": (0.6, 0.0), "uneven": (0.75, 0.3)}


def codings(
    rng: np.random.Generator, n: int, codes: str, n_coders: int, skill: str, missing: float
) -> Codings:
    """Units as several coders gave them; those with one value are left out."""
    shares = CODES[codes]
    accuracy, hard = CODERS[skill]
    truth = rng.choice(len(shares), n, p=shares)
    sees = np.full((n, 1), accuracy)
    if hard:
        sees = np.where(rng.random((n, 1)) < hard, 1 / len(shares) + 0.1, accuracy + 0.1)
    slips = rng.random((n, n_coders)) > sees
    said = np.where(slips, rng.choice(len(shares), (n, n_coders), p=shares), truth[:, None])
    said = np.where(rng.random((n, n_coders)) < missing, -1, said)
    said = said[(said >= 0).sum(axis=1) >= 2].astype(np.int64)
    names = [str(k) for k in range(len(said))]
    return Codings("x", names, list("abcde")[:n_coders], list("01234")[: len(shares)], said)


def found_mentions(
    rng: np.random.Generator, draws: int, precision: dict[str, float], n: int
) -> pd.DataFrame:
    """Many draws of an outlet's mentions, each label right as often as ``precision`` says."""
    label = rng.choice(list(precision), draws * n)
    right = rng.random(draws * n) < pd.Series(label).map(precision).to_numpy()
    known: dict[str, Any] = {"concept": "sdf", "voice": "own", "region": "body"}
    outlet = np.repeat([f"{k:03}" for k in range(draws)], n)
    table = pd.DataFrame({"outlet": outlet, "label": label, "right": right, **known})
    return table.assign(unit_id=table.index.astype(str))
