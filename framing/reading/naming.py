"""The shortest span that names who speaks, in the words after a verb of saying."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from framing.reading.apposition import apposition, name_after_place
from framing.reading.cues import entries, word_lists
from framing.reading.longoffices import last_name
from framing.reading.nameruns import (
    after_title,
    bare_name,
    could_be_name,
    definite,
    is_verb,
    joined,
    leading_name,
    ranked_name,
    titled_name,
)
from framing.reading.nametokens import Token, listed, listed_any, without_asides
from framing.reading.nametokens import segments as segments_of
from framing.reading.nametokens import tokens as tokens_of
from framing.reading.offices import (
    construct,
    first_name,
    heads_office,
    is_kin,
    name_in,
    told_again,
    trailing_name,
    without_object,
)
from framing.reading.offices import (
    office as office_of,
)

_BARE = 160  # characters in which a subject stands that an object follows
_LONGEST_ENDING = 5  # words of a name before a relative pronoun
_OPENING = frozenset('“«"„‘')
_CLOSING = frozenset('”»"“’')


class Name(NamedTuple):
    """A span that names somebody; ``named`` is False for sources without a name."""

    start: int
    end: int
    rule: str
    named: bool
    words: tuple[str, ...]


def find_name(text: str, start: int, end: int, *, bare: bool = False) -> Name | None:
    """Return the span that names the speaker in ``text[start:end]``, or nothing.

    A person's name is preferred to the office; two names joined by و are no one speaker.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The subject's place: from the verb to where the speech or the sentence goes on.
    bare : bool, default False
        Whether more than the subject follows the verb there: then no name is looked for
        far from its beginning.

    Examples
    --------
    >>> text = "المتحدث باسم الوزارة، سامر نادر، في بيان"
    >>> name = find_name(text, 0, len(text))
    >>> text[name.start : name.end], name.rule
    ('سامر نادر', 'apposition')
    """
    tokens = without_asides(tokens_of(text, start, min(end, start + _BARE) if bare else end))
    if not tokens or listed(tokens[0], "boundary") or _is_joined_boundary(tokens[0]):
        return None
    segments = segments_of(tokens)
    for rule, found in _names(text, segments, tokens) if bare else _all_names(segments, tokens):
        if found:
            return None if joined(found, tokens) else _name(text, found, rule, named=True)
    return _office_name(text, segments[0], bare=bare)


def _names(
    text: str, segments: list[list[Token]], tokens: list[Token]
) -> Iterator[tuple[str, list[Token]]]:
    """Yield the names that a subject with an object after it may begin with, as asked for."""
    head = segments[0]
    yield "name", bare_name(head)
    yield "title", titled_name(head)
    yield "office and name", name_in(head)
    yield "apposition", apposition(segments, sure=True)
    yield "office and name", name_after_place(head, tokens)
    yield "office and name", told_again(text, head)


def _all_names(
    segments: list[list[Token]], tokens: list[Token]
) -> Iterator[tuple[str, list[Token]]]:
    """Yield the names that a subject by itself may hold, as asked for."""
    head = segments[0]
    kin = is_kin(head)
    yield "name", leading_name(head)
    yield "office and name", first_name(head)
    yield "title", [] if kin else ranked_name(head) or after_title(head)
    yield "apposition", apposition(segments)
    yield "office and name", [] if kin else trailing_name(head)
    yield "office and name", last_name(tokens) if heads_office(head) and not kin else []


def _is_joined_boundary(token: Token) -> bool:
    """Tell whether a word is a preposition joined to what was before: وفي، فمن."""
    if not token.word.startswith(("و", "ف")) or listed_any(
        token, ("given_name", "office", "place")
    ):
        return False
    return token.word[1:] in word_lists()["boundary"]


def _office_name(text: str, head: list[Token], *, bare: bool) -> Name | None:
    while bare and len(head) > 1 and listed(head[0], "honorific") and head[0].word != "خادم":
        head = head[1:]
    office = office_of(head)
    if bare and office and office[0].word.startswith("ال"):
        office = without_object(definite(office))
    elif bare and office and listed(office[0], "place"):
        office = office[:1]
    elif bare and not (office and listed(office[0], "office")):
        return None
    elif bare and len(office) > 2:
        office, name = construct(office)
        if name:
            return _name(text, name, "office and name", named=True)
    if not office:
        return None
    anonymous = listed(office[0], "anonymous") or listed(office[0], "pronoun")
    return _name(text, office, "office", named=not anonymous)


def name_ending(text: str, start: int, end: int) -> Name | None:
    """Return the person whose name ends right before a place, in ``text[start:end]``.

    Examples
    --------
    >>> text = "وفقا للمدير سامر نادر، الذي"
    >>> name = name_ending(text, 0, text.index("الذي"))
    >>> text[name.start : name.end]
    'سامر نادر'
    """
    words = tokens_of(text, start, end)
    if not words:
        return None
    between = text[words[-1].end : end].strip(" \u00a0،,")  # a line break stays
    if between and set(between) <= _CLOSING:
        return _in_marks(text, words)
    run: list[Token] = []
    for token in [] if between else reversed(words):
        if len(run) >= _LONGEST_ENDING and "بن" not in (token.word, run[0].word):
            break
        if token.word != "الاول" and (listed(token, "title_word") or listed(token, "role_word")):
            told = len(run) > 1 or (run and listed(run[0], "given_name"))
            return _name(text, run, "title", named=True) if told else None
        if listed_any(token, ("boundary", "office", "adverb", "no_subject")):
            break
        if is_verb(token) and not listed(token, "given_name"):
            if token.word in entries() and could_be_name(run, alone=True):
                return _name(text, run, "name", named=True)  # قال فلان فلان، الناطق …
            break
        run.insert(0, token)
        if token.gap.strip(" \u00a0"):
            break
    while run and not listed(run[0], "given_name"):
        run.pop(0)
    return _name(text, run, "name", named=True) if len(run) > 1 else None


def _in_marks(text: str, words: list[Token]) -> Name | None:
    """Return the name in marks that the words end with."""
    for at in range(len(words) - 1, max(-1, len(words) - _LONGEST_ENDING), -1):
        if set(words[at].gap) & _OPENING:
            return _name(text, words[at:], "name", named=True)
    return None


def has_subject(text: str, start: int, end: int) -> bool:
    """Tell whether words of a subject stand between a verb and what was said.

    Examples
    --------
    >>> has_subject(" سامر وماهر ", 0, 12), has_subject(" في بيان ", 0, 9)
    (True, False)
    """
    words = without_asides(tokens_of(text, start, end))
    return bool(words) and not listed(words[0], "boundary")


def _name(text: str, tokens: list[Token], rule: str, *, named: bool) -> Name:
    end = tokens[-1].end
    if tokens[0].start and text[tokens[0].start - 1] in '“«"':
        closing = next((at for at in range(tokens[0].end, end) if text[at] in '”»"'), end)
        end = closing  # «القناة» الأولى
    # A mark opened inside the name is closed with it.
    inside = text[tokens[0].start : end]
    if end < len(text) and text[end] in '”»"' and sum(mark in inside for mark in '“«"') > 0:
        end += 1
    return Name(tokens[0].start, end, rule, named, tuple(token.word for token in tokens))
