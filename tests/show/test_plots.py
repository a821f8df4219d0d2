"""Charts of notebooks: every one drawn in both languages, and true to its table."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib
import pandas as pd
import pytest

from framing import plots
from framing.show.report import Report
from framing.tables import as_table


@pytest.fixture(autouse=True)
def no_windows() -> Iterator[None]:
    matplotlib.use("agg")
    yield
    from matplotlib import pyplot

    pyplot.close("all")


def texts(axes: object) -> list[str]:
    marks = str.maketrans("", "", "\u2066\u2067\u2068\u2069")
    return [text.get_text().translate(marks) for text in axes.texts]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_voices_of_a_label_add_up_to_its_mentions(report: Report, language: str) -> None:
    table = report.results.tables["label_shares_by_voice"]
    axes = plots.plot_voices(table, "sdf", language=language)
    rows = table[(table["concept"] == "sdf") & (table["label"] == "militia")]
    assert str(int(rows["n_mentions"].sum())) in texts(axes)
    first, last = axes.get_xlim()
    assert (first > last) == (language == "ar")


def test_time_leaves_a_gap_where_no_article_is(report: Report) -> None:
    days = ["2017-10-01", "2017-10-02", "2017-10-08", "2017-10-09"]
    rows = {
        "day": days,
        "outlet": "north",
        "concept": "sdf",
        "label": "militia",
        "n_mentions": [1, 2, 3, 4],
        "n_concept": [4, 4, 4, 4],
        "share": [0.25, 0.5, 0.75, 1.0],
        "ci_low": [0.1, 0.2, 0.3, 0.4],
        "ci_high": [0.5, 0.8, 0.9, 1.0],
    }
    axes = plots.plot_label_over_time(pd.DataFrame(rows), "sdf", "militia", language="en")
    runs = [line for line in axes.lines if len(line.get_xdata()) > 1]
    assert [len(line.get_xdata()) for line in runs] == [2, 2]


def test_keyness_puts_target_and_reference_on_their_sides() -> None:
    rows = {
        "target": "north",
        "reference": "south",
        "term": ["ميليشيا", "القوات"],
        "rate_target": [8.0, 1.0],
        "rate_reference": [1.0, 9.0],
        "log_odds": [1.5, -2.0],
        "z": [4.0, -5.0],
        "ci_low": [1.0, -2.5],
        "ci_high": [2.0, -1.5],
        "q_value": [0.01, 0.01],
    }
    axes = plots.plot_keyness(as_table(pd.DataFrame(rows), "keyness"), language="en")
    places = {text.get_text().split(" ")[0]: text.get_position()[0] for text in axes.texts}
    assert places["ميليشيا"] > 0 > places["القوات"]


def test_sources_name_the_speakers_and_those_who_are_not_named() -> None:
    rows = {
        "outlet": "north",
        "speaker": ["سامر نادر", ""],
        "named": [True, False],
        "n_words": [60, 40],
        "share": [0.6, 0.4],
    }
    told = texts(plots.plot_sources(pd.DataFrame(rows), "north"))
    assert "سامر نادر" in told and "بلا قائل معروف" in told and "60% (60)" in told


def test_coverage_counts_articles_of_each_outlet_on_each_event() -> None:
    rows = {
        "article_id": list("abcd"),
        "outlet": ["north", "north", "south", "north"],
        "published": pd.to_datetime(["2017-10-14"] * 4),
        "story_id": ["s1", "s1", "s1", ""],
    }
    axes = plots.plot_story_coverage(as_table(rows, "article_index"), language="en")
    assert "2" in texts(axes) and len(axes.lines) == 2


def test_a_chart_shows_in_a_notebook_and_saves_the_same_bytes(
    report: Report, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from matplotlib import pyplot

    folder = tmp_path_factory.mktemp("charts")
    table = report.results.tables["label_shares"]
    before = len(pyplot.get_fignums())
    files = [
        plots.save_svg(plots.plot_label_shares(table, "sdf"), folder / f"{n}.svg").read_bytes()
        for n in range(2)
    ]
    assert len(pyplot.get_fignums()) == before + 2 and files[0] == files[1]


def test_drawing_leaves_the_users_settings_alone(report: Report) -> None:
    before = dict(matplotlib.rcParams)
    plots.plot_slants(report.results.tables["slants"], "sdf")
    assert dict(matplotlib.rcParams) == before
