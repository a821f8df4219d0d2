"""Who speaks through a statement: بيان صادر عن فلان، صدر عن فلان بيان نصه، نسب إلى فلان قوله."""

from __future__ import annotations

import re

from framing.reading.naming import Name, find_name
from framing.reading.subjects import clause_end

_FARTHEST = 700  # characters from a statement in full back to who issued it
# نسبت الوكالة للنائب فلان قوله.
_CREDITED = re.compile(
    r"(?<!\w)[وف]?[يت]?نسب(?:ت|وا)?\s[^.\n،]{0,60}?(?:\sإلى\s|\sل(?:ل(?=\w{3})|(?=[^ل\W]\w{2})))"
)
# ما صدر عن فلان: who issued a statement speaks.
_ISSUED = re.compile(
    r"\s*(?:لل|ل|ال)?(?:بيان|بلاغ|نص|تقرير|خبر)ا?ً?(?:\s+\S+)?\s+(?:(?:ال)?صادر[ةا]?ً?|صدرت?)"
    r"(?:\s+\S+)?\s+عن\s+"
    r"|\s*(?:لل|ل|ال)?(?:بيان|بلاغ|نص|تقرير)(?:\s+\S+)?\s+[أا]صدرت?ها?\s+"
)
_GIVEN_OUT = re.compile(
    r"(?<!\w)و?(?:صدرت?\s+(?:(?:اليوم|أمس|مساء|صباح)\s+)*عن|[أا]صدرت?(?:\s+(?:اليوم|أمس))?)\s+"
    r"(?=[^.\n]{0,90}\s(?:ال)?(?:بيان|بلاغ|نص))"
)


def past_statement(text: str, start: int, end: int) -> int:
    """Step over a statement to who issued it.

    Examples
    --------
    >>> text = "بيان صادر عن الوزارة"
    >>> text[past_statement(text, 0, len(text)) :]
    'الوزارة'
    """
    issued = _ISSUED.match(text, start, end)
    return issued.end() if issued else start


def issuer_before(text: str, position: int) -> Name | None:
    """Return who issued the statement that is given in full from a position.

    Examples
    --------
    >>> text = "صدر عن المجلس بيان فيما يلي نصه: نعلن"
    >>> name = issuer_before(text, text.index("نعلن"))
    >>> text[name.start : name.end]
    'المجلس'
    """
    found = _GIVEN_OUT.search(text, max(0, position - _FARTHEST), position)
    if found is None:
        return None
    return find_name(text, found.end(), clause_end(text, found.end()), bare=True)


def credited_before(text: str, start: int, end: int) -> Name | None:
    """Return to whom words are credited between a verb and قوله.

    Examples
    --------
    >>> text = "ونسبت الوكالة إلى سامر نادر قوله"
    >>> name = credited_before(text, 0, len(text) - 4)
    >>> text[name.start : name.end]
    'سامر نادر'
    """
    found = _CREDITED.search(text, start, end)
    return find_name(text, found.end(), end, bare=True) if found else None
