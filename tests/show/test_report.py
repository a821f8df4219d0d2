from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pypdf
import pytest

from framing.bundled import bundled_path
from framing.errors import FramingError
from framing.recipe import file_hash
from framing.show.answer import MOST_TOLD
from framing.show.findings import Finding, main_findings
from framing.show.numbers import bare, count, percent, points, points_range
from framing.show.report import Report
from framing.show.results import Results
from framing.tables import TABLES

PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")


def text_of(pdf: Path) -> str:
    """Return the text of a PDF: by poppler, which heeds its tags, else by pypdf."""
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True)
        return done.stdout.decode("utf-8")
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages)


def digits(text: str) -> set[str]:
    plain = text.replace("\u2212", "-").replace(",", "")
    return set(re.findall(r"\d+(?:\.\d+)?", plain))


def test_the_folder_holds_what_the_contract_names(folder: Path) -> None:
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "report.html").stat().st_size < 2_000_000
    for name in ("label_shares", "slants", "label_differences", "comparisons"):
        for ending in (".csv", ".parquet"):
            assert (folder / "tables" / f"{name}{ending}").is_file()
        columns = pd.read_csv(folder / "tables" / f"{name}.csv", nrows=0).columns
        assert list(columns[: len(TABLES[name])]) == list(TABLES[name])
    assert list((folder / "charts").glob("*.svg"))


def test_two_runs_give_the_same_bytes(folder: Path, results: Results, tmp_path: Path) -> None:
    fresh = replace(results, tables=dict(results.tables))
    Report(fresh).write(tmp_path / "again")
    for path in folder.rglob("*"):
        if path.is_file():
            again = tmp_path / "again" / path.relative_to(folder)
            assert path.read_bytes() == again.read_bytes(), path.name


def test_the_recipe_has_the_hash_of_every_file(folder: Path) -> None:
    recipe = json.loads((folder / "recipe.json").read_text(encoding="utf-8"))
    assert recipe["study"]["seed"] == 20171015 and recipe["corpus"]["articles"] == 94
    for name, digest in recipe["files"].items():
        assert file_hash(folder / name) == digest
    assert str(Path.home()) not in (folder / "recipe.json").read_text(encoding="utf-8")


def test_every_table_of_the_report_is_in_the_pdf_figure_by_figure(
    report: Report, folder: Path
) -> None:
    found = digits(text_of(folder / "report.pdf"))
    for block in report.document.blocks:
        if block["kind"] == "table":
            for row in block["rows"]:
                for column in block["figures"]:
                    assert digits(bare(row[column])) <= found, (block["caption"], row)


def quoted_figures(finding: Finding, folder: Path) -> list[str]:
    """Return what a sentence must say of a finding, read from the CSV tables, in its order."""

    def rows(name: str) -> pd.DataFrame:
        table = pd.read_csv(
            folder / "tables" / f"{name}{'_by_target' if finding.target else ''}.csv",
            keep_default_na=False,
            na_values=[""],
        )
        table = table[(table["concept"] == finding.concept) & (table["label"] == finding.label)]
        return table[table["target"] == finding.target] if finding.target else table

    told = []
    shares, pairs = rows("label_shares"), rows("label_differences")
    for outlet in (finding.more.outlet, finding.less.outlet):
        row = shares[shares["outlet"] == outlet].iloc[0]
        told += [percent(row["share"]), count(row["n_mentions"]), count(row["n_concept"])]
    for sign, one, other in ((1, finding.more, finding.less), (-1, finding.less, finding.more)):
        chosen = (pairs["outlet_a"] == one.outlet) & (pairs["outlet_b"] == other.outlet)
        for row in pairs[chosen].itertuples():
            ends = sorted((sign * row.ci_low, sign * row.ci_high))
            told += [points(sign * row.difference, plus=False), points_range(*ends)]
    return re.findall(r"[\d,]+", bare(" ".join(told)))


def test_each_finding_is_told_with_the_figures_of_the_tables(report: Report, folder: Path) -> None:
    findings = main_findings(report.results)
    blocks, pdf = report.document.blocks, digits(text_of(folder / "report.pdf"))
    answer = next(b for b in report.document.opening if b.get("role") == "answer")
    lines = answer["text"].split("\n")[1:]
    assert findings
    for number, finding in enumerate(findings, start=1):
        start = next(i for i, b in enumerate(blocks) if b.get("anchor") == f"holds-{number}")
        told = [blocks[start + 1]["text"], *lines[:MOST_TOLD][number - 1 : number]]
        assert len(told) == (2 if number <= MOST_TOLD else 1)
        wanted = quoted_figures(finding, folder)
        for sentence in told:
            label = f"«{report.document.context.names.label(finding.concept, finding.label)}»"
            before, found, after = bare(sentence).partition(label)
            assert found and report.document.context.subject(finding.concept) in before
            assert re.findall(r"[\d,]+", after)[: len(wanted)] == wanted
        assert digits(" ".join(wanted)) <= pdf


def test_the_pdf_is_tagged_and_says_its_language(folder: Path) -> None:
    reader = pypdf.PdfReader(folder / "report.pdf")
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "ar" and reader.metadata is not None and reader.metadata.title
    assert reader.outline


def test_every_font_is_in_the_pdf(folder: Path) -> None:
    reader = pypdf.PdfReader(folder / "report.pdf")
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(descriptor["/FontName"])
    assert any("Amiri" in name for name in names)


def test_arabic_comes_out_of_the_pdf_as_letters(folder: Path) -> None:
    text = text_of(folder / "report.pdf")
    assert not PRESENTATION_FORMS.search(text)
    for phrase in ("ميليشيا", "الخرنوب", "داعش"):
        assert phrase in text


def test_most_arabic_words_of_the_report_come_out_whole(report: Report, folder: Path) -> None:
    words = {
        word
        for block in report.document.blocks
        if block["kind"] == "paragraph"
        for word in re.findall("[\u0621-\u064a]{3,}", block["text"])
    }
    found = set(re.findall("[\u0621-\u064a]{3,}", text_of(folder / "report.pdf")))
    least = 0.85 if shutil.which("pdftotext") else 0.8
    assert len(words & found) >= least * len(words)


def test_the_english_report_has_the_same_figures(report: Report, english: Report) -> None:
    arabic_tables = [b for b in report.document.blocks if b["kind"] == "table"]
    english_tables = [b for b in english.document.blocks if b["kind"] == "table"]
    assert len(arabic_tables) == len(english_tables)
    for one, other in zip(arabic_tables, english_tables, strict=True):
        for column in one["figures"]:
            assert [row[column] for row in one["rows"]] == [row[column] for row in other["rows"]]
    assert pypdf.PdfReader(_held(english.pdf())).trailer["/Root"]["/Lang"] == "en"


def _held(data: bytes) -> io.BytesIO:
    return io.BytesIO(data)


def test_a_few_articles_are_described_and_not_estimated(few: Results) -> None:
    assert few.descriptive
    described = Report(few)
    assert described.findings == []
    assert few.tables["label_shares"]["ci_low"].isna().all()
    assert len(few.tables["comparisons"]) == 0 and len(few.tables["label_differences"]) == 0
    assert few.tables["slants"]["slant"].isna().all()
    answer = " ".join(b["text"] for b in described.document.opening)
    assert "6 مواد" in bare(answer) and "مجال الثقة" not in answer
    assert bare(described.document.headline) == "وصفٌ لهذه المواد بعينها: 6 مواد"
    kinds = {block.get("draws") for block in described.document.blocks}
    assert "slants" not in kinds and "pairs" not in kinds
    assert any(block["kind"] == "evidence" for block in described.document.blocks)


def test_a_finding_has_ten_lines_of_evidence(report: Report) -> None:
    lines = [b for b in report.document.blocks if b["kind"] == "evidence"]
    for side in lines:
        assert 1 <= len(side["lines"]) <= 5
    first = main_findings(report.results)[0]
    assert len(lines) >= 2 and report.document.context.names.outlet(first.more.outlet) in str(lines)


def test_evidence_lines_are_slices_of_the_articles(report: Report) -> None:
    texts = report.results.articles.set_index("article_id")["text"]
    for row in report.evidence.itertuples():
        assert f"{row.before}{row.hit}{row.after}" in texts[row.article_id]
        assert texts[row.article_id][row.start : row.end] == row.hit


def test_a_report_that_fails_leaves_what_was_there(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "kept.txt").write_text("as it was")

    def broken(self: Report) -> bytes:
        raise FramingError("no PDF today")

    monkeypatch.setattr(Report, "pdf", broken)
    with pytest.raises(FramingError):
        report.write(out)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (out / "kept.txt").read_text() == "as it was"


def test_nobody_is_called_biased(report: Report, english: Report) -> None:
    for one in (report, english):
        told = json.dumps([one.document.opening, one.document.blocks], ensure_ascii=False)
        assert not re.search(r"\bbias|تحيز|انحياز|منحاز", told)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_brief_theme_has_two_pages(results: Results, language: str) -> None:
    brief = Report(replace(results, theme="brief", language=language, tables=dict(results.tables)))
    assert len(pypdf.PdfReader(_held(brief.pdf())).pages) == 2


def test_the_journal_theme_is_grey(results: Results) -> None:
    journal = Report(replace(results, theme="journal", tables=dict(results.tables)))
    colors = {
        color
        for svg in journal.charts.values()
        for color in re.findall(rb"#([0-9a-f]{6})", svg)
        if len({color[:2], color[2:4], color[4:]}) > 1
    }
    # Ink, muted ink, rules and grounds have a tint that no eye sees; the fills have none.
    assert colors <= {b"1c1f24", b"5b6270", b"d5d9e0", b"f1f3f6"}


def test_articles_are_grouped_into_the_events_of_the_sample(results: Results) -> None:
    from collections import Counter

    truth = pd.read_csv(bundled_path("corpus/sample") / "truth.csv", dtype=str).set_index(
        "article_id"
    )["event"]
    stories = results.index[results.index["story_id"] != ""]
    assert stories["story_id"].nunique() > 5
    for _, rows in stories.groupby("story_id"):
        events = Counter(truth[article] for article in rows["article_id"])
        assert events.most_common(1)[0][1] == len(rows)


def test_the_fair_comparison_is_by_event(report: Report) -> None:
    naming = report.results.tables["naming_by_event"]
    assert set(naming["event_basis"]) == {"story"}
    assert (naming.groupby("event")["outlet"].nunique() > 1).all()


def test_a_finding_is_looked_up_within_the_events_both_told(report: Report) -> None:
    blocks = report.document.blocks
    start = next(i for i, b in enumerate(blocks) if b.get("anchor") == "events")
    told = next(b for b in blocks[start:] if b["kind"] == "bullets")
    within = report.results.tables["label_differences_within_stories"]
    finding = next(f for f in report.findings if not f.target)
    rows = within[(within["concept"] == finding.concept) & (within["label"] == finding.label)]
    pair = {finding.more.outlet, finding.less.outlet}
    row = next(r for r in rows.itertuples() if {r.outlet_a, r.outlet_b} == pair)
    sign = 1 if row.outlet_a == finding.more.outlet else -1
    line = bare(told["items"][0])
    assert f": {bare(points(sign * row.difference))} " in line
    assert report.document.context.names.label(finding.concept, finding.label) in line
