"""A model file is checked before anything in it is built."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from skops.io import dumps

from framing.models.frames import FrameClassifier
from framing.models.lexical import LexiconVectorizer
from framing.models.outlets import OutletClassifier
from framing.models.saving import ModelError, load_model, read_card, save_model, seen_texts

TEXTS = ["قصف المدينة ومقتل مدنيين", "ارتفاع أسعار الخبز والوقود"] * 12
CLASSES = ["war", "economy"] * 12


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    model = FrameClassifier().fit(TEXTS, CLASSES)
    return save_model(model, tmp_path_factory.mktemp("models") / "a.framing", texts=TEXTS)


def changed(
    saved: Path,
    target: Path,
    *,
    card: Callable[[dict[str, Any]], object] | None = None,
    model: bytes | None = None,
    rehash: bool = False,
) -> Path:
    """Write the file again with another card or another model inside."""
    import hashlib

    with zipfile.ZipFile(saved) as file:
        held_card, held = json.loads(file.read("card.json")), file.read("model.skops")
    held = held if model is None else model
    if rehash:
        held_card["model_hash"] = hashlib.sha256(held).hexdigest()
    if card is not None:
        card(held_card)
    with zipfile.ZipFile(target, "w") as file:
        file.writestr("card.json", json.dumps(held_card))
        file.writestr("model.skops", held)
    return target


class Planted:
    """What a forger would put in: a class whose rebuilding runs code."""

    ran = False

    def __setstate__(self, state: object) -> None:
        Planted.ran = True

    def __getstate__(self) -> dict[str, int]:
        return {"a": 1}


def test_a_loaded_model_predicts_what_the_saved_one_did(saved: Path) -> None:
    model = load_model(saved)
    fresh = FrameClassifier().fit(TEXTS, CLASSES)
    new = ["قصف عنيف", "أسعار الوقود", "نص آخر"]
    assert (model.predict_proba(new) == fresh.predict_proba(new)).all()
    assert model.predict(new).tolist() == fresh.predict(new).tolist()


def test_the_card_tells_codes_versions_and_data(saved: Path) -> None:
    card = read_card(saved)
    assert card["kind"] == "FrameClassifier"
    assert card["codes"] == ["war"]
    assert card["n_texts"] == 24
    assert seen_texts(card, [TEXTS[0], "نص لم يره"]) == [True, False]
    assert TEXTS[0] not in json.dumps(card, ensure_ascii=False)


def test_the_same_model_gives_the_same_bytes_of_card(saved: Path, tmp_path: Path) -> None:
    again = save_model(FrameClassifier().fit(TEXTS, CLASSES), tmp_path / "b.framing", texts=TEXTS)
    first, second = read_card(saved), read_card(again)
    assert first["data_hash"] == second["data_hash"]


def test_outlet_and_lexicon_models_are_saved_too(tmp_path: Path) -> None:
    outlets = OutletClassifier(names={"war": ["الحرب"]}).fit(TEXTS, CLASSES)
    save_model(outlets, tmp_path / "o.framing", texts=TEXTS)
    assert load_model(tmp_path / "o.framing").predict(TEXTS[:2]).tolist() == ["war", "economy"]
    texts = [f"{text} {'قسد' if k % 2 else 'ميليشيات قسد'}" for k, text in enumerate(TEXTS)]
    lexical = FrameClassifier(channels=("lexicon",), lexicon=LexiconVectorizer(parts=("label",)))
    save_model(lexical.fit(texts, CLASSES), tmp_path / "l.framing", texts=texts)
    assert load_model(tmp_path / "l.framing").predict(texts[:2]).tolist() == ["war", "economy"]


def test_a_model_that_was_exchanged_is_refused(saved: Path, tmp_path: Path) -> None:
    other = dumps(FrameClassifier(channels=("words",)).fit(TEXTS, CLASSES))
    path = changed(saved, tmp_path / "a.framing", model=other)
    with pytest.raises(ModelError, match="is not the one its card describes"):
        load_model(path)


def test_a_flipped_byte_is_refused(saved: Path, tmp_path: Path) -> None:
    raw = bytearray(saved.read_bytes())
    raw[len(raw) // 2] ^= 0xFF
    path = tmp_path / "a.framing"
    path.write_bytes(bytes(raw))
    with pytest.raises(ModelError):
        load_model(path)


def test_a_forged_class_is_refused_and_never_built(saved: Path, tmp_path: Path) -> None:
    path = changed(saved, tmp_path / "a.framing", model=dumps(Planted()), rehash=True)
    Planted.ran = False
    with pytest.raises(ModelError, match="Planted.*which no model of ours holds"):
        load_model(path)
    assert not Planted.ran


def test_a_class_of_another_kind_is_refused(saved: Path, tmp_path: Path) -> None:
    path = changed(saved, tmp_path / "a.framing", model=dumps(np.arange(3)), rehash=True)
    with pytest.raises(ModelError, match="it holds a ndarray"):
        load_model(path)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("format", 99, "made with format 99, and here is 1"),
        ("scikit_learn", "0.24.1", "made with scikit-learn 0.24"),
        ("framing", "9.0.0", "made with framing 9.0"),
    ],
)
def test_another_version_is_refused_and_named(
    saved: Path, tmp_path: Path, key: str, value: object, message: str
) -> None:
    path = changed(saved, tmp_path / "a.framing", card=lambda card: card.update({key: value}))
    with pytest.raises(ModelError, match=message):
        load_model(path)


def test_a_card_without_a_key_is_refused(saved: Path, tmp_path: Path) -> None:
    path = changed(saved, tmp_path / "a.framing", card=lambda card: card.pop("codes"))
    with pytest.raises(ModelError, match="its card lacks 'codes'"):
        load_model(path)


def test_a_pickle_is_refused_and_not_run(tmp_path: Path) -> None:
    path = tmp_path / "a.framing"
    path.write_bytes(pickle.dumps(Planted()))
    Planted.ran = False
    with pytest.raises(ModelError, match="is no model that framing wrote"):
        load_model(path)
    assert not Planted.ran


def test_another_zip_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("something.txt", "x")
    (tmp_path / "a.framing").write_bytes(held.getvalue())
    with pytest.raises(ModelError, match=r"it holds something\.txt"):
        load_model(tmp_path / "a.framing")
    with pytest.raises(ModelError, match="there is no such file"):
        load_model(tmp_path / "b.framing")
