"""The fits of the verifier's few numbers: signs are kept, expectations hold where data is silent, fields stay apart."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.alignment import NAMES
from knowledge.matching.columns import COLUMNS
from knowledge.matching.verifier import chance
from training.data import KINDS, Pairs, fields
from training.fitting import calibrated, nearness, regression
from training.maximum import Prior, maximum

LOOSE = Prior(np.zeros(2), np.zeros(2))
EITHER = np.zeros(2, int)


def drawn(odds: np.ndarray, seed: int = 3) -> np.ndarray:
    return (np.random.default_rng(seed).random(len(odds)) < chance(odds)).astype(float)


def pairs(asked: np.ndarray, y: np.ndarray, field: np.ndarray) -> Pairs:
    x = np.zeros((len(y), len(NAMES)))
    x[:, NAMES.index("asked")] = asked
    ones, nothing = np.ones(len(y)), np.empty(len(y), object)
    return Pairs(x, y, ones, field, ones > 0, nothing, nothing)


def test_the_most_likely_weights_are_found_beside_what_was_known_before() -> None:
    x, before = np.random.default_rng(1).normal(size=(2, 20_000))
    y = drawn(2 * x - 1 + before)
    design, ones = np.c_[x, np.ones(len(x))], np.ones(len(x))
    assert maximum(design, y, ones, before, sign=EITHER, prior=LOOSE) == pytest.approx([2, -1], abs=0.1)
    assert maximum(design, y, ones, sign=EITHER, prior=LOOSE)[0] < 1.8


def test_a_weight_keeps_its_sign_and_what_was_never_seen_keeps_what_is_expected() -> None:
    x = np.random.default_rng(1).normal(size=1_000)
    design, ones = np.c_[x, np.zeros(len(x))], np.ones(len(x))
    prior = Prior(np.array([0.0, 1.0]), np.array([0.0, -3.0]))
    found = maximum(design, drawn(-2 * x), ones, sign=np.array([1, -1]), prior=prior)
    assert found.tolist() == [0.0, -3.0]


def test_what_counts_more_is_followed_more() -> None:
    design, y = np.ones((2, 1)), np.array([1.0, 0.0])
    loose = Prior(np.zeros(1), np.zeros(1))
    (found,) = maximum(design, y, np.array([3.0, 1.0]), sign=np.zeros(1, int), prior=loose)
    assert chance(np.array([found]))[0] == pytest.approx(0.75)


def test_each_field_has_a_nearness_of_its_own_and_their_mean_is_shipped() -> None:
    asked = np.tile(np.linspace(0, 1, 2_000), 2)
    field = np.repeat(["asked in earnest", "written to trip"], 2_000)
    steep = np.where(field == "asked in earnest", 10, 2)
    mean, before = nearness(pairs(asked, drawn(steep * (asked - 0.5)), field))
    assert mean.asked == pytest.approx(6, abs=1.5)
    of_each = [before[field == name] for name in np.unique(field)]
    assert np.ptp(of_each[0]) > 2 * np.ptp(of_each[1])


def test_the_regression_says_what_is_left_to_be_said() -> None:
    draw = np.random.default_rng(5)
    asked = draw.random(4_000)
    some = pairs(asked, drawn(8 * asked - 4), np.full(4_000, "one"))
    _, before = nearness(some)
    place = [column.name for column in COLUMNS].index("asked where apart")
    assert regression(some, before)[0][place] < 0.5 < regression(some, np.zeros(4_000))[0][place]


def test_what_says_nothing_counts_for_nothing() -> None:
    useful, noise = np.random.default_rng(7).normal(size=(2, 8_000))
    some = pairs(np.zeros(8_000), drawn(3 * useful - 1), np.full(8_000, "one"))
    found = calibrated(some, np.c_[useful, noise])
    assert found == pytest.approx((3, 0, -1), abs=0.2)


def test_how_sure_it_may_be_is_judged_as_if_every_trap_were_asked() -> None:
    useful, trap = np.random.default_rng(7).normal(size=8_000), np.arange(8_000) % 2 == 1
    some = pairs(np.zeros(8_000), drawn(np.where(trap, useful - 2, useful)), np.full(8_000, "one"))
    light = some._replace(weight=np.where(trap, 0.01, 1.0))
    views = np.c_[useful, np.zeros(8_000)]
    assert calibrated(light, views).offset == pytest.approx(calibrated(some, views).offset, abs=0.1)


def test_each_kind_of_fields_is_judged_by_a_fit_that_has_not_seen_it() -> None:
    assert sorted(name for kind in KINDS.values() for name in kind) == fields()
