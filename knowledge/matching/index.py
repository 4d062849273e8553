"""The candidates of one community: sentence vectors and character n-grams, updated entry by entry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.matching.encoder import DIMENSION
from knowledge.matching.ngrams import NgramIndex
from knowledge.matching.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

SURFACE_SHARE = 0.4  # weight of the character cosine beside the sentence cosine in the ranking score
ANSWER_SHARE = 0.2  # weight of the answer's own cosine: an answer says more than it was asked
SAID_HANDICAP = 0.7  # an answer alone brings an entry among the candidates only when it is very near
POOL = 64  # rows looked at before they are grouped by entry


class Role(IntEnum):
    """What part of an entry a text is."""

    ASKED = 0  # the question or a phrasing
    SAID = 1  # the answer, or a sentence of a passage


class Line(NamedTuple):
    """One text of an entry: `text` as it is compared, `role` what it is."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found: `score` ranks; the cosines (0..1) of its best question with the asking sentence (`asked`) and
    with the whole message (`context`), of its answer and its surface; `line` is the place of that question among
    the entry's lines.
    """

    owner: int
    score: float
    asked: float
    context: float
    said: float
    surface: float
    line: int


class Index:
    """Find the entries whose texts are nearest to a question. Not thread-safe: one thread owns it."""

    def __init__(self) -> None:
        self._vectors = Rows(DIMENSION)
        self._owner: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._line: NDArray[np.int32] = np.zeros(0, dtype=np.int32)
        self._said: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._alive: NDArray[np.bool_] = np.zeros(0, dtype=bool)
        self._size = 0
        self._rows: dict[int, NDArray[np.int64]] = {}
        self._ngrams = NgramIndex()

    def __len__(self) -> int:
        return len(self._rows)

    def copy(self) -> Index:
        """Return an index of its own with the same entries; their vectors are shared."""
        other = Index()
        other._vectors = self._vectors.copy()
        other._owner, other._line = self._owner.copy(), self._line.copy()
        other._said, other._alive = self._said.copy(), self._alive.copy()
        other._size, other._rows = self._size, dict(self._rows)
        other._ngrams = self._ngrams.copy()
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
        self._alive[rows] = True
        asked = [place for place, (_, _, line) in enumerate(lines) if line.role is Role.ASKED]
        self._ngrams.add(rows[asked], [lines[place][2].text for place in asked])
        start = 0
        for owner, texts in entries.items():
            self._rows[owner] = rows[start : start + len(texts)]
            start += len(texts)

    def drop(self, owner: int) -> None:
        """Forget an entry; unknown ones are fine."""
        rows = self._rows.pop(owner, None)
        if rows is not None:
            self._alive[rows] = False

    def vectors_of(self, owner: int) -> Vectors:
        """Return the vectors of an entry's lines in their order, shape (lines, 384); none of an unknown entry."""
        return self._vectors.take(self._rows.get(owner, np.zeros(0, dtype=np.int64)))

    def candidates(self, vectors: Vectors, text: str, limit: int) -> list[Hit]:
        """Return at most `limit` entries, best first.

        `vectors` are the unit vectors of the asking sentence and, where there is more, of the whole message, shape
        (1 or 2, 384); `text` is the asking sentence.
        """
        if not self._rows:
            return []
        cosines = self._vectors.cosines(vectors)
        surface = self._ngrams.cosines(text, self._size)
        strength = cosines.max(axis=0) + SURFACE_SHARE * surface
        strength[self._said[: self._size]] *= SAID_HANDICAP
        strength[~self._alive[: self._size]] = -1
        owners = dict.fromkeys(int(self._owner[row]) for row in _largest(strength, POOL) if self._alive[row])
        hits = [self._hit(owner, cosines, surface) for owner in islice(owners, 2 * limit)]
        return sorted(hits, key=lambda hit: (-hit.score, hit.owner))[:limit]

    def _hit(self, owner: int, cosines: Vectors, surface: Vectors) -> Hit:
        rows = self._rows[owner]
        said_rows, asked_rows = rows[self._said[rows]], rows[~self._said[rows]]
        said = float(cosines[:, said_rows].max(initial=0.0))
        if not len(asked_rows):
            return Hit(owner, ANSWER_SHARE * said, 0.0, 0.0, said, 0.0, 0)
        both = cosines[:, asked_rows] + SURFACE_SHARE * surface[asked_rows]
        best = asked_rows[int(both.max(axis=0).argmax())]
        asked = max(0.0, float(cosines[:, asked_rows].max()))
        context = max(0.0, float(cosines[-1, asked_rows].max()))
        score = float(both.max()) + ANSWER_SHARE * said
        return Hit(owner, score, asked, context, said, float(surface[best]), int(self._line[best]))

    def _reserve(self, size: int) -> None:
        if size <= len(self._owner):
            return
        capacity = max(size, len(self._owner) * 3 // 2)
        self._owner = _grown(self._owner, capacity)
        self._line = _grown(self._line, capacity)
        self._said = _grown(self._said, capacity)
        self._alive = _grown(self._alive, capacity)


def _largest(values: Vectors, count: int) -> NDArray[np.int64]:
    """Return the places of the `count` largest values, largest first."""
    top = np.argpartition(-values, count)[:count] if len(values) > count else np.arange(len(values))
    order: NDArray[np.int64] = top[np.argsort(-values[top], kind="stable")]
    return order


def _grown(array: NDArray[Any], capacity: int) -> NDArray[Any]:
    grown = np.zeros((capacity, *array.shape[1:]), dtype=array.dtype)
    grown[: len(array)] = array
    return grown
