"""What may be shared of a report when its articles may not: hashes, spans, codes and measures."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from framing.errors import InputError
from framing.lexicon.entry import Row
from framing.lexicon.files import find_folder
from framing.outputs import whole_folder
from framing.recipe import file_hash, write_recipe
from framing.reproduce.inputs import changed_lexicons
from framing.reproduce.record import RECIPE, Record, read_record
from framing.reproduce.rerun import LEXICONS, rerun_without_text, study_beside
from framing.studies.keys import study_path
from framing.studies.measuring import Lexicons
from framing.study import Study

README = """# {name}, without the text of its articles

Made by `framing export --without-text`. Nothing here is text of an article: `tables/mentions`
says where each wording stands (article, first and last code point), which form and label it is
and in whose voice; `tables/article_index` has a hash for each article, so that whoever has the
articles can see whether they are the same ones; `report.pdf` and `report.html` give evidence by
place and link. The rest is what was measured, the lexicons it was measured with, and the recipe.

    framing verify .                       # measures, report and charts again from spans and codes
    framing verify . --corpus ARTICLES     # all of it, for those who have the articles

لا نصَّ لأي مادة في هذا المجلد: فيه مواضع التسميات ورموزها وبصمة كل مادة، وما قيس منها، والمعاجم
والوصفة.
"""


def export_without_text(
    folder: str | Path, out: str | Path, *, study: str | Path | None = None
) -> list[Path]:
    """Make a bundle of a report that holds no text of its articles.

    The tables keep their places and codes; surfaces, speakers, contexts and rejected values are
    empty. PDF and page are set again with evidence by place and link. Names of articles stay,
    and their links: who may not share those should rename them before the report is made.

    Parameters
    ----------
    folder : path
        What ``framing report`` made.
    out : path
        The bundle's folder: made, or replaced, whole or not at all.
    study : path, optional
        The study's file, where the report is not in a folder beside it.

    Returns
    -------
    list of Path
        The files of the bundle.

    Raises
    ------
    InputError
        When the folder is a bundle already, or is not as it was made.
    """
    record = read_record(folder)
    out = Path(out)
    _check(record, out)
    study_file = study_path(study) if study else study_beside(record)
    report, _ = rerun_without_text(record, study_file)
    for changed in changed_lexicons(record, report):
        raise _stale(record, str(changed))
    lexicons = Lexicons.of(Study.of_options(record.recipe["study"], study_file))
    with tempfile.TemporaryDirectory(prefix="framing-export-") as place:
        made = Path(place) / "report"
        report.write(made)
        with whole_folder(out) as bundle:
            shutil.copytree(made, bundle, dirs_exist_ok=True)
            _copy_lexicons(lexicons, bundle / LEXICONS)
            text = README.format(name=report.results.name)
            (bundle / "README.md").write_text(text, encoding="utf-8")
            _write_recipe(report.results.recipe, bundle)
    return sorted(path for path in out.rglob("*") if path.is_file())


def _check(record: Record, out: Path) -> None:
    if record.without_text:
        raise InputError(
            "this is a bundle without text already",
            place=str(record.folder),
            remedy="Share it as it is, or give the folder that `framing report` made.",
        )
    if out.resolve() == record.folder.resolve():
        raise InputError(
            "the bundle would take the place of the report itself",
            place=f"--out {out}",
            remedy="Give another folder.",
        )
    for name, told in record.altered.items():
        raise _stale(record, f"{name} {told}")


def _stale(record: Record, problem: str) -> InputError:
    return InputError(
        problem,
        place=str(record.folder),
        remedy="Make the report anew; `framing verify` names what else differs.",
    )


def _copy_lexicons(lexicons: Lexicons, home: Path) -> None:
    """Copy each lexicon, and those it takes concepts and lists from, beside each other."""
    waiting = {lexicon.name: lexicon.path for lexicon in lexicons.all}
    done: set[str] = set()
    while waiting:
        name, folder = waiting.popitem()
        (home / name).mkdir(parents=True)
        for file in sorted([*folder.glob("*.csv"), *folder.glob("*.toml")]):
            shutil.copyfile(file, home / name / file.name)
        done.add(name)
        for other in _taken_from(lexicons, name):
            if other not in done:
                waiting[other] = find_folder(other, beside=folder.resolve().parent)


def _taken_from(lexicons: Lexicons, name: str) -> Iterable[str]:
    """Return the lexicons that a lexicon's rows come from, beside its own."""
    for lexicon in lexicons.all:
        if lexicon.name == name:
            rows: list[Row] = [*lexicon.concepts, *lexicon.labels, *lexicon.forms]
            rows += lexicon.neighbors
            listed = [str(other) for other in lexicon.card.get("lists", [])]
            yield from sorted({row.lexicon for row in rows} | set(listed))


def _write_recipe(recipe: dict[str, object], bundle: Path) -> None:
    made = sorted(path for path in bundle.rglob("*") if path.is_file() and path.name != RECIPE)
    files = {path.relative_to(bundle).as_posix(): file_hash(path) for path in made}
    write_recipe({**recipe, "files": files}, bundle / RECIPE)
