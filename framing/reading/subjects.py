"""Where a subject begins and ends: small steps over the words around a verb of saying."""

from __future__ import annotations

from framing.reading.cues import word_lists
from framing.reading.words import fold

_OPENING = 4  # words
SUBJECT = 220  # characters after a verb in which its subject is looked for


def past_opening(text: str, start: int, end: int) -> int:
    """Step over what only opens a sentence: [من جهة ثانية] قصفت الطائرات.

    Examples
    --------
    >>> past_opening("من جهة ثانية عاد الهدوء", 0, 23)
    12
    """
    lists = word_lists()
    past, at = start, start
    for _ in range(_OPENING):
        at = next_word_end(text, at)
        word = fold(text[past:at].rsplit(None, 1)[-1].strip("،,")) if at < end else ""
        if word in lists["opening_end"]:
            return at
        if word not in lists["opener"]:
            return start
    return start


def clause_end(text: str, start: int) -> int:
    """Return where the clause after a verb ends: a stop, a line's end, or a comma far off."""
    stops = [text.find(sign, start, start + SUBJECT) for sign in (".", "\n", "؟", "!", ":", "؛")]
    found = [at for at in stops if at >= 0]
    return min(found, default=min(len(text), start + SUBJECT))


def next_word_end(text: str, position: int) -> int:
    """Return where the next word ends.

    Examples
    --------
    >>> next_word_end("قال الوزير إن", 3)
    10
    """
    while position < len(text) and text[position].isspace():
        position += 1
    while position < len(text) and not text[position].isspace():
        position += 1
    return position


def after_lam(text: str, position: int) -> int:
    """Step over the proclitic of وفقاً لـ: to the name itself."""
    while position < len(text) and text[position].isspace():
        position += 1
    if text[position : position + 1] == "ل" and text[position + 1 : position + 2] != "ل":
        position += 1
        while text[position : position + 1] == "ـ":
            position += 1
    return position


def after_marks(text: str, start: int, end: int) -> int:
    """Step over a name in marks that stands right here."""
    lead = text[start:end]
    if lead.lstrip()[:1] not in ('"', "«", "“"):
        return start
    closing = max(lead.find(sign, 3) for sign in '"»”')
    return start + closing + 1 if closing > 0 else start


def without_particle(text: str, start: int, end: int) -> int:
    """Return where the subject ends when a particle and marks stand before the speech."""
    lead = text[start:end].rstrip(" \u00a0\"“”«»'‘’:،,-–")
    last = lead.rsplit(None, 1)[-1:] if lead.strip() else []
    particles = (
        "ان",
        "انه",
        "انها",
        "انهم",
        "اننا",
        "اني",
        "انني",
        "بان",
        "بانه",
        "بانها",
        "بانهم",
    )
    if last and fold(last[0]).removeprefix("ف") in particles:
        return start + len(lead) - len(last[0])
    return start + len(lead)
