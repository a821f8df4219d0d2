"""Articles from any mix of files, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.intake.dates import read_date
from framing.intake.formats import read_part
from framing.intake.record import Article, Reject, article_of
from framing.intake.sources import expand
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


def read_articles(*paths: str | Path, mapping: Mapping[str, str] | None = None) -> pd.DataFrame:
    r"""Read articles from files and folders into the ``articles`` table.

    Nothing is lost silently: rows read = articles + rejects.

    Parameters
    ----------
    *paths : path
        Folders, text files, CSV, TSV, JSONL and Parquet files, in any mix.
    mapping : mapping, optional
        Our column → the input's, such as ``{"text": "content"}``, where the usual names in
        Arabic and English do not tell. An empty name switches a guess off.

    Returns
    -------
    DataFrame
        One row an article, in the order of the input: the columns of ``articles``, then the
        input's others as text. ``.attrs["rejects"]`` lists what was not taken, as rows of the
        ``rejects`` table.

    Raises
    ------
    InputError
        When a path holds nothing, a table has no column of text, two articles have one id,
        or no article at all could be taken.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "raqqa.txt"
    >>> _ = file.write_text("خرج المقاتلون\n\nغادروا المدينة ليلاً.", encoding="utf-8")
    >>> articles = read_articles(file)
    >>> articles.loc[0, ["article_id", "title"]].tolist()
    ['raqqa', 'خرج المقاتلون']
    """
    rows: list[dict[str, str | int]] = []
    rejects = Rejects()
    places: dict[str, str] = {}
    for item in track(articles_of(*paths, mapping=mapping), "reading"):
        if isinstance(item, Reject):
            rejects.append(item.row())
            continue
        _claim_id(item, places)
        rows.append(item.values)
    if not rows:
        raise _nothing_taken(paths, rejects)
    table = _table(rows)
    table.attrs["rejects"] = rejects
    return table


def articles_of(
    *paths: str | Path, mapping: Mapping[str, str] | None = None
) -> Iterator[Article | Reject]:
    """Yield the articles and rejects of ``read_articles`` one at a time, ids unchecked."""
    if not paths:
        raise InputError("no path was given", remedy="Give a file or folder of articles.")
    for path in paths:
        for part in expand(path, mapping):
            if isinstance(part, Reject):
                yield part
                continue
            for record in read_part(part, mapping):
                yield record if isinstance(record, Reject) else article_of(record)


def _claim_id(article: Article, places: dict[str, str]) -> None:
    key = str(article.values["article_id"])
    if key in places:
        raise InputError(
            f"two articles have the id {key!r}",
            place=f"{places[key]} and {article.place}",
            remedy="Give each its own, or read with `framing read`, which keeps the first.",
        )
    places[key] = article.place


def _nothing_taken(paths: tuple[str | Path, ...], rejects: Rejects) -> InputError:
    place = ", ".join(map(str, paths))
    if not rejects:
        return InputError(
            "there is no article in it", place=place, remedy="Give a file with articles."
        )
    first = rejects[0]
    where = first["source"] if first["line"] is None else f"{first['source']}, line {first['line']}"
    more = f" (and {len(rejects) - 1} more)" if len(rejects) > 1 else ""
    value = f": {first['value']}" if first["value"] else ""
    return InputError(
        f"no article could be taken{more}: {first['reason']}{value}",
        place=where,
        remedy="Correct it, or give files of another format.",
    )


def _table(rows: list[dict[str, str | int]]) -> pd.DataFrame:
    fixed = columns_of("articles")
    extra = dict.fromkeys(name for row in rows for name in row if name not in fixed)
    columns: dict[str, list[Any]] = {
        name: [row.get(name, "") for row in rows] for name in [*fixed, *extra]
    }
    columns["published"] = [read_date(value) or None for value in columns["published"]]
    table = as_table(columns, "articles")
    return table.astype(dict.fromkeys(extra, "str"))
