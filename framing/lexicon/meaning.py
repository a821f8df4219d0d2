"""What a lexicon must say so that its numbers can be defended: stances, reasons, proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.lexicon.entry import Form, Label, Lexicon
from framing.lexicon.files import Parts
from framing.lexicon.finding import Finding

_USAGE = re.compile(r"[a-z0-9-]+:\S+")
_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


def meaning_findings(lexicon: Lexicon, parts: Parts) -> Iterator[Finding]:
    """Yield what is not said, or not covered, in the lexicon's own rows.

    Parameters
    ----------
    lexicon : Lexicon
        As loaded.
    parts : Parts
        Its own folder as read, for the places in messages.
    """
    own = [row for row in lexicon.labels if row.lexicon == lexicon.name]
    place = parts.place("labels.csv")
    yield from _glosses(lexicon, parts)
    for label in own:
        yield from _label(label, place)
    yield from _periods(own, place)
    yield from _used(lexicon, parts)
    yield from _parties(lexicon, parts)
    for form in (*lexicon.forms, *lexicon.retired):
        if form.lexicon == lexicon.name:
            yield from _proof(form, parts.place("forms.csv"))
    yield from _retired(lexicon, parts.place("forms.csv"))


def _glosses(lexicon: Lexicon, parts: Parts) -> Iterator[Finding]:
    for file, rows in (("concepts.csv", lexicon.concepts), ("labels.csv", lexicon.labels)):
        for row in rows:
            if row.lexicon != lexicon.name:
                continue
            for column in ("gloss_ar", "gloss_en"):
                if not getattr(row, column):
                    yield _empty(parts.place(file), row.row, column, "Reports show it: write one.")


def _label(label: Label, place: str) -> Iterator[Finding]:
    if label.stance is None:
        yield _empty(place, label.row, "stance", "Write a number from -1 to 1 (0: takes no side).")
    if not label.reason:
        yield _empty(place, label.row, "reason", "Say in a sentence why the stance is what it is.")
    yield from _citation(label.citation, place, label.row)
    if label.valid_from and label.valid_to and label.valid_from > label.valid_to:
        yield Finding(
            place, label.row, "valid_to", label.valid_to, "period",
            f"the period ends on {label.valid_to}, before it begins on {label.valid_from}",
            "Correct one of the two days.",
        )  # fmt: skip


def _citation(citation: str, place: str, row: int) -> Iterator[Finding]:
    if citation and not ("://" in citation and _DATE.search(citation)):
        yield Finding(
            place, row, "citation", citation, "citation",
            f"{citation!r} gives no address and day on which it was opened",
            "Write both (https://… , 2026-01-31), or leave it empty and give `usage`.",
        )  # fmt: skip


def _periods(labels: list[Label], place: str) -> Iterator[Finding]:
    seen: dict[tuple[str, str], Label] = {}
    for label in sorted(labels, key=lambda row: (row.concept, row.label, row.valid_from)):
        before = seen.get((label.concept, label.label))
        if before is not None and (not before.valid_to or label.valid_from <= before.valid_to):
            yield Finding(
                place, label.row, "valid_from", label.valid_from, "period",
                f"the period of {label.label!r} overlaps with that in row {before.row}",
                "Let one end the day before the other begins.",
            )  # fmt: skip
        seen[label.concept, label.label] = label


def _used(lexicon: Lexicon, parts: Parts) -> Iterator[Finding]:
    formed = {(form.concept, form.label) for form in lexicon.forms}
    for label in lexicon.labels:
        if label.lexicon == lexicon.name and (label.concept, label.label) not in formed:
            yield Finding(
                parts.place("labels.csv"), label.row, "label", label.label, "unused",
                f"{label.label!r} of {label.concept!r} has no form",
                "Add a form, or delete the label.",
            )  # fmt: skip
    labeled = {label.concept for label in lexicon.labels}
    for concept in lexicon.concepts:
        if concept.lexicon == lexicon.name and concept.concept not in labeled:
            yield Finding(
                parts.place("concepts.csv"), concept.row, "concept", concept.concept, "unused",
                f"{concept.concept!r} has no label", "Add one, or delete the concept.",
            )  # fmt: skip
    if lexicon.forms:
        asked = " ".join(f"{form.requires} {form.forbids}" for form in lexicon.forms).split()
        for name, row in {r.list: r for r in reversed(lexicon.neighbors)}.items():
            if row.lexicon == lexicon.name and name not in asked:
                yield Finding(
                    parts.place("lists.csv"), row.row, "list", name, "unused",
                    f"no form asks for the list {name!r}", "Use it, or delete it.",
                )  # fmt: skip


def _parties(lexicon: Lexicon, parts: Parts) -> Iterator[Finding]:
    formed = {(form.concept, form.label) for form in lexicon.forms if form.kind != "except"}
    stances = lexicon.stances()
    for party in lexicon.parties:
        found = [s for key, s in stances.items() if key[0] == party and key in formed]
        for side, covered in (
            ("above", any(s > 0 for s in found)),
            ("below", any(s < 0 for s in found)),
        ):
            if not covered:
                yield Finding(
                    parts.place("card.toml"), 0, "parties", party, "both_sides",
                    f"no label of {party!r} with forms has a stance {side} 0",
                    "Both sides of a conflict have words for each party: add the missing ones.",
                )  # fmt: skip


def _proof(form: Form, place: str) -> Iterator[Finding]:
    if not form.hits() and not form.retired_by:
        yield _empty(place, form.row, "hit", "Write a sentence of your own that it must match.")
    for sentence in set(form.hits()) & set(form.misses()):
        yield Finding(
            place, form.row, "miss", sentence, "proof",
            f"«{sentence}» is a hit and a miss", "Delete one of the two.",
        )  # fmt: skip
    if form.usage and not _USAGE.fullmatch(form.usage):
        yield Finding(
            place, form.row, "usage", form.usage, "usage",
            f"{form.usage!r} is not a corpus and an article's id", "Write it as corpus:id.",
        )  # fmt: skip
    yield from _citation(form.citation, place, form.row)


def _retired(lexicon: Lexicon, place: str) -> Iterator[Finding]:
    known = {form.id for form in (*lexicon.forms, *lexicon.retired)}
    for form in lexicon.retired:
        if form.lexicon == lexicon.name and form.retired_by not in known - {form.id} | {"none"}:
            yield Finding(
                place, form.row, "retired_by", form.retired_by, "retired",
                f"{form.retired_by!r} is no other form's id",
                "Name the form that took its place, or write 'none'.",
            )  # fmt: skip


def _empty(place: str, row: int, column: str, remedy: str) -> Finding:
    return Finding(place, row, column, "", "empty", "the cell is empty", remedy)
