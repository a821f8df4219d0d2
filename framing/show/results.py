"""What a study found, as plain tables: the one thing that charts, PDF and page are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from framing.lexicon.entry import Lexicon

# An outlet with fewer articles gets counts and evidence, no interval and no comparison.
FEWEST_ARTICLES = 5

# Each outlet's share of its own article that may be shown as evidence, over all windows.
LARGEST_SHOWN = 0.25

# What becomes of a difference beyond chance when it is measured again in other ways.
HOLDS, UNCHECKED, FALLS = "holds", "too few articles to check", "does not hold"
LEXICON_ERRORS = "lexicon errors"  # as what undoes one


@dataclass(frozen=True)
class OutletName:
    """An outlet as a reader knows it; an empty name falls back to the id."""

    outlet: str
    name_ar: str = ""
    name_en: str = ""
    country: str = ""
    note: str = ""


@dataclass(frozen=True)
class Results:
    """The results of one study.

    Attributes
    ----------
    name, title, question
        The study's id, and its title and question by language.
    articles : DataFrame
        The articles kept, with their text.
    index : DataFrame
        The ``article_index``.
    mentions : DataFrame
        Every mention of the study's concepts, in every voice and region.
    tables : dict
        Computed tables by name: ``label_shares`` (own voice), ``label_shares_by_voice``,
        ``slants``, ``label_differences``, ``comparisons``, and those that follow.
    exclusions : DataFrame
        ``step, n_articles, n_mentions``: what was left out, in order, and how much.
    rejects : DataFrame
        The input rows that were not taken.
    parties : Lexicon, optional
        Names the targets that are no concept of the study.
    concept_names : dict
        Short names that the study gives to concepts, by language; glosses otherwise.
    descriptive : bool
        No two outlets have five articles: counts and evidence only.
    """

    name: str
    title: dict[str, str]
    question: dict[str, str]
    articles: pd.DataFrame
    index: pd.DataFrame
    mentions: pd.DataFrame
    lexicons: tuple[Lexicon, ...]
    concepts: tuple[str, ...]
    outlets: dict[str, OutletName]
    tables: dict[str, pd.DataFrame]
    exclusions: pd.DataFrame
    rejects: pd.DataFrame
    descriptive: bool
    parties: Lexicon | None = None
    concept_names: dict[str, dict[str, str]] = field(default_factory=dict)
    language: str = "ar"
    seed: int = 0
    voices: tuple[str, ...] = ("own",)
    family: tuple[str, ...] = ()
    share_text: bool = False
    evidence_words: int = 5
    theme: str = "standard"
    formats: tuple[str, ...] = ("pdf", "html")
    corpus_name: str = ""
    recipe: dict[str, Any] = field(default_factory=dict)

    def ordered_outlets(self) -> list[str]:
        """Return the outlets of the corpus: those the study names first, in its order."""
        present = set(self.index["outlet"])
        named = [outlet for outlet in self.outlets if outlet in present]
        return [*named, *sorted(present - set(named))]

    def said_of(self, concept: str) -> bool:
        """Tell whether a concept is said of somebody, so that its target matters."""
        return any(concept in lexicon.said_of for lexicon in self.lexicons)

    def table(self, name: str, **where: str) -> pd.DataFrame:
        """Return the rows of a table for which every column given has the value given."""
        table = self.tables[name]
        for column, value in where.items():
            table = table[table[column] == value]
        return table

    def about(self, name: str, concept: str, target: str = "", **where: str) -> pd.DataFrame:
        """Return the rows of a table about a concept, or about it as it is said of a target."""
        if target:
            return self.table(f"{name}_by_target", concept=concept, target=target, **where)
        return self.table(name, concept=concept, **where)

    @property
    def all_lexicons(self) -> list[Lexicon]:
        """The study's lexicons, and the one that names parties."""
        return [*self.lexicons, *([self.parties] if self.parties else [])]
