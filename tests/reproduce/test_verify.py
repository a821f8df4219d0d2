"""Whatever is changed in a report, or in what it was made from, is found and named."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from framing.cli import main
from framing.errors import InputError
from framing.reproduce.record import read_record
from framing.reproduce.rerun import rerun
from framing.reproduce.verify import verify
from framing.show.typeset import typeset
from tests.reproduce.tampering import change, change_cell, reseal, told

ADDED = "safarjal-2099-01-01"


def test_an_untouched_report_is_verified(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(made / "output")]) == 0
    said = capsys.readouterr().out
    assert "verified: nothing differs" in said and "articles  32: the same" in said


# ── the report's own files ──


@pytest.fixture(scope="module")
def of_files(made: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is told of a report in which each of many files was changed in one way."""
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("files") / "study"))
    tables = home / "output" / "tables"
    change_cell(tables / "label_shares.csv", 3, "n_mentions", "9")
    shares = pd.read_csv(tables / "label_shares_by_voice.csv", dtype=str)["share"].dropna()
    share = next(x for x in shares if len(x) > 10)
    changed = share[:-1] + str((int(share[-1]) + 1) % 10)
    change(tables / "label_shares_by_voice.csv", share, changed)
    slants = pd.read_parquet(tables / "slants.parquet")
    slants.loc[0, "n_mentions"] += 1
    slants.to_parquet(tables / "slants.parquet", index=False)
    change_cell(tables / "conclusions.csv", 2, "undone_by", "month 1999-01")
    change_cell(tables / "sensitivity.csv", 3, "verdict", "reverses")
    change_cell(tables / "power.csv", 2, "n_articles_a", "77")
    lines = (tables / "mentions.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (tables / "mentions.csv").write_text("".join(lines[:5] + lines[6:]), encoding="utf-8")
    (tables / "comparisons.parquet").write_bytes(b"PAR1 no more")
    (tables / "slants.csv").unlink()
    (tables / "extra.csv").write_text("a\n1\n", encoding="utf-8")
    change(home / "output" / "charts" / "shares-sdf.svg", "</svg>", "</svg><!-- -->")
    change(home / "output" / "report.html", ">32<", ">33<")
    (home / "output" / "report.pdf").write_bytes(b"no PDF")
    return told(home)


def test_one_digit_in_a_table_is_named(of_files: str) -> None:
    assert "tables/label_shares.csv: was altered after it was made" in of_files
    named = r"label_shares.csv, row 3 \(kharnoub, .*\), column 'n_mentions': 9 there, \d+ anew"
    assert re.search(named, of_files)


def test_the_last_digit_of_a_float_is_enough(of_files: str) -> None:
    assert re.search(r"label_shares_by_voice.csv, row \d+ \(.*\), column 'share': 0", of_files)


def test_a_number_in_a_parquet_table_is_named(of_files: str) -> None:
    assert re.search(r"tables/slants.parquet, row 2 \(.*\), column 'n_mentions'", of_files)


def test_a_verdict_on_a_conclusion_is_named(of_files: str) -> None:
    assert re.search(
        r"conclusions.csv, row 2 \(.*\), column 'undone_by': .*month 1999-01", of_files
    )
    assert re.search(r"sensitivity.csv, row 3 \(.*\), column 'verdict': .*reverses", of_files)
    assert re.search(r"power.csv, row 2 \(.*\), column 'n_articles_a': 77 there", of_files)


def test_a_row_taken_out_is_named(of_files: str) -> None:
    assert re.search(r"mentions.csv: \d+ rows there, \d+ anew", of_files)
    assert re.search(r"mentions.csv, a row \(.*\): anew, not there", of_files)


def test_a_chart_and_a_page_that_were_altered_are_named(of_files: str) -> None:
    assert "charts/shares-sdf.svg: is not what is made anew" in of_files
    assert re.search("report.html, part 1, after «.*»: 33 there, 32 anew", of_files)


def test_a_file_missing_and_a_file_too_many_are_named(of_files: str) -> None:
    assert "tables/slants.csv: is missing" in of_files
    assert "tables/extra.csv: is no part of what was made" in of_files


def test_a_broken_file_is_named_and_stops_nothing(of_files: str) -> None:
    assert "tables/comparisons.parquet: cannot be read any more" in of_files
    assert "report.pdf: cannot be read any more" in of_files


def test_a_digit_is_named_though_the_recipe_was_made_to_agree(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_cell(home / "output" / "tables" / "comparisons.csv", 2, "divergence", "0.5")
    reseal(home, "tables/comparisons.csv")
    assert main(["verify", str(home / "output")]) == 1
    said = capsys.readouterr().out
    assert "was altered" not in said and said.endswith("differs: 1 difference\n")
    assert "comparisons.csv, row 2 (isis, kharnoub, safarjal), column 'divergence': 0.5" in said


def test_one_number_in_the_pdf_is_named_with_its_page(home: Path) -> None:
    report = rerun(read_record(home / "output"))
    document = report.document.as_json()
    answer = next(x for x in document["opening"] if x.get("role") == "answer")
    was = re.search("\u2066(\\d+)\u2069", answer["text"])
    assert was
    other = str(int(was[1]) + 1)
    answer["text"] = answer["text"].replace(was[1], other, 1)
    (home / "output" / "report.pdf").write_bytes(typeset(document, report.charts))
    reseal(home, "report.pdf")
    named = rf"report.pdf, page 1, after «.*»: {other} there, {was[1]} anew"
    assert re.search(named, told(home))


# ── what it was made from ──


@pytest.fixture(scope="module")
def of_inputs(made: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is told of a report whose articles, lexicon and study were changed since."""
    home = Path(shutil.copytree(made, tmp_path_factory.mktemp("inputs") / "study"))
    articles = home / "articles" / "articles"
    lettered = articles / "kharnoub-2017-10-15.txt"
    text = lettered.read_text(encoding="utf-8")
    lettered.write_text(text[:-30] + "ة" + text[-29:], encoding="utf-8")
    (articles / f"{ADDED}.txt").write_text("عنوان\n\nنص جديد.", encoding="utf-8")
    table = home / "articles" / "articles.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[1] = f"{ADDED},articles/{ADDED}.txt,safarjal,2017-10-17,,,\n"
    table.write_text("".join(lines), encoding="utf-8")
    labels = home / "syria" / "labels.csv"
    with labels.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(n for n, x in enumerate(rows, 2) if (x["concept"], x["label"]) == ("sdf", "militia"))
    change_cell(labels, row, "stance", "0.3")
    forms = home / "syria" / "forms.csv"
    lines = forms.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.pop(next(n for n, line in enumerate(lines) if ",قسد," in line))
    forms.write_text("".join(lines), encoding="utf-8")
    change(home / "study.toml", "seed = 7", "seed = 8")
    return told(home)


def test_one_letter_in_an_article_is_named(of_inputs: str) -> None:
    assert "articles, 'kharnoub-2017-10-15' of 'kharnoub': is not as it was" in of_inputs
    assert "was altered" not in of_inputs


def test_an_article_more_and_one_less_are_named(of_inputs: str, made: Path) -> None:
    lines = (made / "articles" / "articles.csv").read_text(encoding="utf-8").splitlines()
    taken = lines[1].split(",")[0]
    assert f"articles, '{taken}': was counted, is not there any more" in of_inputs
    assert f"articles, '{ADDED}': was not counted, is there now" in of_inputs


def test_one_stance_in_a_lexicon_is_named(of_inputs: str) -> None:
    named = r"lexicon syria, labels.csv, sdf/militia, 'stance': was '-[\d.]+', is '0.3'"
    assert re.search(named, of_inputs)


def test_a_form_taken_out_of_a_lexicon_is_named(of_inputs: str) -> None:
    assert re.search(r"lexicon syria, forms.csv, syria-\d{4}: was there, is not there", of_inputs)


def test_an_option_in_the_study_is_named(of_inputs: str) -> None:
    assert "study.toml, option 'seed': is 8; the report was made with 7" in of_inputs


def test_what_changes_in_the_tables_for_it_is_told(of_inputs: str) -> None:
    assert re.search(r"tables/label_shares.csv(:|, row) ", of_inputs)


def test_a_rule_in_a_lexicons_card_and_an_option_in_the_recipe_are_named(home: Path) -> None:
    change(home / "syria" / "card.toml", "spelling_off = []", 'spelling_off = ["country"]')
    change(home / "output" / "recipe.json", '"evidence_words": 5', '"evidence_words": 4')
    said = told(home)
    assert "lexicon syria: is not as it was" in said
    assert "recipe.json, option 'evidence_words': is 4, not what the report was made with" in said
    assert "tables/evidence.csv" in said


# ── where it stands ──


def test_a_report_that_was_moved_asks_for_its_articles(home: Path, tmp_path: Path) -> None:
    moved = Path(shutil.move(home / "output", tmp_path / "elsewhere"))
    with pytest.raises(InputError, match="articles of this report .* are not at hand.*--corpus"):
        verify(moved)
    assert verify(moved, study=home / "study.toml").same


def test_a_folder_without_a_recipe_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "there is no recipe.json in it. Give a folder that" in capsys.readouterr().err
    (tmp_path / "recipe.json").write_text('{"study": {}}')
    assert main(["verify", str(tmp_path)]) == 2
    assert "holds no 'seals'" in capsys.readouterr().err
