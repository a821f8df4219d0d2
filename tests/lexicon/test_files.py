from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon.files import find_folder, read_csv
from framing.lexicon.load import load_lexicon

Rivers = Callable[..., Path]


def test_a_row_is_numbered_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("list,form\n\nbanks,ضفة\n", encoding="utf-8")
    assert read_csv(path).rows == [(3, ["banks", "ضفة"])]


def test_missing_cells_are_empty_and_spaces_stripped(tmp_path: Path) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("list,form,kind\nbanks, ضفة\n", encoding="utf-8")
    assert list(read_csv(path).records()) == [(2, {"list": "banks", "form": "ضفة", "kind": ""})]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04sheet", "is not a text file"),
        (b"\xd0\xcf\x11\xe0old sheet", "is not a text file"),
        (b"list,form,list\n", "row 1: the column 'list' stands twice"),
        (b'list,form\nbanks,"open\n', "line 2: is not a well-formed CSV table"),
        (b"\xff\xfe\x00", "is neither UTF-8, UTF-16 nor windows-1256"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "lists.csv"
    path.write_bytes(content)
    with pytest.raises(LexiconError, match=message):
        read_csv(path)


def test_a_folder_without_a_card_is_no_lexicon(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"has no card\.toml"):
        find_folder(str(tmp_path))


def test_an_unknown_name_lists_the_bundled_ones() -> None:
    with pytest.raises(LexiconError, match="lexicon 'syriaa': no folder .*Closest: 'syria'"):
        find_folder("syriaa")


def test_a_lexicon_lacks_no_core_file(rivers: Rivers) -> None:
    folder = rivers()
    (folder / "labels.csv").unlink()
    with pytest.raises(LexiconError, match=r"labels\.csv is missing"):
        load_lexicon(folder)


def test_a_broken_card_names_its_line(rivers: Rivers) -> None:
    folder = rivers("parties = [open\n")
    with pytest.raises(LexiconError, match=r"card\.toml: is not TOML in UTF-8: .*line 8"):
        load_lexicon(folder)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ('includes = ["rivers"]\n', "names no concept of the lexicon 'rivers'"),
        ('includes = ["lakes/lake"]\n', "lexicon 'lakes': no folder"),
        ('lists = "shared"\n', "'shared' is not a list of texts"),
        ('spelling_off = ["cuntry"]\n', "'cuntry' is not a spelling rule. Closest: 'country'"),
        ('parties = ["rivr"]\n', "'rivr' is not a concept. Closest: 'river'"),
    ],
)
def test_a_card_that_names_what_is_not_there_says_so(
    rivers: Rivers, more: str, message: str
) -> None:
    with pytest.raises(LexiconError, match=message):
        load_lexicon(rivers(more))


def test_two_lists_of_one_name_are_refused(rivers: Rivers) -> None:
    rivers(name="shared", lists="list,form,kind\nbanks,ضفة,phrase\n")
    folder = rivers('lists = ["shared"]\n', lists="list,form,kind\nbanks,شط,phrase\n")
    with pytest.raises(LexiconError, match="the list 'banks' stands in 'rivers' and in 'shared'"):
        load_lexicon(folder)
