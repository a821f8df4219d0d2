"""Coding sheets for Label Studio: tasks as JSON and the labeling configuration beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from framing.coding.answers import Answer
from framing.coding.codebook import Codebook
from framing.coding.codes import CodebookError

if TYPE_CHECKING:
    import pandas as pd


def write(
    units: pd.DataFrame, codebook: Codebook, path: Path, coder: str, language: str
) -> dict[str, str]:
    """Write one task a unit."""
    tasks = [
        {"data": {"unit_id": unit, "text": text, "coder": coder}}
        for unit, text in zip(units["unit_id"], units["text"], strict=True)
    ]
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {"config.xml": labeling_config(codebook, language)}


def labeling_config(codebook: Codebook, language: str = "ar") -> str:
    """Return the labeling interface: the text and one single choice per item.

    Examples
    --------
    >>> from framing.coding.codebook import load_codebook
    >>> print(labeling_config(load_codebook("mention-check"), "en").split(chr(10))[3])
      <Choices name="right" toName="text" choice="single" showInLine="true">
    """
    direction = "rtl" if language == "ar" else "ltr"
    lines = ["<View>"]
    lines.append(f'  <View style="direction:{direction}"><Text name="text" value="$text"/></View>')
    for item in codebook.items:
        lines.append(f"  <Header value={quoteattr(item.text(language))}/>")
        lines.append(
            f'  <Choices name="{item.id}" toName="text" choice="single" showInLine="true">'
        )
        for value in item.values:
            shown = quoteattr(value.ar if language == "ar" else value.en)
            lines.append(f'    <Choice value={shown} alias="{value.id}"/>')
        lines.append("  </Choices>")
    lines.append("</View>")
    return "\n".join(lines) + "\n"


def read(path: Path, codebook: Codebook, coder: str) -> Iterator[Answer]:
    """Yield the answers of an export in Label Studio's own JSON; cancelled ones are left out.

    The coder is the one the sheet was made for; where several people annotated, it is they.
    """
    try:
        tasks = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise CodebookError(f"is not JSON: {error}", place=str(path)) from error
    if not isinstance(tasks, list):
        raise CodebookError(
            "is no list of tasks", place=str(path), remedy="Export it as JSON, not JSON-MIN."
        )
    _check_tasks(tasks, path)
    several = len({_by(one) for task in tasks for one in _finished(task)}) > 1
    for number, task in enumerate(tasks, start=1):
        data = task["data"]
        given = "" if several else str(data.get("coder") or "")
        for annotation in _finished(task):
            who = given or _by(annotation) or coder
            for result in annotation.get("result") or []:
                choices = (result.get("value") or {}).get("choices") or []
                item = str(result.get("from_name", ""))
                place = f"{path}, task {number}, {item!r}"
                if len(choices) > 1:
                    raise CodebookError(
                        f"several values: {', '.join(choices)}", place=place, remedy="Keep one."
                    )
                unit, text = str(data.get("unit_id", "")), str(data.get("text") or "")
                yield Answer(unit, who, item, "".join(choices), place, text)


def _check_tasks(tasks: list[Any], path: Path) -> None:
    for number, task in enumerate(tasks, start=1):
        if not isinstance(task, dict) or not isinstance(task.get("data"), dict):
            raise CodebookError(
                "the task has no 'data'",
                place=f"{path}, task {number}",
                remedy="Export it as JSON, not JSON-MIN.",
            )


def _finished(task: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in task.get("annotations") or [] if not one.get("was_cancelled")]


def _by(annotation: dict[str, Any]) -> str:
    """Name who made an annotation, as Label Studio does."""
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return "" if by is None else str(by)
