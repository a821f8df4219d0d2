"""What an outlet prints whole: the answers of an interview, a statement's full text."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

_BREAK = re.compile(r"\n|[^\S\n]{3,}")
_QUESTION = re.compile(r"[؟?][\s!؟?»”\")]*$")
_NAMED = r"نص(?:ه|ها|\s+\S+(?:\s+\S+){0,3})?"
_FULL_TEXT = re.compile(
    rf"(?:(?:و?فيما يلي|و?إليكم|و?في ما يلي|و?جاء في|و?هذا|و?هنا)\s+{_NAMED}"
    r"|و?نص(?:ه|ها)\s+(?:كالتالي|كالآتي|كما يلي|ما يلي)|(?:الآتي|التالي)\s+نص(?:ه|ها))"
    r"\s*:[\s\-–—]*"
)
_HINTS = (" نص ", " نصه", " نص:", "\nنص", "\u00a0نص", "\tنص")  # quicker to look for than a pattern
_TALK = re.compile(r"حوار|مقابلة|لقاء|أجاب|سؤال")
_SIGNS = "*•●■◆○-–—_ـ>#+·س"
_LONGEST_QUESTION = 400  # characters
_FEWEST = 3  # questions; without signs one more


class Verbatim(NamedTuple):
    """A stretch that is printed as somebody else's words, and how that was known."""

    start: int
    end: int
    rule: str


class _Paragraph(NamedTuple):
    start: int
    end: int
    sign: str  # what it begins with, where that is no letter
    asks: bool


def find_verbatim(text: str, start: int, end: int) -> list[Verbatim]:
    r"""Find the answers of an interview, or a statement given in full, in ``text[start:end]``.

    An interview is told by its form: at least three short paragraphs that end in a question
    mark and begin with the same sign, each followed by one that does not ask; or four without
    signs, where the text says that it is a talk.

    Examples
    --------
    >>> text = "* من أنت؟\n- بائع.\n* ماذا تبيع؟\n- السمك.\n* منذ متى؟\n- منذ عام."
    >>> [text[v.start : v.end] for v in find_verbatim(text, 0, len(text))]
    ['- بائع.', '- السمك.', '- منذ عام.']
    """
    piece = text[start:end]
    if any(hint in piece for hint in _HINTS):
        full = _full_text(text, start, end)
        if full:
            return full
    if piece.count("؟") + piece.count("?") < _FEWEST:
        return []
    paragraphs = _paragraphs(text, start, end)
    asking = _asking(text, paragraphs)
    if not asking:
        return []
    answers: list[Verbatim] = []
    asks = set(asking)
    for number, paragraph in enumerate(paragraphs[asking[0] :], start=asking[0]):
        if number in asks:
            continue
        if answers and number - 1 not in asks:
            answers[-1] = answers[-1]._replace(end=paragraph.end)
        else:
            answers.append(Verbatim(paragraph.start, paragraph.end, "interview"))
    return answers


def _full_text(text: str, start: int, end: int) -> list[Verbatim]:
    """Return all that follows فيما يلي نصه:."""
    for told in _FULL_TEXT.finditer(text, start, end):
        last = len(text[:end].rstrip())
        if told.end() < last and not _TALK.search(text, max(start, told.start() - 50), told.end()):
            return [Verbatim(told.end(), last, "statement")]
    return []


def _paragraphs(text: str, start: int, end: int) -> list[_Paragraph]:
    found = []
    first = start
    breaks = [(match.start(), match.end()) for match in _BREAK.finditer(text, start, end)]
    for stop, following in [*breaks, (end, end)]:
        line = text[first:stop]
        bare = line.strip()
        if bare:
            begin = first + len(line) - len(line.lstrip())
            sign = bare[0] if bare[0] in _SIGNS else ""
            asks = len(bare) < _LONGEST_QUESTION and bool(_QUESTION.search(bare[-20:]))
            found.append(_Paragraph(begin, begin + len(bare), sign, asks))
        first = following
    return found


def _asking(text: str, paragraphs: list[_Paragraph]) -> list[int]:
    """Return the numbers of the paragraphs that ask in an interview, or none."""
    numbers = [n for n, p in enumerate(paragraphs) if p.asks]
    answered = [n for n in numbers if n + 1 < len(paragraphs) and not paragraphs[n + 1].asks]
    if len(answered) < _FEWEST:
        return []
    sign, n_sign = Counter(paragraphs[n].sign for n in answered).most_common(1)[0]
    replies = Counter(paragraphs[n + 1].sign for n in answered).most_common(1)[0]
    if sign and n_sign >= max(_FEWEST, 0.7 * len(answered)):
        return [n for n in numbers if paragraphs[n].sign == sign]
    if replies[0] and replies[1] >= max(_FEWEST, 0.7 * len(answered)):
        return answered
    head = text[paragraphs[0].start : paragraphs[answered[0]].start]
    talk = len(answered) > _FEWEST and bool(_TALK.search(head))
    return answered if talk and len(answered) == len(numbers) else []
