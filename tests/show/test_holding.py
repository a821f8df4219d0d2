"""What the report says holds, what it says does not, and that the tables bear both out."""

from __future__ import annotations

import os
import re
from itertools import takewhile
from typing import Any

import pytest

from framing.bundled import bundled_path
from framing.show import sturdy
from framing.show.changes import change_name
from framing.show.findings import fallen_findings, unshown_findings
from framing.show.numbers import bare, points
from framing.show.report import Report
from framing.show.results import Results
from framing.show.rows import rows_of
from framing.study import load_study, study_results


def section(report: Report, anchor: str) -> list[dict[str, Any]]:
    """Return the blocks from a first-level heading to the next one."""
    blocks = report.document.blocks
    starts = [i for i, b in enumerate(blocks) if b.get("anchor") == anchor]
    if not starts:
        return []
    after = blocks[starts[0] + 1 :]
    return [
        blocks[starts[0]],
        *takewhile(lambda b: b["kind"] != "heading" or b["level"] > 1, after),
    ]


def verdict(results: Results, finding: Any) -> str:
    rows = results.tables["conclusions"]
    rows = rows[
        (rows["concept"] == finding.concept)
        & (rows["label"] == finding.label)
        & (rows["target"] == finding.target)
        & rows["outlet_a"].isin([finding.more.outlet, finding.less.outlet])
        & rows["outlet_b"].isin([finding.more.outlet, finding.less.outlet])
    ]
    return str(rows["verdict"].iloc[0])


def test_what_is_told_first_holds(report: Report) -> None:
    verdicts = [verdict(report.results, finding) for finding in report.findings]
    assert verdicts.count("holds") >= 3
    assert verdicts == sorted(verdicts, key=["holds", "too few articles to check"].index)


def test_what_is_told_as_fallen_falls(report: Report) -> None:
    fallen = fallen_findings(report.results)
    assert fallen and all(verdict(report.results, x) == "does not hold" for x in fallen)
    assert all(finding.undone_by for finding in fallen)
    told = " ".join(b["items"][0] for b in section(report, "falls") if b["kind"] == "bullets")
    assert "لا يصمد" in told


def test_no_difference_is_told_as_both(report: Report) -> None:
    def key(finding: Any) -> tuple[str, ...]:
        pair = sorted((finding.more.outlet, finding.less.outlet))
        return (finding.concept, finding.target, finding.label, *pair)

    held = {key(finding) for finding in report.findings}
    rest = [*fallen_findings(report.results), *unshown_findings(report.results, 4)]
    assert held.isdisjoint(map(key, rest))


def test_each_difference_that_holds_has_lines_of_both_outlets(report: Report) -> None:
    names = report.document.context.names
    blocks = section(report, "holds")
    for number, finding in enumerate(report.findings, start=1):
        start = next(i for i, b in enumerate(blocks) if b.get("anchor") == f"holds-{number}")
        groups = [b for b in blocks[start + 1 : start + 4] if b["kind"] == "evidence"]
        assert [g["heading"].partition(":")[0] for g in groups] == [
            names.outlet(finding.more.outlet),
            names.outlet(finding.less.outlet),
        ]
        assert all(group["lines"] for group in groups)


def test_how_far_it_moves_is_read_from_all_that_was_measured_again(report: Report) -> None:
    finding = report.findings[0]
    suffix = "_by_target" if finding.target else ""
    again = report.results.tables[f"sensitivity{suffix}"]
    pair = {finding.more.outlet, finding.less.outlet}
    rows = again[
        (again["concept"] == finding.concept)
        & (again["label"] == finding.label)
        & again["outlet_a"].isin(pair)
        & again["outlet_b"].isin(pair)
        & (again["verdict"] != "gone")
        & (again["change"] != "outlet")
    ]
    sizes = rows["difference"].abs()
    assert (finding.lowest, finding.highest) == pytest.approx((sizes.min(), sizes.max()), abs=1e-4)


def test_the_table_of_what_undoes_counts_conclusions(report: Report) -> None:
    table = next(b for b in section(report, "sensitivity") if b["kind"] == "table")
    rows = {row[0]: [bare(cell) for cell in row[1:]] for row in table["rows"]}
    found = report.results.tables["conclusions"]
    counts = [int(cells[0]) for cells in list(rows.values())[:3]]
    assert counts[0] == len(found)
    assert counts[1:] == [
        (found["verdict"] == told).sum() for told in ("holds", "too few articles to check")
    ]


@pytest.mark.parametrize("most", [6, 2])
def test_the_columns_of_what_undoes_add_up(
    report: Report, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(sturdy, "MOST_COLUMNS", most)
    blocks = sturdy.sensitivity_section(report.document.context)
    table = next(b for b in blocks if b["kind"] == "table")
    assert len(table["head"]) <= 2 + most
    for row in table["rows"][:3]:
        whole, *parts = (int(bare(cell)) for cell in row[1:])
        assert whole == sum(parts)


def test_the_answer_names_the_largest_that_falls_and_says_among_which(report: Report) -> None:
    shares = report.results.tables["label_shares"], report.results.tables["label_shares_by_target"]
    totals = {
        (row.concept, getattr(row, "target", ""), row.outlet): row.n_concept
        for table in shares
        for row in rows_of(table)
    }
    table = report.results.tables["conclusions"]
    sizes = [
        abs(row.difference)
        for row in rows_of(table[table["verdict"] == "does not hold"])
        if min(totals[row.concept, row.target, x] for x in (row.outlet_a, row.outlet_b)) >= 10
    ]
    answer = next(b for b in report.document.opening if b.get("role") == "answer")
    line = next(x for x in bare(answer["text"]).split("\n") if "تسقط إذا أُعيد القياس" in x)
    assert "10 مواضع أو أكثر" in line and bare(points(max(sizes), plus=False)) in line


def test_power_speaks_of_every_concept_with_the_figures_of_the_table(report: Report) -> None:
    table = next(b for b in section(report, "power") if b["kind"] == "table")
    whole = report.results.tables["power"]
    best = whole[(whole["concept"] == "sdf") & (whole["label"] == "official_name")]["visible"].min()
    row = next(r for r in table["rows"] if "قوات سوريا" in r[0])
    assert int(bare(row[3])) == int(best * 100 + 0.5)


def test_sentences_stand_in_both_languages_with_the_figures(report: Report) -> None:
    arabic, english = (b for b in section(report, "sentences") if b["kind"] == "bullets")
    assert (arabic["language"], english["language"]) == ("ar", "en")
    assert len(arabic["items"]) == len(english["items"]) == 3 * len(report.findings)
    for one, other in zip(arabic["items"], english["items"], strict=True):
        assert set(re.findall(r"\d+%", bare(one))) == set(re.findall(r"\d+%", other))


def test_changes_are_named_for_readers(english: Report) -> None:
    context = english.document.context
    assert change_name(context, "form_id syria-0003", "sdf") == "without the form “قسد”"
    assert change_name(context, "month 2017-10", "sdf").startswith("without October")
    assert change_name(context, "something new", "sdf") == "something new"


def test_english_gaps_in_an_arabic_report_run_from_left_to_right(report: Report) -> None:
    gaps = [b for b in section(report, "limits") if b["kind"] == "bullets"][1:]
    assert gaps and {b["language"] for b in gaps} == {"en"}


@pytest.mark.skipif("FRAMING_DATA" not in os.environ, reason="FRAMING_DATA is not set")
def test_the_yemen_study_tells_three_that_hold_and_one_that_does_not() -> None:
    report = Report(study_results(load_study(bundled_path("reports/yemen-2015"))))
    held = [f for f in report.findings if verdict(report.results, f) == "holds"]
    assert len(held) >= 3 and len({f.label for f in held}) >= 3
    lines = [b for b in section(report, "holds") if b["kind"] == "evidence"]
    assert len(lines) == 2 * len(report.findings) and all(len(b["lines"]) == 5 for b in lines)
    fallen = fallen_findings(report.results)
    assert fallen and fallen[0].difference > 0.2 and fallen[0].undone_by
