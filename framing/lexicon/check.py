"""Every rule over every row of a lexicon, but for the proofs, which need the matcher."""

from __future__ import annotations

from pathlib import Path

from framing.errors import LexiconError
from framing.lexicon.clashes import clash_findings
from framing.lexicon.entry import Lexicon
from framing.lexicon.expanded import Expanded
from framing.lexicon.files import find_folder
from framing.lexicon.finding import Finding
from framing.lexicon.frequent import frequent_findings
from framing.lexicon.layout import layout_findings
from framing.lexicon.load import assemble, gather
from framing.lexicon.meaning import meaning_findings
from framing.lexicon.schema import schema_findings


def check_lexicon(name_or_path: str | Path) -> tuple[list[Finding], Lexicon | None]:
    """Hold a lexicon's own rows against every rule.

    Rows that it includes are checked where they are at home, but compete here.

    Parameters
    ----------
    name_or_path : str or path
        A bundled lexicon's name, or its folder.

    Returns
    -------
    findings : list of Finding
        By file and row; empty when every rule is kept. ``framing.reading.proofs`` adds
        what only matching can tell: that each ``hit`` matches and no ``miss`` does.
    lexicon : Lexicon or None
        As loaded; None when a rule is broken that keeps it from loading.

    Raises
    ------
    LexiconError
        When there is no such lexicon, or a file cannot be read at all.
    """
    found = gather(find_folder(name_or_path))
    findings = list(schema_findings(found.parts, found.scope()))
    blocked = bool(findings)
    if not any(finding.rule == "columns" for finding in findings):
        findings += layout_findings(found.parts)
    lexicon = None
    if not blocked:
        lexicon = assemble(found)
        expanded = Expanded(lexicon)
        findings += meaning_findings(lexicon, found.parts)
        findings += clash_findings(lexicon, found.parts, expanded)
        findings += frequent_findings(lexicon, found.parts, expanded)
        if expanded.failed:
            lexicon = None
    return sorted(findings, key=lambda f: (f.file, f.row, f.column, f.rule)), lexicon


def raise_findings(findings: list[Finding]) -> None:
    """Raise the first of some findings as an error, naming how many there are.

    Raises
    ------
    LexiconError
        When there is at least one.
    """
    if findings:
        first, more = findings[0], len(findings) - 1
        remedy = (
            f"{first.remedy} ({more} more: run `framing lexicon check`.)" if more else first.remedy
        )
        raise LexiconError(first.problem, place=first.place, remedy=remedy)
