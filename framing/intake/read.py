"""Articles from any mix of files, as one table."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.intake.columns import check_mapping
from framing.intake.formats import read_part
from framing.intake.ids import Duplicates, Ids
from framing.intake.record import Article, Note, Part, Record, Reject, place_of, printable
from framing.intake.settle import settle
from framing.intake.sources import expand
from framing.intake.stored import corpus_card, corpus_rejects, is_corpus, stored_batches
from framing.progress import track
from framing.tables import as_table, columns_of

if TYPE_CHECKING:
    import pandas as pd


class Rejects(list[dict[str, Any]]):
    """The rows of the ``rejects`` table, in a form that a table can carry in its ``attrs``.

    pandas copies ``attrs`` at every step, compares them when tables are joined and writes them
    to Parquet as JSON; a table inside would break all three, a list does not.
    ``as_table(articles.attrs["rejects"], "rejects")`` makes the table.
    """

    def __deepcopy__(self, memo: dict[int, Any]) -> Rejects:
        return self


def read_articles(
    *paths: str | Path,
    mapping: Mapping[str, str] | None = None,
    duplicates: Duplicates = "error",
) -> pd.DataFrame:
    r"""Read articles from files, folders and archives into the ``articles`` table.

    Nothing is lost silently: rows read = articles + rejects.

    Parameters
    ----------
    *paths : path
        Files, folders of them and ZIPs, in any mix: text, HTML, CSV and TSV with any
        delimiter, XLSX, JSON, JSONL, Parquet, WARC, RSS, Atom, text exports of Factiva and
        Nexis, a corpus made by ``framing read``. Their content tells what they are.
    mapping : mapping, optional
        Our column → the input's, such as ``{"text": "content"}``, where the usual names in
        Arabic and English do not tell. An empty name switches a guess off.
    duplicates : {"error", "reject"}, default "error"
        What a second article with one id is. With ``"reject"`` the first is kept, and ids made
        from the names of files are made longer where they clash.

    Returns
    -------
    DataFrame
        One row an article, in the order of the input: the columns of ``articles``, then the
        input's others as text. ``.attrs["rejects"]`` lists what was not taken, as rows of the
        ``rejects`` table; ``.attrs["notes"]`` what was guessed, repaired or left empty, and
        how often.

    Raises
    ------
    InputError
        When a path holds nothing, two articles have one id, or no article at all could be
        taken.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "raqqa.txt"
    >>> _ = file.write_text("خرج المقاتلون\n\nغادروا المدينة ليلاً.", encoding="utf-8")
    >>> articles = read_articles(file)
    >>> articles.loc[0, ["article_id", "title"]].tolist()
    ['raqqa', 'خرج المقاتلون']
    """
    if len(paths) == 1 and is_corpus(paths[0]):
        return _read_corpus(Path(paths[0]))
    rows: list[dict[str, str | int]] = []
    rejects = Rejects()
    notes: Counter[Note] = Counter()
    with closing(Ids(duplicates=duplicates)) as ids:
        for item in track(records_of(*paths, mapping=mapping), "reading"):
            outcome = taken(item, ids)
            if isinstance(outcome, Article):
                rows.append(outcome.values)
                notes.update(outcome.notes)
            elif isinstance(outcome, Reject):
                rejects.append(outcome.row())
            else:
                notes[outcome] += 1
    if not rows:
        raise nothing_taken(paths, rejects)
    table = articles_table(rows)
    table.attrs = {"rejects": rejects, "notes": told(notes)}
    return table


def records_of(
    *paths: str | Path, mapping: Mapping[str, str] | None = None
) -> Iterator[Record | Reject | Note]:
    """Yield what the input holds, in an order that never changes, nothing settled yet."""
    if not paths:
        raise InputError("no path was given", remedy="Give a file or folder of articles.")
    check_mapping(mapping or {}, None)
    for path in paths:
        if is_corpus(path):
            yield from _corpus_records(Path(path))
            continue
        for part in expand(path, mapping):
            if isinstance(part, Part):
                yield from read_part(part, mapping)
            else:
                yield part


def taken(item: Record | Reject | Note, ids: Ids) -> Article | Reject | Note:
    """Settle what the input holds: an article with an id of its own, or why there is none."""
    if not isinstance(item, Record):
        return item
    outcome = settle(item)
    return ids.claim(outcome) if isinstance(outcome, Article) else outcome


def told(notes: Mapping[Note, int]) -> dict[str, dict[str, int]]:
    """Return notes as kind → what → how often, sorted."""
    counts: dict[str, dict[str, int]] = {}
    for note, n in sorted(notes.items(), key=lambda pair: (pair[0].kind, pair[0].what)):
        counts.setdefault(note.kind, {})[note.what] = n
    return counts


def nothing_taken(paths: Sequence[str | Path], rejects: Sequence[Mapping[str, Any]]) -> InputError:
    """Return the error for input without a single article."""
    if not rejects:
        place = ", ".join(map(str, paths))
        return InputError(
            "there is no article in it", place=place, remedy="Give a file with articles."
        )
    first = rejects[0]
    where = place_of(first["source"], first["line"])
    more = f" (and {len(rejects) - 1} more)" if len(rejects) > 1 else ""
    value = f" ({printable(first['value'])})" if first["value"] else ""
    remedy = "Correct it, or give files of another format."
    if first["reason"].startswith("no column holds the text"):
        remedy = "Name the column that does: --map text=COLUMN, or mapping={'text': 'COLUMN'}."
    return InputError(
        f"no article could be taken{more}: {first['reason']}{value}", place=where, remedy=remedy
    )


def articles_table(
    rows: Sequence[Mapping[str, str | int]], extra: Sequence[str] = ()
) -> pd.DataFrame:
    """Make the ``articles`` table of rows, their further columns as text after the fixed ones."""
    fixed = columns_of("articles")
    names = dict.fromkeys([*extra, *(name for row in rows for name in row if name not in fixed)])
    columns: dict[str, list[Any]] = {
        name: [row.get(name, "") for row in rows] for name in [*fixed, *names]
    }
    columns["published"] = [
        datetime.datetime.fromisoformat(day) if day else None for day in columns["published"]
    ]
    table = as_table(columns, "articles")
    return table.astype(dict.fromkeys(names, "str"))


def _read_corpus(path: Path) -> pd.DataFrame:
    import pandas as pd

    table = pd.concat(list(stored_batches(path, 100_000)), ignore_index=True)
    rows = (reject.row() for reject in _rejects_in(corpus_rejects(path)))
    table.attrs = {"rejects": Rejects(rows), "notes": corpus_card(path)["notes"]}
    return table


def _corpus_records(path: Path) -> Iterator[Record | Reject]:
    """Yield a corpus again, for a mix of it with other input."""
    for part in expand(path):
        if isinstance(part, Part):
            yield from (item for item in read_part(part) if not isinstance(item, Note))
    yield from _rejects_in(corpus_rejects(path))


def _rejects_in(table: pd.DataFrame) -> Iterator[Reject]:
    for source, line, reason, value in zip(
        table["source"], table["line"], table["reason"], table["value"], strict=True
    ):
        yield Reject(source, None if line != line else int(line), reason, value)
