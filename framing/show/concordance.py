"""Words in context: every mention with a few words on each side, as the source has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd

_REACH = 40  # characters of context looked at for each word asked for
_WORD = re.compile(r"\S+")


def window(text: str, start: int, end: int, words: int) -> tuple[int, int]:
    """Return the span of a hit with up to ``words`` words on each side, in its own line.

    Parameters
    ----------
    text : str
        The article's text.
    start, end : int
        The hit: ``text[start:end]``.
    words : int
        How many words on each side; fewer where the line ends.

    Returns
    -------
    tuple of int
        The window's start and end. Letters joined to the hit (a proclitic, a mark) belong to
        the window and count for nothing.

    Examples
    --------
    >>> text = "قال إن القوات دخلت المدينة ليلاً."
    >>> first, last = window(text, 7, 13, 1)
    >>> text[first:last]
    'إن القوات دخلت'
    """
    reach = _REACH * (words + 1)
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    left = list(_WORD.finditer(text, max(line_start, start - reach), start))
    right = list(_WORD.finditer(text, end, min(line_end, end + reach)))
    # وقوات: the و is the hit's own
    glued = left.pop().start() if left and left[-1].end() == start else start
    tail = right.pop(0).end() if right and right[0].start() == end else end
    first = left[-words].start() if len(left) >= words else (left[0].start() if left else glued)
    last = right[words - 1].end() if len(right) >= words else (right[-1].end() if right else tail)
    return first, last


def concordance(articles: pd.DataFrame, mentions: pd.DataFrame, *, words: int = 5) -> pd.DataFrame:
    """Show each mention in its context.

    Parameters
    ----------
    articles : DataFrame
        With ``article_id`` and ``text``.
    mentions : DataFrame
        With ``article_id, start, end``; any further columns are kept.
    words : int, default 5
        Words on each side.

    Returns
    -------
    DataFrame
        The columns of ``mentions``, then ``before, hit, after`` and the window's
        ``window_start, window_end``; ``before + hit + after`` is a slice of the text.

    Raises
    ------
    TableError
        When a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["خرجت ميليشيات قسد ليلاً"]})
    >>> mentions = pd.DataFrame({"article_id": ["a"], "start": [5], "end": [17]})
    >>> concordance(articles, mentions)[["before", "hit", "after"]].values.tolist()
    [['خرجت ', 'ميليشيات قسد', ' ليلاً']]
    """
    check_table(articles, "articles", ["article_id", "text"])
    check_table(mentions, "mentions", ["article_id", "start", "end"])
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    parts: dict[str, list[Any]] = {
        name: [] for name in ("before", "hit", "after", "window_start", "window_end")
    }
    places = zip(mentions["article_id"], mentions["start"], mentions["end"], strict=True)
    for article, start, end in places:
        text = texts[article]
        first, last = window(text, int(start), int(end), words)
        pieces = (text[first:start], text[start:end], text[end:last], first, last)
        for values, piece in zip(parts.values(), pieces, strict=True):
            values.append(piece)
    return mentions.assign(**parts)
