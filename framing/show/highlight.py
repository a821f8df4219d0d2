"""One article marked up for reading: labels colored, voices told apart, furniture greyed.

Nothing rests on color alone: every mention carries its label in words, reported speech is
underlined with dots, quoted speech with a line, furniture is smaller and bracketed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.errors import InputError
from framing.reading.article import FURNITURE, ArticleReading
from framing.show.colors import KIN, PALETTE

if TYPE_CHECKING:
    import pandas as pd

_CSS = """
.framing-article{--ink:#1c1f24;--muted:#5b6270;--paper:#fff;--rule:#d5d9e0;direction:rtl;
text-align:start;color:var(--ink);background:var(--paper);max-width:46em;padding:1em;
line-height:2.1;font-family:"IBM Plex Sans Arabic","Noto Naskh Arabic",Amiri,sans-serif}
.framing-article .text{white-space:pre-wrap}
.framing-article .title{font-weight:700;font-size:1.15em}
.framing-article .reported{text-decoration:underline dotted;text-underline-offset:.35em}
.framing-article .quoted{text-decoration:underline;text-underline-offset:.35em}
.framing-article .furniture{color:var(--muted);font-size:.85em}
.framing-article .furniture.first::before{content:"["}
.framing-article .furniture.last::after{content:"]"}
.framing-article .mention{border:1.5px solid var(--hue);border-radius:.3em;
background:color-mix(in srgb,var(--hue) 16%,transparent)}
.framing-article .tag{font-size:.65em;color:var(--muted);margin-inline:.15em;direction:ltr;
unicode-bidi:isolate}
.framing-article ul{list-style:none;padding:0;margin:0 0 1em;font-size:.85em;
border-bottom:1px solid var(--rule)}
.framing-article li{display:inline-block;margin-inline-end:1.2em}
@media(prefers-color-scheme:dark){.framing-article{--ink:#e8eaee;--muted:#a3abb8;
--paper:#16181d;--rule:#3a404b}}
"""
_WORDS = {
    "ar": {"own": "كلام الصحيفة", "reported": "كلام منقول", "quoted": "كلام مقتبس",
           "furniture": "[ما ليس من المتن]"},
    "en": {"own": "own words", "reported": "reported", "quoted": "quoted",
           "furniture": "[page furniture]"},
}  # fmt: skip


@dataclass(frozen=True)
class MarkedArticle:
    """What ``show_article`` returns: HTML that notebooks show by themselves."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


class _Mention(NamedTuple):
    start: int
    end: int
    concept: str
    label: str
    title: str


def show_article(
    article: Mapping[str, Any] | pd.Series | pd.DataFrame,
    mentions: pd.DataFrame | None = None,
    *,
    language: str = "ar",
) -> MarkedArticle:
    """Show an article with its naming choices, voices and furniture marked.

    Parameters
    ----------
    article : mapping, Series, or table of one row
        An article: ``text``, and where known ``article_id``, ``title``, ``body_start``,
        ``author``.
    mentions : DataFrame, optional
        A mentions table; the rows of this article are shown.
    language : {"ar", "en"}, default "ar"
        The language of the legend.

    Returns
    -------
    MarkedArticle
        Right-to-left HTML for a light or dark ground, in ``.html``; a notebook shows it.

    Raises
    ------
    InputError
        When ``article`` is a table of another number of rows, or the language is not known.

    Examples
    --------
    >>> page = show_article({"text": "قال سامر نادر إن الجسر سليم."})
    >>> '<span class="reported" title="سامر نادر">الجسر سليم</span>' in page.html
    True
    """
    if language not in _WORDS:
        raise InputError(
            f"language {language!r} is not known",
            place="show_article",
            remedy=f"Choose one of {', '.join(_WORDS)}.",
        )
    row = _one(article)
    text = str(row["text"])
    found = _mentions_of(row, mentions)
    hues = _hues(found)
    reading = ArticleReading(
        text, str(row.get("title", "")), int(row.get("body_start", 0)), str(row.get("author", ""))
    )
    body = "".join(_pieces(text, reading, found, hues))
    parts = [f"<style>{_CSS}</style>", '<div class="framing-article" lang="ar">']
    parts += [_legend(found, hues, _WORDS[language]), f'<div class="text">{body}</div></div>']
    return MarkedArticle("".join(parts))


def _one(article: Mapping[str, Any] | pd.Series | pd.DataFrame) -> Mapping[str, Any]:
    import pandas as pd

    if isinstance(article, pd.DataFrame):
        if len(article) != 1:
            raise InputError(
                f"a table of {len(article)} articles was given, not of one",
                place="show_article",
                remedy="Choose a row: articles[articles.article_id == 'a'].",
            )
        article = article.iloc[0]
    values = article.to_dict() if isinstance(article, pd.Series) else dict(article)
    return {str(name): value for name, value in values.items() if value == value}


def _mentions_of(row: Mapping[str, Any], mentions: pd.DataFrame | None) -> list[_Mention]:
    if mentions is None or not len(mentions):
        return []
    mine = mentions
    if "article_id" in row and "article_id" in mentions.columns:
        mine = mentions[mentions["article_id"] == row["article_id"]]
    found = []
    for m in mine.to_dict("records"):
        facts = [m.get(name, "") for name in ("voice", "speaker", "target")]
        title = " · ".join([f"{m['concept']}/{m['label']}", *(str(f) for f in facts if f)])
        found.append(_Mention(m["start"], m["end"], m["concept"], m["label"], title))
    return sorted(found)


def _hues(mentions: Sequence[_Mention]) -> dict[tuple[str, str], str]:
    """Give each label a hue, in order of concept and label."""
    labels = sorted({(m.concept, m.label) for m in mentions})
    hues = [*PALETTE, *KIN]
    return {label: hues[n % len(hues)][0] for n, label in enumerate(labels)}


def _pieces(
    text: str,
    reading: ArticleReading,
    mentions: Sequence[_Mention],
    hues: Mapping[tuple[str, str], str],
) -> list[str]:
    """Return the text in pieces between one change and the next, each in its span."""
    cuts = {0, len(text)}
    for region in reading.regions:
        cuts |= {region.start, region.end}
    for start, end, _ in reading.reading.voices(len(text)):
        cuts |= {start, end}
    for m in mentions:
        cuts |= {m.start, m.end}
    order = sorted(cut for cut in cuts if 0 <= cut <= len(text))
    edges = _furniture_edges(text, reading)
    order = sorted({*order, *(at for at, _ in edges)})
    pieces, waiting = [], list(mentions)
    held: list[_Mention] = []
    for start, end in zip(order, order[1:], strict=False):
        while waiting and waiting[0].start <= start:
            held.append(waiting.pop(0))
        pieces.append(_piece(text[start:end], _classes(reading, start, end, edges), held, hues,
                             reading.speaker_at(start)))  # fmt: skip
        pieces += [f'<span class="tag">{escape(m.label)}</span>' for m in held if m.end == end]
        held = [m for m in held if m.end > end]
    return pieces


def _furniture_edges(text: str, reading: ArticleReading) -> set[tuple[int, str]]:
    """Return where furniture begins and ends, the space around it left out."""
    edges = set()
    for region in reading.regions:
        inside = text[region.start : region.end]
        if region.name in FURNITURE and inside.strip():
            start = region.start + len(inside) - len(inside.lstrip())
            edges |= {(start, "first"), (start + len(inside.strip()), "last")}
    return edges


def _classes(
    reading: ArticleReading, start: int, end: int, edges: set[tuple[int, str]]
) -> list[str]:
    region = reading.region_at(start)
    if region in FURNITURE:
        names = [name for at, name in ((start, "first"), (end, "last")) if (at, name) in edges]
        return ["furniture", *names]
    voice = reading.voice_at(start)
    return [name for name in (region, voice) if name in ("title", "reported", "quoted")]


def _piece(
    text: str,
    classes: list[str],
    held: Sequence[_Mention],
    hues: Mapping[tuple[str, str], str],
    speaker: str,
) -> str:
    if held:
        inner = held[-1]
        style = f' style="--hue:{hues[inner.concept, inner.label]}"'
        title, classes = inner.title, [*classes, "mention"]
    else:
        style, title = "", speaker
    if not classes:
        return escape(text)
    shown = f' title="{escape(title)}"' if title else ""
    return f'<span class="{" ".join(classes)}"{style}{shown}>{escape(text)}</span>'


def _legend(
    mentions: Sequence[_Mention], hues: Mapping[tuple[str, str], str], words: Mapping[str, str]
) -> str:
    items = [
        f'<li><span class="{voice}">{words[voice]}</span></li>'
        for voice in ("own", "reported", "quoted", "furniture")
    ]
    counts: dict[tuple[str, str], int] = {}
    for m in mentions:
        counts[m.concept, m.label] = counts.get((m.concept, m.label), 0) + 1
    items += [
        f'<li><span class="mention" style="--hue:{hues[key]}">'
        f"<bdi>{escape(key[0])}/{escape(key[1])}</bdi></span> <bdi>×{n}</bdi></li>"
        for key, n in sorted(counts.items())
    ]
    return f"<ul>{''.join(items)}</ul>"
