"""What words make an office, and which name stands beside it: وزير كذا سامر نادر."""

from __future__ import annotations

import re

from framing.reading.nameruns import (
    TITLED,
    bare_name,
    could_be_name,
    is_adjective,
    is_verb,
    name_run,
    short_run,
    titled_name,
)
from framing.reading.nametokens import Token, listed, listed_any, without_honorifics

_LONGEST_OFFICE = 9  # words
_AROUND = 4_000  # characters around a name in which it is told again
# After these a name is that of a place or body: مركز الملك سلمان.
NAMED_AFTER = frozenset(
    {"الملك", "الامام", "بن", "ال", "مدينه", "شارع", "جامعه", "الامير", "طريق", "بني"}
)
_KIN = frozenset(
    ["نجل", "زوجه", "زوج", "شقيق", "شقيقه", "ابن", "ابنه", "والد", "والده", "محامي", "ارمله"]
    + ["صهر", "حفيد", "مستشار", "مستشاره", "عم", "خال", "مكتب", "انصار", "اتباع", "اقارب"]
    + ["عائله", "اسره", "معارضي", "مويدي", "اصدقاء", "رفاق", "حزب", "اداره", "حكومه", "نظام"]
)
# What was done with a statement: بيان صدر، مصدر وصفته.
_OF_IT = re.compile(r"صدر(?:ت)?|(?:وصف|نشر|اصدر|اورد|بث|اذاع|وزع|تداول)(?:ت|وا)?(?:ه|ها|هم)")
# [تابع] المدير حديثه بكذا
_SPEAKING = frozenset({"حديثه", "حديثها", "كلامه", "كلامها", "قوله", "قولها", "تصريحه", "تصريحها"})
_BODIES = frozenset(
    ["وزاره", "هيئه", "لجنه", "مجلس", "شركه", "حركه", "حزب", "جماعه", "منظمه", "جمعيه", "مؤسسه"]
    + ["اداره", "حكومه", "نقابه", "اتحاد", "مركز", "جامعه", "شرطه", "قوات", "جيش", "وكاله"]
    + ["صحيفه", "قناه", "محكمه", "نيابه", "سفاره", "بعثه", "بلديه", "امانه", "كتله", "جبهه"]
    + ["تنظيم", "تيار", "ائتلاف", "شبكه", "رئاسه", "برلمان"]
)


def trailing_name(head: list[Token]) -> list[Token]:
    """Return the name at the end of an office: المتحدث باسم الوزارة سامر نادر."""
    for at in range(1, len(head)):
        token, before = head[at], head[at - 1]
        is_given = listed(token, "given_name") or (
            at + 1 < len(head) and head[at + 1].word in ("بن", "ال")
        )
        if not is_given or before.word in NAMED_AFTER:
            continue
        if listed(before, "office") and not before.word.startswith("ال"):
            continue
        if is_body(head[0]) and not any(_is_held(token) for token in head[1:at]):
            continue
        name = name_run(head[at:])
        if len(name) > 1 or (name and at == len(head) - 1):
            return name
    return foreign(head)


def _is_held(token: Token) -> bool:
    """Tell whether a word is an office or title that a person has."""
    titled = listed_any(token, ("title_word", "role_word"))
    return titled or (listed(token, "office") and not is_body(token))


def foreign(head: list[Token]) -> list[Token]:
    """Return two indefinite words after a definite one at the end of a long office."""
    if len(head) < 6 or not head[-3].word.startswith("ال"):
        return []
    name = name_run(head[-2:])
    if len(name) < 2 or any(token.word.startswith(("ال", "و")) for token in name):
        return []
    if name[0].word.startswith(("ب", "ل")) and not listed(name[0], "given_name"):
        return []  # … بمحافظة كذا
    return name


def heads_office(head: list[Token]) -> bool:
    """Tell whether a subject begins with an office, a role or a title."""
    owner = head[0].word in ("صاحب", "صاحبه") and not listed(
        head[min(1, len(head) - 1)], "honorific"
    )
    return owner or listed_any(head[0], ("office", "role_word", "title_word"))


def name_in(head: list[Token]) -> list[Token]:
    """Return the name right after an office: مدير المتحف سامر نادر [سعادته]."""
    head = without_honorifics(head)
    if not head or not (listed(head[0], "office") or listed(head[0], "source")):
        return []
    if is_kin(head):
        return []
    at, owned = office_length(head)
    if head[at - 1].word in NAMED_AFTER:  # مدير جامعة الأمير فلان الدكتور فلان
        at += next((n for n, word in enumerate(head[at:]) if not listed(word, "title_word")), 0)
        return titled_name(head[at + len(short_run(head[at:], loose=True)) :])
    alone = owned or is_body(head[0])  # [أعلنت] وزارة كذا أسماء
    return titled_name(head[at:]) or ([] if alone else bare_name(head[at:]))


def told_again(text: str, head: list[Token]) -> list[Token]:
    """Return two unlisted words after an office, of which the text has the second again.

    حاكم كذا دورن كالف …. وقال كالف.
    """
    if len(head) < 3 or not listed(head[0], "speaking_office") or is_body(head[0]):
        return []
    at, owned = office_length(head)
    pair = head[at : at + 2]
    if owned or not could_be_name(pair, alone=True) or pair[0].gap.strip():
        return []
    surname = pair[1].spelled
    low, high = max(0, pair[0].start - _AROUND), pair[1].end + _AROUND
    again = text.count(" " + surname, low, high) > 1 and text.find(f"ال{surname}", low, high) < 0
    return pair if again else []


def first_name(head: list[Token]) -> list[Token]:
    """Return the name right after an office, when whom it was told to follows."""
    name = name_in(head)
    after = next((token for token in head if name and token.start >= name[-1].end), None)
    return name if after is not None and after.word.startswith("ل") else []


def is_body(token: Token) -> bool:
    """Tell whether an office is a body's, so that no person is named beside it.

    Examples
    --------
    >>> from framing.reading.nametokens import tokens
    >>> [is_body(token) for token in tokens("وزارة الحكومة مدير", 0, 18)]
    [True, True, False]
    """
    return token.word.removeprefix("ال") in _BODIES


def is_kin(head: list[Token]) -> bool:
    """Tell whether the name after a word is another person's: نجل الرئيس سامر نادر."""
    if len(head) < 2 or not (head[0].word in _KIN or _heads_others(head[0])):
        return False
    following = head[1]
    names = listed_any(following, ("given_name", "title_word")) or head[0].word == "مكتب"
    return names or following.word in TITLED


def _heads_others(token: Token) -> bool:
    """Tell whether a word names several people by somebody: [معارضو] الرئيس سامر نادر."""
    return token.word.endswith("و") and len(token.word) > 4 and not listed(token, "given_name")


def office_length(head: list[Token]) -> tuple[int, bool]:
    """Return how many words an office takes, and whether it ends with whom it is for.

    It takes its construct and adjectives (وزير الداخلية اليمني), and then الأمين العام لمجلس كذا.
    """
    for n in (1, 2):  # المتحدث باسم الوزارة
        if n + 1 < len(head) and head[n].word == "باسم":
            at, owned = office_length(head[n + 1 :])
            return at + n + 1, owned
    at, definite_ = 1, head[0].word.startswith("ال")
    plural = head[0].word.endswith("ون")
    while not definite_ and not plural and at < len(head):
        token = head[at]
        if token.word.startswith(("و", "لل")) or is_verb(token):
            return at, False
        if listed(token, "given_name") or listed(token, "title_word"):
            return at, False
        at += 1
        definite_ = token.word.startswith("ال") or listed(token, "place")
    inside = not head[0].word.startswith("ال")
    while at < len(head) and (
        is_adjective(head[at]) or (inside and head[at].word.startswith("وال"))
    ):
        at += 1
    owned = False
    while at < len(head) and (
        head[at].word.startswith("ل")
        or (
            owned and head[at].word.startswith(("ال", "وال")) and not listed(head[at], "title_word")
        )
        or (owned and head[at - 1].word.startswith("ل") and not listed(head[at], "given_name"))
    ):
        owned = True
        at += 1
    return min(at, len(head)), owned


def construct(office: list[Token]) -> tuple[list[Token], list[Token]]:
    """Cut وزير الداخلية اليمني سامر النادري … into the office and the name after it."""
    n = 1
    while n < len(office) and not office[n].word.startswith("ال"):
        n += 1
    while n < len(office) and office[n].word.startswith("ال"):
        n += 1
    pair = office[n : n + 2]
    surname = len(pair) == 2 and pair[1].word.startswith("ال") and pair[1].word.endswith("ي")
    return office[:n], pair if surname and not pair[0].word.startswith(("ل", "ب")) else []


def _is_feminine_verb(token: Token) -> bool:
    """Tell whether a word looks like a verb in the past: حركة كذا [تبنت] العملية."""
    word = token.word
    if not word.endswith("ت") or word.endswith("ات") or len(word) < 4 or word.startswith("ال"):
        return False
    return not listed_any(token, ("place", "given_name", "office"))


def _is_object(before: Token, token: Token) -> bool:
    """Tell whether a noun after an adjective is an object: المجلس الفلسطيني [الدعوات]."""
    if not is_adjective(before) or is_adjective(token) or not token.word.startswith("ال"):
        return False
    return before.word.endswith("ي") and token.word.endswith(("ه", "ات"))


def without_object(office: list[Token]) -> list[Token]:
    """Leave out the object after a subject of the other gender: [وصف] المتحدث العملية."""
    feminine = office[0].word.endswith(("ه", "ات"))
    for n, token in enumerate(office[1:], 1):
        if token.word.endswith("ه") != feminine:
            return office[:n]
    return office


def office(head: list[Token]) -> list[Token]:
    """Return the words of an office, without adverbs after it."""
    words = head[:_LONGEST_OFFICE]
    for n in range(1, len(words)):
        verb = _OF_IT.fullmatch(words[n].word) or (n > 1 and _is_feminine_verb(words[n]))
        if verb or words[n].word in _SPEAKING or _is_object(words[n - 1], words[n]):
            words = words[:n]
            break
    while words and (listed(words[-1], "adverb") or words[-1].word == "باسم"):
        words = words[:-1]
    return words
