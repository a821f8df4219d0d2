"""Whether quotation marks hold speech or a name."""

from __future__ import annotations

from typing import NamedTuple

from framing.reading.cues import word_lists
from framing.reading.marks import Pair
from framing.reading.phrases import is_leaning, is_phrase, is_verdict
from framing.reading.words import word_before, words_of

_ENDINGS = ("ا", "ه", "هم")  # of what follows a verb: تسقط قريبا
_SAID = frozenset({"لا", "لم", "لن", "ما", "ليس", "ليست", "كان", "كانت", "ان", "قد", "سوف", "غير"})
_OF_WHOM = frozenset({"لانه", "لانها", "لانهم", "بانه", "بانها", "بانهم", "انه", "انها", "انهم"})
_TAKING = frozenset({"علي", "الي", "ب", "عن", "من"})
_IS = frozenset(
    {"هو", "هي", "هم", "ستبقي", "تبقي", "يبقي", "سيبقي", "سماه", "سماها", "اسماه", "اسماها"}
)
_PERSON = 8  # words; a person's name has fewer
_ENOUGH = 200  # characters: no rule counts beyond the words that they hold


class Setting(NamedTuple):
    """What stands around a pair of marks.

    ``opens``: a particle or the like has just opened a reported clause; ``marked``: it had a
    pronoun (أنه), so that no name can follow; ``inside``: within a reported clause; ``colon``:
    right after one; ``cue``: a word of saying waits for what was said; ``near``: and stands
    right before the marks; ``subject``: with a particle to come, so that the marks hold who
    speaks; ``object``: with nothing but its own preposition between (حذر من «…»);
    ``described``: the word is one of describing, and ب stands right before the marks or first in
    them; ``spoken``: the sentence has had a word of saying before; ``listed``: they follow a name
    in marks and و; ``act``: a verb that speaks
    (دعا، أدان) opened the clause; ``joined``: و alone stands between a quotation
    and them; ``comma``: a comma stands right before them; ``followed``: a word of saying comes
    right after them; ``leads``: they begin the sentence; ``first``: they begin the paragraph;
    ``continued``: and the paragraph before left a quotation open; ``written``: they hold what a
    sign says (كتب عليها «…»); ``ahead``: the character after
    them.
    """

    opens: bool = False
    marked: bool = False
    inside: bool = False
    colon: bool = False
    cue: bool = False
    near: bool = False
    subject: bool = False
    described: bool = False
    object: bool = False
    spoken: bool = False
    listed: bool = False
    act: bool = False
    joined: bool = False
    comma: bool = False
    followed: bool = False
    leads: bool = False
    first: bool = False
    continued: bool = False
    written: bool = False
    ahead: str = ""


def speech_rule(text: str, pair: Pair, setting: Setting) -> str:
    """Return the rule by which marks hold speech, or nothing when they hold a name.

    Examples
    --------
    >>> speech_rule("قال: «لن نعود»", Pair(5, 6, 13, 14, True), Setting(colon=True, cue=True))
    'colon'
    >>> speech_rule("في تنظيم «الدولة»", Pair(9, 10, 16, 17, True), Setting(inside=True))
    ''
    """
    words = words_of(text, pair.inner_start, min(pair.inner_end, pair.inner_start + _ENOUGH))
    heralded = setting.opens or setting.colon or setting.near or setting.continued
    if not words or not (pair.closed or heralded or setting.cue):
        return ""
    previous = word_before(text, pair.start)
    rule = _announced(words, previous, setting)
    if rule:
        return rule
    name = is_name(words, previous)
    phrase = not name and _may_be_phrase(text, pair, words, previous, setting)
    predicate = previous in _OF_WHOM and not words[0].startswith("ال") and not name
    predicate = predicate or (previous in _IS and _is_defined(words))
    if predicate and len(words) < 5 and (setting.inside or setting.cue or setting.opens):
        return "partial"  # لأنه «تجرأ»، وهي «العدو الأول»
    if setting.opens:
        return _opened(words, name, setting.marked or phrase)
    if _leans_out(text, pair):  # a closing mark may have been read as opening
        off = stands_off(text, pair)
        name, phrase = name or len(words) < 4 or not (heralded or off), phrase and off
    if setting.joined and len(words) > 1 and not name:
        return "joined"
    if setting.inside:
        return _within(words, name, phrase)
    if setting.object and len(words) > 1 and not name:
        return "object"
    return (_cued if setting.cue else _free)(words, name, phrase, setting)


def _is_defined(words: list[str]) -> bool:
    """Tell whether words are a noun and its adjective that say what something is."""
    if not 1 < len(words) < 4 or not all(word.startswith("ال") for word in words):
        return False
    return words[0] not in word_lists()["name_head"]


def _announced(words: list[str], previous: str, setting: Setting) -> str:
    """Return the rule of marks whose surroundings alone say that they hold speech."""
    if setting.continued:
        return "continued"
    if setting.described:
        return "described"
    several, lists = len(words) > 1, word_lists()
    listing = not setting.cue and previous in lists["listing"]  # منها: «…»، «…»
    after = setting.colon and not setting.inside and not setting.opens
    if after and (several or setting.cue) and not listing:
        return "colon"
    if several and (previous in lists["utterance"] or setting.written):
        return "slogan"
    return ""


def _may_be_phrase(
    text: str, pair: Pair, words: list[str], previous: str, setting: Setting
) -> bool:
    """Tell whether a few words that are no name read like a piece of speech."""
    n = len(words)
    if n > 4 or setting.ahead == ":" or setting.listed:
        return False
    spoken = setting.inside or setting.cue or setting.opens
    if n == 1:
        alone = spoken and previous not in ("مثل", "كلمه")
        if alone and previous in _TAKING and _is_action(words[0]):
            return True  # اتفقا على «توطيد» الصداقة
        return alone and is_phrase(words, text[pair.inner_start : pair.inner_end])
    verbal = previous == "ان" and words[0][0] in "يت"  # أن «يعود الماء»
    ends = pair.closed and text[pair.inner_end - 1] == "."  # the sentence ends within
    return verbal or ends or is_phrase(words, text[pair.inner_start : pair.inner_end])


def _is_action(word: str) -> bool:
    """Tell whether a word is a verbal noun like تفعيل, and no place: تقويض، التحريض."""
    stem = word.removeprefix("ال")
    return (
        len(stem) == 5 and stem[0] == "ت" and stem[3] == "ي" and stem not in word_lists()["place"]
    )


def _within(words: list[str], name: bool, phrase: bool) -> str:
    """Return the rule of marks within a reported clause."""
    n = len(words)
    if name and n < _PERSON:
        return ""
    return "partial" if phrase or n >= _PERSON or (n > 1 and _is_saying(words)) else ""


def _cued(words: list[str], name: bool, phrase: bool, setting: Setting) -> str:
    """Return the rule of marks for which a word of saying waits."""
    n = len(words)
    subject = setting.near and n < 4 and setting.ahead in ("،", ",", ":") or setting.subject
    if setting.subject and not setting.near and n < _PERSON:
        return ""  # قال في بيان «تسلمت الوكالة نسخة منه» إن
    long_enough = n > 1 and not subject if setting.near or setting.comma else n > 4
    if long_enough and not (name and n < _PERSON):
        return "cue"
    return "partial" if phrase and not subject else ""


def _free(words: list[str], name: bool, phrase: bool, setting: Setting) -> str:
    """Return the rule of marks that nothing before them announces."""
    n = len(words)
    short = setting.leads and n > 1 and not name and _is_saying(words)
    if setting.followed and (n > 3 or short):
        return "inverted"
    if setting.act and (n > 3 or phrase) and not name:
        return "act"
    if setting.spoken and phrase:
        return "partial"
    if name:
        return ""
    clause = setting.ahead != ":" and not setting.listed and 2 < n < 6
    if clause and _is_clause(words, is_leaning(words)) or phrase and _is_object(words):
        return "phrase"
    return "long" if n > 5 else ""


def _is_saying(words: list[str]) -> bool:
    """Tell whether a few words in marks read like something said, not like a name."""
    if len(words) > 3:
        return True
    return bool(word_lists()["function_word"] & set(words)) or (
        len(words[0]) > 3
        and words[0][0] in "يتسن"
        and not words[1].startswith("ال")
        and (len(words) > 2 or words[1].endswith(_ENDINGS) or words[1].startswith(("لل", "ب")))
    )


def _is_clause(words: list[str], leans: bool) -> bool:
    """Tell whether words read like speech wherever they stand: «لا تستثني أحداً».

    A preposition among nouns is not enough: «موعد مع السعادة» is a film.
    """
    first, little = words[0], word_lists()["function_word"]
    if first.startswith("ال") or little.isdisjoint(words):
        return False
    if any(len(word) < 3 and word not in little for word in words):
        return False  # «سي إن إن»، «دي لا رو»
    return leans or first in little or not _SAID.isdisjoint(words)


def _is_object(words: list[str]) -> bool:
    """Tell whether two words are the object of a verb outside the marks: «صوراً حصرية»."""
    first, lists = words[0], word_lists()
    ends = len(words) == 2 and len(first) > 3 and first.endswith("ا")
    ends = ends and words[1].endswith(("يه", "يا"))
    return ends and first not in lists["place"] and first not in lists["given_name"]


def _leans_out(text: str, pair: Pair) -> bool:
    """Tell whether the first mark has a space within and the last has none: ” كلام”."""
    first = text[pair.inner_start : pair.inner_start + 1]
    return first.isspace() and not text[pair.inner_end - 1 : pair.inner_end].isspace()


def stands_off(text: str, pair: Pair) -> bool:
    """Tell whether both marks stand off from the words around them, as a pair's do.

    Examples
    --------
    >>> stands_off("قال «نعم» ثم", Pair(4, 5, 8, 9, True))
    True
    """
    before, after = text[max(0, pair.start - 1) : pair.start], text[pair.end : pair.end + 1]
    return before.isspace() and not after.isalnum()


def _opened(words: list[str], name: bool, marked: bool) -> str:
    if len(words) == 1:
        return "partial" if marked and not words[0].startswith("ال") else ""
    return "" if name and len(words) < 5 and not marked else "that"


def is_name(words: list[str], previous: str) -> bool:
    """Tell whether what marks hold looks like a name, given the word before them.

    Examples
    --------
    >>> is_name(["السهم", "الذهبي"], "عمليه"), is_name(["مصر", "جدا"], "انه")
    (True, False)
    """
    heads, lists = word_lists()["name_head"], word_lists()
    person = words[0] in lists["given_name"] or previous in lists["person_title"]
    if person and 1 < len(words) < _PERSON and lists["function_word"].isdisjoint(words):
        return True
    if previous in heads or previous[1:] in heads and previous[0] in "وبلفك" or words[0] in heads:
        return True
    return all(word.startswith(("ال", "وال")) for word in words) and not is_verdict(words)
