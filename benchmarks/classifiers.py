"""Frame classifiers on three public sets, beside majority and plain TF-IDF in the same run.

The sets stand outside the project, in the folder that FRAMING_DATA names. What was chosen on what:
the default channels by cross-validation inside training parts; the costs of the linear machines,
the log-odds channel and the rule that every text gets a code with GVFC's published folds in view,
so that its figure there is somewhat too good. ``nested`` chooses all of that anew inside each
training part, on folds of its own. The scores on the test parts of CheckThat and ArAIEval were
seen while features were tried.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.base import clone
from sklearn.metrics import f1_score

from framing.measure.bootstrap import bca_interval
from framing.models.baselines import Majority, PlainWords
from framing.models.evaluate import flags_of
from framing.models.folds import alike_pairs, fold_groups, group_folds
from framing.models.frames import FrameClassifier
from framing.models.scores import macro_f1, micro_f1, score_predictions, unit_sums

CODES = [f"f{number}" for number in range(1, 10)]
OURS = "FrameClassifier"
GRID = [
    {"channels": channels, "costs": {"words": words, "odds": words / 10}}
    for channels in (("words", "style"), ("words", "odds", "style"))
    for words in (0.1, 0.3, 1.0)
]
OWN_SEED = 20_261_123  # of the folds of ``nested``


def models() -> dict[str, Any]:
    return {
        "majority": Majority(),
        "plain TF-IDF words + logistic regression": PlainWords(),
        "the same, words and characters, balanced": PlainWords(balanced=True, characters=True),
        OURS: FrameClassifier(),
    }


def main() -> None:
    folder = Path(os.environ.get("FRAMING_DATA", ""))
    if not (folder / "frames-gvfc").is_dir():
        print("skipped: FRAMING_DATA names no folder with frames-gvfc")
        return
    print("| set | model | macro-F1 [95%] | micro-F1 [95%] | null macro | CPU seconds |")
    print("|---|---|---|---|---|---|")
    english = pd.read_parquet(folder / "frames-gvfc" / "gvfc_english_5folds.parquet")
    found = [published_folds(english), nested(english)]
    found.append(translated(folder / "frames-gvfc" / "gvfc_english_mt_to_arabic_train.parquet"))
    checkthat = pd.read_parquet(folder / "subjectivity-checkthat25" / "arabic_train_dev.parquet")
    found.append(split("CheckThat 2025", checkthat, "sentence", ("train", "dev_test")))
    propaganda = pd.read_parquet(folder / "propaganda-araieval23" / "train_dev.parquet")
    found.append(split("ArAIEval 2023", propaganda, "text", ("train", "dev")))
    print("\n| set | ours less | macro-F1 difference [95%] | micro-F1 difference [95%] |")
    print("|---|---|---|---|")
    for one in found:
        one.compare()
    print()
    for one in found:
        for remark in one.remarks:
            print(f"{one.title}: {remark}")


class Run:
    """What every model decided for the same test texts."""

    def __init__(self, title: str, codes: list[str], both: bool = False) -> None:
        self.title, self.codes, self.both = title, codes, both
        self.flags: Any = None
        self.decided: dict[str, Any] = {}
        self.remarks: list[str] = []

    def add(self, name: str, flags: Any, decided: Any, seconds: float) -> None:
        """Keep one model's decisions and print its line."""
        self.flags, self.decided[name] = np.asarray(flags, bool), np.asarray(decided, bool)
        scores = score_predictions(
            flags, decided, self.codes, both_sides=self.both, permutations=500
        )
        whole = scores[scores["code"] == ""].set_index("score")
        shown = [
            f"{row['value']:.3f} [{row['ci_low']:.3f}, {row['ci_high']:.3f}]"
            for _, row in whole.loc[["macro_f1", "micro_f1"]].iterrows()
        ]
        null = whole.loc["macro_f1", "null_mean"]
        print(
            f"| {self.title} | {name} | {' | '.join(shown)} | {null:.3f} | {seconds:.0f} |",
            flush=True,
        )

    def compare(self) -> None:
        """Print the differences to the baselines, with paired bootstrap intervals."""
        ours = next(name for name in self.decided if name.startswith(OURS))
        for name, other in self.decided.items():
            if name not in {ours, "majority"}:
                cells = [
                    self.difference(self.decided[ours], other, score(self.both))
                    for score in (macro_f1, micro_f1)
                ]
                print(f"| {self.title} | {name} | {' | '.join(cells)} |")

    def difference(self, first: Any, second: Any, score: Callable[[Any], Any]) -> str:
        """Return a difference of scores over the same texts."""
        sums = [unit_sums(self.flags, decided) for decided in (first, second)]

        def statistic(weights: Any) -> Any:
            ours, theirs = (score(np.einsum("bu,ucs->bcs", weights, one)) for one in sums)
            return ours - theirs

        value = statistic(np.ones((1, len(self.flags))))[0]
        low, high = bca_interval(statistic, np.arange(len(self.flags)))
        return f"{value:+.3f} [{low:+.3f}, {high:+.3f}]"


def published_folds(table: pd.DataFrame) -> Run:
    """Run the five published folds; the means over folds are what others report."""
    run = Run("GVFC English, 5 published folds", CODES)
    for name, model in models().items():
        start, flags, decided = time.process_time(), [], []
        for _, fold in table.groupby("fold"):
            train, test = fold[fold["part"] == "train"], fold[fold["part"] == "dev"]
            model.fit(train["headline"].tolist(), train[CODES])
            decided.append(np.asarray(model.predict(test["headline"].tolist())))
            flags.append(test[CODES].to_numpy())
        seconds = time.process_time() - start
        run.add(name, np.vstack(flags), np.vstack(decided), seconds)
        pairs = list(zip(flags, decided, strict=True))
        means = [
            np.mean([f1_score(a, b, average=kind, zero_division=0) for a, b in pairs])
            for kind in ("macro", "micro")
        ]
        run.remarks.append(f"{name}, means over folds {means[0]:.3f} / {means[1]:.3f}")
    copies = [len(alike_across(fold, "headline")) for _, fold in table.groupby("fold")]
    run.remarks.append(f"test headlines with a near-copy in training, by fold: {copies}")
    return run


def nested(table: pd.DataFrame) -> Run:
    """Choose everything inside training parts, on grouped folds other than the published ones."""
    table = table[table["part"] == "dev"].reset_index(drop=True)
    texts, flags = np.array(table["headline"], dtype=object), table[CODES].astype(int)
    groups = fold_groups(pd.DataFrame({"text": texts}))
    folds = group_folds(groups, flags.to_numpy(), 5, OWN_SEED)
    run = Run("GVFC English, nested, 5 own folds", CODES)
    balanced = PlainWords(balanced=True, characters=True)
    for name in ("the same, words and characters, balanced", f"{OURS}, all chosen inside"):
        start, decided = time.process_time(), np.zeros(flags.shape, dtype=bool)
        for train, test in folds:
            model: Any = balanced
            if name.startswith(OURS):
                options = chosen(texts[train], flags.iloc[train], groups[train])
                run.remarks.append(f"chosen: {options}")
                model = FrameClassifier(**options)
            fitted = clone(model).fit(texts[train].tolist(), flags.iloc[train], groups[train])
            decided[test] = np.asarray(fitted.predict(texts[test].tolist())).astype(bool)
        run.add(name, flags.to_numpy(), decided, time.process_time() - start)
    return run


def chosen(texts: Any, flags: Any, groups: Any) -> dict[str, Any]:
    """Return the options with the best macro-F1 over three folds of a training part.

    First channels and costs; then, with these, whether every text gets a code.
    """
    folds = group_folds(groups, flags.to_numpy(), 3, OWN_SEED + 1)

    def scored(options: dict[str, Any]) -> float:
        decided = np.zeros(flags.shape, dtype=bool)
        for train, test in folds:
            model = FrameClassifier(**options)
            model.fit(texts[train].tolist(), flags.iloc[train], groups[train])
            decided[test] = np.asarray(model.predict(texts[test].tolist())).astype(bool)
        return float(f1_score(flags, decided, average="macro", zero_division=0))

    scores = [scored(options) for options in GRID]
    best = GRID[int(np.argmax(scores))]
    without = {**best, "at_least_one": False}
    return without if scored(without) > max(scores) else best


def translated(path: Path) -> Run:
    """Run five grouped folds over the machine-translated Arabic headlines."""
    table = pd.read_parquet(path).dropna(subset=[*CODES, "headline_ar_mt"]).reset_index(drop=True)
    texts, flags = table["headline_ar_mt"].tolist(), table[CODES].astype(int)
    groups = fold_groups(pd.DataFrame({"text": texts}))
    folds = group_folds(groups, flags.to_numpy(), 5)
    run = Run("GVFC in Arabic (machine translated), 5 grouped folds", CODES)
    for name, model in models().items():
        start, decided = time.process_time(), np.zeros(flags.shape, dtype=bool)
        for train, test in folds:
            model.fit([texts[k] for k in train], flags.iloc[train])
            decided[test] = np.asarray(model.predict([texts[k] for k in test])).astype(bool)
        run.add(name, flags.to_numpy(), decided, time.process_time() - start)
    return run


def split(title: str, table: pd.DataFrame, column: str, parts: tuple[str, str]) -> Run:
    """Train on one part and test on the other."""
    train, test = (table[table["split"] == part] for part in parts)
    code = str(np.unique(train["label"].astype(str))[1])
    flags = flags_of(test["label"], [code], "pair")
    run = Run(f"{title}, {parts[0]} → {parts[1]}", [code], both=True)
    for name, model in models().items():
        start = time.process_time()
        model.fit(train[column].tolist(), train["label"].astype(str).to_numpy(object))
        decided = flags_of(model.predict(test[column].tolist()), [code], "pair")
        run.add(name, flags, decided, time.process_time() - start)
    both = pd.concat([train.assign(part="train"), test.assign(part="dev")])
    run.remarks.append(
        f"test texts with a near-copy in training: {len(alike_across(both, column))}"
    )
    return run


def alike_across(table: pd.DataFrame, column: str) -> set[int]:
    """Return the test texts that have a near-copy among the training texts."""
    is_test = (table["part"] == "dev").to_numpy()
    crossing = [
        pair for pair in alike_pairs(table[column].tolist()) if is_test[pair[0]] != is_test[pair[1]]
    ]
    return {a if is_test[a] else b for a, b in crossing}
