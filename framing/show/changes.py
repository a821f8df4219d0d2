"""What was left out or measured otherwise, in a reader's words."""

from __future__ import annotations

from framing.show.blocks import Context
from framing.show.numbers import day, month

# What can be left out, by the column that says so; the rest are other ways to measure.
LEFT_OUT = ("form_id", "label", "story_id", "month", "outlet")


def change_name(context: Context, told: str, concept: str) -> str:
    """Return the name of one change of ``sensitivity``, such as ``without the form «قسد»``.

    Parameters
    ----------
    context : Context
        The report's language and names.
    told : str
        ``change`` and ``left_out`` joined by a space, as ``undone_by`` has them.
    concept : str
        What the conclusion is about.
    """
    kind, _, value = told.partition(" ")
    if kind not in LEFT_OUT:
        key = f"change_{told.replace(' ', '_')}"
        return context.say(key) if context.has(key) else told
    naming = {
        "form_id": lambda: _form(context, value),
        "label": lambda: context.names.label(concept, value),
        "story_id": lambda: _story(context, value),
        "month": lambda: month(value, context.language),
        "outlet": lambda: context.names.outlet(value),
    }
    return context.say(f"change_{kind}", value=naming[kind]())


def _form(context: Context, form_id: str) -> str:
    for lexicon in context.results.lexicons:
        for form in (*lexicon.forms, *lexicon.retired):
            if form.id == form_id:
                return form.form
    return form_id


def _story(context: Context, story: str) -> str:
    index = context.results.index
    rows = index[index["story_id"] == story]
    if not len(rows):
        return story
    title = str(rows["story_title"].iloc[0]) if "story_title" in rows.columns else ""
    return title or day(rows["published"].min(), context.language) or story
