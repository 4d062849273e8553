"""The fitted numbers: they fit the features, and they have learnt what matters."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES, Features
from knowledge.matching.columns import COLUMNS, expand
from knowledge.matching.verifier import Verifier, parse_verifier
from knowledge.policy import Policy

if TYPE_CHECKING:
    from knowledge.matching.matcher import Parts

SHIPPED = (files("knowledge.matching") / "verifier.json").read_text(encoding="utf-8")
ASKED = "how is it done"
PERFECT = replace(
    Features(*[0.0] * len(NAMES)),
    asked=1.0,
    said=0.5,
    surface=1.0,
    lead=0.5,
    context=1.0,
    centre=1.0,
    same=1.0,
)


def confidence(parts: Parts, features: Features, asked: str = ASKED, offered: str = ASKED) -> float:
    return confidences(parts, [features], asked, offered)[0]


def confidences(
    parts: Parts, features: list[Features], asked: str = ASKED, offered: str = ASKED
) -> list[float]:
    assert parts.verifier.attention is not None
    mine, theirs = map(parts.verifier.attention.words, parts.encoder.words([asked, offered]))
    return parts.verifier.confidences(features, mine, [theirs] * len(features))


def test_confidence_is_a_chance(parts: Parts) -> None:
    for value in (-1e9, 0.0, 1e9):
        assert 0 <= confidence(parts, Features(*[value] * len(NAMES))) <= 1


def test_features_are_weighed_each_for_itself(parts: Parts) -> None:
    assert parts.verifier.confidences([]) == []
    doubtful = replace(PERFECT, asked=0.3)
    both = confidences(parts, [PERFECT, doubtful])
    assert both == pytest.approx([confidence(parts, PERFECT), confidence(parts, doubtful)], abs=1e-5)


def test_the_same_words_are_believed(parts: Parts) -> None:
    assert confidence(parts, PERFECT) > Policy().answer_at


@pytest.mark.parametrize(
    ("difference", "asked", "offered"),
    [
        ("contrast", "how is it stopped", "how is it started"),
        ("kind_differs", "when is the vaccine given", "why is the vaccine given"),
        ("population_missing", "how is it done in children", "how is it done"),
        ("condition_conflict", "how is it done in asthma", "how is it done in eczema"),
    ],
)
def test_what_decides_is_not_answered_over_in_a_look_alike(
    parts: Parts, difference: str, asked: str, offered: str
) -> None:
    alike = replace(PERFECT, asked=0.95, context=0.95, surface=0.8, same=0.85)
    decisive = {difference: 1.0, "unasked": 0.9, "extra": 0.9, "swapped": 0.9}
    look_alike = replace(alike, **decisive)
    sure = confidence(parts, look_alike, asked, offered)
    assert look_alike.about_another or sure < Policy().answer_at - 0.05


@pytest.mark.parametrize(
    ("difference", "by"),
    [
        ("drug_conflict", 1.0),
        ("condition_conflict", 1.0),
        ("number_conflict", 1.0),
        ("reversed", 1.0),
        ("population_missing", 1.0),
        ("condition_missing", 0.5),
        ("negation_differs", 1.0),
        ("contrast", 0.5),
    ],
)
def test_an_entry_about_something_else_is_no_answer_however_sure_it_looks(difference: str, by: float) -> None:
    assert replace(PERFECT, **{difference: by}).about_another
    assert not PERFECT.about_another
    assert not replace(PERFECT, drug_extra=1.0, population_extra=1.0).about_another


def test_a_not_or_an_opposite_matters_in_nearly_the_same_words_and_says_it_otherwise_in_others() -> None:
    assert not replace(PERFECT, negation_differs=1.0, same=0.2).about_another
    assert not replace(PERFECT, contrast=0.5, same=0.2).about_another


def test_a_difference_counts_by_how_alike_the_texts_are() -> None:
    vector = np.zeros((1, len(NAMES)))
    vector[0, NAMES.index("surface")], vector[0, NAMES.index("contrast")] = 0.75, 1.0
    columns = dict(zip([column.name for column in COLUMNS], expand(vector)[0], strict=True))
    assert columns["contrast where alike"] == 0.75
    assert columns["contrast where apart"] == 0.25


def test_another_models_words_are_not_looked_at(parts: Parts) -> None:
    by_features = parts.verifier.without_words()
    words = np.zeros((3, 64), np.int8)
    assert by_features.confidences([PERFECT], words, [words]) == by_features.confidences([PERFECT])
    assert by_features.confidences([PERFECT])[0] > Policy().answer_at


def test_a_verifier_that_has_learnt_nothing_is_undecided() -> None:
    assert Verifier.blank().confidences([PERFECT]) == [0.5]


BROKEN = {
    "nothing": "",
    "no numbers": "{}",
    "a weight too few": json.dumps(json.loads(SHIPPED) | {"weights": {}}),
    "an unknown feature": json.dumps(json.loads(SHIPPED) | {"weights": {"height": 1.0}}),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_numbers_that_do_not_fit_the_features_are_refused(broken: str) -> None:
    with pytest.raises(BadData):
        parse_verifier(broken, None)


def test_no_weight_contradicts_the_meaning_of_its_feature() -> None:
    weights = json.loads(SHIPPED)["weights"]
    assert list(weights) == [column.name for column in COLUMNS]
    assert all(column.sign * weights[column.name] >= 0 for column in COLUMNS)
    assert sum(weight != 0 for weight in weights.values()) > 10
