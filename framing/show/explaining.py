"""What was read, how it was counted, what was left out, and what it cannot show."""

from __future__ import annotations

from typing import Any

from framing.recipe import recipe_line
from framing.show.blocks import Block, Context, bullets, heading, language_of, paragraph, table
from framing.show.numbers import NONE, count, decimal, isolated, known
from framing.show.results import FEWEST_ARTICLES
from framing.show.rows import rows_of
from framing.tables import VOICES

MOST_FORMS = 4  # of a label, as examples
MOST_REASONS = 8  # of rejects
_ARTICLE_STEPS = {"read", "rejected", "undated", "outside_period", "copies", "kept_articles"}


def corpus_section(context: Context) -> list[Block]:
    """Return what was read: outlets, articles, words, mentions by voice, days."""
    results = context.results
    aside = results.mentions["region"].isin(["caption", "boilerplate"])
    voices = results.mentions[~aside].groupby(["outlet", "voice"]).size().to_dict()
    body = []
    for outlet in results.ordered_outlets():
        rows = results.index[results.index["outlet"] == outlet]
        mentions = [count(int(voices.get((outlet, voice), 0))) for voice in VOICES]
        body.append(
            [
                context.names.outlet(outlet),
                count(len(rows)),
                count(int(rows["n_words"].sum())),
                *mentions,
                _days(rows["published"].dropna()),
            ]
        )
    keys = ("outlet", "articles", "words", "own", "reported", "quoted", "dates")
    return [
        heading(context.say("h_corpus"), "corpus"),
        paragraph(context.say("corpus_text", corpus=isolated(results.corpus_name))),
        table(
            context.say("cap_outlets"),
            [context.say(f"col_{key}") for key in keys],
            body,
            figures=(1, 2, 3, 4, 5, 6),
            file="article_index.csv",
            widths=(1.9, 0.8, 1, 1, 0.9, 0.9, 0),
        ),
    ]


def method_section(context: Context) -> list[Block]:
    """Return the method in a few sentences, each of which the code keeps."""
    results = context.results
    forms = sum(len(lexicon.forms) for lexicon in results.lexicons)
    fewest = context.counted(FEWEST_ARTICLES, "article", after=True)
    family = context.say("family_declared" if results.family else "family_all")
    points = [
        context.say("method_1", forms=context.counted(forms, "form")),
        context.say("method_2", voices=context.voices()),
    ]
    if results.descriptive:
        points.append(context.say("method_1_described", fewest=fewest))
    else:
        points.append(context.say("method_3"))
        points.append(context.say("method_4", fewest=fewest, family=family))
    return [heading(context.say("h_method"), "method"), bullets(points)]


def exclusions_section(context: Context) -> list[Block]:
    """Return each step from the input to what was counted, with its number."""
    results = context.results
    body = []
    for row in rows_of(results.exclusions):
        of_articles = row.step in _ARTICLE_STEPS
        n = row.n_articles if of_articles else row.n_mentions
        unit = context.say("unit_articles" if of_articles else "unit_mentions")
        body.append([context.say(f"step_{row.step}"), count(n), unit])
    blocks = [
        heading(context.say("h_exclusions"), "exclusions"),
        table(
            context.say("cap_exclusions"),
            [context.say("col_step"), context.say("col_count"), context.say("col_unit")],
            body,
            figures=(1,),
            file="exclusions.csv",
            widths=(4, 1, 1),
        ),
    ]
    reasons = results.rejects["reason"].value_counts()
    if len(reasons):
        ordered = sorted((-int(n), str(reason)) for reason, n in reasons.items())
        blocks.append(
            table(
                context.say("cap_rejects"),
                [context.say("col_reason_reject"), context.say("col_count")],
                [[reason, count(-n)] for n, reason in ordered[:MOST_REASONS]],
                figures=(1,),
                file="rejects.csv",
                widths=(4, 1),
            )
        )
    return blocks


def limits_section(context: Context) -> list[Block]:
    """Return what the report cannot show, with the lexicons' own gaps."""
    points = [context.say(f"limit_{number}") for number in (1, 2, 3, 4)]
    blocks = [heading(context.say("h_limits"), "limits"), bullets(points)]
    for lexicon in context.results.lexicons:
        gaps = [str(gap) for gap in lexicon.card.get("known_gaps", [])]
        if gaps:
            blocks.append(paragraph(context.say("limit_gaps", lexicon=lexicon.name), "lead"))
            blocks.append(bullets(gaps, language=language_of(gaps)))
    return blocks


def labels_section(context: Context) -> list[Block]:
    """Return the labels that occur, with examples of their forms, stances and reasons."""
    results = context.results
    blocks = [heading(context.say("h_labels"), "labels")]
    keys = ("label", "form", "stance", "reason")
    for concept in results.concepts:
        body = _label_rows(context, concept)
        if body:
            blocks.append(
                table(
                    context.say("cap_labels", concept=context.names.concept(concept)),
                    [context.say(f"col_{key}") for key in keys],
                    body,
                    figures=(2,),
                    file="lexicon_labels.csv",
                    widths=(1.3, 1.8, 0.6, 2.6),
                )
            )
    return blocks if len(blocks) > 1 else []


def recipe_section(context: Context) -> list[Block]:
    """Return the colophon: versions, hashes, licences."""
    recipe = context.results.recipe
    licences = [
        context.say(
            "recipe_lexicon",
            name=isolated(lexicon.name),
            version=isolated(lexicon.version),
            licence=isolated(str(lexicon.card.get("licence", NONE))),
        )
        for lexicon in context.results.lexicons
    ]
    blocks = [
        heading(context.say("h_recipe"), "recipe"),
        paragraph(context.say("recipe_lead"), "lead"),
    ]
    if recipe:
        blocks.append({"kind": "code", "text": recipe_line(recipe)})
    return [*blocks, bullets(licences)]


def _label_rows(context: Context, concept: str) -> list[list[str]]:
    mentions = context.results.mentions
    seen = mentions[mentions["concept"] == concept]
    surfaces = seen.groupby(["label", "form"]).size()
    body = []
    for label in _labels(context, concept):
        if label.label not in set(seen["label"]):
            continue
        forms = surfaces[label.label].sort_values(ascending=False, kind="stable")
        body.append(
            [
                context.names.label(concept, label.label),
                context.join([str(form) for form in forms.index[:MOST_FORMS]]),
                decimal(label.stance, 1, plus=True) if known(label.stance) else NONE,
                label.reason or NONE,
            ]
        )
    return body


def _labels(context: Context, concept: str) -> list[Any]:
    for lexicon in context.results.lexicons:
        rows = [label for label in lexicon.labels if label.concept == concept]
        if rows:
            return rows
    return []


def _days(days: Any) -> str:
    if not len(days):
        return NONE
    first, last = f"{days.min():%Y-%m-%d}", f"{days.max():%Y-%m-%d}"
    return isolated(first if first == last else f"{first} – {last}")
