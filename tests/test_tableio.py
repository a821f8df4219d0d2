"""Tables come back from files as they went in."""

from __future__ import annotations

import math
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.errors import InputError, TableError
from framing.tableio import read_table, write_table
from framing.tables import as_table

LOSSLESS = ("csv", "tsv", "jsonl", "parquet")

# Every character but lone surrogates, with those that break naive readers drawn often.
_TEXTS = st.text(
    st.one_of(
        st.sampled_from('",;\t\r\n\u2028\u2029\x85\x0b\x0c\x1e\0\'=+-@\ufeff\u200f\u064b0١"'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=12,
)
_FIGURES = st.one_of(st.just(math.nan), st.floats(allow_nan=False, allow_infinity=False))
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "article_id": _TEXTS,
            "outlet": _TEXTS,
            "published": st.one_of(
                st.none(), st.datetimes(pd.Timestamp(1800, 1, 1), pd.Timestamp(2100, 1, 1))
            ),
            "n_words": st.integers(-(2**62), 2**62),
            "story_score": _FIGURES,
            "note": _TEXTS,
        }
    ),
    max_size=5,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=_ROWS, for_excel=st.booleans())
@pytest.mark.parametrize("ending", LOSSLESS)
def test_what_is_written_is_read_back_equal(
    tmp_path: Path, ending: str, rows: list[dict[str, object]], for_excel: bool
) -> None:
    table = as_table(rows, "article_index")
    path = write_table(table, tmp_path / f"t.{ending}", for_excel=for_excel)
    pd.testing.assert_frame_equal(read_table(path, "article_index"), table, check_dtype=True)


@pytest.mark.parametrize("ending", [*LOSSLESS, "xlsx"])
def test_an_id_with_zeros_stays_a_text(tmp_path: Path, ending: str) -> None:
    table = as_table([{"article_id": "00012", "outlet": "NA"}], "article_index")
    again = read_table(write_table(table, tmp_path / f"t.{ending}"), "article_index")
    assert again.loc[0, ["article_id", "outlet"]].tolist() == ["00012", "NA"]


@pytest.mark.parametrize("ending", [*LOSSLESS, "xlsx"])
def test_the_same_table_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    table = as_table(
        [{"article_id": "1", "published": "2017-10-15", "n_words": 3}], "article_index"
    )
    first = write_table(table, tmp_path / f"a.{ending}").read_bytes()
    assert write_table(table, tmp_path / f"b.{ending}").read_bytes() == first


@pytest.mark.parametrize("ending", [*LOSSLESS, "xlsx"])
def test_empty_figures_and_flags_come_back_as_such(tmp_path: Path, ending: str) -> None:
    table = as_table([{"article_id": "1", "hedged": True, "start": 3}], "mentions")
    again = read_table(write_table(table, tmp_path / f"t.{ending}"), "mentions")
    assert again.loc[0, "hedged"] and not again.loc[0, "scare_quoted"]
    assert again["published"].isna().all()


@pytest.mark.parametrize("cell", ["=1+1", "-2", "+3", "@x", "'=1", "''=1", "'quoted'", "'"])
def test_formulas_are_escaped_for_excel_only_and_come_back(tmp_path: Path, cell: str) -> None:
    table = as_table([{"source": cell, "reason": "r"}], "rejects")
    plain = write_table(table, tmp_path / "plain.csv")
    assert f"\n{cell},,r," in plain.read_text(encoding="utf-8")
    assert read_table(plain, "rejects").loc[0, "source"] == cell
    excel = write_table(table, tmp_path / "excel.csv", for_excel=True)
    assert not excel.read_text(encoding="utf-8-sig").split("\n")[1].startswith(tuple("=+-@"))
    assert read_table(excel, "rejects").loc[0, "source"] == cell


def test_a_formula_in_a_spreadsheet_is_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    table = as_table([{"source": "=1+1", "reason": "#N/A"}], "rejects")
    path = write_table(table, tmp_path / "t.xlsx")
    row = load_workbook(path)["table"][2]
    assert [(cell.value, cell.data_type) for cell in (row[0], row[2])] == [
        ("=1+1", "s"),
        ("#N/A", "s"),
    ]
    with zipfile.ZipFile(path) as book:
        assert {info.date_time for info in book.infolist()} == {(2000, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("value", "said"),
    [("x" * 32_768, "32768 characters"), ("a\x01b", r"U\+0001"), ("a\0", r"U\+0000")],
)
def test_what_does_not_fit_a_cell_is_refused_with_the_way_out(
    tmp_path: Path, value: str, said: str
) -> None:
    table = as_table([{"source": "a", "value": value}], "rejects")
    with pytest.raises(InputError, match=rf"t\.xlsx, row 2, column 'value'.*{said}.*Parquet"):
        write_table(table, tmp_path / "t.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", LOSSLESS)
def test_a_lone_surrogate_is_refused_and_nothing_is_left(tmp_path: Path, ending: str) -> None:
    table = pd.DataFrame({"source": pd.Series(["a\ud800"], dtype=object)})
    with pytest.raises(InputError, match="lone surrogate"):
        write_table(table, tmp_path / f"t.{ending}")
    assert list(tmp_path.iterdir()) == []


def test_further_columns_are_kept(tmp_path: Path) -> None:
    table = as_table([{"source": "a", "reason": "r", "mine": "x"}], "rejects")
    for ending in LOSSLESS:
        again = read_table(write_table(table, tmp_path / f"t.{ending}"), "rejects")
        assert again["mine"].tolist() == ["x"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "it is empty"),
        (b"source,reason\na\n", "line 2 has 1 cells"),
        (b"source\n\xff\n", "cannot be read as a .csv file"),
        (b"source,line\na,x\n", "column 'line' should hold a number"),
    ],
)
def test_a_damaged_file_is_one_error_that_names_it(
    tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    with pytest.raises((InputError, TableError), match=said) as caught:
        read_table(tmp_path / "t.csv", "rejects")
    assert "t.csv" in str(caught.value)


def test_a_table_without_one_of_its_columns_is_an_error(tmp_path: Path) -> None:
    table = as_table([{"article_id": "1"}], "mentions").drop(columns="voice")
    path = write_table(table, tmp_path / "t.csv")
    with pytest.raises(TableError, match="'voice' is missing"):
        read_table(path, "mentions")


def test_an_unknown_ending_names_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"'\.doc' names no format.*\.parquet"):
        write_table(as_table([], "rejects"), tmp_path / "t.doc")
    (tmp_path / "t.doc").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=r"'\.doc' names no format"):
        read_table(tmp_path / "t.doc", "rejects")
