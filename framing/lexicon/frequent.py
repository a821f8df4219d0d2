"""Forms that could be another, frequent word once prefixed or inflected.

The words compared with are a list of ours (``frequent_words.txt``), written by hand: function
words and common words that look like a form's shapes. It is no frequency list, and a shape that
it lacks may still be another word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from framing.lexicon.entry import Form, Lexicon
from framing.lexicon.expanded import Expanded, folded
from framing.lexicon.files import Parts
from framing.lexicon.finding import Finding


@cache
def frequent_words() -> tuple[str, ...]:
    """Return the words of the list, in its order.

    Examples
    --------
    >>> "وزير" in frequent_words()
    True
    """
    path = Path(__file__).with_name("frequent_words.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(w for line in lines if not line.startswith("#") for w in line.split())


def frequent_findings(lexicon: Lexicon, parts: Parts, expanded: Expanded) -> Iterator[Finding]:
    """Yield shapes that are frequent words, and words that need a ``miss`` and have none.

    A row that names the word in its ``note`` or has it in a ``miss`` has thought of it. A word
    that asks for company needs a miss once for each label and company: its siblings share it.
    """
    place = parts.place("forms.csv")
    frequent = {folded(word, lexicon.spelling): word for word in frequent_words()}
    shown = {_company(form) for form in lexicon.forms if form.misses()}
    for form, shapes in expanded.forms:
        if form.lexicon != lexicon.name or form.kind in ("except", "exact"):
            continue
        listed = folded(form.form, lexicon.spelling)
        for read, word in frequent.items():
            if read != listed and _written(read, shapes) and not _thought_of(word, form, expanded):
                yield Finding(
                    place, form.row, "form", form.form, "frequent",
                    f"{form.form!r} would be found in the frequent word {word!r}",
                    "Narrow `clitics` or `endings`, add an except, or say in `note` or `miss` "
                    f"why {word} is meant.",
                )  # fmt: skip
        asks = (form.requires or form.forbids) and " " not in listed
        if not form.misses() and (listed in frequent or (asks and _company(form) not in shown)):
            why = "is a frequent word" if listed in frequent else "asks for its company"
            yield Finding(
                place, form.row, "miss", "", "miss_needed", f"{form.form!r} {why} and has no miss",
                "Write a near-sentence of your own that it must not match.",
            )  # fmt: skip


def _company(form: Form) -> tuple[str, ...]:
    return form.concept, form.label, form.requires, form.forbids


def _written(word: str, shapes: dict[str, tuple[str, ...]]) -> bool:
    if word in shapes:
        return "" in shapes[word]
    return any(word[:n] in shapes.get(word[n:], ()) for n in (1, 2, 3))


def _thought_of(word: str, form: Form, expanded: Expanded) -> bool:
    read = folded(word, expanded.spelling)
    holders = expanded.holders.get((form.concept, read), ())
    if any(other.kind == "except" for other, _ in holders):
        return True
    text = f"{form.note} {form.miss}"
    return read in {folded(w, expanded.spelling) for w in re.findall(r"[^\W_]+", text)}
