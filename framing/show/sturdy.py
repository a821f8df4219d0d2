"""The checking sections: what undoes conclusions, and how small a difference could be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from framing.show.blocks import Block, Context, bullets, heading, paragraph, table
from framing.show.changes import LEFT_OUT
from framing.show.findings import conclusions
from framing.show.numbers import NONE, count, isolated, percent, points
from framing.show.results import HOLDS, LEXICON_ERRORS, UNCHECKED

if TYPE_CHECKING:
    import pandas as pd

MOST_COLUMNS = 6  # of the table of what undoes conclusions: concepts, the last for all others
UNDONE = ("fades", "reverses")
_KEYS = ["concept", "label", "outlet_a", "outlet_b"]


def sensitivity_section(context: Context) -> list[Block]:
    """Return which conclusions fall when one thing is left out or measured otherwise."""
    rows = conclusions(context.results)
    if not len(rows):
        return []
    concepts = _concepts(context, rows)
    columns = [rows, *(rows[rows["concept"] == concept] for concept in concepts)]
    subjects = [context.subject(concept) for concept in concepts]
    others = rows[~rows["concept"].isin(concepts)]
    if len(others):
        columns.append(others)
        subjects.append(context.say("col_others"))
    tests = [_tests(context, part) for part in columns]
    names = list(dict.fromkeys(name for test in tests for name in test))
    body = [
        [context.say("robust_conclusions"), *(count(len(part)) for part in columns)],
        *(
            [context.say(key), *(count((part["verdict"] == verdict).sum()) for part in columns)]
            for key, verdict in (("robust_hold", HOLDS), ("robust_too_few", UNCHECKED))
        ),
        *(
            [context.say(f"robust_{name}"), *(_undone(test.get(name)) for test in tests)]
            for name in names
        ),
    ]
    head = [context.say("col_undone"), context.say("col_all")]
    return [
        heading(context.say("h_sensitivity"), "sensitivity"),
        paragraph(context.say("sensitivity_lead")),
        table(
            context.say("cap_sensitivity"),
            [*head, *subjects],
            body,
            figures=range(1, len(columns) + 1),
            file="conclusions.csv",
            widths=(2.6, *[1.0] * len(columns)),
            whole=True,
        ),
        bullets(list(_errors(context))),
    ]


def power_section(context: Context) -> list[Block]:
    """Return how small a difference of each concept's main label could have been seen."""
    body = [row for concept in context.results.concepts for row in _power_rows(context, concept)]
    if not body:
        return []
    keys = ("concept", "label", "pairs", "visible_best", "visible_middle", "enough", "missing")
    return [
        heading(context.say("h_power"), "power"),
        paragraph(context.say("power_lead")),
        table(
            context.say("cap_power"),
            [context.say(f"col_{key}") for key in keys],
            body,
            figures=(2, 3, 4, 5, 6),
            file="power.csv",
            widths=(1.7, 1.6, 0.7, 1, 1, 1, 1.1),
        ),
    ]


def _concepts(context: Context, rows: pd.DataFrame) -> list[str]:
    """Return the concepts that get a column, those of most conclusions if not all can."""
    found = rows["concept"].value_counts()
    most = MOST_COLUMNS if len(found) <= MOST_COLUMNS else MOST_COLUMNS - 1
    return [c for c in context.results.concepts if c in set(found.head(most).index)]


def _tests(context: Context, part: pd.DataFrame) -> dict[str, int]:
    """Return how many of some conclusions each kind of change undoes."""
    found: dict[str, int] = {}
    for suffix in ("", "_by_target"):
        again = context.results.tables.get(f"sensitivity{suffix}")
        if again is None or not len(again):
            continue
        keys = [*(["target"] if suffix else []), *_KEYS]
        mine = again.merge(part[keys].drop_duplicates(), "inner", keys)
        mine = mine[mine["change"] != ""]
        for change, rows in mine.groupby("change", sort=False):
            name = str(change).replace(" ", "_")
            undone = rows[rows["verdict"].isin(UNDONE)]
            found[name] = found.get(name, 0) + len(undone[keys].drop_duplicates())
    if part["tipping"].notna().any():
        found["lexicon_errors"] = int(part["undone_by"].str.endswith(LEXICON_ERRORS).sum())
    order = [*LEFT_OUT, *(name for name in found if name not in LEFT_OUT)]
    return {name: found[name] for name in order if name in found}


def _undone(n: int | None) -> str:
    return NONE if n is None else count(n)


def _errors(context: Context) -> Iterator[str]:
    """Yield, lexicon by lexicon, the errors that were measured, or that none were."""
    for lexicon in context.results.lexicons:
        quality = lexicon.card.get("quality", {})
        if "precision_interval" not in quality:
            yield context.say("errors_unknown", lexicon=isolated(lexicon.name))
            continue
        low, high = quality["precision_interval"]
        yield context.say(
            "errors_measured",
            lexicon=isolated(lexicon.name),
            precision=percent(quality.get("precision", (low + high) / 2)),
            low=percent(low),
            high=percent(high),
            read=context.counted(int(quality.get("precision_read", 0)), "mention", after=True),
        )


def _power_rows(context: Context, concept: str) -> Iterator[list[str]]:
    results = context.results
    suffix = "_by_target" if results.said_of(concept) else ""
    table = results.tables.get(f"power{suffix}")
    if table is None:
        return
    mine = table[table["concept"] == concept]
    target = ""
    if suffix and len(mine):
        target = str(mine["target"].value_counts().index[0])
        mine = mine[mine["target"] == target]
    label = _main_label(context, concept, target)
    mine = mine[mine["label"] == label]
    seen = mine["visible"].dropna()
    if not len(mine):
        return
    missing = mine[["more_a", "more_b"]].max(axis=1).dropna()
    yield [
        context.subject(concept, target),
        context.names.label(concept, label),
        count(len(mine)),
        points(seen.min(), plus=False) if len(seen) else NONE,
        points(seen.median(), plus=False) if len(seen) else NONE,
        count(int((mine["visible"] <= mine["wanted"]).sum())),
        count(missing.median()) if len(missing) else NONE,
    ]


def _main_label(context: Context, concept: str, target: str) -> str:
    shares = context.results.about("label_shares", concept, target)
    totals = shares.groupby("label")["n_mentions"].sum()
    return min((-int(n), str(label)) for label, n in totals.items())[1] if len(totals) else ""
