"""Who a clause without a subject goes on with: the subject of the last verb that has one.

قدّم المدير سامر نادر الخطة، وقال إن …: nobody stands after قال, and nothing was said before
it; the subject is that of قدّم.
"""

from __future__ import annotations

from typing import NamedTuple

from framing.reading.cues import RELATIVES, entries, word_lists
from framing.reading.eventkinds import ACT, CUE
from framing.reading.nametokens import Token, listed_any, tokens
from framing.reading.naming import Name, find_name
from framing.reading.subjects import SUBJECT
from framing.reading.topicwords import (
    INTO,
    begins_clause,
    ends_subject,
    gender_of,
    is_noun,
    is_object,
)

_BLANK = 20  # characters of space that may stand before a text begins
_FARTHEST = 360  # characters back to the verb
_STOPS = frozenset(".!?؟\n")
_WHO = ("office", "source", "anonymous", "given_name", "title_word", "role_word")
_KNOWN = (*_WHO, "place", "speaking_office")
_NO_VERB = (*_KNOWN, "boundary", "no_subject", "notice", "quantity", "honorific", "adverb")
_INSIDE = frozenset({"في", "من", "الي", "علي", "بعد", "خلال", "اثناء", "عقب", "قبل", "لدي", "عند"})
_RECEIVED = frozenset({"تلقي", "وتلقي", "تلقت", "وتلقت"})
_CORE = 7  # words of a sentence that hold its subject and its object
_PHRASE = 10  # words of a phrase before the comma that ends it
_SENT = 24  # words from a verb of receiving to the sender
_PART = frozenset({"عدد", "بعض", "كل", "مزيد"})
_ASIDE = RELATIVES | {"كما", "حسبما", "ما", "وفقما"}


class Topic(NamedTuple):
    """A subject, and the gender that its verb says it has: m, f, p, or "" when unknown."""

    name: Name
    gender: str


def topic_before(
    text: str, low: int, high: int, gender: str = "", *, leans: bool = False
) -> Topic | None:
    """Return the subject of the last clause in ``text[low:high]`` that names one.

    Parameters
    ----------
    text : str
        The article.
    low, high : int
        From where what was said last ends, to the word of saying that has no subject.
    gender : str, default ""
        What that word says of its subject; subjects of another are passed over.
    leans : bool, default False
        Whether that word is a participle: then what speaks is the subject of its sentence,
        whatever word names it.

    Examples
    --------
    >>> text = "استقبل المدير سامر نادر الوفد وقال إن الطريق مفتوحة"
    >>> topic = topic_before(text, 0, text.index("وقال"))
    >>> text[topic.name.start : topic.name.end], topic.gender
    ('سامر نادر', 'm')
    """
    low, end = max(low, high - _FARTHEST), high
    begun = not text[max(0, low - _BLANK) : low].strip() or bool(_STOPS & set(text[low - 2 : low]))
    while end > low:
        start = _sentence_start(text, low, end)
        words = _after_colon(tokens(text, start, end))
        whole = start > low or begun
        here = end == high
        found = _in_sentence(text, words, high, whole=whole, leans=leans and here)
        if found is not None and _agrees(found, gender):
            return found
        if here and leans and whole and found is None and _has_subject(words, gender):
            return None  # وتبنى الجناح الهجوم، مؤكداً: somebody, who is not known
        end = start - 1
    return None


def _agrees(topic: Topic, gender: str) -> bool:
    several = gender == "p" and topic.name.rule == "office"  # أكد سكان … وأشاروا
    return several or not gender or topic.gender in ("", gender)


def _sentence_start(text: str, low: int, end: int) -> int:
    """Return where the sentence begins that ends at ``end``; د. ends none."""
    while True:
        at = max(text.rfind(sign, low, end) for sign in _STOPS)
        if at < 0:
            return low
        word = text[max(low, at - 3) : at].split()
        if text[at] != "." or not word or len(word[-1]) > 1:
            return at + 1
        end = at


def _has_subject(words: list[Token], gender: str) -> bool:
    """Tell whether a sentence begins with a verb and two definite nouns, subject and object."""
    first = words[0] if words else None
    if first is None or first.word.startswith("ال") or gender_of(first.word) not in ("", gender):
        return False
    definite = [token for token in words[1:_CORE] if token.word.startswith("ال")]
    plain = len(words) > 1 and words[1].word.startswith("ال") and not words[1].gap.strip()
    return plain and len(definite) > 1 and not listed_any(first, _NO_VERB) and not is_noun(first)


def _after_colon(words: list[Token]) -> list[Token]:
    """Leave out who is named before a colon at the beginning: المحاور: ...."""
    for number, token in enumerate(words[:3]):
        if number and ":" in token.gap:
            return words[number:]
    return words


def _in_sentence(
    text: str, words: list[Token], high: int, *, whole: bool, leans: bool
) -> Topic | None:
    known, lists = entries(), word_lists()
    at = 0
    while at < len(words) - 1 and (words[at].word in lists["opener"] or words[at].word in INTO):
        at += 1
    for number in range(len(words) - 1, at, -1):
        entry = known.get(words[number].word)
        if entry is None or entry.kind not in (CUE, ACT):
            continue
        if words[number - 1].word in _ASIDE or not words[number].gap:
            continue
        name = _subject(text, words[number], high)
        begins = begins_clause(words, number)
        if name is None and entry.kind == CUE and begins:
            name = _one_word(words[number + 1 : number + 3])
        begins = begins or (name is not None and name.rule != "office")
        if name is not None and begins:
            return Topic(name, entry.gender)
    if not whole:
        return None
    if _is_inside(words[: max(at, 1)]):
        past = next((n for n in range(1, min(len(words), _PHRASE)) if "،" in words[n].gap), 0)
        if not past or past + 1 >= len(words):
            return None
        return _first(text, words[past:], high, leans=leans)  # خلال الزيارة، استقبل فلان …
    return _first(text, words[at:], high, leans=leans)


def _first(text: str, words: list[Token], high: int, *, leans: bool) -> Topic | None:
    """Read the beginning of a sentence: a verb and its subject, or a subject by itself."""
    if not words:
        return None
    first = words[0]
    entry = entries().get(first.word)
    if entry is None and listed_any(first, _WHO):
        name = find_name(text, first.start, _end(text, first.start, high), bare=True)
        return Topic(name, _gender_of_noun(name)) if name is not None else None
    expresses = first.word in ("عبر", "وعبر") and any(word.word == "عن" for word in words)
    expresses = expresses or entry is not None
    if (
        first.spelled.startswith("ال")
        or is_noun(first)
        or (not expresses and listed_any(first, _NO_VERB))
    ):
        return None
    gender = entry.gender if entry is not None else gender_of(first.word)
    following = words[1] if len(words) > 1 else None
    if following is None or following.gap.strip():
        return None
    if first.word in _RECEIVED:
        name = _sender(text, words, high)
        return Topic(name, "") if name is not None else None
    name = _subject(text, first, high)
    if name is None and entry is not None and entry.kind == CUE:
        name = _one_word(words[1:3])
    if name is None and leans:
        name = _whatever(words, gender)
    return Topic(name, gender) if name is not None else None


def _gender_of_noun(name: Name) -> str:
    """Return f for a body whose name ends with the feminine ة: [كانت] الوزارة; else nothing."""
    return "f" if name.rule == "office" and name.words[0].endswith("ه") else ""


def _sender(text: str, words: list[Token], high: int) -> Name | None:
    """Return from whom something was received, who then speaks: تلقى فلان اتصالاً من فلان."""
    for number, token in enumerate(words[1:_SENT], 1):
        if token.word == "من" and words[number - 1].word not in _PART:
            name = find_name(text, token.end, _end(text, token.end, high))
            return name if name is not None and name.rule != "office" else None
    return None


def _is_inside(opening: list[Token]) -> bool:
    """Tell whether words that open a sentence lead into a phrase: وفي أحد المشاهد …."""
    if opening and opening[-1].word in word_lists()["opening_end"]:
        return False  # من جهة أخرى …
    return any(token.word.lstrip("وف") in _INSIDE or token.word in _INSIDE for token in opening)


def _one_word(words: list[Token]) -> Name | None:
    """Return the one word between a verb of saying and a preposition: أعرب نادر عن."""
    if len(words) < 2 or not ends_subject(words[1]) or words[0].gap.strip():
        return None
    token = words[0]
    if is_object(token, ""):
        return None
    return Name(token.start, token.end, "name", True, (token.word,))


def _whatever(words: list[Token], gender: str) -> Name | None:
    """Return the word or two between a verb and a preposition, as [انضمت] سلمى [إلى]."""
    following = words[1]
    stop = next((n for n, word in enumerate(words[2:4], 2) if ends_subject(word)), 0)
    if not stop or is_object(following, gender):
        return None
    return Name(following.start, words[stop - 1].end, "name", True, (following.word,))


def _subject(text: str, verb: Token, high: int) -> Name | None:
    name = find_name(text, verb.end, _end(text, verb.end, high), bare=True)
    if name is None or name.words[0] == "الله":
        return None
    first = name.words[0]
    lists = word_lists()
    if name.rule == "office" and first.startswith("ال") and not first.endswith(("ي", "ون")):
        return name if any(first in lists[known] for known in _KNOWN) else None
    return name  # لفت الانتباه: an object


def _end(text: str, start: int, high: int) -> int:
    end = min(high, start + SUBJECT)
    stops = [at for at in (text.find(sign, start, end) for sign in ".\n:؛") if at >= 0]
    return min(stops, default=end)
