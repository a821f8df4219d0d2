"""Mentions as units of coding, to tell whether each was found rightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.tables import as_table, check_table

if TYPE_CHECKING:
    import pandas as pd

_CONTEXT = 200  # characters on either side


def mention_units(
    mentions: pd.DataFrame, articles: pd.DataFrame, *, context: int = _CONTEXT
) -> pd.DataFrame:
    """Make units of mentions: the form in brackets, in its context.

    Draw from them by outlet, concept and label, code them by the codebook ``mention-check``,
    and ``corrected_shares`` corrects label shares by what was found.

    Parameters
    ----------
    mentions : DataFrame
        The contract's ``mentions``.
    articles : DataFrame
        With ``article_id`` and ``text``.
    context : int
        Characters on either side, cut at white space.

    Returns
    -------
    DataFrame
        The contract's ``units``, then ``concept, label``; ``unit_id`` is article, start and
        form id.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["انسحبت قسد من البلدة."]})
    >>> mentions = pd.DataFrame({"article_id": ["a"], "outlet": ["x"], "start": [7], "end": [10],
    ...     "form_id": ["syria-0001"], "concept": ["sdf"], "label": ["acronym"]})
    >>> mention_units(mentions, articles).loc[0, "text"]
    '[sdf: acronym] انسحبت [قسد] من البلدة.'
    """
    check_table(mentions, "mentions", ["article_id", "start", "end", "concept", "label"])
    check_table(articles, "articles", ["article_id", "text"])
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    shown, names = [], []
    form_ids = mentions["form_id"] if "form_id" in mentions.columns else mentions["label"]
    columns = (mentions[name] for name in ("article_id", "start", "end", "concept", "label"))
    for (article, start, end, concept, label), form in zip(
        zip(*columns, strict=True), form_ids, strict=True
    ):
        text = texts[article]
        before, after = text[max(0, start - context) : start], text[end : end + context]
        if start > context:
            before = before.partition(" ")[2]
        if end + context < len(text):
            after = after.rpartition(" ")[0]
        shown.append(f"[{concept}: {label}] {before}[{text[start:end]}]{after}")
        names.append(f"{article}#{start}-{form}")
    known = ["article_id", "outlet", "published", "start", "end", "concept", "label"]
    kept = mentions[[column for column in known if column in mentions.columns]]
    table = kept.reset_index(drop=True).assign(unit_id=names, unit="mention", text=shown)
    return as_table(table, "units")
