"""A corpus: articles of any number in a folder of Parquet files, made so that it can be resumed."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import framing
from framing.errors import InputError
from framing.intake.ids import Duplicates, Ids
from framing.intake.inputs import identity_of, is_single
from framing.intake.journal import STATE, Journal
from framing.intake.read import (
    articles_table,
    nothing_taken,
    read_articles,
    records_of,
    taken,
)
from framing.intake.record import Article, Reject
from framing.intake.stored import (
    BATCH,
    CORPUS_CARD,
    corpus_card,
    is_corpus,
    stored_batches,
)
from framing.outputs import whole_file
from framing.progress import track
from framing.tables import as_table, columns_of

if TYPE_CHECKING:
    import pandas as pd

_BATCH_SIZE = 40_000_000  # characters of their text at most


def write_corpus(
    *paths: str | Path,
    out: str | Path,
    mapping: Mapping[str, str] | None = None,
    duplicates: Duplicates | None = None,
) -> dict[str, Any]:
    """Read articles into a corpus, holding only one batch of them at a time.

    The folder is built as ``<out>.partial`` and takes its name when it is complete. Stopped at
    any moment and called again with the same input, it goes on and ends with the same bytes.

    Parameters
    ----------
    *paths : path
        As in ``read_articles``.
    out : path
        The folder to make. A corpus that stands there is replaced, anything else is left alone.
    mapping : mapping, optional
        As in ``read_articles``.
    duplicates : {"error", "reject"}, optional
        What a second article with one id is. By default an error where a single file is read
        or a folder that one table describes, whose ids can be corrected there; a reject in a
        mix of files.

    Returns
    -------
    dict
        The corpus's card, ``corpus.json``: counts, columns, what was guessed and repaired.
    """
    out = Path(out)
    _check_place(out, paths)
    policy: Duplicates = duplicates or ("error" if is_single(paths) else "reject")
    partial = out.with_name(f"{out.name}.partial")
    identity = identity_of(
        paths, [framing.__version__, policy, sorted((mapping or {}).items()), BATCH]
    )
    if (out / STATE).is_file() and _is_finished(out, identity):
        return corpus_card(out)
    partial.mkdir(parents=True, exist_ok=True)
    journal = Journal.opened(partial, identity)
    try:
        _fill(partial, journal, paths, mapping, policy)
        card = _card(journal, paths, mapping)
    except InputError:
        journal.close()
        shutil.rmtree(partial, ignore_errors=True)
        raise
    finally:
        journal.close()
    _finish(partial, out, card)
    return card


def _fill(
    partial: Path,
    journal: Journal,
    paths: Sequence[str | Path],
    mapping: Mapping[str, str] | None,
    policy: Duplicates,
) -> None:
    ids = Ids(journal.database, policy)
    items = itertools.islice(records_of(*paths, mapping=mapping), journal.position, None)
    rows: list[dict[str, str | int]] = []
    size = 0
    for item in track(items, "reading"):
        journal.position += 1
        outcome = taken(item, ids)
        if isinstance(outcome, Article):
            rows.append(outcome.values)
            size += len(str(outcome.values["text"]))
            journal.note(*outcome.notes)
        elif isinstance(outcome, Reject):
            journal.reject(outcome)
        else:
            journal.note(outcome)
        if len(rows) >= BATCH or size >= _BATCH_SIZE:
            _write_batch(partial, journal, rows)
            rows, size = [], 0
    if rows or not journal.n_articles:
        _write_batch(partial, journal, rows)
    if not journal.n_articles:
        raise nothing_taken(paths, journal.first_rejects())
    journal.commit()


def _write_batch(partial: Path, journal: Journal, rows: list[dict[str, str | int]]) -> None:
    """Write one file, then say in the journal that it is there."""
    if not rows:
        return
    table = articles_table(rows, journal.columns)
    name = f"articles-{journal.n_files:05d}.parquet"
    target = partial / name
    with whole_file(target) as file:
        table.to_parquet(file, index=False, compression="zstd")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    extra = [str(column) for column in table.columns[len(columns_of("articles")) :]]
    journal.add_file(name, len(table), digest, extra, Counter(table["outlet"]))
    journal.commit()


def _card(
    journal: Journal, paths: Sequence[str | Path], mapping: Mapping[str, str] | None
) -> dict[str, Any]:
    return {
        "format": 1,
        "software": f"framing {framing.__version__}",
        "inputs": [Path(path).name for path in paths],
        "mapping": dict(mapping or {}),
        "n_read": journal.n_articles + journal.n_rejects,
        "n_articles": journal.n_articles,
        "n_rejects": journal.n_rejects,
        "outlets": journal.outlets(),
        "reject_reasons": journal.reasons(),
        "notes": journal.notes(),
        "columns": [*columns_of("articles"), *journal.columns],
        "files": journal.files(),
    }


def _finish(partial: Path, out: Path, card: Mapping[str, Any]) -> None:
    journal = Journal.opened(partial, "")
    rejects = as_table(journal.all_rejects(), "rejects")
    journal.close()
    with whole_file(partial / "rejects.parquet") as file:
        rejects.to_parquet(file, index=False, compression="zstd")
    with whole_file(partial / CORPUS_CARD) as file:
        text = json.dumps(card, ensure_ascii=False, indent=1)
        file.write_text(text + "\n", encoding="utf-8", newline="\n")
    known = {CORPUS_CARD, "rejects.parquet", STATE, *(file["name"] for file in card["files"])}
    for file in partial.iterdir():
        if file.name not in known:
            file.unlink()
    old = out.with_name(f".{out.name}.old")
    if out.exists():
        os.replace(out, old)
    os.replace(partial, out)
    (out / STATE).unlink()
    shutil.rmtree(old, ignore_errors=True)


def _is_finished(out: Path, identity: str) -> bool:
    """Tell whether only the last step is missing: a complete corpus with its journal inside."""
    journal = Journal.opened(out, "")
    same = journal.identity == identity
    journal.close()
    (out / STATE).unlink()
    return same


def _check_place(out: Path, paths: Sequence[str | Path]) -> None:
    if out.exists() and not is_corpus(out):
        raise InputError(
            "there is something here that is no corpus",
            place=str(out),
            remedy="Give --out the name of a folder that is not there yet.",
        )
    target = Path(os.path.abspath(out))
    for path in paths:
        given = Path(os.path.abspath(path))
        if given.is_dir() and (target == given or target.is_relative_to(given)):
            raise InputError(
                "the corpus would lie inside the folder that is read",
                place=str(out),
                remedy=f"Give --out a folder outside {path}.",
            )


def iter_articles(
    path: str | Path, batch: int = BATCH, *, mapping: Mapping[str, str] | None = None
) -> Iterator[pd.DataFrame]:
    """Yield the articles of a corpus, or of anything ``read_articles`` takes, in batches.

    Parameters
    ----------
    path : path
        A corpus is never held as a whole; other input is read once into memory.
    batch : int, default 5,000
        Articles in one table at most.
    mapping : mapping, optional
        As in ``read_articles``.

    Yields
    ------
    DataFrame
        ``articles`` tables that all have the same columns, in the corpus's order.
    """
    if not is_corpus(path):
        table = read_articles(path, mapping=mapping)
        for start in range(0, len(table), batch):
            yield table.iloc[start : start + batch].reset_index(drop=True)
        return
    yield from stored_batches(path, batch)
