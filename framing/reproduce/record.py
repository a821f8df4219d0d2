"""A report's folder as it was made: its recipe, its tables, and which files were altered since."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.errors import InputError
from framing.recipe import file_hash

if TYPE_CHECKING:
    import pandas as pd

RECIPE = "recipe.json"
NEEDED = ("study", "seals", "corpus", "lexicons", "voice", "versions", "files")
REMEDY = "Give a folder that `framing report` or `framing export` made."


@dataclass(frozen=True)
class Record:
    """A folder that ``framing report`` or ``framing export`` made.

    Attributes
    ----------
    folder : Path
        Where it is.
    recipe : dict
        What ``recipe.json`` holds.
    """

    folder: Path
    recipe: dict[str, Any]

    @property
    def without_text(self) -> bool:
        """Tell whether this is a bundle that holds no text of the articles."""
        return bool(self.recipe.get("without_text"))

    @cached_property
    def altered(self) -> dict[str, str]:
        """Return the files that are not what they were, each with what is wrong."""
        found = {}
        for name, digest in self.recipe["files"].items():
            path = self.folder / name
            if not path.is_file():
                found[name] = "is missing"
            elif file_hash(path) != digest:
                found[name] = "was altered after it was made"
        for path in sorted(self.folder.rglob("*")):
            name = path.relative_to(self.folder).as_posix()
            if path.is_file() and name not in self.recipe["files"] and name != RECIPE:
                found[name] = "is no part of what was made"
        return found

    def table(self, name: str) -> pd.DataFrame | None:
        """Return a table as it was made, or None where there is none that can be read."""
        import pandas as pd

        try:
            return pd.read_parquet(self.folder / "tables" / f"{name}.parquet")
        except (OSError, ValueError):  # pyarrow's errors are ValueErrors
            return None


def read_record(folder: str | Path) -> Record:
    """Read the recipe of a report's folder.

    Parameters
    ----------
    folder : path
        What ``framing report`` or ``framing export`` made.

    Returns
    -------
    Record

    Raises
    ------
    InputError
        When there is no recipe in it, or one that cannot be used.
    """
    folder = Path(folder)
    file = folder / RECIPE
    if not file.is_file():
        raise InputError("there is no recipe.json in it", place=str(folder), remedy=REMEDY)
    try:
        recipe = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"is no JSON: {error}", place=str(file), remedy=REMEDY) from error
    missing = [key for key in NEEDED if not isinstance(recipe, dict) or key not in recipe]
    if missing:
        raise InputError(
            f"holds no {missing[0]!r}, which every recipe has", place=str(file), remedy=REMEDY
        )
    return Record(folder, recipe)
