from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from framing.errors import LexiconError
from framing.lexicon.check import check_lexicon, raise_findings
from framing.lexicon.finding import Finding
from tests.lexicon.conftest import LABELS, forms

Rivers = Callable[..., Path]
GOOD = "rivers-0001,river,big,النهر العظيم,phrase,عبرنا النهر العظيم.,,,,,"


def found(folder: Path) -> list[tuple[str, int, str, str]]:
    """Findings as (rule, row, column, value)."""
    return [(f.rule, f.row, f.column, f.value) for f in check_lexicon(folder)[0]]


def test_a_good_lexicon_has_no_finding(rivers: Rivers) -> None:
    findings, lexicon = check_lexicon(rivers())
    assert findings == []
    assert lexicon is not None and len(lexicon.forms) == 2


@pytest.mark.parametrize(
    ("row", "finding"),
    [
        (
            "rivers-0002,river,smal,جدول,noun,عبرنا الجدول.,,,,,",
            ("known_label", 3, "label", "smal"),
        ),
        (
            "rivers-0002,rivr,small,جدول,noun,عبرنا الجدول.,,,,,",
            ("known_concept", 3, "concept", "rivr"),
        ),
        ("rivers-0002,river,small,جدول,nuon,عبرنا الجدول.,,,,,", ("known_kind", 3, "kind", "nuon")),
        (
            "rivers-0001,river,small,جدول,noun,عبرنا الجدول.,,,,,",
            ("unique", 3, "id", "rivers-0001"),
        ),
        ("rivers-2,river,small,جدول,noun,عبرنا الجدول.,,,,,", ("names", 3, "id", "rivers-2")),
        ("rivers-0002,river,small,جدول,noun,,,,,,", ("empty", 3, "hit", "")),
        ("rivers-0002,river,small,,noun,عبرنا الجدول.,,,,,", ("empty", 3, "form", "")),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا النهر.,,,,,",
            ("proof", 3, "hit", "عبرنا النهر."),
        ),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا الجدول.,عبرنا الجدول.,,,,",
            ("proof", 3, "miss", "عبرنا الجدول."),
        ),
        (
            "rivers-0002,river,small,جـدول,noun,عبرنا الجدول.,,,,,",
            ("characters", 3, "form", "جـدول"),
        ),
        ("rivers-0002,river,small,جَدول,noun,عبرنا الجدول.,,,,,", ("characters", 3, "form", "جَدول")),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا  الجدول.,,,,,",
            ("spaces", 3, "hit", "عبرنا  الجدول."),
        ),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا الجدول.,,xyz,,,",
            ("clitics", 3, "clitics", "xyz"),
        ),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا الجدول.,,,,,-dul",
            ("known_endings", 3, "endings", "-dul"),
        ),
        (
            "rivers-0002,river,small,جدول,phrase,عبرنا جدول الماء.,,,,,-dual",
            ("idle", 3, "endings", "-dual"),
        ),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا الجدول.,,,places behind 3,,",
            ("company", 3, "requires", "places behind 3"),
        ),
        (
            "rivers-0002,river,small,جدول,noun,عبرنا الجدول.,,,places near 3,,",
            ("known_requires", 3, "requires", "places"),
        ),
        (
            "rivers-0002,river,small,استُعيدت,verb,استُعيدت المياه.,,,,,",
            ("verb", 3, "form", "استُعيدت"),
        ),
        (
            "rivers-0002,river,small,النهر العظيم,phrase,عبرنا النهر العظيم.,,,,,",
            ("conflict", 3, "form", "النهر العظيم"),
        ),
        (
            "rivers-0002,river,big,النهر العظيم,phrase,عبرنا النهر العظيم.,,,,,",
            ("unreachable", 3, "form", "النهر العظيم"),
        ),
        (
            "rivers-0002,river,small,زير,phrase,عبرنا الزير زير الماء.,,و,,,",
            ("frequent", 3, "form", "زير"),
        ),
        (
            "rivers-0002,river,small,بحر,phrase,عبرنا بحر الرمل.,,,,,",
            ("miss_needed", 3, "miss", ""),
        ),
    ],
)
def test_a_broken_rule_is_found_in_its_place(
    rivers: Rivers, row: str, finding: tuple[str, int, str, str]
) -> None:
    assert finding in found(rivers(forms=forms(GOOD, row)))


@pytest.mark.parametrize(
    ("labels", "finding"),
    [
        (LABELS.replace("-0.5", "-5"), ("stance_range", 3, "stance", "-5")),
        (LABELS.replace("-0.5", ""), ("empty", 3, "stance", "")),
        (LABELS.replace("Belittles it.", ""), ("empty", 3, "reason", "")),
        (LABELS.replace("الصغير", ""), ("empty", 3, "gloss_ar", "")),
        (LABELS + "river,third,ث,third,0,None.\n", ("unused", 4, "label", "third")),
        (LABELS + "river,a,أ,a,0,None.\n", ("sorted", 4, "concept", "river / a")),
        (LABELS + "river,Big,أ,a,0,None.\n", ("names", 4, "label", "Big")),
        (LABELS.replace("stance", "stanse"), ("columns", 1, "stanse", "stanse")),
    ],
)
def test_a_label_without_what_it_needs_is_found(
    rivers: Rivers, labels: str, finding: tuple[str, int, str, str]
) -> None:
    assert finding in found(rivers(labels=labels))


def test_periods_of_one_label_must_not_overlap(rivers: Rivers) -> None:
    labels = (
        "concept,label,gloss_ar,gloss_en,stance,reason,valid_from,valid_to\n"
        "river,big,الكبير,big,0.5,Praises it.,,2024-12-08\n"
        "river,big,الكبير,big,-0.5,Mocks it.,2024-12-08,\n"
        "river,small,الصغير,small,-0.5,Belittles it.,,\n"
    )
    assert ("period", 3, "valid_from", "2024-12-08") in found(rivers(labels=labels))


def test_a_party_needs_labels_of_both_sides(rivers: Rivers) -> None:
    folder = rivers('parties = ["river"]\n', labels=LABELS.replace("-0.5", "0"))
    assert ("both_sides", 0, "parties", "river") in found(folder)


def test_a_tie_is_settled_where_one_forbids_what_the_other_requires(rivers: Rivers) -> None:
    rows = forms(
        "rivers-0001,river,big,الجدول,phrase,الجدول قرب الجبل.,راجعنا الجدول.,,hills near 3,,",
        "rivers-0002,river,small,الجدول,phrase,عبرنا الجدول.,راجعنا الجدول.,,,hills near 3,",
    )
    lists = "list,form,kind,note\nhills,الجبل,phrase,\n"
    assert found(rivers(forms=rows, lists=lists)) == []


def test_a_form_equal_to_an_exception_is_unreachable(rivers: Rivers) -> None:
    rows = forms(
        GOOD,
        "rivers-0002,river,small,جدول أعمال,phrase,ناقشوا جدول أعمال.,,,,,",
        "rivers-0003,river,,جدول أعمال,except,ناقشوا جدول أعمال.,,,,,",
    )
    assert ("unreachable", 3, "form", "جدول أعمال") in found(rivers(forms=rows))


def test_excel_files_are_read_but_not_in_order(rivers: Rivers) -> None:
    folder = rivers()
    path = folder / "labels.csv"
    path.write_bytes(LABELS.replace(",", ";").replace("\n", "\r\n").encode("utf-8-sig"))
    findings, lexicon = check_lexicon(folder)
    assert [(f.rule, f.value) for f in findings] == [("canonical", "utf-8-sig, semicolons, CRLF")]
    assert lexicon is not None


def test_a_card_names_every_key_it_needs(rivers: Rivers) -> None:
    folder = rivers("spelling_of = []\n")
    card = (folder / "card.toml").read_text(encoding="utf-8")
    (folder / "card.toml").write_text(card.replace("licence", "licens"), encoding="utf-8")
    assert {("card", 0, "spelling_of", ""), ("card", 0, "licence", "")} <= set(found(folder))


def test_a_finding_says_place_value_rule_and_remedy(rivers: Rivers) -> None:
    folder = rivers(labels=LABELS.replace("-0.5", "-5"))
    assert str(check_lexicon(folder)[0][0]) == (
        f"{folder / 'labels.csv'}, row 3, column 'stance': '-5' is not a number from -1 to 1. "
        "Write one with a point (0.5), or leave it empty. [stance_range]"
    )


def test_findings_raise_as_one_error_that_counts_them() -> None:
    finding = Finding("a.csv", 2, "hit", "", "empty", "the cell is empty", "Fill it.")
    raise_findings([])
    with pytest.raises(LexiconError, match="a.csv, row 2, column 'hit': .*1 more"):
        raise_findings([finding, finding])
