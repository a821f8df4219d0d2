"""A local transformer as encoder: a tiny random model where the extra is installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from framing.errors import InputError
from framing.models.encoder import TransformerEncoder
from framing.models.frames import FrameClassifier
from framing.models.saving import load_model, save_model


def tiny_model(folder: Path) -> Path:
    transformers = pytest.importorskip("transformers", reason="the extra is not installed")
    torch = pytest.importorskip("torch", reason="the extra is not installed")
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "قصف", "أسعار", "المدينة", "الخبز"]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    torch.manual_seed(0)
    config = transformers.BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=16,
    )  # fmt: skip
    transformers.BertModel(config).save_pretrained(folder)
    transformers.BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def test_a_folder_without_safetensors_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickled")
    with pytest.raises(InputError, match="no model with safetensors weights"):
        TransformerEncoder(str(tmp_path)).fit(["نص"])


def test_a_tiny_model_encodes_and_serves_as_a_channel(tmp_path: Path) -> None:
    encoder = TransformerEncoder(str(tiny_model(tmp_path)))
    assert encoder.fit(["قصف"]).transform(["قصف المدينة", "أسعار الخبز"]).shape == (2, 16)
    texts = ["قصف المدينة", "أسعار الخبز"] * 12
    model = FrameClassifier(channels=("encoder",), encoder=encoder)
    model.fit(texts, ["war", "economy"] * 12)
    assert model.predict(texts[:2]).tolist() == ["war", "economy"]


def test_a_saved_model_with_an_encoder_predicts_the_same(tmp_path: Path) -> None:
    texts = ["قصف المدينة", "أسعار الخبز"] * 12
    (folder := tmp_path / "tiny").mkdir()
    encoder = TransformerEncoder(str(tiny_model(folder)))
    model = FrameClassifier(channels=("words", "encoder"), encoder=encoder)
    model.fit(texts, ["war", "economy"] * 12)
    save_model(model, tmp_path / "model", texts=texts)
    loaded = load_model(tmp_path / "model")
    assert np.allclose(loaded.predict_proba(texts), model.predict_proba(texts))


def test_texts_in_batches_are_encoded_as_one_by_one(tmp_path: Path) -> None:
    folder = str(tiny_model(tmp_path))
    texts = ["قصف", "أسعار الخبز المدينة", "قصف المدينة"]
    together = TransformerEncoder(folder).fit(texts).transform(texts)
    alone = TransformerEncoder(folder, batch=1).fit(texts).transform(texts)
    assert np.allclose(together, alone, atol=1e-5)
