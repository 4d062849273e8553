"""Vectors in blocks: found where they were put, shared by copies, changed by none, and roughly found in no time."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.vectors import Vectors

WIDTH = 64


def unit_vectors(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    raw = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


@pytest.mark.parametrize("sizes", [[], [1], [256], [257], [3, 400, 1, 0, 900, 2]])
def test_vectors_added_in_any_portions_are_found_in_their_order(sizes: list[int]) -> None:
    stored, every = Vectors(WIDTH), unit_vectors(sum(sizes))
    start = 0
    for size in sizes:
        stored.append(every[start : start + size].astype(np.float16))
        start += size
    assert len(stored) == len(every)
    asked, some = unit_vectors(2, seed=1), np.arange(len(every))[::-7]
    np.testing.assert_allclose(stored.cosines(asked, some), asked @ every[some].T, atol=5e-3)
    np.testing.assert_allclose(stored.take(some), every[some], atol=5e-3)


def test_a_rough_look_tells_near_from_far() -> None:
    every, asked = unit_vectors(2000), unit_vectors(2, seed=1)
    near = asked[0] + 0.5 * unit_vectors(5, seed=2)
    stored = Vectors(WIDTH)
    stored.append(np.vstack([every, near / np.linalg.norm(near, axis=1, keepdims=True)]))
    found = stored.estimates(asked)
    assert set(np.argsort(-found)[:5]) == set(range(2000, 2005))
    exact = stored.cosines(asked, np.arange(2005)).max(axis=0)
    assert abs(found - exact).mean() < 0.1


def test_a_vector_of_zeros_is_like_nothing() -> None:
    stored = Vectors(WIDTH)
    stored.append(np.zeros((1, WIDTH)))
    assert stored.cosines(unit_vectors(1), np.array([0])).tolist() == [[0]]


def test_a_copy_and_its_original_grow_apart() -> None:
    stored, first, second, third = Vectors(WIDTH), unit_vectors(10), unit_vectors(5, 1), unit_vectors(5, 2)
    stored.append(first)
    copied = stored.copy()
    stored.append(second)
    copied.append(third)
    asked, rows = unit_vectors(1, seed=3), np.arange(15)
    np.testing.assert_allclose(stored.cosines(asked, rows), asked @ np.vstack([first, second]).T, atol=5e-3)
    np.testing.assert_allclose(copied.cosines(asked, rows), asked @ np.vstack([first, third]).T, atol=5e-3)
    assert copied.copy().estimates(asked).tolist() == copied.estimates(asked).tolist()


def test_a_copy_holds_no_second_set_of_vectors() -> None:
    stored = Vectors(WIDTH)
    stored.append(unit_vectors(1000))
    copied = stored.copy()
    for ours, theirs in zip(stored._blocks[0], copied._blocks[0], strict=True):
        assert np.shares_memory(ours, theirs)
