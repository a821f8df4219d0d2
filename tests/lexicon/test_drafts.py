from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from framing.lexicon.drafts import csv_text, tidy
from framing.lexicon.files import read_csv
from framing.lexicon.layout import ORDER

CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
ROWS = st.lists(st.fixed_dictionaries({"list": CELL, "form": CELL, "kind": CELL, "note": CELL}))


@given(ROWS)
def test_rows_come_back_from_csv_sorted_with_single_spaces(rows: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "lists.csv"
        path.write_text(csv_text("lists", rows), encoding="utf-8", newline="")
        found = [record for _, record in read_csv(path).records()]
    columns = ("list", "form", "kind", "note")
    expected = [tuple(" ".join(row[c].split()) for c in columns) for row in rows]
    read = [tuple(record.get(c, "") for c in columns) for record in found]
    assert sorted(read) == sorted(row for row in expected if any(row))


@given(ROWS)
def test_tidying_twice_changes_nothing(rows: list[dict[str, str]]) -> None:
    once = csv_text("lists", rows)
    order = [tuple(row[c] for c in ORDER["lists"]) for row in rows]
    assert csv_text("lists", rows[::-1]) == once or len(set(order)) < len(order)


def test_tidy_keeps_columns_that_are_no_lexicons(tmp_path: Path) -> None:
    (tmp_path / "card.toml").write_text('name = "a"\nversion = "0.1.0"\n', encoding="utf-8")
    path = tmp_path / "lists.csv"
    path.write_bytes("list;mine;form;kind\r\nb;1;ضفة;phrase\r\na;2;شط;phrase\r\n".encode("utf-16"))
    assert tidy(tmp_path) == [path]
    assert path.read_text(encoding="utf-8") == (
        "list,form,kind,mine\na,شط,phrase,2\nb,ضفة,phrase,1\n"
    )
    assert tidy(tmp_path) == []
