"""Of whom: the party that a mention of fighters or of a death is said of.

Only constructions tell: مسلحو كذا, مقاتل من كذا, المسلحون الكذائيون, مقتل جنود, استشهد مدنيون,
لقي ثلاثة من كذا مصرعهم. Where two parties stand in the same place, or none, the target is
empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from framing.reading.cues import word_lists
from framing.reading.words import LETTER, fold

if TYPE_CHECKING:
    import pandas as pd

_WORD = re.compile(rf"[{LETTER}A-Za-z0-9]+")
_LONGEST = 9  # words from a mention to its party
_BREAKS = frozenset(".!?؟\n:،,؛")
_NUMBER = re.compile(r"[0-9٠-٩]+")
_THAT = frozenset({"ان", "انه", "انها", "انهم", "بان", "بانه", "بانها"})
_WITHOUT_OBJECT = ("استشهد", "توفي", "لقي")  # verbs whose subject is the dead
_LONGEST_PLACE = 7  # words of where and when between a verb and its subject


class Party(NamedTuple):
    """A party's name in a text."""

    start: int
    end: int
    concept: str


def find_parties(articles: pd.DataFrame, rows: Sequence[int]) -> dict[int, list[Party]]:
    """Find the parties of the lexicon ``parties`` in the articles at some positions.

    Examples
    --------
    >>> import pandas as pd
    >>> found = find_parties(pd.DataFrame({"text": ["انسحب مسلحو داعش."]}), [0])
    >>> [party.concept for party in found[0]]
    ['isis']
    """
    import numpy as np
    import pyarrow as pa

    from framing.reading.resolve import resolve_hits
    from framing.reading.scan import scan_texts

    texts = pa.array(articles["text"].take(list(rows)), from_pandas=True)
    found: dict[int, list[Party]] = {row: [] for row in rows}
    for matcher in _matchers():
        hits = scan_texts(
            texts, np.zeros(len(rows), np.int64), matcher.automaton, matcher.concept < 0
        )
        chosen = resolve_hits(hits, matcher)
        concepts = [matcher.concepts[n][1] for n in matcher.concept[chosen[:, 1]]]
        for (number, _, start, end), concept in zip(chosen[:, :4].tolist(), concepts, strict=True):
            found[rows[number]].append(Party(start, end, concept))
    for parties in found.values():
        parties.sort(key=lambda party: (party.start, -party.end))
    return found


@lru_cache(maxsize=1)
def _matchers() -> tuple[Any, ...]:
    from framing.lexicon.load import load_lexicon
    from framing.reading.matcher import build_matchers

    return tuple(build_matchers([load_lexicon("parties")]))


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
    named = _around(start, end, parties)
    ahead = named if named is not None else _ahead(text, start, end, parties)
    if ahead is not None:
        return ahead
    return _behind(text, start, end, parties)


def _around(start: int, end: int, parties: Sequence[Party]) -> str | None:
    """Return the party whose own name holds the mention: مسلحو الحوثي."""
    at = bisect_left(parties, start + 1, key=lambda party: party.start)
    for party in parties[max(0, at - 4) : at]:
        if party.end > end:
            return party.concept
    return None


def _ahead(text: str, start: int, end: int, parties: Sequence[Party]) -> str | None:
    """Walk on over words that may stand between; None when no party is reached."""
    first = _party_at(text, start, end, parties)
    if first is None:
        return None
    return "" if _goes_on(text, first, parties) else first.concept


def _party_at(text: str, start: int, end: int, parties: Sequence[Party]) -> Party | None:
    fillers = word_lists()["target_filler"]
    definite = "ال" in (fold(text[start : start + 2]), text[max(0, start - 2) : start])
    position, related = _past_place(text, end), False
    for _ in range(_LONGEST):
        word = _WORD.search(text, position, position + 40)
        if word is None or _BREAKS & set(text[position : word.start()]):
            return None
        party = _starting(parties, word.start(), word.end())
        if party is not None:
            attached = text[word.start() : party.start]
            if attached and attached not in ("ل", "ب"):
                return None
            if definite and not related and not attached and not _is_definite(text, party):
                return None
            return party
        folded = fold(word[0])
        if folded not in fillers and not _NUMBER.fullmatch(word[0]):
            return None
        related = related or folded in ("من", "بين", "صفوف", "لدي", "الي")
        position = word.end()
    return None


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
        if n > 1 and (folded in lists["count"] or _NUMBER.fullmatch(word[0])):
            return word.start()
        position = word.end()
    return end


def _is_definite(text: str, party: Party) -> bool:
    return fold(text[party.start : party.start + 3]).startswith("ال")


def _starting(parties: Sequence[Party], start: int, end: int) -> Party | None:
    """Return the longest party that begins within a word, its proclitics aside."""
    at = bisect_left(parties, start, key=lambda party: party.start)
    best: Party | None = None
    while at < len(parties) and parties[at].start < min(end, start + 3):
        if best is None or parties[at].end > best.end:
            best = parties[at]
        at += 1
    return best


def _goes_on(text: str, first: Party, parties: Sequence[Party]) -> bool:
    """Tell whether another party is joined to the first: … وستة من كذا."""
    lists = word_lists()
    position, joined = first.end, False
    for _ in range(_LONGEST):
        word = _WORD.search(text, position, position + 40)
        if word is None or _BREAKS & set(text[position : word.start()]):
            return False
        folded = fold(word[0])
        party = _starting(parties, word.start(), word.end())
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


def _behind(text: str, start: int, end: int, parties: Sequence[Party]) -> str:
    """Look back where the verb comes after its subject: سبعة من كذا قتلوا؛ لقي … مصرعهم."""
    surface = fold(text[start:end])
    late = surface.startswith(("مصرع", "حتف"))
    told = surface.startswith(_WITHOUT_OBJECT) and not text[start - 1 : start].isalpha()
    if not late and not told and not surface.endswith("وا"):
        return ""
    low = _clause_start(text, start)
    if told and not fold(text[low : low + 4].strip()).startswith("ان"):
        return ""  # only what إن and its like put before the verb
    if late:
        met = max(text.rfind("لقي", low, start), text.rfind("لقوا", low, start))
        if met < 0:
            return ""
        low = met
    first = bisect_left(parties, low, key=lambda party: party.start)
    last = bisect_left(parties, start, key=lambda party: party.start)
    concepts = {party.concept for party in parties[first:last] if party.end <= start}
    return concepts.pop() if len(concepts) == 1 else ""


def _clause_start(text: str, position: int) -> int:
    low = max(0, position - 120)
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
