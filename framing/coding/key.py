"""The key of a draw: which unit each line of a sheet is, and which text stood beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from framing.coding.answers import Answer
from framing.coding.codes import CodebookError
from framing.recipe import KEPT, text_hash

if TYPE_CHECKING:
    import pandas as pd

SHEET_ID, SHEET_HASH = "sheet_id", "sheet_hash"
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffd-\uffff]")


def with_key(drawn: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Return drawn units with what coders see of each: its id and a hash of its text.

    Parameters
    ----------
    drawn : DataFrame
        From ``draw_units``.
    shown : DataFrame
        The same units in the same order, perhaps blinded.

    Examples
    --------
    >>> import pandas as pd
    >>> drawn = pd.DataFrame({"unit_id": ["a-1"], "text": ["نص"]})
    >>> with_key(drawn, drawn.assign(unit_id="u-1"))[["unit_id", "sheet_id"]].values.tolist()
    [['a-1', 'u-1']]
    """
    hashes = [_hash(text) for text in shown["text"]]
    table = drawn.copy()
    table[SHEET_ID], table[SHEET_HASH] = shown["unit_id"].to_numpy(), hashes
    return table


def matched(answers: Iterable[Answer], units: pd.DataFrame) -> Iterator[Answer]:
    """Yield answers under the units' own ids.

    Parameters
    ----------
    answers : iterable of Answer
        From one sheet or several.
    units : DataFrame
        The drawn units, with the key of ``with_key`` where it was kept.

    Raises
    ------
    CodebookError
        When a unit was not drawn, or the text beside it is not the one that coders were given:
        then a column was sorted by itself, and answers stand beside other texts.
    """
    named = units[SHEET_ID] if SHEET_ID in units.columns else units["unit_id"]
    own = dict(zip(named, units["unit_id"], strict=True))
    texts = _hashes(units)
    strange: dict[str, str] = {}
    changed: dict[str, str] = {}
    found = []
    for answer in answers:
        unit = answer.unit_id
        if not answer.written.strip() or not unit:
            found.append(answer)
        elif unit not in own:
            strange.setdefault(unit, answer.place)
        elif answer.text and texts and _hash(answer.text) != texts[unit]:
            changed.setdefault(unit, answer.place)
        else:
            found.append(replace(answer, unit_id=own[unit]))
    if strange:
        raise _not_drawn(strange)
    if changed:
        raise _changed(changed)
    yield from found


def _hashes(units: pd.DataFrame) -> dict[str, str]:
    if SHEET_HASH in units.columns:
        return dict(zip(units[SHEET_ID], units[SHEET_HASH], strict=True))
    if "text" not in units.columns:
        return {}
    return {u: _hash(t) for u, t in zip(units["unit_id"], units["text"], strict=True)}


def _hash(text: str) -> str:
    """Hash a text as a spreadsheet keeps it: white space and control characters do not count."""
    return text_hash(" ".join(_NOT_SHOWN.sub(" ", text).split()))[:KEPT]


def _not_drawn(strange: dict[str, str]) -> CodebookError:
    unit = next(iter(strange))
    return CodebookError(
        f"unit {unit!r} was not drawn ({len(strange)} such)",
        place=strange[unit],
        remedy="Give the units.csv that was written with the sheet; ids that a spreadsheet took "
        "for numbers or dates must be put back.",
    )


def _changed(changed: dict[str, str]) -> CodebookError:
    unit = next(iter(changed))
    return CodebookError(
        f"the text beside unit {unit!r} is not the one that was drawn ({len(changed)} such)",
        place=changed[unit],
        remedy="Undo the change. If one column was sorted without the others, the answers stand "
        "beside other texts.",
    )
