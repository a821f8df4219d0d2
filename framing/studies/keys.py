"""What may stand in a ``study.toml``, key by key, and the message for what may not."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from framing.errors import StudyError, closest

VOICES = ("own", "reported", "quoted")
STRATA = ("voice", "region", "target", "scare_quoted", "hedged")
THEMES = ("standard", "journal", "brief")
FORMATS = ("pdf", "html")
LANGUAGES = ("ar", "en")

FAMILY_KEYS = {"concept", "label", "outlets"}

# A test answers with the value it accepts, made ready for use, or raises ValueError with the
# rule in words.
Test = Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError('must be a text in quotes, such as "…"')
    return value.strip()


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false, without quotes")
    return value


def _count(low: int, high: int) -> Test:
    def test(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return value

    return test


def _one_of(known: tuple[str, ...]) -> Test:
    def test(value: Any) -> str:
        if value not in known:
            near = closest(value, known) if isinstance(value, str) else ""
            raise ValueError(f"must be one of {', '.join(map(repr, known))}.{near}")
        return str(value)

    return test


def _list_of(known: tuple[str, ...] = (), *, at_least: int = 0) -> Test:
    def test(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValueError('must be a list of texts, such as ["a", "b"]')
        if len(value) < at_least:
            raise ValueError(f"must hold at least {at_least}")
        if len(set(value)) < len(value):
            raise ValueError("holds the same word twice")
        for item in value:
            if known and item not in known:
                raise ValueError(
                    f"holds {item!r}; it may hold {', '.join(known)}.{closest(item, known)}"
                )
        return tuple(value)

    return test


def _period(value: Any) -> tuple[str, str]:
    rule = 'must be two dates, the first and the last day, such as ["2015-07-01", "2015-07-31"]'
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(rule)
    try:
        days = [datetime.date.fromisoformat(str(day)).isoformat() for day in value]
    except ValueError:
        raise ValueError(rule) from None
    if days[0] > days[1]:
        raise ValueError(f"begins ({days[0]}) after it ends ({days[1]})")
    return days[0], days[1]


def _family(value: Any) -> tuple[Any, ...]:
    rule = (
        "must be a list of concepts, or of tables such as "
        '{ concept = "sdf", label = "militia", outlets = ["a", "b"] }'
    )
    if not isinstance(value, list):
        raise ValueError(rule)
    for item in value:
        if not isinstance(item, str | dict) or set(item) - FAMILY_KEYS and isinstance(item, dict):
            raise ValueError(rule)
    return tuple(value)


# table → key → test; "" is what stands before the first [table].
KEYS: dict[str, dict[str, Test]] = {
    "": {
        "lexicons": _list_of(at_least=1),
        "concepts": _list_of(),
        "voices": _list_of(VOICES, at_least=1),
        "by": _list_of(STRATA),
        "family": _family,
    },
    "study": {
        "name": _text,
        "title_ar": _text,
        "title_en": _text,
        "question_ar": _text,
        "question_en": _text,
        "language": _one_of(LANGUAGES),
        "seed": _count(0, 2**31 - 1),
    },
    "corpus": {
        "path": _text,
        "period": _period,
        "drop_copies": _flag,
        "share_text": _flag,
        "evidence_words": _count(1, 25),
    },
    "outlets": {"name_ar": _text, "name_en": _text, "country": _text, "note": _text},
    "names": {"ar": _text, "en": _text},
    "report": {
        "theme": _one_of(THEMES),
        "formats": _list_of(FORMATS, at_least=1),
        "scores": _list_of(),
    },
}

NESTED = ("outlets", "names")  # [outlets.<id>] and [names.<concept>]

REQUIRED = (("study", "name"), ("corpus", "path"), ("", "lexicons"))


def read_study_file(path: str | Path) -> dict[str, dict[str, Any]]:
    """Read ``study.toml`` and answer with its tables, every value checked and typed.

    Parameters
    ----------
    path : path
        A ``study.toml``, or the folder that holds one.

    Returns
    -------
    dict
        Table name to keys; ``""`` holds the keys before the first table, ``"outlets"`` and
        ``"names"`` one dict of keys per outlet or concept id.

    Raises
    ------
    StudyError
        For the first thing that breaks a rule: its place, value, rule and remedy.
    """
    file = study_path(path)
    tables = _parse(file)
    found: dict[str, dict[str, Any]] = {name: {} for name in KEYS}
    for key, value in tables.items():
        if key in KEYS[""]:
            found[""][key] = _checked(file, "", key, value)
        elif key not in KEYS or not isinstance(value, dict):
            _refuse_unknown(file, "", key)
        elif key in NESTED:
            found[key] = {name: _named(file, key, name, keys) for name, keys in value.items()}
        else:
            found[key] = {inner: _checked(file, key, inner, v) for inner, v in value.items()}
    for table, key in REQUIRED:
        if not found[table].get(key):
            raise StudyError(
                f"{_place(table, key)} is missing",
                place=str(file),
                remedy="Add it; reports/sample/study.toml shows how.",
            )
    return found


def study_path(path: str | Path) -> Path:
    """Return the ``study.toml`` that ``path`` means: the file, or the one in the folder.

    Raises
    ------
    StudyError
        When there is none.
    """
    file = Path(path)
    if file.is_dir():
        file = file / "study.toml"
    if not file.is_file():
        raise StudyError(
            "there is no such study file",
            place=str(file),
            remedy="Give the path of a study.toml, or of the folder that holds it.",
        )
    return file


def _parse(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise StudyError(
            f"byte {error.start} is not UTF-8", place=str(file), remedy="Save the file as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise StudyError(
            f"this is not TOML: {error}", place=str(file), remedy="Correct that line."
        ) from error


def _named(file: Path, table: str, name: str, keys: Any) -> dict[str, Any]:
    if not isinstance(keys, dict):
        raise StudyError(
            f"[{table}] holds {name} = {keys!r}, which is no table",
            place=str(file),
            remedy=f'Write [{table}.{name}] and below it {next(iter(KEYS[table]))} = "…".',
        )
    return {key: _checked(file, table, key, value, name) for key, value in keys.items()}


def _checked(file: Path, table: str, key: str, value: Any, name: str = "") -> Any:
    test = KEYS[table].get(key)
    if test is None:
        _refuse_unknown(file, table, key, name)
        raise AssertionError("unreachable")
    try:
        return test(value)
    except ValueError as error:
        raise StudyError(
            f"{_place(table, key, name)} is {value!r}; it {error}",
            place=str(file),
            remedy="Correct the value.",
        ) from error


def _refuse_unknown(file: Path, table: str, key: str, name: str = "") -> None:
    if table and key in KEYS[""]:
        remedy = f"Move {key!r} above the first [table]: TOML gives it to the table it follows."
    else:
        known = [*KEYS[table], *(() if table else [name for name in KEYS if name])]
        remedy = f"Known here: {', '.join(known)}.{closest(key, known)}"
    raise StudyError(
        f"{_place(table, key, name)} is not a key of a study", place=str(file), remedy=remedy
    )


def _place(table: str, key: str, name: str = "") -> str:
    inside = f"[{table}.{name}]" if name else f"[{table}]"
    return f"{key!r} in {inside}" if table else f"{key!r}"
