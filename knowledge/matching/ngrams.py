"""Character n-gram cosine: what two texts share on the surface, typos and product codes included.

Documents are added in segments, as search engines do, so that one more text never rebuilds the rest. An n-gram weighs
ln((1 + N) / (1 + df)) + 1 each time it stands in a text, and texts are compared by cosine (Manning, Raghavan, Schütze:
Introduction to Information Retrieval, ch. 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Rows = NDArray[np.int32]
    Buckets = NDArray[np.uint32]
    Floats = NDArray[np.float32]

SIZE = 4  # 3, 4 and 5 together rank no better and cost three times as much
BUCKET_BITS = 20
MAX_CHARACTERS = 400  # of one text: questions are shorter, and a long one must not cost more
MAX_SEGMENTS = 8
_PRIME = 0x9E3779B1  # Knuth's multiplier: 2**32 over the golden ratio
_SEPARATOR = 0  # a byte no cleaned text has; n-grams across it are dropped


def _grams(texts: Sequence[str]) -> tuple[Buckets, Rows]:
    """Return (bucket, document) of every n-gram of every text, sorted by bucket."""
    encoded = [f" {text[:MAX_CHARACTERS]} ".encode() for text in texts]
    stream = np.frombuffer(b"\0".join(encoded) + b"\0", dtype=np.uint8).astype(np.uint32)
    document = np.repeat(np.arange(len(texts), dtype=np.int32), [len(each) + 1 for each in encoded])
    count = max(0, len(stream) - SIZE + 1)
    value = np.zeros(count, dtype=np.uint32)
    inside = np.ones(count, dtype=bool)
    for offset in range(SIZE):
        character = stream[offset : offset + count]
        value = value * np.uint32(_PRIME) + character + np.uint32(1)  # wraps on purpose
        inside &= character != _SEPARATOR
    mixed = (value ^ (value >> np.uint32(15))) * np.uint32(_PRIME) >> np.uint32(32 - BUCKET_BITS)
    return _sorted(mixed[inside], document[:count][inside])


def _sorted(buckets: Buckets, rows: Rows) -> tuple[Buckets, Rows]:
    """Sort both by bucket, then row."""
    keys = (buckets.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64)
    keys.sort()
    return (keys >> np.uint64(32)).astype(np.uint32), (keys & np.uint64(0xFFFFFFFF)).astype(np.int32)


@dataclass(frozen=True, slots=True)
class _Segment:
    """Postings of some rows: `rows[starts[i]:starts[i+1]]` have the n-gram `buckets[i]`."""

    buckets: Buckets
    starts: Ints
    rows: Rows


class NgramIndex:
    """Cosine of a text with every stored text; rows are the caller's numbers, each used once."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []
        self._frequency = np.zeros(1 << BUCKET_BITS, dtype=np.int32)
        self._norms: Floats = np.zeros(0, dtype=np.float32)
        self._count = 0

    def copy(self) -> NgramIndex:
        """Return an index of its own with the same texts; their postings are shared."""
        other = NgramIndex()
        other._segments, other._count = list(self._segments), self._count
        other._frequency, other._norms = self._frequency.copy(), self._norms.copy()
        return other

    def add(self, rows: Ints, texts: Sequence[str]) -> None:
        """Store `texts` under `rows`."""
        if not texts:
            return
        buckets, documents = _grams(texts)
        segment = _segment(buckets, rows.astype(np.int32)[documents])
        self._frequency[segment.buckets] += np.diff(segment.starts).astype(np.int32)
        self._count += len(texts)
        squares = np.bincount(documents, self._idf(buckets) ** 2, minlength=len(texts))
        self._reserve(int(rows.max()) + 1)
        self._norms[rows] = np.sqrt(squares)
        self._segments.append(segment)
        if len(self._segments) > MAX_SEGMENTS:
            self._segments = [_merge(self._segments)]

    def cosines(self, text: str, size: int) -> Floats:
        """Return the cosine of `text` with rows 0..size-1, shape (size,), 0.0 where nothing is shared."""
        scores = np.zeros(size, dtype=np.float64)
        if not self._count or not text:
            return scores.astype(np.float32)
        buckets, counts = np.unique(_grams([text])[0], return_counts=True)
        squared_idf = self._idf(buckets) ** 2
        for segment in self._segments:
            place = np.minimum(np.searchsorted(segment.buckets, buckets), len(segment.buckets) - 1)
            known = np.flatnonzero(segment.buckets[place] == buckets)
            starts, ends = segment.starts[place[known]], segment.starts[place[known] + 1]
            shared = [segment.rows[start:end] for start, end in zip(starts, ends, strict=True)]
            if shared:
                factors = np.repeat((counts * squared_idf)[known], ends - starts)
                scores += np.bincount(np.concatenate(shared), factors, minlength=size)[:size]
        norm = float(np.sqrt(np.sum(counts * squared_idf)))
        norms = np.maximum(self._norms[:size], 1e-9) * max(norm, 1e-9)
        scores[: len(norms)] /= norms
        return np.minimum(scores, 1.0).astype(np.float32)

    def _idf(self, buckets: Buckets) -> Floats:
        return (np.log((1 + self._count) / (1 + self._frequency[buckets])) + 1).astype(np.float32)

    def _reserve(self, size: int) -> None:
        if size > len(self._norms):
            grown = np.zeros(max(size, 2 * len(self._norms)), dtype=np.float32)
            grown[: len(self._norms)] = self._norms
            self._norms = grown


def _segment(buckets: Buckets, rows: Rows) -> _Segment:
    starts = np.flatnonzero(np.r_[True, buckets[1:] != buckets[:-1]])
    return _Segment(buckets[starts], np.r_[starts, len(buckets)], rows)


def _merge(segments: list[_Segment]) -> _Segment:
    buckets = np.concatenate([np.repeat(each.buckets, np.diff(each.starts)) for each in segments])
    return _segment(*_sorted(buckets, np.concatenate([each.rows for each in segments])))
