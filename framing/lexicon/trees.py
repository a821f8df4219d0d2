"""Categories with words under them, as other tools' dictionaries have, and back.

A dictionary one level deep holds labels of one concept, named after the file; a deeper one has
concepts with their labels under them (levels below the second join the label's name).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from framing.lexicon.drafts import Draft, Record, new_card
from framing.lexicon.entry import Form, Lexicon
from framing.lexicon.inflect import patterns


@dataclass(slots=True)
class Category:
    """One category: its path of names from the root, a description, and its words."""

    path: tuple[str, ...]
    words: list[str] = field(default_factory=list)
    description: str = ""


def to_draft(categories: list[Category], stem: str, source: str, notes: list[str]) -> Draft:
    """Make a lexicon's rows out of categories.

    Parameters
    ----------
    categories : list of Category
        In the order of the file.
    stem : str
        The file's name without its ending: the lexicon's name.
    source : str
        The file's name, for the card.
    notes : list of str
        What reading could not keep; more is added here.
    """
    names = Names()
    name = Names().of((), stem, "lexicon").replace("_", "-")
    deep = any(len(category.path) > 1 for category in categories)
    concepts: dict[str, Record] = {}
    labels: dict[tuple[str, str], Record] = {}
    forms: list[Record] = []
    starred: list[str] = []
    notes += _unused(categories)
    for category in (c for c in categories if c.words):
        top, below = (category.path[0], category.path[1:]) if deep else (stem, category.path)
        concept = names.of((), top, "concept")
        original = " / ".join(below) or top
        label = names.of((concept,), original, "label")
        concepts.setdefault(concept, {"concept": concept, **_gloss(top, concept)})
        gloss = _gloss(category.description or original, label)
        labels.setdefault((concept, label), {"concept": concept, "label": label, **gloss})
        for word in filter(letters, category.words):
            forms.append(_form(word, concept, label, f"{name}-{len(forms) + 1:04d}", starred))
    if starred:
        notes.append(
            f"the wildcards of {len(starred)} words (such as {starred[0]}): an Arabic word that "
            "ended in * became a noun with its endings, the others are as without *"
        )
    notes.append("stances and reasons, and sentences to match: write them, then run check")
    tables = {"concepts": [*concepts.values()], "labels": [*labels.values()], "forms": forms}
    return Draft(name, new_card(name, source), tables, notes)


def to_categories(lexicon: Lexicon, *, expand: bool) -> tuple[list[Category], list[str]]:
    """Make categories out of a lexicon, one for each label, and say what they do not hold.

    Parameters
    ----------
    lexicon : Lexicon
        With its included concepts, which are written too.
    expand : bool
        Write every shape with every proclitic, for tools that inflect nothing, instead of the
        listed forms.
    """
    found: dict[tuple[str, str], dict[str, None]] = {}
    for form in lexicon.forms:
        if form.kind != "except":
            words = _shapes(form, lexicon.spelling) if expand else [form.form]
            found.setdefault((form.concept, form.label), {}).update(dict.fromkeys(words))
    glosses = {(row.concept, row.label): row.gloss_en for row in lexicon.labels}
    categories = [
        Category(path, list(words), glosses.get(path, "")) for path, words in found.items()
    ]
    return categories, list(_lost(lexicon, expand=expand))


class Names:
    """Ids for names of any script: lower-case Latin ones, each given once."""

    def __init__(self) -> None:
        self._given: dict[tuple[tuple[str, ...], str], str] = {}

    def of(self, scope: tuple[str, ...], name: str, fallback: str) -> str:
        """Return the id of a name; names with no Latin letter are numbered.

        Examples
        --------
        >>> names = Names()
        >>> names.of((), "A Category", "label"), names.of((), "شهداء", "label")
        ('a_category', 'label_1')
        """
        if (scope, name) not in self._given:
            taken = {given for (of, _), given in self._given.items() if of == scope}
            wanted = re.sub("[^a-z0-9]+", "_", name.lower()).strip("_")
            numbered = sum(given.startswith(f"{fallback}_") for given in taken) + 1
            wanted = wanted if wanted[:1].isalpha() else f"{fallback}_{wanted or numbered}"
            number, given = 1, wanted
            while given in taken:
                number += 1
                given = f"{wanted}_{number}"
            self._given[scope, name] = given
        return self._given[scope, name]


def letters(word: str) -> str:
    """Return the word without wildcards, in single spaces.

    Examples
    --------
    >>> letters("حزب_الن*"), letters("* ?")
    ('حزب الن', '')
    """
    return " ".join(re.sub(r"[*?]", "", word.replace("_", " ")).split())


def _unused(categories: list[Category]) -> Iterable[str]:
    """Tell what becomes no form, or a form that is not what its writer meant."""
    words = [word for category in categories for word in category.words]
    bare = sum(not letters(word) for word in words)
    coded = [word for word in words if re.search(r"[][(){}|^$\\+]|[.][*+?]", word)]
    inner = {c.path[:n] for c in categories for n in range(1, len(c.path))}
    empty = [c for c in categories if not c.words and c.path not in inner]
    if bare:
        yield f"{bare} words of wildcards alone"
    if coded:
        yield (
            f"what the signs of {len(coded)} words mean (such as {coded[0]}): they are taken as "
            "written, not as regular expressions"
        )
    if empty:
        yield f"{len(empty)} categories without words (such as {' / '.join(empty[0].path)})"


def _gloss(original: str, given: str) -> Record:
    if not original or original == given:
        return {}
    return {"gloss_ar" if re.search("[ء-ي]", original) else "gloss_en": original}


def _form(word: str, concept: str, label: str, number: str, starred: list[str]) -> Record:
    plain = letters(word)
    row = {"id": number, "concept": concept, "label": label, "form": plain, "kind": "phrase"}
    if "*" in word or "?" in word:
        starred.append(word)
        row["note"] = f"was {word}"
        if word.endswith("*") and re.fullmatch("[ء-ي]{3,}", plain):
            row["kind"] = "noun"
    return row


def _shapes(form: Form, spelling: frozenset[str]) -> list[str]:
    found = patterns(form.form, form.kind, form.clitics, spelling, form.endings)
    return [prefix + " ".join(p.words) for p in found for prefix in p.prefixes]


def _lost(lexicon: Lexicon, *, expand: bool) -> Iterable[str]:
    kinds = sum(form.kind in ("noun", "verb") for form in lexicon.forms)
    excepts = sum(form.kind == "except" for form in lexicon.forms)
    asking = sum(bool(form.requires or form.forbids) for form in lexicon.forms)
    proofs = sum(bool(form.hit or form.miss) for form in lexicon.forms)
    yield "the card, and glosses, stances, reasons, citations and periods of labels"
    yield f"ids, notes and usage of {len(lexicon.forms)} forms"
    if kinds and not expand:
        yield f"the kind of {kinds} nouns and verbs: only listed shapes are there (see --expand)"
    if not expand:
        yield "what may stand before a word (see --expand)"
    if excepts:
        yield f"{excepts} exceptions: the expressions they block will be counted"
    if asking:
        yield f"what {asking} forms require or forbid beside them: they count everywhere"
    if proofs:
        yield f"the hit and miss sentences of {proofs} forms"
    if lexicon.retired:
        yield f"{len(lexicon.retired)} retired forms"
    if lexicon.neighbors:
        yield f"lists of neighbors ({len(lexicon.neighbors)} rows)"
