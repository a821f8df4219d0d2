"""The endings an Arabic noun takes, for matching: broad where it is safe, silent where not.

Classes of endings, which a row's ``endings`` cell can choose from:

=========  ==================================================================
article    ال before the word
tanwin     the alef of the accusative: مسلحا
dual       مسلحان مسلحين, in construct مسلحا مسلحي
plural     the sound masculine plural: مسلحون مسلحين, in construct مسلحو مسلحي
feminine   the plural in ات: احتجاجات
pronoun    attached pronouns: احتجاجها, مسلحيه
=========  ==================================================================

What is left out unless asked for, because it would be another, frequent word:

- ``plural`` (and the ي of a construct dual) of a word that is no agent: تحرير gives no
  تحريري (editorial), إرهاب no إرهابي. Agents are words that begin with م, end in ي, or have
  the shape فاعل.
- the pronoun ه on a singular agent, equal to ة in matching: مسلحه is مسلحة.
- the pronoun ي after a consonant, which is the adjective: نظامي.
- the singular in ة: مقاتلة is a warplane. List it if it is meant.
"""

from __future__ import annotations

from functools import lru_cache

from framing.lexicon.clitics import without_article

CLASSES = ("article", "tanwin", "dual", "plural", "feminine", "pronoun")

_PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك")
_ALL = frozenset(CLASSES)

# They end in ون and are no plurals of what stands before it.
_SINGULARS = """
تلفزيون متعاون متهاون مليون بليون تريليون كربون هرمون صهيون أوزون كانون حلزون عربون
بلكون برلمون مضمون معجون مكنون مخزون ميمون مأمون ماعون طاعون صابون
"""
_NO_PLURALS = frozenset(_SINGULARS.split())


@lru_cache(maxsize=8192)
def ending_classes(word: str, endings: str) -> frozenset[str]:
    """Return the classes of endings for a word and its ``endings`` cell.

    Parameters
    ----------
    word : str
        The first word, without article, unvocalized.
    endings : str
        ``""`` for what is automatic, ``"all"``, ``"none"``, or words separated by spaces:
        ``-dual`` takes a class away, ``+plural`` adds one, and a bare class starts from
        nothing: ``article pronoun`` is these two only.

    Examples
    --------
    >>> sorted(ending_classes("تحرير", ""))
    ['article', 'dual', 'feminine', 'pronoun', 'tanwin']
    >>> sorted(ending_classes("مسلح", "-pronoun -tanwin -dual"))
    ['article', 'feminine', 'plural']
    >>> sorted(ending_classes("تحرير", "article"))
    ['article']
    """
    automatic = _ALL if is_agent(word) else _ALL - {"plural"}
    words = endings.split()
    if words == ["all"]:
        return _ALL
    bare = {w for w in words if w in CLASSES}
    chosen = set() if bare or "none" in words else set(automatic)
    chosen |= bare | {w[1:] for w in words if w.startswith("+")}
    return frozenset(chosen - {w[1:] for w in words if w.startswith("-")})


def is_agent(word: str) -> bool:
    """Tell whether a word looks like one that takes ون and ين: مقاتل، نازح، إرهابي.

    Examples
    --------
    >>> [is_agent(word) for word in ("مقاتل", "نازح", "إرهابي", "إرهاب", "مظاهرة")]
    [True, True, True, False, False]
    """
    if len(word) < 4 or word[-1] in "ةىا" or word.endswith(("اء", "ات")):
        return False
    return word[0] == "م" or word[-1] == "ي" or (len(word) == 4 and word[1] == "ا")


def is_plural(word: str) -> bool:
    """Tell whether a word is listed in the sound masculine plural: مسلحون.

    Examples
    --------
    >>> [is_plural(word) for word in ("مسلحون", "قانون", "متعاون", "سوريون")]
    [True, False, False, True]
    """
    return word.endswith("ون") and len(word) >= 6 and word not in _NO_PLURALS


@lru_cache(maxsize=8192)
def one_word(word: str, endings: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the shapes of a noun that is a form by itself: bare ones, and those with ال.

    A word listed with its article keeps it, and is found only with it.

    Examples
    --------
    >>> bare, defined = one_word("مظاهرة", "-pronoun")
    >>> " ".join(bare)
    'مظاهرة مظاهرتان مظاهرتين مظاهرات مظاهرتا مظاهرتي'
    >>> " ".join(defined)
    'المظاهرة المظاهرتان المظاهرتين المظاهرات'
    """
    stem = without_article(word)
    classes = ending_classes(stem, endings)
    free, construct, owned = _endings(stem, classes)
    defined = tuple(dict.fromkeys("ال" + shape for shape in free))
    if stem != word:
        return (), defined
    tanwin = (stem + "ا",) if "tanwin" in classes and _takes_tanwin(stem) else ()
    bare = tuple(dict.fromkeys((*free[:1], *tanwin, *free[1:], *construct, *owned)))
    return bare, defined if "article" in classes else ()


@lru_cache(maxsize=8192)
def first_word(
    word: str, defined_next: bool, endings: str = ""
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the shapes of the first word of a longer noun, bare ones and those with ال.

    Before a word with ال it stands in construct (مسلحو المعارضة) unless it has the article
    itself; it never takes a pronoun.

    Examples
    --------
    >>> first_word("مسلح", True)
    (('مسلح', 'مسلحا', 'مسلحي', 'مسلحو', 'مسلحات'), ())
    """
    stem = without_article(word)
    if stem == word and word.endswith("و") and len(word) > 4:
        return (word, word[:-1] + "ي"), ()  # listed in construct: مسلحو المعارضة
    classes = ending_classes(stem, endings) - {"pronoun"}
    free, construct, _ = _endings(stem, classes)
    if stem != word:
        return (), tuple(dict.fromkeys("ال" + shape for shape in free))
    if not defined_next:
        return one_word(word, " ".join(sorted(classes)) or "none")
    plural = (stem,) if not is_plural(stem) else ()
    feminine = tuple(shape for shape in free if shape.endswith("ات"))
    return tuple(dict.fromkeys((*plural, *construct, *feminine))), ()


def _endings(stem: str, classes: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Return the shapes without pronoun, those in construct, and those with a pronoun."""
    if is_plural(stem):
        base = stem[:-2]
        construct = (base + "و", base + "ي")
        return (stem, base + "ين"), construct, _owned(construct, classes)
    if stem.endswith("ة"):
        return _feminine(stem[:-1], classes)
    if stem.endswith("اء"):
        return _hamza(stem, classes)
    if stem.endswith("ات") and len(stem) > 3:
        return (stem,), (), _owned((stem,), classes)
    if stem[-1] in "اى":
        return _weak(stem, classes)
    return _regular(stem, classes)


def _regular(stem: str, classes: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    free, construct = [stem], []
    owners: list[str] = []
    if "dual" in classes:
        free += [stem + "ان", stem + "ين"]
        construct += [stem + "ا"]
    if "plural" in classes:
        free += [stem + "ون", stem + "ين"]
        construct += [stem + "ي", stem + "و"]
        owners += [stem + "و", stem + "ي"]
    if "feminine" in classes:
        free += [stem + "ات"]
        owners += [stem + "ات"]
    bare = _owned((stem,), classes)
    if "plural" in classes:  # مسلحه would be مسلحة
        bare = tuple(shape for shape in bare if shape != stem + "ه")
    return tuple(free), tuple(construct), (*bare, *_owned(tuple(owners), classes))


def _feminine(stem: str, classes: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    free, construct, owners = [stem + "ة"], [], [stem + "ت"]
    if "dual" in classes:
        free += [stem + "تان", stem + "تين"]
        construct += [stem + "تا", stem + "تي"]
    if "feminine" in classes:
        free += [stem + "ات"]
        owners += [stem + "ات"]
    return tuple(free), tuple(construct), _owned(tuple(owners), classes)


def _hamza(stem: str, classes: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    free, construct = [stem], []
    if "dual" in classes:
        free += [stem + "ان", stem + "ين"]
        construct += [stem + "ا"]
    if "feminine" in classes:
        free += [stem + "ات"]
    seats = tuple(stem[:-1] + seat for seat in "ءؤئ")
    return tuple(free), tuple(construct), _owned(seats, classes)


def _weak(stem: str, classes: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    free = [stem]
    if stem.endswith("ى") and len(stem) > 4:  # مستشفى, not the plural قتلى
        free += [stem[:-1] + end for end in ("يان", "يين") if "dual" in classes]
        free += [stem[:-1] + "يات"] if "feminine" in classes else []
    return tuple(free), (), _owned((stem[:-1] + "ا",), classes)


def _owned(shapes: tuple[str, ...], classes: frozenset[str]) -> tuple[str, ...]:
    if "pronoun" not in classes:
        return ()
    return tuple(shape + pronoun for shape in shapes for pronoun in _PRONOUNS)


def _takes_tanwin(stem: str) -> bool:
    return not is_plural(stem) and stem[-1] not in "ةىاأ" and not stem.endswith(("اء", "ات"))
