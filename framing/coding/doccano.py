"""Coding sheets for doccano: JSONL of texts with labels.

One label per value: ``problem=security``; for yes-or-no items the item's id alone means yes.
doccano cannot tell an unlabelled text from an uncoded one, so that a text in which nothing is
present is given the label ``(none)``; without any label it counts as not coded.
"""

from __future__ import annotations

import colorsys
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.coding.answers import Answer
from framing.coding.codebook import Codebook
from framing.coding.codes import YES_NO, CodebookError, Item

if TYPE_CHECKING:
    import pandas as pd

NONE = "(none)"


def write(
    units: pd.DataFrame, codebook: Codebook, path: Path, coder: str, language: str
) -> dict[str, str]:
    """Write one JSON object a line, and the labels to import beside it."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for unit, text in zip(units["unit_id"], units["text"], strict=True):
            row = {"text": text, "label": [], "unit_id": unit, "coder": coder}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    names = labels_of(codebook)
    colors = [_color(number / len(names)) for number in range(len(names))]
    labels = [
        {"text": name, "suffix_key": None, "background_color": color, "text_color": "#ffffff"}
        for name, color in zip(names, colors, strict=True)
    ]
    return {"labels.json": json.dumps(labels, ensure_ascii=False, indent=2) + "\n"}


def read(path: Path, codebook: Codebook, coder: str) -> Iterator[Answer]:
    """Yield the answers of an export: JSONL with ``label`` (or ``labels``) and ``unit_id``."""
    known = set(labels_of(codebook))
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        row = _parsed(line, place)
        given = row.get("label", row.get("labels")) or []
        meta = row.get("meta") or row.get("metadata") or {}
        unit = str(row.get("unit_id") or meta.get("unit_id") or "")
        who = str(row.get("coder") or meta.get("coder") or coder)
        given = given if isinstance(given, list) else [given]
        strange = next((x for x in given if not isinstance(x, str) or x not in known), None)
        if strange is not None:
            raise CodebookError(
                f"label {strange!r} is not of codebook {codebook.name!r}",
                place=place,
                remedy="Make the project one of text classification, with the labels that were "
                "written beside the sheet.",
            )
        for item in codebook.items if given else ():
            text = str(row.get("text") or "")
            yield Answer(unit, who, item.id, _answer(item, given, place), place, text)


def labels_of(codebook: Codebook) -> list[str]:
    """Return every label that a codebook needs in doccano.

    Examples
    --------
    >>> from framing.coding.codebook import load_codebook
    >>> labels_of(load_codebook("mention-check"))
    ['right', 'voice=own', 'voice=reported', 'voice=quoted', '(none)']
    """
    labels = []
    for item in codebook.items:
        if item.values == YES_NO:
            labels.append(item.id)
        else:
            labels += [f"{item.id}={value.id}" for value in item.values]
    return [*labels, NONE]


def _answer(item: Item, given: list[str], place: str) -> str:
    if item.values == YES_NO:
        return "yes" if item.id in given else "no"
    chosen = [label.partition("=")[2] for label in given if label.startswith(f"{item.id}=")]
    if len(chosen) > 1:
        raise CodebookError(
            f"item {item.id!r} has several values: {', '.join(chosen)}",
            place=place,
            remedy="Keep one of them.",
        )
    return chosen[0] if chosen else ""


def _parsed(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise CodebookError(f"is not JSON: {error.msg}", place=place) from error
    if not isinstance(row, dict):
        raise CodebookError("is no JSON object", place=place, remedy="Export it as JSONL.")
    return row


def _color(hue: float) -> str:
    red, green, blue = (round(255 * part) for part in colorsys.hls_to_rgb(hue, 0.35, 0.6))
    return f"#{red:02x}{green:02x}{blue:02x}"
