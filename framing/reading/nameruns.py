"""Which run of words is the name: after a title, between commas, before or after an office."""

from __future__ import annotations

from framing.reading.cues import word_lists
from framing.reading.nametokens import Token, listed

_LONGEST_NAME = 6  # words
_LONGEST_OFFICE = 9
# After these a name is that of a place or body: مركز الملك سلمان.
_NAMED_AFTER = frozenset(
    {"الملك", "الامام", "بن", "ال", "مدينه", "شارع", "جامعه", "الامير", "طريق"}
)


def after_title(head: list[Token]) -> list[Token]:
    """Return the name after the last title: العقيد سامر نادر."""
    for at in range(len(head) - 1, -1, -1):
        rank = listed(head[at], "title_word")
        if (rank or listed(head[at], "role_word")) and at + 1 < len(head):
            if not rank and head[at + 1].word.startswith("ال"):
                continue  # an adjective: الخبير العسكري
            if not rank and head[at + 1].word[0] in "لب" and not listed(head[at + 1], "given_name"):
                continue  # what it belongs to: المركز الإعلامي لقوات كذا
            name = name_run(head[at + 1 :])
            if name:
                return name
    return []


def apposition(segments: list[list[Token]]) -> list[Token]:
    """Return the name that stands by itself between commas after an office."""
    if not segments[0] or not listed(segments[0][0], "office"):
        return []
    for segment in segments[1:4]:
        if not segment:
            continue
        at = 0
        while at < len(segment) and (
            listed(segment[at], "title_word") or listed(segment[at], "honorific")
        ):
            at += 1
        name = name_run(segment[at:])
        if name and len(name) == len(segment) - at and (len(name) > 1 or at):
            return name
    return []


def leading_name(head: list[Token]) -> list[Token]:
    """Return the name that the subject begins with: سامر نادر المتحدث باسم …."""
    if not head or any(
        listed(head[0], name) for name in ("office", "honorific", "title_word", "role_word")
    ):
        return []
    name = name_run(head)
    later = next((n for n, token in enumerate(head) if n > 1 and listed(token, "given_name")), 0)
    if later and not listed(head[0], "given_name") and head[1].word.startswith("ال"):
        return []  # an office that is not listed, and a name after it
    if name and name[0].word.startswith("ال"):  # a surname, or an office that is not listed
        return definite(name) if len(name) > 1 or len(head) == 1 else []
    return name


def trailing_name(head: list[Token]) -> list[Token]:
    """Return the name at the end of an office: المتحدث باسم الوزارة سامر نادر."""
    for at in range(1, len(head)):
        token, before = head[at], head[at - 1]
        is_given = listed(token, "given_name") or (
            at + 1 < len(head) and head[at + 1].word in ("بن", "ال")
        )
        if not is_given or before.word in _NAMED_AFTER:
            continue
        if listed(before, "office") and not before.word.startswith("ال"):
            continue
        name = name_run(head[at:])
        if len(name) > 1 or (name and at == len(head) - 1):
            return name
    return foreign(head)


def foreign(head: list[Token]) -> list[Token]:
    """Return two indefinite words after a definite one at the end of a long office."""
    if len(head) < 6 or not head[-3].word.startswith("ال"):
        return []
    name = name_run(head[-2:])
    if len(name) < 2 or any(token.word.startswith(("ال", "و")) for token in name):
        return []
    return name


def heads_office(head: list[Token]) -> bool:
    """Tell whether a subject begins with an office, a role or a title."""
    return any(listed(head[0], name) for name in ("office", "role_word", "title_word"))


def last_name(tokens: list[Token]) -> list[Token]:
    """Return the name that ends a long office: عضو اللجنة في المجلس سامر نادر."""
    for at in range(len(tokens) - 1, 0, -1):
        token = tokens[at]
        if listed(token, "title_word") or listed(token, "given_name"):
            start = at + 1 if listed(token, "title_word") else at
            while start - 1 > 0 and listed(tokens[start - 1], "given_name") and start == at:
                start, at = start - 1, at - 1
            before = tokens[start - 1].word
            name = name_run(tokens[start:])
            ends = start + len(name) >= len(tokens) or bool(tokens[start + len(name)].gap.strip())
            if (
                len(name) > 1
                and before not in _NAMED_AFTER
                and (ends or listed(token, "title_word"))
            ):
                return name
    last = tokens[-2:]
    is_pair = len(last) == 2 and last[1].word.startswith("ال") and last[1].word.endswith("ي")
    if is_pair and len(tokens) > 4 and not last[0].word.startswith(("ال", "ل", "ب", "و")):
        name = name_run(last)
        return name if len(name) == 2 and not listed(last[0], "boundary") else []
    return []


def bare_name(head: list[Token]) -> list[Token]:
    """Return the name right after a verb, when an object of the verb follows."""
    if not head or not (listed(head[0], "given_name") or head[0].word.startswith("عبد")):
        return []
    name = [head[0]]
    for token in head[1:_LONGEST_NAME]:
        surname = token.word.startswith("ال") and token.word.endswith("ي")
        if not (listed(token, "given_name") or surname or token.word in ("بن", "ال", "ولد", "ابو")):
            break
        name.append(token)
        if surname:
            break
    return name


def name_run(tokens: list[Token]) -> list[Token]:
    """Return the tokens at the beginning that can be one person's name."""
    run: list[Token] = []
    for token in tokens[:_LONGEST_NAME]:
        if listed(token, "boundary") or listed(token, "carrier") or token.word == "ل":
            break
        if run and token.word.startswith("و") and token.word[1:] in word_lists()["given_name"]:
            break
        if listed(token, "office") or listed(token, "adverb") or listed(token, "honorific"):
            break
        of_family = bool(run) and run[-1].word in ("ال", "ولد")  # آل الشيخ
        if not of_family and (listed(token, "title_word") or listed(token, "role_word")):
            break
        if token.word.startswith(("لل", "بال")) or (run and token.gap.strip()):
            break
        if run and token.word.startswith("ال") and run[-1].word.startswith("ال") and len(run) > 1:
            break
        run.append(token)
    while run and run[-1].word in ("بن", "ال", "ابو", "عبد", "بنت"):
        run.pop()
    return run


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


def definite(office: list[Token]) -> list[Token]:
    """Return the definite noun and its adjectives: المتحدث العسكري."""
    n = 1
    while n < len(office) and office[n].word.startswith("ال"):
        n += 1
    return office[:n]


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
    while words and (listed(words[-1], "adverb") or words[-1].word == "باسم"):
        words = words[:-1]
    return words


def joined(found: list[Token], tokens: list[Token]) -> bool:
    """Tell whether another name is joined right after this one."""
    after = next((token for token in tokens if token.start >= found[-1].end), None)
    if after is None or not after.word.startswith("و") or after.gap.strip():
        return False
    return (
        after.word[1:] in word_lists()["given_name"] or after.word[1:] in word_lists()["title_word"]
    )
