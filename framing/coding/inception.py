r"""Coding sheets for INCEpTION: WebAnno TSV 3.3 and the layer to import beside it.

Each unit is one sentence of the document, covered by one annotation of the layer ``Coding`` that
holds the unit's id; coders fill its other features. Offsets count UTF-16 units, as INCEpTION
does; ``\ [ ] | _ -> ; *`` and tabs are escaped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from framing.coding.answers import Answer
from framing.coding.codebook import Codebook
from framing.coding.codes import CodebookError

if TYPE_CHECKING:
    import pandas as pd

LAYER = "webanno.custom.Coding"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ESCAPED = re.compile(r"->|[\\\[\]|_;*\t\n\r]")
_UNESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_CONTROLS = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_BACK = {"t": "\t", "n": "\n", "r": "\r"}
_NUMBERED = re.compile(r"(?<!\\)\[\d+\]$")


def write(
    units: pd.DataFrame, codebook: Codebook, path: Path, coder: str, language: str
) -> dict[str, str]:
    """Write all units as one document."""
    names = _features(codebook)
    lines = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={LAYER}|{'|'.join(names)}", "", ""]
    offset = 0
    for number, (unit, text) in enumerate(
        zip(units["unit_id"], units["text"], strict=True), start=1
    ):
        flat = " ".join(text.split())
        lines.append(f"#Text={_escape(flat, whole=True)}")
        values = [_escape(unit) if name == "unit_id" else "*" for name in names]
        cells = "\t".join(f"{value}[{number}]" for value in values)
        for place, token in enumerate(_TOKEN.finditer(flat), start=1):
            start = offset + _utf16(flat[: token.start()])
            end = start + _utf16(token[0])
            lines.append(f"{number}-{place}\t{start}-{end}\t{_escape(token[0])}\t{cells}\t")
        lines.append("")
        offset += _utf16(flat) + 1
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    return {"layer.json": layer_description(codebook, language)}


def read(path: Path, codebook: Codebook, coder: str) -> Iterator[Answer]:
    """Yield the answers of a document exported as WebAnno TSV 3."""
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    names, first = _columns(lines, path)
    features = _features(codebook)
    seen: set[tuple[str, str]] = set()
    for number, line in enumerate(lines, start=1):
        cells = line.split("\t")
        if not re.match(r"\d+-\d+$", cells[0]) or len(cells) < first + len(names):
            continue
        row = [_cell(cell) for cell in cells[first : first + len(names)]]
        given = dict(zip(names, row, strict=True))
        unit = given.get("unit_id", "")
        for name, value in given.items():
            item = features.get(name)
            if unit and item and value and (unit, item) not in seen:
                seen.add((unit, item))
                yield Answer(unit, coder, item, value, f"{path}, line {number}, {item!r}")


def layer_description(codebook: Codebook, language: str = "ar") -> str:
    """Return the layer with its features and tag sets, as INCEpTION imports layers."""
    features = []
    for name, item_id in _features(codebook).items():
        item = codebook.item(item_id)
        tags = [
            {"tag_name": value.id, "tag_description": value.ar if language == "ar" else value.en}
            for value in (item.values if item else ())
        ]
        features.append(
            {
                "name": name,
                "tag_set": {"name": f"{codebook.name} {name}", "tags": tags, "create_tag": False}
                if item
                else None,
                "uiName": item.id if item else name,
                "type": "uima.cas.String",
                "enabled": True,
                "visible": True,
                "required": False,
                "remember": False,
                "description": item.text(language) if item else "",
                "multi_value_mode": "NONE",
                "link_mode": "NONE",
            }
        )
    layer = {
        "name": LAYER,
        "features": features,
        "uiName": "Coding",
        "type": "span",
        "description": f"{codebook.name} {codebook.version}",
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "allow_stacking": False,
        "cross_sentence": False,
        "anchoring_mode": "SENTENCES",
        "overlap_mode": "NO_OVERLAP",
        "lock_to_token_offset": False,
        "multiple_tokens": True,
    }
    return json.dumps([layer], ensure_ascii=False, indent=2) + "\n"


def _features(codebook: Codebook) -> dict[str, str]:
    """Return the layer's features and their items: ids without periods, in sorted order."""
    items = {item.id.replace(".", "__"): item.id for item in codebook.items}
    return dict(sorted({**items, "unit_id": ""}.items()))


def _columns(lines: list[str], path: Path) -> tuple[list[str], int]:
    """Return the features of our layer and the column where they begin."""
    before = 3
    for line in lines:
        if line.startswith(f"#T_SP={LAYER}|"):
            return line.rstrip("\r").split("|")[1:], before
        if line.startswith(("#T_SP=", "#T_RL=", "#T_CH=")):
            before += max(1, line.count("|"))
    raise CodebookError(
        f"it has no layer {LAYER!r}",
        place=str(path),
        remedy="Export it as WebAnno TSV 3 with the layer that was imported.",
    )


def _cell(cell: str) -> str:
    value = _NUMBERED.sub("", cell.rstrip("\r"))
    if value in {"_", "*"}:
        return ""
    return _UNESCAPED.sub(lambda m: _BACK.get(m[1], m[1]), value)


def _escape(text: str, *, whole: bool = False) -> str:
    if whole:
        return text.replace("\\", "\\\\").replace("\t", "\\t")
    return _ESCAPED.sub(lambda m: _CONTROLS.get(m[0], f"\\{m[0]}"), text)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
