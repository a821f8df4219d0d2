from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.cli import main
from tests.lexicon.conftest import FORMS, LABELS

Rivers = Callable[..., Path]


def test_check_is_silent_and_exits_0_when_every_rule_is_kept(
    rivers: Rivers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lexicon", "check", str(rivers()), "--no-proofs"]) == 0
    assert capsys.readouterr().out == ""


def test_check_prints_a_finding_a_line_and_exits_2(
    rivers: Rivers, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = rivers(labels=LABELS.replace("-0.5", "").replace("Praises it.", ""))
    assert main(["lexicon", "check", str(folder), "--no-proofs"]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[0].split("/")[-1] for line in lines] == [
        "labels.csv, row 2, column 'reason'",
        "labels.csv, row 3, column 'stance'",
    ]


def test_check_proves_sentences_by_matching(
    rivers: Rivers, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = FORMS.replace("سباحة.,", "سباحة.,عبرنا الجدول مشياً.")
    assert main(["lexicon", "check", str(rivers(forms=rows))]) == 2
    assert "[miss_proof]" in capsys.readouterr().out


def test_fix_sorts_and_rewrites(rivers: Rivers, capsys: pytest.CaptureFixture[str]) -> None:
    lines = LABELS.splitlines()
    shuffled = "\r\n".join([lines[0], lines[2], lines[1]]).replace(",", ";") + "\r\n"
    folder = rivers()
    (folder / "labels.csv").write_bytes(shuffled.encode("windows-1256"))
    assert main(["lexicon", "check", str(folder), "--fix", "--no-proofs"]) == 0
    assert (folder / "labels.csv").read_text(encoding="utf-8") == LABELS


def test_show_prints_shapes_with_what_may_stand_before(
    rivers: Rivers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lexicon", "show", str(rivers()), "--id", "rivers-0001"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "rivers-0001  river/big  النهر العظيم  (phrase)",
        "    النهر العظيم",
        "        after: - و ف ب وب فب ك وك فك",
        "    نهر العظيم",
        "        after: لل ولل فلل",
    ]


def test_show_writes_a_table(
    rivers: Rivers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "shapes.csv"
    assert main(["lexicon", "show", str(rivers()), "--out", str(out)]) == 0
    lines = out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "id,concept,label,form,kind,before,shape"
    assert (
        lines[1] == "rivers-0001,river,big,النهر العظيم,phrase,- و ف ب وب فب ك وك فك,النهر العظيم"
    )


def test_an_unknown_concept_is_named_with_the_closest(
    rivers: Rivers, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lexicon", "show", str(rivers()), "--concept", "rivr"]) == 2
    assert "there is no form of 'rivr'. Correct the name. Closest: 'river'." in (
        capsys.readouterr().err
    )


def test_convert_says_what_it_does_not_keep(
    rivers: Rivers, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lexicon", "convert", str(rivers()), str(tmp_path / "r.csv")]) == 0
    assert capsys.readouterr().out == f"not kept: the card\n{tmp_path / 'r.csv'}\n"
