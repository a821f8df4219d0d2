"""The doctor sees what is wrong with how Arabic is drawn, and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import framing.reproduce.pictures as pictures
from framing.cli import main
from framing.reproduce.doctor import check_charts, check_pages, examine


def states(folder: Path | None = None) -> list[str]:
    return [check.state for check in examine(folder)]


def test_here_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "WRONG" not in said and said.endswith("all is well\n")
    assert "Arabic in charts" in said and "Arabic in PDFs" in said


WRONGLY_DRAWN = {
    "reversed, as with python-bidi": pictures.REFERENCE[::-1],
    "letters not joined": "\u200c".join(pictures.REFERENCE),
    "from left to right": "\u202d" + pictures.REFERENCE,
    "without one vowel sign": pictures.REFERENCE.replace("\u064e", ""),
}


@pytest.mark.parametrize("fault", WRONGLY_DRAWN)
def test_a_chart_drawn_wrongly_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "REFERENCE", WRONGLY_DRAWN[fault])
    (check,) = check_charts()
    assert check.state == "WRONG" and "--pictures" in check.remedy


def test_a_page_set_wrongly_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "REFERENCE", pictures.REFERENCE[::-1])
    (check,) = check_pages()
    assert check.state == "WRONG" and "typst" in check.told


def test_a_matplotlib_that_was_not_looked_at_is_a_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "version", lambda package: "3.12.0")
    (check,) = check_charts()
    assert check.state == "note" and "held against the picture for 3.11" in check.told


def test_a_missing_package_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    import framing.reproduce.doctor as doctor

    monkeypatch.setattr(doctor, "requires", lambda name: ["no-such-package>=2", "numpy>=99"])
    found = [str(check) for check in doctor.check_packages()]
    assert "no-such-package is missing" in found[0]
    assert "→ pip install 'no-such-package>=2'" in found[0]
    assert "framing needs numpy>=99" in found[1]


def test_a_look_that_fails_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    import framing.show.fonts as fonts

    def gone(family: str) -> Path:
        raise OSError("the disk is gone")

    monkeypatch.setattr(fonts, "font_folder", gone)
    found = states()
    assert "WRONG" in found and found.count("ok") > 4


def test_pictures_are_kept_on_request(tmp_path: Path) -> None:
    assert "WRONG" not in states(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"chart.png", "page.png"}
