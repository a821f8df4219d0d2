"""A slow, plain reading of what a mention is: the judge of the compiled engine.

Written from the rules, not from the engine: words are split and compared one by one, nothing is
compiled, cached or skipped.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from framing.lexicon.company import Condition, parse_company
from framing.lexicon.entry import Form, Lexicon, Neighbor
from framing.reading.kept import shapes_of
from framing.reading.trie import split_words
from framing.text.spelling import classify, fold_word, seated

HARD = {"other", "stop"}
VOWEL_SIGNS = {"\u064f": "damma", "\u064e": "fatha", "\u0650": "kasra"}


def is_sign(char: str) -> bool:
    return classify(char)[0] in {"mark_on_letter", "hamza", "control"}


@dataclass
class Word:
    letters: list[str]
    places: list[int]  # the source character of each letter
    end: int  # after the last letter and its marks
    sentence: int
    gap: str = ""  # how it is parted from the word before: "", "gap" or "hard"

    @property
    def folded(self) -> str:
        return "".join(self.letters)


@dataclass
class Hit:
    entry: Form | Neighbor
    start: int
    end: int
    first: int
    last: int
    sentence: int


def words_of(text: str, body_start: int, spelling: frozenset[str]) -> list[Word]:
    words: list[Word] = []
    inside, breaks, hard, sentence, last_newline = "", 0, True, 0, -2
    for at, char in enumerate(text):
        kind, read = classify(char, spelling)
        if at == body_start and at > 0:
            inside, hard, sentence = "", True, sentence + 1
        if kind in {"mark_on_letter", "hamza", "control"}:
            if inside and kind != "control":
                words[-1].end = at + 1
            if kind == "hamza" and inside:
                words[-1].letters[-1] = seated(words[-1].letters[-1], spelling)
            continue
        if kind in {"letter", "digit"}:
            parts = [classify(x, spelling)[0] for x in read] if len(read) > 1 else [kind]
            for letter, part in zip(read, parts, strict=True):
                part = "digit" if part == "digit" else "letter"
                if inside != part:
                    gap = "hard" if hard or breaks > 1 else "gap"
                    words.append(Word([], [], at, sentence, gap))
                    inside, breaks, hard = part, 0, False
                words[-1].letters.append(letter)
                words[-1].places.append(at)
                words[-1].end = at + 1
            continue
        inside = ""
        hard = hard or kind in HARD
        if kind == "newline":
            breaks += 1
            sentence += at == last_newline + 1
            last_newline = at
        if kind == "stop":
            after = classify(text[at + 1], spelling)[0] if at + 1 < len(text) else "other"
            sentence += after not in {"letter", "digit"}
    return words


Table = dict[tuple[str, ...], list[tuple[Form | Neighbor, frozenset[str]]]]


@lru_cache(maxsize=8)
def table_of(lexicon: Lexicon) -> Table:
    spelling = lexicon.spelling
    table: Table = {}
    for entry in (*lexicon.forms, *lexicon.neighbors):
        for shape in shapes_of(entry, spelling):
            key = tuple(fold_word(w, spelling) for w in split_words(shape.words, spelling))
            prefixes = frozenset(fold_inside(p, spelling) for p in shape.prefixes)
            table.setdefault(key, []).append((entry, prefixes))
    return table


def hits_of(text: str, body_start: int, lexicon: Lexicon) -> list[Hit]:
    table, spelling = table_of(lexicon), lexicon.spelling
    longest = max(map(len, table), default=0)
    words = words_of(text, body_start, spelling)
    found: dict[tuple[int, int, int], Hit] = {}
    for first in range(len(words)):
        run: list[str] = []
        for last in range(first, min(first + longest, len(words))):
            if last > first and words[last].gap == "hard":
                break
            run.append(fold_end(words[last].folded, spelling))
            for cut in range(min(5, len(words[first].folded))):
                head = words[first].folded[:cut]
                rest = fold_end(words[first].folded[cut:], spelling)
                for entry, prefixes in table.get((rest, *run[1:]), ()):
                    if head in prefixes:
                        start = words[first].places[cut]
                        hit = Hit(entry, start, 0, first, last + 1, words[last].sentence)
                        hit.end = closed(text, start, words[last].end, spelling)
                        found.setdefault((id(entry), first, last), hit)
    return sorted(found.values(), key=lambda h: (h.last, h.start))


def fold_end(word: str, spelling: frozenset[str]) -> str:
    return word[:-1] + "ه" if word.endswith("ة") and "ta_marbuta" in spelling else word


def fold_inside(prefix: str, spelling: frozenset[str]) -> str:
    return "".join(classify(x, spelling)[1] for x in prefix)


FAMILIES = ["()﴾﴿", "[]", "{}"]


def family(char: str) -> int:
    return next((n for n, chars in enumerate(FAMILIES, 1) if char in chars), 0)


def closed(text: str, start: int, end: int, spelling: frozenset[str]) -> int:
    """Take in the marks right after a span that close marks opened inside it."""
    opened: list[int] = []
    reach = end
    while reach < len(text) and classify(text[reach], spelling)[0] in {
        "control", "mark_on_letter", "hamza",
    }:  # fmt: skip
        reach += 1
    for at in range(start, end):
        if classify(text[at], spelling)[0] != "quote":
            continue
        before = at - 1
        while before >= start and classify(text[before], spelling)[0] in {
            "mark_on_letter", "control", "hamza",
        }:  # fmt: skip
            before -= 1
        after_letter = before >= start and classify(text[before], spelling)[0] in {
            "letter", "digit",
        }  # fmt: skip
        before_letter = at + 1 < end and classify(text[at + 1], spelling)[0] in {"letter", "digit"}
        if after_letter and not before_letter and opened:
            opened.pop()
        elif (not after_letter or before_letter) and len(opened) < 8:
            opened.append(family(text[at]))
    at = reach
    while opened and at < len(text) and classify(text[at], spelling)[0] == "quote":
        if family(text[at]) != opened.pop():
            break
        at += 1
        end = at
    return end


def mentions_of(text: str, body_start: int, lexicon: Lexicon) -> list[tuple[int, int, str, str]]:
    """Return (start, end, concept, label), the way it is defined."""
    hits = hits_of(text, body_start, lexicon)
    kept = [h for h in hits if isinstance(h.entry, Form) and keeps_company(h, hits, text)]
    won: list[Hit] = []
    for hit in sorted(kept, key=rank):
        rivals = (w for w in won if w.entry.concept == hit.entry.concept)
        if all(hit.end <= w.start or w.end <= hit.start for w in rivals):
            won.append(hit)
    won = [h for h in won if h.entry.kind != "except"]
    won.sort(key=lambda h: (h.entry.concept, h.start))
    second = {
        id(b)
        for a, b in zip(won, won[1:], strict=False)
        if a.entry.concept == b.entry.concept and is_second_name(text, a, b, lexicon.spelling)
    }
    rows = [h for h in won if id(h) not in second]
    return sorted((h.start, h.end, h.entry.concept, h.entry.label) for h in rows)


def rank(hit: Hit) -> tuple[int, int, int, int, str]:
    entry = hit.entry
    assert isinstance(entry, Form)
    power = 2 if entry.kind == "except" else int(bool(entry.requires or entry.forbids))
    return (-(hit.end - hit.start), -power, hit.start, 0, entry.id)


def keeps_company(hit: Hit, hits: Sequence[Hit], text: str) -> bool:
    assert isinstance(hit.entry, Form)
    requires = parse_company(hit.entry.requires)
    met = not requires or any(is_there(c, hit, hits, text) for c in requires)
    return met and not any(is_there(c, hit, hits, text) for c in parse_company(hit.entry.forbids))


def is_there(condition: Condition, hit: Hit, hits: Sequence[Hit], text: str) -> bool:
    if condition.unless and is_there(condition.unless, hit, hits, text):
        return False
    if condition.where == "written":
        signs = itertools.takewhile(is_sign, text[hit.start + 1 : hit.end])
        vowel = next((sign for sign in signs if sign in VOWEL_SIGNS), "")
        return VOWEL_SIGNS.get(vowel) == condition.list
    for other in hits:
        name = other.entry.concept if isinstance(other.entry, Form) else other.entry.list
        if isinstance(other.entry, Form) != condition.is_concept or name != condition.list:
            continue
        if isinstance(other.entry, Form) and other.entry.kind == "except":
            continue
        if condition.where == "article":
            return True
        if other.sentence != hit.sentence:
            continue
        after = 0 <= other.first - hit.last < condition.words
        before = 0 <= hit.first - other.last < condition.words
        if (after and condition.where != "before") or (before and condition.where != "after"):
            return True
    return False


def is_second_name(text: str, a: Hit, b: Hit, spelling: frozenset[str]) -> bool:
    between = text[a.end : b.start]
    if not 0 < len(between) <= 4 or b.end >= len(text):
        return False
    marks = [c for c in between if classify(c)[0] == "quote"]
    plain = all(c.isspace() or classify(c)[0] == "quote" for c in between)
    return bool(marks) and plain and classify(text[b.end])[0] == "quote"
