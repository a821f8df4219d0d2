"""A lexicon's forms as they are looked for, for people to read through."""

from __future__ import annotations

from collections.abc import Iterator

from framing.errors import LexiconError, closest
from framing.lexicon.entry import Form, Lexicon
from framing.lexicon.inflect import patterns


def chosen_forms(lexicon: Lexicon, *, concept: str = "", form_id: str = "") -> list[Form]:
    """Return the forms of one concept, or the one of an id, or all.

    Raises
    ------
    LexiconError
        When there is none.
    """
    forms = [
        form
        for form in lexicon.forms
        if (not concept or form.concept == concept) and (not form_id or form.id == form_id)
    ]
    if not forms and (concept or form_id):
        known = [c.concept for c in lexicon.concepts] if concept else [f.id for f in lexicon.forms]
        asked = form_id or concept
        raise LexiconError(
            f"there is no form of {asked!r}",
            place=f"lexicon {lexicon.name!r}",
            remedy=f"Correct the name.{closest(asked, known)}",
        )
    return forms


def shape_rows(form: Form, spelling: frozenset[str]) -> list[dict[str, str]]:
    """Return every shape of a form as a row: id, concept, label, form, kind, before, shape.

    ``before`` lists what may stand before the shape, outside the span; ``-`` is nothing.

    Examples
    --------
    >>> from framing.text.spelling import DEFAULT_SPELLING
    >>> row = Form("x-0001", "sdf", "acronym", "قسد", clitics="و")
    >>> shape_rows(row, DEFAULT_SPELLING)[0]["before"]
    '- و'
    """
    return [
        {
            "id": form.id,
            "concept": form.concept,
            "label": form.label,
            "form": form.form,
            "kind": form.kind,
            "before": " ".join(prefix or "-" for prefix in pattern.prefixes),
            "shape": " ".join(pattern.words),
        }
        for pattern in patterns(form.form, form.kind, form.clitics, spelling, form.endings)
    ]


def shown(form: Form, spelling: frozenset[str]) -> Iterator[str]:
    """Yield the lines that show one form: itself, its neighbors, and its shapes by prefixes."""
    name = f"{form.concept}/{form.label}" if form.label else form.concept
    yield f"{form.id}  {name}  {form.form}  ({form.kind})"
    for word, cell in (("requires", form.requires), ("forbids", form.forbids)):
        if cell:
            yield f"    {word}: {cell}"
    groups: dict[str, list[str]] = {}
    for row in shape_rows(form, spelling):
        groups.setdefault(row["before"], []).append(row["shape"])
    for before, shapes in groups.items():
        yield f"    {' | '.join(shapes)}"
        if before != "-":
            yield f"        after: {before}"
