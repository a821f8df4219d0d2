"""The frame classifier as an estimator: what it takes, gives and refuses."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GridSearchCV, GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

from framing.errors import InputError
from framing.models.analyzer import ArabicAnalyzer, fold_text
from framing.models.baselines import Majority, PlainWords
from framing.models.evaluate import evaluate
from framing.models.evidence import phrases_of, show_evidence
from framing.models.folds import group_folds
from framing.models.frames import FrameClassifier
from framing.models.lexical import LexiconVectorizer
from framing.models.outlets import OutletClassifier
from framing.models.scores import score_predictions
from framing.models.style import StyleFeatures
from framing.models.terms import TermVectorizer
from framing.models.thresholds import choose_thresholds, decide

SUBJECTS = {
    "war": ["قصف", "اشتباكات", "قتلى", "جبهة", "هجوم", "صواريخ"],
    "economy": ["أسعار", "خبز", "وقود", "رواتب", "عملة", "تضخم"],
    "health": ["مستشفى", "دواء", "أطباء", "لقاح", "مرضى", "وباء"],
}
INTERFACE = [
    "check_estimator_cloneable",
    "check_estimator_repr",
    "check_estimator_tags_renamed",
    "check_valid_tag_types",
    "check_no_attributes_set_in_init",
    "check_get_params_invariance",
    "check_set_params",
    "check_mixin_order",
]
FILL = ["قال", "في", "من", "على", "أمس", "المدينة", "اليوم", "بعد", "قبل", "مسؤول", "محلي", "مصدر"]


def coded_texts(n: int = 180, seed: int = 0) -> tuple[list[str], pd.DataFrame]:
    rng = np.random.default_rng(seed)
    texts, rows = [], []
    for _ in range(n):
        held = [code for code in SUBJECTS if rng.random() < 0.4] or [rng.choice(list(SUBJECTS))]
        words = [word for code in held for word in rng.choice(SUBJECTS[code], 3)]
        texts.append(" ".join(rng.permutation([*words, *rng.choice(FILL, 8)])))
        rows.append({code: int(code in held) for code in SUBJECTS})
    return texts, pd.DataFrame(rows)


@pytest.fixture(scope="module")
def fitted() -> FrameClassifier:
    return FrameClassifier().fit(*coded_texts())


def test_codes_are_learned_and_come_back_as_flags(fitted: FrameClassifier) -> None:
    texts, flags = coded_texts(80, seed=9)
    assert fitted.codes_ == ["war", "economy", "health"]
    assert (fitted.predict(texts) == flags.to_numpy()).mean() > 0.93


def test_probabilities_are_calibrated_on_new_texts(fitted: FrameClassifier) -> None:
    texts, flags = coded_texts(300, seed=10)
    probabilities = fitted.predict_proba(texts)
    assert probabilities.mean(axis=0) == pytest.approx(flags.mean().to_numpy(), abs=0.06)
    assert ((probabilities - flags.to_numpy()) ** 2).mean() < 0.06


def test_every_text_gets_a_code_where_every_training_text_had_one(
    fitted: FrameClassifier,
) -> None:
    assert fitted.one_at_least_
    assert fitted.predict(["نص غريب لا يشبه شيئاً"]).sum() == 1
    texts, flags = coded_texts()
    flags.iloc[:20] = 0
    assert not FrameClassifier(channels=("words",)).fit(texts, flags).one_at_least_


def test_two_classes_come_back_as_they_were_given() -> None:
    texts, flags = coded_texts()
    model = FrameClassifier(channels=("words",)).fit(texts, np.where(flags["war"], "SUBJ", "OBJ"))
    assert set(model.predict(texts)) == {"OBJ", "SUBJ"}
    assert model.predict_proba(texts[:5]).sum(axis=1) == pytest.approx(np.ones(5))


def test_several_classes_get_exactly_one() -> None:
    texts, flags = coded_texts()
    model = FrameClassifier(channels=("words",)).fit(texts, flags.idxmax(axis=1))
    assert model.predict(texts[:3]).shape == (3,)
    assert model.predict_proba(texts[:5]).sum(axis=1) == pytest.approx(np.ones(5))


def test_the_same_data_give_the_same_model() -> None:
    texts, flags = coded_texts()
    first, second = (FrameClassifier().fit(texts, flags) for _ in range(2))
    assert (first.predict_proba(texts) == second.predict_proba(texts)).all()


def test_a_clone_and_a_pipeline_work() -> None:
    texts, flags = coded_texts()
    model = clone(FrameClassifier(folds=4, channels=("words",)))
    assert model.get_params()["folds"] == 4
    assert make_pipeline(model).fit(texts, flags).predict(texts).shape == flags.shape


@pytest.mark.parametrize(
    "estimator",
    [
        FrameClassifier(channels=("words",)),
        OutletClassifier(),
        TermVectorizer(ArabicAnalyzer(), min_texts=1),
        StyleFeatures(),
        LexiconVectorizer(),
        Majority(),
        PlainWords(),
    ],
    ids=lambda estimator: type(estimator).__name__,
)
@pytest.mark.parametrize("check", INTERFACE)
def test_estimators_pass_scikit_learns_checks_of_the_interface(
    estimator: object, check: str
) -> None:
    # The other checks fit on numbers; check_estimator itself skips them for text estimators.
    getattr(estimator_checks, check)(type(estimator).__name__, clone(estimator))


def test_a_grid_search_chooses_costs_inside_groups() -> None:
    texts, flags = coded_texts()
    groups = np.arange(len(texts)) // 2
    grid = {"costs": [{"words": 0.0001}, {"words": 0.3}]}
    model = FrameClassifier(channels=("words",))
    search = GridSearchCV(model, grid, cv=GroupKFold(3), scoring="f1_macro")
    search.fit(texts, flags, groups=groups)
    assert search.best_params_ == {"costs": {"words": 0.3}}


def test_a_text_is_judged_alike_alone_and_among_others(fitted: FrameClassifier) -> None:
    texts, _ = coded_texts(12, seed=3)
    alone = np.vstack([fitted.predict_proba([text]) for text in texts])
    assert alone == pytest.approx(fitted.predict_proba(texts), abs=1e-12)
    assert fitted.predict_proba(texts[::-1])[::-1] == pytest.approx(alone, abs=1e-12)


def test_an_unfitted_model_says_so() -> None:
    from sklearn.exceptions import NotFittedError

    with pytest.raises(NotFittedError):
        FrameClassifier().predict(["نص"])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"channels": ("wordz",)}, "'wordz' is no channel.*Closest: 'words'"),
        ({"channels": ()}, "no channel is named"),
        ({"thresholds": "best"}, "'best' is no way to set thresholds"),
        ({"channels": ("encoder",)}, "channel 'encoder' needs encoder="),
    ],
)
def test_wrong_options_are_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(InputError, match=message):
        FrameClassifier(**change).fit(*coded_texts(60))


def test_a_code_too_rare_to_learn_is_refused_by_name() -> None:
    texts, flags = coded_texts(60)
    flags["peace"] = [1, 1, 0] + [0] * 57
    with pytest.raises(InputError, match="code 'peace' is in 2 of 60 texts; at least 6"):
        FrameClassifier().fit(texts, flags)


@pytest.mark.parametrize(
    ("X", "Y", "message"),
    [
        ("نص", [[1]], "one string"),
        (["نص", 3], [[1], [0]], "3 .int. is no text"),
        (["نص"], [[1], [0]], "1 texts and 2 codings"),
        (["نص", "نص"], [[2], [0]], "2 is neither 0 nor 1"),
        (["نص", "نص"], ["a", "a"], "all texts are of the class 'a'"),
    ],
)
def test_wrong_input_is_named(X: object, Y: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        FrameClassifier().fit(X, Y)


def test_the_analyzer_gives_the_same_terms_with_and_without_places() -> None:
    text = "استُشهِدَ مقاتلو «قوات سوريا الديمقراطية» في الرقّـة، وللمدينة أهلها"
    for analyzer in (
        ArabicAnalyzer(),
        ArabicAnalyzer(strip=True),
        ArabicAnalyzer(words=(0, 0), characters=(2, 4)),
    ):
        assert sorted(term.name for term in analyzer.terms(text)) == sorted(analyzer(text))
        for term in analyzer.terms(text):
            assert fold_text(text[term.start : term.end]).strip() or term.name.isspace()


def test_terms_are_weighed_as_scikit_learn_does() -> None:
    texts, _ = coded_texts(40)
    analyzer = ArabicAnalyzer()
    ours = TermVectorizer(analyzer, min_texts=2)
    theirs = TfidfVectorizer(analyzer=analyzer, min_df=2, sublinear_tf=True)
    assert abs(ours.fit_transform(texts) - theirs.fit_transform(texts)).max() < 1e-12
    assert ours.get_feature_names_out().tolist() == theirs.get_feature_names_out().tolist()
    assert abs(ours.transform(["قصف جديد"]) - theirs.transform(["قصف جديد"])).max() < 1e-12


def test_phrases_and_evidence_show_the_words_that_decide(fitted: FrameClassifier) -> None:
    words = {ArabicAnalyzer(words=(1, 1), strip=True)(word)[0] for word in SUBJECTS["war"]}
    assert len(words & set(phrases_of(fitted, "war", 8)["phrase"])) >= 4
    text = "قال مسؤول محلي إن صواريخ سقطت على المدينة أمس"
    row = show_evidence(fitted, [text], "war", n=1).iloc[0]
    assert row["phrase"] == "صواريخ" == text[row["start"] : row["end"]]
    with pytest.raises(InputError, match="'wars' is none of the model's codes.*Closest: 'war'"):
        phrases_of(fitted, "wars")


def test_phrases_of_two_classes_are_each_others_opposites() -> None:
    texts, flags = coded_texts(60)
    classes = np.where(flags["war"], "yes", "no")
    for model in (FrameClassifier(channels=("words",)), OutletClassifier()):
        model.fit(texts, classes)
        heaviest = phrases_of(model, "yes", 1).iloc[0]
        against = phrases_of(model, "no", 10**6).iloc[-1]
        assert (against["phrase"], against["weight"]) == (heaviest["phrase"], -heaviest["weight"])
        with pytest.raises(InputError, match="'north' is none .*There are: no, yes"):
            phrases_of(model, "north")


def test_a_model_that_sees_no_words_has_no_phrases() -> None:
    model = FrameClassifier(channels=("style",)).fit(*coded_texts(60))
    with pytest.raises(InputError, match="sees no words, only style"):
        phrases_of(model, "war")


def test_lexicon_features_can_be_split_by_voice_and_region() -> None:
    made = LexiconVectorizer("syria", parts=("label", "voice", "region"))
    rows = made.fit_transform(["وصلت ميليشيات قسد أمس."])
    assert made.get_feature_names_out().tolist() == ["sdf=militia|own|lead"]
    assert rows.tolist() == [[1.0]]


def test_lexicon_features_can_be_a_channel() -> None:
    texts, flags = coded_texts(60)
    texts = [
        f"{text} ميليشيات قسد" if war else f"{text} قسد"
        for text, war in zip(texts, flags["war"], strict=True)
    ]
    model = FrameClassifier(channels=("lexicon",), lexicon=LexiconVectorizer(parts=("label",)))
    predicted = model.fit(texts, flags["war"].to_numpy()).predict(texts)
    assert (predicted == flags["war"]).mean() == 1.0


def test_thresholds_stay_at_a_half_unless_another_is_clearly_better() -> None:
    rng = np.random.default_rng(1)
    flags = rng.random((400, 1)) < 0.5
    good = np.where(flags, 0.9, 0.1) + rng.normal(0, 0.02, flags.shape)
    assert choose_thresholds(good, flags, False).tolist() == [0.5]
    shifted = np.where(flags, 0.45, 0.05)
    assert choose_thresholds(shifted, flags, False)[0] < 0.45
    assert decide(np.array([[0.1, 0.2]]), np.array([0.5, 0.5]), True).tolist() == [[False, True]]


def test_scores_equal_scikit_learns() -> None:
    from sklearn.metrics import f1_score, precision_score, recall_score

    rng = np.random.default_rng(4)
    flags, decided = rng.random((90, 3)) < 0.4, rng.random((90, 3)) < 0.4
    table = score_predictions(flags, decided, list("abc"), permutations=50, resamples=50)
    found = table.set_index(["code", "score"])["value"]
    assert found["", "macro_f1"] == pytest.approx(f1_score(flags, decided, average="macro"))
    assert found["", "micro_f1"] == pytest.approx(f1_score(flags, decided, average="micro"))
    assert found["b", "precision"] == pytest.approx(precision_score(flags[:, 1], decided[:, 1]))
    assert found["c", "recall"] == pytest.approx(recall_score(flags[:, 2], decided[:, 2]))
    both = score_predictions(flags[:, :1], decided[:, :1], ["a"], both_sides=True, permutations=9)
    assert both["value"].iloc[0] == pytest.approx(
        f1_score(flags[:, 0], decided[:, 0], average="macro")
    )
    assert both["value"].iloc[1] == pytest.approx((flags[:, 0] == decided[:, 0]).mean())


def test_the_null_of_chance_predictions_is_what_they_score() -> None:
    rng = np.random.default_rng(6)
    flags, decided = rng.random((400, 2)) < 0.3, rng.random((400, 2)) < 0.5
    row = score_predictions(flags, decided, ["a", "b"], permutations=300).iloc[0]
    assert row["value"] == pytest.approx(row["null_mean"], abs=0.06)
    assert row["p_value"] > 0.02


def test_evaluation_has_baselines_in_the_same_run_and_scores_by_outlet() -> None:
    texts, flags = coded_texts(90)
    outlets = ["north", "south", "east"] * 30
    table = evaluate(
        FrameClassifier(channels=("words",)),
        texts,
        flags,
        group_folds(np.arange(90), flags.to_numpy(), 3),
        by={"outlet": outlets},
        permutations=99,
        resamples=199,
    )
    every = table[(table["stratum"] == "all") & (table["score"] == "macro_f1")]
    values = every.set_index("model")["value"]
    assert values["frames"] > values["majority"]
    assert list(values.index) == ["majority", "plain_words", "frames"]
    assert set(table["stratum_value"]) == {"", "north", "south", "east"}
    ours = every[every["model"] == "frames"].iloc[0]
    assert ours["ci_low"] < ours["value"] <= ours["ci_high"]
    assert ours["p_value"] == 0.01
