"""Units as coders see them when they should not know whose text it is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.reading.masking import cut_dateline, mask_names, signature_pattern
from framing.tables import check_table

if TYPE_CHECKING:
    import pandas as pd


def blind_units(
    units: pd.DataFrame,
    *,
    names: Mapping[str, Sequence[str]] | None = None,
    authors: Mapping[str, str] | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """Return units without outlet, date, article and stratum, their texts masked.

    ``unit_id`` becomes a code that says nothing; ``blind_id`` leads back through the table
    that ``draw_units`` gave. Style and subject may still give an outlet away: blinding hides
    the signature, not the hand.

    Parameters
    ----------
    units : DataFrame
        The contract's ``units``, drawn.
    names : mapping from outlet to its names, optional
        As written in the texts; ids always count.
    authors : mapping from article_id to byline, optional
    seed : int
        Of the codes.

    Returns
    -------
    DataFrame
        ``unit_id, unit, text`` in the order given.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"unit_id": ["safarjal-1"], "article_id": ["safarjal-1"],
    ...     "outlet": ["safarjal"], "unit": ["article"], "text": ["عدن – قال للسفرجل إنه باق."]})
    >>> blind_units(units, names={"safarjal": ["السفرجل"]})["text"].tolist()
    ['قال ▮ إنه باق.']
    """
    check_table(units, "units", ["unit_id", "article_id", "outlet", "unit", "text"])
    pattern = signature_pattern(units["outlet"], names)
    authors = authors or {}
    texts = [
        mask_names(_without_dateline(text, unit), pattern, authors.get(article, ""))
        for text, article, unit in zip(
            units["text"], units["article_id"], units["unit"], strict=True
        )
    ]
    codes = [blind_id(unit, seed) for unit in units["unit_id"]]
    table = units[["unit_id", "unit", "text"]].reset_index(drop=True)
    return table.assign(unit_id=codes, text=texts)


def _without_dateline(text: str, unit: str) -> str:
    """Cut the dateline; of a whole article with a title it stands in the second line."""
    title, line_break, rest = text.partition("\n")
    if unit == "article" and rest:
        return title + line_break + cut_dateline(rest)
    return cut_dateline(text)


def blind_id(unit_id: str, seed: int = 0) -> str:
    """Return the code that stands for a unit in blinded sheets.

    Examples
    --------
    >>> blind_id("safarjal-2017-10-15")
    'u-f536dd631d'
    """
    held = hashlib.blake2b(unit_id.encode(), digest_size=5, salt=str(seed).encode()[:16])
    return f"u-{held.hexdigest()}"


def unblind(table: pd.DataFrame, units: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Return a table with the units' own ids in place of their blind codes.

    Ids that are no code of ``units`` stay as they are.

    Examples
    --------
    >>> import pandas as pd
    >>> units = pd.DataFrame({"unit_id": ["safarjal-2017-10-15"]})
    >>> unblind(pd.DataFrame({"unit_id": ["u-f536dd631d"]}), units)["unit_id"].tolist()
    ['safarjal-2017-10-15']
    """
    if "sheet_id" in units.columns:  # the key as ``framing sample`` writes it
        known = dict(zip(units["sheet_id"], units["unit_id"], strict=True))
    else:
        known = {blind_id(unit, seed): unit for unit in units["unit_id"]}
    return table.assign(unit_id=[known.get(unit, unit) for unit in table["unit_id"]])
