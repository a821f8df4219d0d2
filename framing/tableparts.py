"""Tables that are written part by part, so that they never stand in memory as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.outputs import whole_file
from framing.tableio import check_ending, write_table

if TYPE_CHECKING:
    import pandas as pd

HELD = 200_000  # rows; a table of no more is written at once


class TableParts:
    """One table, given in parts that have the same columns; see ``table_in_parts``.

    Attributes
    ----------
    n_rows : int
        How many rows it was given.
    """

    def __init__(self, path: Path, open_files: ExitStack, *, for_excel: bool) -> None:
        self.n_rows = 0
        self._path, self._open_files, self._for_excel = path, open_files, for_excel
        self._ending = check_ending(path)
        self._held: list[pd.DataFrame] = []
        self._n_held = 0
        self._partial: Path | None = None
        self._parquet: Any = None

    def add(self, table: pd.DataFrame) -> None:
        """Append rows."""
        self.n_rows += len(table)
        self._n_held += len(table)
        self._held.append(table)
        if self._n_held > HELD and self._ending != ".xlsx":
            self._write()

    def finish(self) -> None:
        """Write what is held."""
        if self._partial is None:
            write_table(_joined(self._held), self._path, for_excel=self._for_excel)
        elif self._n_held:
            self._write()

    def _write(self) -> None:
        table = _joined(self._held)
        self._held, self._n_held = [], 0
        is_first = self._partial is None
        if self._partial is None:
            self._partial = self._open_files.enter_context(whole_file(self._path))
        if self._ending == ".parquet":
            self._write_parquet(table, self._partial)
        else:
            self._append_text(table, self._partial, is_first=is_first)

    def _write_parquet(self, table: pd.DataFrame, partial: Path) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        rows = pa.Table.from_pandas(table, preserve_index=False)
        if self._parquet is None:
            writer = parquet.ParquetWriter(partial, rows.schema, compression="zstd")
            self._parquet = self._open_files.enter_context(writer)
        self._parquet.write_table(rows)

    def _append_text(self, table: pd.DataFrame, partial: Path, *, is_first: bool) -> None:
        part = partial.with_name(f"{partial.stem}.part{self._ending}")
        try:
            write_table(table, part, for_excel=self._for_excel)
            with part.open("rb") as rows, partial.open("ab") as whole:
                if not is_first and self._ending != ".jsonl":
                    rows.readline()  # the names of the columns, which hold no line break
                shutil.copyfileobj(rows, whole)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def table_in_parts(path: str | Path, *, for_excel: bool = False) -> Iterator[TableParts]:
    r"""Write a table part by part; it appears whole when the block ends well, or not at all.

    The file holds what ``write_table`` writes; Parquet holds many rows in several groups.

    Parameters
    ----------
    path : path
        Its ending decides the format, as in ``write_table``. XLSX is held until the end.
    for_excel : bool, default False
        As in ``write_table``.

    Raises
    ------
    InputError
        When the ending is unknown.

    Examples
    --------
    >>> import tempfile
    >>> from framing.tables import as_table
    >>> path = Path(tempfile.mkdtemp()) / "rejects.csv"
    >>> with table_in_parts(path) as table:
    ...     for name in ("a.csv", "b.csv"):
    ...         table.add(as_table([{"source": name, "reason": "no text"}], "rejects"))
    >>> path.read_text(encoding="utf-8")
    'source,line,reason,value\na.csv,,no text,\nb.csv,,no text,\n'
    """
    with ExitStack() as open_files:
        parts = TableParts(Path(path), open_files, for_excel=for_excel)
        yield parts
        parts.finish()


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0]
