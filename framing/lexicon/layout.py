"""The rules of good order: files that diff line by line, and cells that hold what they should."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from framing.errors import closest
from framing.lexicon.files import COLUMNS, Parts, RawTable
from framing.lexicon.finding import Finding

# What a lexicon's rows are ordered by, as strings.
ORDER: dict[str, tuple[str, ...]] = {
    "concepts": ("concept",),
    "labels": ("concept", "label", "valid_from"),
    "forms": ("id",),
    "lists": ("list", "form", "kind"),
}

CARD_KEYS = (
    "name",
    "version",
    "licence",
    "description_en",
    "description_ar",
    "row_definition",
    "spelling_off",
    "spelling_on",
    "includes",
    "lists",
    "parties",
    "said_of",
    "references",
    "known_gaps",
    "quality",
)
NEEDED_IN_CARD = ("licence", "description_en", "description_ar", "row_definition", "known_gaps")

FIX = "Run `framing lexicon check --fix`, which sorts and rewrites it."

_NAME = re.compile("[a-z][a-z0-9_]*")
_FORM = re.compile(r"[ء-غف-ي0-9A-Za-z .'&/+-]+")
_TASHKEEL = re.compile("[\u064b-\u0652\u0670]")


def layout_findings(parts: Parts) -> Iterator[Finding]:
    """Yield what is out of order in the files of a lexicon, readable though they are."""
    yield from _card(parts)
    for name, table in parts.tables.items():
        yield from _file(parts, name, table)
        yield from _order(parts, name)
        yield from _cells(parts, name)
    yield from _names(parts)
    yield from _forms(parts)


def _card(parts: Parts) -> Iterator[Finding]:
    place = parts.place("card.toml")
    folder = parts.path.resolve().name
    if parts.name != folder:
        yield Finding(
            place, 0, "name", parts.name, "card", f"{parts.name!r} is not the folder's {folder!r}",
            "Rename one of the two.",
        )  # fmt: skip
    if not re.fullmatch(r"\d+\.\d+\.\d+", str(parts.card.get("version", ""))):
        value = str(parts.card.get("version", ""))
        yield Finding(
            place, 0, "version", value, "card", f"{value!r} is not three numbers",
            'Write version = "0.1.0".',
        )  # fmt: skip
    for key in parts.card:
        if key not in CARD_KEYS:
            near = closest(key, CARD_KEYS)
            yield Finding(
                place, 0, key, "", "card", f"{key!r} is no key of a card",
                f"Delete it, or correct it.{near}",
            )  # fmt: skip
    for key in NEEDED_IN_CARD:
        if not parts.card.get(key):
            yield Finding(
                place, 0, key, "", "card", "says nothing", f"Write {key}; readers rely on it."
            )


def _file(parts: Parts, name: str, table: RawTable) -> Iterator[Finding]:
    place = parts.place(f"{name}.csv")
    written = f"{table.encoding}, {_DELIMITER_NAMES[table.delimiter]}, {table.newline}"
    if written != "utf-8, commas, LF":
        yield Finding(
            place, 0, "", written, "canonical", f"is written as {written}, not as UTF-8 with "
            "commas and LF", FIX,
        )  # fmt: skip
    for column in table.header:
        if column not in COLUMNS[name]:
            yield Finding(
                place, 1, column, column, "columns", f"{column!r} is no column of {name}.csv",
                f"Delete it, or correct its name.{closest(column, COLUMNS[name])}",
            )  # fmt: skip
    for row, cells in table.rows:
        if len(cells) != len(table.header):
            yield Finding(
                place, row, "", str(len(cells)), "columns",
                f"has {len(cells)} cells, the header {len(table.header)}",
                "Quote cells that hold a comma; " + FIX[0].lower() + FIX[1:],
            )  # fmt: skip


_DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}


def _order(parts: Parts, name: str) -> Iterator[Finding]:
    before: tuple[str, ...] = ()
    for row, cells in parts.records(name):
        key = tuple(cells.get(column, "") for column in ORDER[name])
        if key < before:
            value = " / ".join(filter(None, key))
            yield Finding(
                parts.place(f"{name}.csv"), row, ORDER[name][0], value, "sorted",
                f"{value!r} comes after {' / '.join(filter(None, before))!r}", FIX,
            )  # fmt: skip
        before = max(key, before)


def _cells(parts: Parts, name: str) -> Iterator[Finding]:
    table = parts.tables[name]
    for row, cells in table.rows:
        for column, value in zip(table.header, cells, strict=False):
            odd = [ch for ch in value if unicodedata.category(ch) in ("Cc", "Cf", "Zl", "Zp", "Co")]
            if odd:
                names = ", ".join(f"U+{ord(ch):04X}" for ch in dict.fromkeys(odd))
                yield Finding(
                    parts.place(f"{name}.csv"), row, column, value, "characters",
                    f"{value!r} holds the invisible {names}", "Delete it.",
                )  # fmt: skip
            elif value != " ".join(value.split(" ")).strip() or "  " in value:
                yield Finding(
                    parts.place(f"{name}.csv"), row, column, value, "spaces",
                    f"{value!r} has spaces at an end or two together", "Keep single ones inside.",
                )  # fmt: skip


def _names(parts: Parts) -> Iterator[Finding]:
    """Ids that software reads: concepts, labels and lists in Latin, forms numbered."""
    for name, columns in (
        ("concepts", ["concept"]),
        ("labels", ["concept", "label"]),
        ("lists", ["list"]),
    ):
        for row, cells in parts.records(name):
            for column in columns:
                if cells[column] and not _NAME.fullmatch(cells[column]):
                    yield Finding(
                        parts.place(f"{name}.csv"), row, column, cells[column], "names",
                        f"{cells[column]!r} is not made of a-z, 0-9 and _",
                        "Rename it, here and where it is used.",
                    )  # fmt: skip
    shape = re.compile(re.escape(parts.name) + r"-\d{4,}")
    for row, cells in parts.records("forms"):
        if cells["id"] and not shape.fullmatch(cells["id"]):
            yield Finding(
                parts.place("forms.csv"), row, "id", cells["id"], "names",
                f"{cells['id']!r} is not {parts.name}- and four digits", "Give the next free one.",
            )  # fmt: skip


def _forms(parts: Parts) -> Iterator[Finding]:
    for name in ("forms", "lists"):
        for row, cells in parts.records(name):
            form, kind = cells["form"], cells["kind"]
            plain = _TASHKEEL.sub("", form)
            place = parts.place(f"{name}.csv")
            if form and not _FORM.fullmatch(plain):
                odd = "".join(dict.fromkeys(ch for ch in plain if not _FORM.fullmatch(ch)))
                yield Finding(
                    place, row, "form", form, "characters",
                    f"{form!r} holds {odd!r}, which is not ordinary spelling",
                    "List it without tatweel, marks and foreign letters; matching folds them.",
                )  # fmt: skip
            elif plain != form and kind != "verb":
                yield Finding(
                    place, row, "form", form, "characters", f"{form!r} is vocalized",
                    "Only a verb is, to choose its passive; list the rest unvocalized.",
                )  # fmt: skip
            if cells.get("endings") and kind != "noun":
                yield _idle(place, row, "endings", cells["endings"], kind)
            if cells.get("clitics") and kind == "exact":
                yield _idle(place, row, "clitics", cells["clitics"], kind)


def _idle(place: str, row: int, column: str, value: str, kind: str) -> Finding:
    return Finding(
        place, row, column, value, "idle", f"{value!r} does nothing for the kind {kind!r}",
        "Delete it, or change the kind.",
    )  # fmt: skip
