"""Of whom a mention is said by what stands before it: its subject, its noun, its clause.

سبعة من كذا قتلوا؛ لقي ثلاثة من كذا مصرعهم؛ أطفال كذا المقاتلون؛ قادة كذا وعناصرهم.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from framing.reading.parties import Party
from framing.reading.words import fold, word_after

_BREAKS = frozenset(".!?؟\n:،,؛")
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_WITHOUT_OBJECT = ("استشهد", "توفي", "لقي")  # verbs whose subject is the dead
_CLAUSE = 120  # characters back to where a clause begins
_SENTENCE = 180  # characters back to those whom a pronoun may stand for
_OWNED = re.compile(r"(?:عناصر|مقاتلي|مقاتلو|مسلحي|مسلحو|فلول|قتلا|شهدائ|شهداء)(?:ه|ها|هم)")
PEOPLE = frozenset(
    ["soldiers", "civilians", "children", "women", "foreigners", "captives", "journalists"]
    + ["medics", "worshippers", "protesters"]
)  # of whom nobody is a fighter
_AMONG = re.compile(r"(?<!\w)(?:بين|من|ضمن)(?:هم|ها|هما)(?!\w)")
_KILLED = frozenset({"قتل", "قتلت"})
_HOW = frozenset(
    ["في", "خلال", "اثناء", "اثر", "جراء", "برصاص", "بنيران", "بطلق", "بانفجار", "بقذيفه"]
    + ["بعبوه", "عندما", "حين", "علي"]
)


def behind(text: str, start: int, end: int, parties: Sequence[Party]) -> str:
    """Return the party that stands before a mention and that it is said of, or nothing.

    Examples
    --------
    >>> text = "قال السكان إن ثلاثة من مسلحي داعش قتلوا"
    >>> behind(text, 34, 39, [Party(29, 33, "isis")])
    'isis'
    """
    surface = fold(text[start:end])
    if _OWNED.fullmatch(surface):
        before = _within(parties, _sentence_start(text, start), start)
        return _only([party for party in before if party.concept not in PEOPLE])
    late = surface.startswith(("مصرع", "حتف"))
    told = surface.startswith(_WITHOUT_OBJECT) and not text[start - 1 : start].isalpha()
    killed = surface in _KILLED and not text[start - 1 : start].isalpha()
    if not (late or told or killed or surface.endswith("وا")):
        return _noun_before(text, start, end, parties)
    low = _clause_start(text, start)
    opened = fold(text[low : low + 4].strip()).startswith("ان")
    if (told or killed) and not opened:
        return ""  # only what إن and its like put before the verb
    if killed and word_after(text, end) not in _HOW:
        return ""  # إن الجيش قتل ثلاثة: those who killed
    if late:
        met = max(text.rfind("لقي", low, start), text.rfind("لقوا", low, start))
        if met < 0:
            return ""
        low = met
    found = _heads(text, _within(parties, low, start))
    if len(found) == 1 and text[found[0].start - 1 : found[0].start] == "و":
        return ""  # رجال الجيش والشرطة: the others are not known
    if found and _AMONG.search(text, found[-1].end, start):
        return ""  # … كذا، بينهم قادة لقوا مصرعهم: only these
    if killed:
        found = [
            party
            for party in found
            if not fold(text[party.start : party.start + 2]).startswith("ال")
        ]
    return _only(found)


def _within(parties: Sequence[Party], low: int, high: int) -> list[Party]:
    first = bisect_left(parties, low, key=lambda party: party.start)
    last = bisect_left(parties, high, key=lambda party: party.start)
    return [party for party in parties[first:last] if party.end <= high]


def _heads(text: str, parties: list[Party]) -> list[Party]:
    """Leave out parties that only say of which nation the one before is: جنود كذائيون."""
    kept: list[Party] = []
    end = -2
    for party in parties:
        if not (kept and text[end : party.start].strip() == "" and party.start - end <= 1):
            kept.append(party)
        end = max(end, party.end)
    return kept


def _is_definite(text: str, party: Party) -> bool:
    words = fold(text[party.start : party.end]).split()
    return any(word.startswith("ال") for word in words)


def _only(parties: Sequence[Party]) -> str:
    concepts = {party.concept for party in parties}
    return concepts.pop() if len(concepts) == 1 else ""


def _noun_before(text: str, start: int, end: int, parties: Sequence[Party]) -> str:
    """Return the party right before an armed word that is its adjective: قبليون مسلحون."""
    surface = fold(text[start:end])
    if not surface.endswith(("ون", "ين")) or text[start - 1 : start] != " ":
        return ""
    before = [party for party in _within(parties, start - 40, start) if party.end == start - 1]
    definite = surface.startswith("ال")
    same = surface[-2:]  # not قتل الكذائيون المسلحين
    fitting = [
        party
        for party in before
        if definite == _is_definite(text, party)
        and (party.concept in ("children", "tribes") or text.endswith(same, 0, party.end))
    ]
    return _only(fitting)


def _clause_start(text: str, position: int) -> int:
    low = max(0, position - _CLAUSE)
    for at in range(position - 1, low, -1):
        if text[at] in _BREAKS:
            return at + 1
        if text[at] == " ":
            word = (
                fold(text[at + 1 : at + 6].split(None, 1)[0])
                if text[at + 1 : at + 6].strip()
                else ""
            )
            if word in _THAT:
                return at
    return low


def _sentence_start(text: str, position: int) -> int:
    low = max(0, position - _SENTENCE)
    return max(low, *(text.rfind(sign, low, position) + 1 for sign in ".!?؟\n"))
