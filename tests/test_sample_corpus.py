"""The sample corpus is what its README says: its own text, its own truth, counted by hand."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

SAMPLE = Path(__file__).resolve().parents[1] / "corpus" / "sample"
OUTLETS = {"safarjal", "kharnoub", "zarour", "butm", "unnab", "dulb"}
MAIN = ("sdf", "isis", "fighters", "death", "houthis", "yemeni_government")
FURNITURE = ("boilerplate", "caption")

# Words of real publishers and agencies that no article may carry.
REAL_NAMES = re.compile(
    r"رويترز|فرانس برس|أسوشيتد|الأناضول|سبوتنيك|بي بي سي|سي إن إن|قناة الجزيرة|قناة العربية|"
    r"سكاي نيوز|عنب بلدي|وكالة سانا|وكالة سبأ|وكالة واس|BBC|CNN|Reuters|AFP"
)

# A plain reading of the texts, independent of any lexicon: the first pattern that fits wins.
# Letters before the word are clitics; tashkeel and tatweel are taken out of the text first.
# Illness, hunger, cold and traffic: not the deaths that are named in competing ways.
NO_VIOLENCE = (
    "أحد الناجين|طفلين|٣ رض|رضع|مرضى|أسير واحد|أربعة رضع|٩ أطفال|آخر |عطشا|سائقها|رجل مسن|"
    "ثلاثة من رفاقي|ما لا يقل|في الطريق|عند الحاجز|١٢ مدنيا بحمى|٣٤٠٠"
)
SDF_NAME = r"قوات سوري[اة] الديم[وق]*راطية"
PATTERNS = {
    "sdf": [
        ("militia", rf"ميليشيات? (?:قسد|{SDF_NAME})"),
        ("official_name", SDF_NAME),
        ("acronym", r"(?<!\w)[وفبلك]?قسد(?!\w)"),
        ("kurdish_forces", r"القوات الكردية|لقوات الكردية"),
    ],
    "isis": [
        ("so_called", r"(?:ما يعرف ب|ما يسمى )تنظيم الدولة(?: الإسلامية)?"),
        ("islamic_state_org", r"تنظيم الدولة الإسلامية"),
        ("state_org", r"تنظيم [“]?الدولة[”]?"),
        ("daesh", r"(?:تنظيم )?داعش"),
        ("extremist", r"التنظيم (?:المتطرف|الإرهابي)"),
    ],
    "houthis": [
        ("militia", r"ميليشيات? الحوثي(?!\w)|الميليشيا(?!\w)"),
        ("rebels", r"المتمرد(?:ون|ين)(?: الحوثي(?:ون|ين))?|لمتمردين"),
        ("fighters", r"مقاتلين حوثيين"),
        ("coupists", r"انقلابي(?:ون|ين)"),
        ("ansar_allah", r"أنصار الله"),
        ("houthis", r"حوثي(?:ون|ين)(?!\w)"),
    ],
    "yemeni_government": [
        ("recognized", r"حكومة (?:اليمنية )?المعترف بها دوليا"),
        ("legitimacy", r"(?:الحكومة )?الشرعية"),
        ("hadi_government", r"حكومة هادي"),
        ("government", r"حكومة اليمنية"),
        ("mercenaries", r"مرتزقة “العدوان”|المرتزقة(?= (?:أو الإرهابيين|للأجنبي))"),
    ],
    "fighters": [
        ("fighters", r"مقاتل(?:ون|ين|و|ي)?(?:ه|ها|هم)?(?!\w)"),
        ("gunmen", r"مسلح(?:ون|ين|و|ي|وه|وهم|يه|ا)?(?!\w)"),
        ("elements", r"عناصرهم|العناصر(?! (?:المفيدة|الكيميائية))|عنصر(?!\w)"),
        ("elements", r"عناصر(?= (?:تنظيم|التنظيم|الميليشيا|ميليشيا|من |ما يسمى|قسد|بارزين))"),
        ("terrorists", r"[إا]?رهابي(?:ون|ين|و|ي)?(?!\w)(?<!التنظيم الإرهابي)"),
        ("mercenaries", r"مرتزقة"),
        ("mujahideen", r"مجاهدونا"),
    ],
    "death": [
        ("martyrdom", r"(?<!ميدان )(?<!مسجد )(?<!\w)[وفبل]?(?:ا?ل)?(?:شهيد|شهداء)\w*"),
        ("martyrdom", r"(?<!\w)[وف]?استشه(?:د(?!ة|\w* ?ب(?:أكثر|رسائل))|اد)\w*"),
        ("killing", r"(?<!\w)[وف]?(?:قتلوا|قتل)(?!\w)|مقتل(?!\w)|القتلى|قتلاهم|قتيلا"),
        ("demise", r"مصرع(?:ه|ها|هم|هن|هما)(?! بحادث)"),
        ("massacre", r"مجزرة"),
        ("victims", r"140 ضحية|لأسر الضحايا"),
        ("death", r"تودي بحياة|عشرات قضوا"),
        ("death", rf"(?<!\w)[وب]?(?:وفاة|توف(?:ي|وا)) (?!{NO_VIOLENCE})"),
    ],
}  # fmt: skip


@cache
def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def texts() -> dict[str, str]:
    return {
        row["article_id"]: (SAMPLE / row["file"]).read_bytes().decode("utf-8")
        for row in table("articles.csv")
    }


@cache
def truth() -> dict[str, dict[str, str]]:
    return {row["article_id"]: row for row in table("truth.csv")}


def plain(text: str) -> str:
    return re.sub("[\u064b-\u0652\u0670ـ]", "", text)


def events_of(outlet: str) -> set[str]:
    rows = [row["article_id"] for row in table("articles.csv") if row["outlet"] == outlet]
    return {truth()[a]["event"] for a in rows if not truth()[a]["event"].startswith("single-")}


def test_every_listed_file_is_there_and_every_file_is_listed() -> None:
    listed = {row["file"] for row in table("articles.csv")}
    there = {f"articles/{path.name}" for path in (SAMPLE / "articles").iterdir()}
    assert listed == there
    assert [Path(row["file"]).stem for row in table("articles.csv")] == list(truth())


def test_there_are_at_least_54_articles_of_six_outlets() -> None:
    counts = Counter(row["outlet"] for row in table("articles.csv"))
    assert set(counts) == OUTLETS
    assert sum(counts.values()) >= 54


def test_each_outlet_writes_about_at_least_eight_of_the_shared_events() -> None:
    assert all(len(events_of(outlet)) >= 8 for outlet in OUTLETS)


def test_at_least_eight_events_are_told_by_all_six_outlets() -> None:
    shared = set.intersection(*map(events_of, OUTLETS))
    assert len(shared) >= 8


@pytest.mark.parametrize("article", sorted(texts()))
def test_an_article_has_100_to_300_words(article: str) -> None:
    assert 100 <= len(texts()[article].split()) <= 300


def test_a_text_is_a_title_an_empty_line_and_a_body() -> None:
    for text in texts().values():
        title, empty, body = text.split("\n", 2)
        assert title.strip() and not empty and body.strip()
        assert "\r" not in text and "\ufeff" not in text


def test_no_real_publisher_is_named() -> None:
    found = {a: REAL_NAMES.findall(text) for a, text in texts().items()}
    assert not {a: names for a, names in found.items() if names}


def test_no_letter_hangs_on_a_tatweel_before_a_word() -> None:
    assert not [a for a, text in texts().items() if re.search(r"(?<!\w)[لبك]ـ(?=[ء-ي])", text)]


def test_gold_spans_slice_to_their_surface() -> None:
    for row in table("mentions_gold.csv"):
        text = texts()[row["article_id"]]
        assert text[int(row["start"]) : int(row["end"])] == row["surface"]


def test_gold_regions_are_whole_lines() -> None:
    for row in table("regions_gold.csv"):
        text = texts()[row["article_id"]]
        start, end = int(row["start"]), int(row["end"])
        assert text[start - 1] == "\n" and text[end] == "\n" and "\n" not in text[start:end]


def test_gold_mentions_lie_in_furniture_exactly_where_they_say_so() -> None:
    spans = {
        (row["article_id"], place): row["region"]
        for row in table("regions_gold.csv")
        for place in range(int(row["start"]), int(row["end"]))
    }
    for row in table("mentions_gold.csv"):
        furniture = spans.get((row["article_id"], int(row["start"])), "")
        assert furniture == (row["region"] if row["region"] in FURNITURE else "")


def found_plainly(concept: str, text: str) -> Iterator[str]:
    pattern = "|".join(f"(?P<p{i}>{p})" for i, (_, p) in enumerate(PATTERNS[concept]))
    for match in re.finditer(pattern, text):
        yield PATTERNS[concept][int(str(match.lastgroup)[1:])][0]


@pytest.mark.parametrize("concept", sorted(PATTERNS))
def test_the_gold_is_what_a_plain_search_counts(concept: str) -> None:
    wrong = {}
    for article, text in texts().items():
        if concept == "death" and truth()[article]["event"] == "boat":
            continue
        gold = Counter(
            row["label"]
            for row in table("mentions_gold.csv")
            if row["article_id"] == article and row["concept"] == concept
        )
        counted = Counter(found_plainly(concept, plain(text)))
        if counted != gold:
            wrong[article] = (counted - gold, gold - counted)
    assert not wrong


def own_rows() -> Iterator[tuple[tuple[str, str, str], str, str]]:
    outlets = {row["article_id"]: row["outlet"] for row in table("articles.csv")}
    for row in table("mentions_gold.csv"):
        article = row["article_id"]
        counted = row["region"] not in FURNITURE and not truth()[article]["copy_cluster"]
        if counted and row["concept"] in MAIN:
            yield (outlets[article], row["concept"], row["voice"]), row["label"], article


def test_the_declared_styles_are_counted_from_the_gold() -> None:
    groups = {
        key: (Counter(label for _, label, _ in rows), {a for _, _, a in rows})
        for key, group in groupby(sorted(own_rows()), key=lambda row: row[0])
        for rows in [list(group)]
    }
    declared = {}
    for row in table("styles.csv"):
        key = (row["outlet"], row["concept"], row["voice"])
        declared.setdefault(key, Counter())[row["label"]] = int(row["n_mentions"])
        labels, articles = groups[key]
        assert (int(row["n_concept"]), int(row["n_articles"])) == (labels.total(), len(articles))
        assert float(row["share"]) == round(int(row["n_mentions"]) / labels.total(), 2)
    assert {key: +labels for key, labels in declared.items()} == {
        k: v[0] for k, v in groups.items()
    }


@pytest.mark.parametrize("concept", MAIN)
@pytest.mark.parametrize("outlet", sorted(OUTLETS))
def test_a_house_style_is_strong_and_not_absolute(outlet: str, concept: str) -> None:
    rows = [
        row
        for row in table("styles.csv")
        if (row["outlet"], row["concept"], row["voice"]) == (outlet, concept, "own")
    ]
    favorite = max(rows, key=lambda row: float(row["share"]))
    assert 0.74 <= float(favorite["share"]) <= 0.9
    assert int(favorite["n_concept"]) >= 8 and int(favorite["n_articles"]) >= 5


def test_terrorists_are_called_so_by_one_outlet_and_only_quoted_by_another() -> None:
    counts = {
        (row["outlet"], row["voice"]): int(row["n_mentions"])
        for row in table("styles.csv")
        if (row["concept"], row["label"]) == ("fighters", "terrorists")
    }
    assert counts["butm", "own"] == 0 and counts["butm", "quoted"] >= 10
    assert counts["unnab", "own"] >= 10


def test_outlets_declared_alike_prefer_the_same_label_at_nearly_the_same_rate() -> None:
    own = {
        (row["concept"], row["outlet"], row["label"]): float(row["share"])
        for row in table("styles.csv")
        if row["voice"] == "own"
    }
    for pair in table("alike.csv"):
        for concept, outlet, label in own:
            if (concept, outlet) == (pair["concept"], pair["outlet_a"]):
                other = own.get((concept, pair["outlet_b"], label), 0.0)
                assert abs(own[concept, outlet, label] - other) <= 0.12


def test_copies_share_most_of_their_sentences() -> None:
    clusters: dict[str, list[str]] = {}
    for article, row in truth().items():
        clusters.setdefault(row["copy_cluster"], []).append(article)
    clusters.pop("")
    assert len(clusters) == 4
    for members in clusters.values():
        assert len({article[:-11] for article in members}) == len(members) >= 2
        first, *others = (set(texts()[a].split("\n")[1:]) - {""} for a in members)
        assert all(len(first & other) >= 3 for other in others)
        assert len({texts()[a].split("\n")[0] for a in members}) == len(members)


def test_articles_outside_the_clusters_share_no_sentence() -> None:
    furniture = {
        texts()[row["article_id"]][int(row["start"]) : int(row["end"])]
        for row in table("regions_gold.csv")
    }
    lines = Counter(
        line
        for article, text in texts().items()
        if not truth()[article]["copy_cluster"]
        for line in set(text.split("\n")) - furniture
        if line
    )
    assert lines.most_common(1)[0][1] == 1


def test_the_readme_states_the_styles_and_counts_of_the_files() -> None:
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert f"{len(texts())} Arabic news articles" in readme
    for row in table("styles.csv"):
        if row["voice"] == "own" and float(row["share"]) >= 0.7:
            assert f"`{row['label']}` {row['n_mentions']} of {row['n_concept']}" in readme
    for row in table("alike.csv"):
        assert f"- `{row['concept']}`: `{row['outlet_a']}` and `{row['outlet_b']}`" in readme
    for event, n in Counter(row["event"] for row in truth().values()).items():
        assert event.startswith("single-") or re.search(rf"\| `{event}` \|[^|]+\| {n} \|", readme)


def shingles(text: str, size: int = 7) -> set[tuple[str, ...]]:
    words = re.findall(r"[ء-ي]+", plain(text))
    return set(zip(*(words[i:] for i in range(size)), strict=False))


def test_no_text_of_real_outlets_is_in_it() -> None:
    data = Path(os.environ.get("FRAMING_DATA") or "no folder named")
    if not (data / "raqqa-2017").is_dir():
        pytest.skip("FRAMING_DATA does not name a folder of real articles")
    files = sorted(data.glob("raqqa-2017/articles/*.txt"))
    real = "\n".join(path.read_text(encoding="utf-8") for path in files)
    ours = set().union(*(shingles(text) for text in texts().values()))
    assert not ours & shingles(real)
    import pandas as pd

    for path in sorted((data / "yemen-2015").glob("*.parquet")):
        for text in pd.read_parquet(path, columns=["text"])["text"]:
            assert not ours & shingles(text)
