"""How far the making of a corpus has come, kept so that a stop at any moment loses nothing."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from framing.intake.record import Note, Reject

STATE = "state.sqlite"

_TABLES = (
    "create table if not exists facts (name text primary key, value text) without rowid",
    "create table if not exists rejects (source text, line integer, reason text, value text)",
    "create table if not exists notes (kind text, what text, n integer, primary key (kind, what))",
    "create table if not exists outlets (outlet text primary key, n integer)",
    "create table if not exists files (name text primary key, n_articles integer, sha256 text)",
)


class Journal:
    """The state of a corpus that is being made: one transaction a batch, in one SQLite file.

    What a killed process had not committed is not there when the next one looks: position,
    ids, rejects and notes always belong to the batches that are complete.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        for statement in _TABLES:
            database.execute(statement)
        database.commit()
        self.identity = self._fact("identity", "")
        self.position = int(self._fact("position", "0"))
        self.columns: list[str] = json.loads(self._fact("columns", "[]"))
        self._notes: Counter[Note] = Counter()

    @classmethod
    def opened(cls, folder: Path, identity: str) -> Journal:
        """Open the journal in a folder; one of another input is thrown away with its batches.

        Parameters
        ----------
        folder : Path
            The corpus that is being made.
        identity : str
            A hash of the input and options; ``""`` takes any.
        """
        path = folder / STATE
        try:
            journal = cls(sqlite3.connect(path))
            if not identity or journal.identity == identity:
                return journal
            journal.close()
        except sqlite3.DatabaseError:
            pass
        for file in folder.iterdir():
            file.unlink()
        journal = cls(sqlite3.connect(path))
        journal.identity = identity
        journal._set("identity", identity)
        journal.database.commit()
        return journal

    def close(self) -> None:
        """Close the file; what is not committed is forgotten."""
        self.database.close()

    def commit(self) -> None:
        """Make everything since the last commit lasting, at once."""
        self._set("position", str(self.position))
        self._set("columns", json.dumps(self.columns, ensure_ascii=False))
        for note, n in self._notes.items():
            self.database.execute(
                "insert into notes values (?, ?, ?) on conflict do update set n = n + excluded.n",
                (note.kind, note.what, n),
            )
        self._notes.clear()
        self.database.commit()

    def reject(self, reject: Reject) -> None:
        """Add one row to the rejects."""
        row = reject.row()
        self.database.execute(
            "insert into rejects values (:source, :line, :reason, :value)", dict(row)
        )

    def note(self, *notes: Note) -> None:
        """Count what was guessed, repaired or left empty."""
        self._notes.update(notes)

    def add_file(
        self,
        name: str,
        n_articles: int,
        sha256: str,
        columns: Sequence[str],
        outlets: Mapping[str, int],
    ) -> None:
        """Add one batch that is written."""
        self.columns = list(dict.fromkeys([*self.columns, *columns]))
        self.database.execute(
            "insert or replace into files values (?, ?, ?)", (name, n_articles, sha256)
        )
        for outlet, n in outlets.items():
            self.database.execute(
                "insert into outlets values (?, ?) on conflict do update set n = n + excluded.n",
                (outlet, n),
            )

    @property
    def n_files(self) -> int:
        """How many batches are written."""
        return int(self._one("select count(*) from files"))

    @property
    def n_articles(self) -> int:
        """How many articles are in them."""
        return int(self._one("select coalesce(sum(n_articles), 0) from files"))

    @property
    def n_rejects(self) -> int:
        """How many rows were not taken."""
        return int(self._one("select count(*) from rejects"))

    def files(self) -> list[dict[str, Any]]:
        """Return name, number of articles and hash of each batch."""
        rows = self.database.execute("select * from files order by name")
        return [{"name": name, "n_articles": n, "sha256": sha256} for name, n, sha256 in rows]

    def outlets(self) -> dict[str, int]:
        """Return how many articles each outlet has."""
        return dict(self.database.execute("select * from outlets order by outlet").fetchall())

    def reasons(self) -> dict[str, int]:
        """Return how many rows were rejected for each reason, the commonest first."""
        return dict(
            self.database.execute(
                "select reason, count(*) from rejects group by reason order by 2 desc, 1"
            ).fetchall()
        )

    def notes(self) -> dict[str, dict[str, int]]:
        """Return notes as kind → what → how often."""
        told: dict[str, dict[str, int]] = {}
        for kind, what, n in self.database.execute("select * from notes order by kind, what"):
            told.setdefault(kind, {})[what] = n
        return told

    def first_rejects(self) -> list[dict[str, Any]]:
        """Return the first rejects, for an error message."""
        return self._rejects("limit 1000")

    def all_rejects(self) -> list[dict[str, Any]]:
        """Return all rejects, in the order of the input."""
        return self._rejects("")

    def _rejects(self, limit: str) -> list[dict[str, Any]]:
        rows = self.database.execute(f"select * from rejects order by rowid {limit}")
        names = ("source", "line", "reason", "value")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def _fact(self, name: str, default: str) -> str:
        found = self.database.execute("select value from facts where name = ?", (name,)).fetchone()
        return str(found[0]) if found else default

    def _set(self, name: str, value: str) -> None:
        self.database.execute("insert or replace into facts values (?, ?)", (name, value))

    def _one(self, query: str) -> Any:
        return self.database.execute(query).fetchone()[0]
