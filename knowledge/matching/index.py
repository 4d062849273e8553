"""The candidates of one community: sentence vectors and character n-grams, updated entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.matching.encoder import DIMENSION
from knowledge.matching.lines import Role
from knowledge.matching.ngrams import NgramIndex
from knowledge.matching.ridge import Ridge, weights
from knowledge.matching.vectors import Vectors, starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from knowledge.matching.lines import Line
    from knowledge.matching.ngrams import Weighed

    Floats = NDArray[np.float32]
    Rows = NDArray[np.int64]

SURFACE_SHARE = 0.25  # weight of the character cosine beside the sentence cosine in the ranking score
CENTRE_SHARE = (
    0.375  # of the sentence cosine: that with the middle of an entry's questions, not with the nearest
)
RIDGE_SHARE = 0.5  # weight of what the questions of all entries, told apart by a regression, say for one
ANSWER_SHARE = 0.125  # weight of the answer's own cosine: an answer says more than it was asked
SAID_HANDICAP = 0.7  # an answer alone brings an entry among the candidates only when it is very near
ROUGH_POOL, ROUGH_SHARE = 1024, 1 / 64  # rows, at least, that a rough look leaves for a close one
POOL = 64  # rows looked at before they are grouped by entry
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found: `score` ranks; the cosines (0..1) of its best question with the asking sentence (`asked`) and
    with the whole message (`context`), of the middle of its questions, of its answer and its surface; `ridge` is what a
    regression on the questions of all entries says for it, about 0..1, `own` what it says for it of its own questions;
    `line` is the place of the best question among the entry's lines.
    """

    owner: int
    score: float
    asked: float
    context: float
    centre: float
    ridge: float
    own: float
    said: float
    surface: float
    line: int


class _Row(NamedTuple):
    """A line of an entry beside the question: `cosine` is the best with its vectors, `context` that with the last."""

    said: bool
    line: int
    cosine: float
    context: float
    surface: float
    both: float


class _Whole(NamedTuple):
    """All questions of an entry: the length of their mean, and what the regression says as in `Hit`."""

    tightness: float
    ridge: float
    own: float


class Index:
    """Find the entries whose texts are nearest to a question. Not thread-safe: one thread owns it."""

    def __init__(self) -> None:
        self._vectors = Vectors(DIMENSION)
        self._owner: Rows = np.zeros(0, dtype=np.int64)
        self._line: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._said: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._handicap: Floats = np.zeros(0, dtype=np.float32)
        self._alive: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._dropped = 0
        self._size = 0
        self._rows: dict[int, range] = {}
        self._ngrams = NgramIndex()
        self._ridge = Ridge(DIMENSION)

    def __len__(self) -> int:
        return len(self._rows)

    def copy(self) -> Index:
        """Return an index of its own with the same entries; their vectors are shared."""
        other = Index()
        other._vectors = self._vectors.copy()
        other._owner, other._line = self._owner.copy(), self._line.copy()
        other._said, other._handicap = self._said.copy(), self._handicap.copy()
        other._alive, other._dropped = self._alive.copy(), self._dropped
        other._size, other._rows = self._size, dict(self._rows)
        other._ngrams, other._ridge = self._ngrams.copy(), self._ridge.copy()
        return other

    def put(self, entries: Mapping[int, Sequence[Line]], vectors: NDArray[np.floating]) -> None:
        """Store or replace entries; `vectors` has one row for each line, in the order of `entries`."""
        for owner in entries:
            self.drop(owner)
        lines = [(owner, place, line) for owner, texts in entries.items() for place, line in enumerate(texts)]
        if not lines:
            return
        rows = np.arange(self._size, self._size + len(lines))
        self._reserve(self._size + len(lines))
        self._size += len(lines)
        self._vectors.append(vectors)
        self._owner[rows] = [owner for owner, _, _ in lines]
        self._line[rows] = [place for _, place, _ in lines]
        self._said[rows] = [line.role is Role.SAID for _, _, line in lines]
        self._handicap[rows] = np.where(self._said[rows], SAID_HANDICAP, 1.0)
        self._alive[rows] = True
        asked = [place for place, (_, _, line) in enumerate(lines) if line.role is Role.ASKED]
        self._ngrams.add(rows[asked], [lines[place][2].text for place in asked])
        start = int(rows[0])
        for owner, texts in entries.items():
            self._rows[owner] = range(start, start + len(texts))
            start += len(texts)
        self._ridge.add(*self._examples(list(entries)))

    def drop(self, owner: int) -> None:
        """Forget an entry; unknown ones are fine."""
        if owner not in self._rows:
            return
        self._ridge.remove(*self._examples([owner]))
        rows = self._rows.pop(owner)
        self._alive[rows.start : rows.stop] = False
        self._dropped += len(rows)

    def settle(self) -> None:
        """Do now what the next question would wait for."""
        self._ridge.settle()

    def relax(self) -> None:
        """Forget what can be made again."""
        self._ridge.relax()

    def vectors_of(self, owner: int) -> Floats:
        """Return the vectors of an entry's lines in their order, shape (lines, 384); none of an unknown entry."""
        return self._vectors.take(np.array(self._rows.get(owner, range(0)), dtype=np.int64))

    def candidates(self, vectors: Floats, text: str, limit: int) -> list[Hit]:
        """Return at most `limit` entries, best first.

        `vectors` are the unit vectors of the asking sentence and, where there is more, of the whole message, shape
        (1 or 2, 384); `text` is the asking sentence.
        """
        grams = self._ngrams.weigh(text)
        surface = self._ngrams.estimates(grams, self._size)
        rows = self._pool(vectors, surface)
        strength = self._strength(self._vectors.cosines(vectors, rows).max(axis=0), surface[rows], rows)
        owners = dict.fromkeys(int(self._owner[row]) for row in rows[_largest(strength, POOL)])
        hits = self._hits(list(islice(owners, 2 * limit)), vectors, grams, surface)
        return sorted(hits, key=lambda hit: (-hit.score, hit.owner))[:limit]

    def _pool(self, vectors: Floats, surface: Floats) -> Rows:
        """Return the rows worth a close look, which rise."""
        alive = self._alive[: self._size]
        count = self._size - self._dropped
        pool = max(ROUGH_POOL, int(ROUGH_SHARE * count))
        if count <= pool:
            return np.flatnonzero(alive)
        strength = self._strength(self._vectors.estimates(vectors), surface, slice(self._size))
        if self._dropped:
            strength[~alive] = -np.inf
        return np.sort(np.argpartition(-strength, pool)[:pool])

    def _strength(self, cosines: Floats, surface: Floats, rows: Rows | slice) -> Floats:
        strength = cosines + SURFACE_SHARE * surface
        strength *= self._handicap[rows]
        return strength

    def _hits(
        self, owners: Sequence[int], vectors: Floats, grams: Weighed, estimates: Floats
    ) -> Iterator[Hit]:
        if not owners:
            return
        rows = np.array([row for owner in owners for row in self._rows[owner]], dtype=np.int64)
        lengths = [len(self._rows[owner]) for owner in owners]
        said, found = self._said[rows], self._vectors.take(rows)
        cosines, surface = vectors @ found.T, self._ngrams.cosines(grams, rows, estimates)
        both = (cosines + SURFACE_SHARE * surface).max(axis=0)
        columns = (said, self._line[rows], cosines.max(axis=0), cosines[-1], surface, both)
        read = map(_Row._make, zip(*(column.tolist() for column in columns), strict=True))
        for owner, length, whole in zip(
            owners, lengths, self._wholes(vectors, found, ~said, lengths), strict=True
        ):
            yield _hit(owner, list(islice(read, length)), whole)

    def _wholes(
        self, vectors: Floats, found: Floats, asked: NDArray[np.bool_], lengths: Sequence[int]
    ) -> Iterator[_Whole]:
        """Sum up the questions of entries, of which each has so many of the rows in `found`."""
        begin = starts(lengths)
        sums = np.add.reduceat(found * asked[:, None], begin, axis=0)
        counts = np.maximum(np.add.reduceat(asked, begin, dtype=np.int64), 1)
        weight, tightness = weights(counts), np.maximum(np.linalg.norm(sums, axis=1), _TINY) / counts
        ridge = weight * (self._ridge.sharpened(vectors) @ sums.T).max(axis=0)
        own = weight * (self._ridge.sharpened(sums) * sums).sum(axis=1) / counts
        return map(_Whole._make, zip(tightness.tolist(), ridge.tolist(), own.tolist(), strict=True))

    def _examples(self, owners: Sequence[int]) -> tuple[Floats, Floats]:
        """Return the vectors of the entries' questions, (n, width), as they are kept, so that what an entry brought is
        what goes with it, and how much each counts (n,).
        """
        rows = [self._questions_of(owner) for owner in owners]
        counts = [len(each) for each in rows]
        return self._vectors.take(np.concatenate(rows)), np.repeat(weights(counts), counts)

    def _questions_of(self, owner: int) -> Rows:
        rows = self._rows[owner]
        return np.flatnonzero(~self._said[rows.start : rows.stop]) + rows.start

    def _reserve(self, size: int) -> None:
        if size <= len(self._owner):
            return
        capacity = max(size, len(self._owner) * 3 // 2)
        self._owner = _grown(self._owner, capacity)
        self._line = _grown(self._line, capacity)
        self._said = _grown(self._said, capacity)
        self._handicap = _grown(self._handicap, capacity)
        self._alive = _grown(self._alive, capacity)


def _hit(owner: int, rows: Sequence[_Row], whole: _Whole) -> Hit:
    """Sum up an entry's rows."""
    said = max((row.cosine for row in rows if row.said), default=0.0)
    said, asked = max(0.0, said), [row for row in rows if not row.said]
    if not asked:
        return Hit(owner, ANSWER_SHARE * said, 0.0, 0.0, 0.0, 0.0, 0.0, said, 0.0, 0)
    best = max(asked, key=lambda row: row.both)
    centre = min(1.0, sum(row.cosine for row in asked) / len(asked) / whole.tightness)
    return Hit(
        owner,
        score=best.both
        + CENTRE_SHARE * (centre - best.cosine)
        + RIDGE_SHARE * whole.ridge
        + ANSWER_SHARE * said,
        asked=max(0.0, *(row.cosine for row in asked)),
        context=max(0.0, *(row.context for row in asked)),
        centre=max(0.0, centre),
        ridge=whole.ridge,
        own=whole.own,
        said=said,
        surface=best.surface,
        line=best.line,
    )


def _largest(values: Floats, count: int) -> NDArray[np.int64]:
    """Return the places of the `count` largest values, largest first."""
    top = np.argpartition(-values, count)[:count] if len(values) > count else np.arange(len(values))
    order: NDArray[np.int64] = top[np.argsort(-values[top], kind="stable")]
    return order


def _grown(array: NDArray[Any], capacity: int) -> NDArray[Any]:
    grown = np.zeros((capacity, *array.shape[1:]), dtype=array.dtype)
    grown[: len(array)] = array
    return grown
