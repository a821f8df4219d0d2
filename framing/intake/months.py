"""Names of months and weekdays, folded: أ إ آ as ا, ة as ه, ى as ي, no marks, lower case."""

from __future__ import annotations

_GREGORIAN_NAMES = {
    1: "يناير|كانون الثاني|جانفي|كانون ثاني|january|jan",
    2: "فبراير|شباط|فيفري|february|feb",
    3: "مارس|اذار|march|mar",
    4: "ابريل|نيسان|افريل|april|apr",
    5: "مايو|ايار|ماي|may",
    6: "يونيو|يونيه|حزيران|جوان|june|jun",
    7: "يوليو|يوليه|تموز|جويليه|يوليوز|july|jul",
    8: "اغسطس|اب|اوت|غشت|august|aug",
    9: "سبتمبر|ايلول|شتنبر|september|sept|sep",
    10: "اكتوبر|تشرين الاول|تشرين اول|october|oct",
    11: "نوفمبر|تشرين الثاني|تشرين ثاني|نونبر|november|nov",
    12: "ديسمبر|كانون الاول|كانون اول|دجنبر|december|dec",
}

_HIJRI_NAMES = {
    1: "محرم|المحرم",
    2: "صفر",
    3: "ربيع الاول|ربيع اول",
    4: "ربيع الثاني|ربيع الاخر|ربيع ثاني|ربيع اخر",
    5: "جمادي الاولي|جمادي الاول|جماد الاول",
    6: "جمادي الاخره|جمادي الثانيه|جمادي الثاني|جماد الثاني|جمادي الاخر",
    7: "رجب",
    8: "شعبان",
    9: "رمضان",
    10: "شوال",
    11: "ذو القعده|ذي القعده|ذوالقعده",
    12: "ذو الحجه|ذي الحجه|ذوالحجه",
}

_WEEKDAY_NAMES = {
    0: "الاثنين|الإثنين|اثنين|monday|mon",
    1: "الثلاثاء|الثلثاء|ثلاثاء|tuesday|tue",
    2: "الاربعاء|اربعاء|wednesday|wed",
    3: "الخميس|خميس|thursday|thu",
    4: "الجمعه|جمعه|friday|fri",
    5: "السبت|سبت|saturday|sat",
    6: "الاحد|احد|sunday|sun",
}


def _by_name(names: dict[int, str]) -> dict[str, int]:
    return {name: number for number, row in names.items() for name in row.split("|")}


GREGORIAN = _by_name(_GREGORIAN_NAMES)
HIJRI = _by_name(_HIJRI_NAMES)
WEEKDAYS = _by_name(_WEEKDAY_NAMES)
