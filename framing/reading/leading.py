"""A subject that stands before its verb of saying: لكن مصادر طبية قالت، موسكو تؤكد."""

from __future__ import annotations

from framing.reading.cues import entries, word_lists
from framing.reading.eventkinds import ACT, CUE
from framing.reading.naming import Name, find_name, name_ending
from framing.reading.speech import Anchor
from framing.reading.subjects import next_word_end
from framing.reading.words import fold, word_after, words_of

_LEADS = frozenset({"كان", "كانت", "لكن", "ولكن", "الا", "بينما", "فيما", "غير", "بيد"})
_BETWEEN = frozenset({"قد", "فقد", "لم", "لا", "لن", "سوف", "سبق"})
WHO = ("place", "given_name", "office", "speaking_office", "title_word", "role_word", "source")
_NOBODY = ("boundary", "adverb", "starter", "opener", "no_subject")
_RELATIVES = frozenset({"الذي", "التي", "والذي", "والتي"})
_IN_IT = frozenset({"فيه", "فيها", "خلاله", "خلالها", "عبره", "عبرها"})
_OWN = ("تعبير", "قول", "وصف", "راي", "زعم", "كلام", "اعتقاد", "تقدير", "تصريح")
_IMPERSONAL = frozenset({"يعتقد", "يرجح", "يشتبه", "يتوقع", "يخشي", "يذكر", "يظن"})
_WITH_PRONOUN = frozenset({"انه", "انها", "انهم", "لكنه", "لكنها", "لكنهم"})
_LEAD, _REACH = 24, 120  # characters before a word of saying that are looked at
_OPENING = frozenset('،,.:؛!?؟»”"–—-)')
_LONGEST_OFFICE = 6  # words, where the first is an office or source
_LONGEST = 4  # words before a verb that nothing else leads to


def leading_subject(text: str, start: int, cue: Anchor) -> Name | None:
    """Return the name in the words from ``start`` to a verb, where they can be its subject.

    Parameters
    ----------
    text : str
        The article.
    start : int
        Where the sentence, or what is left of it, begins.
    cue : Anchor
        The verb.

    Examples
    --------
    >>> from framing.reading.cues import entries
    >>> text = "الحكومة تؤكد أن الأسعار ثابتة"
    >>> name = leading_subject(text, 0, Anchor(8, 12, entries()["تؤكد"]))
    >>> text[name.start : name.end]
    'الحكومة'
    """
    lists = word_lists()
    comma = text.rfind("،", start, cue.start) + 1
    if comma and _leads(words_of(text, comma, cue.start)):
        start = comma  # …، لكن مصادر طبية قالت
    if not _leads(words_of(text, start, cue.start)):
        start = _after_particle(text, start, cue.start)
    words = words_of(text, start, cue.start)
    progressive = _is_progressive(text, start, cue)
    if not progressive and not _leads(words) and not _may_lead(words, cue):
        return None
    while start < cue.start and word_after(text, start).removeprefix("و") in lists["starter"]:
        start = next_word_end(text, start)
    end = cue.start
    first = word_after(text, start)
    if (first in lists["no_subject"] and first != "اما") or first.removeprefix("و") in lists[
        "boundary"
    ]:
        return None
    if progressive:
        return find_name(text, next_word_end(text, start), cue.start)
    if first in entries():
        return None  # لكنه يشكك في الأمر قائلاً: another verb
    if first == "اما":  # أما فلان فقد قال
        start = next_word_end(text, start)
    if words[-1] in _BETWEEN:
        end = start + len(text[start:end].rstrip().rsplit(None, 1)[0])
    return find_name(text, start, end)


def _is_progressive(text: str, start: int, cue: Anchor) -> bool:
    """Tell whether a verb goes on with one of saying before its subject: وتابع فلان يقول."""
    first = entries().get(word_after(text, start))
    if first is None or first.kind != CUE or cue.entry.kind != CUE or cue.entry.linked:
        return False
    return text[cue.start] in "يت" and not _OPENING & set(text[start : cue.start])


def _after_particle(text: str, start: int, end: int) -> int:
    """Step over what another clause says up to its particle: [يذكر أن] الهيئة قالت."""
    ends = [
        at + len(word) + 2
        for word in ("أن", "إن", "ان", "أنّ", "لكن", "ولكن", "غير أن", "إلا أن")
        if (at := text.rfind(f" {word} ", start, end)) >= 0
    ]
    return max(ends, default=start)


def _leads(words: list[str]) -> bool:
    return words[:1] == ["اما"] or any(word.removeprefix("و") in _LEADS for word in words[:3])


def _may_lead(words: list[str], cue: Anchor) -> bool:
    """Tell whether a few words before a verb can be its subject: موسكو تؤكد أن."""
    while words and words[0].isdigit():
        words = words[1:]  # 22:20 فلان يقول
    longest = _LONGEST
    if words and any(words[0] in word_lists()[name] for name in ("office", "source")):
        longest = _LONGEST_OFFICE
    if not 0 < len(words) <= longest or cue.entry.linked or cue.entry.kind != CUE:
        return False
    first, lists = words[0], word_lists()
    if first.isdigit() or any(first in lists[name] for name in _NOBODY):
        return False
    if len(words) == 1 or first.startswith("ال"):
        return not first.startswith(("و", "ف")) or first in lists["place"]
    return any(first in lists[name] for name in WHO)


def opens_clause(text: str, cue: Anchor, sentence: int, *, strict: bool = False) -> bool:
    """Tell whether a word of saying opens a clause, so that its subject may be left out.

    Examples
    --------
    >>> from framing.reading.cues import entries
    >>> text = "عاد السكان، وقالوا إنهم بخير"
    >>> opens_clause(text, Anchor(12, 18, entries()["وقالوا"]), 0)
    True
    """
    if cue.entry.kind not in (CUE, ACT) or cue.entry.linked or cue.start <= sentence:
        return True
    lead = text[max(sentence, cue.start - _LEAD) : cue.start]
    if not lead.strip() or (lead.rstrip()[-1] in _OPENING and not strict):
        return True
    before = fold(lead.split()[-1]).removeprefix("و")
    if before in _WITH_PRONOUN or (cue.entry.kind == CUE and _is_doubled(text, cue, before)):
        return True
    return before in word_lists()["opener"] or before in word_lists()["starter"]


def _is_doubled(text: str, cue: Anchor, before: str) -> bool:
    """Tell whether a word of saying goes with one right before it: وأردف يقول."""
    entry = entries().get(before) or entries().get("و" + before)
    present = fold(text[cue.start : cue.end]).startswith(("ي", "ت"))
    return present and entry is not None and entry.kind == CUE


def related_subject(text: str, sentence: int, cue: Anchor) -> Name | None:
    """Return the person of whom a relative clause speaks: فلان الذي قال، كلمة لفلان قال فيها."""
    low = max(sentence, cue.start - _REACH)
    lead = text[low : cue.start].rstrip()
    at = lead.rfind(" ")
    relative = fold(lead[at + 1 :]) in _RELATIVES
    if relative:
        lead = lead[: max(at, 0)]
    elif cue.entry.linked or word_after(text, cue.end) not in _IN_IT:
        return None
    return name_ending(text, low, low + len(lead))


def starts_paragraph(text: str, cue: Anchor) -> bool:
    """Tell whether ذكر stands first in its paragraph, right before its particle."""
    if cue.entry.cue is None or cue.entry.cue.cue != "ذكر" or cue.entry.linked:
        return False
    before = text[max(0, cue.start - 3) : cue.start].rstrip(" \u00a0")
    return (not before or before.endswith("\n")) and word_after(text, cue.end) in ("ان", "انه")


def is_impersonal(text: str, cue: Anchor, sentence: int) -> bool:
    """Tell whether a verb at the beginning of a sentence is nobody's: ويُعتقد أن."""
    if text[sentence : cue.start].strip():
        return False
    verb = fold(text[cue.start : cue.end]).removeprefix("و")
    return verb in _IMPERSONAL and word_after(text, cue.end).removeprefix("ب") in (
        "ان",
        "انه",
        "انها",
    )


def is_object(name: Name, cue: Anchor, *, takes: bool) -> bool:
    """Tell whether a noun after a verb is what it is about: وأكد ضرورة …، ودعت المجتمع إلى.

    Only verbs that take persons (``takes``) have definite nouns for objects.
    """
    first = name.words[0]
    if name.rule not in ("office", "name"):
        return False
    if first in word_lists()["action"]:
        return True
    return takes and first.startswith("ال") and not can_speak(name)


def can_speak(name: Name) -> bool:
    """Tell whether a name is a person's, or begins with a word for those who speak."""
    first, lists = name.words[0], word_lists()
    return name.rule not in ("office", "name") or any(first in lists[known] for known in WHO)


def is_own_word(word: str) -> bool:
    """Tell whether a word only points to who speaks: بحسب تعبيره، على حد قولهم.

    Examples
    --------
    >>> is_own_word("تعبيره"), is_own_word("الوزاره")
    (True, False)
    """
    return word.startswith(_OWN) and word.endswith(("ه", "ها", "هم"))
