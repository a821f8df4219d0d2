"""One row of a lexicon, typed, and the lexicon that holds the rows.

The fields are the columns of the files: ``concepts.csv``, ``labels.csv``, ``forms.csv`` and
``lists.csv``. Every row also knows its home lexicon and its row in the file (the header is
row 1, as a spreadsheet counts), so that a message can say where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import LexiconError, closest

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("phrase", "noun", "verb", "exact", "except")


@dataclass(frozen=True, slots=True)
class Concept:
    """The neutral id of a thing that can be named in more than one way."""

    concept: str
    gloss_ar: str = ""
    gloss_en: str = ""
    lexicon: str = ""
    row: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Label:
    """One of the competing ways to name a concept, and the stance it implies.

    A label whose stance turned has one row for each period, told apart by ``valid_from`` and
    ``valid_to`` (ISO dates, both days included, empty where the period is open).
    """

    concept: str
    label: str
    gloss_ar: str = ""
    gloss_en: str = ""
    stance: float | None = None
    reason: str = ""
    citation: str = ""
    valid_from: str = ""
    valid_to: str = ""
    lexicon: str = ""
    row: int = field(default=0, compare=False, repr=False)

    def holds_on(self, day: str) -> bool:
        """Tell whether this row is the valid one on an ISO day such as ``"2017-10-15"``.

        Examples
        --------
        >>> Label("syrian_government", "regime", valid_to="2024-12-07").holds_on("2017-10-15")
        True
        """
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling that carries one label of one concept.

    ``endings`` narrows what a noun takes (see ``framing.lexicon.inflect``), ``clitics`` what
    may stand before any form, ``requires`` and ``forbids`` ask for neighbors.
    """

    id: str
    concept: str
    label: str
    form: str
    kind: str = "phrase"
    hit: str = ""
    miss: str = ""
    citation: str = ""
    note: str = ""
    retired_by: str = ""
    clitics: str = ""
    requires: str = ""
    forbids: str = ""
    usage: str = ""
    endings: str = ""
    lexicon: str = ""
    row: int = field(default=0, compare=False, repr=False)

    def hits(self) -> list[str]:
        """Return the sentences this form must match.

        Examples
        --------
        >>> Form("x-0001", "sdf", "acronym", "قسد", hit="دخلت قسد. || انسحبت قسد.").hits()
        ['دخلت قسد.', 'انسحبت قسد.']
        """
        return _sentences(self.hit)

    def misses(self) -> list[str]:
        """Return the near-sentences this form must not match."""
        return _sentences(self.miss)


@dataclass(frozen=True, slots=True)
class Neighbor:
    """One form of a named list that other forms may require or forbid nearby."""

    list: str
    form: str
    kind: str = "phrase"
    note: str = ""
    clitics: str = ""
    endings: str = ""
    lexicon: str = ""
    row: int = field(default=0, compare=False, repr=False)


Row = Concept | Label | Form | Neighbor


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A lexicon as loaded, its includes and the lists it names already among its rows.

    Attributes
    ----------
    name, version, path
        From the card and the folder.
    card : dict
        The whole of ``card.toml``.
    concepts, labels, forms, neighbors : tuple
        The rows, own ones first; ``forms`` without the retired, which are in ``retired``.
    spelling : frozenset of str
        The named spelling rules that hold.
    parties, said_of : tuple of str
        Concepts that are parties to a conflict, and concepts said of somebody.
    content_hash : str
        SHA-256 over the rows and the rules of the lexicon and of all it takes from others, the
        same however the files are encoded, delimited or sorted.
    """

    name: str
    version: str
    path: Path
    card: dict[str, Any]
    concepts: tuple[Concept, ...]
    labels: tuple[Label, ...]
    forms: tuple[Form, ...]
    neighbors: tuple[Neighbor, ...]
    spelling: frozenset[str]
    parties: tuple[str, ...]
    said_of: tuple[str, ...]
    content_hash: str
    retired: tuple[Form, ...] = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    def stances(self, on: str = "") -> dict[tuple[str, str], float]:
        """Return the stance of every (concept, label) that has one.

        Parameters
        ----------
        on : str, optional
            An ISO day. Without it, a label whose stance turned gives its last period's.
        """
        found: dict[tuple[str, str], float] = {}
        for label in sorted(self.labels, key=lambda row: row.valid_from):
            if label.stance is not None and (not on or label.holds_on(on)):
                found[label.concept, label.label] = label.stance
        return found

    def labels_of(self, concept: str) -> list[str]:
        """Return the labels of a concept, in the order of the file, each once."""
        return list(dict.fromkeys(row.label for row in self.labels if row.concept == concept))

    def gloss(self, concept: str, label: str = "", language: str = "ar") -> str:
        """Return the gloss of a concept, or of one of its labels, in ``"ar"`` or ``"en"``.

        Raises
        ------
        LexiconError
            When the lexicon has no such concept or label.
        """
        for row in self._glossed(concept, label):
            return row.gloss_ar if language == "ar" else row.gloss_en
        asked, known = (
            (label, self.labels_of(concept))
            if label
            else (concept, [c.concept for c in self.concepts])
        )
        raise LexiconError(
            f"{asked!r} is not one of its {'labels' if label else 'concepts'}",
            place=f"lexicon {self.name!r}",
            remedy=f"Add it, or correct the name.{closest(asked, known)}",
        )

    def list_of(self, name: str) -> list[Neighbor]:
        """Return the rows of one neighbor list; names are unique within a loaded lexicon."""
        return [row for row in self.neighbors if row.list == name]

    def table(self, name: str) -> pd.DataFrame:
        """Return ``"concepts"``, ``"labels"``, ``"forms"`` or ``"lists"`` as a table."""
        import pandas as pd

        rows: dict[str, tuple[type[Row], Sequence[Row]]] = {
            "concepts": (Concept, self.concepts),
            "labels": (Label, self.labels),
            "forms": (Form, self.forms),
            "lists": (Neighbor, self.neighbors),
        }
        kind, found = rows[name]
        columns = [column.name for column in fields(kind) if column.name != "row"]
        return pd.DataFrame([asdict(row) for row in found], columns=columns)

    def _glossed(self, concept: str, label: str) -> Iterator[Concept | Label]:
        if label:
            yield from (r for r in self.labels if (r.concept, r.label) == (concept, label))
        else:
            yield from (row for row in self.concepts if row.concept == concept)


def _sentences(cell: str) -> list[str]:
    return [sentence.strip() for sentence in cell.split("||") if sentence.strip()]
