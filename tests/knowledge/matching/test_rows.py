"""Vectors in blocks: found where they were put, shared by copies, changed by none."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.rows import Rows

WIDTH = 8


def vectors(count: int, seed: int = 0) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    raw = np.random.default_rng(seed).normal(size=(count, WIDTH)).astype(np.float32)
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


@pytest.mark.parametrize("sizes", [[], [1], [256], [257], [3, 400, 1, 0, 900, 2]])
def test_vectors_added_in_any_portions_are_found_in_their_order(sizes: list[int]) -> None:
    rows, every = Rows(WIDTH), vectors(sum(sizes))
    start = 0
    for size in sizes:
        rows.append(every[start : start + size].astype(np.float16))
        start += size
    assert len(rows) == len(every)
    asked = vectors(2, seed=1)
    np.testing.assert_allclose(rows.cosines(asked), asked @ every.T, atol=2e-3)
    some = np.arange(len(every))[::-7]
    np.testing.assert_allclose(rows.take(some), every[some], atol=1e-3)


def test_a_copy_and_its_original_grow_apart() -> None:
    rows, first, second, third = Rows(WIDTH), vectors(10), vectors(5, 1), vectors(5, 2)
    rows.append(first)
    copied = rows.copy()
    rows.append(second)
    copied.append(third)
    asked = vectors(1, seed=3)
    np.testing.assert_allclose(rows.cosines(asked), asked @ np.vstack([first, second]).T, atol=1e-6)
    np.testing.assert_allclose(copied.cosines(asked), asked @ np.vstack([first, third]).T, atol=1e-6)
    np.testing.assert_allclose(copied.copy().cosines(asked), copied.cosines(asked), atol=1e-6)


def test_a_copy_holds_no_second_set_of_vectors() -> None:
    rows = Rows(WIDTH)
    rows.append(vectors(1000))
    assert np.shares_memory(rows._blocks[0], rows.copy()._blocks[0])
