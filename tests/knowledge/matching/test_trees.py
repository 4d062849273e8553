"""Trees give what a person who walks them by hand gets."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge.matching.trees import Trees

PLACES = {"asked": 0, "lead": 1}
DEEP = [["asked", 0.5, 1, 2], [-1.0], ["lead", 0.1, 3, 4], [0.25], [2.0]]
STUMP = [["lead", 0.3, 1, 2], [0.0], [10.0]]


@pytest.mark.parametrize(
    ("asked", "lead", "expected"),
    [(0.2, 0.9, -1 + 10), (0.5, 0.0, -1 + 0), (0.6, 0.1, 0.25 + 0), (0.6, 0.2, 2 + 0), (0.6, 0.4, 2 + 10)],
)
def test_a_vector_walks_each_tree_to_one_leaf(asked: float, lead: float, expected: float) -> None:
    trees = Trees.parse([DEEP, STUMP], PLACES, base=0.5)
    assert trees.log_odds(np.array([[asked, lead]])) == pytest.approx([0.5 + expected])


def test_several_vectors_walk_at_once() -> None:
    trees = Trees.parse([DEEP], PLACES, base=0.0)
    assert trees.log_odds(np.array([[0.0, 0.0], [1.0, 1.0]])).tolist() == [-1.0, 2.0]


def test_a_tree_of_one_leaf_says_the_same_to_all() -> None:
    assert Trees.parse([[[3.0]]], PLACES, base=0.0).log_odds(np.zeros((2, 2))).tolist() == [3.0, 3.0]


def test_no_trees_say_nothing() -> None:
    assert Trees.none().log_odds(np.zeros((3, 2))).tolist() == [0.0, 0.0, 0.0]
