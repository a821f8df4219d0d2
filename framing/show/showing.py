"""The evidence section: ten lines in context for each main finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from framing.show.blocks import Block, Context, evidence, heading, paragraph
from framing.show.evidence import evidence_lines, spread
from framing.show.findings import Finding, counted
from framing.show.numbers import count, day
from framing.show.results import Results
from framing.show.rows import rows_of

if TYPE_CHECKING:
    import pandas as pd


LINES = 5  # of evidence for each of a finding's two sides


def evidence_rows(results: Results, finding: Finding) -> dict[tuple[str, str], list[int]]:
    """Choose the mentions that show a finding: five of each side.

    Returns
    -------
    dict
        (outlet, label) to rows of ``results.mentions``.
    """
    table = counted(results)
    table = table[table["concept"] == finding.concept]
    if finding.target:
        table = table[table["target"] == finding.target]
    sides = ((finding.more.outlet, finding.label), (finding.less.outlet, finding.instead))
    return {
        (outlet, label): spread(
            table[(table["outlet"] == outlet) & (table["label"] == label)], LINES
        )
        for outlet, label in sides
    }


def described_rows(results: Results, concept: str, n: int = 2 * LINES) -> list[int]:
    """Choose the mentions that show how a few articles name a concept, in turn by outlet."""
    table = counted(results)
    table = table[table["concept"] == concept]
    outlets = [o for o in results.ordered_outlets() if (table["outlet"] == o).any()]
    if not outlets:
        return []
    each = -(-n // len(outlets))
    rows: list[int] = []
    for outlet in outlets:
        rows += spread(table[table["outlet"] == outlet], each)
    return rows[:n]


def evidence_table(results: Results, findings: Sequence[Finding]) -> pd.DataFrame:
    """Return every mention with its window, those that bear out a finding first in line.

    Returns
    -------
    DataFrame
        ``mentions`` with ``url`` and ``before, hit, after, shown``.
    """
    first: list[int] = []
    for finding in findings:
        for rows in evidence_rows(results, finding).values():
            first += rows
    if results.descriptive:
        for concept in results.concepts:
            first += described_rows(results, concept)
    lines = evidence_lines(
        results.articles,
        results.mentions,
        words=results.evidence_words,
        first=dict.fromkeys(first),
        whole=results.share_text,
    )
    urls = dict(zip(results.articles["article_id"], results.articles["url"], strict=True))
    return lines.assign(url=[urls[article] for article in lines["article_id"]])


def evidence_section(context: Context, lines: pd.DataFrame) -> list[Block]:
    """Return the evidence of each concept in a description, where findings have none."""
    results = context.results
    groups = _described(context, lines) if results.descriptive else []
    if not groups:
        return []
    return [
        heading(context.say("h_evidence"), "evidence"),
        paragraph(evidence_lead(context)),
        *groups,
    ]


def evidence_lead(context: Context) -> str:
    """Say how much of each article the evidence shows."""
    results = context.results
    key = "evidence_lead_shared" if results.share_text else "evidence_lead"
    return context.say(key, words=count(results.evidence_words))


def finding_evidence(context: Context, finding: Finding, lines: pd.DataFrame) -> list[Block]:
    """Return the lines that bear out a finding, for each of its two sides."""
    blocks: list[Block] = []
    chosen = evidence_rows(context.results, finding).items()
    for side, ((outlet, label), rows) in zip((finding.more, finding.less), chosen, strict=True):
        title = context.say(
            "evidence_group",
            outlet=context.names.outlet(outlet),
            label=context.names.label(finding.concept, label),
        )
        of_all = side.n_mentions if label == side.label else 0
        found = [line_of(context, row) for row in rows_of(lines.loc[rows])]
        blocks.append(evidence(title, found, _more(context, of_all, len(rows))))
    return blocks


def line_of(context: Context, row: Any) -> dict[str, Any]:
    """Return one line of evidence, ready for a page: context, place and link.

    ``glue`` and ``tail`` are what is written together with the hit but is not part of it: a
    proclitic before, a mark after.
    """
    names = context.names
    before, glue = _parted(row.before)
    after, tail = _parted(row.after[::-1])
    return {
        "before": " ".join(before.split()),
        "glue": glue,
        "hit": " ".join(row.hit.split()),
        "tail": tail[::-1],
        "after": " ".join(after[::-1].split()),
        "joined": bool(glue) and joins(glue[-1]) and joins(row.hit[:1], forward=False),
        "shown": bool(row.shown),
        "rtl": bool(re.search("[\u0620-\u064a]", row.hit)),
        "outlet": names.outlet(row.outlet),
        "date": day(row.published, context.language) or context.say("unnamed_date"),
        "voice": names.voice(row.voice),
        "region": names.region(row.region),
        "article": row.article_id,
        "place": context.say("place_only", start=count(row.start), end=count(row.end)),
        "url": row.url,
        "label": names.label(row.concept, row.label),
    }


def joins(letter: str, *, forward: bool = True) -> bool:
    """Tell whether an Arabic letter connects to the next one, or to the one before.

    Examples
    --------
    >>> joins("ب"), joins("و"), joins("و", forward=False)
    (True, False, True)
    """
    if not "\u0620" <= letter <= "\u064a" or letter == "ء":
        return False
    return not forward or letter not in "اأإآدذرزوؤىة"


def _parted(text: str) -> tuple[str, str]:
    """Part a text into what stands apart and the piece at its end written with what follows."""
    if not text or text[-1].isspace():
        return text, ""
    apart, space, glued = text.rpartition(" ")
    return apart + space, glued


def _described(context: Context, lines: pd.DataFrame) -> list[Block]:
    blocks: list[Block] = []
    for concept in context.results.concepts:
        rows = described_rows(context.results, concept)
        if not rows:
            continue
        blocks.append(heading(context.subject(concept), f"evidence-{concept}", 2, listed=False))
        chosen = lines.loc[rows]
        for outlet in dict.fromkeys(chosen["outlet"]):
            found = [line_of(context, row) for row in rows_of(chosen[chosen["outlet"] == outlet])]
            blocks.append(evidence(context.names.outlet(outlet), found))
    return blocks


def _more(context: Context, of_all: int, shown: int) -> str:
    if of_all <= shown:
        return ""
    return context.say("evidence_more", mentions=context.counted(of_all, "mention", after=True))
