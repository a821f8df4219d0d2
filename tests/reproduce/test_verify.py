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


def test_an_untouched_report_is_verified(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(home / "output")]) == 0
    said = capsys.readouterr().out
    assert "verified: nothing differs" in said and "articles  32: the same" in said


def test_one_digit_in_a_table_is_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = home / "output" / "tables" / "label_shares.csv"
    was = change_cell(table, 3, "n_mentions", "9")
    assert main(["verify", str(home / "output")]) == 1
    said = capsys.readouterr().out
    assert "tables/label_shares.csv: was altered after it was made" in said
    assert re.search(
        rf"label_shares.csv, row 3 \(.*\), column 'n_mentions': 9 there, {was} anew", said
    )


def test_a_digit_is_named_though_the_recipe_was_made_to_agree(home: Path) -> None:
    change_cell(home / "output" / "tables" / "comparisons.csv", 2, "divergence", "0.5")
    reseal(home, "tables/comparisons.csv")
    said = told(home)
    assert "was altered" not in said
    assert "tables/comparisons.csv, row 2 (isis, kharnoub, safarjal), column 'divergence'" in said


def test_the_last_digit_of_a_float_is_enough(home: Path) -> None:
    table = home / "output" / "tables" / "label_shares.csv"
    share = str(
        pd.read_csv(table, dtype=str)["share"].dropna().loc[lambda x: x.str.len() > 10].iloc[0]
    )
    change(table, share, share[:-1] + str((int(share[-1]) + 1) % 10))
    assert f"{share} anew" in told(home)


def test_a_number_in_a_parquet_table_is_named(home: Path) -> None:
    path = home / "output" / "tables" / "slants.parquet"
    table = pd.read_parquet(path)
    table.loc[0, "n_mentions"] += 1
    table.to_parquet(path, index=False)
    assert "tables/slants.parquet, row 2 (" in told(home) and "'n_mentions'" in told(home)


def test_a_row_taken_out_is_named(home: Path) -> None:
    path = home / "output" / "tables" / "mentions.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:5] + lines[6:]), encoding="utf-8")
    said = told(home)
    assert re.search(r"mentions.csv: \d+ rows there, \d+ anew", said)
    assert "mentions.csv, a row (" in said and "anew, not there" in said


def test_one_letter_in_an_article_is_named(home: Path) -> None:
    article = next((home / "articles" / "articles").glob("kharnoub-2017-10*.txt"))
    text = article.read_text(encoding="utf-8")
    article.write_text(text[:-30] + "ة" + text[-29:], encoding="utf-8")
    said = told(home)
    assert f"articles, '{article.stem}' of 'kharnoub': is not as it was" in said
    assert "was altered" not in said


def test_an_article_more_and_one_less_are_named(home: Path) -> None:
    table = home / "articles" / "articles.csv"
    lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
    taken, new = lines[1].split(",")[0], "safarjal-2099-01-01"
    (home / "articles" / "articles" / f"{new}.txt").write_text("عنوان\n\nنص جديد.", "utf-8")
    lines[1] = f"{new},articles/{new}.txt,safarjal,2017-10-17,,,\n"
    table.write_text("".join(lines), encoding="utf-8")
    said = told(home)
    assert f"articles, '{taken}': was counted, is not there any more" in said
    assert f"articles, '{new}': was not counted, is there now" in said


def test_one_stance_in_a_lexicon_is_named(home: Path) -> None:
    labels = home / "syria" / "labels.csv"
    with labels.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    row = next(n for n, x in enumerate(rows, 2) if (x["concept"], x["label"]) == ("sdf", "militia"))
    was = change_cell(labels, row, "stance", "0.3")
    assert (
        f"lexicon syria, labels.csv, sdf/militia, 'stance': was '{float(was)}', is '0.3'"
        in told(home)
    )


def test_a_form_taken_out_of_a_lexicon_is_named(home: Path) -> None:
    forms = home / "syria" / "forms.csv"
    lines = forms.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if ",قسد," in line)
    form_id = lines.pop(place).split(",")[0]
    forms.write_text("".join(lines), encoding="utf-8")
    assert f"lexicon syria, forms.csv, {form_id}: was there, is not there any more" in told(home)


def test_rules_of_a_lexicon_that_stand_in_its_card_are_heeded(home: Path) -> None:
    change(home / "syria" / "card.toml", "spelling_off = []", 'spelling_off = ["country"]')
    assert "lexicon syria: is not as it was" in told(home)


def test_an_option_in_the_study_is_named(home: Path) -> None:
    change(home / "study.toml", "seed = 7", "seed = 8")
    assert "study.toml, option 'seed': is 8; the report was made with 7" in told(home)


def test_an_option_in_the_recipe_is_named(home: Path) -> None:
    change(home / "output" / "recipe.json", '"evidence_words": 5', '"evidence_words": 4')
    said = told(home)
    assert "recipe.json, option 'evidence_words': is 4, not what the report was made with" in said
    assert "tables/evidence.csv" in said


def test_one_number_in_the_pdf_is_named_with_its_page(home: Path) -> None:
    report = rerun(read_record(home / "output"))
    document = report.document.as_json()
    answer = next(x for x in document["opening"] if x.get("role") == "answer")
    percentage = re.search(r"(\d+)%", answer["text"])
    assert percentage
    other = str(int(percentage[1]) + 1)
    answer["text"] = answer["text"].replace(f"{percentage[1]}%", f"{other}%", 1)
    (home / "output" / "report.pdf").write_bytes(typeset(document, report.charts))
    reseal(home, "report.pdf")
    said = told(home)
    assert re.search(
        rf"report.pdf, page 1, after «.*»: {other}% there, {percentage[1]}% anew", said
    )


def test_one_number_in_the_page_is_named(home: Path) -> None:
    page = home / "output" / "report.html"
    change(page, "32", "33")
    assert "report.html, part 1, after «" in told(home)


def test_a_chart_that_was_altered_is_named(home: Path) -> None:
    chart = sorted((home / "output" / "charts").glob("*.svg"))[0]
    chart.write_text(chart.read_text(encoding="utf-8") + "<!-- -->", encoding="utf-8")
    assert f"charts/{chart.name}: is not what is made anew" in told(home)


def test_a_file_missing_and_a_file_too_many_are_named(home: Path) -> None:
    (home / "output" / "tables" / "slants.csv").unlink()
    (home / "output" / "tables" / "extra.csv").write_text("a\n1\n", encoding="utf-8")
    said = told(home)
    assert "tables/slants.csv: is missing" in said
    assert "tables/extra.csv: is no part of what was made" in said


def test_a_broken_file_is_named_and_stops_nothing(home: Path) -> None:
    (home / "output" / "tables" / "slants.parquet").write_bytes(b"PAR1 no more")
    (home / "output" / "report.pdf").write_bytes(b"no PDF")
    said = told(home)
    assert "tables/slants.parquet: cannot be read any more" in said
    assert "report.pdf: cannot be read any more" in said


def test_a_report_that_was_moved_asks_for_its_articles(home: Path, tmp_path: Path) -> None:
    moved = Path(shutil.move(home / "output", tmp_path / "elsewhere"))
    with pytest.raises(InputError, match="articles of this report .* are not at hand.*--corpus"):
        verify(moved)
    assert verify(moved, corpus=home / "articles", study=home).same
    assert verify(moved, study=home / "study.toml").same


def test_a_folder_without_a_recipe_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(tmp_path)]) == 2
    assert "there is no recipe.json in it. Give a folder that" in capsys.readouterr().err
    (tmp_path / "recipe.json").write_text('{"study": {}}')
    assert main(["verify", str(tmp_path)]) == 2
    assert "holds no 'seals'" in capsys.readouterr().err
