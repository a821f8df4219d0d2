"""A verb, listed as قتل or قُتِلَ, conjugated for matching.

Past, present indicative and present subjunctive in the first and third persons, through
libqutrub. Left out are the second persons, which news hardly has, and shapes that are other,
frequent words: those of weak verbs that lose their vowel (لم يستعد, did not regain, is written
as يستعد, prepares), the first person singular of the present (أسقط is "shot down"; أُغتال is
اغتال), and the first plural of a passive (نُفاد is نفاد).

A form vocalized as passive (قُتل، أُعدم، تُوفي، اغتُيل) is conjugated in the passive only; any
other in the active.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from framing.errors import LexiconError

_DAMMA, _SHADDA = "\u064f", "\u0651"
_MARKS = dict.fromkeys([*range(0x064B, 0x0653), 0x0670, 0x0640])
_THIRD = ("هو", "هي", "هما", "هما مؤ", "هم")
_FIRST = ("أنا", "نحن")
_NAMES = {"ضمة": "\u064f", "كسرة": "\u0650", "فتحة": "\u064e"}


@lru_cache(maxsize=4096)
def conjugate(form: str) -> tuple[tuple[str, bool, bool], ...]:
    """Return the shapes of a verb as ``(shape, is indicative, is subjunctive)``.

    Parameters
    ----------
    form : str
        The third person masculine of the past. Vowels choose: a damma on the first letter
        (قُتل), or before the last two of a longer verb (استُشهد), makes it passive; a shadda
        tells صفّى from صفى and حُيّد from a passive of حاد.

    Returns
    -------
    tuple
        Unvocalized, each shape once; past shapes first.

    Raises
    ------
    LexiconError
        When it is not a verb that can be conjugated.

    Examples
    --------
    >>> [shape for shape, indicative, _ in conjugate("قُتل") if indicative][:4]
    ['يقتل', 'تقتل', 'يقتلان', 'تقتلان']
    >>> "اغتيلت" in [shape for shape, *_ in conjugate("اغتيل")]
    True
    """
    plain = form.translate(_MARKS)
    if not re.fullmatch("[ء-ي]{2,}", plain):
        raise _not_a_verb(form)
    try:
        if is_passive(form):
            found = _passive(form, plain)
        else:
            found = [table for base, ft in _bases(form) for table in _tables(base, ft, False)]
            if not any(plain in past for past, _, _ in found):
                found = _passive(form, plain) or found
    except (UnboundLocalError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise _not_a_verb(form) from error
    shapes: dict[str, tuple[bool, bool]] = {}
    for past, indicative, subjunctive in found:
        for shape in past:
            shapes.setdefault(shape, (False, False))
        for shape in indicative:
            shapes[shape] = (True, shapes.get(shape, (False, False))[1])
        for shape in subjunctive:
            shapes[shape] = (shapes.get(shape, (False, False))[0], True)
    if plain not in shapes:
        raise _not_a_verb(form)
    return tuple((shape, *moods) for shape, moods in shapes.items() if len(shape) > 1)


def is_passive(form: str) -> bool:
    """Tell whether a verb is vocalized as passive.

    Examples
    --------
    >>> [is_passive(form) for form in ("قُتِلَ", "استُشهد", "اغتيل", "قتل", "كبُر")]
    [True, True, True, False, False]
    """
    before, damma, _ = form.partition(_DAMMA)
    place = len(before.translate(_MARKS)) - 1
    plain = form.translate(_MARKS)
    if len(plain) > 3 and (plain[-1] == "ي" or (plain[0] in "اأ" and plain[-2] == "ي")):
        return True  # توفي and اغتيل can be nothing else
    if len(plain) == 4 and plain[1] == "و" and plain[0] not in "تأا":
        return True  # حوصر
    return bool(damma) and (place == 0 or (len(plain) > 3 and place <= len(plain) - 3))


Table = tuple[list[str], list[str], list[str]]


def _passive(form: str, plain: str) -> list[Table]:
    """Find the active verb whose passive is written like the form, and conjugate that."""
    for candidate in _actives(form, plain):
        tables = [t for base, ft in _bases(candidate) for t in _tables(base, ft, True)]
        if any(plain in past for past, _, _ in tables):
            return [table for table in tables if plain in table[0]]
    return []  # no verb has such a passive


def _actives(form: str, plain: str) -> list[str]:
    """Return the active verbs whose passive could be written so, the likeliest first."""
    kept = "".join(ch for ch in form if ch not in _HARAKAT)
    found = []
    if len(plain) > 2 and plain[-2] == "ي" and _SHADDA not in kept:
        found.append(plain[:-2] + "ا" + plain[-1])  # اغتيل, قيل; but حُيّد
    if len(plain) > 3 and plain[1] == "و" and plain[0] not in "تأا":
        found.append(plain[0] + "ا" + plain[2:])  # حوصر
    if plain[-1] == "ي":
        found += [plain[:-1] + "ى", plain[:-1] + "ا"]
    found += [kept, plain, plain.replace("ئ", "أ"), plain.replace("ؤ", "أ")]
    return [verb for verb in dict.fromkeys(found) if len(verb) > 1]


_HARAKAT = frozenset(chr(code) for code in _MARKS if chr(code) != _SHADDA)


def _bases(form: str) -> list[tuple[str, str]]:
    """Return the verb as libqutrub wants it, with each vowel its present may have."""
    kept = "".join(ch for ch in form if ch not in _HARAKAT)
    plain = form.translate(_MARKS)
    if len(plain) == 2 and _SHADDA not in kept:
        kept += _SHADDA  # شن is شنّ
    if len(plain) > 3 and not kept.endswith(_SHADDA):
        kept = plain  # its passive of توفّى is wrong, that of توفى right
    if _SHADDA not in kept[:-1]:
        key = plain if len(plain) == 3 else kept
        known = _three_letters().get(key, ())
        if known:
            return list(known)
    return [(kept, _NAMES["فتحة"])]


def _tables(base: str, vowel: str, passive: bool) -> list[Table]:
    from libqutrub import verb_const as tense
    from libqutrub.classverb import VerbClass

    verb: Any = VerbClass(base, True, vowel)
    verb.conjugate_all_tenses()
    hollow = base.translate(_MARKS)[-2:-1] == "ا"  # endings of consonants cost it its vowel
    past_persons = _THIRD if hollow else (*_THIRD, *_FIRST, "هن")
    persons = _THIRD if passive else (*_THIRD, "نحن")
    persons = persons if hollow else (*persons, "هن")
    names = (
        (tense.TensePassivePast, tense.TensePassiveFuture, tense.TensePassiveSubjunctiveFuture)
        if passive
        else (tense.TensePast, tense.TenseFuture, tense.TenseSubjunctiveFuture)
    )
    past, indicative, subjunctive = (
        [verb.conj_display.get_conj(name, person).translate(_MARKS) for person in who]
        for name, who in zip(names, (past_persons, persons, persons), strict=True)
    )
    return [(past, indicative, subjunctive)]


@cache
def _three_letters() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return unvocalized verb → vocalized ones, each with the vowel of its present."""
    from libqutrub.triverbtable import TriVerbTable

    found: dict[str, dict[tuple[str, str], None]] = {}
    for entry in TriVerbTable.values():
        plain = entry["verb"].translate(_MARKS)
        found.setdefault(plain, {})[entry["verb"], _NAMES[entry["haraka"]]] = None
    return {plain: tuple(verbs) for plain, verbs in found.items()}


def _not_a_verb(form: str) -> LexiconError:
    return LexiconError(
        f"{form!r} cannot be conjugated: it is not the third person masculine of a past",
        remedy="List it so (قتل, passive قُتل, doubled شنّ), or as a phrase.",
    )
