"""One code of a codebook: its definition, its questions and the values they may take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from framing.errors import FramingError, closest

SCALES = ("nominal", "ordinal", "interval")
RULES = ("", "any", "all", "mean")
_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_VALUE_ID = re.compile(r"[A-Za-z0-9_+-]+\Z")
_TEXTS = ("name_ar", "name_en", "definition_ar", "definition_en", "example", "counter_example")
_KEYS = {"id", "scale", "rule", "questions", "values", *_TEXTS}


class CodebookError(FramingError):
    """A codebook, or what was coded by it, breaks one of its rules."""


@dataclass(frozen=True)
class Value:
    """One answer: its id and how coders see it."""

    id: str
    ar: str
    en: str


YES_NO = (Value("yes", "نعم", "yes"), Value("no", "لا", "no"))


@dataclass(frozen=True)
class Item:
    """One thing a coder answers: a column of the coding sheet.

    ``id`` is the code's id where the code has one question, else ``code.question``.
    """

    id: str
    code: str
    ar: str
    en: str
    values: tuple[Value, ...]
    scale: str

    def text(self, language: str) -> str:
        """Return the question in Arabic (``"ar"``) or English (``"en"``)."""
        return self.ar if language == "ar" else self.en


@dataclass(frozen=True)
class Code:
    """One code: what it means, how it is asked.

    ``rule`` says how several questions make one code: ``any`` or ``all`` of them answered with
    the first value, or the ``mean`` share of them.
    """

    id: str
    name_ar: str
    name_en: str
    definition_ar: str
    definition_en: str
    example: str
    counter_example: str
    items: tuple[Item, ...]
    rule: str

    def text(self, what: str, language: str) -> str:
        """Return the name or definition in a language."""
        return str(getattr(self, f"{what}_{language}"))


def code_from(row: Mapping[str, Any], place: str) -> Code:
    """Check one ``[[codes]]`` table and make a ``Code`` of it."""
    code = str(row.get("id", ""))
    where = f"{place}, code {code!r}"
    if not _ID.match(code):
        raise CodebookError(
            f"{code!r} is no id",
            place=f"{place}, codes",
            remedy="Use small Latin letters, digits and _.",
        )
    unknown = next((key for key in row if key not in _KEYS), None)
    if unknown is not None:
        hint = closest(unknown, _KEYS)
        raise CodebookError(f"unknown key {unknown!r}", place=where, remedy=f"Remove it.{hint}")
    texts = {key: str(row.get(key, "")).strip() for key in _TEXTS}
    missing = next((key for key, text in texts.items() if not text), None)
    if missing is not None:
        raise CodebookError(f"key {missing!r} is missing or empty", place=where, remedy="Add it.")
    values = tuple(_value_from(value, where) for value in row.get("values", ())) or YES_NO
    rule, scale = str(row.get("rule", "")), str(row.get("scale", "nominal"))
    _check_choice(scale, SCALES, "scale", where)
    _check_choice(rule, RULES, "rule", where)
    items = _items(code, row.get("questions") or [{}], texts, values, scale, where)
    if len(items) > 1 and not rule:
        raise CodebookError(
            "several questions and no rule to join them",
            place=where,
            remedy="Add rule = 'any', 'all' or 'mean'.",
        )
    return Code(id=code, items=items, rule=rule, **texts)


def _items(
    code: str,
    questions: list[Mapping[str, str]],
    texts: Mapping[str, str],
    values: tuple[Value, ...],
    scale: str,
    where: str,
) -> tuple[Item, ...]:
    items = []
    for question in questions:
        name = str(question.get("id", ""))
        ar = question.get("ar", texts["definition_ar"])
        en = question.get("en", texts["definition_en"])
        if len(questions) > 1 and not _ID.match(name):
            raise CodebookError(f"{name!r} is no id of a question", place=where)
        item = code if len(questions) == 1 else f"{code}.{name}"
        items.append(Item(item, code, ar.strip(), en.strip(), values, scale))
    ids = [item.id for item in items]
    if len(set(ids)) < len(ids):
        raise CodebookError("two questions have one id", place=where, remedy="Rename one.")
    return tuple(items)


def _value_from(value: Mapping[str, str], where: str) -> Value:
    name = str(value.get("id", ""))
    if not _VALUE_ID.match(name):
        raise CodebookError(
            f"{name!r} is no id of a value", place=where, remedy="Use Latin letters, digits, _."
        )
    return Value(name, str(value.get("ar", name)).strip(), str(value.get("en", name)).strip())


def _check_choice(value: str, choices: tuple[str, ...], what: str, where: str) -> None:
    if value not in choices:
        raise CodebookError(
            f"{what} {value!r} is unknown",
            place=where,
            remedy=f"Choose from {', '.join(filter(None, choices))}.{closest(value, choices)}",
        )
