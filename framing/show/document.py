"""The whole report as blocks: what PDF and page are both set from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import framing
from framing.show.answer import answer_section
from framing.show.blocks import Block, Chart, Context
from framing.show.brief import brief_blocks
from framing.show.colors import INK, MUTED, RULE
from framing.show.comparing import pairs_section, slant_section
from framing.show.events import events_section
from framing.show.explaining import (
    corpus_section,
    exclusions_section,
    labels_section,
    limits_section,
    method_section,
    recipe_section,
)
from framing.show.findings import Finding
from framing.show.holding import falling_section, holding_section
from framing.show.names import Names
from framing.show.naming import naming_section
from framing.show.numbers import bare
from framing.show.quoting import sentences_section
from framing.show.results import Results
from framing.show.scoring import scores_section
from framing.show.showing import evidence_section
from framing.show.sturdy import power_section, sensitivity_section

if TYPE_CHECKING:
    import pandas as pd

ACCENT, GROUND = "#1f4e85", "#f3f6fa"
GREY_ACCENT, GREY_GROUND = "#1a1a1a", "#f4f4f4"


@dataclass(frozen=True)
class Document:
    """A report's words and the charts that belong to them.

    ``brief`` is what the two pages of that theme hold after the answer; the page has all.
    """

    title: str
    headline: str
    opening: list[Block]
    blocks: list[Block]
    charts: list[Chart]
    context: Context
    brief: list[Block] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what the PDF's template reads."""
        context = self.context
        grey = context.results.theme == "journal"
        return {
            "language": context.language,
            "title": bare(self.title),
            "headline": self.headline,
            "kicker": context.say("kicker", name=context.results.name),
            "author": ["framing"],
            "keywords": list(context.results.concepts),
            "colophon": context.say("made_with", version=framing.__version__),
            "words": {
                "figure": context.say("figure"),
                "table": context.say("table"),
                "contents": context.say("contents"),
                "link": context.say("link"),
                "page_of": context.say("page_of", page="{page}", pages="{pages}"),
            },
            "colors": {
                "ink": INK,
                "muted": MUTED,
                "rule": RULE,
                "accent": GREY_ACCENT if grey else ACCENT,
                "ground": GREY_GROUND if grey else GROUND,
            },
            "dense": context.results.theme in {"journal", "brief"},
            "listed": self.brief is None,
            "opening": self.opening,
            "blocks": self.blocks if self.brief is None else self.brief,
        }


def make_document(
    results: Results, findings: list[Finding], lines: pd.DataFrame, language: str
) -> Document:
    """Write the report of some results in a language.

    Parameters
    ----------
    results : Results
        What the study found.
    findings : list of Finding
        From ``main_findings``.
    lines : DataFrame
        From ``evidence_table``.
    language : {"ar", "en"}
        Of the report.
    """
    totals = results.index["outlet"].value_counts()
    articles_of = {str(o): int(n) for o, n in totals.items()} if results.descriptive else {}
    lexicons = results.all_lexicons
    names = Names(language, lexicons, results.outlets, results.concept_names, articles_of)
    context = Context(results, names, language)
    blocks, charts = _sections(context, findings, lines)
    headline = ""
    if results.descriptive:
        articles = context.counted(len(results.index), "article")
        headline = context.say("described_headline", articles=articles)
    return Document(
        title=results.title.get(language) or results.title.get("ar") or results.name,
        headline=headline,
        opening=answer_section(context, findings),
        blocks=blocks,
        charts=charts,
        context=context,
        brief=brief_blocks(context, findings, blocks) if results.theme == "brief" else None,
    )


def _sections(
    context: Context, findings: list[Finding], lines: pd.DataFrame
) -> tuple[list[Block], list[Chart]]:
    """Return all that follows the answer, in order, and the charts."""
    naming, charts = naming_section(context)
    telling: list[Block] = []
    comparing: list[Block] = []
    checking: list[Block] = []
    if not context.results.descriptive:
        telling = [*holding_section(context, findings, lines), *falling_section(context)]
        checking = [
            *sensitivity_section(context),
            *power_section(context),
            *sentences_section(context, findings),
        ]
        for blocks, drawn in (slant_section(context), pairs_section(context, findings)):
            comparing += blocks
            charts += drawn
    sections = [
        *telling,
        *corpus_section(context),
        *naming,
        *comparing,
        *events_section(context, findings),
        *evidence_section(context, lines),
        *checking,
        *scores_section(context),
        *method_section(context),
        *exclusions_section(context),
        *limits_section(context),
        *labels_section(context),
        *recipe_section(context),
    ]
    return sections, charts
