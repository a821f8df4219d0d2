"""Whether everything is here that reading, measuring, charts, PDF and notebooks need."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

import framing
from framing.errors import FramingError
from framing.reproduce.pictures import Likeness, chart_likeness, page_likeness, write_png

PACKAGE = "framing-toolkit"
REINSTALL = "Install again: pip install --force-reinstall {}"

# Pictures of one version differ by nothing; of another one, shapes move by parts of a pixel.
SAME_VERSION, OTHER_VERSION = 0.003, 0.5

State = Literal["ok", "note", "WRONG"]


@dataclass(frozen=True)
class Check:
    """One thing looked at.

    Attributes
    ----------
    state : {"ok", "note", "WRONG"}
        ``note`` is worth knowing and hinders nothing.
    told : str
        What was found.
    remedy : str
        What to do about it; empty when all is well.
    """

    state: State
    told: str
    remedy: str = ""

    def __str__(self) -> str:
        """Return the check in one line, and the remedy in another."""
        line = f"{self.state:<6} {self.told}"
        return f"{line}\n       → {self.remedy}" if self.remedy else line


def examine(pictures: Path | None = None) -> Iterator[Check]:
    """Look at everything, one thing after the other.

    Parameters
    ----------
    pictures : Path, optional
        A folder for the pictures that were drawn, to be looked at.

    Yields
    ------
    Check
    """
    looks: list[Callable[[], Iterator[Check]]] = [
        check_python,
        check_packages,
        check_fonts,
        lambda: check_charts(pictures),
        lambda: check_pages(pictures),
        check_reading,
        check_cache,
        check_bundled,
        check_notebooks,
        check_surroundings,
    ]
    for look in looks:
        try:
            yield from look()
        except FramingError as error:
            yield Check("WRONG", error.problem, error.remedy or "Report this message.")
        except Exception as error:  # a broken installation fails anywhere: say where, go on
            told = f"{type(error).__name__}: {error}"
            yield Check("WRONG", f"{getattr(look, '__name__', 'drawing')}: {told}", _anew())


def check_python() -> Iterator[Check]:
    """Look at Python's version, and at the encoding that messages are written in."""
    here = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info < (3, 14)
    told = f"Python {here}, framing {framing.__version__}"
    remedy = "" if fits else "framing needs Python 3.11, 3.12 or 3.13: make an environment of it."
    yield Check("ok" if fits else "WRONG", told, remedy)
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        told = f"this terminal writes {sys.stdout.encoding}, which has no Arabic"
        yield Check("note", told, "Set the environment variable PYTHONUTF8=1.")


def check_packages() -> Iterator[Check]:
    """Look whether every package that framing requires is here, in a version that fits."""
    from packaging.requirements import Requirement

    try:
        needed = [Requirement(line) for line in requires(PACKAGE) or []]
    except PackageNotFoundError:
        yield Check("WRONG", f"{PACKAGE} is not installed", "In its folder: pip install -e .")
        return
    found = 0
    for requirement in needed:
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            here = version(requirement.name)
        except PackageNotFoundError:
            here = ""
        if here and requirement.specifier.contains(here, prereleases=True):
            found += 1
        else:
            told = f"{requirement.name} {here or 'is missing'}; framing needs {requirement}"
            yield Check("WRONG", told, f"pip install '{requirement}'")
    if found:
        yield Check("ok", f"{found} packages, in versions that fit")


def check_fonts() -> Iterator[Check]:
    """Look for the font files that charts and pages are set in."""
    from framing.show.fonts import font_folder

    for family, name, files in (
        ("amiri", "Amiri", ("Amiri-Regular.ttf", "Amiri-Bold.ttf")),
        ("plex", "IBM Plex Sans Arabic", ("IBMPlexSansArabic-Regular.ttf",)),
    ):
        folder = font_folder(family)
        missing = [file for file in files if not (folder / file).is_file()]
        if missing:
            told = f"{name}: {missing[0]} is not in {folder}"
            yield Check(
                "WRONG", told, REINSTALL.format(f"fontpkg-{name.lower().replace(' ', '-')}")
            )
        else:
            yield Check("ok", f"the font {name}")


def check_charts(pictures: Path | None = None) -> Iterator[Check]:
    """Draw the reference as charts do, and compare it with the known picture."""
    from matplotlib import ft2font

    if not getattr(ft2font, "__libraqm_version__", ""):
        yield Check(
            "WRONG",
            f"matplotlib {version('matplotlib')} cannot shape Arabic: it has no libraqm",
            "pip install 'matplotlib>=3.11,<3.13', from a wheel and not from source.",
        )
        return
    found = chart_likeness()
    yield _judged("charts", "matplotlib", found, _kept(found, pictures, "chart"))


def check_pages(pictures: Path | None = None) -> Iterator[Check]:
    """Set the reference as PDFs do, and compare it with the known picture."""
    found = page_likeness()
    yield _judged("PDFs", "typst", found, _kept(found, pictures, "page"))


def check_reading() -> Iterator[Check]:
    """Find a mention whose place and voice are known."""
    import pandas as pd

    from framing.reading.match import find_mentions

    text = "خرجت ميليشيات «قسد» من البلدة."
    table = pd.DataFrame({"article_id": ["a"], "text": [text]})
    mentions = find_mentions(table, "syria").query("concept == 'sdf'")
    found = mentions[["start", "end", "label", "voice"]].to_numpy().tolist()
    if found == [[5, 19, "militia", "own"]]:
        yield Check("ok", "finds what it should in a sentence, at the right place")
    else:
        yield Check("WRONG", f"finds {found} in «{text}»", _anew())


def check_cache() -> Iterator[Check]:
    """Look whether compiled code can be kept between runs."""
    from framing.cache import cache_folder

    folder = cache_folder()
    if folder is None:
        told = "nowhere to keep compiled code: every run compiles anew, which takes seconds"
        yield Check("note", told, "Set XDG_CACHE_HOME to a folder that can be written to.")
    else:
        yield Check("ok", f"compiled code is kept in {folder}")


def check_bundled() -> Iterator[Check]:
    """Load every lexicon that comes with the package, and look for the sample."""
    from framing.bundled import bundled_path
    from framing.lexicon.files import bundled_lexicons
    from framing.lexicon.load import load_lexicon

    names = bundled_lexicons()
    n_forms = sum(len(load_lexicon(name).forms) for name in names)
    sample = bundled_path("corpus/sample/articles.csv").is_file()
    if names and sample:
        yield Check("ok", f"{len(names)} lexicons with {n_forms:,} forms, and the sample corpus")
    else:
        missing = "the sample corpus" if names else "the lexicons"
        yield Check("WRONG", f"{missing} did not come with the package", _anew())


def check_notebooks() -> Iterator[Check]:
    """Look for what notebooks need."""
    missing = [x for x in ("jupyterlab", "ipykernel", "nbclient") if find_spec(x) is None]
    if missing:
        told = f"notebooks cannot be opened: {', '.join(missing)} is not installed"
        yield Check("note", told, f"pip install '{PACKAGE}[notebooks]'")
    else:
        yield Check("ok", f"JupyterLab {version('jupyterlab')}")


def check_surroundings() -> Iterator[Check]:
    """Look for what is near by and matters: real articles, packages that spoil charts."""
    folder = os.environ.get("FRAMING_DATA", "")
    if folder and not Path(folder).is_dir():
        told = f"FRAMING_DATA is {folder!r}, where there is no folder"
        yield Check("note", told, "Correct it, or unset it: only some studies and tests use it.")
    spoiling = [x for x in ("arabic_reshaper", "bidi") if find_spec(x) is not None]
    if spoiling:
        told = f"{' and '.join(spoiling)} installed: charts need neither"
        yield Check("note", told, "Do not use them on texts for matplotlib 3.11 and later.")


def _judged(what: str, package: str, found: Likeness, kept: str) -> Check:
    same = found.version.split(".")[:2] == found.known_for.split(".")[:2]
    told = f"Arabic in {what}, by {package} {found.version}"
    if found.differing <= (SAME_VERSION if same else OTHER_VERSION):
        known = "" if same else f" (held against the picture for {found.known_for})"
        return Check("ok" if same else "note", f"{told}: as it should be{known}", kept)
    remedy = kept or "See for yourself: framing doctor --pictures FOLDER."
    if not same:
        remedy += f" The version known to be right is {found.known_for}."
    else:
        remedy += f" Then: {REINSTALL.format(package)}"
    return Check("WRONG", f"{told}: {found.differing:.0%} of the ink is elsewhere", remedy)


def _kept(found: Likeness, folder: Path | None, name: str) -> str:
    if folder is None:
        return ""
    return f"Look at {write_png(found.drawn, folder / f'{name}.png')}."


def _anew() -> str:
    return f"Install framing anew ({REINSTALL.format(PACKAGE)}); if that does not help, report it."
