"""Which input column holds what: the contract's names, usual ones, or a given mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from framing.errors import InputError, closest
from framing.intake.record import Note
from framing.tables import columns_of

# Usual names in English and Arabic, the likeliest first. "file" names a text file beside the
# table, and so is no column of the articles table.
USUAL: dict[str, tuple[str, ...]] = {
    "article_id": (
        "article_id", "id", "doc_id", "document_id", "stories_id", "story_id", "guid",
        "accession number", "an", "uuid", "معرف", "معرف المقال", "رقم المقال", "المعرف", "رقم",
    ),
    "outlet": (
        "outlet", "media_name", "source", "source_name", "publication", "publisher", "newspaper",
        "site", "sitename", "website", "domain", "feed_title", "الصحيفة", "المصدر", "الوسيلة",
        "الوسيلة الإعلامية", "الموقع", "الجريدة", "القناة", "الناشر",
    ),
    "published": (
        "published", "publish_date", "published_at", "publication_date", "pub_date", "pubdate",
        "date_published", "date_extracted", "date", "datetime", "timestamp", "time", "created_at",
        "تاريخ النشر", "التاريخ", "تاريخ", "يوم النشر",
    ),
    "title": (
        "title", "headline", "heading", "head", "العنوان", "عنوان", "عنوان الخبر", "عنوان المقال",
        "المانشيت",
    ),
    "text": (
        "text", "body", "content", "full_text", "fulltext", "article", "article_text",
        "article_body", "raw_text", "maintext", "story", "story_text", "النص", "نص", "نص الخبر",
        "نص المقال", "المحتوى", "المتن", "متن الخبر", "الخبر", "المقال",
    ),
    "body_start": ("body_start",),
    "url": (
        "url", "link", "uri", "href", "web_url", "الرابط", "رابط", "رابط الخبر", "عنوان الرابط",
    ),
    "author": (
        "author", "authors", "byline", "writer", "creator", "reporter", "الكاتب", "كاتب", "المؤلف",
        "المحرر", "اسم الكاتب", "بقلم", "الصحفي",
    ),
    "section": (
        "section", "category", "rubric", "topic", "القسم", "قسم", "الباب", "التصنيف", "الفئة",
    ),
    "file": ("file", "filename", "file_name", "filepath", "الملف", "ملف", "اسم الملف"),
}  # fmt: skip

HEADER_REACH = 10  # rows in which a header is looked for where the first names nothing known

_FOLDS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ـ": None, "\ufeff": None}
)


def folded_name(name: str) -> str:
    """Reduce a column name to what matters when it is compared.

    Examples
    --------
    >>> folded_name(" Publish-Date ") == folded_name("publish_date")
    True
    >>> folded_name("الصّحيفة") == folded_name("الصحيفه")
    True
    """
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)  # publishedAt
    plain = re.sub(r"[\u064b-\u0652\u0670\u200e\u200f]", "", name.casefold()).translate(_FOLDS)
    return re.sub(r"[\W_]+", " ", plain).strip()


_HOMES: dict[str, dict[str, int]] = {
    home: {folded_name(name): rank for rank, name in reversed(list(enumerate(names)))}
    for home, names in USUAL.items()
}


def match_columns(
    names: Iterable[str], mapping: Mapping[str, str] | None = None, *, place: str = ""
) -> dict[str, str]:
    """Tell which input column fills which column of ours.

    Parameters
    ----------
    names : iterable of str
        The input's column names.
    mapping : mapping, optional
        Our column → the input's, where the user says so; the rest is guessed.
    place : str, optional
        The file, for messages.

    Returns
    -------
    dict
        Our column → the input's name. Exact names win over guesses; an input column fills one
        of ours at most.

    Raises
    ------
    InputError
        When ``mapping`` names a column of ours that does not exist, or one of the input's
        that is not there.

    Examples
    --------
    >>> match_columns(["العنوان", "content", "votes"])
    {'title': 'العنوان', 'text': 'content'}
    """
    names = [str(name) for name in names]
    found = {ours: theirs for ours, theirs in (mapping or {}).items() if theirs}
    check_mapping(found, names, place)
    free = [name for name in names if name not in found.values()]
    for ours in _HOMES:
        if ours in found or (mapping and mapping.get(ours) == ""):
            continue
        if ours in free:
            found[ours] = ours
        else:
            ranked = [(_HOMES[ours][folded_name(n)], n) for n in free if _is_usual(ours, n)]
            if ranked:
                found[ours] = min(ranked, key=lambda pair: pair[0])[1]
        if ours in found:
            free.remove(found[ours])
    return {ours: found[ours] for ours in _HOMES if ours in found}


def known_names(names: Iterable[str]) -> int:
    """Count the names that any column of ours usually goes by.

    Examples
    --------
    >>> known_names(["headline", "votes"])
    1
    """
    usual = {folded_name(name) for name in names}
    return sum(1 for name in usual if any(name in homes for homes in _HOMES.values()))


def guesses(found: Mapping[str, str], mapping: Mapping[str, str] | None = None) -> list[Note]:
    """Return what was guessed about columns, to be said aloud.

    Examples
    --------
    >>> guesses({"title": "title", "text": "content"})
    [Note(kind='columns guessed', what='text from content')]
    """
    told = mapping or {}
    pairs = ((ours, name) for ours, name in found.items() if name != ours and ours not in told)
    return [Note("columns guessed", f"{ours} from {name}") for ours, name in pairs]


def check_mapping(mapping: Mapping[str, str], names: Iterable[str] | None, place: str = "") -> None:
    """Raise when a mapping names columns that are not there.

    Parameters
    ----------
    mapping : mapping
        Our column → the input's.
    names : iterable of str or None
        The input's columns; None when they are not known yet.
    place : str, optional
        The file, for the message.
    """
    ours_known = [*columns_of("articles"), "file"]
    names = None if names is None else list(names)
    for ours, theirs in mapping.items():
        if ours not in ours_known:
            raise InputError(
                f"{ours!r} is no column of the articles table",
                place=f"mapping {ours}={theirs}",
                remedy=f"Use one of {', '.join(ours_known)}.{closest(ours, ours_known)}",
            )
        if names is not None and theirs not in names:
            raise InputError(
                f"column {theirs!r} is missing (there are: {', '.join(names)})",
                place=place or f"mapping {ours}={theirs}",
                remedy=f"Correct the mapping.{closest(theirs, names)}",
            )


def _is_usual(ours: str, name: str) -> bool:
    # A column with the exact name of another of ours is that one's, never a guess.
    return folded_name(name) in _HOMES[ours] and not (name in _HOMES and name != ours)
