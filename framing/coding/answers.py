"""What coders wrote, checked against the codebook: the ``codings`` table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from framing.coding.codebook import Codebook
from framing.coding.codes import Code, CodebookError, Item
from framing.errors import closest
from framing.tables import as_table
from framing.text.spelling import fold_word

if TYPE_CHECKING:
    import pandas as pd

REMARK = "remark"  # the column of a spreadsheet for whatever is no answer


@dataclass(frozen=True)
class Answer:
    """One answer as it was read, and where it stands; ``text`` is the unit's, where shown."""

    unit_id: str
    coder: str
    item: str
    written: str
    place: str
    text: str = ""


def as_codings(answers: Iterable[Answer], codebook: Codebook) -> pd.DataFrame:
    """Return answers as the contract's ``codings``: one row per unit, coder and item.

    Raises
    ------
    CodebookError
        When an answer is none of the item's values, an item is not in the codebook, an answer
        has no unit or coder, or a coder answered twice. The message tells of the first, and
        how many more of its kind there are.
    """
    rows: list[dict[str, str]] = []
    wrong: list[CodebookError] = []
    first: dict[tuple[str, str, str], Answer] = {}
    for answer in answers:
        if not answer.written.strip():
            continue
        try:
            row = _coding(answer, codebook)
        except CodebookError as error:
            wrong.append(error)
            continue
        before = first.setdefault((row["unit_id"], row["coder"], row["code"]), answer)
        if before is not answer:
            wrong.append(_twice(before, answer))
        rows.append(row)
    if wrong:
        raise _with_count(wrong)
    return as_table(rows, "codings")


def _coding(answer: Answer, codebook: Codebook) -> dict[str, str]:
    item = codebook.item(answer.item)
    if item is None:
        known = [item.id for item in codebook.items]
        raise CodebookError(
            f"{answer.item!r} is not in codebook {codebook.name!r}",
            place=answer.place,
            remedy="Read it with the codebook it was coded by; what is no answer belongs under "
            f"'remark'.{closest(answer.item, known)}",
        )
    for what, found in (("unit", answer.unit_id), ("coder", answer.coder)):
        if not found:
            raise CodebookError(
                f"the answer {answer.written.strip()!r} has no {what}",
                place=answer.place,
                remedy="Name it.",
            )
    value = value_of(answer.written, item, answer.place)
    return {"unit_id": answer.unit_id, "coder": answer.coder, "code": item.id, "value": value}


def _twice(before: Answer, answer: Answer) -> CodebookError:
    return CodebookError(
        f"coder {answer.coder!r} answered {answer.item!r} of unit {answer.unit_id!r} twice, "
        f"first at {before.place}",
        place=answer.place,
        remedy="Give each coder's sheet once, and each coder a name of their own.",
    )


def _with_count(wrong: list[CodebookError]) -> CodebookError:
    """Return the first error, with the places of those that follow."""
    first, more = wrong[0], [error.place for error in wrong[1:]]
    if not more:
        return first
    shown = "; ".join(more[:3]) + ("; …" if len(more) > 3 else "")
    remedy = f"{first.remedy} {len(more)} more to correct: {shown}"
    return CodebookError(first.problem, place=first.place, remedy=remedy)


def value_of(written: str, item: Item, place: str = "") -> str:
    """Return the id of the value that was written, by its id or its Arabic or English name.

    Examples
    --------
    >>> from framing.coding.codebook import load_codebook
    >>> item = load_codebook("conflict-frames").items[0]
    >>> value_of("معاناة المدنيّين", item), value_of("Security ", item)
    ('suffering', 'security')
    """
    known: dict[str, str] = {}
    for value in item.values:
        for name in (value.id, value.ar, value.en):
            known.setdefault(_folded(name), value.id)
    found = known.get(_folded(written))
    if found is None:
        shown = [name for value in item.values for name in (value.id, value.ar)]
        raise CodebookError(
            f"{written!r} is no value of {item.id!r}",
            place=place,
            remedy=f"Choose from {', '.join(shown)}.{closest(written, shown)}",
        )
    return found


def score_codes(codings: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Join the answers to a code's questions into one value per unit, coder and code.

    Parameters
    ----------
    codings : DataFrame
        By item.
    codebook : Codebook
        Its rules: ``any`` or ``all`` give the first or the last value, ``mean`` the share of
        questions answered with the first value, from 0 to 1.

    Returns
    -------
    DataFrame
        ``codings`` by code; a unit with an unanswered question has no row for that code. Codes
        of one question stay as they are.

    Examples
    --------
    >>> from framing.coding.codebook import load_codebook
    >>> book = load_codebook("generic-frames")
    >>> questions = [item.id for item in book.items if item.code == "economic"]
    >>> rows = [("u", "a", q, v) for q, v in zip(questions, ["yes", "no", "no"])]
    >>> codings = as_table([dict(zip(("unit_id", "coder", "code", "value"), r)) for r in rows],
    ...     "codings")
    >>> score_codes(codings, book).values.tolist()
    [['u', 'a', 'economic', '0.3333']]
    """
    held: dict[tuple[str, str], dict[str, str]] = {}
    columns = (codings[name] for name in ("unit_id", "coder", "code", "value"))
    for unit, coder, item, value in zip(*columns, strict=True):
        held.setdefault((unit, coder), {})[item] = value
    rows = []
    for (unit, coder), given in held.items():
        for code in codebook.codes:
            answers = [given.get(item.id, "") for item in code.items]
            if all(answers):
                value = _joined(code, answers)
                rows.append({"unit_id": unit, "coder": coder, "code": code.id, "value": value})
    return as_table(rows, "codings")


def settle_codes(codings: pd.DataFrame, ties: str = "drop") -> pd.DataFrame:
    """Settle on one value per unit and code: the one that most coders gave.

    Parameters
    ----------
    codings : DataFrame
        Any number of coders.
    ties : str
        ``"drop"`` leaves tied units out; any other word is the value they get, if it is among
        the tied ones.

    Returns
    -------
    DataFrame
        ``codings`` with one coder, ``settled``, and ``n_coders``.

    Examples
    --------
    >>> import pandas as pd
    >>> votes = pd.DataFrame({"unit_id": "u", "coder": list("abc"), "code": "right",
    ...     "value": ["yes", "no", "yes"]})
    >>> settle_codes(votes)[["value", "n_coders"]].values.tolist()
    [['yes', 3]]
    """
    rows: list[dict[str, Any]] = []
    for (unit, code), group in codings.groupby(["unit_id", "code"], sort=False):
        votes = Counter(group["value"])
        most = max(votes.values())
        winners = sorted(value for value, n in votes.items() if n == most)
        value = winners[0] if len(winners) == 1 else ties if ties in winners else ""
        if value:
            row = {"unit_id": unit, "coder": "settled", "code": code, "value": value}
            rows.append({**row, "n_coders": len(group)})
    return as_table(rows, "codings")


def _joined(code: Code, answers: list[str]) -> str:
    values = [value.id for value in code.items[0].values]
    if len(answers) == 1:
        return answers[0]
    present = sum(answer == values[0] for answer in answers)
    if code.rule == "mean":
        return f"{present / len(answers):.4g}"
    met = present == len(answers) if code.rule == "all" else present > 0
    return values[0] if met else values[-1]


def _folded(written: str) -> str:
    return " ".join(fold_word(word) for word in written.strip().casefold().split())
