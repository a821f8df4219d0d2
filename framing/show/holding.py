"""The differences that hold, each with its evidence, and the tempting ones that do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from framing.show.answer import finding_blanks, finding_sentences
from framing.show.blocks import Block, Context, bullets, heading, paragraph
from framing.show.changes import change_name
from framing.show.findings import (
    Finding,
    conclusions,
    fallen_findings,
    unshown_findings,
)
from framing.show.numbers import count, isolated, known, points_range
from framing.show.results import HOLDS, UNCHECKED
from framing.show.showing import evidence_lead, finding_evidence

if TYPE_CHECKING:
    import pandas as pd

MOST_REASONS = 3  # named of what undoes a difference; the rest are counted
MOST_TEMPTING = 4  # differences that do not hold


def holding_section(
    context: Context, findings: Sequence[Finding], lines: pd.DataFrame
) -> list[Block]:
    """Return the differences that hold: each in words, how far it moves, and its evidence."""
    rows = conclusions(context.results)["verdict"]
    lead = [
        context.say(
            "holds_lead" if len(rows) else "holds_nothing_shown",
            conclusions=context.counted(len(rows), "difference", after=True),
            hold=count((rows == HOLDS).sum()),
        )
    ]
    if (rows == UNCHECKED).any():
        lead.append(context.say("holds_unchecked", n=count((rows == UNCHECKED).sum())))
    if findings:
        lead.append(context.say("holds_surest"))
    blocks = [heading(context.say("h_holds"), "holds"), paragraph(" ".join(lead))]
    if findings:
        blocks.append(paragraph(evidence_lead(context), "note"))
    for number, finding in enumerate(findings, start=1):
        if finding.unchecked and not any(x.unchecked for x in findings[: number - 1]):
            blocks.append(heading(context.say("h_unchecked"), "unchecked"))
        blocks.append(heading(finding_title(context, finding), f"holds-{number}", 2, listed=False))
        told = " ".join([*finding_sentences(context, finding), _sturdiness(context, finding)])
        blocks.append(paragraph(told, "lead"))
        blocks += finding_evidence(context, finding, lines)
    return blocks


def falling_section(context: Context) -> list[Block]:
    """Return the largest differences that do not hold, and why each does not."""
    fallen = fallen_findings(context.results)
    unshown = unshown_findings(context.results, MOST_TEMPTING - len(fallen))
    if not fallen and not unshown:
        return []
    told = [_fallen(context, finding) for finding in fallen]
    told += [_unshown(context, finding) for finding in unshown]
    return [
        heading(context.say("h_falls"), "falls"),
        paragraph(context.say("falls_lead")),
        bullets(told),
        paragraph(context.say("falls_rest"), "note"),
    ]


def finding_title(context: Context, finding: Finding) -> str:
    """Return a finding's heading: what is named, the label, and who has it more."""
    return context.say("finding_title", **finding_blanks(context, finding))


def reasons(context: Context, finding: Finding) -> str:
    """Name what undoes a finding, the first few of it."""
    named = [change_name(context, told, finding.concept) for told in finding.undone_by]
    shown = context.join(named[:MOST_REASONS])
    if len(named) <= MOST_REASONS:
        return shown
    return context.say("reasons_more", shown=shown, n=context.counted(len(named), "way"))


def _sturdiness(context: Context, finding: Finding) -> str:
    told = context.say(
        "finding_holds",
        n=context.counted(finding.n_changes, "way", after=True),
        reach=points_range(finding.lowest, finding.highest),
    )
    if finding.n_untested and not finding.unchecked:
        few = context.counted(finding.n_untested, "way", after=True)
        told = f"{told} {context.say('finding_untested', n=few)}"
    if not known(finding.tipping):
        return told
    errors = context.say(
        "finding_errors",
        tipping=isolated(f"{max(finding.tipping, 0):.2f}"),
        worst=isolated(f"{finding.worst:.2f}"),
    )
    return f"{told} {errors}"


def _fallen(context: Context, finding: Finding) -> str:
    said = context.say("compared", **finding_blanks(context, finding))
    return context.say("fallen", said=said, why=reasons(context, finding))


def _unshown(context: Context, finding: Finding) -> str:
    blanks = finding_blanks(context, finding)
    return context.say(
        "unshown",
        said=context.say("compared", **blanks),
        q=isolated(f"{finding.q_value:.2f}"),
        ci=blanks["ci"],
    )
