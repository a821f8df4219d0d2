"""A study's report: tables, charts, PDF and page from the same results."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from framing.outputs import whole_folder
from framing.progress import stage, track
from framing.recipe import file_hash, write_recipe
from framing.show.canvas import svg_bytes
from framing.show.document import Document, make_document
from framing.show.events import naming_by_event
from framing.show.findings import Finding, main_findings
from framing.show.page import make_page
from framing.show.results import Results
from framing.show.showing import evidence_table
from framing.show.typeset import typeset
from framing.tableio import write_table

if TYPE_CHECKING:
    import pandas as pd

    from framing.lexicon.entry import Lexicon


class Report:
    """The report of a study, made from its results.

    Nothing is drawn or set before it is asked for. The same report comes from a notebook and
    from ``framing report``.

    Parameters
    ----------
    results : Results
        From ``framing.study.study_results``.
    """

    def __init__(self, results: Results) -> None:
        self.results = results
        results.tables.setdefault("naming_by_event", naming_by_event(results))

    @cached_property
    def findings(self) -> list[Finding]:
        """The main findings: none in a description of a few articles."""
        return [] if self.results.descriptive else main_findings(self.results)

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """Every mention with its window, as far as an article's text may be shown."""
        return evidence_table(self.results, self.findings)

    @cached_property
    def document(self) -> Document:
        """The words of the report, in its language."""
        return make_document(self.results, self.findings, self.evidence, self.results.language)

    @cached_property
    def charts(self) -> dict[str, bytes]:
        """The charts as SVG, by stem."""
        drawn = {}
        for chart in track(self.document.charts, "drawing"):
            drawn[chart.stem] = svg_bytes(chart.draw(), title=chart.caption, description=chart.alt)
        return drawn

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table of the report, by the name of its file."""
        results = self.results
        lexicon = {
            f"lexicon_{name}": _joined(
                [
                    *(x.table(name) for x in results.lexicons),
                    *([_own_rows(results.parties, name)] if results.parties else []),
                ]
            )
            for name in ("concepts", "labels", "forms", "lists")
        }
        return {
            "article_index": results.index,
            "mentions": results.mentions,
            **results.tables,
            "evidence": self.evidence,
            "exclusions": results.exclusions,
            "rejects": results.rejects,
            **lexicon,
        }

    def pdf(self) -> bytes:
        """Return the report as a PDF."""
        return typeset(self.document.as_json(), self.charts)

    def html(self) -> str:
        """Return the report as one self-contained page."""
        return make_page(self.document, self.tables, self.evidence)

    def write(self, folder: str | Path) -> list[Path]:
        """Write tables, charts, pages and recipe to a folder, whole or not at all.

        Parameters
        ----------
        folder : path
            Made, or replaced when it is there.

        Returns
        -------
        list of Path
            The files written.
        """
        folder = Path(folder)
        with whole_folder(folder) as place:
            self._write_tables(place / "tables")
            (place / "charts").mkdir()
            for stem, svg in self.charts.items():
                (place / "charts" / f"{stem}.svg").write_bytes(svg)
            if "pdf" in self.results.formats:
                stage("setting the PDF")
                (place / "report.pdf").write_bytes(self.pdf())
            if "html" in self.results.formats:
                stage("making the page")
                (place / "report.html").write_text(self.html(), encoding="utf-8")
            made = sorted(path for path in place.rglob("*") if path.is_file())
            hashes = {str(path.relative_to(place)): file_hash(path) for path in made}
            write_recipe({**self.results.recipe, "files": hashes}, place / "recipe.json")
        return sorted(path for path in folder.rglob("*") if path.is_file())

    def _write_tables(self, folder: Path) -> None:
        for name, table in track(self.tables.items(), "writing tables"):
            write_table(table, folder / f"{name}.csv")
            write_table(table, folder / f"{name}.parquet")


def _own_rows(lexicon: Lexicon, name: str) -> pd.DataFrame:
    """Return the rows that stand in a lexicon itself, not those that it takes from others."""
    table = lexicon.table(name)
    return table[table["lexicon"] == lexicon.name]


def _joined(tables: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(tables, ignore_index=True).drop_duplicates(ignore_index=True)
