"""A bundle holds no word of an article, and can be verified by somebody who has none."""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pypdf
import pytest

from framing.cli import main
from framing.intake.read import read_articles
from framing.reproduce.export import export_without_text
from framing.reproduce.verify import verify
from framing.study import load_study, run_study
from tests.reproduce.tampering import change, change_cell, told

WORDS = re.compile("[\u0621-\u064a\u064b-\u0652]+")


def texts_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every file of a bundle, and everything packed inside it, as text."""
    for path in sorted(folder.rglob("*.*")):
        if path.suffix == ".parquet":
            yield path.name, pd.read_parquet(path).to_csv()
        elif path.suffix == ".pdf":
            yield path.name, "\n".join(p.extract_text() for p in pypdf.PdfReader(path).pages)
        else:
            text = path.read_text(encoding="utf-8")
            yield path.name, text
            for packed in re.findall(r"[A-Za-z0-9+/]{200,}={0,2}", text):
                data = base64.b64decode(packed + "=" * (-len(packed) % 4))
                if data.startswith(b"\x1f\x8b"):
                    yield path.name, gzip.decompress(data).decode("utf-8")


def runs(text: str, n: int) -> set[tuple[str, ...]]:
    words = WORDS.findall(text)
    return {tuple(words[at : at + n]) for at in range(len(words) - n + 1)}


def test_no_six_words_of_an_article_are_in_the_bundle(made: Path) -> None:
    articles = read_articles(made / "articles")
    of_articles = set().union(*(runs(text, 6) for text in articles["text"]))
    for file in (made / "bundle" / "lexicons").rglob("*.csv"):  # the lexicons' own sentences
        of_articles -= runs(file.read_text(encoding="utf-8"), 6)
    assert len(of_articles) > 4_000
    names = {path.name for path in (made / "bundle").rglob("*.*")}
    assert {"report.pdf", "report.html", "recipe.json", "README.md", "mentions.csv"} <= names
    for name, text in texts_of(made / "bundle"):
        assert not runs(text, 6) & of_articles, name


def test_what_a_mention_reads_like_is_not_in_the_bundle(made: Path) -> None:
    for name in ("mentions", "evidence"):
        table = pd.read_parquet(made / "bundle" / "tables" / f"{name}.parquet")
        assert len(table) and (table[["surface", "speaker"]] == "").all(axis=None)
        assert (table["end"] > table["start"]).all() and (table["form"] != "").all()


def test_a_bundle_is_verified_without_the_articles(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = (home / "bundle").rename(tmp_path / "sent")
    assert main(["verify", str(bundle)]) == 0
    said = capsys.readouterr().out
    assert "not compared: the articles themselves" in said and "verified" in said


def test_copies_that_a_study_leaves_out_are_measured_with_from_a_bundle_too(
    home: Path, tmp_path: Path
) -> None:
    folder = home / "articles"
    rows = (folder / "articles.csv").read_text(encoding="utf-8")
    for line in [x for x in rows.splitlines() if x.startswith("kharnoub")][:4]:
        article, file, *rest = line.split(",")
        copied = file.replace(article, f"{article}-again")
        (folder / copied).write_text((folder / file).read_text(encoding="utf-8"), encoding="utf-8")
        rest[0] = "safarjal"
        rows += ",".join([f"{article}-again", copied, *rest]) + "\n"
    (folder / "articles.csv").write_text(rows, encoding="utf-8")
    change(home / "study.toml", 'path = "articles"', 'path = "articles"\ndrop_copies = true')
    run_study(load_study(home)).write(home / "output")
    export_without_text(home / "output", tmp_path / "sent")
    tables = tmp_path / "sent" / "tables"
    copies = pd.read_parquet(tables / "copies_mentions.parquet")
    assert len(copies) and (copies[["surface", "speaker"]] == "").all(axis=None)
    assert "with copies" in set(pd.read_parquet(tables / "sensitivity.parquet")["change"])
    assert verify(tmp_path / "sent").same


def test_a_bundle_is_verified_with_the_articles_by_those_who_have_them(home: Path) -> None:
    article = next((home / "articles" / "articles").glob("*.txt"))
    article.write_text(article.read_text(encoding="utf-8") + "؟", encoding="utf-8")
    found = verify(home / "bundle", corpus=home / "articles", study=home)
    of_articles = [x for x in found.differences if x.place.startswith("articles")]
    assert [x.place for x in of_articles] == [f"articles, '{article.stem}' of 'kharnoub'"]
    assert not any(x.place.endswith("mentions.csv") for x in found.differences)


def test_what_is_changed_in_a_bundle_is_named_with_what_follows_from_it(home: Path) -> None:
    tables = home / "bundle" / "tables"
    change_cell(tables / "comparisons.csv", 2, "divergence", "0.5")
    mentions = pd.read_parquet(tables / "mentions.parquet")
    own = mentions[(mentions["label"] == "militia") & (mentions["voice"] == "own")].index
    mentions.loc[own[0], "voice"] = "quoted"
    mentions.to_parquet(tables / "mentions.parquet", index=False)
    labels = home / "bundle" / "lexicons" / "syria" / "labels.csv"
    lines = labels.read_text(encoding="utf-8").splitlines()
    row = next(line for line in lines if line.startswith("sdf,militia,"))
    change(labels, row, row.replace(f",{row.split(',')[4]},", ",0.9,", 1))
    said = told(home, "bundle")
    assert "comparisons.csv, row 2 (isis, kharnoub, safarjal), column 'divergence': 0.5" in said
    assert "tables/mentions.parquet: was altered" in said
    assert "tables/label_shares.csv, row" in said and "report.pdf, page" in said
    assert "lexicon syria, labels.csv, sdf/militia, 'stance'" in said


def test_the_same_report_gives_the_same_bundle(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "again"
    assert main(["export", str(home / "output"), "--without-text", "--out", str(out)]) == 0
    for path in out.rglob("*.*"):
        assert path.read_bytes() == (home / "bundle" / path.relative_to(out)).read_bytes(), path


def test_what_cannot_be_exported_is_refused(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(home / "output")]) == 2
    assert "Add --without-text" in capsys.readouterr().err
    assert main(["export", str(home / "bundle"), "--without-text"]) == 2
    assert "bundle without text already" in capsys.readouterr().err
    assert (
        main(["export", str(home / "output"), "--without-text", "--out", str(home / "output")]) == 2
    )
    assert "Give another folder" in capsys.readouterr().err
    change_cell(home / "output" / "tables" / "slants.csv", 2, "n_mentions", "1")
    assert main(["export", str(home / "output"), "--without-text"]) == 2
    assert "tables/slants.csv was altered after it was made" in capsys.readouterr().err


def test_a_report_whose_lexicon_has_changed_since_is_not_exported(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(home / "syria" / "card.toml", "spelling_off = []", 'spelling_off = ["country"]')
    assert main(["export", str(home / "output"), "--without-text"]) == 2
    assert "lexicon syria: is not as it was" in capsys.readouterr().err
    assert not (home / "output-without-text").exists()


def test_a_report_named_like_a_lexicon_is_not_taken_for_one(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = (home / "output").rename(tmp_path / "syria")
    arguments = ["export", str(moved), "--without-text", "--study", str(home)]
    assert main([*arguments, "--out", str(tmp_path / "bundle")]) == 0
    assert "no text of an article" in capsys.readouterr().out
