"""A lexicon folder → a ``Lexicon``, its includes and neighbor lists resolved."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from framing.errors import LexiconError, closest
from framing.lexicon.company import parse_company
from framing.lexicon.entry import Concept, Form, Label, Lexicon, Neighbor, Row
from framing.lexicon.files import COLUMNS, Parts, RawTable, find_folder, read_parts
from framing.lexicon.schema import Scope, card_list, schema_findings
from framing.text.spelling import DEFAULT_SPELLING

_KINDS: dict[str, type[Any]] = {
    "concepts": Concept, "labels": Label, "forms": Form, "lists": Neighbor
}  # fmt: skip


@dataclass(slots=True)
class Gathered:
    """A lexicon's own parts, and those of the others it takes concepts and lists from."""

    parts: Parts
    includes: list[tuple[str, Parts]] = field(default_factory=list)  # concept, its home
    lists: list[Parts] = field(default_factory=list)

    def scope(self) -> Scope:
        """Return all names that the lexicon's own rows may use."""
        own = self.parts.records
        concepts = {r["concept"] for _, r in own("concepts") if "concept" in r}
        labels = {(r.get("concept", ""), r.get("label", "")) for _, r in own("labels")}
        taken = {concept for concept, _ in self.includes}
        for concept, home in self.includes:
            labels |= {
                (r["concept"], r["label"])
                for _, r in home.records("labels")
                if r["concept"] == concept
            }
        lists = {
            r.get("list", "") for p in (self.parts, *self.lists) for _, r in p.records("lists")
        }
        return Scope(frozenset(concepts | taken), frozenset(labels), frozenset(lists))


def load_lexicon(name_or_path: str | Path) -> Lexicon:
    """Read a lexicon, with the concepts it includes and the neighbor lists it names.

    Parameters
    ----------
    name_or_path : str or path
        A bundled lexicon's name, such as ``"syria"``, or a folder that holds ``card.toml``.

    Returns
    -------
    Lexicon

    Raises
    ------
    LexiconError
        Naming file, row, column, value and remedy of the first rule that is broken, of those
        that keep a lexicon from being used. ``framing lexicon check`` lists all of them, and
        the rules of good order too.
    """
    return assemble(gather(find_folder(name_or_path)))


def gather(folder: Path) -> Gathered:
    """Read a lexicon folder and every other one its card names.

    Raises
    ------
    LexiconError
        When one of them is missing or cannot be read.
    """
    parts = read_parts(folder)
    found = Gathered(parts)
    homes: dict[str, Parts] = {}
    for include in card_list(parts, "includes"):
        home_name, _, concept = include.partition("/")
        if home_name not in homes:
            homes[home_name] = _other(parts, home_name, "includes")
        home = homes[home_name]
        known = [r["concept"] for _, r in home.records("concepts")]
        if concept not in known:
            raise LexiconError(
                f"{include!r} names no concept of the lexicon {home_name!r}",
                place=f"{parts.place('card.toml')}, key 'includes'",
                remedy=f"Write lexicon/concept.{closest(concept, known)}",
            )
        found.includes.append((concept, home))
    names = dict.fromkeys(card_list(parts, "lists"), "lists")
    for home_name, home in homes.items():
        names.setdefault(home_name, "includes")
        names.update({name: "lists" for name in card_list(home, "lists") if name not in names})
    found.lists = [
        homes.get(name) or _other(parts, name, key)
        for name, key in names.items()
        if name != parts.name
    ]
    return found


def assemble(found: Gathered) -> Lexicon:
    """Make the lexicon out of its parts.

    Raises
    ------
    LexiconError
        The first schema rule broken, here or in an included lexicon.
    """
    _raise_first(found)
    parts = found.parts
    concepts = [*_rows(parts, "concepts")]
    labels = [*_rows(parts, "labels")]
    forms = [*_rows(parts, "forms")]
    for concept, home in found.includes:
        concepts += [r for r in _rows(home, "concepts") if r.concept == concept]
        labels += [r for r in _rows(home, "labels") if r.concept == concept]
        forms += [r for r in _rows(home, "forms") if r.concept == concept]
    neighbors = [r for p in (parts, *found.lists) for r in _rows(p, "lists")]
    _check_lists(neighbors, parts)
    spelling = DEFAULT_SPELLING | set(card_list(parts, "spelling_on"))
    spelling -= set(card_list(parts, "spelling_off"))
    parties = _named(found, "parties")
    said_of = _named(found, "said_of")
    live = [form for form in forms if not form.retired_by]
    _check_included(live, concepts, parts)
    rows: list[Row] = [*concepts, *labels, *live, *neighbors]
    rules: list[object] = [parts.name, sorted(spelling), sorted(parties), sorted(said_of)]
    return Lexicon(
        name=parts.name,
        version=str(parts.card["version"]),
        path=parts.path,
        card=parts.card,
        concepts=tuple(concepts),
        labels=tuple(labels),
        forms=tuple(live),
        neighbors=tuple(neighbors),
        spelling=frozenset(spelling),
        parties=parties,
        said_of=said_of,
        content_hash=_hash(rows, rules),
        retired=tuple(form for form in forms if form.retired_by),
    )


def _other(parts: Parts, name: str, key: str) -> Parts:
    try:
        return read_parts(find_folder(name, beside=parts.path.resolve().parent))
    except LexiconError as error:
        place = f"{parts.place('card.toml')}, key {key!r}"
        raise LexiconError(str(error), place=place) from error


def _raise_first(found: Gathered) -> None:
    scopes = {found.parts.name: (found.parts, found.scope())}
    for home in [*(home for _, home in found.includes), *found.lists]:
        if home.name not in scopes:
            scopes[home.name] = (home, gather(home.path).scope())
    for parts, scope in scopes.values():
        for finding in schema_findings(parts, scope):
            raise finding.error()


def _rows(parts: Parts, name: str) -> list[Any]:
    return _typed(parts.tables[name], parts.name, name) if name in parts.tables else []


@lru_cache(maxsize=64)
def _typed(table: RawTable, lexicon: str, name: str) -> list[Any]:
    kind, rows = _KINDS[name], []
    for number, cells in table.records():
        values: dict[str, Any] = {c: cells.get(c, "") for c in COLUMNS[name]}
        if kind is Label:
            values["stance"] = float(cells["stance"]) if cells.get("stance") else None
        rows.append(kind(**values, lexicon=lexicon, row=number))
    return rows


def _named(found: Gathered, key: str) -> tuple[str, ...]:
    own = card_list(found.parts, key)
    taken = [c for c, home in found.includes if c in card_list(home, key)]
    return tuple(dict.fromkeys([*own, *taken]))


def _check_lists(neighbors: Iterable[Neighbor], parts: Parts) -> None:
    home: dict[str, str] = {}
    for row in neighbors:
        if home.setdefault(row.list, row.lexicon) != row.lexicon:
            raise LexiconError(
                f"the list {row.list!r} stands in {home[row.list]!r} and in {row.lexicon!r}",
                place=f"lexicon {parts.name!r}",
                remedy="Rename one of the two: a list's name is unique in what a lexicon takes.",
            )


def _check_included(forms: Iterable[Form], concepts: Iterable[Concept], parts: Parts) -> None:
    known = {row.concept for row in concepts}
    for form in forms:
        for condition in (*parse_company(form.requires), *parse_company(form.forbids)):
            if condition.is_concept and condition.list not in known:
                raise LexiconError(
                    f"the included form {form.id!r} asks for the concept {condition.list!r}",
                    place=f"{parts.place('card.toml')}, key 'includes'",
                    remedy=f"Include {form.lexicon}/{condition.list} too.",
                )


def _hash(rows: Iterable[Row], rules: list[object]) -> str:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    content = sorted(encode([type(row).__name__, _cells(row)]) for row in rows)
    text = f"[{encode(rules)}, [{', '.join(content)}]]"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_NAMES = {
    kind: sorted(column.name for column in fields(kind) if column.name != "row")
    for kind in _KINDS.values()
}


def _cells(row: Row) -> list[tuple[str, object]]:
    cells = [(name, getattr(row, name)) for name in _NAMES[type(row)]]
    return [(name, value) for name, value in cells if value not in ("", None)]
