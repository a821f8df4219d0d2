"""The rules a lexicon must keep to be loaded at all: names known, numbers numbers, kinds kinds.

``load_lexicon`` raises the first finding; ``framing lexicon check`` lists them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from framing.errors import LexiconError, closest
from framing.lexicon.clitics import LETTERS
from framing.lexicon.company import parse_company
from framing.lexicon.entry import KINDS
from framing.lexicon.files import NEEDED, Parts
from framing.lexicon.finding import Finding
from framing.lexicon.nouns import CLASSES
from framing.text.spelling import RULES


@dataclass(frozen=True, slots=True)
class Scope:
    """What the rows of one lexicon may name: its own and what it takes from others."""

    concepts: frozenset[str]
    labels: frozenset[tuple[str, str]]
    lists: frozenset[str]


def schema_findings(parts: Parts, scope: Scope) -> Iterator[Finding]:
    """Yield every finding that keeps a lexicon from being loaded, file by file."""
    for name, table in parts.tables.items():
        missing = [column for column in NEEDED[name] if column not in table.header]
        for column in missing:
            yield Finding(
                parts.place(f"{name}.csv"),
                1,
                column,
                ", ".join(table.header),
                "columns",
                f"the column {column!r} is missing (there are: {', '.join(table.header)})",
                f"Add it, or correct the header.{closest(column, table.header)}",
            )
        if missing:
            return
    yield from _card(parts, scope)
    yield from _concepts(parts)
    yield from _labels(parts, scope)
    yield from _forms(parts, scope)
    yield from _lists(parts)


def _card(parts: Parts, scope: Scope) -> Iterator[Finding]:
    place = parts.place("card.toml")
    for key in ("name", "version"):
        if not isinstance(parts.card.get(key), str) or not parts.card[key].strip():
            found = repr(parts.card.get(key, "nothing"))
            yield Finding(
                place, 0, key, found, "card", f"{found} is not a text", f'Write {key} = "…".'
            )
    known: dict[str, Iterable[str]] = {
        "spelling_off": RULES,
        "spelling_on": RULES,
        "parties": scope.concepts,
        "said_of": scope.concepts,
    }
    for key, names in known.items():
        for value in card_list(parts, key):
            if value not in names:
                yield _unknown(
                    place,
                    0,
                    key,
                    value,
                    "a spelling rule" if "spell" in key else "a concept",
                    names,
                )


def card_list(parts: Parts, key: str) -> list[str]:
    """Return a list of the card, empty where it is left out.

    Raises
    ------
    LexiconError
        When it is not a list of texts.
    """
    value = parts.card.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise LexiconError(
            f"{value!r} is not a list of texts",
            place=f"{parts.place('card.toml')}, key {key!r}",
            remedy=f'Write {key} = ["…", "…"].',
        )
    return value


def _concepts(parts: Parts) -> Iterator[Finding]:
    place = parts.place("concepts.csv")
    yield from _needed(parts, "concepts")
    yield from _repeated(
        place, "concept", ((n, r["concept"]) for n, r in parts.records("concepts"))
    )


def _labels(parts: Parts, scope: Scope) -> Iterator[Finding]:
    place = parts.place("labels.csv")
    yield from _needed(parts, "labels")
    for row, cells in parts.records("labels"):
        if cells["concept"] not in scope.concepts:
            yield _unknown(
                place, row, "concept", cells["concept"], "in concepts.csv", scope.concepts
            )
        stance = cells.get("stance", "")
        if stance and not _is_stance(stance):
            yield Finding(
                place,
                row,
                "stance",
                stance,
                "stance_range",
                f"{stance!r} is not a number from -1 to 1",
                "Write one with a point (0.5), or leave it empty.",
            )
        for column in ("valid_from", "valid_to"):
            if cells.get(column) and not _is_day(cells[column]):
                yield Finding(
                    place,
                    row,
                    column,
                    cells[column],
                    "date",
                    f"{cells[column]!r} is not a day",
                    "Write it as 2024-12-08, or leave it empty.",
                )
    yield from _repeated(
        place,
        "label",
        (
            (n, " / ".join(filter(None, (r["concept"], r["label"], r.get("valid_from", "")))))
            for n, r in parts.records("labels")
        ),
    )


def _forms(parts: Parts, scope: Scope) -> Iterator[Finding]:
    place = parts.place("forms.csv")
    yield from _needed(parts, "forms", optional=("label",))
    yield from _repeated(place, "id", ((n, r["id"]) for n, r in parts.records("forms")))
    for row, cells in parts.records("forms"):
        concept, label = cells["concept"], cells["label"]
        if concept not in scope.concepts:
            yield _unknown(place, row, "concept", concept, "in concepts.csv", scope.concepts)
        elif (label or cells["kind"] != "except") and (concept, label) not in scope.labels:
            known = [name for of, name in scope.labels if of == concept]
            yield _unknown(
                place, row, "label", label, f"a label of {concept!r} in labels.csv", known
            )
        yield from _kind(place, row, cells, KINDS)
        for column in ("requires", "forbids"):
            yield from _company(place, row, column, cells.get(column, ""), scope)


def _lists(parts: Parts) -> Iterator[Finding]:
    place = parts.place("lists.csv")
    yield from _needed(parts, "lists")
    for row, cells in parts.records("lists"):
        yield from _kind(place, row, cells, [kind for kind in KINDS if kind != "except"])


def _kind(place: str, row: int, cells: dict[str, str], kinds: Iterable[str]) -> Iterator[Finding]:
    if cells["kind"] not in kinds:
        yield _unknown(place, row, "kind", cells["kind"], "a kind of form", kinds)
    clitics = cells.get("clitics", "")
    if clitics not in ("", "yes", "no") and not set(clitics) <= LETTERS:
        yield Finding(
            place,
            row,
            "clitics",
            clitics,
            "clitics",
            f"{clitics!r} is neither empty, 'yes', 'no' nor letters out of و ف ب ل ك س",
            "Correct it.",
        )
    for switch in cells.get("endings", "").split():
        if switch not in ("all", "none") and switch.lstrip("+-") not in CLASSES:
            yield _unknown(place, row, "endings", switch, "a switch for endings", CLASSES)


def _company(place: str, row: int, column: str, cell: str, scope: Scope) -> Iterator[Finding]:
    try:
        conditions = parse_company(cell)
    except LexiconError as error:
        yield Finding(place, row, column, cell, "company", error.problem, error.remedy)
        return
    undoing = [condition.unless for condition in conditions if condition.unless]
    for condition in (*conditions, *undoing):
        if condition.where == "written":
            continue
        known = scope.concepts if condition.is_concept else scope.lists
        if condition.list not in known:
            where = "a concept here" if condition.is_concept else "a list here or in `lists`"
            yield _unknown(place, row, column, condition.list, where, known)


def _needed(parts: Parts, table: str, optional: tuple[str, ...] = ()) -> Iterator[Finding]:
    place = parts.place(f"{table}.csv")
    for row, cells in parts.records(table):
        for column in NEEDED[table]:
            if not cells[column] and column not in optional:
                yield Finding(
                    place,
                    row,
                    column,
                    "",
                    "empty",
                    "the cell is empty",
                    "Fill it, or delete the row.",
                )


def _repeated(place: str, column: str, values: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for row, value in values:
        if value and first.setdefault(value, row) != row:
            yield Finding(
                place,
                row,
                column,
                value,
                "unique",
                f"{value!r} stands already in row {first[value]}",
                "Give it a new one, or delete one of the two rows.",
            )


def _unknown(
    place: str, row: int, column: str, value: str, what: str, known: Iterable[str]
) -> Finding:
    near = closest(value, known).strip()
    remedy = f"{near} Add it, or correct the row.".strip()
    return Finding(place, row, column, value, f"known_{column}", f"{value!r} is not {what}", remedy)


def _is_stance(text: str) -> bool:
    try:
        return -1 <= float(text) <= 1
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
