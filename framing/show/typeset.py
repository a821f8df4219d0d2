"""Set the report as a PDF: tagged (PDF/UA-1), archival (PDF/A-2a), the same bytes every time."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.errors import FramingError
from framing.show.fonts import font_folder
from framing.show.words import TEMPLATES

STANDARDS: Any = ["ua-1", "a-2a"]

# A PDF must carry a date; one fixed day keeps the bytes the same whenever it is made.
TIMESTAMP = 1_500_000_000


def typeset(document: Mapping[str, Any], charts: Mapping[str, bytes]) -> bytes:
    """Return the report as a PDF.

    Parameters
    ----------
    document : mapping
        What ``templates/report.typ`` reads as ``document.json``.
    charts : mapping
        SVG files by their stem.

    Returns
    -------
    bytes
        A tagged PDF with its fonts embedded.

    Raises
    ------
    FramingError
        When typst refuses the document or warns about it, which is our mistake.
    """
    import typst

    fonts = [str(font_folder("amiri")), str(font_folder("plex"))]
    with tempfile.TemporaryDirectory(prefix="framing-") as place:
        root = Path(place)
        shutil.copy(TEMPLATES / "report.typ", root / "report.typ")
        text = json.dumps(document, ensure_ascii=False)
        (root / "document.json").write_text(text, encoding="utf-8")
        (root / "charts").mkdir()
        for stem, svg in charts.items():
            (root / "charts" / f"{stem}.svg").write_bytes(svg)
        try:
            pdf, warned = typst.compile_with_warnings(
                str(root / "report.typ"),
                root=str(root),
                font_paths=fonts,
                ignore_system_fonts=True,
                pdf_standards=STANDARDS,
                timestamp=TIMESTAMP,
            )
        except (typst.TypstError, RuntimeError) as error:
            raise FramingError(
                f"typst could not set the report: {getattr(error, 'diagnostic', '') or error}",
                place="report.pdf",
                remedy="Please report this; report.html and the tables need no typst.",
            ) from error
    for warning in warned:
        warnings.warn(f"report.pdf: {warning.message}", UserWarning, stacklevel=2)
    return bytes(pdf)
