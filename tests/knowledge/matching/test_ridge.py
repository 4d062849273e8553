"""A regression that is kept up entry by entry is the one that would be fitted on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.matching.ridge import PENALTY, Ridge, weights
from knowledge.matching.vectors import unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

WIDTH = 64


def drawn(count: int) -> Floats:
    """Return unit vectors."""
    return unit(np.random.default_rng(count).standard_normal((count, WIDTH)).astype(np.float32))


def weighed(examples: Floats) -> Floats:
    """Return a weight for each example, that goes by what it is."""
    return np.float32(0.2) + np.abs(examples[:, 0])


def guesses(vectors: Floats, examples: Floats) -> NDArray[np.float64]:
    """Return what weighted least squares say for each vector and each example, solved anew."""
    x, weight = examples.astype(np.float64), weighed(examples).astype(np.float64)
    return vectors @ np.linalg.solve((x.T * weight) @ x + PENALTY * np.eye(WIDTH), x.T)


@pytest.mark.parametrize("sizes", [[1], [5, 1, 3], [200], [30, 200, 2], [10] * 40])
def test_kept_up_in_parts_it_is_the_regression_on_all(sizes: list[int]) -> None:
    examples, ridge = drawn(sum(sizes)), Ridge(WIDTH)
    for part in np.split(examples, np.cumsum(sizes)[:-1]):
        ridge.add(part, weighed(part))
    asked = drawn(7)
    np.testing.assert_allclose(ridge.sharpened(asked) @ examples.T, guesses(asked, examples), atol=1e-4)


@pytest.mark.parametrize("gone", [1, 30, 99])
def test_what_is_removed_leaves_nothing_behind(gone: int) -> None:
    examples, ridge = drawn(100), Ridge(WIDTH)
    ridge.add(examples, weighed(examples))
    ridge.remove(examples[:gone], weighed(examples[:gone]))
    asked, rest = drawn(7), examples[gone:]
    np.testing.assert_allclose(ridge.sharpened(asked) @ rest.T, guesses(asked, rest), atol=1e-4)


def test_coming_and_going_leaves_no_error_that_grows() -> None:
    """Near-copies are the worst: what they share is much while they are there, and next to nothing when they went."""
    many = unit(drawn(1) + 0.1 * drawn(120))
    ridge, asked = Ridge(WIDTH), drawn(7)
    stays = drawn(3)
    ridge.add(stays, weighed(stays))
    for _ in range(20):
        for start in range(0, 120, 3):
            part = many[start : start + 3]
            ridge.add(part, weighed(part))
            ridge.sharpened(asked)
        for start in range(0, 120, 3):
            part = many[start : start + 3]
            ridge.remove(part, weighed(part))
            ridge.sharpened(asked)
    np.testing.assert_allclose(ridge.sharpened(asked) @ stays.T, guesses(asked, stays), atol=0.01)


def test_what_can_be_made_again_is_the_same_again() -> None:
    examples, asked = drawn(200), drawn(7)
    ridge = Ridge(WIDTH)
    ridge.add(examples, weighed(examples))
    before = ridge.sharpened(asked)
    ridge.relax()
    assert np.array_equal(ridge.sharpened(asked), before)


def test_nothing_taken_in_changes_nothing() -> None:
    ridge = Ridge(WIDTH)
    nothing = drawn(9)[:0]
    ridge.add(nothing, weighed(nothing))
    assert np.array_equal(ridge.sharpened(drawn(3)), Ridge(WIDTH).sharpened(drawn(3)))


@pytest.mark.parametrize("count", [5, 200])
def test_a_copy_goes_on_by_itself(count: int) -> None:
    ridge, more, asked = Ridge(WIDTH), drawn(count), drawn(3)
    ridge.add(drawn(99), weighed(drawn(99)))
    other = ridge.copy()
    other.add(more, weighed(more))
    both = np.concatenate([drawn(99), more])
    np.testing.assert_allclose(ridge.sharpened(asked) @ drawn(99).T, guesses(asked, drawn(99)), atol=1e-4)
    np.testing.assert_allclose(other.sharpened(asked) @ both.T, guesses(asked, both), atol=1e-4)


def test_what_all_entries_share_says_little_for_one() -> None:
    """A question about what every entry is about is near all of them; by least squares it belongs to none."""
    common, *own = drawn(31)
    examples = unit(np.stack([2 * common + each for each in own]))
    ridge = Ridge(WIDTH)
    ridge.add(examples, np.ones(30, np.float32))
    vague, meant = ridge.sharpened(np.stack([common, examples[4]])) @ examples.T
    assert (common @ examples.T).min() > 0.8
    assert vague.max() < 0.2
    assert meant.argmax() == 4
    assert meant[4] > 2 * np.delete(meant, 4).max()


def test_examples_count_less_the_more_of_them_there_are_and_together_still_more() -> None:
    found = weights([1, 4, 100])
    assert found.tolist() == pytest.approx([1, 0.5, 0.1])
    assert (found * [1, 4, 100]).tolist() == pytest.approx([1, 2, 10])
