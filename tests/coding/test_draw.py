"""Units are split as they stand, drawn as probabilities say, blinded so that no name is left."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import framing
from framing.bundled import bundled_path
from framing.coding.blinding import blind_units, unblind
from framing.coding.draw import draw_units, unit_scores
from framing.coding.mentions import mention_units
from framing.coding.units import split_sentences, split_units
from framing.errors import InputError
from framing.reading.masking import MASK, mask_articles, name_pattern

NAMES = {
    "safarjal": ["السفرجل"],
    "kharnoub": ["الخرنوب"],
    "zarour": ["الزعرور"],
    "butm": ["البطم"],
    "unnab": ["العناب"],
    "dulb": ["الدلب"],
}


@pytest.fixture(scope="module")
def sample() -> pd.DataFrame:
    return framing.read_articles(bundled_path("corpus/sample"))


@pytest.mark.parametrize("unit", ["paragraph", "sentence"])
def test_paragraphs_and_sentences_slice_the_untouched_article(
    sample: pd.DataFrame, unit: str
) -> None:
    texts = dict(zip(sample["article_id"], sample["text"], strict=True))
    units = split_units(sample, unit)
    assert len(units) > 500
    for row in units.itertuples():
        assert texts[row.article_id][row.start : row.end] == row.text
    assert units["unit_id"].is_unique


def test_an_article_as_unit_has_no_page_furniture(sample: pd.DataFrame) -> None:
    units = split_units(sample, "article")
    assert len(units) == len(sample)
    assert not units["text"].str.contains("مقالات ذات صلة|تابعوا الدلب|المزيد حول هذه القصة").any()


def test_sentences_keep_titles_initials_and_decimals_together() -> None:
    text = "زار د. سالم و أ. هند المخيم. وبلغ العدد 3.5 آلاف؟ نعم… بل أكثر"
    assert [text[a:b] for a, b in split_sentences(text)] == [
        "زار د. سالم و أ. هند المخيم.",
        "وبلغ العدد 3.5 آلاف؟",
        "نعم…",
        "بل أكثر",
    ]


def test_probabilities_are_units_drawn_over_units_there() -> None:
    units = pd.DataFrame({"unit_id": range(100), "outlet": ["a"] * 80 + ["b"] * 20})
    drawn = draw_units(units, 30)
    assert drawn.groupby("outlet").size().tolist() == [15, 15]
    assert sorted(set(drawn["probability"])) == [15 / 80, 15 / 20]
    weights = (1 / drawn["probability"]).groupby(drawn["outlet"]).sum()
    assert weights.round(9).tolist() == [80, 20]


def test_hits_are_drawn_more_often_and_misses_still_are() -> None:
    units = pd.DataFrame({"unit_id": [str(n) for n in range(200)], "article_id": "x"})
    units = units.assign(start=np.arange(200) * 10, end=np.arange(200) * 10 + 9, outlet="a")
    mentions = pd.DataFrame({"article_id": "x", "start": np.arange(20) * 10 + 2})
    drawn = draw_units(units, 40, mentions=mentions)
    assert drawn.groupby("stratum").size().to_dict() == {
        "a · 0 mentions": 20,
        "a · 1+ mentions": 20,
    }
    assert drawn.loc[drawn["score"] == 0, "probability"].unique().tolist() == [20 / 180]


def test_every_unit_is_drawn_as_often_as_its_probability_says() -> None:
    units = pd.DataFrame({"unit_id": list("abcdefgh"), "outlet": list("xxxxxxyy")})
    counts = pd.Series(0, index=list("abcdefgh"))
    for seed in range(600):
        counts[draw_units(units, 4, allocation="proportional", seed=seed)["unit_id"]] += 1
    drawn = draw_units(units, 4, allocation="proportional")
    wanted = drawn.groupby("outlet")["probability"].first()
    shares = counts / 600
    assert shares["a":"f"].to_numpy() == pytest.approx(wanted["x"], abs=0.07)
    assert shares["g":"h"].to_numpy() == pytest.approx(wanted["y"], abs=0.07)


def test_the_same_seed_draws_the_same_units_in_any_order_of_outlets() -> None:
    units = pd.DataFrame({"unit_id": range(50), "outlet": ["a", "b"] * 25})
    assert draw_units(units, 10, seed=3).equals(draw_units(units, 10, seed=3))
    assert not draw_units(units, 10, seed=3).equals(draw_units(units, 10, seed=4))


@pytest.mark.parametrize(
    ("n", "message"),
    [(0, "cannot be drawn"), (99, "cannot be drawn"), (1, "cannot stand for 2 strata")],
)
def test_impossible_draws_are_refused(n: int, message: str) -> None:
    units = pd.DataFrame({"unit_id": range(6), "outlet": list("aaabbb")})
    with pytest.raises(InputError, match=message):
        draw_units(units, n)


def test_mentions_in_captions_and_furniture_are_no_hits() -> None:
    units = pd.DataFrame({"article_id": ["x"], "start": [0], "end": [100]})
    mentions = pd.DataFrame({"article_id": "x", "start": [5, 6], "region": ["caption", "lead"]})
    assert unit_scores(units, mentions).tolist() == [1]


def test_blinded_units_hold_no_outlet_agency_or_author(sample: pd.DataFrame) -> None:
    units = split_units(sample, "article")
    authors = dict(zip(sample["article_id"], sample["author"], strict=True))
    blind = blind_units(units, names=NAMES, authors=authors, seed=7)
    assert list(blind.columns) == ["unit_id", "unit", "text"]
    for name in ("السفرجل", "الخرنوب", "للزعرور", "البطم", "العناب", "رويترز"):
        assert not blind["text"].str.contains(rf"{name}\b").any(), name  # العنابر may stay
    assert not blind["unit_id"].str.contains("|".join(NAMES)).any()
    assert unblind(blind, units, seed=7)["unit_id"].tolist() == units["unit_id"].tolist()


def test_masks_take_spellings_and_proclitics_and_leave_other_words() -> None:
    pattern = name_pattern(frozenset({"السفرجل", "Al Zarour"}))
    assert pattern is not None
    text = "وقالت السَّفرجل وبالسفرجل وللسفرجل، والسفرجلة ليست منها. AL ZAROUR و Alzarour"
    masked = pattern.sub(MASK, text)
    assert masked == "وقالت ▮ و▮ ▮، والسفرجلة ليست منها. ▮ و ▮".replace("و▮ ▮،", "▮ ▮،")


def test_articles_are_masked_without_dateline_and_footer(sample: pd.DataFrame) -> None:
    masked = mask_articles(sample, NAMES)
    assert len(masked) == len(sample)
    assert not any("وكالة السماق للأنباء) –" in text for text in masked)


def test_mention_units_show_the_form_in_its_context(sample: pd.DataFrame) -> None:
    mentions = framing.find_mentions(sample, "syria").head(50)
    units = mention_units(mentions, sample)
    for row, mention in zip(units.itertuples(), mentions.itertuples(), strict=True):
        assert f"[{mention.surface}]" in row.text
        assert row.text.startswith(f"[{mention.concept}: {mention.label}]")
    assert units["unit_id"].is_unique
