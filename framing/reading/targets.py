"""Of whom: the party that a mention of fighters or of a death is said of.

Only constructions tell: مسلحو كذا, مقاتل من كذا, المسلحون الكذائيون, مقتل جنود, استشهد مدنيون,
لقي ثلاثة من كذا مصرعهم. Where two parties stand in the same place, or none, the target is
empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from framing.reading.behind import PEOPLE, behind
from framing.reading.cues import word_lists
from framing.reading.parties import Party, starting
from framing.reading.words import LETTER, fold, word_before

_WORD = re.compile(rf"[{LETTER}A-Za-z0-9]+")
_LONGEST = 9  # words from a mention to its party
_BREAKS = frozenset(".!?؟\n:،,؛–—")
_NUMBER = re.compile(r"[0-9٠-٩]+")
_ONE = frozenset(
    {"مسلح", "المسلح", "مقاتل", "المقاتل", "عنصر", "مهاجم", "انتحاري", "ارهابي", "متطرف"}
)
_COUNT = re.compile(r"\s+[0-9٠-٩]")
_LONGEST_PLACE = 7  # words of where and when between a verb and its subject
_AMONG = frozenset({"بينهم", "بينها", "بينهما", "منهم", "منها", "ضمنهم"})  # a part, not all
_BACK = 40  # parties before a mention that are looked at
_NAMED_BY_FORM = {"دواعش": "isis", "داعشي": "isis"}
# Parties that a noun stands for where the text has named one such only.
_STANDS_FOR = {
    "التنظيم": ("تنظيم", frozenset({"isis", "al_qaeda", "nusra"})),
    "الحركه": ("حركه", frozenset({"taliban", "hamas", "shabaab", "islamic_jihad"})),
    "الحزب": ("حزب", frozenset({"hezbollah", "pkk"})),
    "الجماعه": ("جماعه", frozenset({"boko_haram", "houthis"})),
}


def target_of(text: str, start: int, end: int, parties: Sequence[Party]) -> str:
    """Return the party that the mention ``text[start:end]`` is said of, or nothing.

    Parameters
    ----------
    text : str
        The article.
    start, end : int
        The mention's span.
    parties : sequence of Party
        Those named in the text, by their beginnings.

    Examples
    --------
    >>> text = "قتل ثلاثة من مسلحي داعش"
    >>> target_of(text, 13, 18, [Party(19, 23, "isis")])
    'isis'
    >>> target_of(text, 0, 3, [Party(19, 23, "isis")])
    'isis'
    """
    surface = fold(text[start:end])
    for stem, concept in _NAMED_BY_FORM.items():
        if stem in surface:
            return concept
    named = _around(start, end, parties)
    ahead = named if named is not None else _ahead(text, start, end, parties)
    if ahead is not None:
        return ahead
    return behind(text, start, end, parties)


def _around(start: int, end: int, parties: Sequence[Party]) -> str | None:
    """Return the party whose own name holds the mention: مسلحو الحوثي."""
    at = bisect_left(parties, start + 1, key=lambda party: party.start)
    for party in parties[max(0, at - 4) : at]:
        if party.end > end or (party.start < start and party.end == end):
            return party.concept
    return None


def _ahead(text: str, start: int, end: int, parties: Sequence[Party]) -> str | None:
    """Walk on over words that may stand between; None when no party is reached."""
    first = _party_at(text, start, end, parties)
    if first is None:
        return None
    nation = _nation_of(text, first, parties) if first.concept in PEOPLE - {"soldiers"} else ""
    if nation:
        return nation if first.concept == "children" else ""  # مقتل طفل كذائي
    adjective = first.start - end <= 1 and _is_definite(text, first) and _has_article(text, start)
    if adjective or word_before(text, start) == "بين":
        return first.concept  # المتمردون الكذائيون وتنظيم كذا
    return "" if _goes_on(text, first, parties) else first.concept


def _nation_of(text: str, first: Party, parties: Sequence[Party]) -> str:
    """Return the party whose name right after a word for people is its adjective."""
    at = bisect_left(parties, first.end, key=lambda party: party.start)
    following = parties[at] if at < len(parties) else first
    if following.start - first.end > 1 or " " in text[following.start : following.end]:
        return ""
    return following.concept if following.concept != first.concept else ""


def _party_at(text: str, start: int, end: int, parties: Sequence[Party]) -> Party | None:
    if fold(text[start:end]) in _ONE and _COUNT.match(text, end):
        return None  # قتل مسلح 38 سائحاً: he killed them
    fillers = word_lists()["target_filler"]
    definite = _has_article(text, start)
    position, related = _past_place(text, end), False
    for _ in range(_LONGEST):
        word = _WORD.search(text, position, position + 40)
        if word is None or _BREAKS & set(text[position : word.start()]):
            return None
        party = starting(parties, word.start(), word.end())
        if party is not None:
            attached = text[word.start() : party.start]
            if attached and attached not in ("ل", "ب"):
                return None
            if definite and not related and not attached and not _is_definite(text, party):
                return None
            return party
        folded = fold(word[0])
        for stem, concept in _NAMED_BY_FORM.items():
            if folded.removeprefix("ال").startswith(stem):
                return Party(word.start(), word.end(), concept)  # 23 داعشياً
        if folded in _STANDS_FOR and (related or not definite):
            return _told_before(text, start, word.start(), parties)
        if folded in _AMONG or (folded not in fillers and not _NUMBER.fullmatch(word[0])):
            return None
        related = related or folded in ("من", "بين", "صفوف", "لدي", "الي")
        position = word.end()
    return None


def _told_before(text: str, start: int, at: int, parties: Sequence[Party]) -> Party | None:
    """Return the one party named before that a noun stands for: مقاتلو التنظيم."""
    noun = _WORD.match(text, at)
    assert noun is not None
    head, concepts = _STANDS_FOR[fold(noun[0])]
    last = bisect_left(parties, start, key=lambda party: party.start)
    found = {
        party.concept
        for party in parties[max(0, last - _BACK) : last]
        if party.concept in concepts or fold(text[party.start : party.start + len(head)]) == head
    }
    return Party(noun.start(), noun.end(), found.pop()) if len(found) == 1 else None


def _has_article(text: str, start: int) -> bool:
    return "ال" in (fold(text[start : start + 2]), text[max(0, start - 2) : start])


def _past_place(text: str, end: int) -> int:
    """Step over where it was, if a count follows: قتل [في الهجوم على القرية] خمسة من كذا."""
    lists = word_lists()
    position = end
    for n in range(_LONGEST_PLACE):
        word = _WORD.search(text, position, position + 40)
        if word is None or _BREAKS & set(text[position : word.start()]):
            return end
        folded = fold(word[0])
        if n == 0 and folded not in lists["where"]:
            return end
        if n and folded.startswith("و") and folded in lists["target_filler"]:
            return end  # قتل في كذا وجرح ثلاثة
        if n > 1 and (folded in lists["count"] or _NUMBER.fullmatch(word[0])):
            return word.start()
        position = word.end()
    return end


def _is_definite(text: str, party: Party) -> bool:
    return fold(text[party.start : party.start + 3]).startswith("ال")


def _goes_on(text: str, first: Party, parties: Sequence[Party]) -> bool:
    """Tell whether another party is joined to the first: … وستة من كذا."""
    lists = word_lists()
    position, joined = first.end, False
    for _ in range(_LONGEST):
        word = _WORD.search(text, position, position + 40)
        if word is None or _BREAKS & set(text[position : word.start()]):
            return False
        folded = fold(word[0])
        party = starting(parties, word.start(), word.end())
        begins = folded.startswith("و") and folded not in lists["target_filler"]
        if party is not None:
            if joined or text[word.start() : party.start].startswith("و"):
                return party.concept != first.concept
            if party.end <= first.end or party.start > first.end + 2:
                return False
            position = max(party.end, word.end())  # an adjective of the first
            continue
        if (
            begins
            and (folded[1:] in lists["target_filler"] or _NUMBER.fullmatch(folded[1:]))
            or folded in ("او", "و")
            or (joined and _may_stand(folded))
        ):
            joined = True
        elif not _is_adjective(folded) or joined:
            return False
        position = word.end()
    return False


def _may_stand(folded: str) -> bool:
    return folded in word_lists()["target_filler"] or bool(_NUMBER.fullmatch(folded))


def _is_adjective(folded: str) -> bool:
    return folded.startswith("ال") or folded.endswith(("يين", "يه", "ي"))
