"""An article marked up: nothing lost, nothing run, nothing told by color alone."""

import re
from html import unescape

import pandas as pd
import pytest

import framing
from framing.errors import InputError

TEXT = "جسر جديد\n\nقال سامر نادر إن «الجسر» سليم & آمن <هنا>.\n\nمقالات ذات صلة\n\nسوق قديم"
ARTICLE = {"article_id": "a", "text": TEXT, "title": "جسر جديد", "body_start": 10}


def words(html: str) -> str:
    """The text a reader sees, legend, style and tags of labels left out."""
    body = html.split('<div class="text">')[1]
    body = re.sub(r'<(sub|small|span|b) class="tag[^>]*>.*?</\1>', "", body)
    return unescape(re.sub(r"<[^>]+>", "", body))


def test_the_whole_text_is_shown():
    assert words(framing.show_article(ARTICLE).html) == TEXT


def test_the_text_is_escaped():
    assert "<هنا>" not in framing.show_article(ARTICLE).html


def test_voices_furniture_and_direction_are_marked():
    html = framing.show_article(ARTICLE).html
    assert 'class="reported"' in html and 'title="سامر نادر"' in html
    assert "furniture" in html.split("</style>")[1]
    assert "direction:rtl" in html and "prefers-color-scheme:dark" in html


def test_mentions_carry_their_label_in_words():
    at = TEXT.index("الجسر")
    row = {"article_id": "a", "start": at, "end": at + 5, "concept": "bridge", "label": "span"}
    html = framing.show_article(ARTICLE, pd.DataFrame([row])).html
    assert "span" in re.sub(r"<[^>]+>", " ", html.split("</style>")[1])
    assert words(html) == TEXT


def test_mentions_of_other_articles_are_left_out():
    row = {"article_id": "b", "start": 0, "end": 3, "concept": "bridge", "label": "span"}
    assert 'class="mention"' not in framing.show_article(ARTICLE, pd.DataFrame([row])).html


def test_a_notebook_shows_it():
    page = framing.show_article(pd.DataFrame([ARTICLE]), language="en")
    assert page._repr_html_() == page.html and "own words" in page.html


@pytest.mark.parametrize("article", [pd.DataFrame(), pd.DataFrame([ARTICLE, ARTICLE])])
def test_one_article_is_asked_for(article):
    with pytest.raises(InputError):
        framing.show_article(article)
