"""An encoder that keeps its vectors in a file: to prepare a bank again costs no more than its new texts."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.encoder import DIMENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from knowledge.matching.encoder import Encoder

_ASKED_AT_ONCE = 500  # SQLite takes so many parameters anywhere


class RememberingEncoder:
    """Encodes what the file at `path` has not yet got; what it keeps are halves, as a store does."""

    def __init__(self, encoder: Encoder, path: Path) -> None:
        self.model_id = encoder.model_id
        self._encoder = encoder
        self._kept = sqlite3.connect(path, check_same_thread=False)
        self._kept.execute("CREATE TABLE IF NOT EXISTS vectors (key BLOB PRIMARY KEY, vector BLOB NOT NULL)")

    def encode(
        self, texts: Sequence[str], progress: Callable[[int], None] | None = None
    ) -> NDArray[np.float32]:
        """Return unit vectors, shape (len(texts), 384); `progress` hears how many texts were missing."""
        keys = {text: self._key(text) for text in texts}
        found = self._load(list(keys.values()))
        missing = [text for text, key in keys.items() if key not in found]
        if missing:
            halves = self._encoder.encode(missing, progress).astype(np.float16)
            fresh = {keys[text]: row.tobytes() for text, row in zip(missing, halves, strict=True)}
            with self._kept:
                self._kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", fresh.items())
            found.update(fresh)
        joined = b"".join(found[keys[text]] for text in texts)
        return np.frombuffer(joined, dtype=np.float16).reshape(-1, DIMENSION).astype(np.float32)

    def words(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Return of each text a vector for each of its last word pieces; these are not kept."""
        return self._encoder.words(texts)

    def close(self) -> None:
        """Close the file."""
        self._kept.close()

    def _load(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            some = keys[start : start + _ASKED_AT_ONCE]
            places = ",".join("?" * len(some))
            found.update(
                self._kept.execute(f"SELECT key, vector FROM vectors WHERE key IN ({places})", some)  # noqa: S608
            )
        return found

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.model_id}\0{text}".encode()).digest()[:16]
