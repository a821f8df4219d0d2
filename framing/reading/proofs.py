"""Do the rows of a lexicon do what they say: every ``hit`` matched, no ``miss`` matched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framing.lexicon.entry import Form, Lexicon
from framing.lexicon.finding import Finding


class _Sentence(NamedTuple):
    form: Form
    column: str
    text: str


def prove(lexicon: Lexicon, forms: Iterable[Form] | None = None) -> list[Finding]:
    """Find the sentences that contradict their rows.

    A hit sentence must hold a mention by the very form of its row (a longer form that wins, or a
    neighbor that is missing, is a finding too); a miss sentence must hold none.

    Parameters
    ----------
    lexicon : Lexicon
        With all its forms, since they compete.
    forms : iterable of Form, optional
        The rows to prove: those at home in this lexicon by default.

    Returns
    -------
    list of Finding
        In the order of the rows; empty when everything holds.
    """
    rows = forms if forms is not None else [f for f in lexicon.forms if f.lexicon == lexicon.name]
    sentences = list(_sentences(rows))
    found = _found([s.text for s in sentences], lexicon) if sentences else []
    findings = []
    for sentence, mentions in zip(sentences, found, strict=True):
        matched = any(form_id == sentence.form.id for form_id, _, _ in mentions)
        if matched != (sentence.column == "hit") and sentence.form.kind != "except":
            findings.append(_finding(sentence, mentions, lexicon))
        elif sentence.form.kind == "except" and sentence.column == "hit":
            blocked = [m for m in mentions if m[2].startswith(f"{sentence.form.concept}/")]
            if blocked:
                findings.append(_finding(sentence, blocked, lexicon))
    return findings


def _sentences(forms: Iterable[Form]) -> Iterator[_Sentence]:
    for form in forms:
        for text in form.hits():
            yield _Sentence(form, "hit", text)
        for text in form.misses():
            yield _Sentence(form, "miss", text)


def _found(texts: list[str], lexicon: Lexicon) -> list[list[tuple[str, str, str]]]:
    """Return, for each text, its mentions as (form id, surface, concept/label)."""
    import pandas as pd

    from framing.reading.match import find_mentions

    ids = [f"{n:06d}" for n in range(len(texts))]
    articles = pd.DataFrame({"article_id": ids, "text": texts})
    mentions = find_mentions(articles, lexicon, voices=False)
    found: list[list[tuple[str, str, str]]] = [[] for _ in texts]
    columns = (mentions[c] for c in ("article_id", "form_id", "surface", "concept", "label"))
    for article, form, surface, concept, label in zip(*columns, strict=True):
        found[int(article)].append((form, surface, f"{concept}/{label}"))
    return found


def _finding(
    sentence: _Sentence, mentions: list[tuple[str, str, str]], lexicon: Lexicon
) -> Finding:
    instead = "، ".join(f"«{surface}» ({form}, {name})" for form, surface, name in mentions)
    should = "holds no mention by this form" if sentence.column == "hit" else "is matched"
    if sentence.form.kind == "except":
        should = "is not blocked"
    return Finding(
        file=str(lexicon.path / "forms.csv"),
        row=sentence.form.row,
        column=sentence.column,
        value=sentence.text,
        rule=f"{sentence.column}_proof",
        problem=f"the {sentence.column} «{sentence.text}» of {sentence.form.id} «"
        f"{sentence.form.form}» {should}; found: {instead or 'nothing'}",
        remedy="Correct the sentence, the form, its kind, its clitics or its neighbors.",
    )
