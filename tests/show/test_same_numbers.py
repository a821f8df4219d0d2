"""The tables, the PDF and the page say the same numbers: each read from its own file."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from framing.show import comparing
from framing.show.findings import Finding, fallen_findings
from framing.show.numbers import bare, percent, points, points_range, probability
from framing.show.report import Report
from tests.show.test_report import text_of


class Rows(HTMLParser):
    """Collects the rows of a page's tables as lists of texts."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


@pytest.fixture(scope="module")
def page(folder: Path) -> list[list[str]]:
    reader = Rows()
    reader.feed((folder / "report.html").read_text(encoding="utf-8"))
    return [[" ".join(bare(cell).split()) for cell in row] for row in reader.rows]


@pytest.fixture(scope="module")
def pdf(folder: Path) -> str:
    return " ".join(bare(text_of(folder / "report.pdf")).split())


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / "tables" / f"{name}.csv", keep_default_na=False, na_values=[""])


def figures(text: str) -> list[str]:
    """Return the numbers of a text as a multiset that does not depend on reading order."""
    return sorted(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))


def test_words_and_articles_of_each_outlet(
    report: Report, folder: Path, page: list[list[str]], pdf: str
) -> None:
    index = read(folder, "article_index")
    for outlet, rows in index.groupby("outlet"):
        name = report.document.context.names.outlet(str(outlet))
        articles, words = f"{len(rows):,}", f"{rows['n_words'].sum():,}"
        assert any(row[:3] == [name, articles, words] for row in page), name
        assert words in pdf


def test_every_share_with_its_mentions(
    report: Report, folder: Path, page: list[list[str]], pdf: str
) -> None:
    table = read(folder, "label_shares_by_voice")
    totals = table.groupby(["concept", "voice"])["n_mentions"].sum()
    checked = 0
    for key, rows in table.groupby(["concept", "label"]):
        concept, label = map(str, key)
        counts = rows.groupby("voice")["n_mentions"].sum()
        if not counts.sum():
            continue
        name = report.document.context.names.label(concept, label)
        wanted = []
        for voice in ("own", "reported", "quoted"):
            n, whole = int(counts.get(voice, 0)), int(totals.get((concept, voice), 0))
            wanted.append(f"{bare(percent(n / whole))} ({n:,})" if whole else "–")
        assert [name, *wanted] in page, (concept, label)
        for cell in wanted:
            assert set(figures(cell)) <= set(figures(pdf))
        checked += 1
    assert checked > 20


def row_of(report: Report, folder: Path, finding: Finding) -> list[str]:
    """Return the cells that a table of the report must have for a finding, by its CSV."""
    names = report.document.context.names
    table = read(folder, "conclusions").fillna({"target": ""})
    pair = {finding.more.outlet, finding.less.outlet}
    row = table[
        (table["concept"] == finding.concept)
        & (table["label"] == finding.label)
        & (table["target"] == finding.target)
        & table["outlet_a"].isin(pair)
        & table["outlet_b"].isin(pair)
    ].iloc[0]
    outlets = [row["outlet_a"], row["outlet_b"]]
    sign = 1 if row["difference"] > 0 else -1
    ends = sorted([sign * row["ci_low"], sign * row["ci_high"]])
    return [
        names.label(finding.concept, finding.label),
        " – ".join(names.outlet(outlet) for outlet in outlets[::sign]),
        bare(points(sign * row["difference"])),
        bare(points_range(*ends)),
        bare(probability(row["q_value"])),
    ]


def test_every_conclusion_that_is_told_has_the_figures_of_its_row(
    report: Report, folder: Path, page: list[list[str]], pdf: str
) -> None:
    told = [*report.findings, *fallen_findings(report.results)]
    assert report.findings and len(told) > len(report.findings)
    for finding in told:
        wanted = row_of(report, folder, finding)
        assert wanted in [line[:5] for line in page], wanted
        assert set(figures(" ".join(wanted[2:]))) <= set(figures(pdf)), wanted


def test_a_conclusion_that_is_told_has_a_row_however_many_are_surer(
    report: Report, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_ROWS", 0)
    blocks, _ = comparing.pairs_section(report.document.context, report.findings)
    rows = [[bare(cell) for cell in row] for b in blocks for row in b.get("rows", [])]
    told = [*report.findings, *fallen_findings(report.results)]
    assert sorted(row[:5] for row in rows) == sorted(row_of(report, folder, x) for x in told)


def test_a_concept_said_of_somebody_is_compared_within_each_party_shown(
    report: Report, folder: Path
) -> None:
    figure_blocks = [b for b in report.document.blocks if b["kind"] == "figure" and b["target"]]
    table = read(folder, "comparisons_by_target")
    table = table[table["divergence"].notna()]
    compared = set(zip(table["concept"], table["target"], strict=True))
    shown, drawn = (
        {(b["concept"], b["target"]) for b in figure_blocks if b["draws"] == kind}
        for kind in ("shares", "pairs")
    )
    told = {(x.concept, x.target) for x in report.findings if x.target}
    assert shown & compared and shown & compared <= drawn <= compared and told <= drawn
