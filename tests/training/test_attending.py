"""The fit of the network: its gradients are those of its loss; it learns what there is to learn, the same each time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from knowledge.matching.alignment import NAMES
from knowledge.matching.attention import Attention, Layer, contrasted, gathered, pooled, relu
from knowledge.matching.encoder import PIECE
from knowledge.matching.vectors import starts
from training import attending
from training.attending import Batch, begun, gradients, rate
from training.data import Pairs

WIDTH = attending.WIDTH


@pytest.fixture
def nothing_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attending, "DROP", 0.0)
    monkeypatch.setattr(attending, "BLIND", 0.0)


def batch(draw: np.random.Generator) -> Batch:
    lengths = [3, 2, 1, 4]
    words, others = draw.normal(size=(2, sum(lengths), WIDTH)).astype(np.float32)
    features = draw.random((2, len(NAMES))).astype(np.float32)
    return Batch(
        words,
        others,
        starts(lengths),
        features,
        np.array([0.7, -0.4], np.float32),
        np.array([1, 0], np.float32),
        np.array([1, 0.3], np.float32),
    )


def loss(network: Attention, some: Batch) -> float:
    found = pooled(relu(network.compare(contrasted(some.words, some.others))), some.begin)
    seen = np.concatenate([gathered(found), some.features], axis=1)
    odds = some.before + network.last(relu(network.judge(seen)))[:, 0]
    each = some.weight * (np.logaddexp(0, odds) - some.y * odds)
    return float(each.sum() / some.weight.sum())


@pytest.mark.usefixtures("nothing_dropped")
def test_gradients_are_how_the_loss_changes() -> None:
    draw = np.random.default_rng(1)
    some = batch(draw)
    exact = (Layer(layer.weights.astype(float), layer.bias.astype(float)) for layer in begun(draw))
    network = Attention(np.zeros(PIECE, np.float32), np.zeros((PIECE, WIDTH), np.float32), *exact)
    numbers = [each for layer in (network.compare, network.judge, network.last) for each in layer]
    for found, number in zip(gradients(network, some, draw), numbers, strict=True):
        assert found.shape == number.shape
        for place in np.argsort(-np.abs(found).ravel())[:5]:
            before, step = number.ravel()[place], 1e-6
            sides = []
            for moved in (before - step, before + step):
                number.ravel()[place] = moved
                sides.append(loss(network, some))
            number.ravel()[place] = before
            assert found.ravel()[place] == pytest.approx(
                (sides[1] - sides[0]) / (2 * step), rel=1e-3, abs=1e-7
            )


def test_the_rate_rises_and_falls_to_nothing() -> None:
    rates = [rate(done / 100) for done in range(1, 101)]
    assert all(one < other for one, other in pairwise(rates[:30]))
    assert all(one > other for one, other in pairwise(rates[30:]))
    assert max(rates) == pytest.approx(attending.RATE)
    assert rates[-1] == pytest.approx(0, abs=1e-9)


def made_up(count: int) -> Pairs:
    """Return pairs that are right where both texts have the same word among others."""
    draw = np.random.default_rng(2)
    vocabulary = draw.normal(0, PIECE**-0.5, size=(80, PIECE)).astype(np.float16)
    y = np.arange(count) % 2
    asked, offered = np.empty((2, count), dtype=object)
    for place in range(count):
        mine = draw.choice(80, 3, replace=False)
        theirs = mine if y[place] else draw.choice(80, 3, replace=False)
        asked[place], offered[place] = vocabulary[mine], vocabulary[draw.permutation(theirs)]
    ones = np.ones(count)
    return Pairs(
        np.zeros((count, len(NAMES))), y.astype(float), ones, ones.astype(str), ones > 0, asked, offered
    )


def test_it_learns_from_words_alone_and_the_same_each_time() -> None:
    pairs = made_up(3_000)
    network = attending.attending(pairs.where(np.arange(3_000) < 2_500), np.zeros(2_500))
    unseen = pairs.where(np.arange(3_000) >= 2_500)
    odds = np.array(
        [
            network.log_odds(network.words(asked), [network.words(offered)], unseen.x[:1])[0]
            for asked, offered in zip(unseen.asked, unseen.offered, strict=True)
        ]
    )
    assert ((odds > 0) == (unseen.y > 0)).mean() > 0.9
    again = attending.attending(pairs.where(np.arange(3_000) < 2_500), np.zeros(2_500))
    assert np.array_equal(network.judge.weights, again.judge.weights)
    assert np.array_equal(network.basis, again.basis)
