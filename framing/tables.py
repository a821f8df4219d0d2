"""The tables people hold on to: their columns, in order, and what each holds.

Text columns are never null (an unknown text is ``""``), dates and figures that are not known
are empty (``NaT``, ``NaN``), counts and offsets are 64-bit integers, flags are booleans. Extra
columns may follow the fixed ones and are left as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from framing.errors import TableError, closest

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "date", "count", "number", "flag"]

_COUNT_OR_EMPTY: Kind = "number"

TABLES: dict[str, dict[str, Kind]] = {
    "articles": {
        "article_id": "text",
        "outlet": "text",
        "published": "date",
        "title": "text",
        "text": "text",
        "body_start": "count",
        "url": "text",
        "author": "text",
        "section": "text",
    },
    "article_index": {
        "article_id": "text",
        "outlet": "text",
        "published": "date",
        "n_words": "count",
        "story_id": "text",
        "story_score": "number",
        "copy_cluster": "text",
        "copy_class": "text",
        "shared_share": "number",
    },
    "mentions": {
        "article_id": "text",
        "outlet": "text",
        "published": "date",
        "lexicon": "text",
        "concept": "text",
        "label": "text",
        "form_id": "text",
        "form": "text",
        "surface": "text",
        "start": "count",
        "end": "count",
        "region": "text",
        "voice": "text",
        "speaker": "text",
        "scare_quoted": "flag",
        "hedged": "flag",
        "target": "text",
    },
    "quotations": {
        "article_id": "text",
        "outlet": "text",
        "start": "count",
        "end": "count",
        "kind": "text",
        "cue": "text",
        "cue_stance": "text",
        "speaker": "text",
        "speaker_start": _COUNT_OR_EMPTY,
        "speaker_end": _COUNT_OR_EMPTY,
        "rule": "text",
    },
    "label_shares": {
        "outlet": "text",
        "concept": "text",
        "label": "text",
        "n_mentions": "count",
        "n_concept": "count",
        "n_articles": "count",
        "share": "number",
        "ci_low": "number",
        "ci_high": "number",
        "note": "text",
    },
    "slants": {
        "outlet": "text",
        "concept": "text",
        "slant": "number",
        "ci_low": "number",
        "ci_high": "number",
        "n_mentions": "count",
        "n_articles": "count",
        "note": "text",
    },
    "label_differences": {
        "concept": "text",
        "label": "text",
        "outlet_a": "text",
        "outlet_b": "text",
        "difference": "number",
        "ci_low": "number",
        "ci_high": "number",
        "p_value": "number",
        "q_value": "number",
        "n_stories": _COUNT_OR_EMPTY,
        "note": "text",
    },
    "comparisons": {
        "concept": "text",
        "outlet_a": "text",
        "outlet_b": "text",
        "divergence": "number",
        "divergence_null": "number",
        "p_value": "number",
        "q_value": "number",
        "n_stories": _COUNT_OR_EMPTY,
        "note": "text",
    },
    "keyness": {
        "target": "text",
        "reference": "text",
        "term": "text",
        "n_target": "count",
        "n_reference": "count",
        "n_articles_target": "count",
        "n_articles_reference": "count",
        "rate_target": "number",
        "rate_reference": "number",
        "log_odds": "number",
        "z": "number",
        "g2": "number",
        "ci_low": "number",
        "ci_high": "number",
        "p_value": "number",
        "q_value": "number",
        "note": "text",
    },
    "units": {
        "unit_id": "text",
        "article_id": "text",
        "outlet": "text",
        "published": "date",
        "unit": "text",
        "start": "count",
        "end": "count",
        "text": "text",
        "stratum": "text",
        "probability": "number",
    },
    "codings": {
        "unit_id": "text",
        "coder": "text",
        "code": "text",
        "value": "text",
    },
    "agreement": {
        "code": "text",
        "coefficient": "text",
        "scale": "text",
        "estimate": "number",
        "ci_low": "number",
        "ci_high": "number",
        "n_units": "count",
        "n_coders": "count",
        "n_codings": "count",
        "note": "text",
    },
    "predictions": {
        "unit_id": "text",
        "article_id": "text",
        "outlet": "text",
        "published": "date",
        "code": "text",
        "probability": "number",
        "predicted": "flag",
    },
    "prevalence": {
        "outlet": "text",
        "code": "text",
        "method": "text",
        "share": "number",
        "ci_low": "number",
        "ci_high": "number",
        "n_units": "count",
        "n_coded": "count",
        "n_positive": "count",
        "note": "text",
    },
    "prevalence_differences": {
        "code": "text",
        "outlet_a": "text",
        "outlet_b": "text",
        "method": "text",
        "difference": "number",
        "ci_low": "number",
        "ci_high": "number",
        "p_value": "number",
        "q_value": "number",
        "note": "text",
    },
    "rejects": {
        "source": "text",
        "line": _COUNT_OR_EMPTY,
        "reason": "text",
        "value": "text",
    },
}

REGIONS = ("title", "lead", "body", "caption", "boilerplate")
VOICES = ("own", "reported", "quoted")


def columns_of(name: str) -> list[str]:
    """Return the fixed columns of a table, in order.

    Examples
    --------
    >>> columns_of("rejects")
    ['source', 'line', 'reason', 'value']
    """
    return list(TABLES[name])


def as_table(rows: Any, name: str) -> pd.DataFrame:
    """Make a table of the named kind: fixed columns first, each of its type.

    Parameters
    ----------
    rows : DataFrame, mapping of columns, or sequence of mappings
        The data. A fixed column that is missing is filled with its empty value
        (``""``, ``NaT``, ``NaN``, 0 or False); extra columns follow unchanged.
    name : str
        A key of ``TABLES``.

    Returns
    -------
    DataFrame
        With a fresh 0..n-1 index.

    Examples
    --------
    >>> as_table([{"source": "a.csv", "line": 2, "reason": "no text"}], "rejects").loc[0, "value"]
    ''
    """
    import pandas as pd

    kinds = TABLES[name]
    table = pd.DataFrame(rows) if rows is not None and len(rows) else pd.DataFrame()
    fixed = {c: _typed(table, c, kind, name) for c, kind in kinds.items()}
    extra = {c: table[c].reset_index(drop=True) for c in table.columns if c not in kinds}
    return pd.DataFrame({**fixed, **extra})


def check_table(table: pd.DataFrame, name: str, columns: list[str] | None = None) -> None:
    """Raise unless ``table`` has the columns of the named kind.

    Parameters
    ----------
    table : DataFrame
        What a caller gave.
    name : str
        A key of ``TABLES``.
    columns : list of str, optional
        The columns needed; all fixed ones by default.

    Raises
    ------
    TableError
        Naming the first missing column and the nearest one present.
    """
    for column in columns or columns_of(name):
        if column not in table.columns:
            near = closest(column, map(str, table.columns))
            raise TableError(
                f"column {column!r} is missing (there are: {', '.join(map(str, table.columns))})",
                place=f"{name} table",
                remedy=f"Add it, or rename the one that holds it.{near}",
            )


def _typed(table: pd.DataFrame, column: str, kind: Kind, name: str) -> Any:
    import pandas as pd

    n = len(table)
    if column not in table.columns:
        empty: dict[Kind, Any] = {
            "text": "",
            "date": None,
            "count": 0,
            "number": None,
            "flag": False,
        }
        values: Any = pd.Series([empty[kind]] * n, dtype="object")
    else:
        values = table[column].reset_index(drop=True)
    try:
        if kind == "text":
            return values.astype("str").where(values.notna(), "").astype("str")
        if kind == "date":
            return pd.to_datetime(values, format="ISO8601").astype("datetime64[us]")
        if kind == "flag":
            return values.astype("bool")
        return values.astype("int64" if kind == "count" else "float64")
    except (TypeError, ValueError) as error:
        raise TableError(
            f"column {column!r} should hold a {kind}: {error}",
            place=f"{name} table",
            remedy="Correct the values that are not.",
        ) from error
