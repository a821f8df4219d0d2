"""The page in a real browser: no request, no console message, figures that lead to their words."""

from __future__ import annotations

import gzip
import json
import os
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from framing.show.evidence import covered
from framing.show.numbers import bare
from framing.show.report import Report
from framing.show.results import LARGEST_SHOWN, Results
from tests.show.browser import Browser, find_chromium

needs_browser = pytest.mark.skipif(find_chromium() is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Browser]:
    with Browser() as one:
        one.open(folder / "report.html")
        yield one


def packed(html: str) -> Any:
    found = re.search(r'id="packed">([^<]+)<', html)
    assert found
    return json.loads(gzip.decompress(b64decode(found.group(1))))


def test_the_page_asks_for_nothing_outside_itself(folder: Path) -> None:
    html = (folder / "report.html").read_text(encoding="utf-8")
    without_links = re.sub(r'<a href="https?:[^"]*"', "", html)
    assert "http://" not in without_links.replace("http-equiv", "")
    assert not re.search(r'(src|href)="(?!#|data:)', without_links)
    assert "default-src 'none'" in html


def test_figures_of_the_page_are_those_of_the_tables(report: Report, folder: Path) -> None:
    html = (folder / "report.html").read_text(encoding="utf-8")
    for block in report.document.blocks:
        if block["kind"] == "table":
            for row in block["rows"]:
                for column in block["figures"]:
                    for figure in re.findall(r"\u2066([^\u2069]*)\u2069", row[column]):
                        assert f'<span class="n">{figure}</span>' in html


def test_a_page_that_may_not_share_texts_shows_a_quarter_at_most(results: Results) -> None:
    tight = Report(replace(results, share_text=False))
    data = packed(tight.html())
    assert data["texts"] is None
    lengths = dict(
        zip(results.articles["article_id"], results.articles["text"].map(len), strict=True)
    )
    shown = tight.evidence[tight.evidence["shown"]]
    for article, rows in shown.groupby("article_id"):
        spans = list(zip(rows["window_start"], rows["window_end"], strict=True))
        assert covered(spans) <= lengths[article] * LARGEST_SHOWN
    kept = [i for i, flag in enumerate(data["mentions"]["k"]) if not flag]
    assert kept and all(data["mentions"]["b"][i] == "" for i in kept)


@needs_browser
def test_the_page_says_nothing_on_the_console_and_asks_for_nothing(browser: Browser) -> None:
    assert browser.messages == []
    assert {url.split(":")[0] for url in browser.requests} == {"file", "data"}
    assert sum(url.startswith("file:") for url in browser.requests) == 1


@needs_browser
def test_a_clicked_bar_shows_the_mentions_behind_its_figure(
    browser: Browser, report: Report
) -> None:
    bars = browser.run(
        "[...document.querySelectorAll('table.shares')].slice(0, 3).flatMap((t, k) => "
        "[...t.querySelectorAll('.bar:not([disabled])')].slice(0, 3).map((b, i) => [k, i, "
        "t.dataset.concept, t.dataset.target, b.closest('tr').dataset.outlet, b.dataset.label]))"
    )
    shares = report.results.tables["label_shares"]
    for table, place, concept, target, outlet, label in bars:
        assert target == ""
        shown = browser.run(
            f"(() => {{ const t = document.querySelectorAll('table.shares')[{table}];"
            f"t.querySelectorAll('.bar:not([disabled])')[{place}].click();"
            "const more = () => [...document.querySelectorAll('#panel-body > div > button')].pop();"
            "while (more()) more().click();"
            "const n = document.querySelectorAll('#panel-body [data-mention]').length;"
            "document.getElementById('panel-close').click(); return n; })()"
        )
        rows = shares[(shares["concept"] == concept) & (shares["outlet"] == outlet)]
        assert shown == int(rows.loc[rows["label"] == label, "n_mentions"].iloc[0])


@needs_browser
def test_a_filter_changes_the_counts_and_can_be_taken_back(
    browser: Browser, report: Report
) -> None:
    state = "document.getElementById('f-state').textContent"
    before = browser.run(state)
    browser.run("document.querySelectorAll('#f-voice input')[1].click()")
    after = browser.run(state)
    mentions = report.results.mentions
    aside = mentions["region"].isin(["caption", "boilerplate"])
    expected = int((mentions["voice"].isin(["own", "reported"]) & ~aside).sum())
    assert after != before and str(expected) in after.replace(",", "")
    assert browser.run("[...document.querySelectorAll('.bar .ci')].every((c) => c.hidden)")
    browser.run("document.getElementById('f-reset').click()")
    assert browser.run(state) == before


@needs_browser
def test_unfiltered_figures_are_the_reports_own(browser: Browser, report: Report) -> None:
    first = report.document.charts[0]
    texts = browser.run(
        f"[...document.querySelectorAll('#fig-{first.stem} .val')].map((v) => v.textContent)"
    )
    block = next(b for b in report.document.blocks if b.get("stem") == first.stem)
    from framing.show.figures import figure_data

    data = figure_data(report.document.context, block)
    cells = [cell for row in data["rows"] for cell in row["cells"]]
    assert texts == [bare(cell["text"]) for cell in cells]


@needs_browser
def test_the_keyboard_reaches_every_control_and_closes_what_it_opens(browser: Browser) -> None:
    browser.run("document.activeElement.blur(); window.scrollTo(0, 0)")
    wanted = browser.run(
        "[...document.querySelectorAll('button, select, input, a[href]')].filter((e) => "
        "!e.disabled && e.offsetParent && !e.closest('dialog'))"
        ".map((e, i) => e.dataset.k = i).length"
    )
    reached = set()
    for _ in range(wanted + 300):
        browser.key("Tab")
        at = browser.run("document.activeElement.dataset.k ?? ''")
        if at:
            reached.add(at)
        if len(reached) == wanted:
            break
    assert len(reached) == wanted
    browser.run("document.querySelector('.bar:not([disabled])').focus()")
    browser.key("Enter")
    assert browser.run("document.getElementById('panel').open")
    browser.key("Escape")
    assert not browser.run("document.getElementById('panel').open")
    assert browser.run("document.activeElement.classList.contains('bar')")


@needs_browser
def test_the_page_fits_a_phone(browser: Browser, folder: Path) -> None:
    browser.open(folder / "report.html", width=360, height=780)
    assert browser.run("document.documentElement.scrollWidth") <= 361
    browser.open(folder / "report.html")


@needs_browser
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_serious(browser: Browser, folder: Path, dark: bool) -> None:
    axe = Path(os.environ.get("FRAMING_AXE", ""))
    if not axe.is_file():
        pytest.skip("FRAMING_AXE names no axe.min.js (npm pack axe-core)")
    browser.open(folder / "report.html", dark=dark)
    browser.run(axe.read_text(encoding="utf-8") + ";0")
    for opened in (False, True):
        if opened:
            browser.run("document.querySelector('.bar:not([disabled])').click()")
        found = browser.run(
            "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations"
            ".filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id))"
        )
        assert found == []
    browser.open(folder / "report.html")
