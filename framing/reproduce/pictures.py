"""Arabic as charts and pages draw it here, beside pictures known to be right.

Right was judged by people who read Arabic: letters joined, words from right to left, figures and
Latin in their places, vowel signs over their letters. One picture stands for each version of
matplotlib and of typst that was looked at; other versions are held against the nearest.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

REFERENCE = (
    "قالت «رويترز» إنّ \u206648%\u2069 من مقاتلي (YPG) غادروا الرَّقّة في 15 أكتوبر 2017، لا قبله."
)

_RASTERS = Path(__file__).parent / "rasters"
_DARKER = 96  # gray levels by which a pixel must differ to count
_INK = 128

Raster = NDArray[np.uint8]


@dataclass(frozen=True)
class Likeness:
    """How a picture drawn here compares with the known one.

    Attributes
    ----------
    drawn : array
        What was drawn: gray levels, 0 is ink.
    known_for : str
        The version whose known picture it was held against.
    version : str
        The version that drew.
    differing : float
        Pixels that differ, as a share of those with ink; 1 where the sizes differ.
    """

    drawn: Raster
    known_for: str
    version: str
    differing: float


def chart_likeness() -> Likeness:
    """Draw the reference as charts draw it, and compare it."""
    return _compared("chart", "matplotlib", draw_chart)


def page_likeness() -> Likeness:
    """Set the reference as PDFs set it, and compare it."""
    return _compared("page", "typst", draw_page)


def draw_chart() -> Raster:
    """Return the reference as a chart's text, in gray levels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from framing.show.canvas import directed, new_axes, style

    with style():
        axes = new_axes(7.0, 0.5)
        axes.set_axis_off()
        axes.text(0.99, 0.4, directed(REFERENCE, "ar"), ha="right", size=13)
        canvas: Any = FigureCanvasAgg(axes.figure)  # type: ignore[arg-type]
        canvas.draw()
    colors = np.asarray(canvas.buffer_rgba(), dtype=np.float64)[..., :3]
    gray: Raster = colors.mean(axis=2).round().astype(np.uint8)
    return gray


def draw_page() -> Raster:
    """Return the reference as a PDF's text, in gray levels."""
    import typst

    from framing.show.fonts import font_folder

    text = (
        "#set page(width: 16cm, height: 1.2cm, margin: 2mm)\n"
        '#set text(font: ("Amiri", "DejaVu Sans"), lang: "ar", dir: rtl, size: 13pt)\n'
        f"{REFERENCE}\n"
    )
    with tempfile.TemporaryDirectory(prefix="framing-doctor-") as place:
        file = Path(place) / "reference.typ"
        file.write_text(text, encoding="utf-8")
        png = typst.compile(
            str(file),
            format="png",
            ppi=100.0,
            font_paths=[str(font_folder("amiri"))],
            ignore_system_fonts=True,
        )
    return read_png(png if isinstance(png, bytes) else png[0])  # a list where it takes two pages


def read_png(data: bytes) -> Raster:
    """Return a PNG's gray levels."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("L"))


def write_png(raster: Raster, path: Path) -> Path:
    """Write gray levels as a PNG."""
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(raster).save(path, optimize=True)
    return path


def differing_share(drawn: Raster, known: Raster) -> float:
    """Return how much of the ink of two pictures differs.

    Parameters
    ----------
    drawn, known : array
        Gray levels.

    Returns
    -------
    float
        Pixels that differ by far, as a share of the pixels that have ink in either; 1 where
        the pictures have other sizes.

    Examples
    --------
    >>> ink, paper = np.zeros((2, 2), np.uint8), np.full((2, 2), 255, np.uint8)
    >>> differing_share(ink, ink), differing_share(ink, paper)
    (0.0, 1.0)
    """
    if drawn.shape != known.shape:
        return 1.0
    apart = np.abs(drawn.astype(np.int16) - known.astype(np.int16)) > _DARKER
    inked = (drawn < _INK) | (known < _INK)
    return float(apart.sum() / max(1, inked.sum()))


def nearest(version_here: str, known: list[str]) -> str:
    """Return the known version that is nearest to the one here.

    Examples
    --------
    >>> nearest("3.12.1", ["3.11", "3.13"]), nearest("3.11.2", ["3.11", "3.12"])
    ('3.11', '3.11')
    """
    here = _numbers(version_here)
    return min(known, key=lambda v: [abs(a - b) for a, b in zip(_numbers(v), here, strict=False)])


def _compared(kind: str, package: str, draw: Callable[[], Raster]) -> Likeness:
    here = version(package)
    known = {path.stem.removeprefix(f"{kind}-"): path for path in _RASTERS.glob(f"{kind}-*.png")}
    chosen = nearest(here, sorted(known))
    drawn = draw()
    differing = differing_share(drawn, read_png(known[chosen].read_bytes()))
    return Likeness(drawn, chosen, here, differing)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)[:2]]
