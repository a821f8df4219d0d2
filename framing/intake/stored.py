"""What a finished corpus holds, read back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

CORPUS_CARD = "corpus.json"
BATCH = 5_000  # articles in one file, and held at one time


def is_corpus(path: str | Path) -> bool:
    """Tell whether a folder is a corpus made by ``framing read``."""
    return (Path(path) / CORPUS_CARD).is_file()


def corpus_card(path: str | Path) -> dict[str, Any]:
    """Return what ``corpus.json`` says: counts, columns, outlets, notes, files and hashes."""
    with (Path(path) / CORPUS_CARD).open(encoding="utf-8") as handle:
        card: dict[str, Any] = json.load(handle)
    return card


def corpus_rejects(path: str | Path) -> pd.DataFrame:
    """Return the ``rejects`` table of a corpus."""
    import pandas as pd

    return as_table(pd.read_parquet(Path(path) / "rejects.parquet"), "rejects")


def stored_batches(
    path: str | Path, batch: int, columns: Sequence[str] | None = None
) -> Iterator[pd.DataFrame]:
    """Yield a corpus's ``articles`` in tables of at most ``batch`` rows and the same columns.

    Where ``columns`` are named, the others are empty, and their part of the files is not read.
    """
    import pyarrow.parquet as pq

    card = corpus_card(path)
    for file in card["files"]:
        target = Path(path) / file["name"]
        if not target.is_file():
            raise InputError(
                "a file of the corpus is missing", place=str(target), remedy="Read it anew."
            )
        with pq.ParquetFile(target) as stored:
            for piece in stored.iter_batches(batch, columns=columns):
                table = piece.to_pandas()
                if columns is not None:
                    yield as_table(table, "articles")
                    continue
                for column in card["columns"]:
                    if column not in table.columns:
                        table[column] = ""
                yield as_table(table[card["columns"]], "articles")
