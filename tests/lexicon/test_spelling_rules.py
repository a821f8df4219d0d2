"""Each spelling rule works where it is on, not where a card switches it off, with exact spans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from framing.lexicon.files import bundled_lexicons
from framing.lexicon.load import load_lexicon
from framing.reading.match import find_mentions
from framing.text.spelling import OFF_BY_DEFAULT, RULES
from tests.lexicon.conftest import forms

Rivers = Callable[..., Path]

# The rule, the form as it is listed, and the same as somebody wrote it.
WRITTEN = {
    "tashkeel": ("قوات سوريا", "قُوّات سُوريا"),
    "tatweel": ("قوات سوريا", "قـــوات سوريا"),
    "presentation": ("قوات سوريا", "ﻗﻮﺍﺕ سوريا"),
    "alef_seats": ("أنصار النهر", "انصار النهر"),
    "hamza_seats": ("مؤتمر", "مءتمر"),
    "alef_maqsura": ("فتاوي", "فتاوى"),
    "ta_marbuta": ("مظاهرة كبيرة", "مظاهره كبيره"),
    "persian": ("كتيبة", "کتيبة"),
    "country": ("قوات سوريا", "قوات سورية"),
    "democratic": ("الديمقراطية", "الديموقراطية"),
    "militia": ("ميليشيات قسد", "مليشيا قسد"),
    "digits": ("ثورة 25 يناير", "ثورة ٢٥ يناير"),
    "controls": ("قوات سوريا", "قوا\u200dت\u200f سوريا"),
    "case": ("YPG", "ypg"),
    "spaces": ("قوات سوريا", "قوات\u00a0سوريا"),
    "line_breaks": ("قوات سوريا", "قوات\r\nسوريا"),
    "inner_marks": ("قوات سوريا", "قوات «سوريا»"),
}


def test_every_rule_is_tried() -> None:
    assert set(WRITTEN) == set(RULES)


@pytest.mark.parametrize("rule", WRITTEN)
def test_a_rule_can_be_switched_off(rule: str, rivers: Rivers, tmp_path: Path) -> None:
    listed, written = WRITTEN[rule]
    table = forms(f"rivers-0001,river,big,{listed},phrase,{listed}.,,,,,")
    on = 'spelling_on = ["hamza_seats"]\n' if rule in OFF_BY_DEFAULT else ""
    off = "" if rule in OFF_BY_DEFAULT else f'spelling_off = ["{rule}"]\n'
    texts = [f"ذكر {written} هنا.", f"ذكر {listed} هنا."]
    articles = pd.DataFrame({"article_id": ["written", "listed"], "text": texts})
    found = {
        way: find_mentions(articles, str(rivers(card, home=tmp_path / way, forms=table)))
        for way, card in (("on", on), ("off", off))
    }
    assert found["on"]["surface"].to_list() == [written, listed]
    assert found["off"]["surface"].to_list() == [listed]


MARKS = "\u064f\u0651\u0670\u06e1\u0640\u200f"
WAYS: dict[str, Callable[[str], str]] = {
    "marks on every letter": lambda form: "".join(c if c == " " else c + MARKS for c in form),
    "hashtag": lambda form: form.replace(" ", "_"),
    "thin spaces": lambda form: form.replace(" ", "\u2009\u202f"),
    "broken lines": lambda form: form.replace(" ", " \r\n ", 1),
    "Persian letters": lambda form: form.replace("ي", "ی").replace("ك", "ک"),
    "no hamza on alef": lambda form: form.translate(str.maketrans("أإآ", "ااا")),
}


@pytest.mark.parametrize("name", [x for x in bundled_lexicons() if x != "neighbors"])
@pytest.mark.parametrize("way", WAYS)
def test_forms_are_found_however_they_are_written(name: str, way: str) -> None:
    lexicon = load_lexicon(name)
    free = [f for f in lexicon.forms if f.kind == "phrase" and not f.requires + f.forbids]
    chosen = [f for f in free if f.lexicon == name][:: max(1, len(free) // 40)]
    surfaces = [WAYS[way](form.form) for form in chosen]
    texts = [f"قال:{surface}،ثم سكت." for surface in surfaces]
    articles = pd.DataFrame({"article_id": [form.id for form in chosen], "text": texts})
    mentions = find_mentions(articles, lexicon, voices=False)
    found = set(zip(mentions["article_id"], mentions["concept"], mentions["label"], strict=True))
    assert [f.id for f in chosen if (f.id, f.concept, f.label) not in found] == []
    spans = dict(zip(articles["article_id"], articles["text"], strict=True))
    assert all(spans[m.article_id][m.start : m.end] == m.surface for m in mentions.itertuples())
