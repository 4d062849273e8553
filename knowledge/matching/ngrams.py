"""Character n-gram TF-IDF cosine: what two texts share on the surface, typos and product codes included.

Documents are added in segments, as search engines do, so that one more text never rebuilds the rest.
The weighting is the usual one: (1 + ln tf) x ln((1 + N) / (1 + df)) + 1, cosine-normalised
(Manning, Raghavan, Schütze: Introduction to Information Retrieval, ch. 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float32]

SIZES = (3, 4, 5)
BUCKETS = 1 << 20
MAX_CHARACTERS = 400  # of one text: questions are shorter, and a long one must not cost more
MAX_SEGMENTS = 8
_SEPARATOR = 0  # a byte no cleaned text has; n-grams across it are dropped


def _grams(texts: Sequence[str]) -> tuple[Ints, Ints, Floats]:
    """Return (document, bucket, term weight 1 + ln tf) of all distinct n-grams, sorted by bucket."""
    encoded = [f" {text[:MAX_CHARACTERS]} ".encode() for text in texts]
    stream = np.frombuffer(b"\0".join(encoded) + b"\0", dtype=np.uint8).astype(np.uint64)
    document = np.repeat(np.arange(len(texts)), [len(each) + 1 for each in encoded])
    keys = []
    for size in SIZES:
        count = len(stream) - size + 1
        if count <= 0:
            continue
        value = np.full(count, size, dtype=np.uint64)
        inside = np.ones(count, dtype=bool)
        for offset in range(size):
            part = stream[offset : offset + count]
            value = value * np.uint64(0x100000001B3) + part + np.uint64(1)  # FNV's prime; wraps on purpose
            inside &= part != _SEPARATOR
        bucket = ((value ^ (value >> np.uint64(29))) % np.uint64(BUCKETS)).astype(np.int64)
        keys.append((bucket * len(texts) + document[:count])[inside])
    distinct, counts = np.unique(np.concatenate(keys), return_counts=True)
    buckets, documents = np.divmod(distinct, len(texts))
    return documents, buckets, (1 + np.log(counts)).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Postings of some rows: `starts[i]:starts[i+1]` are those of `buckets[i]`."""

    buckets: Ints
    starts: Ints
    rows: NDArray[np.int32]
    weights: Floats


class NgramIndex:
    """Cosine of a text with every stored text; rows are the caller's numbers."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []
        self._frequency = np.zeros(BUCKETS, dtype=np.int32)
        self._norms: Floats = np.zeros(0, dtype=np.float32)
        self._count = 0

    def add(self, rows: Ints, texts: Sequence[str]) -> None:
        """Store `texts` under `rows`; a row that is used again counts for both texts until its owner is dropped."""
        if not texts:
            return
        documents, buckets, weights = _grams(texts)
        np.add.at(self._frequency, buckets, 1)
        self._count += len(texts)
        norms = np.sqrt(np.bincount(documents, (weights * self._idf(buckets)) ** 2, minlength=len(texts)))
        self._reserve(int(rows.max()) + 1)
        self._norms[rows] = norms
        self._segments.append(_segment(buckets, rows[documents].astype(np.int32), weights))
        if len(self._segments) > MAX_SEGMENTS:
            self._segments = [_merge(self._segments)]

    def cosines(self, text: str, size: int) -> Floats:
        """Return the cosine of `text` with rows 0..size-1, shape (size,), 0.0 where nothing is shared."""
        scores = np.zeros(size, dtype=np.float64)
        if not self._count or not text:
            return scores.astype(np.float32)
        _, buckets, weights = _grams([text])
        squared_idf = self._idf(buckets) ** 2
        for segment in self._segments:
            place = np.searchsorted(segment.buckets, buckets)
            place[place == len(segment.buckets)] = 0
            known = np.flatnonzero(segment.buckets[place] == buckets)
            starts, ends = segment.starts[place[known]], segment.starts[place[known] + 1]
            lengths = ends - starts
            if not lengths.sum():
                continue
            index = np.arange(lengths.sum()) + np.repeat(starts - np.r_[0, np.cumsum(lengths)[:-1]], lengths)
            factors = np.repeat(weights[known] * squared_idf[known], lengths)
            scores += np.bincount(segment.rows[index], factors * segment.weights[index], minlength=size)[:size]
        norm = float(np.sqrt(np.sum((weights * self._idf(buckets)) ** 2)))
        norms = np.maximum(self._norms[:size], 1e-9) * max(norm, 1e-9)
        scores[: len(norms)] /= norms
        return np.minimum(scores, 1.0).astype(np.float32)

    def _idf(self, buckets: Ints) -> Floats:
        return (np.log((1 + self._count) / (1 + self._frequency[buckets])) + 1).astype(np.float32)

    def _reserve(self, size: int) -> None:
        if size > len(self._norms):
            grown = np.zeros(max(size, 2 * len(self._norms)), dtype=np.float32)
            grown[: len(self._norms)] = self._norms
            self._norms = grown


def _segment(buckets: Ints, rows: NDArray[np.int32], weights: Floats) -> _Segment:
    starts = np.flatnonzero(np.r_[True, buckets[1:] != buckets[:-1]])
    return _Segment(buckets[starts], np.r_[starts, len(buckets)], rows, weights)


def _merge(segments: list[_Segment]) -> _Segment:
    buckets = np.concatenate([np.repeat(s.buckets, np.diff(s.starts)) for s in segments])
    order = np.argsort(buckets, kind="stable")
    rows = np.concatenate([s.rows for s in segments])[order]
    return _segment(buckets[order], rows, np.concatenate([s.weights for s in segments])[order])
