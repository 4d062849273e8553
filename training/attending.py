"""Fit the network that reads two questions side by side: Adam on its own gradients, in numpy, the same each time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from threadpoolctl import threadpool_limits

from knowledge.matching.alignment import NAMES
from knowledge.matching.attention import (
    Attention,
    Layer,
    Pooled,
    contrasted,
    facing,
    gathered,
    pooled,
    relu,
    scaled,
)
from knowledge.matching.vectors import starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from training.data import Pairs

    Array = NDArray[np.float64]
    Floats = NDArray[np.float32]
    Places = NDArray[np.intp]

WIDTH = 64  # of a word as it is compared
HIDDEN = 64
SCALE = 4.0  # of a word's numbers: it brings them near one
EPOCHS = 14
BATCH = 128
RATE = 2e-3  # of learning, at its highest
WARM = 0.3  # share of the steps in which it rises
DECAY = 0.2  # of weights
DROP = 0.3  # share of numbers that are left out of a step, so that none is relied on alone
BLIND = 0.25  # share of pairs whose features are
LEAST_SCALE = 0.1  # a column is divided by: else one that hardly varies would count for much
MOMENTA = (0.9, 0.999)
_SAMPLE = 5  # the words of each so manieth pair tell the directions in which words differ most


class Batch(NamedTuple):
    """Pairs side by side: a row for each word of both texts, (rows, WIDTH) each, where each text begins, and for each
    pair its features, the log-odds that it has before the network looks, whether it is right, and its weight.
    """

    words: Floats
    others: Floats
    begin: Places
    features: Floats
    before: Floats
    y: Floats
    weight: Floats


class Corpus:
    """All pairs, their words found and faced once."""

    def __init__(self, pairs: Pairs, network: Attention, features: Floats, before: Array) -> None:
        rows, others, lengths = [], [], []
        for asked, offered in zip(pairs.asked, pairs.offered, strict=True):
            for mine, theirs in facing(*(scaled(network.words(text)) for text in (asked, offered))):
                rows.append(mine)
                others.append(theirs)
                lengths.append(len(mine))
        self._words, self._others = np.concatenate(rows), np.concatenate(others)
        self._begin = np.append(starts(lengths), len(self._words))
        self._features, self._before = features, before.astype(np.float32)
        self._y, self._weight = pairs.y.astype(np.float32), pairs.weight.astype(np.float32)

    def batches(self, draw: np.random.Generator) -> Iterator[Batch]:
        """Yield all pairs once, but for a rest, in an order drawn by lot."""
        order = draw.permutation(len(self._y))
        for start in range(0, len(order) - BATCH + 1, BATCH):
            yield self._batch(order[start : start + BATCH])

    def _batch(self, pairs: Places) -> Batch:
        sides = np.stack([2 * pairs, 2 * pairs + 1], axis=1).reshape(-1)
        lengths = self._begin[sides + 1] - self._begin[sides]
        begin = starts(lengths.tolist())
        rows = np.repeat(self._begin[sides] - begin, lengths) + np.arange(int(lengths.sum()))
        return Batch(
            self._words[rows],
            self._others[rows],
            begin,
            self._features[pairs],
            self._before[pairs],
            self._y[pairs],
            self._weight[pairs],
        )


def attending(pairs: Pairs, before: Array) -> Attention:
    """Return the network fitted on what log-odds (n,) of pairs leave to be said; a minute of work on one processor."""
    with threadpool_limits(1):  # sums in another order would be other sums
        mean, scale = pairs.x.mean(axis=0), np.maximum(pairs.x.std(axis=0), LEAST_SCALE)
        draw = np.random.default_rng(0)
        network = Attention(*directions(pairs), *begun(draw))
        corpus = Corpus(pairs, network, ((pairs.x - mean) / scale).astype(np.float32), before)
        steps = EPOCHS * (len(pairs.y) // BATCH)
        numbers = [each for layer in (network.compare, network.judge, network.last) for each in layer]
        moments = [(np.zeros_like(each), np.zeros_like(each)) for each in numbers]
        batches = (batch for _ in range(EPOCHS) for batch in corpus.batches(draw))
        for step, batch in enumerate(batches, start=1):
            moved = gradients(network, batch, draw)
            descend(numbers, moved, moments, step, rate(step / steps))
    network.judge.weights[-len(mean) :] /= scale[:, None]
    network.judge.bias[:] -= mean @ network.judge.weights[-len(mean) :]
    return network


def directions(pairs: Pairs) -> tuple[Floats, Floats]:
    """Return the middle of all words, and the directions in which they differ most: their principal components."""
    words = np.concatenate([*pairs.asked[::_SAMPLE], *pairs.offered[::_SAMPLE]]).astype(np.float32)
    middle = words.mean(axis=0)
    _, found = np.linalg.eigh(np.cov(words, rowvar=False))
    largest = found[:, : -WIDTH - 1 : -1]
    signs = np.sign(largest[np.abs(largest).argmax(axis=0), range(WIDTH)])  # of a direction, either would do
    return middle, (SCALE * signs * largest).astype(np.float32)


def begun(draw: np.random.Generator) -> Iterator[Layer]:
    """Yield the layers as they are before they have seen anything."""
    for shape in ((4 * WIDTH, HIDDEN), (4 * HIDDEN + len(NAMES), HIDDEN), (HIDDEN, 1)):
        weights = draw.normal(0, shape[0] ** -0.5, shape).astype(np.float32)
        yield Layer(weights, np.zeros(shape[1], np.float32))


def gradients(network: Attention, batch: Batch, draw: np.random.Generator) -> list[Floats]:
    """Return the gradients of a batch's mean loss by the layers' numbers, weights first; `draw` leaves some out."""
    compare, judge, last = network.compare, network.judge, network.last
    kept = _kept(draw, 1, WIDTH)
    rows = contrasted(batch.words * kept, batch.others * kept)
    compared = relu(compare(rows))
    found = pooled(compared, batch.begin)
    pairs = gathered(found)
    kept = _kept(draw, *pairs.shape)
    sighted = draw.random((len(batch.y), 1)) >= BLIND
    seen = np.concatenate([pairs * kept, batch.features * sighted], axis=1)
    judged = relu(judge(seen))
    chance = 1 / (1 + np.exp(-batch.before - last(judged)[:, 0]))

    of_odds = (batch.weight * (chance - batch.y) / batch.weight.sum())[:, None]
    of_judged = of_odds @ last.weights.T * (judged > 0)
    of_pairs = of_judged @ judge.weights[: pairs.shape[1]].T * kept
    of_compared = _unpooled(of_pairs, compared, found, batch.begin) * (compared > 0)
    return [
        rows.T @ of_compared,
        of_compared.sum(axis=0),
        seen.T @ of_judged,
        of_judged.sum(axis=0),
        judged.T @ of_odds,
        of_odds.sum(axis=0),
    ]


def _unpooled(of_pairs: Floats, rows: Floats, found: Pooled, begin: Places) -> Floats:
    """Return the gradients by rows, given those by what was pooled and gathered of them."""
    of_mean, of_maximum = np.split(of_pairs.reshape(len(begin), -1), 2, axis=1)
    lengths = np.diff([*begin, len(rows)])
    largest = rows == np.repeat(found.maximum, lengths, axis=0)
    of_means = np.repeat(of_mean / lengths[:, None].astype(np.float32), lengths, axis=0)
    return of_means + np.repeat(of_maximum, lengths, axis=0) * largest


def _kept(draw: np.random.Generator, *shape: int) -> Floats:
    """Return ones, but for a share of zeros, made larger so that their mean is one."""
    return ((draw.random(shape) >= DROP) / (1 - DROP)).astype(np.float32)


def descend(
    numbers: Sequence[Floats],
    moved: Sequence[Floats],
    moments: Sequence[tuple[Floats, Floats]],
    step: int,
    speed: float,
) -> None:
    """Move numbers against their gradients: Adam with decoupled decay (Loshchilov & Hutter 2019)."""
    slow, slower = MOMENTA
    for number, gradient, (first, second) in zip(numbers, moved, moments, strict=True):
        first[...] += (1 - slow) * (gradient - first)
        second[...] += (1 - slower) * (gradient**2 - second)
        pace = first / (1 - slow**step) / (np.sqrt(second / (1 - slower**step)) + 1e-8)
        number[...] -= (speed * (pace + DECAY * number)).astype(np.float32)


def rate(done: float) -> float:
    """Return the rate of learning when that share of the steps is done: it rises, and falls to nothing."""
    if done < WARM:
        return RATE * (1 - math.cos(math.pi * done / WARM)) / 2
    return RATE * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM))) / 2
