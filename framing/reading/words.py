"""Words as the voice rules compare them: folded, with their place in the text."""

from __future__ import annotations

import re
from functools import lru_cache

_FOLDED = {ord(a): ord(b) for a, b in zip("أإآٱىةکیے", "ااااييكيي", strict=False)}
_FOLDED[ord("ة")] = ord("ه")
_DROPPED = [0x640, 0x670, *range(0x610, 0x61B), *range(0x64B, 0x660), *range(0x200B, 0x2010)]
_TABLE: dict[int, int | None] = {**_FOLDED, **dict.fromkeys(_DROPPED)}
_REPLACED = [(chr(written), chr(read)) for written, read in _FOLDED.items()]
_MOST_KNOWN = 1 << 16
DROPPED = "".join(map(chr, _DROPPED))
_SIGNS = re.compile(f"[{DROPPED}]+")

LETTER = "\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06fa-\u06fc"
WORD = re.compile(rf"[{LETTER}A-Za-z0-9\u0660-\u0669\u00c0-\u024f\u200c\u200d]+")


class _Known(dict[str, str]):
    """Words and how they are folded, as far as they were met; no more than it can hold."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        folded = self[word] = word.translate(_TABLE)
        return folded


_known = _Known()


def fold(word: str) -> str:
    """Return the spelling that decides whether two words are one.

    Examples
    --------
    >>> fold("أعْلَنَـت")
    'اعلنت'
    """
    return _known[word]


def fold_line(line: str) -> str:
    """Return a whole line folded; unlike words, lines are not remembered.

    Examples
    --------
    >>> fold_line("مقالات ذات صلة")
    'مقالات ذات صله'
    """
    if _SIGNS.search(line):
        line = _SIGNS.sub("", line)
    for written, read in _REPLACED:  # a table is quicker for a word, and slower for a line
        if written in line:
            line = line.replace(written, read)
    return line


def spelled_like(folded: str) -> str:
    """Return a pattern that finds in unfolded text what would be ``folded`` there.

    Examples
    --------
    >>> bool(re.search(spelled_like("سميه"), "سمّـىة"))
    True
    """
    return f"[{DROPPED}]*".join(_written().get(letter, re.escape(letter)) for letter in folded)


@lru_cache(maxsize=1)
def _written() -> dict[str, str]:
    """Return the classes of letters that are folded into each letter, itself among them."""
    spellings: dict[str, str] = {}
    for written, read in _REPLACED:
        spellings[read] = spellings.get(read, read) + written
    return {letter: f"[{letters}]" for letter, letters in spellings.items()}


def words_of(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """Return the folded words of ``text[start:end]``, in order.

    Examples
    --------
    >>> words_of("قال الوزير: «نعم».")
    ['قال', 'الوزير', 'نعم']
    """
    found = WORD.findall(text, start, len(text) if end is None else end)
    return list(map(_known.__getitem__, found))


def word_before(text: str, position: int, window: int = 40) -> str:
    """Return the folded word that ends nearest before ``position``, or nothing.

    Marks and spaces between are skipped, a line break is not.

    Examples
    --------
    >>> word_before("في تنظيم «الدولة»", 10)
    'تنظيم'
    """
    low = max(0, position - window)
    low = max(low, text.rfind("\n", low, position) + 1)
    found = WORD.findall(text, low, position)
    return fold(found[-1]) if found else ""


def word_after(text: str, position: int, window: int = 40) -> str:
    """Return the first folded word at or after ``position`` in its line, or nothing.

    Examples
    --------
    >>> word_after("بحسب «الوزارة»", 4)
    'الوزاره'
    """
    line = text.find("\n", position, position + window)
    high = min(len(text), position + window) if line < 0 else line
    found = WORD.search(text, position, high)
    return fold(found[0]) if found else ""
