"""The report as one self-contained page that works from a file with the network off.

Words and figures are in the page itself; the evidence is packed beside them and unpacked by the
page's script, which filters it, counts it and shows what lies behind each figure.
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import TYPE_CHECKING, Any

from framing.show.blocks import Block
from framing.show.colors import label_colors
from framing.show.document import Document
from framing.show.figures import figure_data
from framing.show.fonts import embedded_font
from framing.show.numbers import CLOSE, OPEN, bare
from framing.show.pagedata import page_data
from framing.show.words import TEMPLATES, phrases

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

# The tables a reader can take from the page; mentions and evidence are made from the packed
# evidence, and the lexicon's forms are in the folder.
NOT_PACKED = {"mentions", "evidence", "lexicon_forms", "lexicon_lists", "copies_mentions"}
LARGEST_PACKED = 200_000  # characters: a larger table is in the folder only


def make_page(document: Document, tables: dict[str, pd.DataFrame], lines: pd.DataFrame) -> str:
    """Return the report as HTML.

    Parameters
    ----------
    document : Document
        The words of the report.
    tables : dict
        Every table of the report, by name.
    lines : DataFrame
        From ``evidence_table``.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["rich"] = rich
    environment.filters["bare"] = bare
    context = document.context
    blocks = [_for_page(document, block) for block in document.blocks]
    return environment.get_template("page.html").render(
        doc=document.as_json() | {"blocks": blocks},
        results=context.results,
        words=phrases(context.language),
        script_words=_script_words(context.language),
        colors=_colors(document),
        style=(TEMPLATES / "page.css").read_text(encoding="utf-8"),
        script=(TEMPLATES / "page.js").read_text(encoding="utf-8"),
        fonts={face: embedded_font(face) for face in ("Regular", "Bold")},
        packed=packed(page_data(document, lines)),
        files=_files(tables),
    )


def packed(data: Any) -> str:
    """Return data as compressed JSON in base64, the same bytes every time."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def rich(text: str) -> Markup:
    r"""Return a text as HTML, each figure in an element that keeps its direction.

    Examples
    --------
    >>> str(rich("بلغت \u206648–74%\u2069"))
    'بلغت <span class="n">48–74%</span>'
    """
    from markupsafe import Markup, escape

    html = str(escape(text)).replace(OPEN, '<span class="n">').replace(CLOSE, "</span>")
    return Markup(html)


def _script_words(language: str) -> str:
    """Return the phrases that the script needs, as JSON that can stand in a script element."""
    needed = (
        *("filter_all", "filter_state", "no_mentions", "show_more", "read_article", "link"),
        *("needs_newer", "place_only", "said_by", "unnamed_date", "evidence_group", "loading"),
    )
    every = phrases(language)
    text = json.dumps({key: every[key] for key in needed}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def _for_page(document: Document, block: Block) -> Block:
    """Give a figure the numbers the page draws it from."""
    if block["kind"] != "figure":
        return block
    return {**block, "data": figure_data(document.context, block)}


def _colors(document: Document) -> list[dict[str, str]]:
    """Return one rule per label: its color on a light and on a dark ground."""
    context = document.context
    names, results = context.names, context.results
    grey = results.theme == "journal"
    rules = []
    for concept in results.concepts:
        labels = names.labels_of(concept)
        light = label_colors(labels, grey=grey)
        dark = label_colors(labels, grey=grey, dark=True)
        rules += [
            {"name": context.color_name(concept, label), "light": light[label], "dark": dark[label]}
            for label in labels
        ]
    return rules


def _files(tables: dict[str, pd.DataFrame]) -> list[dict[str, Any]]:
    """Return the tables that can be taken from the page, packed."""
    found = []
    for name, table in tables.items():
        if name in NOT_PACKED or not len(table):
            continue
        text = table.to_csv(index=False, lineterminator="\n")
        data = base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")
        if len(data) <= LARGEST_PACKED:
            found.append({"name": f"{name}.csv", "rows": len(table), "data": data})
    return found
