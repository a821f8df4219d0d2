"""Stories: articles on one event, whatever the words under study."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.bundled import bundled_path
from framing.cli import main
from framing.intake.aligned import align_stories
from framing.intake.copies import mark_copies
from framing.intake.corpus import write_corpus
from framing.intake.counting import count_terms
from framing.intake.likeness import likely_pairs
from framing.intake.linking import link
from framing.intake.numbers import numbers_in
from framing.intake.read import read_articles
from framing.intake.sentences import sentences_of
from framing.intake.stems import light_stem
from framing.intake.stories import find_stories, found_by_outlet
from framing.intake.terms import weigh_terms
from framing.tables import as_table, columns_of

SAMPLE = bundled_path("corpus/sample")


def _truth() -> dict[str, str]:
    with (SAMPLE / "truth.csv").open(encoding="utf-8", newline="") as handle:
        return {row["article_id"]: row["event"] for row in csv.DictReader(handle)}


def b_cubed(truth: list[str], found: list[str]) -> float:
    """Return B-cubed F1 (Bagga and Baldwin 1998): every article judged by its own group."""
    groups: dict[str, dict[str, set[int]]] = {"t": defaultdict(set), "f": defaultdict(set)}
    for at, (t, f) in enumerate(zip(truth, found, strict=True)):
        groups["t"][t].add(at)
        groups["f"][f].add(at)
    both = [
        (len(groups["t"][t] & groups["f"][f]), len(groups["f"][f]), len(groups["t"][t]))
        for t, f in zip(truth, found, strict=True)
    ]
    precision = np.mean([common / size for common, size, _ in both])
    recall = np.mean([common / size for common, _, size in both])
    return float(2 * precision * recall / (precision + recall))


def test_b_cubed_by_hand() -> None:
    # precision (2/3, 2/3, 1/3)/3 = 5/9, recall (1 + 1 + 1)/3
    assert b_cubed(["a", "a", "b"], ["x", "x", "x"]) == pytest.approx(2 * 5 / 9 / (5 / 9 + 1))


def test_the_sample_corpus_gives_its_declared_events() -> None:
    articles, truth = read_articles(SAMPLE), _truth()
    index, stories = find_stories(articles)
    assert list(index.columns) == columns_of("article_index")
    found = [
        s or f"single {a}" for s, a in zip(index["story_id"], index["article_id"], strict=True)
    ]
    assert b_cubed([truth[a] for a in index["article_id"]], found) >= 0.95
    assert (stories["n_outlets"] >= 2).all()


def test_words_under_study_do_not_make_stories() -> None:
    articles, truth = read_articles(SAMPLE), _truth()
    with (SAMPLE / "mentions_gold.csv").open(encoding="utf-8", newline="") as handle:
        masks = pd.DataFrame(csv.DictReader(handle)).astype({"start": int, "end": int})
    index, stories = find_stories(articles, masks=masks)
    found = [
        s or f"single {a}" for s, a in zip(index["story_id"], index["article_id"], strict=True)
    ]
    assert b_cubed([truth[a] for a in index["article_id"]], found) >= 0.95
    assert not stories["title"].str.contains("الحوثي|قسد|داعش").any()


def _rows(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    names = ("article_id", "outlet", "published", "text")
    return as_table([dict(zip(names, row, strict=True)) for row in rows], "articles")


FIRE = "اندلع حريق كبير في مصنع الورق قرب مرفأ البلدة وأصيب سبعة عمال"
FLOOD = "فاض النهر في الوادي الشمالي وأغلقت السلطات الجسر القديم وأخلت المنازل"


def test_articles_far_apart_in_time_or_without_a_date_stay_single() -> None:
    articles = _rows(
        ("a", "x", "2020-01-01", FIRE),
        ("b", "y", "2020-01-02", FIRE),
        ("c", "z", "2020-03-01", FIRE),
        ("d", "w", "", FIRE),
        ("e", "x", "2020-01-01", FLOOD),
        ("f", "y", "2020-06-01", FLOOD),
    )
    index, stories = find_stories(articles)
    assert index["story_id"].tolist() == ["a", "a", "", "", "", ""]
    assert index["story_score"].isna().tolist() == [False, False, True, True, True, True]
    assert stories["outlets"].tolist() == ["x, y"]


def test_a_story_needs_its_number_of_outlets() -> None:
    articles = _rows(
        ("a", "x", "2020-01-01", FIRE),
        ("b", "x", "2020-01-01", FIRE),
        ("c", "y", "2020-05-01", FLOOD),
    )
    assert (find_stories(articles)[0]["story_id"] == "").all()
    assert find_stories(articles, min_outlets=1)[0]["story_id"].tolist() == ["a", "a", ""]


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = read_articles(SAMPLE)
    index, _ = find_stories(articles)
    turned, _ = find_stories(articles.iloc[::-1].reset_index(drop=True))
    groups = index.groupby("story_id")["article_id"].apply(frozenset)
    others = turned.groupby("story_id")["article_id"].apply(frozenset)
    assert set(groups) == set(others)


def test_a_corpus_gives_the_stories_and_copies_of_its_table(tmp_path: Path) -> None:
    write_corpus(SAMPLE, out=tmp_path / "corpus")
    table = read_articles(tmp_path / "corpus")
    masked = {"start": 0, "end": 3}
    masks = table[["article_id"]].assign(**masked)
    streamed, stories = find_stories(
        tmp_path / "corpus", masks=lambda batch: batch[["article_id"]].assign(**masked)
    )
    whole, same = find_stories(table, masks=masks)
    pd.testing.assert_frame_equal(streamed, whole)
    pd.testing.assert_frame_equal(stories, same)
    pd.testing.assert_frame_equal(mark_copies(tmp_path / "corpus"), mark_copies(table))
    pd.testing.assert_frame_equal(
        align_stories(tmp_path / "corpus", whole, masks=masks),
        align_stories(table, whole, masks=masks),
    )


def _likelihood(*rows: tuple[str, str, str, str]) -> float:
    """Return how likely the last two of some articles are about one event."""
    terms = weigh_terms(count_terms([_rows(*rows)]))
    pairs, values = likely_pairs(terms, 2)
    last = {len(rows) - 2, len(rows) - 1}
    found = [
        float(value)
        for pair, value in zip(pairs.tolist(), values.tolist(), strict=True)
        if {int(terms.order[at]) for at in pair} == last
    ]
    return found[0] if found else 0.0


TITLED = "حريق في مصنع النسيج\n\nاندلع حريق كبير في مصنع النسيج غرب البلدة وأصيب {} من العمال"


def test_the_same_numbers_speak_for_one_event() -> None:
    def told(number: str) -> float:
        rows = (("a", "x", "2020-01-02", TITLED.format("سبعة")),)
        return _likelihood(*rows, ("b", "y", "2020-01-02", TITLED.format(number)))

    assert told("7") > told("تسعة") > 0


def test_a_twin_on_other_days_speaks_against_one_event() -> None:
    pair = [(name, name, "2020-01-09", TITLED.format("سبعة")) for name in "ab"]
    twin = ("t", "x", "2020-01-01", TITLED.format("سبعة"))
    assert _likelihood(*pair) > _likelihood(twin, *pair) > 0


def test_a_name_in_a_title_that_the_other_lacks_speaks_against_one_event() -> None:
    other = TITLED.replace("النسيج\n", "الأسمنت\n")
    rest = [
        (f"n{i}", "z", "2020-01-02", f"خبر {name}") for i, name in enumerate(["النسيج", "الأسمنت"])
    ]
    one = ("a", "x", "2020-01-02", TITLED.format("سبعة"))
    same = ("b", "y", "2020-01-02", TITLED.format("سبعة"))
    differs = ("b", "y", "2020-01-02", other.format("سبعة"))
    assert _likelihood(*rest, one, same) > _likelihood(*rest, one, differs) > 0


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("أصيب أربعة عمال و٤ سائقين", {"4"}),
        ("ارتفع 3,5 بالمئة في 2015 وفي 1436هـ", {"3.5"}),
        ("خبر بلا أرقام", set()),
    ],
)
def test_numbers_in_figures_and_words_without_years(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


def test_an_empty_table_and_one_article_have_no_story() -> None:
    for articles in (_rows(), _rows(("a", "x", "2020-01-01", FIRE))):
        index, stories = find_stories(articles)
        assert (index["story_id"] == "").all() and not len(stories)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.1, 1.0)), max_size=20))
def test_linking_agrees_with_average_linkage_by_brute_force(
    drawn: list[tuple[int, int, float]],
) -> None:
    alike = {(min(a, b), max(a, b)): np.float32(v) for a, b, v in drawn if a != b}
    pairs = np.array(sorted(alike), np.int32).reshape(-1, 2)
    values = np.array([alike[a, b] for a, b in pairs.tolist()], np.float32)
    first = link(8, pairs, values, 0.4)
    for a in range(8):
        for b in range(a):
            if first[a] != first[b]:  # no two groups are left that should be one
                left, right = np.flatnonzero(first == first[a]), np.flatnonzero(first == first[b])
                sums = sum(alike.get((min(i, j), max(i, j)), 0.0) for i in left for j in right)
                assert sums / (len(left) * len(right)) < 0.4 + 1e-6


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("والمدينه", "مدين"),
        ("بالقوات", "قوات"),
        ("للمدنيين", "مدني"),
        ("2017", "2017"),
        ("من", "من"),
    ],
)
def test_light_stems(word: str, stem: str) -> None:
    assert light_stem(word) == stem


def test_sentences_end_where_they_should() -> None:
    text = "قال د. سامي: «توقف القصف.» ثم مضى! هل عاد؟ بلغت 3.5 بالمئة\nسطر"
    assert [span.of(text) for span in sentences_of(text)] == [
        "قال د. سامي: «توقف القصف.»", "ثم مضى!", "هل عاد؟", "بلغت 3.5 بالمئة", "سطر",
    ]  # fmt: skip


def test_aligned_sentences_report_one_fact_in_two_wordings() -> None:
    articles = read_articles(SAMPLE)
    index, _ = find_stories(articles)
    aligned = align_stories(articles, index, likeness=0.25)
    texts = articles.set_index("article_id")["text"]
    for row in aligned.itertuples():
        assert texts[row.article_a][row.start_a : row.end_a] == row.sentence_a
        assert texts[row.article_b][row.start_b : row.end_b] == row.sentence_b
        assert row.outlet_a != row.outlet_b and row.sentence_a != row.sentence_b
    pairs = set(zip(aligned["sentence_a"], aligned["sentence_b"], strict=True))
    martyred = "واستُشهد في الحرب الأخيرة أكثر من مئتين وثلاثين إنساناً، منهم خمسة وستون طفلاً."
    assert any(one == martyred and "عدد القتلى بلغ مئتين" in other for one, other in pairs)
    assert len(align_stories(articles, index)) < len(aligned)


def _told_twice(first: str, second: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = _rows(("a", "x", "2020-01-01", first), ("b", "y", "2020-01-01", second))
    index, _ = find_stories(articles)
    return articles, index.assign(story_id="a")


def test_one_wording_is_no_pair_unless_the_words_under_study_differ() -> None:
    first = "خبر\n\nدخلت قوات الوادي بلدة النخيل صباح الأحد بعد حصار دام أسبوعين."
    second = first.replace("قوات الوادي", "ميليشيا الوادي")
    articles, index = _told_twice(first, second)
    at = [first.index("قوات"), second.index("ميليشيا")]
    masks = pd.DataFrame({"article_id": ["a", "b"], "start": at, "end": [at[0] + 11, at[1] + 14]})
    assert align_stories(articles, index).empty
    assert len(align_stories(articles, index, masks=masks)) == 1
    articles, index = _told_twice(first, first + " وعاد الأهالي مساءً إلى بيوتهم.")
    assert align_stories(articles, index).empty


def test_the_share_that_found_a_story_is_told_by_outlet() -> None:
    rows = [{"outlet": "x", "story_id": "s"}, {"outlet": "x"}, {"outlet": "y"}]
    shares = found_by_outlet(as_table(rows, "article_index"))
    assert shares["share"].tolist() == [0.5, 0.0]


def test_the_command_writes_index_stories_and_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = {name: str(tmp_path / f"{name}.csv") for name in ("out", "stories", "aligned")}
    words = [word for name, path in out.items() for word in (f"--{name}", path)]
    assert main(["stories", str(SAMPLE), *words, "--lexicon", "deaths"]) == 0
    said = capsys.readouterr().out
    assert "of 94 in all" in said and "butm: 94% of 16 in a story" in said
    assert all(Path(path).is_file() for path in out.values())
