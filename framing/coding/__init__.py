"""Human coding: codebooks, draws of known probability, coding sheets, agreement, prevalence.

>>> from framing import coding
>>> coding.load_codebook("conflict-frames").version
'1.0.0'
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "Codebook": "framing.coding.codebook",
    "CodebookError": "framing.coding.codes",
    "blind_units": "framing.coding.blinding",
    "code_differences": "framing.measure.prevalence",
    "code_shares": "framing.measure.prevalence",
    "coder_agreement": "framing.measure.agreement",
    "corrected_shares": "framing.measure.corrected",
    "disputed_units": "framing.measure.disputes",
    "draw_units": "framing.coding.draw",
    "load_codebook": "framing.coding.codebook",
    "mention_units": "framing.coding.mentions",
    "pair_agreement": "framing.measure.agreement",
    "read_remarks": "framing.coding.sheets",
    "read_sheets": "framing.coding.sheets",
    "score_codes": "framing.coding.answers",
    "settle_codes": "framing.coding.answers",
    "split_units": "framing.coding.units",
    "unblind": "framing.coding.blinding",
    "write_sheet": "framing.coding.sheets",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'framing.coding' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return list(__all__)
