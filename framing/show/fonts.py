"""Where the report's fonts are: packages that carry the files and their licence."""

from __future__ import annotations

import base64
import io
from functools import cache
from importlib import import_module
from pathlib import Path

from framing.errors import FramingError
from framing.outputs import whole_file

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


# What a page can hold in its own font: Arabic, Latin with accents, punctuation, signs.
_UNICODES = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x600, 0x700),
    *range(0x200C, 0x2010),
    *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2190, 0x2192, 0x2212),
    *range(0x2066, 0x206A),
)


@cache
def embedded_font(face: str) -> str:
    """Return a face of IBM Plex Sans Arabic as a data URL, cut to the letters pages use.

    Cutting takes half a second, so the result is kept in the user's cache folder.

    Parameters
    ----------
    face : {"Regular", "Bold"}
        Which weight.
    """
    import fontTools  # type: ignore[import-untyped]

    from framing.cache import cache_folder

    name = f"IBMPlexSansArabic-{face}"
    folder = cache_folder()
    kept = folder / f"{name}-{fontTools.version}-{len(_UNICODES)}.woff" if folder else None
    if kept is not None and kept.is_file():
        data = kept.read_bytes()
    else:
        data = _cut(font_folder("plex") / f"{name}.ttf")
        if kept is not None:
            with whole_file(kept) as partial:
                partial.write_bytes(data)
    return f"data:font/woff;base64,{base64.b64encode(data).decode('ascii')}"


def _cut(file: Path) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    options = subset.Options(layout_features=["*"], hinting=False, notdef_outline=True)
    options.drop_tables += ["meta"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=_UNICODES)
    held = io.BytesIO()
    with TTFont(file, recalcTimestamp=False) as font:
        cutter.subset(font)
        font.flavor = "woff"
        font.save(held)
    return held.getvalue()
