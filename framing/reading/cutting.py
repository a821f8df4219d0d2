"""Does a word end the report before it, because the outlet's own clause begins there."""

from __future__ import annotations

from framing.reading.cues import Entry, past_forms, word_lists
from framing.reading.eventkinds import ACTING, COLON, CUE, MARK, PARTICIPLE, PAUSE, STOP, THAT
from framing.reading.saying import AT_ONCE, SOON, announces, cue_of, is_taking
from framing.reading.sentence import Sentence
from framing.reading.words import fold, word_after, word_before, words_of

_RELATIVES = frozenset({"الذي", "التي", "الذين", "والتي", "والذي", "والذين", "وهو", "وهي"})
_CALLING = ("يا", "با", "دا")
# Not only details are given; without a comma before it, it may be anything.
_GIVEN = frozenset({"تقديم", "مزيد", "اضافه", "الاشاره", "يقدم", "تقدم", "يعطي", "تعطي"})
_BEFORE_TURN = 3  # characters of a contrast's own beginning: و، في
_HOLY = frozenset({"الله", "تعالي", "سبحانه", "عز", "رسول", "الرسول", "النبي"})
_LEAD = 24  # characters between a comma and a verb that few words lead to
_SUBJECT = 120  # characters of a subject and what is said of it between commas
_VERBS = frozenset({"قد", "كان", "كانت", "سوف", "لم", "لن", "ليس", "هو", "هي"})
_MEANWHILE = ("وإذ ", "إذ ", "وفيما ", "فيما ", "وبينما ", "بينما ")
_DASHES = frozenset("ـ-–—")
_BEFORE_VERB = 24  # characters of لم and a verb
_FAR_SPEECH = 150  # characters between وقال and what was said
_NEW_CLAUSE = 70  # characters between a contrast and the cue of its clause


def cut(state: Sentence, entry: Entry, number: int) -> int:
    """Return where a report ends because this word begins a clause of the outlet's, or -1."""
    start, end = state.starts[number], state.ends[number]
    adjacent = state.after_pause(start)
    if entry.kind in (PARTICIPLE, ACTING):
        feminine = fold(state.text[start:end]).endswith("ه")
        by_her = state.report_cue is not None and state.report_cue.entry.gender == "f"
        verb = state.report_cue is not None and state.report_cue.entry.kind == CUE
        theirs = verb and by_her and not feminine  # ذكرت مصادر أن المئات تظاهروا، منتقدين …
        loose = entry.linked or (feminine and not by_her) or theirs
        taking = entry.kind == PARTICIPLE and is_taking(state, entry, end)
        calling = entry.kind == ACTING and cue_of(entry).speech
        taking = taking or (
            calling and not entry.linked and fold(state.text[start:end]).endswith(_CALLING)
        )
        adjacent = adjacent or state.text[start - 2 : start - 1] in _DASHES  # ـ حفظه الله ـ رافعاً
        return start if taking or (adjacent and not loose) else -1
    turned = state.contrast > state.report and state.pause < state.contrast + _BEFORE_TURN
    if turned and entry.kind == CUE and cue_of(entry).needs == "thought":
        return -1  # …، لكنه يعتقد أن: the speaker's own view
    if turned and start - state.contrast < _NEW_CLAUSE:
        told = state.text[state.contrast : state.contrast + 3] != "حيث"
        if told or announces(state, number):
            return state.contrast
        return -1  # …، حيث عبر عن أمله: what was told goes on
    if state.as_at > state.report and start - state.as_at < 6:
        return state.as_at
    if adjacent and entry.linked and _is_of_another(state, entry, end):
        return -1
    if adjacent and (entry.linked or entry.kind == CUE):
        if not entry.linked and _awaits_verb(state, start):
            return -1
        return start if entry.kind != CUE or _is_own(state, entry, number) else -1
    if entry.kind == CUE and _led_in(state, start):
        return state.pause
    if entry.kind == CUE and cue_of(entry).speech:
        if state.report_rule == "headline" and _announces_far(state, number):
            return start  # الوزير: … قال الوزير إن
        if _new_subject(state, start, end):
            return state.pause
        return start if entry.linked and _announces_far(state, number) else -1
    return start if entry.kind == CUE and _goes_on_to_say(state, entry, number) else -1


def _goes_on_to_say(state: Sentence, entry: Entry, number: int) -> bool:
    """Tell whether who speaks says more, though nothing stops the report: … ولفت إلى أن."""
    speaks = state.report_cue
    if not entry.linked or state.report_marked or speaks is None or speaks.entry.kind != CUE:
        return False
    past = fold(state.text[state.starts[number] + 1 : state.ends[number]])
    same = entry.gender == speaks.entry.gender and past in past_forms(cue_of(entry).cue)
    that = number + 1 < state.last and state.kinds[number + 1] == THAT
    return same and that and announces(state, number, AT_ONCE)


def _is_of_another(state: Sentence, entry: Entry, end: int) -> bool:
    """Tell whether a verb without subject cannot be of who speaks: قال إن لجنة …، وطلبت مالاً."""
    speaks = state.report_cue
    if speaks is None or speaks.entry.kind != CUE or speaks.entry.gender != "m":
        return False
    following = state.text[end : end + _BEFORE_VERB].split()
    return entry.gender == "f" and bool(following) and following[0].endswith(("اً", "ًا"))


def _announces_far(state: Sentence, number: int) -> bool:
    """Tell whether وقال mid-sentence begins another, unstopped: وقال فلان، عبر حسابه: «…»."""
    if announces(state, number):
        return True
    following = number + 1
    while following < state.last and state.kinds[following] == PAUSE:
        following += 1
    said = following < state.last and state.kinds[following] in (THAT, COLON, MARK)
    verb = cue_of(state.words[state.items[number]]).cue
    return said and verb == "قال" and state.starts[following] - state.ends[number] < _FAR_SPEECH


def _is_own(state: Sentence, entry: Entry, number: int) -> bool:
    """Tell whether a verb of saying right after a comma can be the outlet's, not the speaker's.

    A verb in the present without و describes what stands before it (…، يفيد بتحركات), one that
    is often no verb of saying (يردد) must have what was said after it, and in what a governing
    phrase gives a verb goes on with the same source.
    """
    cue = cue_of(entry)
    if word_after(state.text, state.ends[number]) in _HOLY:
        return False  # …، قال الله تعالى: the speaker recites
    if state.report_rule == "governed":
        return number + 1 < state.last and state.kinds[number + 1] in (THAT, COLON)
    if cue.needs == "said":
        return announces(state, number) or is_taking(state, entry, state.ends[number])
    if entry.linked or state.quoted >= state.starts[number] - 3:
        return True
    if state.text.startswith(_MEANWHILE, state.sentence + state.text[state.sentence].isspace()):
        return True  # وإذ يرى أن …، يعرب عن استغرابه
    present = fold(state.text[state.starts[number] : state.ends[number]])[0] in "يت"
    past = state.text[state.starts[number] : state.ends[number]] in past_forms(cue.cue)
    return not present or past or (cue.speech and _follows_soon(state, number))


def _follows_soon(state: Sentence, number: int) -> bool:
    """Tell whether what was said, or the sentence's end, follows a word of saying soon."""
    following = number + 1
    if following >= state.last:
        return True
    if state.kinds[following] not in (THAT, COLON, MARK, STOP):
        return False
    return state.starts[following] - state.ends[number] < SOON


def _new_subject(state: Sentence, start: int, end: int) -> bool:
    """Tell whether a new subject and its verb of saying follow a comma: ، وفلان يقول إن."""
    if state.pause <= state.report or start - state.pause > 50:
        return False
    if not word_after(state.text, end).startswith("ان"):
        return False
    subject = list(map(fold, state.text[state.pause : start].split()))
    return 0 < len(subject) < 5 and subject[0].startswith("و") and subject[0] not in _RELATIVES


def _led_in(state: Sentence, start: int) -> bool:
    """Tell whether few words lead from a comma to a verb of the outlet's: ، من جهتها ذكرت."""
    if state.pause <= state.report or start - state.pause > _LEAD:
        return False
    lead = words_of(state.text, state.pause, start)
    if not lead:
        return False
    if lead[0] == "اما":
        return state.text[start] == "ف"  # …، أما الثالث فقال
    turned = lead[0].removeprefix("و") in ("من", "في", "بدوره", "بدورها")
    return lead == ["ولم"] or (turned and set(lead) <= state.lists["opener"])


def _awaits_verb(state: Sentence, start: int) -> bool:
    """Tell whether the subject of what is told still has no verb: قال إن خبيراً، …، أكد ذلك."""
    if state.report_marked or start - state.report > _SUBJECT:
        return False
    words = words_of(state.text, state.report, start)
    if not words:
        return False
    first = words[0]
    someone = first in state.lists["speaking_office"] or first in state.lists["role_word"]
    if not someone and not (first.endswith("ا") and len(first) > 3):
        return False
    return not any(word[0] in "يت" or word in _VERBS for word in words[1:])


def is_background(state: Sentence, start: int, end: int) -> bool:
    """Tell whether the outlet goes back in time after a comma: ، وكان فلان قد أعلن."""
    if not fold(state.text[start:end]).startswith("وكان"):
        return False
    following = words_of(state.text, end, end + _NEW_CLAUSE)
    return "قد" in following[:6] and state.after_pause(start)


def is_contrast(state: Sentence, start: int, end: int) -> bool:
    """Tell whether a word really turns: في حين but not حين, إلا أن but not إلا."""
    word = fold(state.text[start:end])
    if word.endswith("دون") or word.startswith("وكان"):
        return False
    if word.endswith("حين"):
        return word_before(state.text, start) in ("في", "وفي")
    if word.endswith(("الا", "غير", "بيد")):
        return word_after(state.text, end) in ("ان", "انه", "انها", "انهم")
    return not word.endswith("اذ") or state.pause == start - 1


def goes_on(state: Sentence, start: int, end: int) -> bool:
    """Tell whether a contrast leaves the sentence whole: …، في حين …، …، حيث …."""
    if state.text[end - 3 : end] == "حين":
        return True
    return state.text[start:end] == "حيث" and state.after_pause(start)


def inference(state: Sentence, start: int) -> int:
    """Return where a report ends because the outlet tells what was meant: …، في إشارة إلى."""
    hint = state.text[start - 3 : start + 1] == "في إ" and word_after(state.text, start) == "اشاره"
    return start - 3 if hint else -1


def is_withheld(state: Sentence, start: int, end: int) -> bool:
    """Tell whether the outlet says what it was not told: …، من دون إعطاء مزيد من التفاصيل."""
    if not fold(state.text[start:end]).endswith("دون"):
        return False
    told = words_of(state.text, end, end + 30)[:2]
    withheld = state.lists["withheld"]
    if not told or not (told[0] in withheld or (told[0] == "ان" and told[-1] in withheld)):
        return False
    first = start - 3 if state.text[start - 3 : start] == "من " else start
    return told[-1 if told[0] == "ان" else 0] not in _GIVEN or state.after_pause(first)


def is_reserve(text: str, start: int, end: int) -> bool:
    """Tell whether a contrast says what the speaker did not: …، لكنها لم تحدد أين.

    Examples
    --------
    >>> is_reserve("لكنها لم تحدد أين", 0, 5)
    True
    """
    turn = fold(text[start:end]).removeprefix("و")
    if turn == "لكن":
        return text.startswith(" لم يتسن", end)
    if turn not in ("لكنه", "لكنها", "لكنهم"):
        return False
    told = words_of(text, end, end + _BEFORE_VERB)[:2]
    return len(told) == 2 and told[0] == "لم" and told[1] in word_lists()["reserved"]
