"""The words that carry the voice rules, read from ``lexicons/voice``.

A cue is a verb, participle or noun of saying; a governor (بحسب، وفقاً لـ) hands a whole clause
to its source; a particle (أنّ، إنّ) opens what was said; a contrast (لكن، فيما) may end it.
"""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import NamedTuple

from framing.bundled import bundled_path
from framing.reading.words import fold

CUE, PARTICIPLE, NOUN, THAT, CONTRAST, GOVERNOR, AS = range(1, 8)


class Cue(NamedTuple):
    """One row of ``cues.csv``: a word of saying and how it takes what is said."""

    id: str
    cue: str
    kind: str
    present: str
    participle: str
    noun: str
    preposition: frozenset[str]
    subjunctive: bool
    speech: bool
    stance: str
    object: str


class Entry(NamedTuple):
    """What one written word is to the voice rules."""

    kind: int
    cue: Cue | None
    linked: bool  # written with و or ف: it begins a clause of its own
    pronoun: bool  # a particle with a pronoun (أنه): no name can follow


_PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_THAT = ("ان", "انه", "انها", "انهم", "انهما", "انهن", "اننا", "انني", "اني", "انك", "انكم")
_CONTRAST = ("لكن", "لكنه", "لكنها", "لكنهم", "فيما", "بينما", "حين", "الا", "غير", "بيد")


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """Return every cue of the bundled table."""
    with open(bundled_path("lexicons/voice") / "cues.csv", encoding="utf-8-sig", newline="") as f:
        rows = list(csv.DictReader(f))
    return tuple(
        Cue(
            row["id"],
            row["cue"],
            row["kind"],
            row["present"],
            row["participle"],
            row["noun"],
            frozenset(map(fold, row["preposition"].split())),
            row["subjunctive"] == "yes",
            row["speech"] == "yes",
            row["stance"],
            row["object"],
        )
        for row in rows
    )


@lru_cache(maxsize=1)
def word_lists() -> dict[str, frozenset[str]]:
    """Return the word lists of ``words.csv``, folded, by name."""
    lists: dict[str, set[str]] = {}
    with open(bundled_path("lexicons/voice") / "words.csv", encoding="utf-8-sig", newline="") as f:
        for row in csv.DictReader(f):
            lists.setdefault(row["list"], set()).add(fold(row["word"]))
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Return what each folded word is to the voice rules; most words are nothing."""
    table: dict[str, Entry] = {}
    for cue in cues():
        if cue.kind == "verb":
            _add_verb(table, cue)
    for word in _THAT:
        pronoun = word != "ان"
        for prefix in ("", "ب", "ف"):
            table[prefix + word] = Entry(THAT, None, False, pronoun)
            table["و" + prefix + word] = Entry(THAT, None, True, pronoun)
    for word in _CONTRAST:
        table[word] = Entry(CONTRAST, None, False, False)
        table["و" + word] = Entry(CONTRAST, None, True, False)
    table["كما"] = table["مثلما"] = Entry(AS, None, False, False)
    return table


@lru_cache(maxsize=1)
def governors() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Return the phrases that govern a clause, longest first, by their first folded word."""
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues():
        if cue.kind == "governor":
            words = tuple(fold(word) for word in cue.cue.split())
            table.setdefault(words[0], []).append((words[1:], cue))
    return {
        first: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for first, rest in table.items()
    }


def _add_verb(table: dict[str, Entry], cue: Cue) -> None:
    for word in [*past_forms(cue.cue), *present_forms(cue.present)]:
        _add(table, word, CUE, cue)
    for word in participle_forms(cue.participle):
        _add(table, word, PARTICIPLE, cue)
    if cue.noun:
        for ending in _PRONOUNS:
            stem = fold(cue.noun)
            stem = stem[:-1] + "ت" if stem.endswith("ه") else stem
            _add(table, stem + ending, NOUN, cue)


def _add(table: dict[str, Entry], word: str, kind: int, cue: Cue) -> None:
    table.setdefault(word, Entry(kind, cue, False, False))
    for prefix in ("و", "ف"):
        table.setdefault(prefix + word, Entry(kind, cue, True, False))


def past_forms(verb: str) -> list[str]:
    """Return the third-person past forms of a verb, folded.

    Examples
    --------
    >>> past_forms("ادعى")
    ['ادعي', 'ادعت', 'ادعوا', 'ادعيا', 'ادعتا']
    """
    word = fold(verb)
    if verb.endswith(("ى", "ا")):
        stem = word[:-1]
        return [word, stem + "ت", stem + "وا", stem + "يا", stem + "تا"]
    return [word, word + "ت", word + "وا", word + "ا", word + "تا"]


def present_forms(verb: str) -> list[str]:
    """Return the third-person present forms of a verb given as يفعل, folded.

    Examples
    --------
    >>> present_forms("يقول")
    ['يقول', 'تقول', 'يقولون', 'يقولان', 'تقولان']
    """
    if not verb:
        return []
    word = fold(verb)
    stem = word[:-1] if verb.endswith(("ي", "ى", "و")) else word
    feminine = "ت" + word[1:]
    return [word, feminine, stem + "ون", word + "ان", feminine + "ان"]


def participle_forms(word: str) -> list[str]:
    """Return the accusative forms in which a participle continues speech, folded.

    Examples
    --------
    >>> participle_forms("مشير")
    ['مشيرا', 'مشيره', 'مشيرين', 'مشيرتين']
    """
    if not word:
        return []
    stem = fold(word)
    plural = stem[:-1] if word.endswith("ي") else stem
    return [stem + "ا", stem + "ه", plural + "ين", stem + "تين"]
