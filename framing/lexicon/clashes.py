"""Forms that get into each other's way: duplicates, conflicts, shadows, unproven sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.lexicon.company import parse_company
from framing.lexicon.entry import Form, Lexicon, Neighbor
from framing.lexicon.expanded import Expanded, folded
from framing.lexicon.files import Parts
from framing.lexicon.finding import Finding
from framing.text.normalize import normalize

_WORD = re.compile(r"[^\W_]+")


def clash_findings(lexicon: Lexicon, parts: Parts, expanded: Expanded) -> Iterator[Finding]:
    """Yield what the expanded forms of the lexicon's own rows run into.

    Parameters
    ----------
    lexicon : Lexicon
        As loaded.
    parts : Parts
        Its own folder as read, for the places in messages.
    expanded : Expanded
        The shapes of all its forms, the included ones too, since they compete.
    """
    place = parts.place("forms.csv")
    for row, error in expanded.failed:
        if row.lexicon == lexicon.name:
            file = place if isinstance(row, Form) else parts.place("lists.csv")
            yield Finding(file, row.row, "form", row.form, "verb", error.problem, error.remedy)
    for form, shapes in expanded.forms:
        if form.lexicon == lexicon.name:
            yield from _rivals(form, shapes, expanded, place)
            yield from _hits(form, shapes, expanded, place)
    yield from _listed_twice(lexicon, parts)


def _rivals(
    form: Form, shapes: dict[str, tuple[str, ...]], expanded: Expanded, place: str
) -> Iterator[Finding]:
    covered: dict[str, list[str]] = {}
    said: set[str] = set()
    for shape, prefixes in shapes.items():
        for other, its_prefixes in expanded.holders[form.concept, shape]:
            if other is form or not set(prefixes) & set(its_prefixes):
                continue
            if _covers(other, form) and set(prefixes) <= set(its_prefixes):
                covered.setdefault(other.id, []).append(shape)
            if _ties(form, other) and other.id not in said:
                said.add(other.id)
                yield Finding(
                    place, form.row, "form", form.form, "conflict",
                    f"{shape!r} is {form.label!r} here and {other.label!r} in {other.id} "
                    f"({other.form!r})",
                    "Keep one, or let one forbid the neighbor that the other requires.",
                )  # fmt: skip
    for other_id, found in covered.items():
        if len(found) == len(shapes):
            yield Finding(
                place, form.row, "form", form.form, "unreachable",
                f"every shape of {form.form!r} is one of {other_id}, so this row never counts",
                "Delete it, or the other.",
            )  # fmt: skip
            return


def _ties(form: Form, other: Form) -> bool:
    """Tell whether nothing settles which label the words carry; said once, in the later row."""
    if "except" in (form.kind, other.kind) or form.label == other.label:
        return False
    if form.lexicon == other.lexicon and other.row > form.row:
        return False
    asks, other_asks = bool(form.requires or form.forbids), bool(other.requires or other.forbids)
    return asks == other_asks and not (_excludes(form, other) or _excludes(other, form))


def _excludes(form: Form, other: Form) -> bool:
    """Tell whether the one forbids whatever the other requires."""
    required = set(parse_company(other.requires))
    return bool(required) and required <= set(parse_company(form.forbids))


def _covers(other: Form, form: Form) -> bool:
    """Tell whether, wherever ``form`` could stand, ``other`` wins or says the same."""
    if other.kind == "except":
        return form.kind != "except" and not (other.requires or other.forbids)
    if form.kind == "except" or other.label != form.label:
        return False
    same = (other.requires, other.forbids) == (form.requires, form.forbids)
    earlier = other.lexicon != form.lexicon or other.row < form.row
    return (same or not (other.requires or other.forbids)) and (earlier or not same)


def _hits(
    form: Form, shapes: dict[str, tuple[str, ...]], expanded: Expanded, place: str
) -> Iterator[Finding]:
    if not all(_WORD.fullmatch(word) for word in form.form.split()):
        return  # words are cut at its marks: the proof by matching tells
    prefixes = {prefix for found in shapes.values() for prefix in found}
    lengths = {shape.count(" ") + 1 for shape in shapes}
    for sentence in form.hits():
        text = normalize(sentence, expanded.spelling).text
        words = [folded(word, expanded.spelling) for word in _WORD.findall(text)]
        runs = (" ".join(words[i : i + n]) for n in lengths for i in range(len(words) - n + 1))
        if not any(
            run.startswith(prefix) and prefix in shapes.get(run[len(prefix) :], ())
            for run in runs
            for prefix in prefixes
        ):
            yield Finding(
                place, form.row, "hit", sentence, "proof",
                f"«{sentence}» holds no shape of {form.form!r}",
                "Correct the sentence, or see the shapes with `framing lexicon show`.",
            )  # fmt: skip


def _listed_twice(lexicon: Lexicon, parts: Parts) -> Iterator[Finding]:
    first: dict[tuple[str, str, str], Neighbor] = {}
    for row in lexicon.neighbors:
        if row.lexicon != lexicon.name:
            continue
        key = (row.list, folded(row.form, lexicon.spelling), row.kind)
        if first.setdefault(key, row) is not row:
            yield Finding(
                parts.place("lists.csv"), row.row, "form", row.form, "duplicate",
                f"{row.form!r} is read like row {first[key].row} of the list {row.list!r}",
                "Delete one of the two.",
            )  # fmt: skip
