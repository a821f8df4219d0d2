"""The shortest span that names who speaks, in the words after a verb of saying."""

from __future__ import annotations

from typing import NamedTuple

from framing.reading.nameruns import (
    after_title,
    bare_name,
    definite,
    joined,
    leading_name,
    titled_name,
)
from framing.reading.nametokens import Token, listed, without_asides
from framing.reading.nametokens import segments as segments_of
from framing.reading.nametokens import tokens as tokens_of
from framing.reading.offices import (
    apposition,
    construct,
    heads_office,
    last_name,
    name_in,
    trailing_name,
    without_object,
)
from framing.reading.offices import (
    office as office_of,
)


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
    tokens = without_asides(tokens_of(text, start, end))
    if not tokens or listed(tokens[0], "boundary"):
        return None
    segments = segments_of(tokens)
    head = segments[0]
    later = [] if bare else tokens
    for rule, found in (
        ("name", leading_name(head) if not bare else bare_name(head)),
        ("title", after_title(head) if not bare else titled_name(head)),
        ("apposition", apposition(segments) if not bare else []),
        ("office and name", trailing_name(head) if not bare else name_in(head)),
        ("office and name", last_name(later) if heads_office(head) else []),
    ):
        if found:
            if joined(found, tokens):
                return None
            return _name(text, found, rule, named=True)
    office = office_of(head)
    if bare and office and office[0].word.startswith("ال"):
        office = without_object(definite(office))
    elif bare and office and listed(office[0], "place"):
        office = office[:1]
    elif bare and not (office and listed(office[0], "office")):
        return None
    elif bare and len(office) > 2:
        office, name_ = construct(office)
        if name_:
            return _name(text, name_, "office and name", named=True)
    if not office:
        return None
    anonymous = listed(office[0], "anonymous") or listed(office[0], "pronoun")
    return _name(text, office, "office", named=not anonymous)


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
