"""Hard cases as data: ⟪reported⟫ and ⟦quoted⟧ words marked in a sentence of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "cases" / "voice"
OPENING = {"⟪": "reported", "⟦": "quoted"}
CLOSING = "⟫⟧"


def load_cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of one file."""
    cases: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return cases


def unmarked(marked: str) -> tuple[str, list[str]]:
    """Return the text without its marks, and the voice expected of every character."""
    text: list[str] = []
    voices: list[str] = []
    held = ["own"]
    for char in marked:
        if char in OPENING:
            held.append(OPENING[char])
        elif char in CLOSING:
            held.pop()
        else:
            text.append(char)
            voices.append(held[-1])
    return "".join(text), voices


def runs(text: str, voices: list[str]) -> list[tuple[str, str]]:
    """Return the letters of a text in runs of one voice: what people see differ."""
    found: list[tuple[str, str]] = []
    for char, voice in zip(text, voices, strict=True):
        if not char.isalnum():
            continue
        if found and found[-1][0] == voice:
            found[-1] = (voice, found[-1][1] + char)
        else:
            found.append((voice, char))
    return found


def read(text: str) -> tuple[list[str], list[str]]:
    """Return the voice of every character as it is read, and the speakers in order."""
    from framing.reading.article import ArticleReading

    title, blank, _ = text.partition("\n\n")
    article = ArticleReading(text, title if blank else "", len(title) + 2 if blank else 0)
    voices: list[str] = []
    for start, end, voice in article.reading.voices(len(text)):
        voices += [voice] * (end - start)
    return voices, [article.name_of(speaker) for _, speaker in article.speech()]
