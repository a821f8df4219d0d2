"""Which run of words is a name: after a title, right after a verb, at a subject's beginning."""

from __future__ import annotations

import re
from functools import lru_cache

from framing.reading.cues import entries, word_lists
from framing.reading.nametokens import Token, listed, listed_any

_LONGEST_NAME = 6  # words
_TITLES = ("title_word", "role_word", "honorific")
_NO_NAME = (
    "boundary",
    "no_subject",
    "carrier",
    "office",
    "adverb",
    "honorific",
    "title_word",
    "role_word",
)
_PARTICLES = frozenset({"بن", "ابن", "ابو", "ال", "ولد", "بنت", "دي", "فون"})
TITLED = frozenset({"الرئيس", "الوزير", "الزعيم", "النجم", "الفنان", "الفنانه", "الملك"})
_NATIONS = ("يمني", "ياباني", "يهودي", "يوناني", "يوغسلافي")
_ACTION = re.compile(r"ال(?:است\w\w?ا\w|ان\w\wا\w|ا\wت\wا\w)")
_RANKED = frozenset(
    ["السابق", "السابقه", "الاسبق", "الحالي", "الحاليه", "العام", "العامه"]
    + ["الاول", "الاولي", "الاعلي", "المنتخب", "الراحل", "المتحده", "الوطنيه", "الابيض"]
    + ["الشريفين"]
)


def after_title(head: list[Token]) -> list[Token]:
    """Return the name after the last title: العقيد سامر نادر."""
    for at in range(len(head) - 1, -1, -1):
        rank = listed(head[at], "title_word")
        if head[at].word == "الاول" and not (at and listed(head[at - 1], "title_word")):
            continue  # النائب الأول لرئيس كذا
        if (rank and at + 1 < len(head)) or is_role(head, at):
            name = name_run(head[at + 1 :])
            nation = len(name) == 1 and is_adjective(name[0]) and listed(head[at], "office")
            if name and not nation:  # السفير الوادي: of where
                return name
    return []


def titled_name(head: list[Token]) -> list[Token]:
    """Return the name after the titles that a subject begins with: [شن] الرئيس سامر نادر [حملة]."""
    at = 0
    while at < len(head) and (
        listed_any(head[at], _TITLES)
        or (at and is_adjective(head[at]))
        or (not at and head[at].word in TITLED)
    ):
        at += 1
    if not at:
        return []
    name = short_run(head[at:], loose=True)
    ranked = at > 1 and listed(head[at - 2], "title_word") and is_adjective(head[at - 1])
    return name or (head[at - 1 : at] if ranked and not listed(head[at - 1], "title_word") else [])


def ranked_name(head: list[Token]) -> list[Token]:
    """Return the name after the titles at the beginning, where an office follows it.

    الدكتور سامر نادر المدير التنفيذي لمستشفى الدكتور فلان: the first speaks.
    """
    at = next((n for n, token in enumerate(head) if not listed_any(token, _TITLES)), 0)
    name = short_run(head[at:]) if at else []
    after = head[at + len(name) :]
    return name if len(name) > 1 and after and listed(after[0], "office") else []


def leading_name(head: list[Token]) -> list[Token]:
    """Return the name that the subject begins with: سامر نادر المتحدث باسم …."""
    if not head or listed_any(head[0], ("office", "quantity", *_TITLES)):
        return []
    name = name_run(head)
    later = next((n for n, token in enumerate(head) if n > 1 and listed(token, "given_name")), 0)
    if later and not listed(head[0], "given_name") and head[1].word.startswith("ال"):
        return []  # an office that is not listed, and a name after it
    if len(name) > 1 and name[0].spelled == "آل":
        return name[:2]  # آل الوادي
    if name and name[0].word.startswith("ال") and not listed(name[0], "given_name"):
        # A surname, or an office that is not listed.
        return definite(name) if len(name) > 1 or len(head) == 1 else []
    return name


def definite(office: list[Token]) -> list[Token]:
    """Return the definite noun and its adjectives: المتحدث العسكري."""
    n = 1
    while n < len(office) and office[n].word.startswith("ال") and not _is_action(office[n]):
        n += 1
    return office[:n]


def _is_action(token: Token) -> bool:
    """Tell whether a definite noun is one of action, by its form: الانتهاء، الاستقرار."""
    return bool(_ACTION.fullmatch(token.word))


def bare_name(head: list[Token]) -> list[Token]:
    """Return the name right after a verb, when an object of the verb may follow it."""
    if not head or not (
        listed(head[0], "given_name")
        or head[0].word.startswith("عبد")
        or head[0].word == "ابو"
        or head[0].spelled == "آل"
    ):
        return []
    return short_run(head)


def short_run(tokens: list[Token], *, loose: bool = False) -> list[Token]:
    """Return a name that ends where it may: at its surname.

    The first word must be a given name, unless it is ``loose``.
    """
    run: list[Token] = []
    unlisted = 0
    for token in tokens[:_LONGEST_NAME]:
        of_family = bool(run) and run[-1].word in ("ال", "بن", "عبد") and not token.gap.strip()
        if (run and token.gap.strip()) or (_ends_name(token) and not of_family):
            break
        sure = of_family or listed(token, "given_name") or token.word in _PARTICLES
        if sure or token.word.startswith("عبد"):
            run.append(token)
            continue
        surname = token.word.startswith("ال")
        other = not surname and (token.word.endswith("ه") or token.word.startswith(("ب", "ل", "و")))
        other = other and not (run and token.word.endswith("اني"))  # لاريجاني
        if other or unlisted or not (run or (loose and not surname and not is_verb(token))):
            break
        several = len(run) > 1 and run[-2].word not in ("بن", "عبد")
        if surname and several and not token.word.endswith("ي"):
            break  # an object: [أكد] سامر نادر الاتفاق
        run.append(token)
        unlisted += 1
        if surname:
            break
    while run and run[-1].word in _PARTICLES:
        run.pop()
    return run


def _ends_name(token: Token) -> bool:
    return len(token.word) < 2 or listed_any(token, _NO_NAME)


def name_run(tokens: list[Token]) -> list[Token]:
    """Return the tokens at the beginning that can be one person's name."""
    run: list[Token] = []
    for token in tokens[:_LONGEST_NAME]:
        if listed(token, "boundary") or listed(token, "carrier") or token.word == "ل":
            break
        if run and token.word.startswith("و") and token.word[1:] in word_lists()["given_name"]:
            break
        begins = not run and (listed(token, "given_name") or _is_son(tokens))  # حاكم بن سامر
        if listed(token, "office") and not begins:
            break
        if listed_any(token, ("adverb", "honorific", "no_subject")):
            break
        of_family = bool(run) and run[-1].word in ("ال", "ولد", "عبد")  # آل الشيخ، عبد الله
        if not of_family and (listed(token, "title_word") or listed(token, "role_word")):
            break
        if token.word.startswith(("لل", "بال", "وال")) or (run and token.gap.strip()):
            break
        if run and is_led(token):
            break  # [قال] سامر لنادر
        if len(run) > 1 and is_verb(token) and not listed(token, "given_name"):
            break
        surnames = token.word.startswith("ال") and len(run) > 1 and run[-1].word.startswith("ال")
        if surnames and not of_family and run[-2].word != "عبد":
            break
        run.append(token)
    while run and run[-1].word in ("بن", "ال", "ابو", "عبد", "بنت"):
        run.pop()
    return run


def is_led(token: Token) -> bool:
    """Tell whether a word is a known one with a preposition: [نادر] لسامر، باتخاذ كذا."""
    lists = word_lists()
    if not token.word.startswith(("ب", "ل")) or token.word in lists["given_name"]:
        return False
    return any(token.word[1:] in lists[name] for name in ("given_name", "office", "action"))


def could_be_name(run: list[Token], *, alone: bool = False) -> bool:
    """Tell whether two words that are in no list could be a person's name: not خطة جديدة.

    Where they stand ``alone``, between a verb and a comma, no preposition begins them.

    Examples
    --------
    >>> from framing.reading.nametokens import tokens
    >>> [could_be_name(tokens(text, 0, len(text))) for text in ("نيدور كالف", "خطة جديدة")]
    [True, False]
    """
    if len(run) != 2 or run[1].gap.strip():
        return False
    return not any(
        len(token.word) < 3
        or token.word.startswith(("ال",) if alone else ("ال", "و", "ل", "ب"))
        or token.word.endswith(("ه", "ات", "ين", "ون", "اء"))
        or token.spelled.endswith(("ا", "اً", "ً"))
        or is_verb(token)
        or token.word in _all_words()
        for token in run
    )


@lru_cache(maxsize=1)
def _all_words() -> frozenset[str]:
    lists = word_lists()
    return frozenset().union(*(lists[name] for name in lists if name != "given_name"))


def _is_son(tokens: list[Token]) -> bool:
    """Tell whether the first word is a name, whatever else it is: مساعد بن سعد."""
    return len(tokens) > 2 and tokens[1].word == "بن" and not tokens[1].gap.strip()


def joined(found: list[Token], tokens: list[Token]) -> bool:
    """Tell whether another name is joined right after this one."""
    after = next((token for token in tokens if token.start >= found[-1].end), None)
    if after is None or not after.word.startswith("و") or after.gap.strip():
        return False
    return (
        after.word[1:] in word_lists()["given_name"] or after.word[1:] in word_lists()["title_word"]
    )


def is_verb(token: Token) -> bool:
    """Tell whether a word that is in no list looks like a verb rather than a name."""
    word = token.word
    return word in entries() or (len(word) > 3 and word[0] == "ي" and not word.startswith(_NATIONS))


def is_adjective(token: Token) -> bool:
    """Tell whether a word is an adjective of origin or rank: الوادي، السابق.

    Examples
    --------
    >>> from framing.reading.nametokens import tokens
    >>> [is_adjective(token) for token in tokens("النهرية السابق المفاوضات", 0, 24)]
    [True, True, False]
    """
    word = token.word
    return word in _RANKED or (word.startswith("ال") and word.endswith(("ي", "يه", "يين", "يون")))


def is_part(tokens: list[Token], at: int) -> bool:
    """Tell whether a word is a title only after another: آية الله."""
    return tokens[at].word in ("الله", "الاسلام") and tokens[at - 1].word not in ("ايه", "حجه")


def is_role(tokens: list[Token], at: int) -> bool:
    """Tell whether a role leads to a name: النائب سامر, not المركز الإعلامي لكذا."""
    if at + 1 >= len(tokens) or not listed(tokens[at], "role_word"):
        return False
    following = tokens[at + 1]
    return not following.word.startswith(("ال", "ل", "ب")) or listed(following, "given_name")
