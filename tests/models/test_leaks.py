"""Nothing that a classifier should not know reaches it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.models.distinguish import distinguishability
from framing.models.folds import alike_pairs, date_folds, fold_groups, group_folds
from framing.models.outlets import OutletClassifier
from framing.tables import as_table

WORDS = [
    "أعلنت",
    "الحكومة",
    "هدنة",
    "جديدة",
    "في",
    "المدينة",
    "بعد",
    "قتال",
    "عنيف",
    "وصلت",
    "قافلة",
    "مساعدات",
    "إلى",
    "القرية",
    "وزار",
    "وفد",
    "المخيم",
    "ليلاً",
    "عادت",
    "الكهرباء",
    "ارتفعت",
    "أسعار",
    "الخبز",
    "والوقود",
    "اجتمع",
    "المجلس",
    "ناقش",
    "خطة",
    "الإعمار",
    "افتتح",
    "الجسر",
    "توقفت",
    "المدارس",
    "أسبوعاً",
    "بسبب",
    "الثلوج",
    "انتشرت",
    "فرق",
    "الإنقاذ",
    "شرق",
    "النهر",
]
NAMES = {"safarjal": ["السفرجل"], "zarour": ["الزعرور"]}


def prose(rng: np.random.Generator, n: int = 40) -> str:
    return " ".join(rng.choice(WORDS, n))


def planted(n: int = 160, seed: int = 1) -> pd.DataFrame:
    """Articles of one style by two outlets that differ by name, dateline and credit alone."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(n):
        outlet = ("safarjal", "zarour")[number % 2]
        name = NAMES[outlet][0]
        city = {"safarjal": "عدن", "zarour": "بيروت"}[outlet]
        lead = f"{city} – {name}: {prose(rng)} وقال لـ«{name}» {prose(rng, 5)}."
        title = prose(rng, 6)
        rows.append(
            {
                "article_id": f"{outlet}-{number}",
                "outlet": outlet,
                "title": title,
                "text": f"{title}\n\n{lead}\n{prose(rng)}.",
                "body_start": len(title) + 2,
            }
        )
    return as_table(rows, "articles")


def outlet_accuracy(articles: pd.DataFrame, model: OutletClassifier) -> float:
    folds = group_folds(fold_groups(articles), articles["outlet"].to_numpy(), 4)
    right = []
    for train, test in folds:
        fitted = model.fit(articles.iloc[train])
        right.append(fitted.predict(articles.iloc[test]) == articles["outlet"].to_numpy()[test])
    return float(np.concatenate(right).mean())


def test_unmasked_the_outlet_is_guessed_and_masked_it_is_not() -> None:
    articles = planted()
    assert outlet_accuracy(articles, OutletClassifier(masked=False)) > 0.9
    masked = outlet_accuracy(articles, OutletClassifier(names=NAMES))
    assert 0.35 < masked < 0.65  # chance is .5; three standard errors of 160 coins are .12


def test_grouped_folds_never_have_a_near_copy_on_both_sides() -> None:
    rng = np.random.default_rng(2)
    originals = [prose(rng) for _ in range(60)]
    copies = [f"{text} وأضاف المصدر" for text in originals]
    units = pd.DataFrame({"text": originals + copies})
    groups = fold_groups(units)
    assert (groups[:60] == groups[60:]).all()
    for train, test in group_folds(groups, None, 5):
        assert not set(groups[train]) & set(groups[test])


def test_planted_copies_lift_plain_folds_and_not_grouped_ones() -> None:
    # The code is a coin: only a copy on the training side can tell it.
    from sklearn.model_selection import KFold

    from framing.models.evaluate import cross_predict
    from framing.models.frames import FrameClassifier

    rng = np.random.default_rng(3)
    originals = [prose(rng, 25) for _ in range(90)]
    texts = originals + [f"{text} أمس" for text in originals]
    coin = np.tile(rng.random(90) < 0.5, 2)
    classes = np.where(coin, "yes", "no")
    model = FrameClassifier(channels=("words",), thresholds="half")
    plain = list(KFold(5, shuffle=True, random_state=0).split(texts))
    grouped = group_folds(fold_groups(pd.DataFrame({"text": texts})), classes, 5)
    leaked = cross_predict(model, texts, classes, plain).decided[:, 0] == coin
    clean = cross_predict(model, texts, classes, grouped).decided[:, 0] == coin
    assert leaked.mean() > 0.75
    assert clean.mean() < 0.62


def test_copies_in_other_spelling_and_punctuation_are_copies() -> None:
    texts = ["أعلنت الحكومة هدنة، اليوم.", "اعلنت الحكومه هُدنة اليوم", "أعلنت المعارضة هدنة غداً"]
    assert alike_pairs(texts) == {(0, 1)}


def test_stories_articles_and_copy_clusters_join_through_each_other() -> None:
    units = pd.DataFrame(
        {
            "article_id": ["a", "a", "b", "c", "d"],
            "story_id": ["", "s", "s", "", ""],
            "copy_cluster": ["", "", "x", "x", ""],
            "text": ["الأول هنا", "الثاني هناك", "ثالث بعيد", "رابع قريب", "خامس وحده"],
        }
    )
    assert fold_groups(units).tolist() == [0, 0, 0, 0, 1]


def test_folds_by_date_train_on_the_past_only_and_drop_groups_over_the_cut() -> None:
    days = pd.date_range("2017-01-01", periods=40).to_numpy()
    groups = np.arange(40)
    groups[35] = groups[3]  # a copy printed a month later
    for train, test in date_folds(days, groups, n_folds=4):
        assert days[train].max() < days[test].min()
        assert not set(groups[train]) & set(groups[test])


def test_undated_units_are_in_no_dated_fold() -> None:
    days = [*pd.date_range("2017-01-01", periods=9), pd.NaT]
    for train, test in date_folds(days, np.arange(10), n_folds=2):
        assert 9 not in {*train, *test}


def stories(style: bool, seed: int = 5) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    rows = []
    for story in range(30):
        for outlet, word in (("safarjal", "استشهاد"), ("zarour", "مصرع")):
            own = word if style else rng.choice(["استشهاد", "مصرع"])
            rows.append((f"s{story}", outlet, f"{prose(rng, 12)} {own} {prose(rng, 12)}"))
    return as_table(pd.DataFrame(rows, columns=["story_id", "outlet", "text"]), "articles")


def test_outlets_of_one_style_are_not_told_apart_within_stories() -> None:
    p_values = [
        distinguishability(stories(False, seed), permutations=199).loc[0, "p_value"]
        for seed in range(8)
    ]
    assert np.mean(np.array(p_values) < 0.05) <= 0.25
    assert np.mean(p_values) > 0.25


def test_outlets_that_differ_by_a_word_are_told_apart_and_the_word_is_shown() -> None:
    row = distinguishability(stories(True), permutations=199).iloc[0]
    assert row["distinguishability"] > 0.4
    assert row["p_value"] <= 0.01
    assert abs(row["null_mean"]) < 0.1
    assert "استشهاد" in row["phrases_a"] and "مصرع" in row["phrases_b"]


def test_too_few_common_stories_give_no_figure_and_say_how_many() -> None:
    row = distinguishability(stories(True).head(10)).iloc[0]
    assert np.isnan(row["distinguishability"])
    assert row["note"] == "5 stories in common: 8 needed"


def test_one_outlet_alone_cannot_be_guessed() -> None:
    with pytest.raises(ValueError, match="all texts are of 'x'"):
        OutletClassifier().fit(["نص", "آخر"], ["x", "x"])
