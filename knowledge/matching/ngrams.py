"""Character n-gram cosine: what two texts share on the surface, typos and product codes included.

Documents are added in segments, as search engines do, so that one more text never rebuilds the rest; a segment takes
up the one before it when that is no longer much larger. An n-gram weighs ln((1 + N) / (1 + df)) + 1 each time it stands
in a text, and texts are compared by cosine (Manning, Raghavan, Schütze: Introduction to Information Retrieval, ch. 6).
In a large community the commonest n-grams say least and cost most, so the rough look at all texts leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Rows = NDArray[np.int32]
    Buckets = NDArray[np.uint32]
    Floats = NDArray[np.float32]

SIZE = 4  # 3, 4 and 5 together rank no better and cost three times as much
BUCKET_BITS = 20
MAX_CHARACTERS = 400  # of one text: questions are shorter, and a long one must not cost more
COMMON = 4096  # texts with an n-gram from which on it is left out of the rough look at all of them
_MUCH_LARGER = 2
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


class Weighed(NamedTuple):
    """A text's n-grams with their weights, which of them are common, and the length of the whole."""

    buckets: Buckets
    weights: Floats
    common: NDArray[np.bool_]
    norm: float


@dataclass(frozen=True, slots=True)
class _Segment:
    """Postings of some rows: `rows[starts[i]:starts[i+1]]`, in order, have the n-gram `buckets[i]`."""

    buckets: Buckets
    starts: Rows
    rows: Rows

    def find(self, buckets: Buckets) -> tuple[Ints, Rows, Rows]:
        """Return the places of those of these n-grams that are here, and where the rows of each start and end."""
        places = np.minimum(np.searchsorted(self.buckets, buckets), len(self.buckets) - 1)
        found = np.flatnonzero(self.buckets[places] == buckets)
        return found, self.starts[places[found]], self.starts[places[found] + 1]

    def postings(self, buckets: Buckets) -> Iterator[tuple[int, Rows]]:
        """Yield the rows that have one of these n-grams, with its place among them."""
        for each, start, end in zip(*(part.tolist() for part in self.find(buckets)), strict=True):
            yield each, self.rows[start:end]


class NgramIndex:
    """Cosine of a text with the stored ones; rows are the caller's numbers, each used once, in rising order."""

    def __init__(self) -> None:
        self._segments: list[_Segment] = []
        self._norms: Floats = np.zeros(1, dtype=np.float32)
        self._count = 0

    def copy(self) -> NgramIndex:
        """Return an index of its own with the same texts; their postings are shared."""
        other = NgramIndex()
        other._segments, other._count = list(self._segments), self._count
        other._norms = self._norms.copy()
        return other

    def add(self, rows: Ints, texts: Sequence[str]) -> None:
        """Store `texts` under `rows`."""
        if not texts:
            return
        buckets, documents = _grams(texts)
        segment = _segment(buckets, rows.astype(np.int32)[documents])
        self._count += len(texts)
        times = np.diff(segment.starts)
        weights = np.repeat(self._idf(times + self._frequencies(segment.buckets)), times)
        squares = np.bincount(documents, weights**2, minlength=len(texts))
        self._reserve(int(rows.max()) + 1)
        self._norms[rows] = np.sqrt(squares)
        while self._segments and len(self._segments[-1].rows) <= _MUCH_LARGER * len(segment.rows):
            segment = _merge(self._segments.pop(), segment)
        if len(segment.rows):  # a text of one letter has no n-gram
            self._segments.append(segment)

    def weigh(self, text: str) -> Weighed:
        """Return a text's n-grams as this index weighs them now."""
        if not self._count or not text:
            return Weighed(np.zeros(0, np.uint32), np.zeros(0, np.float32), np.zeros(0, bool), 1.0)
        buckets, counts = np.unique(_grams([text])[0], return_counts=True)
        frequencies = self._frequencies(buckets)
        weights = counts * self._idf(frequencies) ** 2
        return Weighed(buckets, weights, frequencies >= COMMON, max(float(weights.sum()) ** 0.5, 1e-9))

    def estimates(self, asked: Weighed, size: int) -> Floats:
        """Return the cosines with rows 0..size-1 without what the commonest n-grams add, shape (size,)."""
        scores = np.zeros(size, dtype=np.float64)
        buckets, weights = asked.buckets[~asked.common], asked.weights[~asked.common].astype(np.float64)
        for segment in self._segments:
            found = list(segment.postings(buckets))
            if found:
                factors = np.repeat(weights[[each for each, _ in found]], [len(rows) for _, rows in found])
                having = np.concatenate([rows for _, rows in found], dtype=np.intp)
                scores += np.bincount(having, factors, minlength=size)
        self._reserve(size)  # rows behind the last text
        return _scaled(scores, asked, self._norms[:size])

    def cosines(self, asked: Weighed, rows: Ints, estimates: Floats) -> Floats:
        """Return the cosines with these rows, shape (len(rows),), 0.0 where nothing is shared.

        `estimates` are those of all rows: the commonest n-grams, which they leave out, are added.
        """
        scores = np.zeros(len(rows), dtype=np.float64)
        buckets, weights = asked.buckets[asked.common], asked.weights[asked.common]
        # Rows are sought as the postings have them: a search among other numbers copies them all.
        bounds = np.concatenate([rows, rows + 1]).astype(np.int32)
        for segment in self._segments:
            for each, having in segment.postings(buckets):
                first, behind = having.searchsorted(bounds).reshape(2, -1)
                scores += (behind - first) * weights[each]
        found: Floats = estimates[rows] + _scaled(scores, asked, self._norms[rows])
        return np.minimum(found, 1, out=found)

    def _frequencies(self, buckets: Buckets) -> Rows:
        """Return how often these n-grams were stored. A table of all there can be would be 4 MB in each community."""
        total = np.zeros(len(buckets), dtype=np.int32)
        for segment in self._segments:
            found, starts, ends = segment.find(buckets)
            total[found] += ends - starts
        return total

    def _idf(self, frequencies: Rows) -> Floats:
        return (np.log((1 + self._count) / (1 + frequencies)) + 1).astype(np.float32)

    def _reserve(self, size: int) -> None:
        if size > len(self._norms):
            grown = np.zeros(max(size, 3 * len(self._norms) // 2), dtype=np.float32)
            grown[: len(self._norms)] = self._norms
            self._norms = grown


def _scaled(scores: NDArray[np.float64], asked: Weighed, norms: Floats) -> Floats:
    scores /= np.maximum(norms, 1e-9) * asked.norm
    return np.minimum(scores, 1.0).astype(np.float32)


def _segment(buckets: Buckets, rows: Rows) -> _Segment:
    starts = np.flatnonzero(np.r_[len(buckets) > 0, buckets[1:] != buckets[:-1]])
    return _Segment(buckets[starts], np.r_[starts, len(buckets)].astype(np.int32), rows)


def _merge(older: _Segment, newer: _Segment) -> _Segment:
    """Put the rows of `newer`, all of them greater, behind those of `older`."""
    buckets = np.union1d(older.buckets, newer.buckets)
    counts = np.zeros(len(buckets), dtype=np.int32)
    for each in (older, newer):
        counts[np.searchsorted(buckets, each.buckets)] += np.diff(each.starts)
    starts = np.r_[0, np.cumsum(counts)].astype(np.int32)
    rows = np.empty(starts[-1], dtype=np.int32)
    from_start = starts[np.searchsorted(buckets, older.buckets)]
    from_end = starts[np.searchsorted(buckets, newer.buckets) + 1] - np.diff(newer.starts)
    for each, first in ((older, from_start), (newer, from_end)):
        places = np.arange(len(each.rows), dtype=np.int32)
        places += np.repeat(first - each.starts[:-1], np.diff(each.starts))
        rows[places] = each.rows
    return _Segment(buckets, starts, rows)
