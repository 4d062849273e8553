"""Word vectors: which words mean nearly the same. A table for common English; others are encoded when first met."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import numpy as np

from knowledge.matching.vectors import unit

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

WIDTH = 96
_REMEMBERED = 20_000


class WordVectors:
    """Unit vectors of words, shape (n, WIDTH): a centred principal-component view of the sentence model."""

    def __init__(self, words: Sequence[str], table: NDArray[np.int8], mean: Vectors, axes: Vectors) -> None:
        self._row = {word: row for row, word in enumerate(words)}
        self._table = table
        self._mean = mean
        self._axes = axes
        self._met: dict[str, Vectors] = {}

    @classmethod
    def fit(cls, words: Sequence[str], vectors: Vectors) -> WordVectors:
        """Make the table from the sentence model's unit `vectors` of `words`, shape (n, 384)."""
        mean = vectors.mean(axis=0)
        centred = unit(vectors - mean)
        _, _, axes = np.linalg.svd(centred, full_matrices=False)
        axes = axes[:WIDTH].T.astype(np.float32)
        table = np.rint(unit(centred @ axes) * 127).astype(np.int8)
        return cls(words, table, mean.astype(np.float32), axes)

    @classmethod
    def parse(cls, data: bytes) -> WordVectors:
        """Read what `dump` wrote."""
        with np.load(io.BytesIO(data), allow_pickle=False) as parts:
            words = bytes(parts["words"]).decode().split("\n")
            return cls(words, parts["table"], parts["mean"], parts["axes"])

    def dump(self) -> bytes:
        """Return the table as an .npz file."""
        stream = io.BytesIO()
        words = np.frombuffer("\n".join(self._row).encode(), dtype=np.uint8)
        np.savez_compressed(stream, words=words, table=self._table, mean=self._mean, axes=self._axes)
        return stream.getvalue()

    def learn(self, words: Iterable[str], encode: Callable[[Sequence[str]], Vectors]) -> None:
        """Meet words: encode those that are new, so that `of` knows them."""
        new = sorted({word for word in words if word not in self._row and word not in self._met})
        if not new:
            return
        if len(self._met) > _REMEMBERED:
            self._met.clear()
        vectors = unit(unit(encode(new) - self._mean) @ self._axes)
        self._met.update(zip(new, vectors, strict=True))

    def of(self, words: Sequence[str], learnt: Collection[str] = ()) -> Vectors:
        """Return the vectors of `words`, shape (len(words), WIDTH); zero for one that is neither in the table nor among
        the `learnt`: whatever else was met before says nothing here.
        """
        rows = [self._row.get(word, -1) for word in words]
        vectors: Vectors = self._table[rows].astype(np.float32) / np.float32(127)
        if -1 in rows:
            for place, row in enumerate(rows):
                if row < 0:
                    vectors[place] = self._met.get(words[place], 0) if words[place] in learnt else 0
        return vectors
