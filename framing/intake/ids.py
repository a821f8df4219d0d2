"""Every article has an id of its own: who has which, on disk where there are many."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Literal

from framing.errors import InputError
from framing.intake.record import Article, Note, Reject

Duplicates = Literal["error", "reject"]


class Ids:
    """The ids given so far, and the place of the article that has each.

    Parameters
    ----------
    database : sqlite3.Connection, optional
        Where they are kept; in memory by default.
    duplicates : {"error", "reject"}
        What a second article with an id is: an error that names both places, or a reject.
        With ``"reject"``, an id made from a file's name gives way to a longer one instead.
    """

    def __init__(
        self,
        database: sqlite3.Connection | None = None,
        duplicates: Duplicates = "error",
    ) -> None:
        self._database = sqlite3.connect(":memory:") if database is None else database
        self._database.execute(
            "create table if not exists ids (id text primary key, place text) without rowid"
        )
        self._duplicates = duplicates

    def close(self) -> None:
        """Forget the ids, where they were kept in memory."""
        self._database.close()

    def claim(self, article: Article) -> Article | Reject:
        """Give an article its id, another one, or none."""
        given = str(article.values["article_id"])
        if self._takes(given, article.place):
            return article
        if self._duplicates == "error":
            raise InputError(
                f"two articles have the id {given!r}",
                place=f"{self._place_of(given)} and {article.place}",
                remedy="Give each its own. `framing read` on their folder keeps the first.",
            )
        if not article.fallback_id:
            reason = f"the id is taken by {self._place_of(given)}"
            return Reject(article.source, article.line, reason, given)
        return self._with_longer_id(article)

    def _with_longer_id(self, article: Article) -> Article:
        name, number = article.fallback_id, 1
        while not self._takes(name, article.place):
            number += 1
            name = f"{article.fallback_id}-{number}"
        note = Note("ids made longer", "a file's name is not enough to tell its article")
        values = {**article.values, "article_id": name}
        return replace(article, values=values, notes=(*article.notes, note))

    def _takes(self, name: str, place: str) -> bool:
        cursor = self._database.execute("insert or ignore into ids values (?, ?)", (name, place))
        return cursor.rowcount == 1

    def _place_of(self, name: str) -> str:
        found = self._database.execute("select place from ids where id = ?", (name,)).fetchone()
        return str(found[0]) if found else ""
