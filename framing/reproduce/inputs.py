"""What a report was made from, then and now: options, articles, lexicons, versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import FramingError
from framing.recipe import seals, versions_here
from framing.reproduce.differences import Difference
from framing.reproduce.record import RECIPE, Record
from framing.show.numbers import counted

if TYPE_CHECKING:
    import pandas as pd

    from framing.show.report import Report

# What names a row of each table of a lexicon.
ROW_KEYS = {
    "concepts": ("lexicon", "concept"),
    "labels": ("lexicon", "concept", "label", "valid_from"),
    "forms": ("id",),
    "lists": ("lexicon", "list", "form"),
}
# May be chosen when the report is made; changes no figure.
_CHOSEN_LATER = ("language", "formats")


def changed_options(record: Record, study_file: Path) -> Iterator[Difference]:
    """Name the options that were changed in the recipe, or in the study's file since.

    Parameters
    ----------
    record : Record
        The report as it was made.
    study_file : Path
        The study's file now; left aside where there is none, or where it is another study's.
    """
    options, sealed = record.recipe["study"], record.recipe["seals"]
    now = seals(options)
    for name in dict.fromkeys([*sealed, *now]):
        if sealed.get(name) != now.get(name):
            value = repr(options[name]) if name in options else "not there"
            yield Difference(
                f"{RECIPE}, option {name!r}", f"is {value}, not what the report was made with"
            )
    written = _options_in(study_file)
    if isinstance(written, Difference):
        yield written
    elif written and written["name"] == options.get("name"):
        for name, value in written.items():
            if name not in _CHOSEN_LATER and options.get(name) != value:
                yield Difference(
                    f"{study_file.name}, option {name!r}",
                    f"is {value!r}; the report was made with {options.get(name)!r}",
                )


def changed_articles(record: Record, index: pd.DataFrame) -> Iterator[Difference]:
    """Name the articles that are not those that were counted.

    Parameters
    ----------
    record : Record
        The report as it was made, whose index has a hash for each article.
    index : DataFrame
        The index made again.
    """
    corpus = record.recipe["corpus"]
    then = record.table("article_index")
    if then is None or "hash" not in then.columns:
        return
    before = dict(zip(then["article_id"], then["hash"], strict=True))
    after = dict(zip(index["article_id"], index["hash"], strict=True))
    outlets = dict(zip(index["article_id"], index["outlet"], strict=True))
    for article, digest in before.items():
        if article not in after:
            yield Difference(f"articles, {article!r}", "was counted, is not there any more")
        elif after[article] != digest:
            yield Difference(
                f"articles, {article!r} of {outlets[article]!r}",
                "is not as it was: its text, outlet, date or the place of its body was changed",
            )
    for article in after.keys() - before.keys():
        yield Difference(f"articles, {article!r}", "was not counted, is there now")
    if len(before) != corpus["articles"]:
        told = counted(len(before), "article", "en")
        yield Difference("articles", f"the index has {told}, the recipe {corpus['articles']}")


def changed_lexicons(record: Record, report: Report) -> Iterator[Difference]:
    """Name the rows of lexicons that were changed."""
    then = {x["name"]: x for x in record.recipe["lexicons"]}
    now = {x["name"]: x for x in report.results.recipe["lexicons"]}
    changed = [name for name, x in then.items() if now.get(name, {}).get("hash") != x["hash"]]
    if not changed:
        return
    rows = list(_changed_rows(record, report))
    yield from rows
    if not rows:
        for name in changed:
            yield Difference(
                f"lexicon {name}",
                f"is not as it was (version {then[name]['version']} then, "
                f"{now.get(name, {}).get('version', 'none')} now): its rules or a row of a list",
            )


def changed_rules(record: Record, report: Report) -> Iterator[Difference]:
    """Name the rules of voice, where they are not those the report was made with."""
    if record.recipe["voice"] != report.results.recipe["voice"]:
        yield Difference("lexicon voice", "its rows are not those the report was made with")


def other_versions(record: Record) -> list[str]:
    """Return the versions that are not those the report was made with."""
    then, now = record.recipe["versions"], versions_here()
    return [
        f"{name} {then.get(name) or 'none'} then, {now.get(name) or 'none'} now"
        for name in dict.fromkeys([*then, *now])
        if then.get(name) != now.get(name)
    ]


def rows_by_key(
    table: pd.DataFrame, keys: tuple[str, ...]
) -> dict[tuple[str, ...], list[dict[str, str]]]:
    """Return the rows of a table as texts, by what names them.

    Examples
    --------
    >>> import pandas as pd
    >>> rows_by_key(pd.DataFrame({"id": ["a"], "stance": [None]}), ("id",))
    {('a',): [{'id': 'a', 'stance': ''}]}
    """
    cells = table.astype("object").where(table.notna(), "").astype("str")
    found: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for row in cells.to_dict("records"):
        named = {str(column): str(cell) for column, cell in row.items()}
        found.setdefault(tuple(named[key] for key in keys), []).append(named)
    return found


def _changed_rows(record: Record, report: Report) -> Iterator[Difference]:
    for part, keys in ROW_KEYS.items():
        then = record.table(f"lexicon_{part}")
        if then is None:
            continue
        before = rows_by_key(then, keys)
        after = rows_by_key(report.tables[f"lexicon_{part}"], keys)
        for key in dict.fromkeys([*before, *after]):
            home = (before.get(key) or after[key])[0]["lexicon"]
            place = f"lexicon {home}, {part}.csv, {'/'.join(filter(None, key[-3:]))}"
            if key not in after:
                yield Difference(place, "was there, is not there any more")
            elif key not in before:
                yield Difference(place, "was not there, is there now")
            else:
                # Two lexicons may have taken the row from different copies of a third.
                lost = [row for row in before[key] if row not in after[key]]
                new = [row for row in after[key] if row not in before[key]]
                for row, now in zip(lost or before[key], new or after[key], strict=False):
                    yield from _changed_cells(place, row, now)


def _changed_cells(
    place: str, row: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[Difference]:
    for column, value in row.items():
        if column in now and now[column] != value:
            yield Difference(f"{place}, {column!r}", f"was {value!r}, is {now[column]!r}")


def _options_in(study_file: Path) -> dict[str, Any] | Difference | None:
    from framing.study import load_study

    if not study_file.is_file():
        return None
    try:
        return load_study(study_file).options()
    except FramingError as error:
        return Difference(study_file.name, f"cannot be read any more: {error.problem}")
