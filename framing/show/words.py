"""The words of the report in both languages, from ``templates/words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).resolve().parent / "templates"


def say(key: str, language: str, **values: Any) -> str:
    """Return a phrase of the report in a language, its ``{blanks}`` filled.

    Parameters
    ----------
    key : str
        A key of ``templates/words.toml``.
    language : {"ar", "en"}
        Which of its two texts.
    **values
        What to put in the blanks.

    Examples
    --------
    >>> say("voice_own", "en")
    'own voice'
    """
    return _phrases()[key][language].format(**values)


def phrases(language: str) -> dict[str, str]:
    """Return every phrase in one language, unfilled, for the page's own script."""
    return {key: texts[language] for key, texts in _phrases().items()}


def quoted(text: str, language: str) -> str:
    """Return a text in the language's own quotation marks.

    Examples
    --------
    >>> quoted("militia", "en"), quoted("ميليشيا", "ar")
    ('“militia”', '«ميليشيا»')
    """
    return f"«{text}»" if language == "ar" else f"“{text}”"


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads((TEMPLATES / "words.toml").read_text(encoding="utf-8"))
