"""Text that was read in a wrong encoding before it came here, and put right where certain."""

from __future__ import annotations

import re

from framing.intake.encodings import COMMON_WORDS

# What UTF-8 Arabic looks like when it was read as a Western or Arabic single-byte encoding,
# and what windows-1256 looks like when it was read as windows-1252.
_LATIN_LEADS = "ØÙÛ"
_UTF8_AS_LATIN = re.compile(
    f"[{_LATIN_LEADS}][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]"
)
_UTF8_AS_ARABIC = re.compile(
    "[طظ][\u0080-\u00bf\u067e\u0152-\u0192\u02c6\u06a9\u06ba\u2018-\u2122]"
)
_CP1256_AS_LATIN = re.compile("[ÇÃÅÂ][áíãäåæÏÑ]|[Ý][íí]")
_SUSPECT = re.compile(
    "[\u0080-\u00aa\u00ac-\u00ba\u00bc-\u00ff\u0152-\u0192\u02c6\u02dc\u2020-\u2022]"
)
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN_EXTRA = re.compile("[\u0080-\u00ff\u0152-\u0178\u0192\u02c6\u02dc]")


def repair(text: str) -> tuple[str, str]:
    """Undo a wrong reading of the text's bytes, but only when the repair is certain.

    Certain means: the whole text turns into Arabic, nothing of the wrong reading is left, and
    reading the result wrongly again gives exactly the text that came in.

    Parameters
    ----------
    text : str
        A title or text.

    Returns
    -------
    text : str
        Repaired, or as it came in.
    step : str
        What was undone, or ``""``.

    Examples
    --------
    >>> broken = "خرج المقاتلون من المدينة".encode().decode("latin-1")
    >>> repair(broken)
    ('خرج المقاتلون من المدينة', 'UTF-8 read as latin-1')
    >>> repair("خرج المقاتلون")
    ('خرج المقاتلون', '')
    """
    if not _SUSPECT.search(text):
        return text, ""
    latin = any(lead in text for lead in _LATIN_LEADS)
    if latin and len(_UTF8_AS_LATIN.findall(text)) >= 3:
        return _utf8_again(text, ("latin-1", "sloppy-windows-1252"))
    if len(_UTF8_AS_ARABIC.findall(text)) >= 6:
        return _utf8_again(text, ("windows-1256",))
    if not _ARABIC.search(text) and len(_CP1256_AS_LATIN.findall(text)) >= 3:
        return _cp1256_again(text)
    return text, ""


def _utf8_again(text: str, encodings: tuple[str, ...]) -> tuple[str, str]:
    import ftfy.bad_codecs  # noqa: F401 - knows the codec that windows really used

    for encoding in encodings:
        try:
            fixed = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if _is_arabic(fixed) and fixed.encode("utf-8").decode(encoding) == text:
            return fixed, f"UTF-8 read as {encoding.removeprefix('sloppy-')}"
    return _by_ftfy(text)


def _by_ftfy(text: str) -> tuple[str, str]:
    """Ask ftfy, and take its answer when all of the text is Arabic afterwards."""
    import ftfy

    fixed, steps = ftfy.fix_encoding_and_explain(text)
    if not steps or not _is_arabic(fixed) or "\ufffd" in fixed:
        return text, ""
    done = [f"{step[1]}" for step in steps if step[0] == "encode"]
    return fixed, f"UTF-8 read as {' and '.join(done) or 'another encoding'} (ftfy)"


def _cp1256_again(text: str) -> tuple[str, str]:
    try:
        fixed = text.encode("windows-1252").decode("windows-1256")
    except UnicodeError:
        return text, ""
    words = re.findall("[\u0621-\u0652]+", fixed)
    known = sum(word in COMMON_WORDS or word.startswith("ال") for word in words)
    if known < 3 or known < 0.15 * len(words) or not _is_arabic(fixed):
        return text, ""
    return fixed, "windows-1256 read as windows-1252"


def _is_arabic(text: str) -> bool:
    arabic, extra = len(_ARABIC.findall(text)), len(_LATIN_EXTRA.findall(text))
    return arabic >= 3 and extra <= 0.02 * arabic
