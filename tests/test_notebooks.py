"""Every notebook runs from top to bottom on the bundled sample, and is kept without outputs."""

from __future__ import annotations

import re
import resource
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from framing.bundled import bundled_path
from framing.intake.read import read_articles

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
MOST_LINES = 10  # of code in a cell; the parameters have as many as they need
MOST_SECONDS = 20.0  # of processor time: a busy machine takes longer by the clock
PICTURES = {"1": 1, "2": 1, "3": 3, "4": 1, "5": 0, "6": 0}  # charts that a reader must see


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def run(notebook: NotebookNode, folder: Path, monkeypatch: pytest.MonkeyPatch) -> NotebookNode:
    monkeypatch.setenv("TQDM_DISABLE", "1")
    resources = {"metadata": {"path": str(folder)}}
    client = NotebookClient(notebook, kernel_name="python3", timeout=300, resources=resources)
    return client.execute()


def cells(notebook: NotebookNode, kind: str) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def test_there_are_six_notebooks_in_order() -> None:
    assert [path.name[0] for path in NOTEBOOKS] == list("123456")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_output_is_kept(path: Path) -> None:
    for cell in cells(read(path), "code"):
        assert cell.outputs == [] and cell.execution_count is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_notebook_has_the_shape_of_the_house(path: Path) -> None:
    notebook = read(path)
    first, parameters = notebook.cells[:2]
    assert first.cell_type == "markdown" and first.source.splitlines()[0].endswith("?")
    assert "**" in first.source and "95% interval" in first.source and "Corpus:" in first.source
    assert "parameters" in parameters.metadata.tags
    for cell in cells(notebook, "code"):
        n_lines = sum(1 for line in cell.source.splitlines() if line.strip())
        assert n_lines <= MOST_LINES or cell is parameters, cell.source
        assert max(map(len, cell.source.splitlines())) <= 120
    headings = [
        line[3:]
        for cell in cells(notebook, "markdown")
        for line in cell.source.splitlines()
        if line.startswith("## ")
    ]
    *questions, check, closing = headings
    assert all(heading.endswith("?") for heading in questions), questions
    assert check == "Check" and closing == "What this shows, and what it does not"
    closing_text = notebook.cells[-1].source
    for told in ("**Left out**", "**Error, by hand**", "**Cannot show**"):
        assert told in closing_text or told.replace("Error, by", "Checked by") in closing_text
    assert "bias" not in " ".join(cell.source for cell in notebook.cells).lower()


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_each_notebook_runs_on_the_sample_with_nothing_to_edit(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = run(read(path), tmp_path, monkeypatch)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    outputs = [output for cell in cells(done, "code") for output in cell.outputs]
    printed = "".join(output.text for output in outputs if output.output_type == "stream")
    assert re.search(
        r"framing \S+ · study \S+ · seed \d+ · corpus 94 articles [0-9a-f]{12}", printed
    )
    assert not [output for output in outputs if output.get("name") == "stderr"]
    shown = [output.data for output in outputs if "data" in output]
    assert sum("image/png" in data for data in shown) >= PICTURES[path.name[0]]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert seconds < MOST_SECONDS


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_one_cell_lets_a_notebook_run_on_other_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = read_articles(bundled_path("corpus/sample"))
    ours = sample[sample["outlet"].isin(["kharnoub", "safarjal"])]
    columns = {"outlet": "الصحيفة", "published": "التاريخ", "title": "العنوان", "text": "النص"}
    ours[list(columns)].rename(columns=columns).to_csv(tmp_path / "ours.csv", index=False)
    notebook = read(NOTEBOOKS[2])
    notebook.cells[1].source += f'\nCORPUS, LEXICONS = "{tmp_path / "ours.csv"}", ["syria"]'
    done = run(notebook, tmp_path, monkeypatch)
    printed = "".join(o.text for c in cells(done, "code") for o in c.outputs if "text" in o)
    assert "corpus 32 articles" in printed and "kharnoub: militia 16 of 21" in printed


def test_the_sample_that_notebooks_open_is_bundled() -> None:
    assert bundled_path("corpus/sample/articles.csv").is_file()
