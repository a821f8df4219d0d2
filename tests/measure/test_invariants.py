"""What must not matter: the order of rows, copies, a label nobody uses, which side is first."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.measure.comparisons import compare_outlets, label_differences
from framing.measure.contrasts import compare_periods, compare_regions, compare_voices
from framing.measure.keyness import keyness, log_likelihood, log_odds
from framing.measure.paired import paired_contrasts
from framing.measure.power import power
from framing.measure.sensitivity import sensitivity
from framing.measure.shares import label_shares
from framing.measure.slants import slants
from framing.tables import as_table

LABELS = ["militia", "acronym", "official_name"]
STANCES = {("sdf", "militia"): -1.0, ("sdf", "acronym"): 0.0, ("sdf", "official_name"): 1.0}
FIGURES = {
    "label_shares": lambda m, **o: label_shares(m, beside=("articles", "first", "title"), **o),
    "slants": lambda m, **o: slants(m, STANCES, **o),
    "comparisons": lambda m, **o: compare_outlets(m, resamples=99, **o),
    "label_differences": lambda m, **o: label_differences(m, **o),
    "within": lambda m, **o: label_differences(m, within="story_id", resamples=99, **o),
    "distances within": lambda m, **o: compare_outlets(m, within="story_id", resamples=99, **o),
    "paired": lambda m, **o: paired_contrasts(m, resamples=99, **o),
    "voices": lambda m, **o: compare_voices(m, resamples=99, **o),
    "regions": lambda m, **o: compare_regions(m, labels=True, **o),
    "periods": lambda m, **o: compare_periods(m, "2017-10-15", resamples=99, **o),
    "power": lambda m, **o: power(m, **o),
}
ESTIMATES = [
    "share", "share_articles", "share_first", "share_title", "slant", "moved_low", "moved_high",
    "divergence", "difference", "log_odds", "share_a", "share_b",
]  # fmt: skip

mention = st.tuples(
    st.integers(0, 11),
    st.sampled_from("ns"),
    st.sampled_from(LABELS),
    st.sampled_from(["own", "own", "own", "quoted"]),
    st.sampled_from(["body", "body", "lead", "title"]),
)


def many_mentions(seed: int) -> list[tuple[int, str, str, str, str]]:
    """As many as it takes to have p-values, which Hypothesis by itself hardly ever finds."""
    rng = np.random.default_rng(seed)
    parts = (range(12), "ns", LABELS, ["own", "own", "own", "quoted"], ["body", "lead", "title"])
    return [
        tuple(part[rng.integers(len(part))] for part in parts) for _ in range(rng.integers(60, 150))
    ]


many = st.integers(0, 10_000).map(many_mentions)


@st.composite
def corpora(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Mentions of two outlets and the index of their articles, a story to every two."""
    rows = draw(st.one_of(st.lists(mention, min_size=1, max_size=20), many))
    table = pd.DataFrame(rows, columns=["number", "outlet", "label", "voice", "region"])
    table["article_id"] = table["outlet"] + table["number"].astype(str)
    table["published"] = pd.Timestamp("2017-10-10") + pd.to_timedelta(table["number"], "D")
    table["start"] = range(len(table))
    mentions = as_table(table.drop(columns="number").assign(concept="sdf"), "mentions")
    ids = sorted(set(mentions["article_id"]))
    index = pd.DataFrame(
        {
            "article_id": ids,
            "outlet": [i[0] for i in ids],
            "published": pd.Timestamp("2017-10-15"),
            "story_id": [str(int(i[1:]) // 2) for i in ids],
            "copy_cluster": ids,
        }
    )
    return mentions, index


@settings(deadline=None, max_examples=15)
@given(corpora(), st.randoms(use_true_random=False))
def test_order_of_rows_changes_nothing(corpus, random):
    mentions, index = corpus
    order = list(range(len(mentions)))
    random.shuffle(order)
    for measure in FIGURES.values():
        straight = measure(mentions, articles=index)
        shuffled = measure(mentions.iloc[order], articles=index.iloc[::-1])
        assert_frame_equal(straight, shuffled)


@settings(deadline=None, max_examples=12)
@given(corpora())
def test_copies_move_no_estimate_and_dropped_change_nothing(corpus):
    mentions, index = corpus
    copies, copied = (table.assign(article_id=table["article_id"] + "-copy") for table in corpus)
    doubled = pd.concat([mentions, copies], ignore_index=True)
    both = pd.concat([copied, index], ignore_index=True)
    for measure in FIGURES.values():
        once = measure(mentions, articles=index)
        twice = measure(doubled, articles=both)
        shown = [c for c in ESTIMATES if c in once.columns]
        assert shown
        assert_frame_equal(once[shown], twice[shown], atol=1e-9)
        for how in ("once", "drop"):
            assert_frame_equal(once, measure(doubled, articles=both, copies=how))


@settings(deadline=None, max_examples=25)
@given(corpora())
def test_an_unused_label_changes_nothing(corpus):
    mentions, index = corpus
    known = sorted({*mentions["label"], "unheard"})
    wider = mentions.assign(label=pd.Categorical(mentions["label"], categories=known))

    class Lexicon:
        def stances(self) -> dict[tuple[str, str], float]:
            return {("sdf", label): 0.0 for label in known}

    with_row = label_shares(mentions, articles=index, lexicon=Lexicon())
    own = set(mentions.loc[mentions["voice"] == "own", "label"])
    without = with_row[with_row["label"].isin(own)].reset_index(drop=True)
    assert_frame_equal(label_shares(mentions, articles=index), without)
    for measure in FIGURES.values():
        assert_frame_equal(measure(mentions, articles=index), measure(wider, articles=index))


@settings(deadline=None, max_examples=25)
@given(corpora())
def test_intervals_hold_their_estimates_and_have_a_width(corpus):
    mentions, index = corpus
    shares = label_shares(mentions, articles=index).dropna(subset="ci_low")
    assert (shares["ci_low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["ci_high"]).all()
    assert (shares["ci_high"] - shares["ci_low"] > 0).all()
    gaps = label_differences(mentions, articles=index).dropna(subset="ci_low")
    assert (gaps["ci_low"] <= gaps["difference"]).all()
    assert (gaps["ci_high"] - gaps["ci_low"] > 0).all()


@settings(deadline=None, max_examples=25)
@given(corpora())
def test_exchanging_two_outlets_turns_the_sign_and_nothing_else(corpus):
    mentions, index = corpus
    swapped = [t.assign(outlet=t["outlet"].map({"n": "s", "s": "n"})) for t in (mentions, index)]
    there = label_differences(mentions, articles=index)
    back = label_differences(swapped[0], articles=swapped[1])
    np.testing.assert_allclose(there["difference"], -back["difference"])
    np.testing.assert_allclose(there["ci_low"], -back["ci_high"])
    np.testing.assert_allclose(there["p_value"], back["p_value"])


@settings(deadline=None, max_examples=25)
@given(corpora())
def test_paired_log_odds_turn_with_the_outlets_and_have_the_sign_of_the_difference(corpus):
    mentions, index = corpus
    swapped = [t.assign(outlet=t["outlet"].map({"n": "s", "s": "n"})) for t in (mentions, index)]
    there = paired_contrasts(mentions, articles=index)
    back = paired_contrasts(swapped[0], articles=swapped[1])
    np.testing.assert_allclose(there["log_odds"], -back["log_odds"], atol=1e-9)
    np.testing.assert_allclose(there["ci_low"], -back["ci_high"], atol=1e-9)
    gaps = label_differences(mentions, articles=index, within="story_id")["difference"]
    known = there["log_odds"].notna() & (gaps.abs() > 1e-9)
    assert (np.sign(there["log_odds"])[known] == np.sign(gaps)[known]).all()


@settings(deadline=None, max_examples=10)
@given(corpora(), st.randoms(use_true_random=False))
def test_sensitivity_does_not_depend_on_order_nor_on_unused_labels(corpus, random):
    more, index = corpus
    sure = [(f"{o}{i}", o, x) for i in range(20, 60) for o, x in zip("ns", LABELS, strict=False)]
    added = pd.DataFrame(sure, columns=["article_id", "outlet", "label"])
    index = pd.concat([index, added[["article_id", "outlet"]].assign(copy_cluster="")])
    added = added.assign(concept="sdf", voice="own", region="body", start=0)
    mentions = pd.concat([more, as_table(added, "mentions")], ignore_index=True)
    mentions["form_id"] = mentions["label"] + mentions["region"]
    order = list(range(len(mentions)))
    random.shuffle(order)
    wider = pd.Categorical(mentions["label"], categories=[*LABELS, "unheard"])
    whole = sensitivity(mentions, articles=index)
    assert {"form_id", "label", "without copies", "without titles"} <= set(whole["change"])
    assert_frame_equal(whole, sensitivity(mentions.iloc[order], articles=index.iloc[::-1]))
    assert_frame_equal(whole, sensitivity(mentions.assign(label=wider), articles=index))


words = st.lists(st.sampled_from(["تقدم", "عاد", "الناس", "السوق", "الثوار"]), min_size=3)


@settings(deadline=None, max_examples=15)
@given(st.lists(words, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_keyness_of_doubled_articles_and_prior_is_the_same(texts, random):
    rows = [
        {"article_id": str(i), "outlet": "ns"[i % 2], "text": " ".join(text) + "."}
        for i, text in enumerate(texts)
    ]
    copies = [row | {"article_id": row["article_id"] + "-copy"} for row in rows]
    once = keyness(as_table(rows, "articles"), "n", "s", min_count=1)
    random.shuffle(rows)
    shuffled = keyness(as_table(rows, "articles"), "n", "s", min_count=1)
    assert_frame_equal(once, shuffled)
    twice = keyness(as_table(rows + copies, "articles"), "n", "s", min_count=1, prior_size=2000)
    shown = ["term", "rate_target", "rate_reference", "log_odds"]
    assert_frame_equal(
        once[shown].sort_values("term", ignore_index=True),
        twice[shown].sort_values("term", ignore_index=True),
        atol=1e-9,
    )


counts = st.lists(st.integers(0, 500), min_size=2, max_size=30)


@given(counts, st.data())
def test_swapping_target_and_reference_negates_log_odds(target, data):
    reference = data.draw(st.lists(st.integers(0, 500), min_size=len(target), max_size=len(target)))
    a, b = np.array(target, float), np.array(reference, float)
    pseudo = np.full(len(a), 0.5)
    there, back = log_odds(a, b, pseudo), log_odds(b, a, pseudo)
    np.testing.assert_allclose(there, np.negative(back), atol=1e-9)
    words = (a.sum() + 1, b.sum() + 1)
    np.testing.assert_allclose(
        log_likelihood(a, b, words), log_likelihood(b, a, words[::-1]), atol=1e-9
    )
