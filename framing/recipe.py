"""What it takes to make a result again: versions, hashes, options, seed."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import framing
from framing.bundled import bundled_path
from framing.outputs import whole_file

if TYPE_CHECKING:
    import pandas as pd

# The packages whose versions can change a figure, a chart or a page.
PACKAGES = ("numpy", "pandas", "scipy", "pyarrow", "numba", "matplotlib", "typst")

SHOWN = 12  # hexadecimal digits of a hash that people are shown
KEPT = 16  # hexadecimal digits of an article's hash, kept for each to name the one that changed
SEALED = 8  # hexadecimal digits of an option's seal


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes.

    Examples
    --------
    >>> text_hash("شهيد")[:8]
    '22967762'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def file_hash(path: str | Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def article_hashes(articles: pd.DataFrame) -> list[str]:
    """Return one hash per article, over all that a measure can depend on.

    The id, outlet, date, place of the body and text: change one letter and it differs.
    """
    days = articles["published"].dt.strftime("%Y-%m-%d").fillna("")
    columns = (articles["article_id"], articles["outlet"], days, articles["body_start"])
    rows = zip(*columns, articles["text"], strict=True)
    return [text_hash("\x1f".join(map(str, row))) for row in rows]


def folder_hash(folder: str | Path, pattern: str = "**/*") -> str:
    """Return one hash for the files of a folder: their names and bytes.

    Parameters
    ----------
    folder : path
        Where they are.
    pattern : str, default every file
        Which of them, as ``"**/*.py"``.

    Examples
    --------
    >>> folder_hash(bundled_path("lexicons/voice"), "*.csv") == folder_hash("nowhere")
    False
    """
    folder = Path(folder)
    files = sorted(path for path in folder.glob(pattern) if path.is_file())
    return text_hash("\n".join(f"{x.relative_to(folder).as_posix()} {file_hash(x)}" for x in files))


def seals(options: Mapping[str, Any]) -> dict[str, str]:
    """Return a short hash for each option, so that a changed one can be named.

    Examples
    --------
    >>> seals({"seed": 7}) == seals({"seed": 8})
    False
    """
    return {
        name: text_hash(json.dumps(value, ensure_ascii=False))[:SEALED]
        for name, value in options.items()
    }


def joined_hash(hashes: Iterable[str]) -> str:
    """Return one hash for many, whatever their order."""
    return text_hash("\n".join(sorted(hashes)))


def make_recipe(
    *,
    study: Mapping[str, Any],
    corpus: Mapping[str, Any],
    lexicons: Iterable[Mapping[str, str]],
) -> dict[str, Any]:
    """Put a recipe together.

    Parameters
    ----------
    study : mapping
        Every option of the study, defaults filled in.
    corpus : mapping
        The corpus as named, its number of articles and its hash.
    lexicons : iterable of mapping
        ``name, version, hash`` of each.

    Returns
    -------
    dict
        Ready for JSON: plain values in a fixed order, no path of this machine, no clock.
        ``seals`` has a short hash of each option, ``voice`` the hash of the rules of voice,
        ``code`` that of the software itself.
    """
    return {
        "framing": framing.__version__,
        "study": dict(study),
        "seals": seals(study),
        "corpus": dict(corpus),
        "lexicons": [dict(lexicon) for lexicon in lexicons],
        "voice": folder_hash(bundled_path("lexicons/voice"), "*.csv"),
        "code": folder_hash(Path(framing.__file__).parent, "**/*.py"),
        "versions": versions_here(),
    }


def versions_here() -> dict[str, str]:
    """Return the versions of Python and of the packages that can change a result.

    Examples
    --------
    >>> "numpy" in versions_here()
    True
    """
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = ""
    return found


def recipe_line(recipe: Mapping[str, Any]) -> str:
    """Return the recipe in one line, to stand beside a figure.

    Examples
    --------
    >>> recipe_line({"framing": "0.1.0", "study": {"name": "s", "seed": 7},
    ...     "corpus": {"articles": 48, "hash": "ab" * 32},
    ...     "lexicons": [{"name": "syria", "version": "1.0", "hash": "cd" * 32}]})
    'framing 0.1.0 · study s · seed 7 · corpus 48 articles abababababab · syria 1.0 cdcdcdcdcdcd'
    """
    study, corpus = recipe["study"], recipe["corpus"]
    parts = [f"framing {recipe['framing']}", f"study {study['name']}", f"seed {study['seed']}"]
    parts.append(f"corpus {corpus['articles']} articles {corpus['hash'][:SHOWN]}")
    for lexicon in recipe["lexicons"]:
        parts.append(f"{lexicon['name']} {lexicon['version']} {lexicon['hash'][:SHOWN]}")
    return " · ".join(parts)


def recipe_of(
    articles: pd.DataFrame, lexicons: Iterable[Any] = (), *, name: str, seed: int = 0
) -> str:
    """Return the recipe line of work on some articles, as in a notebook.

    Parameters
    ----------
    articles : DataFrame
        The contract's ``articles``.
    lexicons : iterable of Lexicon
        That are used.
    name : str
        What the work is called.
    seed : int, default 0
        Of what is drawn at random.

    Examples
    --------
    >>> from framing.tables import as_table
    >>> articles = as_table([{"article_id": "a", "text": "دخلت القافلة البلدة."}], "articles")
    >>> recipe_of(articles, name="look", seed=7)
    'framing 0.1.0 · study look · seed 7 · corpus 1 articles 11317de2157f'
    """
    used = [{"name": x.name, "version": x.version, "hash": x.content_hash} for x in lexicons]
    corpus = {"articles": len(articles), "hash": joined_hash(article_hashes(articles))}
    study = {"name": name, "seed": seed}
    return recipe_line(
        {"framing": framing.__version__, "study": study, "corpus": corpus, "lexicons": used}
    )


def write_recipe(recipe: Mapping[str, Any], path: str | Path) -> Path:
    """Write a recipe as JSON, whole or not at all."""
    path = Path(path)
    with whole_file(path) as partial:
        text = json.dumps(recipe, ensure_ascii=False, indent=2)
        partial.write_text(text + "\n", encoding="utf-8")
    return path
