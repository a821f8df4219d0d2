"""The way from a corpus to corrected shares, command by command."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from framing.cli import main
from framing.models.frames import FrameClassifier
from framing.models.predicting import cross_fit

WAR = ["قصف", "اشتباكات", "جبهة", "هجوم", "صواريخ", "قذائف"]
CALM = ["أسعار", "خبز", "مدرسة", "جسر", "سوق", "مطر"]
FILL = ["قال", "في", "من", "على", "أمس", "المدينة", "اليوم", "بعد", "قبل", "مسؤول"]
N_EACH = 240


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of two outlets: one writes of war in half of its articles, one in a fifth."""
    home = tmp_path_factory.mktemp("study")
    rng = np.random.default_rng(8)
    rows = []
    for outlet, share in (("safarjal", 0.5), ("zarour", 0.2)):
        for number in range(N_EACH):
            war = rng.random() < share
            # a tenth of the words mislead, so that the classifier errs
            words = [*rng.choice(WAR if war ^ (rng.random() < 0.1) else CALM, 4)]
            words += [*rng.choice(FILL, 12), f"رقم{number}"]
            text = " ".join(rng.permutation(words))
            rows.append((f"{outlet}-{number}", outlet, "2017-10-01", text, int(war)))
    columns = ["article_id", "outlet", "published", "text", "war"]
    table = pd.DataFrame(rows, columns=columns)
    table.to_csv(home / "corpus.csv", index=False)
    return home


@pytest.fixture(scope="module")
def coded(folder: Path) -> Path:
    """The draw, coded by two coders as the truth is, one of them wrong now and then."""
    draw = [str(folder / "corpus.csv"), "--out", str(folder / "draw"), "-n", "200"]
    assert main(["sample", *draw, "--coders", "a", "b", "--format", "csv"]) == 0
    units = pd.read_csv(folder / "draw" / "units.csv")
    truth = pd.read_csv(folder / "corpus.csv").set_index("article_id")["war"]
    rows = []
    for number, unit in enumerate(units["unit_id"]):
        right = "yes" if truth[unit] else "no"
        wrong = "no" if truth[unit] else "yes"
        rows += [
            (unit, "a", "war", right),
            (unit, "b", "war", wrong if number % 20 == 0 else right),
        ]
    path = folder / "codings.csv"
    pd.DataFrame(rows, columns=["unit_id", "coder", "code", "value"]).to_csv(path, index=False)
    return path


def test_sample_writes_the_key_and_a_sheet_per_coder(folder: Path, coded: Path) -> None:
    names = {path.name for path in (folder / "draw").iterdir()}
    assert {"units.csv", "sheet-a.csv", "sheet-b.csv"} <= names
    units = pd.read_csv(folder / "draw" / "units.csv")
    assert units.groupby("outlet").size().tolist() == [100, 100]
    assert set(units["probability"].round(6)) == {round(100 / N_EACH, 6)}


def test_agreement_prints_and_writes_its_tables(
    folder: Path, coded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(coded), "--units", str(folder / "draw" / "units.csv"), "--resamples", "200"]
    assert main(["agreement", *words, "--out", str(folder / "agreement")]) == 0
    table = pd.read_csv(folder / "agreement" / "agreement.csv")
    percent = table.loc[table["coefficient"] == "percent", "estimate"].iloc[0]
    assert percent == 0.95  # 10 of 200 differ
    assert len(pd.read_csv(folder / "agreement" / "disputed.csv")) == 10
    assert "alpha" in capsys.readouterr().out


def test_cross_fitted_predictions_correct_the_shares(folder: Path, coded: Path) -> None:
    units = str(folder / "draw" / "units.csv")
    predictions = str(folder / "predictions.parquet")
    corpus = str(folder / "corpus.csv")
    words = [corpus, "--cross-fit", str(coded), "--units", units, "--out", predictions]
    assert main(["predict", *words, "--channels", "words"]) == 0
    out = str(folder / "prevalence")
    words = [str(coded), "--units", units, "--predictions", predictions, "--out", out]
    assert main(["prevalence", *words]) == 0
    shares = pd.read_csv(folder / "prevalence" / "prevalence.csv")
    truth = pd.read_csv(corpus).groupby("outlet")["war"].mean()
    for row in shares[shares["method"].isin(["ppi", "design", "hand"])].itertuples():
        assert row.n_units == N_EACH
        assert row.ci_low <= truth[row.outlet] + 0.025 and truth[row.outlet] <= row.ci_high + 0.025
    differences = pd.read_csv(folder / "prevalence" / "prevalence_differences.csv")
    assert differences.loc[0, "difference"] > 0.1
    assert differences.loc[0, "p_value"] < 0.01


def test_a_trained_model_predicts_and_its_own_units_correct_nothing(
    folder: Path, coded: Path
) -> None:
    units, model = str(folder / "draw" / "units.csv"), str(folder / "war.framing")
    words = [str(coded), "--units", units, "--out", model, "--channels", "words"]
    assert main(["train", *words]) == 0
    predictions = folder / "own.csv"
    words = [str(folder / "corpus.csv"), "--model", model, "--out", str(predictions)]
    assert main(["predict", *words]) == 0
    table = pd.read_csv(predictions)
    assert table["seen"].sum() == 200
    out = folder / "refused"
    words = [str(coded), "--units", units, "--predictions", str(predictions), "--out", str(out)]
    assert main(["prevalence", *words]) == 0
    shares = pd.read_csv(out / "prevalence.csv").set_index(["outlet", "method"])
    assert "trained on 100 of these units" in shares.loc[("safarjal", "ppi"), "note"]


def test_evaluation_scores_baselines_outlets_and_the_curve(folder: Path, coded: Path) -> None:
    units, out = str(folder / "draw" / "units.csv"), folder / "scores"
    words = [str(coded), "--units", units, "--out", str(out), "--folds", "3"]
    assert main(["evaluate", *words, "--channels", "words", "--curve", "--phrases", "5"]) == 0
    scores = pd.read_csv(out / "scores.csv")
    assert set(scores["model"]) == {"majority", "plain_words", "frames"}
    assert {"safarjal", "zarour"} <= set(scores["stratum_value"].dropna())
    curve = pd.read_csv(out / "learning_curve.csv")
    assert curve["n_train"].is_monotonic_increasing
    assert len(pd.read_csv(out / "phrases.csv")) == 5
    evidence = pd.read_csv(out / "evidence.csv")
    assert evidence["phrase"].isin(WAR).mean() > 0.7  # what the made corpus writes of war with
    assert pd.read_parquet(out / "scores.parquet")["value"].tolist() == scores["value"].tolist()


def test_a_model_is_not_scored_on_what_it_was_trained_on(
    folder: Path, coded: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    units, model = str(folder / "draw" / "units.csv"), str(folder / "seen.framing")
    shared = [str(coded), "--units", units]
    assert main(["train", *shared, "--out", model, "--channels", "words", "--no-scores"]) == 0
    assert main(["evaluate", *shared, "--out", str(folder / "x"), "--model", model]) == 2
    assert "was trained on 200 of the 200 coded units" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["predict", "corpus.csv", "--out", "p.csv"], "either a model or answers"),
        (["sample", "corpus.csv", "--out", "d", "-n", "9", "--unit", "mention"], "need a lexicon"),
        (
            ["sample", "corpus.csv", "--out", "d", "-n", "9", "--names", "x", "--blind"],
            "has no '='",
        ),
        (["agreement", "missing.csv"], "there is no such file"),
    ],
)
def test_wrong_words_exit_with_2_and_one_message(
    folder: Path,
    words: list[str],
    message: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(folder)
    assert main(words) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_a_blinded_draw_is_read_back_by_its_key(folder: Path) -> None:
    out = folder / "blind"
    words = [str(folder / "corpus.csv"), "--out", str(out), "-n", "20", "--format", "csv"]
    assert main(["sample", *words, "--blind", "--seed", "5"]) == 0
    sheet = pd.read_csv(out / "sheet-a.csv", encoding="utf-8-sig")
    assert not sheet["unit_id"].str.contains("safarjal|zarour").any()
    sheet["victimhood"] = sheet["victimhood"].astype(object)
    sheet.loc[:, "victimhood"] = ["نعم", "لا"] * 10
    sheet.to_csv(out / "sheet-a.csv", index=False, encoding="utf-8-sig")
    words = [str(out / "sheet-a.csv"), "--codebook", "conflict-frames"]
    words += ["--units", str(out / "units.csv"), "--out", str(folder / "blind-shares")]
    assert main(["prevalence", *words]) == 0


def test_cross_fitting_uses_no_units_own_answer(folder: Path, coded: Path) -> None:
    units = pd.read_csv(folder / "draw" / "units.csv")
    rng = np.random.default_rng(2)
    coin = pd.DataFrame({"unit_id": units["unit_id"], "coder": "a", "code": "coin"})
    coin["value"] = np.where(rng.random(len(units)) < 0.5, "yes", "no")
    found = cross_fit(FrameClassifier(channels=("words",)), units, coin)
    agree = found.set_index("unit_id")["predicted"] == coin.set_index("unit_id")["value"].eq("yes")
    assert 0.35 < agree.mean() < 0.65
    assert not found["seen"].any()


def test_agreement_takes_scale_and_order_from_the_codebook(tmp_path: Path) -> None:
    book = tmp_path / "tone.toml"
    told = 'name_ar = "نبرة"\nname_en = "tone"\ndefinition_ar = "ت"\ndefinition_en = "d"\n'
    values = '[{id = "low"}, {id = "mid"}, {id = "high"}]'
    book.write_text(
        f'name = "tone"\nversion = "1.0.0"\n[[codes]]\nid = "tone"\n{told}'
        f'example = "أ"\ncounter_example = "ب"\nscale = "ordinal"\nvalues = {values}\n',
        encoding="utf-8",
    )
    for coder, line in {"a": "low low mid high high", "b": "low mid mid high mid"}.items():
        rows = [f"u{n},{coder},نص,{value}" for n, value in enumerate(line.split())]
        text = "\n".join(["unit_id,coder,text,tone", *rows])
        (tmp_path / f"{coder}.csv").write_text(text, encoding="utf-8")
    words = [str(tmp_path / "a.csv"), str(tmp_path / "b.csv"), "--codebook", str(book)]
    assert main(["agreement", *words, "--out", str(tmp_path / "out")]) == 0
    row = pd.read_csv(tmp_path / "out" / "agreement.csv").iloc[0]
    # By hand, ranks 1.5, 5, 8.5: observed 4 × 3.5² = 49, expected 2 × 735, alpha 1 - 9 × 49 / 1470.
    assert (row["scale"], round(row["estimate"], 4)) == ("ordinal", 0.7)


def test_a_code_of_several_questions_agrees_by_question_and_by_its_score(tmp_path: Path) -> None:
    for coder, last in (("a", "no"), ("b", "yes")):
        asked = ["gains_losses", "costs", "course_of_action"]
        header = ",".join(["unit_id,coder,text", *(f"economic.{name}" for name in asked)])
        lines = [header, *(f"u{n},{coder},نص,yes,no,{last if n else 'no'}" for n in range(6))]
        (tmp_path / f"{coder}.csv").write_text("\n".join(lines), encoding="utf-8")
    words = [str(tmp_path / f"{coder}.csv") for coder in "ab"]
    out = tmp_path / "out"
    assert main(["agreement", *words, "--codebook", "generic-frames", "--out", str(out)]) == 0
    table = pd.read_csv(out / "agreement.csv").query("coefficient == 'percent'").set_index("code")
    assert table.loc["economic.course_of_action", "estimate"] == pytest.approx(1 / 6)
    assert table.loc["economic", "estimate"] == pytest.approx(1 / 6)  # a third against two
    alphas = pd.read_csv(out / "agreement.csv").query("coefficient == 'alpha'").set_index("code")
    assert alphas.loc["economic", "scale"] == "interval"
