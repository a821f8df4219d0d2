"""What a ``study.toml`` asks for, every default filled in."""

from __future__ import annotations

import os
import re
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from framing.errors import StudyError
from framing.show.results import OutletName

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Options:
    """The keys of a study's file, and ``file`` itself."""

    file: Path
    name: str
    corpus: str
    lexicons: tuple[str, ...]
    concepts: tuple[str, ...] = ()
    voices: tuple[str, ...] = ("own",)
    by: tuple[str, ...] = ()
    family: tuple[Any, ...] = ()
    title_ar: str = ""
    title_en: str = ""
    question_ar: str = ""
    question_en: str = ""
    language: str = "ar"
    seed: int = 20171015
    period: tuple[str, str] | None = None
    drop_copies: bool = False
    share_text: bool = False
    evidence_words: int = 5
    theme: str = "standard"
    formats: tuple[str, ...] = ("pdf", "html")
    scores: tuple[str, ...] = ()
    outlets: tuple[OutletName, ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()

    def corpus_path(self) -> Path:
        """Return where the corpus is: relative to the study's folder, ``$NAME`` filled in.

        Raises
        ------
        StudyError
            When an environment variable it names is not set, or there is nothing there.
        """
        written = self.corpus
        for variable in re.findall(r"\$\{?(\w+)\}?", written):
            if not os.environ.get(variable):
                raise StudyError(
                    f"the corpus path {written!r} needs the environment variable {variable}, "
                    "which is not set",
                    place=str(self.file),
                    remedy=f"Set {variable} to the folder that holds the data, or give the "
                    "articles with --corpus PATH.",
                )
        path = self.file.parent / os.path.expandvars(written)
        if not path.exists():
            raise StudyError(
                f"there is no corpus at {str(path)!r} ('path' in [corpus] is {written!r})",
                place=str(self.file),
                remedy="Correct the path, or give the articles with --corpus PATH.",
            )
        return path

    def options(self) -> dict[str, Any]:
        """Return every option as plain values, in a fixed order, for the recipe."""
        from framing.studies.tables import RESAMPLES

        plain = {
            field.name: _plain(getattr(self, field.name))
            for field in fields(self)
            if field.name not in {"file", "outlets", "names"}
        }
        return {
            **plain,
            "resamples": RESAMPLES,
            "outlets": {
                name.outlet: {key: value for key, value in asdict(name).items() if key != "outlet"}
                for name in self.outlets
            },
            "names": {concept: {"ar": ar, "en": en} for concept, ar, en in self.names},
        }

    @classmethod
    def of_options(cls, options: Mapping[str, Any], file: Path) -> Self:
        """Return the study that had these options, as a recipe keeps them.

        Parameters
        ----------
        options : mapping
            From ``options``; keys that are none of a study's are left aside.
        file : Path
            Where its ``study.toml`` is taken to be: paths start there.
        """
        known = {field.name for field in fields(cls)} - {"file", "outlets", "names"}
        given = {key: _tupled(value) for key, value in options.items() if key in known}
        given["period"] = given.get("period") or None
        return cls(
            file=file,
            outlets=tuple(OutletName(x, **keys) for x, keys in options["outlets"].items()),
            names=tuple((x, told["ar"], told["en"]) for x, told in options["names"].items()),
            **given,
        )


def _plain(value: Any) -> Any:
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value
