"""An article's title and prose, without the page around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.reading.furniture import NOTHING, Learned, learn_furniture
from framing.reading.regions import Region, find_regions
from framing.tables import as_table

if TYPE_CHECKING:
    import pandas as pd

MEASURED = ("title", "lead", "body")


def prose_of(articles: pd.DataFrame, regions: Sequence[str] = MEASURED) -> list[str]:
    r"""Return each article's title and prose, one paragraph a line.

    Examples
    --------
    >>> articles = as_table([{"text": "عنوان الخبر\n\nمتن الخبر.", "body_start": 13}], "articles")
    >>> prose_of(articles)
    ['عنوان الخبر\nمتن الخبر.']
    """
    texts = as_table(articles, "articles")["text"].tolist()
    return [
        joined_prose(text, [region for region in found if region.name in regions])
        for text, found in zip(texts, regions_of(articles), strict=True)
    ]


def regions_of(articles: pd.DataFrame) -> Iterator[list[Region]]:
    """Yield the regions of each article, with what its outlet repeats taken into account."""
    table = as_table(articles, "articles")
    learned: dict[str, Learned] = {}
    for outlet, rows in table.groupby("outlet"):
        name = str(outlet)
        known = learn_furniture(rows["text"].tolist(), rows["body_start"].tolist())
        learned[name] = known if name else NOTHING
    columns = ("text", "title", "body_start", "author", "outlet")
    for text, title, start, author, outlet in zip(*(table[c] for c in columns), strict=True):
        yield find_regions(text, title, int(start), author, learned[outlet])


def joined_prose(text: str, prose: Sequence[Region]) -> str:
    """Return the paragraphs of some regions, one a line."""
    return "\n".join(text[start:end] for start, end in paragraphs(text, prose))


def paragraphs(text: str, prose: Sequence[Region]) -> Iterator[tuple[int, int]]:
    """Yield the place of each paragraph of some regions; every line is one."""
    for region in prose:
        start = region.start
        while start < region.end:
            stop = text.find("\n", start, region.end)
            end = region.end if stop < 0 else stop
            first, last = trimmed(text, start, end)
            if first < last:
                yield first, last
            start = end + 1


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place without the white space at its ends.

    Examples
    --------
    >>> trimmed(" نعم ", 0, 5)
    (1, 4)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
