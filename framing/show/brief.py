"""The brief theme: two pages for people who will read two pages."""

from __future__ import annotations

from collections.abc import Sequence

from framing.show.blocks import Block, Context, bullets, heading, paragraph
from framing.show.findings import Finding

ROWS = 16  # of charts, outlets times charts
GROUPS = 4  # of evidence
LINES = 2  # in each


def brief_blocks(
    context: Context, findings: Sequence[Finding], blocks: Sequence[Block]
) -> list[Block]:
    """Choose from a report's blocks what two pages can hold.

    The charts of the things the answer speaks of, a few lines of evidence for each side, what
    does not hold, the limits and the recipe; the page and the tables have the rest, and it says so.
    """
    told = [(finding.concept, finding.target) for finding in findings]
    charts = [b for b in blocks if b["kind"] == "figure" and b["draws"] == "shares"]
    of_findings = [b for b in charts if (b["concept"], b["target"]) in told]
    of_findings.sort(key=lambda b: told.index((b["concept"], b["target"])))
    fit = max(1, ROWS // max(len(context.results.ordered_outlets()), 1))
    shown = (of_findings or charts)[: min(fit, 2)]
    lines = [b for b in blocks if b["kind"] == "evidence"][:GROUPS]
    starts = [i for i, b in enumerate(blocks) if b.get("anchor") == "falls"]
    fallen = list(blocks[starts[0] : starts[0] + 3]) if starts else []
    limits = [context.say(f"limit_{number}") for number in (1, 2, 4)]
    chosen = [heading(context.say("h_naming"), "naming"), *shown]
    if lines:
        chosen.append(heading(context.say("h_evidence"), "evidence"))
        chosen += [{**b, "lines": b["lines"][:LINES], "more": ""} for b in lines]
    chosen += fallen
    chosen += [heading(context.say("h_limits"), "limits"), bullets(limits)]
    chosen.append(paragraph(context.say("brief_rest"), "note"))
    return [*chosen, *(b for b in blocks if b["kind"] == "code")]
