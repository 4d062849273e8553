"""Two questions side by side: what the network sees of them, and that its numbers fit."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import pytest

from knowledge.errors import BadData
from knowledge.matching.alignment import NAMES
from knowledge.matching.attention import Attention, facing, parse_attention, pooled
from knowledge.matching.encoder import PIECE
from knowledge.matching.vectors import starts

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from knowledge.matching.matcher import Parts

SHIPPED = (files("knowledge.matching") / "attention.json").read_text(encoding="utf-8")
NOTHING = np.zeros(len(NAMES))


@pytest.fixture(scope="module")
def attention(parts: Parts) -> Attention:
    assert parts.verifier.attention is not None
    return parts.verifier.attention


def words(parts: Parts, text: str) -> NDArray[np.float32]:
    assert parts.verifier.attention is not None
    return parts.verifier.attention.words(parts.encoder.words([text])[0])


def test_a_word_is_faced_by_what_is_nearest_to_it() -> None:
    asked = np.array([[3.0, 0.0], [0.0, 3.0]], np.float32)
    offered = np.array([[0.0, 3.0], [3.0, 0.0], [-3.0, 0.0]], np.float32)
    (mine, beside_mine), (theirs, beside_theirs) = facing(asked, offered)
    assert mine is asked
    assert theirs is offered
    assert beside_mine == pytest.approx(asked, abs=0.01)
    assert beside_theirs[:2] == pytest.approx(offered[:2], abs=0.01)
    assert beside_theirs[2] == pytest.approx(
        [0.0, 3.0], abs=0.01
    )  # nothing there is like it: the least unlike


def test_rows_are_summed_up_text_by_text() -> None:
    rows = np.array([[1.0, 0.0], [3.0, -2.0], [5.0, 5.0]], np.float32)
    found = pooled(rows, starts([2, 1]))
    assert found.mean.tolist() == [[2.0, -1.0], [5.0, 5.0]]
    assert found.maximum.tolist() == [[3.0, 0.0], [5.0, 5.0]]


def test_a_pair_is_judged_for_itself(attention: Attention, parts: Parts) -> None:
    asked = words(parts, "can i drink coffee")
    offered = [
        words(parts, text) for text in ("is coffee allowed", "when does the clinic open on a sunday", "")
    ]
    together = attention.log_odds(asked, offered, np.stack([NOTHING] * 3))
    alone = [attention.log_odds(asked, [each], NOTHING[None])[0] for each in offered]
    assert together == pytest.approx(alone, abs=1e-4)


PAIRS = [
    ("may children have this vaccine", "is this vaccine suitable for kids", "does this vaccine hurt"),
    ("how do i cancel my booking", "can i call off a reservation", "how do i change my booking"),
    ("when should i water the tomatoes", "best time of day to water tomatoes", "how deep do tomatoes root"),
    ("can i take it with alcohol", "is drinking allowed while on it", "can i take it with food"),
    ("why was my card declined", "what made the payment by card fail", "how do i get a new card"),
]
"""A question, the same in other words, and another one."""


def test_words_alone_mostly_tell_the_same_question_from_another(attention: Attention, parts: Parts) -> None:
    """Which is likelier; how likely is for the features to say as well, and here all of them are nothing."""
    told = []
    for asked, *offered in PAIRS:
        others = [words(parts, text) for text in offered]
        same, another = attention.log_odds(words(parts, asked), others, np.stack([NOTHING] * 2))
        told.append(same > another)
    assert sum(told) >= len(PAIRS) - 1, told


def test_the_end_of_a_long_text_is_what_is_read(parts: Parts) -> None:
    (pieces,) = parts.encoder.words(["so " * 300 + "is it safe"])
    assert pieces.shape == (40, PIECE)
    assert parts.encoder.words([""])[0].shape == (0, PIECE)
    assert parts.encoder.words(["is it safe"])[0].shape == (3, PIECE)


BROKEN = {
    "nothing": "",
    "no numbers": "{}",
    "a row too few": json.dumps(json.loads(SHIPPED) | {"basis": [[1.0, 2.0]]}),
    "no number": SHIPPED.replace("0.", "NaN,", 1),
    "a layer of another width": json.dumps(
        json.loads(SHIPPED) | {"last": {"weights": [[1.0], [1.0]], "bias": [0.0]}}
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_numbers_that_do_not_fit_each_other_are_refused(broken: str) -> None:
    with pytest.raises(BadData):
        parse_attention(broken)
