"""A lexicon of one form, for what is looked for without a lexicon."""

from __future__ import annotations

from pathlib import Path

from framing.lexicon.entry import Concept, Form, Label, Lexicon
from framing.text.spelling import DEFAULT_SPELLING


def lexicon_of(form: str) -> Lexicon:
    """Return a lexicon of one form, so that it is found as any form is.

    Spelling is folded and proclitics may stand before it.

    Examples
    --------
    >>> [form.form for form in lexicon_of("قوات النخبة").forms]
    ['قوات النخبة']
    """
    return Lexicon(
        name="pattern",
        version="",
        path=Path(),
        card={},
        concepts=(Concept("pattern", lexicon="pattern"),),
        labels=(Label("pattern", "pattern", lexicon="pattern"),),
        forms=(Form("pattern-0001", "pattern", "pattern", form, lexicon="pattern"),),
        neighbors=(),
        spelling=DEFAULT_SPELLING,
        parties=(),
        said_of=(),
        content_hash=f"pattern:{form}",
    )
