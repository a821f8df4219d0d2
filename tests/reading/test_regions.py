"""Page furniture is told from prose, and nothing is lost."""

import pytest

from framing.reading.furniture import NOTHING, learn_furniture
from framing.reading.regions import find_regions
from tests.reading.voice_cases import load_cases, unmarked

FURNITURE = ("boilerplate", "caption")


def letters_of_furniture(text, **known):
    regions = [r for r in find_regions(text, **known) if r.name in FURNITURE]
    return "".join(c for r in regions for c in text[r.start : r.end] if c.isalnum())


@pytest.mark.parametrize("case", load_cases("regions"), ids=lambda c: c["name"])
def test_furniture_is_found_where_marked(case):
    text, voices = unmarked(case["page"].replace("⏎", "\n"))
    title = text.partition("\n\n")[0]
    marked = "".join(c for c, v in zip(text, voices, strict=True) if v != "own" and c.isalnum())
    assert letters_of_furniture(text, title=title, body_start=len(title) + 2) == marked


def test_the_lead_is_the_first_paragraph_of_prose():
    text = "عنوان الصفحة هنا\n\nالميدان – سامر\nأول الكلام.\nثاني الكلام.\nثالث الكلام."
    found = [(r.name, text[r.start : r.end].strip()) for r in find_regions(text, "", 18)]
    assert found == [
        ("title", "عنوان الصفحة هنا"),
        ("boilerplate", "الميدان – سامر"),
        ("lead", "أول الكلام."),
        ("body", "ثاني الكلام.\nثالث الكلام."),
    ]


def test_the_authors_line_is_furniture():
    text = "سامر نادر وليث ماهر وهالة القاضي من عدن\nوصلت السفينة صباحاً."
    author = "سامر نادر وليث ماهر وهالة القاضي من عدن"
    assert letters_of_furniture(text, author=author) == author.replace(" ", "")


def test_lines_that_an_outlet_repeats_are_learned():
    pages = [f"خبر {'أبجدهوزحطيكل'[n]} من المرفأ.\nزورونا في سوق الميدان" for n in range(12)]
    learned = learn_furniture(pages, [0] * 12)
    assert letters_of_furniture(pages[0], learned=learned) == "زورونافيسوقالميدان"


def test_beginnings_and_ends_that_an_outlet_repeats_are_learned():
    words = "أبجدهوزحطيكلمنسعفصقرش"
    pages = [f"زر القائمة {c} وصلت السفينة صباحاً إلى {c}. عد إلى الأعلى" for c in words]
    learned = learn_furniture(pages, [0] * len(pages))
    assert letters_of_furniture(pages[3], learned=learned) == "زرالقائمةعدإلىالأعلى"


def test_few_articles_teach_nothing():
    assert learn_furniture(["سطر واحد\nسطر ثان"] * 4, [0] * 4) == NOTHING


def test_long_lines_that_copies_share_are_not_learned():
    copy = "وصلت السفينة إلى المرفأ الكبير صباح اليوم بعد رحلة دامت ثلاثين يوماً في البحر الهائج."
    assert learn_furniture([copy] * 30, [0] * 30).lines == frozenset()
