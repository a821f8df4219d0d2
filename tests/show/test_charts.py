from __future__ import annotations

import re

import pytest

from framing.show.canvas import svg_bytes
from framing.show.colors import GREYS, KIN, PALETTE, label_colors
from framing.show.names import Names
from framing.show.plot_comparisons import ordered_by_nearness, plot_comparisons
from framing.show.plot_shares import plot_label_shares
from framing.show.plot_slants import plot_slants
from framing.show.report import Report


@pytest.mark.parametrize("language", ["ar", "en"])
def test_arabic_charts_run_from_right_to_left(report: Report, language: str) -> None:
    shares = report.results.tables["label_shares"]
    first, last = plot_label_shares(shares, "sdf", language=language).get_xlim()
    assert (first > last) == (language == "ar")
    slants = report.results.tables["slants"]
    first, last = plot_slants(slants, "sdf", language=language).get_xlim()
    assert (first > last) == (language == "ar")


def test_the_same_chart_is_the_same_bytes(report: Report) -> None:
    table = report.results.tables["comparisons"]
    first, second = (svg_bytes(plot_comparisons(table, "sdf")) for _ in range(2))
    assert first == second and b"<dc:date>" not in first


def test_a_chart_carries_its_words_for_those_who_hear_it(report: Report) -> None:
    chart = report.document.charts[0]
    svg = report.charts[chart.stem].decode("utf-8")
    assert f"<title>{chart.caption}</title>" in svg and "<desc>" in svg
    assert re.search(r"\d+%", chart.alt)


def test_charts_need_no_font_of_the_reader(report: Report) -> None:
    for svg in report.charts.values():
        assert b"<text" not in svg and b"font-family" not in svg


def test_a_label_has_one_color_whatever_else_is_drawn() -> None:
    labels = ["official_name", "acronym", "militia"]
    assert label_colors(labels)["militia"] == PALETTE[2][0]
    assert label_colors([*labels, "terrorists"])["militia"] == PALETTE[2][0]


def test_neighboring_hues_differ_in_lightness() -> None:
    from matplotlib.colors import rgb_to_hsv, to_rgb

    def luminance(color: str) -> float:
        red, green, blue = to_rgb(color)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for (a, _), (b, _) in zip(PALETTE, PALETTE[1:], strict=False):
        assert abs(luminance(a) - luminance(b)) > 0.05
    assert len({light for light, _ in (*PALETTE, *KIN)}) == len(PALETTE) + len(KIN)
    assert all(rgb_to_hsv(to_rgb(grey))[1] == 0 for grey in GREYS)


def test_outlets_that_name_alike_stand_beside_each_other() -> None:
    import pandas as pd

    distances = {("a", "b"): 0.9, ("a", "c"): 0.1, ("b", "c"): 0.9, ("a", "d"): 0.9}
    distances |= {("b", "d"): 0.1, ("c", "d"): 0.9}
    rows = [(*pair, value) for pair, value in distances.items()]
    table = pd.DataFrame(rows, columns=["outlet_a", "outlet_b", "divergence"])
    order = ordered_by_nearness(table)
    assert abs(order.index("a") - order.index("c")) == 1
    assert abs(order.index("b") - order.index("d")) == 1


def test_names_fall_back_to_ids() -> None:
    names = Names("ar")
    assert (names.outlet("okaz"), names.concept("sdf"), names.label("sdf", "x")) == (
        "okaz",
        "sdf",
        "x",
    )
