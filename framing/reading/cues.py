"""The words that carry the voice rules, read from ``lexicons/voice``.

A cue is a verb, participle or noun of saying; an act (رحّب، انتقد) is a verb that speaks without
taking a clause; a governor (بحسب، وفقاً لـ) hands a whole clause to its source; a particle
(أنّ، إنّ) opens what was said; a contrast (لكن، فيما، حيث) may end it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from framing.bundled import bundled_path
from framing.reading.eventkinds import (
    ACT,
    ACTING,
    AS,
    CONTRAST,
    CUE,
    GOVERNOR,
    NOUN,
    PARTICIPLE,
    THAT,
)
from framing.reading.words import fold


class Cue(NamedTuple):
    """One row of ``cues.csv``: a word of saying and how it takes what is said."""

    id: str
    cue: str
    kind: str
    present: str
    participle: str
    noun: str  # several apart by a space
    preposition: frozenset[str]
    subjunctive: bool
    speech: bool
    stance: str
    needs: str
    object: bool  # written with whom it is about: وصفته
    told: bool  # written with who is told: أخبرته


class Entry(NamedTuple):
    """What one written word is to the voice rules."""

    kind: int
    cue: Cue | None
    linked: bool  # written with و or ف: it begins a clause of its own
    marked: bool  # a particle with a pronoun (أنه); a noun with one (قوله)
    gender: str  # of a verb's subject: m, f, p (plural), or "" where it is not said


RELATIVES = frozenset({"الذي", "التي", "الذين"})
PRONOUNS = ("ه", "ها", "هم", "هما", "هن")
_THAT = ("ان", "انه", "انها", "انهم", "انهما", "انهن", "اننا", "انني", "اني", "انك", "انكم")
_CONTRAST = (
    "لكن", "لكنه", "لكنها", "لكنهم", "فيما", "بينما", "حين", "الا", "غير", "بيد", "حيث", "اذ",
    "دون", "بدون",
)  # fmt: skip


def voice_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table of ``lexicons/voice``."""
    path = bundled_path("lexicons/voice") / f"{name}.csv"
    with open(path, encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """Return every cue of the bundled table.

    Examples
    --------
    >>> next(cue.stance for cue in cues() if cue.cue == "زعم")
    'doubts'
    """
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
            row["needs"],
            row["object"] == "yes",
            row["object"] == "told",
        )
        for row in voice_rows("cues")
    )


@lru_cache(maxsize=1)
def word_lists() -> dict[str, frozenset[str]]:
    """Return the word lists of ``words.csv``, folded, by name.

    Examples
    --------
    >>> "تنظيم" in word_lists()["name_head"]
    True
    """
    lists: dict[str, set[str]] = {}
    for row in voice_rows("words"):
        lists.setdefault(row["list"], set()).add(fold(row["word"]))
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def entries() -> dict[str, Entry]:
    """Return what each folded word is to the voice rules; most words are nothing.

    Examples
    --------
    >>> entries()["واضافت"].gender, entries()["بانه"].marked
    ('f', True)
    """
    table: dict[str, Entry] = {}
    for word in _THAT:
        for prefix in ("", "ب", "ف", "و", "وب"):
            table[prefix + word] = Entry(THAT, None, prefix == "و", word != "ان", "")
    for word in _CONTRAST:
        table[word] = Entry(CONTRAST, None, False, False, "")
        table["و" + word] = Entry(CONTRAST, None, True, False, "")
    for word in ("وكان", "وكانت", "وكانوا"):
        table[word] = Entry(CONTRAST, None, True, False, "")
    table["كما"] = table["مثلما"] = Entry(AS, None, False, False, "")
    for word in governors():
        table[word] = Entry(GOVERNOR, None, False, False, "")
        table["و" + word] = Entry(GOVERNOR, None, True, False, "")
    for cue in cues():
        if cue.kind == "verb":
            _add_verb(table, cue, CUE, PARTICIPLE)
    for cue in cues():
        if cue.kind == "act":
            _add_verb(table, cue, ACT, ACTING)
    return table


@lru_cache(maxsize=1)
def governors() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Return the phrases that govern a clause, longest first, by their first folded word.

    An على before it is left out: it is too frequent to be looked at.

    Examples
    --------
    >>> [rest for rest, cue in governors()["نقلا"]]
    [('عن',)]
    """
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for cue in cues():
        if cue.kind == "governor":
            words = tuple(fold(word) for word in cue.cue.split())
            words = words[1:] if words[0] == "علي" else words
            table.setdefault(words[0], []).append((words[1:], cue))
    return {
        first: tuple(sorted(rest, key=lambda pair: -len(pair[0]))) for first, rest in table.items()
    }


def _add_verb(table: dict[str, Entry], cue: Cue, verb: int, participle: int) -> None:
    past = past_forms(cue.cue)
    # The dual of what is a cue only sometimes is another word: رداً على, علماً أن.
    forms = [*zip(past[:3] if cue.needs else past, "mfpmf", strict=False)]
    forms += zip(present_forms(cue.present), "mfpmf", strict=False)
    for word, gender in forms:
        _add(table, word, Entry(verb, cue, False, False, gender))
    for word, gender in object_forms(cue) if cue.object or cue.told else ():
        _add(table, word, Entry(verb, cue, False, False, gender))
    for word, gender in zip(participle_forms(cue.participle), "mfpf", strict=False):
        _add(table, word, Entry(participle, cue, False, False, gender))
    for stem in map(fold, cue.noun.split()):
        joined = stem[:-1] + "ت" if stem.endswith("ه") else stem
        for owned in (joined, joined.removesuffix("ت") + "ات"):  # تأكيده، تأكيداته
            for ending in PRONOUNS:
                _add(table, owned + ending, Entry(NOUN, cue, False, True, ""))
                if stem == "قول":
                    _add(table, "ب" + owned + ending, Entry(NOUN, cue, False, True, ""))
        joined_to = () if stem in ("اعتبار", "وصف") else ("ب" + stem,)  # باعتبار أن: because
        for word in (stem, "ال" + stem, *joined_to):
            _add(table, word, Entry(NOUN, cue, False, False, ""))


def _add(table: dict[str, Entry], word: str, entry: Entry) -> None:
    table.setdefault(word, entry)
    for prefix in ("و", "ف"):
        table.setdefault(prefix + word, entry._replace(linked=True))


def past_forms(verb: str) -> list[str]:
    """Return the third-person past forms of a verb, folded: he, she, they, both.

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


def object_forms(cue: Cue) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb with a pronoun for whom it is about or told, and their gender.

    The bare past with a pronoun is left out where it is the noun too (وصفه).

    Examples
    --------
    >>> cue = next(cue for cue in cues() if cue.cue == "وصف")
    >>> [word for word, _ in object_forms(cue)][:4]
    ['وصفته', 'وصفتها', 'وصفتهم', 'وصفوه']
    """
    past, present = past_forms(cue.cue), present_forms(cue.present)
    bare = [] if cue.cue in cue.noun.split() else [(past[0], "m")]
    for stem, gender in (
        *bare,
        (past[1], "f"),
        (past[2][:-1], "p"),
        *zip(present[:3], "mfp", strict=False),
    ):
        for ending in ("ه", "ها", "هم", "نا") if cue.told else ("ه", "ها", "هم"):
            yield stem + ending, gender


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
