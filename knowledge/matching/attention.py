"""Two questions read side by side, word by word: a small network over the sentence model's word vectors.

Each word of one question looks for what stands for it in the other, the two are compared, and what the comparisons
found goes, together with the named features of the pair, to a last layer that judges: decomposable attention (Parikh
et al. 2016, https://arxiv.org/abs/1606.01933) over fixed word vectors. Fitting is done elsewhere.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES
from knowledge.matching.encoder import PIECE
from knowledge.matching.vectors import starts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Words = NDArray[np.int8]
    Places = NDArray[np.intp]

SHARPNESS = 2.0  # how much more a word looks at the nearest of the other text than at the next
_STEP = 1 / 40  # of a number of a word, which is kept as a byte
_MOST = 127


class Layer(NamedTuple):
    """What comes out is x @ weights + bias."""

    weights: Floats
    bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """Return a row for each row of x."""
        rows: Floats = x @ self.weights + self.bias
        return rows


class Pooled(NamedTuple):
    """Rows summed up by segment: their mean and their maximum, each (segments, width)."""

    mean: Floats
    maximum: Floats


@dataclass(frozen=True)
class Attention:
    """The fitted network. `middle` (PIECE,) and `basis` (PIECE, width) are where words are looked at from; `compare`
    sees 4 * width numbers of a word, `judge` what was found on both sides and the features, `last` gives the log-odds.
    """

    middle: Floats
    basis: Floats
    compare: Layer
    judge: Layer
    last: Layer

    @cached_property
    def words_id(self) -> str:
        """What tells apart networks to which a text's words are other numbers."""
        return hashlib.sha256(self.middle.tobytes() + self.basis.tobytes()).hexdigest()[:8]

    def words(self, pieces: NDArray[np.float16]) -> Words:
        """Return what is compared of a text, (n, width), given its pieces, (n, PIECE); one row of zeros for none."""
        if not len(pieces):
            return np.zeros((1, self.basis.shape[1]), np.int8)
        centred: Floats = pieces.astype(np.float32) - self.middle
        steps: Floats = np.rint(centred @ self.basis / _STEP)
        return steps.clip(-_MOST, _MOST).astype(np.int8)

    def stored(self, words: bytes) -> Words:
        """Return the words whose bytes were stored."""
        return np.frombuffer(words, np.int8).reshape(-1, self.basis.shape[1])

    def log_odds(
        self, asked: Words, offered: Sequence[Words], features: NDArray[np.floating]
    ) -> NDArray[np.float64]:
        """Return for each text that is offered the log-odds (n,) that it asks what `asked` asks.

        `asked` and each of `offered` are a text's `words`; `features` has a row of Features for each pair, (n, 40).
        """
        rows, lengths, mine = [], [], scaled(asked)
        for other in offered:
            rows += [contrasted(*side) for side in facing(mine, scaled(other))]
            lengths += [len(asked), len(other)]
        found = pooled(relu(self.compare(np.concatenate(rows))), starts(lengths))
        seen = np.concatenate([gathered(found), features.astype(np.float32)], axis=1)
        odds: NDArray[np.float64] = self.last(relu(self.judge(seen)))[:, 0].astype(np.float64)
        return odds


def scaled(words: Words) -> Floats:
    """Return the numbers that words stand for."""
    return words.astype(np.float32) * np.float32(_STEP)


def relu(x: Floats) -> Floats:
    """Return what is above zero."""
    above: Floats = np.maximum(x, 0.0)
    return above


def facing(asked: Floats, offered: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Return for both texts their words, each beside what stands for it in the other: a mean, weighed by nearness."""
    near = np.exp(SHARPNESS * (asked @ offered.T))
    return (
        (asked, near @ offered / near.sum(axis=1, keepdims=True)),
        (offered, near.T @ asked / near.sum(axis=0)[:, None]),
    )


def contrasted(words: Floats, others: Floats) -> Floats:
    """Return what there is to see of words beside others, (n, width) each -> (n, 4 * width)."""
    return np.concatenate([words, others, np.abs(words - others), words * others], axis=1)


def pooled(rows: Floats, begin: Places) -> Pooled:
    """Sum rows up by segments that begin at `begin`; none may be empty."""
    lengths = np.diff([*begin, len(rows)]).astype(np.float32)
    sums: Floats = np.add.reduceat(rows, begin, axis=0)
    return Pooled(sums / lengths[:, None], np.maximum.reduceat(rows, begin, axis=0))


def gathered(found: Pooled) -> Floats:
    """Return what was found of pairs, whose sides are neighbours, in one row each: (2 n, width) -> (n, 4 * width)."""
    return np.concatenate(found, axis=1).reshape(len(found.mean) // 2, -1)


def parse_attention(text: str, name: str = "attention.json") -> Attention:
    """Read the fitted numbers; raises BadData where they do not fit each other or the features."""
    try:
        data = json.loads(text)
        found = Attention(
            _array(data["middle"]),
            _array(data["basis"]),
            *(
                Layer(_array(data[each]["weights"]), _array(data[each]["bias"]))
                for each in ("compare", "judge", "last")
            ),
        )
        width, hidden = found.basis.shape[1], len(found.compare.bias)
        _check(found.middle, PIECE)
        _check(found.basis, PIECE, width)
        _check(found.compare.weights, 4 * width, hidden)
        _check(found.judge.weights, 4 * hidden + len(NAMES), len(found.judge.bias))
        _check(found.last.weights, len(found.judge.bias), len(found.last.bias))
        _check(found.last.bias, 1)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise BadData(name, "numbers", repr(error)) from error
    return found


def _array(numbers: list[Any]) -> Floats:
    return np.array(numbers, dtype=np.float32)


def _check(array: Floats, *shape: int) -> None:
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(array.shape, shape)
