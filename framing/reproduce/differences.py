"""What differs between a report as it stands and the same report made again, each thing named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was, or not as it comes out when made again.

    Attributes
    ----------
    place : str
        A file with row and column or page, an article, a lexicon's row, or an option.
    told : str
        What differs there, with both values.
    """

    place: str
    told: str

    def __str__(self) -> str:
        """Return both, as one line."""
        return f"{self.place}: {self.told}"


@dataclass
class Verification:
    """What was compared, and what differs.

    Attributes
    ----------
    folder : str
        The report's folder.
    checked : list of tuple of str
        What was compared, and how much of it.
    unchecked : list of str
        What could not be compared, and why.
    notes : list of str
        What explains a difference without being one: other versions.
    differences : list of Difference
        All of them, causes before consequences.
    """

    folder: str
    checked: list[tuple[str, str]] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """Tell whether nothing differs."""
        return not self.differences

    def lines(self, most: int = 5) -> Iterator[str]:
        """Yield the verification as lines of text.

        Parameters
        ----------
        most : int, default 5
            How many differences to name of one file or kind of thing; the rest are counted.

        Examples
        --------
        >>> found = Verification("out", differences=[Difference("a.csv, row 2", "3 there, 4 anew")])
        >>> list(found.lines())
        ['out', '  a.csv, row 2: 3 there, 4 anew', 'differs: 1 difference']
        """
        yield self.folder
        width = max((len(what) for what, _ in self.checked), default=0)
        for what, how_much in self.checked:
            yield f"  {what:<{width}}  {how_much}"
        for told in self.unchecked:
            yield f"  not compared: {told}"
        for note in self.notes:
            yield f"  note: {note}"
        yield from self._named(most)
        n = len(self.differences)
        if self.same:
            yield "verified: nothing differs"
        else:
            yield f"differs: {n} difference{'s' if n > 1 else ''}"

    def __str__(self) -> str:
        """Return every line, the first differences named."""
        return "\n".join(self.lines())

    def _named(self, most: int) -> Iterator[str]:
        groups: dict[str, list[Difference]] = {}
        for difference in self.differences:
            groups.setdefault(difference.place.partition(", ")[0], []).append(difference)
        for place, found in groups.items():
            for difference in found[:most]:
                yield f"  {difference}"
            if len(found) > most:
                yield f"  {place}: and {len(found) - most} more"
