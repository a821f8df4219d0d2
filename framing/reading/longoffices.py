"""The name at the end of a long office, apart from it: عضو اللجنة في المجلس سامر نادر."""

from __future__ import annotations

from framing.reading.cues import RELATIVES
from framing.reading.nameruns import is_adjective, is_part, is_role, is_verb, name_run
from framing.reading.nametokens import Token, listed
from framing.reading.offices import NAMED_AFTER

_COMPANY = frozenset({"بعد", "مع", "بين", "خلال", "عقب", "اثر", "اثناء", "قبل", "قبيل", "غداه"})


def last_name(tokens: list[Token]) -> list[Token]:
    """Return the name that ends a long office: عضو اللجنة في المجلس سامر نادر."""
    tokens = _without_company(_without_relatives(tokens))
    for at in range(len(tokens) - 1, 0, -1):
        token = tokens[at]
        rank = listed(token, "title_word") and not is_part(tokens, at)
        rank = rank or is_role(tokens, at)
        if rank or listed(token, "given_name") or token.word.startswith("عبدال"):
            start = at + 1 if rank else at
            while start - 1 > 0 and listed(tokens[start - 1], "given_name") and start == at:
                start, at = start - 1, at - 1
            if start < len(tokens) and tokens[start - 1].word not in NAMED_AFTER:
                name = name_run(tokens[start:])
                if len(name) > 1 and (rank or _ends_office(tokens, start, start + len(name))):
                    return name
    return _last_pair(tokens)


def _without_relatives(tokens: list[Token]) -> list[Token]:
    """Leave out what a relative pronoun leads to, up to the next comma."""
    kept: list[Token] = []
    inside = False
    for token in tokens:
        inside = (inside and not set(token.gap) & set("،,")) or token.word in RELATIVES
        if not inside:
            kept.append(token)
        inside = inside and not listed(token, "adverb")  # … التي وصلت أمس سامر نادر
    return kept


def _without_company(tokens: list[Token]) -> list[Token]:
    """Leave out whom the subject met, and when: الوزارة [بعد اجتماع مع السفير سامر نادر]."""
    first = next((n for n, token in enumerate(tokens) if n and token.word in _COMPANY), None)
    return tokens[:first]


def _ends_office(tokens: list[Token], start: int, end: int) -> bool:
    """Tell whether a name stands alone after an office: nothing, or a preposition, follows."""
    if end >= len(tokens) or tokens[end].gap.strip():
        return True
    follows = listed(tokens[end], "boundary") or is_verb(tokens[end])
    return follows and not listed(tokens[start - 1], "boundary")


def _last_pair(tokens: list[Token]) -> list[Token]:
    """Return two unlisted words that end a long office: … في عدن سامر النادري."""
    last = tokens[-2:]
    if len(last) < 2 or len(tokens) < 4 or last[0].gap.strip() or last[1].gap.strip():
        return []
    if last[1].word.startswith("ال") and last[1].word.endswith("يه"):
        return []  # صحيفة كذا تايمز النهرية
    surname = last[1].word.startswith("ال") and last[1].word.endswith("ي") and len(tokens) > 4
    plain = not last[0].word.startswith(("ال", "ل", "ب", "و")) and not _is_owned(tokens, last[0])
    after_place = listed(tokens[-3], "place") and not is_adjective(last[0])
    if not ((surname and plain) or after_place) or listed(last[0], "boundary"):
        return []
    name = name_run(last)
    return name if len(name) == 2 else []


def _is_owned(tokens: list[Token], token: Token) -> bool:
    """Tell whether a word is somebody's, right after a preposition: على [موقعها] الرسمي."""
    before = tokens[tokens.index(token) - 1]
    return listed(before, "boundary") or token.word.endswith(("ها", "هم"))
