"""Where the lexicons, sample corpus and studies that come with the package are found."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled_path(name: str) -> Path:
    """Return the path of a bundled folder or file, such as ``"lexicons/syria"``.

    An installed wheel holds them inside the package, a source checkout beside it; the path
    may not exist, which is for the caller to say in its own words.

    Examples
    --------
    >>> bundled_path("lexicons").name
    'lexicons'
    """
    inside = _PACKAGE / "bundled_data" / name
    return inside if inside.exists() else _PACKAGE.parent / name


def bundled_names(folder: str) -> list[str]:
    """Return the names of the folders bundled under ``folder``, sorted.

    Examples
    --------
    >>> "sample" in bundled_names("corpus")
    True
    """
    home = bundled_path(folder)
    return sorted(p.name for p in home.iterdir() if p.is_dir()) if home.is_dir() else []
