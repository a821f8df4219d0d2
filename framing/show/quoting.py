"""Sentences for a paper: the findings with their figures, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.show.blocks import Block, Context, bullets, heading, paragraph
from framing.show.findings import Finding
from framing.show.names import Names
from framing.show.results import Results

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class _Glosses:
    """Names of concepts and labels, asked for as a lexicon is."""

    names: Names
    target: str

    def gloss(self, concept: str, label: str = "", language: str = "") -> str:
        """Return the name of a label, or of a concept with the party it is said of."""
        if label:
            return self.names.label(concept, label)
        name = self.names.concept(concept)
        return f"{name} ({self.names.target(self.target)})" if self.target else name


def sentences_section(context: Context, findings: Sequence[Finding]) -> list[Block]:
    """Return both shares and the difference of each finding as sentences to quote."""
    if not findings:
        return []
    blocks = [
        heading(context.say("h_sentences"), "sentences"),
        paragraph(context.say("sentences_lead")),
    ]
    for language in dict.fromkeys((context.language, "ar", "en")):
        told = [line for finding in findings for line in _sentences(context, finding, language)]
        blocks.append(bullets(told, language=language))
    return blocks


def _sentences(context: Context, finding: Finding, language: str) -> list[str]:
    from framing.measure.sentences import say

    results = context.results
    names = Names(language, results.all_lexicons, results.outlets, results.concept_names)
    outlets = {outlet: names.outlet(outlet) for outlet in results.ordered_outlets()}
    given: dict[str, Any] = {
        "lexicon": _Glosses(names, finding.target),
        "names": outlets,
        "voice": results.voices[0],
    }
    # A share counted in several voices is in nobody's own words.
    shares = _share_rows(results, finding) if len(results.voices) == 1 else []
    rows = [*shares, _difference_row(results, finding)]
    return [say(row, language, **given) for row in rows]  # type: ignore[arg-type]


def _share_rows(results: Results, finding: Finding) -> list[dict[str, Any]]:
    table = results.about("label_shares", finding.concept, finding.target, label=finding.label)
    outlets = (finding.more.outlet, finding.less.outlet)
    return [_first(table[table["outlet"] == outlet]) for outlet in outlets]


def _difference_row(results: Results, finding: Finding) -> dict[str, Any]:
    about = (finding.concept, finding.target)
    table = results.about("label_differences", *about, label=finding.label)
    pair = {finding.more.outlet, finding.less.outlet}
    return _first(table[table["outlet_a"].isin(pair) & table["outlet_b"].isin(pair)])


def _first(table: pd.DataFrame) -> dict[str, Any]:
    return {str(column): value for column, value in table.iloc[0].items()}
