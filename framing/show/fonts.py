"""Where the report's fonts are: packages that carry the files and their licence."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path

from framing.errors import FramingError

_PACKAGES = {
    "amiri": ("fontpkg_amiri", "fontpkg-amiri"),
    "plex": ("fontpkg_ibm_plex_sans_arabic", "fontpkg-ibm-plex-sans-arabic"),
}


@cache
def font_folder(family: str) -> Path:
    """Return the folder of static TrueType files of ``"amiri"`` or ``"plex"``.

    Raises
    ------
    FramingError
        When the package that carries them is not installed.

    Examples
    --------
    >>> (font_folder("amiri") / "Amiri-Regular.ttf").is_file()
    True
    """
    module, package = _PACKAGES[family]
    try:
        return Path(import_module(module).ROOT) / "files"
    except ModuleNotFoundError as error:
        raise FramingError(
            f"the font package {package!r} is not installed",
            remedy=f"Install it: pip install {package}",
        ) from error
