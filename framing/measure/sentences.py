"""A result that says itself, in Arabic and in English, with its figures."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from framing.errors import TableError

Language = Literal["ar", "en"]

# Figures stand left to right in an Arabic sentence.
_ISOLATE = "\u2066{}\u2069"


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def say(
    row: Mapping[str, Any],
    language: Language = "ar",
    *,
    lexicon: Any = None,
    names: Mapping[str, str] | None = None,
    voice: str = "own",
) -> str:
    r"""Say one row of a result table in a sentence, with its figures.

    Parameters
    ----------
    row : mapping
        A row of ``label_shares``, ``slants``, ``label_differences`` or ``comparisons``.
    language : {"ar", "en"}
        The language of the sentence.
    lexicon : Lexicon, optional
        Gives the glosses of concepts and labels; their ids stand there otherwise.
    names : mapping, optional
        What outlets are called; their ids stand there otherwise.
    voice : {"own", "reported", "quoted"}
        Whose words a share was counted in, when the row does not say it.

    Returns
    -------
    str
        A difference is called one only where q ≤ .05 (p where there is no q). Nothing is said
        of what cannot be estimated but why.

    Raises
    ------
    TableError
        When the row is of another table, or the language another.

    Examples
    --------
    >>> row = {"outlet": "north", "concept": "sdf", "label": "militia", "n_mentions": 74,
    ...     "n_concept": 104, "n_articles": 38, "share": 0.712, "ci_low": 0.6, "ci_high": 0.8}
    >>> print(say(row, "en").replace(" mentions ", " mentions\n"))
    In its own words, north used “militia” for sdf in 71% of 104 mentions
    (95% CI 60 to 80%, 38 articles).
    """
    if language not in _texts():
        raise TableError(f"{language!r} is no language", place="say", remedy="Choose ar or en.")
    speaker = _Speaker(language, lexicon, dict(names or {}), str(row.get("voice", voice)))
    for column, sentence in (
        ("share", speaker.share),
        ("slant", speaker.slant),
        ("difference", speaker.difference),
        ("divergence", speaker.distance),
    ):
        if column in row:
            return sentence(row)
    raise TableError(
        f"a row with {', '.join(map(str, row))} is of no table that can be said",
        place="say",
        remedy="Give a row of label_shares, slants, label_differences or comparisons.",
    )


class _Speaker:
    """The words of one language for one study."""

    def __init__(self, language: str, lexicon: Any, names: dict[str, str], voice: str) -> None:
        self.language = language
        self.texts = _texts()[language]
        self.lexicon = lexicon
        self.names = names
        self.voice = voice

    def share(self, row: Mapping[str, Any]) -> str:
        outlet = self._name(row["outlet"])
        if _empty(row["share"]):
            return self._empty(row, outlet)
        return str(self.texts["share"]).format(
            voice=self.texts["voices"][self.voice].format(outlet=outlet),
            outlet=outlet,
            share=self._figure(f"{row['share']:.0%}"),
            n_concept=self._figure(f"{row['n_concept']:.0f}"),
            n_articles=self._figure(f"{row['n_articles']:.0f}"),
            interval=self._interval(row, percent=True),
            **self._things(row),
        )

    def slant(self, row: Mapping[str, Any]) -> str:
        outlet = self._name(row["outlet"])
        if _empty(row["slant"]):
            return self._empty(row, outlet)
        return str(self.texts["slant"]).format(
            outlet=outlet,
            slant=self._figure(_signed(row["slant"], 2)),
            least=self._figure("−1"),
            most=self._figure("1"),
            n_mentions=self._figure(f"{row['n_mentions']:.0f}"),
            n_articles=self._figure(f"{row['n_articles']:.0f}"),
            interval=self._interval(row, percent=False),
            **self._things(row),
        )

    def difference(self, row: Mapping[str, Any]) -> str:
        a, b = self._name(row["outlet_a"]), self._name(row["outlet_b"])
        if _empty(row["difference"]):
            return self._empty(row, self.texts["and"].format(a=a, b=b))
        up = row["difference"] > 0
        shown = _is_shown(row)
        gap = abs(row["difference"]) if shown else row["difference"]
        ends = row if up or not shown else _turned(row)
        return str(self.texts["difference" if shown else "no_difference"]).format(
            a=a,
            b=b,
            more=a if up else b,
            less=b if up else a,
            gap=self._figure(f"{100 * gap:.0f}" if shown else _signed(100 * gap, 0)),
            interval=self._interval(ends, percent=True, points=True),
            p=self._p_value(row),
            stories=self._stories(row),
            **self._things(row),
        )

    def distance(self, row: Mapping[str, Any]) -> str:
        a, b = self._name(row["outlet_a"]), self._name(row["outlet_b"])
        if _empty(row["divergence"]) or _empty(row["divergence_null"]):
            return self._empty(row, self.texts["and"].format(a=a, b=b))
        return str(self.texts["distance" if _is_shown(row) else "no_distance"]).format(
            a=a,
            b=b,
            divergence=self._figure(f"{row['divergence']:.2f}"),
            null=self._figure(f"{row['divergence_null']:.2f}"),
            p=self._p_value(row),
            stories=self._stories(row),
            **self._things(row),
        )

    def _name(self, outlet: Any) -> str:
        return self.names.get(str(outlet), str(outlet))

    def _things(self, row: Mapping[str, Any]) -> dict[str, str]:
        concept, label = str(row["concept"]), str(row.get("label", ""))
        if self.lexicon is None:
            return {"concept": concept, "label": label}
        gloss = self.lexicon.gloss
        return {
            "concept": gloss(concept, language=self.language),
            "label": gloss(concept, label, self.language) if label else "",
        }

    def _figure(self, text: str) -> str:
        return _ISOLATE.format(text) if self.language == "ar" else text

    def _interval(self, row: Mapping[str, Any], *, percent: bool, points: bool = False) -> str:
        low, high = row["ci_low"], row["ci_high"]
        if _empty(low) or _empty(high):
            return str(self.texts["no_interval"])
        if percent:
            ends = [_signed(100 * end, 0) for end in (low, high)]
            ends[1] += "" if points else "%"
        else:
            ends = [_signed(end, 2) for end in (low, high)]
        return str(self.texts["interval"]).format(
            low=self._figure(ends[0]), high=self._figure(ends[1])
        )

    def _p_value(self, row: Mapping[str, Any]) -> str:
        shown = [f"{name} {_small(row[f'{name}_value'])}" for name in "pq"
                 if not _empty(row.get(f"{name}_value"))]  # fmt: skip
        return self._figure(", ".join(shown)) if shown else str(self.texts["no_p"])

    def _stories(self, row: Mapping[str, Any]) -> str:
        n = row.get("n_stories")
        return "" if _empty(n) else str(self.texts["stories"]).format(n=self._figure(f"{n:.0f}"))

    def _empty(self, row: Mapping[str, Any], subject: str) -> str:
        notes = str(row.get("note", "")).split("; ")
        known = self.texts["semicolon"].join(self.texts["notes"].get(note, note) for note in notes)
        return str(self.texts["empty"]).format(subject=subject, note=known)


def _empty(value: Any) -> bool:
    return value is None or bool(np.isnan(value))


def _is_shown(row: Mapping[str, Any]) -> bool:
    values = [row.get("q_value"), row.get("p_value")]
    given = [value for value in values if not _empty(value)]
    return bool(given) and bool(given[0] <= 0.05)  # type: ignore[operator]


def _turned(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"ci_low": -row["ci_high"], "ci_high": -row["ci_low"]}


def _signed(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.replace("-", "−") if float(text) else text.replace("-", "")


def _small(p: float) -> str:
    return "< .001" if p < 0.001 else f"= {p:.3f}".replace("0.", ".", 1)
