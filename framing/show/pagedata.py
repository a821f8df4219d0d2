"""The evidence as the page's script reads it: columns of small numbers, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from framing.show.document import Document
from framing.show.events import event_of_articles, event_title
from framing.tables import REGIONS, VOICES

if TYPE_CHECKING:
    import pandas as pd


def page_data(document: Document, lines: pd.DataFrame) -> dict[str, Any]:
    """Return all that the page filters, counts and shows.

    Mentions are columns of numbers that point into lists of names; a mention whose context may
    not be shown has empty words and its place.
    """
    context = document.context
    results, names = context.results, context.names
    outlets = results.ordered_outlets()
    concepts = [c for c in results.concepts if (lines["concept"] == c).any()]
    labels = {c: names.labels_of(c) or sorted(set(lines["label"])) for c in concepts}
    targets = ["", *sorted(set(lines["target"]) - {""})]
    articles = list(dict.fromkeys(lines["article_id"]))
    forms = sorted(set(lines["surface"]))
    known = {"a": articles, "c": concepts, "t": targets, "f": forms}
    return {
        "language": context.language,
        "outlets": [[o, names.outlet(o)] for o in outlets],
        "concepts": [
            [
                c,
                names.concept(c),
                [[x, names.label(c, x), context.color_name(c, x)] for x in labels[c]],
            ]
            for c in concepts
        ],
        "voices": [[v, names.voice(v)] for v in VOICES],
        "regions": [[r, names.region(r)] for r in REGIONS],
        "targets": [[t, names.target(t)] for t in targets],
        "counted": {
            "voices": [VOICES.index(v) for v in results.voices],
            "regions": [i for i, r in enumerate(REGIONS) if r not in {"caption", "boilerplate"}],
        },
        "articles": _articles(document, articles, outlets),
        "events": _events(document),
        "forms": forms,
        "mentions": _mentions(lines, known, labels),
        "texts": _texts(document, articles) if results.share_text else None,
    }


def _mentions(
    lines: pd.DataFrame, known: Mapping[str, Sequence[str]], labels: Mapping[str, Sequence[str]]
) -> dict[str, list[Any]]:
    """Return the columns of the mentions, by the letter that the page's script knows them by."""
    named = zip(lines["concept"], lines["label"], strict=True)
    return {
        "a": _places(lines["article_id"], known["a"]),
        "c": _places(lines["concept"], known["c"]),
        "l": [labels[concept].index(label) for concept, label in named],
        "v": _places(lines["voice"], VOICES),
        "r": _places(lines["region"], REGIONS),
        "t": _places(lines["target"], known["t"]),
        "s": [int(x) for x in lines["start"]],
        "e": [int(x) for x in lines["end"]],
        "f": _places(lines["surface"], known["f"]),
        "k": [int(x) for x in lines["shown"]],
        "p": list(lines["speaker"]),
        "b": [_spaced(x) for x in lines["before"]],
        "w": [_spaced(x) for x in lines["after"]],
    }


def _articles(document: Document, articles: Sequence[str], outlets: Sequence[str]) -> list[Any]:
    """Return id, outlet, day, link and event of each article that has a mention."""
    results = document.context.results
    index = results.index
    events, _ = event_of_articles(index, single=results.descriptive)
    days = index["published"].dt.strftime("%Y-%m-%d").fillna("")
    urls = dict(zip(results.articles["article_id"], results.articles["url"], strict=True))
    columns = (index["article_id"], index["outlet"], days, events)
    rows = {
        article: [article, outlets.index(outlet), day, urls[article], event]
        for article, outlet, day, event in zip(*columns, strict=True)
    }
    return [rows[article] for article in articles]


def _events(document: Document) -> list[list[str]]:
    """Return the events that can be read side by side, in order: id and title."""
    context = document.context
    naming = context.results.tables["naming_by_event"]
    if not len(naming):
        return []
    basis = str(naming["event_basis"].iloc[0])
    return [[e, event_title(context, e, basis)] for e in sorted(set(naming["event"]))]


def _texts(document: Document, articles: Sequence[str]) -> list[str]:
    rows = document.context.results.articles
    texts = dict(zip(rows["article_id"], rows["text"], strict=True))
    return [texts[article] for article in articles]


def _places(values: Iterable[str], known: Sequence[str]) -> list[int]:
    place = {x: i for i, x in enumerate(known)}
    return [place[x] for x in values]


def _spaced(text: str) -> str:
    """Return a text with single spaces, kept at its ends: they part it from the hit."""
    inner = " ".join(text.split())
    if not inner:
        return ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")
