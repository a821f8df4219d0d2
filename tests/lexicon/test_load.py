from __future__ import annotations

from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon.load import load_lexicon

CARD = 'name = "{name}"\nversion = "0.1.0"\nlicence = "CC-BY-4.0"\n'


def write_lexicon(home: Path, name: str = "rivers", card: str = "", **tables: str) -> Path:
    """A folder of our own: a river that two banks name differently."""
    files = {
        "concepts": "concept,gloss_ar,gloss_en\nriver,النهر,the river\n",
        "labels": "concept,label,gloss_ar,gloss_en,stance,reason\n"
        "river,big,الكبير,big,0.5,praise\nriver,small,الصغير,small,-0.5,blame\n",
        "forms": "id,concept,label,form,kind,hit,miss\n"
        f"{name}-0001,river,big,النهر الكبير,phrase,عبرنا النهر الكبير.,\n"
        f"{name}-0002,river,small,الجدول,noun,عبرنا الجدول.,راجعنا الجدول الدراسي.\n",
    } | tables
    folder = home / name
    folder.mkdir()
    (folder / "card.toml").write_text(CARD.format(name=name) + card, encoding="utf-8")
    for table, text in files.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8")
    return folder


def test_rows_come_with_their_home_and_row(tmp_path: Path) -> None:
    lexicon = load_lexicon(write_lexicon(tmp_path))
    assert [(f.id, f.lexicon, f.row) for f in lexicon.forms] == [
        ("rivers-0001", "rivers", 2),
        ("rivers-0002", "rivers", 3),
    ]
    assert lexicon.stances() == {("river", "big"): 0.5, ("river", "small"): -0.5}
    assert lexicon.gloss("river", "big", "en") == "big"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1256"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_excel_writes_loads_as_the_same_lexicon(
    tmp_path: Path, encoding: str, delimiter: str
) -> None:
    plain = write_lexicon(tmp_path)
    (tmp_path / "excel").mkdir()
    other = write_lexicon(tmp_path / "excel")
    for path in other.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace(",", delimiter)
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    assert load_lexicon(other).content_hash == load_lexicon(plain).content_hash


def test_a_wrong_concept_names_file_row_column_and_the_closest(tmp_path: Path) -> None:
    folder = write_lexicon(tmp_path, labels="concept,label\nrivr,big\n")
    with pytest.raises(LexiconError) as caught:
        load_lexicon(folder)
    assert str(caught.value) == (
        f"{folder / 'labels.csv'}, row 2, column 'concept': 'rivr' is not in concepts.csv. "
        "Closest: 'river'. Add it, or correct the row."
    )


def test_included_concepts_keep_their_ids_and_home(tmp_path: Path) -> None:
    write_lexicon(tmp_path)
    folder = write_lexicon(
        tmp_path,
        "lakes",
        'includes = ["rivers/river"]\n',
        concepts="concept\nlake\n",
        labels="concept,label\nlake,big\n",
        forms="id,concept,label,form,kind\nlakes-0001,lake,big,البحيرة,noun\n",
    )
    lexicon = load_lexicon(folder)
    assert [(f.id, f.lexicon) for f in lexicon.forms] == [
        ("lakes-0001", "lakes"),
        ("rivers-0001", "rivers"),
        ("rivers-0002", "rivers"),
    ]


def test_a_change_in_an_included_lexicon_changes_the_hash(tmp_path: Path) -> None:
    rivers = write_lexicon(tmp_path)
    lakes = write_lexicon(
        tmp_path,
        "lakes",
        'includes = ["rivers/river"]\n',
        concepts="concept\n",
        labels="concept,label\n",
        forms="id,concept,label,form,kind\n",
    )
    before = load_lexicon(lakes).content_hash
    path = rivers / "forms.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("الكبير", "العريض"), encoding="utf-8")
    assert load_lexicon(lakes).content_hash != before


def test_lists_of_other_lexicons_can_be_required(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "card.toml").write_text(CARD.format(name="shared"), encoding="utf-8")
    (shared / "lists.csv").write_text("list,form,kind\nplaces,الضفة,phrase\n", encoding="utf-8")
    folder = write_lexicon(
        tmp_path,
        card='lists = ["shared"]\n',
        forms="id,concept,label,form,kind,requires\n"
        "rivers-0001,river,big,الجدول,noun,places near 3\n",
    )
    assert [row.form for row in load_lexicon(folder).list_of("places")] == ["الضفة"]


def test_retired_forms_are_kept_apart(tmp_path: Path) -> None:
    folder = write_lexicon(
        tmp_path,
        forms="id,concept,label,form,kind,retired_by\n"
        "rivers-0001,river,big,النهر,noun,rivers-0002\nrivers-0002,river,big,الجدول,noun,\n",
    )
    lexicon = load_lexicon(folder)
    assert [form.id for form in lexicon.forms] == ["rivers-0002"]
    assert [form.id for form in lexicon.retired] == ["rivers-0001"]
