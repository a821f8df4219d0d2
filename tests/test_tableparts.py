"""A table written in parts is the table written at once."""

from pathlib import Path

import pandas as pd
import pytest

import framing.tableparts
from framing.errors import InputError
from framing.tableio import read_table, write_table
from framing.tableparts import table_in_parts
from framing.tables import as_table

TEXTS = ['قال: "نعم"', "=1+1", "سطر\nوسطر", "", "a,b", "'=x"]


@pytest.fixture
def table() -> pd.DataFrame:
    return as_table({"source": TEXTS, "line": range(6), "value": TEXTS[::-1]}, "rejects")


@pytest.fixture(autouse=True)
def few_rows_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framing.tableparts, "HELD", 1)


def write_rows(table: pd.DataFrame, path: Path, *, for_excel: bool = False) -> None:
    with table_in_parts(path, for_excel=for_excel) as parts:
        for start in range(len(table)):
            parts.add(table.iloc[start : start + 1].reset_index(drop=True))
        assert parts.n_rows == len(table)


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl"])
@pytest.mark.parametrize("for_excel", [False, True])
def test_text_has_the_same_bytes(
    table: pd.DataFrame, tmp_path: Path, ending: str, for_excel: bool
) -> None:
    write_table(table, tmp_path / f"whole{ending}", for_excel=for_excel)
    write_rows(table, tmp_path / f"parts{ending}", for_excel=for_excel)
    whole, parts = ((tmp_path / f"{name}{ending}").read_bytes() for name in ("whole", "parts"))
    assert parts == whole


@pytest.mark.parametrize("ending", [".parquet", ".xlsx"])
def test_other_formats_are_read_back_equal(
    table: pd.DataFrame, tmp_path: Path, ending: str
) -> None:
    write_rows(table, tmp_path / f"parts{ending}")
    pd.testing.assert_frame_equal(read_table(tmp_path / f"parts{ending}", "rejects"), table)


@pytest.mark.parametrize("ending", [".csv", ".parquet", ".xlsx"])
def test_a_failure_leaves_nothing(table: pd.DataFrame, tmp_path: Path, ending: str) -> None:
    with pytest.raises(RuntimeError), table_in_parts(tmp_path / f"parts{ending}") as parts:
        parts.add(table)
        parts.add(table)
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="names no format"), table_in_parts(tmp_path / "a.doc"):
        raise AssertionError("never reached")
