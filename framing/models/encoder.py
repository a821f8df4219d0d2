"""A local transformer model as one more view of a text; needs the extra ``transformers``."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin

from framing.errors import InputError
from framing.models.inputs import as_texts

if TYPE_CHECKING:
    from numpy.typing import NDArray


class TransformerEncoder(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Texts → the mean of a model's last layer, one dense row a text.

    Nothing is downloaded: the model is a folder on this machine, and only its ``safetensors``
    weights are read, never pickled ones, nor code that comes with it.

    Parameters
    ----------
    folder : str
        As ``save_pretrained`` writes it: configuration, tokenizer, ``model.safetensors``.
    longest : int, default 256
        Tokens of a text that are read.
    batch : int, default 16
        Texts at a time.

    Examples
    --------
    >>> TransformerEncoder("no/such/folder").longest
    256
    """

    def __init__(self, folder: str, longest: int = 256, batch: int = 16) -> None:
        self.folder = folder
        self.longest = longest
        self.batch = batch

    def fit(self, X: Any, y: Any = None) -> TransformerEncoder:
        """Learn nothing; check that the model is there."""
        self._load()
        self.fitted_ = True
        return self

    def transform(self, X: Any) -> NDArray[np.float64]:
        """Return one row a text."""
        torch, tokenizer, model = self._load()
        texts, parts = as_texts(X), []
        for start in range(0, len(texts), self.batch):
            tokens = tokenizer(
                texts[start : start + self.batch],
                truncation=True,
                max_length=self.longest,
                padding=True,
                return_tensors="pt",
            )
            with torch.no_grad():
                layer = model(**tokens).last_hidden_state
            mask = tokens["attention_mask"][..., None].to(layer.dtype)
            mean = (layer * mask).sum(dim=1) / mask.sum(dim=1).clamp(min=1)
            parts.append(mean.double().numpy())
        return np.concatenate(parts) if parts else np.zeros((0, model.config.hidden_size))

    def _load(self) -> Any:
        path = Path(self.folder)
        if not (path / "config.json").is_file() or not list(path.glob("*.safetensors")):
            raise InputError(
                "there is no model with safetensors weights",
                place=str(path),
                remedy="Give a folder that save_pretrained wrote.",
            )
        try:
            torch = import_module("torch")
            library = import_module("transformers")
        except ImportError as error:
            raise InputError(
                f"{error.name} is not installed",
                place="TransformerEncoder",
                remedy="Install framing-toolkit[transformers].",
            ) from error
        local = {"local_files_only": True, "trust_remote_code": False}
        library.utils.logging.disable_progress_bar()  # a bar of its own for every reading
        tokenizer = library.AutoTokenizer.from_pretrained(path, **local)
        model = library.AutoModel.from_pretrained(path, use_safetensors=True, **local).eval()
        return torch, tokenizer, model
