from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

CARD = """\
name = "{name}"
version = "0.1.0"
licence = "CC-BY-4.0"
description_en = "How two banks name a river."
description_ar = "كيف تسمي ضفتان نهراً."
row_definition = "One row is one form."
known_gaps = ["Invented for tests."]
{more}"""

CONCEPTS = "concept,gloss_ar,gloss_en\nriver,النهر,the river\n"
LABELS = (
    "concept,label,gloss_ar,gloss_en,stance,reason\n"
    "river,big,الكبير,big,0.5,Praises it.\n"
    "river,small,الصغير,small,-0.5,Belittles it.\n"
)
FORMS_HEADER = "id,concept,label,form,kind,hit,miss,clitics,requires,forbids,endings\n"
FORMS = (
    FORMS_HEADER + "rivers-0001,river,big,النهر العظيم,phrase,عبرنا النهر العظيم.,,,,,\n"
    "rivers-0002,river,small,جدول,noun,عبرنا الجدول سباحة.,,,,,\n"
)


def forms(*rows: str) -> str:
    """The text of a forms.csv with these rows, commas between cells."""
    return FORMS_HEADER + "".join(row + "\n" for row in rows)


@pytest.fixture
def rivers(tmp_path: Path) -> Callable[..., Path]:
    """Write a small lexicon of our own that keeps every rule, with parts replaced."""

    def write(
        more: str = "", *, name: str = "rivers", home: Path = tmp_path, **tables: str
    ) -> Path:
        folder = home / name
        folder.mkdir(parents=True)
        (folder / "card.toml").write_text(CARD.format(name=name, more=more), encoding="utf-8")
        texts = {"concepts": CONCEPTS, "labels": LABELS, "forms": FORMS} | tables
        for table, text in texts.items():
            (folder / f"{table}.csv").write_text(text, encoding="utf-8", newline="\n")
        return folder

    return write
