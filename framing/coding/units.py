"""What is coded: whole articles, paragraphs or sentences, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from framing.errors import InputError, closest
from framing.progress import track
from framing.reading.prose import MEASURED, joined_prose, paragraphs, regions_of, trimmed
from framing.reading.regions import Region
from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd

Unit = Literal["article", "paragraph", "sentence"]
UNITS = ("article", "paragraph", "sentence")
LEAST_WORDS = 4  # a shorter sentence or paragraph cannot be coded

# A sentence ends at a stop, with the marks that close after it, before white space; a stop after
# a single letter (د. أحمد) or between digits ends none.
_END = re.compile(r"(?<![\s.][^\W\d_])[.!؟?…]+[»”\"')\]]*(?=\s)")


def split_units(
    articles: pd.DataFrame,
    unit: Unit = "article",
    *,
    regions: Sequence[str] = MEASURED,
    least_words: int = LEAST_WORDS,
) -> pd.DataFrame:
    """Split articles into units of coding.

    Page furniture and captions are left out; a unit's ``text`` is the source's own, so that
    ``article_text[start:end] == text`` for paragraphs and sentences. An article as a unit is its
    title and prose, line by line, without the furniture between.

    Parameters
    ----------
    articles : DataFrame
        The ``articles`` table.
    unit : {"article", "paragraph", "sentence"}
    regions : sequence of str
        Where units are taken from.
    least_words : int
        Shorter paragraphs and sentences are left out.

    Returns
    -------
    DataFrame
        The contract's ``units``, in the order of the articles; ``probability`` is empty until
        ``draw_units``. The same articles always give the same ``unit_id``.

    Raises
    ------
    InputError
        When ``unit`` is none of the three.

    Examples
    --------
    >>> articles = as_table([{"article_id": "a", "text": "خرج د. سالم من القرية أمس. وعاد إليها "
    ...     "اليوم مع أهله."}], "articles")
    >>> split_units(articles, "sentence")["text"].tolist()
    ['خرج د. سالم من القرية أمس.', 'وعاد إليها اليوم مع أهله.']
    """
    if unit not in UNITS:
        raise InputError(
            f"{unit!r} is no unit of coding",
            place="unit=",
            remedy=f"Choose from {', '.join(UNITS)}.{closest(unit, UNITS)}",
        )
    check_table(articles, "articles", ["article_id", "outlet", "text"])
    table = as_table(articles, "articles")
    rows: list[dict[str, Any]] = []
    known = ("article_id", "outlet", "published", "story_id", "copy_cluster")
    columns = [column for column in known if column in table.columns]
    records: list[dict[str, Any]] = [
        dict(zip(columns, row, strict=True))
        for row in table[columns].itertuples(index=False, name=None)
    ]
    read = zip(records, table["text"], regions_of(table), strict=True)
    for record, text, found in track(read, "splitting", len(table)):
        prose = [region for region in found if region.name in regions]
        for start, end, content in _pieces(text, prose, unit):
            if unit == "article" or len(content.split()) >= least_words:
                place = "" if unit == "article" else f"#{start}-{end}"
                name = f"{record['article_id']}{place}"
                rows.append(
                    {**record, "unit_id": name, "unit": unit, "start": start, "end": end,
                     "text": content, "probability": None}
                )  # fmt: skip
    return as_table(rows, "units")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the place of each sentence of a paragraph, white space at its ends left out.

    Examples
    --------
    >>> text = "قال: «نعم.» ثم خرج! بلغت 3.5 أمتار"
    >>> [text[a:b] for a, b in split_sentences(text)]
    ['قال: «نعم.»', 'ثم خرج!', 'بلغت 3.5 أمتار']
    """
    stop = len(text) if end is None else end
    ends = [found.end() for found in _END.finditer(text, start, stop)]
    for last in [*ends, stop]:
        first, stops = trimmed(text, start, last)
        if first < stops:
            yield first, stops
        start = last


def _pieces(text: str, prose: list[Region], unit: Unit) -> Iterator[tuple[int, int, str]]:
    if unit == "article":
        joined = joined_prose(text, prose)
        if joined:
            yield prose[0].start, prose[-1].end, joined
        return
    for start, end in paragraphs(text, prose):
        if unit == "paragraph":
            yield start, end, text[start:end]
        else:
            for first, last in split_sentences(text, start, end):
                yield first, last, text[first:last]
