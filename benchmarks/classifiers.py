"""Frame classifiers on three public sets, beside majority and plain TF-IDF in the same run.

The sets stand outside the project, in the folder that FRAMING_DATA names. What was chosen on what:
the default channels by cross-validation inside training parts; the costs of the linear machines,
the log-odds channel and the rule that every text gets a code with GVFC's published folds in view,
so that its figure is somewhat too good. The scores on the test parts of CheckThat and ArAIEval
were seen while features were tried.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from sklearn.metrics import f1_score

from framing.measure.bootstrap import bca_interval
from framing.models.baselines import Majority, PlainWords
from framing.models.folds import alike_pairs, fold_groups, group_folds
from framing.models.frames import FrameClassifier
from framing.models.scores import score_predictions

CODES = [f"f{number}" for number in range(1, 10)]


def models() -> dict[str, Any]:
    return {
        "majority": Majority(),
        "plain TF-IDF words + logistic regression": PlainWords(),
        "the same, words and characters, balanced": PlainWords(balanced=True, characters=True),
        "FrameClassifier": FrameClassifier(),
    }


def main() -> None:
    folder = Path(os.environ.get("FRAMING_DATA", ""))
    if not (folder / "frames-gvfc").is_dir():
        print("skipped: FRAMING_DATA names no folder with frames-gvfc")
        return
    print("| set | model | macro-F1 [95%] | micro-F1 [95%] | null macro | seconds |")
    print("|---|---|---|---|---|---|")
    published_folds(folder / "frames-gvfc" / "gvfc_english_5folds.parquet")
    translated(folder / "frames-gvfc" / "gvfc_english_mt_to_arabic_train.parquet")
    checkthat = pd.read_parquet(folder / "subjectivity-checkthat25" / "arabic_train_dev.parquet")
    split("CheckThat 2025, train → dev_test", checkthat, "sentence", ("train", "dev_test"))
    propaganda = pd.read_parquet(folder / "propaganda-araieval23" / "train_dev.parquet")
    split("ArAIEval 2023, train → dev", propaganda, "text", ("train", "dev"))


def published_folds(path: Path) -> None:
    """Run the five published folds: means over folds, as published, and intervals over units."""
    table = pd.read_parquet(path)
    for name, model in models().items():
        start, flags, decided, macro, micro = time.perf_counter(), [], [], [], []
        for _, fold in table.groupby("fold"):
            train, test = fold[fold["part"] == "train"], fold[fold["part"] == "dev"]
            model.fit(train["headline"].tolist(), train[CODES])
            found = np.asarray(model.predict(test["headline"].tolist()))
            flags.append(test[CODES].to_numpy())
            decided.append(found)
            macro.append(f1_score(flags[-1], found, average="macro", zero_division=0))
            micro.append(f1_score(flags[-1], found, average="micro", zero_division=0))
        seconds = time.perf_counter() - start
        label = (
            f"GVFC English, 5 published folds (means {np.mean(macro):.3f} / {np.mean(micro):.3f})"
        )
        line(label, name, np.vstack(flags), np.vstack(decided), CODES, seconds)
    copies = [len(alike_across(fold, "headline")) for _, fold in table.groupby("fold")]
    print(f"\nheadlines of a test fold that have a near-copy in its training part: {copies}\n")


def translated(path: Path) -> None:
    """Run five grouped folds over the machine-translated Arabic headlines."""
    table = pd.read_parquet(path).dropna(subset=[*CODES, "headline_ar_mt"]).reset_index(drop=True)
    texts, flags = table["headline_ar_mt"].tolist(), table[CODES].astype(int)
    groups = fold_groups(pd.DataFrame({"text": texts}))
    folds = group_folds(groups, flags.to_numpy(), 5)
    for name, model in models().items():
        start, decided = time.perf_counter(), np.zeros(flags.shape, dtype=bool)
        for train, test in folds:
            model.fit([texts[k] for k in train], flags.iloc[train])
            decided[test] = np.asarray(model.predict([texts[k] for k in test])).astype(bool)
        seconds = time.perf_counter() - start
        line(
            "GVFC in Arabic (machine translated), 5 grouped folds",
            name,
            flags.to_numpy(),
            decided,
            CODES,
            seconds,
        )


def split(title: str, table: pd.DataFrame, column: str, parts: tuple[str, str]) -> None:
    train, test = (table[table["split"] == part] for part in parts)
    classes = np.unique(train["label"].astype(str))
    code = str(classes[1])
    flags = test["label"].astype(str).to_numpy()[:, None] == code
    for name, model in models().items():
        start = time.perf_counter()
        model.fit(train[column].tolist(), train["label"].astype(str).to_numpy(object))
        found = np.asarray(model.predict(test[column].tolist())).astype(str)[:, None] == code
        line(title, name, flags, found, [code], time.perf_counter() - start, both=True)
        if name.startswith("plain"):
            plain = found
        elif name.startswith("the same"):
            balanced = found
    for beside, other in (("plain", plain), ("balanced", balanced)):
        low, high = difference(flags[:, 0], found[:, 0], other[:, 0])
        print(
            f"\n{title}: ours less {beside}, macro-F1 difference [95%]: {low:+.3f} to {high:+.3f}\n"
        )
    both = pd.concat([train.assign(part="train"), test.assign(part="dev")])
    print(f"test texts with a near-copy in training: {len(alike_across(both, column))}\n")


def difference(flags: Any, first: Any, second: Any) -> tuple[float, float]:
    """Return the paired bootstrap interval of a difference in macro-F1 over two classes."""

    def macro(weights: Any, said: Any) -> Any:
        total = 0
        for side in (True, False):
            hit = weights @ ((flags == side) & (said == side))
            total = total + 2 * hit / (weights @ (flags == side) + weights @ (said == side))
        return total / 2

    def statistic(weights: Any) -> Any:
        return macro(weights, first) - macro(weights, second)

    return bca_interval(statistic, np.arange(len(flags)))


def alike_across(table: pd.DataFrame, column: str) -> set[int]:
    """Return the test texts that have a near-copy among the training texts."""
    is_test = (table["part"] == "dev").to_numpy()
    crossing = [
        pair for pair in alike_pairs(table[column].tolist()) if is_test[pair[0]] != is_test[pair[1]]
    ]
    return {a if is_test[a] else b for a, b in crossing}


def line(
    title: str,
    name: str,
    flags: Any,
    decided: Any,
    codes: list[str],
    seconds: float,
    both: bool = False,
) -> None:
    scores = score_predictions(flags, decided, codes, both_sides=both, permutations=500)
    whole = scores[scores["code"] == ""].set_index("score")
    shown = [
        f"{row['value']:.3f} [{row['ci_low']:.3f}, {row['ci_high']:.3f}]"
        for _, row in whole.loc[["macro_f1", "micro_f1"]].iterrows()
    ]
    null = whole.loc["macro_f1", "null_mean"]
    print(
        f"| {title} | {name} | {shown[0]} | {shown[1]} | {null:.3f} | {seconds:.0f} |", flush=True
    )
