"""The fitted numbers: they fit the features, and they have learnt what matters."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.domain import Policy
from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES, Features
from knowledge.matching.verifier import PRODUCTS, column_names, column_signs, expand, parse_verifier

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

SHIPPED = (files("knowledge.matching") / "verifier.json").read_text(encoding="utf-8")
PERFECT = replace(Features(*[0.0] * len(NAMES)), asked=1.0, said=0.5, surface=1.0, lead=0.5, context=1.0)


def test_confidence_is_a_chance(parts: Parts) -> None:
    for value in (-1e9, 0.0, 1e9):
        features = Features(*[value] * len(NAMES))
        assert 0 <= parts.verifier.confidence(features) <= 1


def test_the_same_words_are_believed_and_an_uncovered_one_is_not(parts: Parts) -> None:
    assert parts.verifier.confidence(PERFECT) > Policy().answer_at
    doubtful = replace(
        PERFECT, uncovered=1.0, uncovered_share=0.4, uncovered_sum=0.3, unasked=1.0, unasked_share=0.4
    )
    assert parts.verifier.confidence(doubtful) < Policy().answer_at - 0.1


def test_products_stand_behind_the_features_in_order() -> None:
    vector = np.arange(1.0, len(NAMES) + 1)
    expanded = expand(vector)
    first, second = next(iter(PRODUCTS))
    assert expanded[len(NAMES)] == vector[NAMES.index(first)] * vector[NAMES.index(second)]
    assert len(expanded) == len(column_names())


@pytest.mark.parametrize("broken", ["", "{}", '{"bias": 1, "weights": []}'])
def test_numbers_that_do_not_fit_the_features_are_refused(broken: str) -> None:
    with pytest.raises(BadData):
        parse_verifier(broken)


def test_every_feature_has_a_row_that_a_person_can_read() -> None:
    assert [row["feature"] for row in json.loads(SHIPPED)["weights"]] == column_names()


def test_no_weight_contradicts_the_meaning_of_its_feature() -> None:
    weights = [row["weight"] for row in json.loads(SHIPPED)["weights"]]
    assert all(sign * weight >= 0 for sign, weight in zip(column_signs(), weights, strict=True))
    assert sum(weight != 0 for weight in weights) > 10
