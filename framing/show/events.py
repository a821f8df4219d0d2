"""How each outlet named things in the same event: the comparison that is fair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.show.blocks import Block, Context, bullets, heading, paragraph, table
from framing.show.findings import Finding, counted, turned
from framing.show.numbers import NONE, count, day, known, points, points_range
from framing.show.results import Results
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd

MOST_EVENTS = 4
MOST_CONCEPTS = 3
MOST_LABELS = 3


def event_of_articles(index: pd.DataFrame, *, single: bool = False) -> tuple[pd.Series, str]:
    """Group articles into events: by story, else by week of publication, else all as one.

    Parameters
    ----------
    index : DataFrame
        An ``article_index``.
    single : bool, default False
        Take all articles as one event: a few were chosen as such.

    Returns
    -------
    tuple
        The event of each article (an id; empty where it has none), and the ground on which
        they were grouped: ``"story"``, ``"week"`` or ``"all"``.
    """
    import pandas as pd

    if single:
        return pd.Series("all", index=index.index), "all"
    if (index["story_id"] != "").any():
        return index["story_id"], "story"
    if index["published"].notna().any():
        monday = index["published"] - pd.to_timedelta(index["published"].dt.day_of_week, unit="D")
        return monday.dt.strftime("%Y-%m-%d").fillna(""), "week"
    return pd.Series("all", index=index.index), "all"


def naming_by_event(results: Results) -> pd.DataFrame:
    """Count labels by event, concept and outlet, in the study's voices.

    Returns
    -------
    DataFrame
        ``event, event_basis, concept, outlet, label, n_mentions, n_concept, share``; events
        that only one outlet covered are left out, unless all is described.
    """
    index = results.index
    events, basis = event_of_articles(index, single=results.descriptive)
    event_of = dict(zip(index["article_id"], events, strict=True))
    mentions = counted(results)
    mentions = mentions.assign(event=mentions["article_id"].map(event_of))
    covered = index.assign(event=events).groupby("event")["outlet"].nunique()
    shared = set(covered.index[(covered > 1) & (covered.index != "")])
    mentions = mentions[mentions["event"].isin(shared)]
    keys = ["event", "concept", "outlet"]
    found = mentions.groupby([*keys, "label"]).size().rename("n_mentions").reset_index()
    found["n_concept"] = found.groupby(keys)["n_mentions"].transform("sum")
    found["share"] = found["n_mentions"] / found["n_concept"]
    found.insert(1, "event_basis", basis)
    return found


def events_section(context: Context, findings: Sequence[Finding] = ()) -> list[Block]:
    """Return the findings within events, and a table for each event most outlets covered."""
    naming = context.results.tables["naming_by_event"]
    if not len(naming):
        return []
    basis = str(naming["event_basis"].iloc[0])
    chosen = _widest(context.results, naming)
    key = "described" if context.results.descriptive else basis
    lead = context.say(f"events_lead_{key}", n=context.counted(len(chosen), "story"))
    blocks = [heading(context.say("h_events"), "events"), paragraph(lead)]
    held = [told for told in (_within(context, f) for f in findings) if told]
    if held:
        blocks += [paragraph(context.say("events_within"), "lead"), bullets(held)]
    for event in chosen:
        blocks.append(_event_table(context, naming[naming["event"] == event], event, basis))
    return blocks


def event_title(context: Context, event: str, basis: str) -> str:
    """Return an event's heading: its days, and how widely it was covered."""
    if basis == "all":
        return context.say("event_all")
    if basis == "week":
        import datetime

        first = datetime.date.fromisoformat(event)
        return context.say("event_week", day=day(first, context.language))
    index = context.results.index
    rows = index[index["story_id"] == event]
    title = str(rows["story_title"].iloc[0]) if "story_title" in rows.columns else ""
    return context.say(
        "event_story_titled" if title else "event_story",
        title=title,
        day=day(rows["published"].min(), context.language),
        articles=context.counted(len(rows), "article"),
        outlets=context.counted(rows["outlet"].nunique(), "outlet", after=True),
    )


def _widest(results: Results, naming: pd.DataFrame) -> list[str]:
    grouped = naming.groupby("event").agg(o=("outlet", "nunique"), n=("n_mentions", "sum"))
    ranked = sorted((-row.o, -row.n, str(event)) for event, row in grouped.iterrows())
    return sorted(event for _, _, event in ranked[: 1 if results.descriptive else MOST_EVENTS])


def _event_table(context: Context, rows: pd.DataFrame, event: str, basis: str) -> Block:
    results, names = context.results, context.names
    totals = rows.groupby("concept").agg(o=("outlet", "nunique"), n=("n_mentions", "sum"))
    ranked = sorted((-row.o, -row.n, str(concept)) for concept, row in totals.iterrows())
    concepts = [concept for _, _, concept in ranked[:MOST_CONCEPTS]]
    outlets = [o for o in results.ordered_outlets() if (rows["outlet"] == o).any()]
    body = []
    for outlet in outlets:
        cells = [
            _cell(context, rows[(rows["outlet"] == outlet) & (rows["concept"] == concept)])
            for concept in concepts
        ]
        body.append([names.outlet(outlet), *cells])
    return table(
        context.say(
            "cap_event_described" if results.descriptive else "cap_event",
            event=event_title(context, event, basis),
        ),
        [context.say("col_outlet"), *(names.concept(concept) for concept in concepts)],
        body,
        file="naming_by_event.csv",
        widths=(1.1, *[2.0] * len(concepts)),
    )


def _cell(context: Context, rows: pd.DataFrame) -> str:
    ordered = rows.sort_values(["n_mentions", "label"], ascending=[False, True])
    told = [
        f"{context.names.label(row.concept, row.label)}\u00a0{count(row.n_mentions)}"
        for row in rows_of(ordered.head(MOST_LABELS))
    ]
    return context.join(told) or NONE


def _within(context: Context, finding: Finding) -> str:
    """Say whether a finding holds between articles on the same events."""
    table = context.results.tables.get("label_differences_within_stories")
    if table is None or finding.target:
        return ""
    rows = table[(table["concept"] == finding.concept) & (table["label"] == finding.label)]
    for row in rows_of(rows):
        if {row.outlet_a, row.outlet_b} != {finding.more.outlet, finding.less.outlet}:
            continue
        if not known(row.difference) or not known(row.n_stories) or not row.n_stories:
            return ""
        up = row.outlet_a == finding.more.outlet
        low, high = turned(row.ci_low, row.ci_high, up)
        names = context.names
        return context.say(
            "event_within" if known(low) else "event_within_bare",
            concept=context.subject(finding.concept),
            label=names.label(finding.concept, finding.label),
            more=names.outlet(finding.more.outlet),
            less=names.outlet(finding.less.outlet),
            points=points(row.difference if up else -row.difference),
            ci=points_range(low, high),
            stories=context.counted(int(row.n_stories), "story", after=True),
        )
    return ""
