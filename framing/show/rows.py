"""A table's rows as objects with the columns as attributes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def rows_of(table: pd.DataFrame) -> list[Any]:
    """Return the rows of a table; each has its columns as attributes.

    Examples
    --------
    >>> import pandas as pd
    >>> [row.outlet for row in rows_of(pd.DataFrame({"outlet": ["a", "b"]}))]
    ['a', 'b']
    """
    return list(table.itertuples(index=False, name="Row"))
