"""The name that stands beside an office, apart from it: between commas, or after its place."""

from __future__ import annotations

from framing.reading.nameruns import TITLED, bare_name, is_verb, name_run, titled_name
from framing.reading.nametokens import Token, are_several, listed, listed_any, without_honorifics
from framing.reading.offices import NAMED_AFTER, is_body, is_kin

SPEAKS_FOR = frozenset({"المتحدث", "الناطق", "متحدث", "ناطق", "المتحدثه", "الناطقه"})


def apposition(segments: list[list[Token]], *, sure: bool = False) -> list[Token]:
    """Return the name that stands by itself between commas after an office.

    Where it must be ``sure`` a given name or a title tells that it is one.
    """
    head = next((token for token in segments[0] if not listed(token, "honorific")), None)
    if head is None or are_several(head.word):
        return []  # مصادر …، تعارض الحرب، إن
    untold = listed(head, "title_word") and head is segments[0][-1]  # الدكتور في العلوم، فلان، …
    if is_body(head) or not (untold or listed(head, "office") or head.word in TITLED):
        return []
    for segment in segments[1:4]:
        if not segment or "(" in segment[0].gap:
            continue
        at = 0
        while at < len(segment) and (
            listed(segment[at], "title_word") or listed(segment[at], "honorific")
        ):
            at += 1
        name = name_run(segment[at:])
        if sure and not (at or (name and listed(name[0], "given_name"))):
            continue
        if name and (len(name) > 1 or at) and _is_person(name, segment[at + len(name) :]):
            return name
    return []


def _is_person(name: list[Token], rest: list[Token]) -> bool:
    """Tell whether words between commas name a person, not a place, and nobody else."""
    given = listed(name[0], "given_name")
    if not given and any(
        token.word.startswith("ب") or is_verb(token) or listed_any(token, ("place", "where"))
        for token in name
    ):
        return False  # …، جنوب البلاد، …
    return not rest or (given and len(name) > 1 and listed(rest[0], "office"))


def name_after_place(head: list[Token], tokens: list[Token]) -> list[Token]:
    """Return the name after where an office is: رئيس المجلس في مدينة الوادي سامر نادر."""
    head = without_honorifics(head)
    if not head or not listed(head[0], "office") or is_kin(head) or is_body(head[0]):
        return []
    rest = [token for token in tokens if token.start >= head[-1].end][:6]
    speaks_for = head[0].word in SPEAKS_FOR and rest and rest[0].word == "عن"
    places = rest and (rest[0].word in ("في", "لدي") or rest[0].word.startswith("ب"))
    if not (speaks_for or places):
        return []
    for at in range(len(rest)):
        if rest[at].gap.strip() or listed_any(rest[at], ("no_subject",)):
            return []
        if speaks_for and listed(rest[at], "title_word"):
            return titled_name(rest[at:])
        if (
            rest[at].word.startswith("ال")
            and listed(rest[at], "title_word")
            and _in_body(rest[1:at])
        ):
            return titled_name(tokens[tokens.index(rest[at]) :])
        if at and listed(rest[at], "given_name") and rest[at - 1].word not in NAMED_AFTER:
            end = tokens.index(rest[at])
            name = bare_name(tokens[end:])
            return name if len(name) > 1 else []
    return []


def _in_body(words: list[Token]) -> bool:
    """Tell whether an office is in a body, not in a town: قائد كذا في الجيش النهري."""
    return bool(words) and all(
        word.word.startswith("ال") and not listed(word, "place") for word in words
    )
