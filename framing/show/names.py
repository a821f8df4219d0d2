"""Names for readers: outlets, concepts and labels in Arabic or English instead of ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from framing.show.results import OutletName
from framing.show.words import say

if TYPE_CHECKING:
    from framing.lexicon.entry import Lexicon


class Names:
    """Looks names up in one language, and falls back to the id where there is none.

    Parameters
    ----------
    language : {"ar", "en"}
        Of every name.
    lexicons : sequence of Lexicon
        Whose glosses are used; the first one wins.
    outlets : mapping of str to OutletName
        The outlets' names.
    concepts : mapping, optional
        Concept to language to a short name, where the gloss is too long.
    articles_of : mapping, optional
        Outlet to number of articles: an outlet is then named as the articles it is, which is
        how a description of a few articles speaks.

    Examples
    --------
    >>> Names("en").outlet("sada-alsahl")
    'sada-alsahl'
    """

    def __init__(
        self,
        language: str,
        lexicons: Sequence[Lexicon] = (),
        outlets: Mapping[str, OutletName] | None = None,
        concepts: Mapping[str, Mapping[str, str]] | None = None,
        articles_of: Mapping[str, int] | None = None,
    ) -> None:
        self.language = language
        self._outlets = outlets or {}
        self._articles_of = articles_of or {}
        self._concepts: dict[str, str] = {}
        self._labels: dict[tuple[str, str], str] = {}
        self._order: dict[str, list[str]] = {}
        for lexicon in reversed(lexicons):
            for row in lexicon.concepts:
                self._concepts[row.concept] = _gloss(row.gloss_ar, row.gloss_en, language)
                self._order[row.concept] = lexicon.labels_of(row.concept)
            for label in lexicon.labels:
                key = (label.concept, label.label)
                self._labels[key] = _gloss(label.gloss_ar, label.gloss_en, language)
        for concept, given in (concepts or {}).items():
            self._concepts[concept] = _gloss(given.get("ar", ""), given.get("en", ""), language)

    def outlet(self, outlet: str) -> str:
        """Return the outlet's name."""
        found = self._outlets.get(outlet, OutletName(outlet))
        given = _gloss(found.name_ar, found.name_en, self.language)
        name = given or outlet or say("no_outlet", self.language)
        if outlet not in self._articles_of:
            return name
        key = "article_of" if self._articles_of[outlet] == 1 else "articles_of"
        return say(key, self.language, outlet=name)

    def concept(self, concept: str) -> str:
        """Return the gloss of a concept."""
        return self._concepts.get(concept, "") or concept

    def label(self, concept: str, label: str) -> str:
        """Return the gloss of a label."""
        return self._labels.get((concept, label), "") or label

    def labels_of(self, concept: str) -> list[str]:
        """Return the labels of a concept in the lexicon's order, which fixes their colors."""
        return self._order.get(concept, [])

    def target(self, target: str) -> str:
        """Return the name of the party that a mention is said of."""
        return self._concepts.get(target, "") or target or say("no_target", self.language)

    def voice(self, voice: str) -> str:
        """Return the name of a voice."""
        return say(f"voice_{voice}", self.language)

    def region(self, region: str) -> str:
        """Return the name of a region of the article."""
        return say(f"region_{region}", self.language)


def _gloss(arabic: str, english: str, language: str) -> str:
    return (arabic or english) if language == "ar" else (english or arabic)
