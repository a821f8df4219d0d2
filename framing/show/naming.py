"""The naming section: a chart for each concept, and its labels by voice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from framing.show.blocks import Block, Chart, Context, figure, heading, paragraph, table
from framing.show.findings import counted
from framing.show.numbers import NONE, bare, count, percent
from framing.show.plot_shares import SHOWN, labels_by_frequency, plot_label_shares
from framing.show.results import FEWEST_ARTICLES
from framing.show.rows import rows_of
from framing.tables import VOICES

if TYPE_CHECKING:
    import pandas as pd

FEWEST_MENTIONS = 10  # of a target, for its own chart
FEWEST_DESCRIBED = 3  # the same, where a few articles are described
MOST_TARGETS = 3


def naming_section(context: Context) -> tuple[list[Block], list[Chart]]:
    """Return the blocks and charts on how each concept is named."""
    blocks = [heading(context.say("h_naming"), "naming")]
    lead = context.say("naming_lead", voices=context.voices())
    blocks.append(paragraph(" ".join([lead, *_small_outlets(context)])))
    charts: list[Chart] = []
    absent: list[str] = []
    for concept in context.results.concepts:
        more, drawn = _concept(context, concept)
        if not drawn:
            absent.append(context.names.concept(concept))
        blocks += more
        charts += drawn
    if absent:
        blocks.append(paragraph(context.say("not_found", concepts=context.join(absent)), "note"))
    return blocks, charts


def share_tables(context: Context, concept: str) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield (target, its ``label_shares`` rows) of a concept; the target is often empty."""
    results = context.results
    if not results.said_of(concept):
        rows = results.table("label_shares", concept=concept)
        if rows["n_mentions"].sum() > 0:
            yield "", rows
        return
    rows = results.table("label_shares_by_target", concept=concept)
    rows = rows[rows["target"] != ""]
    totals = rows.groupby("target")["n_mentions"].sum()
    fewest = FEWEST_DESCRIBED if results.descriptive else FEWEST_MENTIONS
    ranked = sorted((-n, target) for target, n in totals.items() if n >= fewest)
    for _, target in ranked[:MOST_TARGETS]:
        yield str(target), rows[rows["target"] == target]


def rows_in_order(context: Context) -> list[str]:
    """Return the outlets in the study's order where ranking them would say too much."""
    return context.results.ordered_outlets() if context.results.descriptive else []


def _concept(context: Context, concept: str) -> tuple[list[Block], list[Chart]]:
    tables = list(share_tables(context, concept))
    own = counted(context.results)
    own = own[own["concept"] == concept]
    if not len(own) and not tables:
        return [], []
    blocks = [heading(context.subject(concept), f"naming-{concept}", 2)]
    if context.results.said_of(concept):
        blocks.append(
            paragraph(
                context.say(
                    "naming_by_target",
                    concept=context.names.concept(concept),
                    known=count(int((own["target"] != "").sum())),
                    mentions=context.counted(len(own), "mention", after=True),
                )
            )
        )
    charts = []
    for target, shares in tables:
        chart = _chart(context, concept, target, shares)
        charts.append(chart)
        blocks.append(paragraph(_most_frequent(context, concept, shares), "lead"))
        blocks.append(
            figure(chart, draws="shares", concept=concept, target=target, file=_file(target))
        )
    blocks.append(_voices_table(context, concept))
    return blocks, charts


def _chart(context: Context, concept: str, target: str, shares: pd.DataFrame) -> Chart:
    language, results = context.language, context.results
    key = "chart_count_axis" if results.descriptive else "chart_share_axis"
    subject = context.subject(concept, target)
    draw = partial(
        plot_label_shares,
        shares,
        concept,
        names=context.names,
        outlets=rows_in_order(context),
        language=language,
        grey=results.theme == "journal",
        axis=context.say(key, concept=subject, voices=context.voices()),
        counts=results.descriptive,
    )
    caption = "cap_shares_target" if target else "cap_shares"
    return Chart(
        stem=f"shares-{concept}" + (f"-{target}" if target else ""),
        draw=draw,
        alt=_alt(context, concept, target, shares),
        caption=context.say(
            caption,
            concept=context.names.concept(concept),
            target=context.names.target(target) if target else "",
        ),
    )


def _alt(context: Context, concept: str, target: str, shares: pd.DataFrame) -> str:
    """Say in words what the chart shows, outlet by outlet."""
    parts = []
    for outlet, rows in shares.groupby("outlet", sort=False):
        told = [
            f"{context.names.label(concept, row.label)} {percent(row.share)}"
            for row in rows_of(rows)
            if row.n_mentions > 0
        ]
        if told:
            parts.append(f"{context.names.outlet(str(outlet))}: {context.join(told)}")
    return bare(f"{context.subject(concept, target)}. {context.say('sentence_join').join(parts)}")


def _most_frequent(context: Context, concept: str, shares: pd.DataFrame) -> str:
    totals = shares.groupby("label")["n_mentions"].sum()
    top = sorted((-n, str(label)) for label, n in totals.items())[0]
    whole = int(totals.sum())
    key = "naming_most_described" if context.results.descriptive else "naming_most"
    told = context.say(
        key,
        label=context.names.label(concept, top[1]),
        share=percent(-top[0] / whole),
        mentions=context.counted(whole, "mention", after=True),
    )
    rare = labels_by_frequency(shares)[SHOWN:]
    if not rare:
        return told
    named = context.join([context.names.label(concept, label) for label in rare])
    return f"{told} {context.say('naming_rare', labels=named)}"


def _voices_table(context: Context, concept: str) -> Block:
    """Return the labels of a concept in each voice, over all outlets."""
    rows = context.results.table("label_shares_by_voice", concept=concept)
    totals: dict[tuple[str, str], int] = {}
    for row in rows_of(rows):
        key = (row.label, row.voice)
        totals[key] = totals.get(key, 0) + row.n_mentions
    whole = {v: sum(n for (_, voice), n in totals.items() if voice == v) for v in VOICES}
    order = context.names.labels_of(concept) or sorted({label for label, _ in totals})
    body = []
    for label in order:
        counts = [totals.get((label, voice), 0) for voice in VOICES]
        if any(counts):
            cells = [
                f"{percent(n / whole[voice])} ({count(n)})" if whole[voice] else NONE
                for n, voice in zip(counts, VOICES, strict=True)
            ]
            body.append([context.names.label(concept, label), *cells])
    body.append([context.say("col_total"), *(f"({count(whole[voice])})" for voice in VOICES)])
    return table(
        context.say("cap_voices", concept=context.names.concept(concept)),
        [context.say("col_label"), *(context.names.voice(voice) for voice in VOICES)],
        body,
        figures=(1, 2, 3),
        file="label_shares_by_voice.csv",
        widths=(2, 1, 1, 1),
    )


def _small_outlets(context: Context) -> list[str]:
    """Name the outlets that get no interval, where others do."""
    results = context.results
    totals = results.index["outlet"].value_counts()
    small = [o for o in results.ordered_outlets() if totals[o] < FEWEST_ARTICLES]
    if not small or results.descriptive:
        return []
    named = context.join([context.names.outlet(outlet) for outlet in small])
    fewest = context.counted(FEWEST_ARTICLES, "article", after=True)
    return [context.say("naming_small", outlets=named, fewest=fewest)]


def _file(target: str) -> str:
    return "label_shares_by_target.csv" if target else "label_shares.csv"
