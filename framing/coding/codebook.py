"""A codebook: what coders are asked, in which words, and what they may answer."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from framing.coding.codes import Code, CodebookError, Item, code_from
from framing.recipe import text_hash

_FOLDER = Path(__file__).parent / "codebooks"
_TEXTS = ("title_ar", "title_en", "unit", "instructions_ar", "instructions_en", "licence", "note")
_KEYS = {"name", "version", "references", "codes", *_TEXTS}


@dataclass(frozen=True)
class Codebook:
    """What coders are asked.

    Attributes
    ----------
    name, version : str
    codes : tuple of Code
        In the order of the file.
    references : tuple of str
    texts : mapping
        Title, instructions and the like, ``_ar`` and ``_en``.
    content_hash : str
        SHA-256 of the file: coding sheets carry it.
    """

    name: str
    version: str
    codes: tuple[Code, ...]
    references: tuple[str, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    content_hash: str = ""

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything a coder answers for one unit: the columns of a coding sheet."""
        return tuple(item for code in self.codes for item in code.items)

    def item(self, name: str) -> Item | None:
        """Return the item with an id, or None."""
        return next((item for item in self.items if item.id == name), None)

    def values(self) -> dict[str, list[str]]:
        """Return the permitted values of each item, in order, as agreement takes them."""
        return {item.id: [value.id for value in item.values] for item in self.items}

    def scales(self) -> dict[str, str]:
        """Return the scale of each item, as agreement takes it."""
        return {item.id: item.scale for item in self.items}


def load_codebook(name: str | Path) -> Codebook:
    """Load a codebook and check all of it.

    Parameters
    ----------
    name : str or path
        ``"generic-frames"`` (Semetko and Valkenburg's five frames), ``"conflict-frames"`` (after
        Entman's four functions), ``"mention-check"`` (is a mention found rightly?), or the path
        of a TOML file.

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        When there is no such codebook, or a part of it is missing, empty or unknown.

    Examples
    --------
    >>> book = load_codebook("generic-frames")
    >>> len(book.codes), len(book.items), book.items[0].id
    (5, 20, 'responsibility.government_can')
    """
    path = Path(name)
    if path.suffix != ".toml":
        path = _FOLDER / f"{name}.toml"
    if not path.is_file():
        raise CodebookError(
            f"there is no codebook {str(name)!r}",
            place="codebook",
            remedy=f"Give a .toml file, or one of {', '.join(bundled_codebooks())}.",
        )
    content = path.read_text(encoding="utf-8-sig")
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"is not TOML: {error}", place=path.name) from error
    return codebook_from(data, path.name, text_hash(content))


def bundled_codebooks() -> list[str]:
    """Return the names of the codebooks that come with the package.

    Examples
    --------
    >>> bundled_codebooks()
    ['conflict-frames', 'generic-frames', 'mention-check']
    """
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def codebook_from(data: Mapping[str, Any], place: str, content_hash: str = "") -> Codebook:
    """Check the contents of a codebook file and make a ``Codebook`` of them."""
    unknown = next((key for key in data if key not in _KEYS), None)
    if unknown is not None:
        raise CodebookError(
            f"unknown key {unknown!r}", place=place, remedy=f"Known: {', '.join(sorted(_KEYS))}."
        )
    for key in ("name", "version"):
        if not isinstance(data.get(key), str) or not data[key].strip():
            raise CodebookError(f"key {key!r} is missing", place=place, remedy="Add it.")
    if not data.get("codes"):
        raise CodebookError("it has no code", place=place, remedy="Add [[codes]].")
    codes = tuple(code_from(row, place) for row in data["codes"])
    ids = [code.id for code in codes]
    twice = next((code for code in ids if ids.count(code) > 1), None)
    if twice is not None:
        raise CodebookError(f"code {twice!r} stands twice", place=place, remedy="Rename one.")
    texts = {key: str(data.get(key, "")).strip() for key in _TEXTS}
    references = tuple(map(str, data.get("references", ())))
    return Codebook(data["name"], data["version"], codes, references, texts, content_hash)
