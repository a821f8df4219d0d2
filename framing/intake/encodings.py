"""Which encoding a file is in, told by what its bytes say and never by a guess alone."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# The commonest Arabic words: no text of a few sentences is without them, and letters read in
# the wrong encoding never make them.
COMMON_WORDS = frozenset(
    re.findall(
        r"\w+",
        "في من على إلى الى عن أن ان إن التي الذي هذا هذه ذلك مع ما لا لم بعد قبل كان كانت قال بين "
        "أو او كما حتى كل غير عند منذ قد وفي ومن وقد ولم وقال خلال حيث بن يوم عام",
    )
)

_ARABIC_ENCODINGS = ("windows-1256", "iso8859-6")
_ACCEPTED = {
    "utf-8", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "windows-1256", "cp1256", "iso8859-6",
    "windows-1252", "cp1252", "iso8859-1", "ascii",
}  # fmt: skip

_SURE = 0.08  # share of words that are common or begin with ال
_RIVAL = 3.0  # how many times likelier than the next encoding
_BROKEN_SHARE = 0.05  # of the letters beyond ASCII: a UTF-8 file with a few broken bytes


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was in; ``""`` for the encoding says UTF-8."""

    text: str
    encoding: str


def decode(data: bytes, declared: str = "") -> Decoded | None:
    r"""Decode the whole content of a file, or return None when its encoding is not certain.

    Parameters
    ----------
    data : bytes
        The content.
    declared : str, optional
        The encoding that the page or its sender declares; believed only where the bytes do not
        contradict it.

    Examples
    --------
    >>> decode("قال إن القوات دخلت إلى المدينة".encode("windows-1256")).encoding
    'windows-1256'
    >>> decode(b"\xc7\xe1") is None
    True
    """
    encoding = tell_encoding(data, declared)
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, name_of(encoding))


def name_of(encoding: str) -> str:
    """Name an encoding for the ``encoding`` column, where UTF-8 needs no mention."""
    plain = encoding.removesuffix("-sig")
    return "" if plain == "utf-8" else plain.replace("iso8859", "iso-8859")


def tell_encoding(data: bytes, declared: str = "", *, complete: bool = True) -> str | None:
    """Tell the encoding of bytes by what they can be, or return None.

    Parameters
    ----------
    data : bytes
        A file's content or its beginning.
    declared : str, optional
        As in ``decode``.
    complete : bool, default True
        Whether this is the whole content; a beginning may end inside a character.

    Returns
    -------
    str or None
        A name that Python knows.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    if b"\0" in data:
        return _utf16(data)
    if _is_utf8(data, complete):
        return "utf-8"
    said = _known(declared)
    if said in _ARABIC_ENCODINGS and _score(_read(data, said), least=1) >= _SURE:
        return said
    if _mostly_utf8(data):
        return "utf-8"  # its broken bytes make rejects of the rows that have them
    return _arabic(data) or _latin(data, said)


def _known(declared: str) -> str:
    try:
        name = codecs.lookup(declared.strip()).name if declared.strip() else ""
    except (LookupError, ValueError):
        return ""
    name = {"cp1256": "windows-1256", "cp1252": "windows-1252"}.get(name, name)
    return name if name in _ACCEPTED else ""


def _is_utf8(data: bytes, complete: bool) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data, complete)
    except UnicodeDecodeError:
        return False
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few broken bytes: nearly all it has beyond ASCII decodes."""
    text = data.decode("utf-8", "replace")
    broken, beyond = text.count("\ufffd"), sum(1 for char in text if char > "\x7f")
    return 0 < broken <= _BROKEN_SHARE * beyond


def _utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark: one byte of each pair is nearly always 0 or 6 (Arabic)."""
    sample = data[: len(data) // 2 * 2][:20_000]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        high = sample[offset::2]
        usual = sum(high.count(byte) for byte in (0x00, 0x06, 0x20))
        try:
            text = sample.decode(encoding, "strict" if len(sample) < 20_000 else "ignore")
        except UnicodeDecodeError:
            continue
        if usual >= 0.95 * len(high) and "\0" not in text and _is_prose(text):
            return encoding
    return None


def _is_prose(text: str) -> bool:
    letters = sum(char.isalnum() or char.isspace() for char in text)
    return letters >= 0.7 * len(text)


# Arabic letters in UTF-8: in an encoding of one byte a letter, four pairs of a letter and a sign.
_UTF8_ARABIC = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){4}")


def _arabic(data: bytes) -> str | None:
    if _UTF8_ARABIC.search(data):
        return None  # two encodings in one file
    scored = sorted(((_score(_read(data, name)), name) for name in _ARABIC_ENCODINGS), reverse=True)
    (best, name), (next_best, _) = scored
    return name if best >= _SURE and best >= _RIVAL * next_best else None


def _read(data: bytes, encoding: str) -> str:
    try:
        return data[:200_000].decode(encoding)
    except UnicodeDecodeError:
        return ""


def _score(text: str, least: int = 2) -> float:
    """Return the share of Arabic words that are common or begin with the article.

    Some such words at least are asked for, and no sign that only a wrong reading makes: a
    Latin letter that touches an Arabic one.
    """
    words = re.findall(r"[\u0621-\u0652]+", text)
    hits = sum(word in COMMON_WORDS or (word.startswith("ال") and len(word) > 3) for word in words)
    touching = len(re.findall(r"[\u0621-\u064a][À-ÿ]|[À-ÿ][\u0621-\u064a]", text))
    return 0.0 if hits < least or touching > 0.02 * len(words) else hits / len(words)


def _latin(data: bytes, said: str) -> str | None:
    """Tell Western text: rare letters beyond ASCII, none of them where only Arabic has letters."""
    beyond = re.findall(rb"[\x80-\xff]+", data)
    rare = sum(map(len, beyond)) <= 0.15 * len(data)
    single = all(len(run) <= 2 for run in beyond)
    usual = not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data)
    words = re.findall(rb"[A-Za-z]{3,}", data)
    return "windows-1252" if rare and single and usual and len(words) >= 3 else None
